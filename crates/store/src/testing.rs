//! For tests: the same story on an embedded SQLite and on a private PostgreSQL that is started, used and thrown away.
//!
//! PostgreSQL refuses to run as root, so as root its programs run as user `postgres`. A machine without PostgreSQL fails
//! the test with a sentence: a test that quietly skips one engine would prove nothing (I10).

#![allow(clippy::panic, clippy::expect_used, reason = "only tests call this; a failed step fails the test")]

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Store;

/// Runs `story` on each engine with an empty store and a data directory of its own.
pub fn on_both_engines(story: impl Fn(&str, Store, &Path)) {
    let directory = tempfile::tempdir().expect("temporary directory");
    story("SQLite", Store::open_embedded(directory.path()).expect("embedded store"), directory.path());
    let directory = tempfile::tempdir().expect("temporary directory");
    let server = PrivatePostgres::start();
    story("PostgreSQL", Store::open_postgres(&server.url()).expect("PostgreSQL store"), directory.path());
}

/// A PostgreSQL server that listens only on a socket in its temporary directory and ends with this value.
#[derive(Debug)]
pub struct PrivatePostgres {
    directory: tempfile::TempDir,
    bin: PathBuf,
}

impl PrivatePostgres {
    /// Creates a cluster and starts it.
    ///
    /// # Panics
    /// PostgreSQL is not installed or does not start.
    pub fn start() -> PrivatePostgres {
        let bin = find_bin().unwrap_or_else(|| {
            panic!("PostgreSQL was not found: install it (Debian: apt-get install postgresql), the tests start their own server")
        });
        let directory = tempfile::tempdir().expect("temporary directory");
        std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o755)).expect("permissions");
        if is_root() {
            chown(directory.path(), Some(postgres_uid()), None).expect("the directory is given to user postgres");
        }
        let server = PrivatePostgres { directory, bin };
        let data = server.data();
        server.run(
            "initdb",
            &["-D", &data, "-U", "gongkai", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        );
        let socket = server.directory.path().display().to_string();
        let options = format!("-c listen_addresses= -c unix_socket_directories={socket} -c fsync=off");
        server.run("pg_ctl", &["-D", &data, "-w", "-s", "-o", &options, "-l", &format!("{socket}/log"), "start"]);
        server.run("createdb", &["-h", &socket, "-U", "gongkai", "gongkai"]);
        server
    }

    /// Connection URL of its database.
    pub fn url(&self) -> String {
        let socket = self.directory.path().display().to_string().replace('/', "%2F");
        format!("postgres://gongkai@{socket}/gongkai")
    }

    fn data(&self) -> String {
        self.directory.path().join("data").display().to_string()
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let program = self.bin.join(program);
        let mut command = if is_root() {
            let mut c = Command::new("runuser");
            c.args(["-u", "postgres", "--"]).arg(program);
            c
        } else {
            Command::new(program)
        };
        command.args(arguments).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let log = self.directory.path().join("stderr");
        let output = std::fs::File::create(&log).expect("log file");
        let status = self.command(program, arguments).stderr(output).status();
        if !status.as_ref().is_ok_and(std::process::ExitStatus::success) {
            panic!("{program} failed ({status:?}): {}", std::fs::read_to_string(&log).unwrap_or_default());
        }
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        let data = self.data();
        let stopped =
            self.command("pg_ctl", &["-D", &data, "-s", "-m", "immediate", "stop"]).stderr(Stdio::null()).status();
        if !stopped.is_ok_and(|s| s.success()) {
            tracing::warn!("the private PostgreSQL did not stop");
        }
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0)
}

fn postgres_uid() -> u32 {
    let output = Command::new("id").args(["-u", "postgres"]).output().expect("id");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("user postgres exists")
}

fn find_bin() -> Option<PathBuf> {
    let mut candidates: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    // Debian keeps the server's programs out of PATH, one folder a version.
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        candidates.extend(versions.flatten().map(|v| v.path().join("bin")));
    }
    candidates
        .into_iter()
        .find(|d| d.join("initdb").exists() && d.join("pg_ctl").exists() && d.join("createdb").exists())
}
