//! Running the binary, and the demo's data directory that the reading tests share.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::UNIX_EPOCH;

use serde_json::Value;

/// The binary under test.
pub const BINARY: &str = env!("CARGO_BIN_EXE_gongkai");

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// The one file of a `check`.
    pub fn file(&self) -> Value {
        let files = self.json()["files"].as_array().unwrap().clone();
        assert_eq!(files.len(), 1, "{self:?}");
        files[0].clone()
    }

    /// A refusal: exit 2, nothing on standard output, a sentence on standard error, which is returned.
    #[track_caller]
    pub fn refusal(&self) -> &str {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{self:?}");
        assert!(self.err.trim().chars().any(is_chinese), "no sentence: {self:?}");
        &self.err
    }
}

/// Whether it is a Chinese character.
pub fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// A command without the settings of whoever runs the tests.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(arguments).current_dir(env!("CARGO_TARGET_TMPDIR"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GONGKAI_")) {
        command.env_remove(name);
    }
    command
}

/// Runs the binary to its end.
pub fn gongkai(arguments: &[&str]) -> Run {
    let Output { status, stdout, stderr } = command(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
}

/// A path as an argument.
pub fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder that goes away with the test.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// The demo's data directory, for tests that only read. It is made once for a build of the binary: the test runner may
/// give every test a process of its own, so a lock on a file, not a static, keeps a second one from making it again.
pub fn demo() -> String {
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let lock = File::create(shared.join("demo.lock")).unwrap();
    lock.lock().unwrap();
    let built = fs::metadata(BINARY).unwrap();
    let modified = built.modified().unwrap().duration_since(UNIX_EPOCH).unwrap();
    let name = format!("demo-{:x}-{:x}", built.len(), modified.as_nanos());
    let data = shared.join(&name);
    if !data.join("gongkai.db").exists() {
        for old in fs::read_dir(shared).unwrap().map(|e| e.unwrap()) {
            let old_name = old.file_name().to_string_lossy().into_owned();
            if old_name.starts_with("demo-") && old_name != name && old.path().is_dir() {
                fs::remove_dir_all(old.path()).unwrap();
            }
        }
        let run = gongkai(&["demo", "--data", path(&data), "--prepare-only"]);
        assert_eq!(run.code, 0, "{run:?}");
    }
    path(&data).to_owned()
}

/// Writes a report of the demo in these formats into `out` and returns the path without its extension.
pub fn write_report(organ: &str, year: i16, formats: &str, out: &Path) -> PathBuf {
    let data = demo();
    let year = year.to_string();
    let arguments =
        ["report", "--data", &data, "--organ", organ, "--year", &year, "--formats", formats, "--out", path(out)];
    let run = gongkai(&arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let first = PathBuf::from(run.out.lines().next().unwrap());
    first.with_extension("")
}

/// A report of the demo in its canonical JSON.
pub fn report_json(organ: &str, year: i16) -> Value {
    let out = folder();
    let stem = write_report(organ, year, "json", out.path());
    read_json(&with_ending(&stem, "json"))
}

/// The file of a written report with this ending.
pub fn with_ending(stem: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", path(stem)))
}

/// A JSON file.
pub fn read_json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The sample report of 凤山乡 as it was published, with all its mistakes.
pub fn sample() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../documents/tests/fixtures/fengshan-2020.txt").to_owned()
}
