//! `gongkai lists`: a publisher makes a bundle, an office verifies, installs and reads with it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Run, command, gongkai};

const TERMS: &str = "wrong\tright\tseverity\tunless\tsource\n依申请公布\t依申请公开\terror\t\t测试\n";

/// A publisher with key, draft and one list, and an office with a data directory.
struct Place {
    folder: tempfile::TempDir,
    key: String,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let mut place = Place { folder, key: String::new() };
        place.key = place.keygen("key");
        fs::create_dir(place.path("lists")).unwrap();
        fs::create_dir(place.path("data")).unwrap();
        place.draft("2027-01-01", TERMS);
        place.trust(&place.key);
        fs::write(place.path("a.txt"), "本机关依申请公布信息三条。\n").unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    fn keygen(&self, name: &str) -> String {
        let run = gongkai(&["lists", "keygen", "--out", &self.text(name)]);
        assert_eq!(run.code, 0, "{run:?}");
        run.out.trim().rsplit_once('：').unwrap().1.to_owned()
    }

    fn draft(&self, version: &str, terms: &str) {
        let text = format!(
            "title = \"一月词表\"\nmade_by = \"县政务公开办\"\nversion = \"{version}\"\n[files.\"terms.tsv\"]\nsource = \"测试\"\n"
        );
        fs::write(self.path("lists/bundle.toml"), text).unwrap();
        fs::write(self.path("lists/terms.tsv"), terms).unwrap();
    }

    fn trust(&self, key: &str) {
        fs::write(self.path("gongkai.toml"), format!("[lists]\ntrusted_keys = [\"{key}\"]\n")).unwrap();
    }

    fn make(&self, out: &str) -> Run {
        gongkai(&["lists", "make", &self.text("lists"), "--key", &self.text("key"), "--out", &self.text(out)])
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let output = command(arguments).current_dir(self.folder.path()).output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn installed(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("data/lists")).into_iter().flatten().flatten();
        entries.map(|e| e.file_name().into_string().unwrap()).collect()
    }
}

#[test]
fn a_bundle_is_made_verified_installed_shown_and_read_with() {
    let place = Place::new();
    assert_eq!(place.make("b.zip").code, 0);
    let verified = place.run(&["lists", "verify", "b.zip"]);
    assert!(
        verified.code == 0 && verified.out.contains("核对无误") && verified.out.contains("一月词表"),
        "{verified:?}"
    );
    assert!(place.run(&["lists", "show", "--data", "data"]).out.contains("没有安装词表包"));
    let installed = place.run(&["lists", "install", "b.zip", "--data", "data"]);
    assert_eq!(installed.code, 0, "{installed:?}");
    assert_eq!(place.installed(), ["2027-01-01.zip"]);
    let shown = place.run(&["lists", "show", "--data", "data"]).out;
    for part in ["2027-01-01版", "县政务公开办", "terms.tsv　来源：测试", &place.key] {
        assert!(shown.contains(part), "{shown}");
    }
    let found = |lists: &[&str]| {
        let run = place.run(&[&["check", "a.txt", "--format", "json", "--only", "proof"], lists].concat());
        run.out.contains("依申请公布") && run.out.contains("proof.term")
    };
    assert!(!found(&[]));
    // The bundle, the folder it is installed in, and the publisher's own folder.
    for lists in ["b.zip", "data/lists", "lists"] {
        assert!(found(&["--lists", lists]), "{lists}");
    }
}

#[test]
fn what_is_not_in_order_is_refused_and_nothing_is_installed() {
    let place = Place::new();
    place.make("b.zip");
    let refused = |file: &str| {
        let run = place.run(&["lists", "install", file, "--data", "data"]);
        assert_eq!(place.installed(), Vec::<String>::new());
        run.refusal().to_owned()
    };
    // Tampered with: a byte of the packed list, which the ZIP or the digest notices.
    let mut bytes = fs::read(place.path("b.zip")).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    fs::write(place.path("tampered.zip"), bytes).unwrap();
    refused("tampered.zip");
    assert!(refused("gongkai.toml").contains("不是完整的词表包"));
    assert!(refused("none.zip").contains("无法读取none.zip"));
    let other = place.keygen("other");
    place.trust(&other);
    assert!(refused("b.zip").contains("不在可信的公钥里"));
    fs::remove_file(place.path("gongkai.toml")).unwrap();
    assert!(refused("b.zip").contains("trusted_keys"));
    assert!(place.run(&["check", "a.txt", "--lists", "b.zip"]).refusal().contains("trusted_keys"));
}

#[test]
fn an_older_bundle_never_takes_the_place_of_a_newer_one() {
    let place = Place::new();
    let install = || {
        assert_eq!(place.make("b.zip").code, 0);
        place.run(&["lists", "install", "b.zip", "--data", "data"])
    };
    assert_eq!(install().code, 0);
    place.draft("2026-12-31", TERMS);
    assert!(install().refusal().contains("比现有的2027-01-01旧"));
    place.draft("2020-01-01", TERMS);
    assert!(place.make("old.zip").code == 0);
    assert!(place.run(&["check", "a.txt", "--lists", "old.zip"]).refusal().contains("旧"));
    // Dropped into the folder by hand it is named, and not used.
    fs::copy(place.path("old.zip"), place.path("data/lists/zzz.zip")).unwrap();
    let shown = place.run(&["lists", "show", "--data", "data"]).out;
    assert!(shown.contains("已经安装") && shown.contains("没有使用data/lists/zzz.zip"), "{shown}");
    place.draft("2027-02-01", TERMS);
    assert_eq!(install().code, 0);
    assert!(place.run(&["lists", "show", "--data", "data"]).out.contains("2027-02-01版"));
}

#[test]
fn a_key_is_never_overwritten_and_only_its_owner_may_read_it() {
    let place = Place::new();
    let before = fs::read(place.path("key")).unwrap();
    assert!(gongkai(&["lists", "keygen", "--out", &place.text("key")]).refusal().contains("不覆盖"));
    assert_eq!(fs::read(place.path("key")).unwrap(), before);
    assert_eq!(mode(&place.path("key")), 0o600);
    // A list that cannot be read makes no bundle.
    place.draft("2027-01-01", "wrong\tright\n");
    assert!(place.make("b.zip").refusal().contains("词表terms.tsv缺少“severity”列"));
    assert!(!place.path("b.zip").exists());
}

fn mode(path: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o777
}
