//! What is done already: a file of finished results, so that an interrupted check goes on where it was.
//!
//! One JSON line a file, written as soon as the file is done; a line that was cut off by a kill is dropped on the next
//! start. A result counts while size and time of its file stay the same. A journal belongs to one build of the program
//! and one set of options: with others the results would differ, and it is refused rather than mixed.

use super::file::FileResult;
use anyhow::{Context, bail, ensure};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions},
    io::{BufRead, BufReader, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::UNIX_EPOCH,
};

/// What a file was when it was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Stamp {
    /// Of a file's metadata.
    pub fn of(meta: &fs::Metadata) -> Stamp {
        let since = meta.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        Stamp { size: meta.len(), modified: u64::try_from(since.as_nanos()).unwrap_or(u64::MAX) }
    }
}

/// The first line: what the results depend on besides the files.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    gongkai_check_journal: u32,
    made_by: String,
    options: String,
}

#[derive(Serialize)]
struct NewLine<'a> {
    path: &'a str,
    stamp: Stamp,
    result: &'a FileResult,
}

#[derive(Deserialize)]
struct Line {
    path: String,
    stamp: Stamp,
    result: FileResult,
}

/// Everything but the result, which may be long.
#[derive(Deserialize)]
struct Key {
    path: String,
    stamp: Stamp,
}

/// An open journal.
pub struct Journal {
    at: PathBuf,
    /// Where each finished result stands.
    done: HashMap<String, (Stamp, u64)>,
    file: Mutex<File>,
}

/// This very build of the program.
fn made_by() -> String {
    let build = std::env::current_exe().and_then(fs::metadata).map(|m| Stamp::of(&m));
    let build = build.map(|b| format!("{:x}-{:x}", b.size, b.modified)).unwrap_or_default();
    format!("{} {build}", env!("CARGO_PKG_VERSION"))
}

impl Journal {
    /// Opens a journal or begins one.
    pub fn open(path: &Path, options: &str) -> anyhow::Result<Journal> {
        let context = || format!("无法打开续查记录{}", path.display());
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).with_context(context)?;
        if file.try_lock().is_err() {
            bail!("续查记录{}正在被另一个检查使用。请等它结束，或者换一个文件名。", path.display());
        }
        let head = Head { gongkai_check_journal: 1, made_by: made_by(), options: options.to_owned() };
        let mut done = HashMap::new();
        let mut reader = BufReader::new(&mut file);
        let mut end = 0u64;
        let mut line = Vec::new();
        loop {
            line.clear();
            let length = reader.read_until(b'\n', &mut line).with_context(context)?;
            if length == 0 {
                break;
            }
            if end == 0 {
                let whole = line.ends_with(b"\n");
                let Ok(found) = serde_json::from_slice::<Head>(&line) else {
                    // Only the beginning of a head may be cut off; anything else is somebody's file.
                    let begun = serde_json::to_vec(&head)?;
                    ensure!(
                        !whole && begun.starts_with(&line),
                        "{}不是续查记录，没有改动它。请换一个文件名。",
                        path.display()
                    );
                    break;
                };
                ensure!(
                    found == head,
                    "续查记录{}是用另一个版本的程序或者另一组选项写的，不能接着用。请换一个文件名，或者删去它后重新检查。",
                    path.display()
                );
                if !whole {
                    break;
                }
            } else {
                match serde_json::from_slice::<Key>(&line) {
                    Ok(key) if line.ends_with(b"\n") => done.insert(key.path, (key.stamp, end)),
                    // The last line, cut off; nothing can stand behind it.
                    _ => break,
                };
            }
            end += length as u64;
        }
        drop(reader);
        file.set_len(end).with_context(context)?;
        if end == 0 {
            let mut line = serde_json::to_vec(&head)?;
            line.push(b'\n');
            file.write_all(&line).with_context(context)?;
        }
        Ok(Journal { at: path.to_owned(), done, file: Mutex::new(file) })
    }

    /// The result of a file that was finished and has not changed since.
    pub fn finished(&self, path: &str, stamp: Stamp) -> Option<FileResult> {
        let (known, offset) = self.done.get(path)?;
        if *known != stamp {
            return None;
        }
        // A handle of its own, so that reading moves nobody's place. What cannot be read is simply done again.
        let mut file = File::open(&self.at).ok()?;
        file.seek(SeekFrom::Start(*offset)).ok()?;
        let mut line = Vec::new();
        BufReader::new(file).read_until(b'\n', &mut line).ok()?;
        let line: Line = serde_json::from_slice(&line).ok()?;
        (line.path == path && line.stamp == stamp).then_some(line.result)
    }

    /// Keeps a result: one write, so that a kill leaves whole lines and perhaps the beginning of one.
    pub fn keep(&self, path: &str, stamp: Stamp, result: &FileResult) -> anyhow::Result<()> {
        let mut line = serde_json::to_vec(&NewLine { path, stamp, result })?;
        line.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&line).with_context(|| format!("无法写入续查记录{}", self.at.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::Kind;

    fn result(path: &str) -> FileResult {
        FileResult {
            path: path.to_owned(),
            kind: Kind::Document,
            report: None,
            findings: Vec::new(),
            excepted: Vec::new(),
        }
    }

    const STAMP: Stamp = Stamp { size: 3, modified: 5 };

    #[test]
    fn a_finished_result_is_kept_while_its_file_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("journal");
        let journal = Journal::open(&at, "a").unwrap();
        journal.keep("甲.txt", STAMP, &result("甲.txt")).unwrap();
        drop(journal);
        let journal = Journal::open(&at, "a").unwrap();
        assert_eq!(journal.finished("甲.txt", STAMP), Some(result("甲.txt")));
        assert_eq!(journal.finished("甲.txt", Stamp { size: 4, ..STAMP }), None);
        assert_eq!(journal.finished("乙.txt", STAMP), None);
    }

    #[test]
    fn a_line_cut_off_anywhere_is_dropped_and_the_journal_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("journal");
        let journal = Journal::open(&at, "a").unwrap();
        journal.keep("1", STAMP, &result("1")).unwrap();
        journal.keep("2", STAMP, &result("2")).unwrap();
        drop(journal);
        let whole = fs::read(&at).unwrap();
        for cut in 0..whole.len() {
            fs::write(&at, &whole[..cut]).unwrap();
            let journal = Journal::open(&at, "a").unwrap();
            let kept = journal.finished("1", STAMP).is_some();
            assert!(journal.finished("2", STAMP).is_none());
            journal.keep("3", STAMP, &result("3")).unwrap();
            drop(journal);
            let journal = Journal::open(&at, "a").unwrap();
            assert_eq!(journal.finished("1", STAMP).is_some(), kept, "cut at {cut}");
            assert!(journal.finished("3", STAMP).is_some(), "cut at {cut}");
        }
    }

    #[test]
    fn a_journal_of_other_options_and_a_file_that_is_none_are_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("journal");
        drop(Journal::open(&at, "a").unwrap());
        assert!(Journal::open(&at, "b").is_err_and(|e| e.to_string().contains("另一组选项")));
        fs::write(&at, "我的笔记").unwrap();
        assert!(Journal::open(&at, "a").is_err_and(|e| e.to_string().contains("不是续查记录")));
        assert_eq!(fs::read_to_string(&at).unwrap(), "我的笔记");
    }

    #[test]
    fn two_checks_do_not_write_into_one_journal() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("journal");
        let first = Journal::open(&at, "a").unwrap();
        assert!(Journal::open(&at, "a").is_err_and(|e| e.to_string().contains("正在被")));
        drop(first);
        Journal::open(&at, "a").unwrap();
    }
}
