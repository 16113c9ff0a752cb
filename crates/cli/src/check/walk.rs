//! From the paths on the command line to the files to be checked, in the order of their names.
//!
//! A file that is named is always taken, whatever it is called. In a folder, everything that may be a report is: also
//! formats that are then refused (`.doc`), because a folder must not look complete where it is not. Links to folders are
//! not followed, so a loop cannot catch the walk.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// Endings of text documents and tables: what can be read, and what is refused with a sentence that says what to do.
const DOCUMENTS: [&str; 21] = [
    "txt", "md", "markdown", "html", "htm", "xhtml", "shtml", "mht", "mhtml", "docx", "docm", "xlsx", "xlsm", "pdf",
    "doc", "wps", "wpt", "rtf", "odt", "ofd", "xls",
];

/// What a walk found.
#[derive(Debug, Default)]
pub struct Found {
    /// Files to be checked.
    pub files: Vec<PathBuf>,
    /// What could not be looked at, with the reason.
    pub failures: Vec<(PathBuf, String)>,
    /// Files passed over, counted by their ending (with the dot; empty without one).
    pub passed_over: BTreeMap<String, usize>,
    /// Links to folders, which are not followed.
    pub links: usize,
}

impl Found {
    /// Everything under the paths.
    pub fn under(paths: &[PathBuf]) -> Found {
        let mut found = Found::default();
        for path in paths {
            match fs::metadata(path) {
                Ok(meta) if meta.is_dir() => found.folder(path),
                Ok(_) => found.files.push(path.clone()),
                Err(error) => found.failures.push((path.clone(), spoken(&error))),
            }
        }
        found
    }

    fn folder(&mut self, folder: &Path) {
        let listed = fs::read_dir(folder).and_then(|entries| entries.map(|e| Ok(e?.path())).collect());
        let mut entries: Vec<PathBuf> = match listed {
            Ok(entries) => entries,
            Err(error) => return self.failures.push((folder.to_owned(), spoken(&error))),
        };
        entries.sort();
        for entry in entries {
            let name = entry.file_name().unwrap_or_default().to_string_lossy();
            // Hidden files, and the locks that Word and WPS leave beside an open document.
            if name.starts_with('.') || name.starts_with("~$") || name.starts_with(".~") {
                continue;
            }
            match fs::metadata(&entry) {
                Ok(meta) if meta.is_dir() && entry.is_symlink() => self.links += 1,
                Ok(meta) if meta.is_dir() => self.folder(&entry),
                Ok(meta) if meta.is_file() => self.file(entry),
                // Pipes and devices hold no documents.
                Ok(_) => {}
                Err(error) => self.failures.push((entry, spoken(&error))),
            }
        }
    }

    fn file(&mut self, path: PathBuf) {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        if DOCUMENTS.contains(&ending.as_str()) {
            self.files.push(path);
        } else {
            let shown = if ending.is_empty() { ending } else { format!(".{ending}") };
            *self.passed_over.entry(shown).or_default() += 1;
        }
    }

    /// One sentence about what was passed over, if anything was.
    pub fn note(&self) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        let count: usize = self.passed_over.values().sum();
        if count > 0 {
            let mut kinds: Vec<(&String, &usize)> = self.passed_over.iter().collect();
            kinds.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
            let named: Vec<String> = kinds
                .iter()
                .take(5)
                .map(|(ending, n)| format!("{}{n}个", if ending.is_empty() { "没有扩展名的" } else { ending.as_str() }))
                .collect();
            let more = if kinds.len() > 5 { "等" } else { "" };
            parts.push(format!("目录中另有{count}个文件不是文档，没有检查（{}{more}）", named.join("、")));
        }
        if self.links > 0 {
            parts.push(format!("有{}个指向目录的链接没有进入", self.links));
        }
        (!parts.is_empty()).then(|| format!("{}。", parts.join("；")))
    }
}

/// A failure of the file system, in words.
pub fn spoken(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或者目录。请检查路径。".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读取的权限。请检查文件或者目录的权限。".to_owned(),
        _ => format!("无法读取（{error}）。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &Found) -> Vec<String> {
        found.files.iter().map(|p| p.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_walk_takes_documents_and_a_named_file_whatever_it_is_called() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.HTML", "c.exe", ".d.txt", "~$e.docx", "旧.doc"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let found = Found::under(&[folder.path().to_owned(), folder.path().join("c.exe"), folder.path().join("none")]);
        assert_eq!(names(&found), ["a.HTML", "b.txt", "旧.doc", "c.exe"]);
        assert_eq!(found.failures.len(), 1);
        assert_eq!(found.note().unwrap(), "目录中另有1个文件不是文档，没有检查（.exe1个）。");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_file_is_followed_and_a_loop_is_not_entered() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "x").unwrap();
        symlink(folder.path(), folder.path().join("loop")).unwrap();
        symlink(folder.path().join("a.txt"), folder.path().join("b.txt")).unwrap();
        symlink(folder.path().join("gone"), folder.path().join("c.txt")).unwrap();
        let found = Found::under(&[folder.path().to_owned()]);
        assert_eq!((names(&found), found.links), (vec!["a.txt".to_owned(), "b.txt".to_owned()], 1));
        assert_eq!(found.failures.len(), 1, "a broken link must not vanish");
    }
}
