//! `gongkai check`: reads files, recognises annual reports, and prints what is wrong with them.
//!
//! The pure part is [`check_bytes`] (one file's bytes to its result); the rest walks paths and prints. Standard output
//! carries one JSON object or the text lines; what cannot be read is said on standard error and does not stop the rest.

use anyhow::Context;
use clap::{Args, ValueEnum};
use domain::{Finding, Severity};
use report::{AnnualReport, Kind};
use serde::Serialize;
use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Arguments of `gongkai check`; the texts of the options are the command's help.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// 文件或者目录；目录逐层查找
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// 只用这些种类的规则，用逗号分开
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KINDS")]
    pub only: Vec<Rules>,
    /// 上一年的报告，用来核对结转
    #[arg(long, value_name = "FILE")]
    pub previous: Option<PathBuf>,
}

/// How the result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 每处问题一行
    Text,
    /// 一个 JSON 对象
    Json,
}

/// A kind of rules: the first part of a rule's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rules {
    /// 年度报告的表格、标签和格式
    Report,
    /// 文字和公文格式
    Proof,
}

/// What was found in one file: F of the contract.
#[derive(Debug, Serialize)]
pub struct FileResult {
    /// The path as it was given.
    pub path: String,
    /// What kind of text it is.
    pub kind: Kind,
    /// The report in its canonical JSON, if it is one.
    pub report: Option<serde_json::Value>,
    /// What is wrong, in the order of the file.
    pub findings: Vec<Finding>,
}

/// The JSON on standard output.
#[derive(Debug, Serialize)]
struct Output<'a> {
    version: u32,
    files: &'a [FileResult],
}

/// Extensions that a walk through a directory takes up.
const READABLE: [&str; 6] = ["txt", "md", "html", "htm", "docx", "pdf"];

/// Runs the command.
pub fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let previous = match &args.previous {
        Some(path) => Some(read_previous(path)?),
        None => None,
    };
    let mut files = Vec::new();
    let mut unreadable = false;
    for path in &args.paths {
        let mut found = Vec::new();
        if let Err(error) = collect(path, true, &mut found) {
            unreadable = true;
            complain(path, &error.to_string());
        }
        for path in found {
            let result = fs::read(&path)
                .map_err(|e| e.to_string())
                .and_then(|bytes| check_bytes(&path, &bytes, previous.as_ref(), &args.only).map_err(|e| e.to_string()));
            match result {
                Ok(result) => files.push(result),
                Err(error) => {
                    unreadable = true;
                    complain(&path, &error);
                }
            }
        }
    }
    let out = io::stdout();
    let colour = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut out = out.lock();
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &Output { version: 1, files: &files })?;
            writeln!(out)?;
        }
        Format::Text => write!(out, "{}", text(&files, colour))?,
    }
    let errors = files.iter().flat_map(|f| &f.findings).any(|f| f.severity == Severity::Error);
    Ok(ExitCode::from(if unreadable { 2 } else { u8::from(errors) }))
}

fn complain(path: &Path, error: &str) {
    // Nothing can be done if standard error is closed.
    let _ = writeln!(io::stderr(), "{}：{error}", path.display());
}

/// The files under a path in order of their names. A file that is named is always taken, whatever it is called.
fn collect(path: &Path, named: bool, into: &mut Vec<PathBuf>) -> io::Result<()> {
    if fs::metadata(path)?.is_dir() {
        let mut entries: Vec<PathBuf> = fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
        entries.sort();
        for entry in entries {
            let hidden = entry.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            if !hidden && !entry.is_symlink() {
                collect(&entry, false, into)?;
            }
        }
        return Ok(());
    }
    let readable =
        path.extension().and_then(|e| e.to_str()).is_some_and(|e| READABLE.contains(&e.to_ascii_lowercase().as_str()));
    if named || readable {
        into.push(path.to_owned());
    }
    Ok(())
}

fn read_previous(path: &Path) -> anyhow::Result<AnnualReport> {
    let context = || format!("无法读取上年度报告{}", path.display());
    let bytes = fs::read(path).with_context(context)?;
    let document = documents::read::read(&path.to_string_lossy(), &bytes).with_context(context)?;
    report::parse(&document)?.report.with_context(|| format!("{}不是政府信息公开工作年度报告", path.display()))
}

/// Checks one file.
pub fn check_bytes(
    path: &Path,
    bytes: &[u8],
    previous: Option<&AnnualReport>,
    only: &[Rules],
) -> anyhow::Result<FileResult> {
    let wanted = |rules| only.is_empty() || only.contains(&rules);
    let name = path.to_string_lossy().into_owned();
    let document = documents::read::read(&name, bytes)?;
    let parsed = report::parse(&document)?;
    let mut findings = Vec::new();
    if wanted(Rules::Report) {
        findings.extend(parsed.findings);
        findings.extend(parsed.report.iter().flat_map(|r| report::check(r, previous)));
    }
    if wanted(Rules::Proof) {
        findings.extend(proof::check(&document));
    }
    // Stable: findings without a line keep the order of the rules, behind those with one.
    findings
        .sort_by_key(|f| (f.place.page.unwrap_or(0), f.place.line.unwrap_or(u32::MAX), f.place.column.unwrap_or(0)));
    let report = parsed.report.as_ref().map(report::to_json);
    Ok(FileResult { path: name, kind: parsed.kind, report, findings })
}

/// The text form: findings grouped by file, the summary last.
fn text(files: &[FileResult], colour: bool) -> String {
    let mut out = String::new();
    for file in files {
        for finding in &file.findings {
            out += &line(&file.path, finding, colour);
        }
        if !file.findings.is_empty() {
            out.push('\n');
        }
    }
    let count = |severity| files.iter().flat_map(|f| &f.findings).filter(|f| f.severity == severity).count();
    let reports = files.iter().filter(|f| f.kind == Kind::AnnualReport).count();
    out += &format!(
        "检查{}个文件（年度报告{reports}份）：错误{}处，警告{}处，疑问{}处\n",
        files.len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Question),
    );
    out
}

/// `path:line:column severity rule message`; a cell stands in for line and column where a format has none.
fn line(path: &str, finding: &Finding, colour: bool) -> String {
    let place = &finding.place;
    let mut at = path.to_owned();
    match (place.line, &place.cell) {
        (Some(line), _) => at += &format!(":{line}:{}", place.column.unwrap_or(1)),
        (None, Some(cell)) => at += &format!(":{cell}"),
        (None, None) => {}
    }
    let severity = finding.severity.as_str();
    let severity = match (colour, finding.severity) {
        (false, _) => severity.to_owned(),
        (true, Severity::Error) => format!("\u{1b}[31m{severity}\u{1b}[0m"),
        (true, Severity::Warning) => format!("\u{1b}[33m{severity}\u{1b}[0m"),
        (true, Severity::Question) => format!("\u{1b}[36m{severity}\u{1b}[0m"),
    };
    let hint = finding.hint.as_ref().map(|h| format!("（{h}）")).unwrap_or_default();
    format!("{at} {severity} {} {}{hint}\n", finding.rule, finding.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "凤山乡2020年政府信息公开工作年度报告\n\n一、总体情况\n\n坚持公正、公平、便民的政府信息公开原则。\n\n二、主动公开政府信息情况\n\n第二十一条第（一）项\t\t\t\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t0\t/\t0\n规范性文件\t0\t0\t0\n";

    fn checked(only: &[Rules]) -> FileResult {
        check_bytes(Path::new("a.txt"), REPORT.as_bytes(), None, only).unwrap()
    }

    #[test]
    fn a_report_is_read_with_values_and_findings_in_the_order_of_its_lines() {
        let result = checked(&[]);
        let report = result.report.unwrap();
        assert_eq!(
            (result.kind, &report["year"], &report["format"]),
            (Kind::AnnualReport, &2020.into(), &"2019".into())
        );
        assert_eq!(report["proactive"]["regulations"]["made"], 0);
        assert!(report["proactive"]["regulations"]["published"].is_null());
        assert_eq!(report["raw"]["proactive.regulations.published"], "/");
        let lines: Vec<u32> = result.findings.iter().filter_map(|f| f.place.line).collect();
        assert!(lines.is_sorted(), "{lines:?}");
        assert!(result.findings.iter().any(|f| f.rule == "report.citation" && f.place.line == Some(9)));
    }

    #[test]
    fn only_picks_the_kinds_of_rules() {
        assert!(checked(&[Rules::Proof]).findings.iter().all(|f| f.rule.starts_with("proof.")));
        assert!(checked(&[Rules::Report]).findings.iter().all(|f| f.rule.starts_with("report.")));
    }

    #[test]
    fn a_text_line_begins_with_the_place_and_the_summary_is_last() {
        let out = text(&[checked(&[])], false);
        assert!(out.contains("a.txt:9:1 error report.citation "), "{out}");
        assert!(out.lines().last().unwrap().starts_with("检查1个文件（年度报告1份）："), "{out}");
        assert!(!out.contains('\u{1b}'));
    }

    #[test]
    fn a_walk_takes_readable_files_and_a_named_file_whatever_it_is_called() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.HTML", "c.exe", ".d.txt"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let mut found = Vec::new();
        collect(folder.path(), true, &mut found).unwrap();
        collect(&folder.path().join("c.exe"), true, &mut found).unwrap();
        let names: Vec<_> =
            found.iter().filter_map(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["a.HTML", "b.txt", "c.exe"]);
        assert!(collect(&folder.path().join("none"), true, &mut found).is_err());
    }
}
