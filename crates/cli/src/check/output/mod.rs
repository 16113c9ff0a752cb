//! How results are printed, file by file, so that nothing has to be kept: what stands before them, between them and
//! behind them. One format a file.

mod json;
mod sarif;
mod text;

use super::file::FileResult;
use clap::ValueEnum;
use domain::Severity;
use report::Kind;
use serde::Serialize;
use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
};

/// How the result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 每处问题一行
    Text,
    /// 一个 JSON 对象，其中每个文件一行
    Json,
    /// 每个文件一个 JSON 对象，各占一行
    Jsonl,
    /// SARIF 2.1.0，供代码审查工具使用
    Sarif,
}

/// A file or folder that could not be read, with the sentence that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The path as it was given.
    pub path: String,
    /// What is wrong and what to do.
    pub error: String,
}

/// What has been found so far.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    files: usize,
    reports: usize,
    errors: usize,
    warnings: usize,
    questions: usize,
    /// Findings by rule.
    rules: BTreeMap<String, usize>,
}

impl Totals {
    /// Adds a file.
    pub fn add(&mut self, result: &FileResult) {
        let count = |severity| result.findings.iter().filter(|f| f.severity == severity).count();
        self.files += 1;
        self.reports += usize::from(result.kind == Kind::AnnualReport);
        self.errors += count(Severity::Error);
        self.warnings += count(Severity::Warning);
        self.questions += count(Severity::Question);
        for finding in &result.findings {
            match self.rules.get_mut(&finding.rule) {
                Some(n) => *n += 1,
                None => {
                    self.rules.insert(finding.rule.clone(), 1);
                }
            }
        }
    }

    /// Whether anything is certainly wrong.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }
}

impl Format {
    /// What one file becomes; done by many workers at once.
    pub fn of(self, path: &Path, result: &FileResult, colour: bool) -> serde_json::Result<String> {
        match self {
            Format::Text => Ok(text::of(result, colour)),
            Format::Json | Format::Jsonl => serde_json::to_string(result),
            Format::Sarif => sarif::of(path, result),
        }
    }
}

/// The printed output while it grows.
pub struct Printer<W: Write> {
    format: Format,
    out: W,
    /// Whether something has been printed that the next one must be parted from.
    begun: bool,
}

impl<W: Write> Printer<W> {
    /// Prints what stands before the first file.
    pub fn begin(format: Format, mut out: W) -> io::Result<Self> {
        match format {
            Format::Json => out.write_all(json::BEGIN.as_bytes())?,
            Format::Sarif => out.write_all(sarif::BEGIN.as_bytes())?,
            Format::Text | Format::Jsonl => {}
        }
        Ok(Printer { format, out, begun: false })
    }

    /// Prints a file, as [`Format::of`] made it.
    pub fn file(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let between = match self.format {
            Format::Json | Format::Sarif if self.begun => ",\n",
            _ => "",
        };
        let behind = if self.format == Format::Jsonl { "\n" } else { "" };
        self.begun = true;
        write!(self.out, "{between}{text}{behind}")
    }

    /// Prints a file that could not be read, where the format has a line for each.
    pub fn failure(&mut self, failure: &Failure) -> io::Result<()> {
        if self.format == Format::Jsonl {
            serde_json::to_writer(&mut self.out, failure)?;
            writeln!(self.out)?;
        }
        Ok(())
    }

    /// Prints what stands behind the last file.
    pub fn end(&mut self, totals: &Totals, failures: &[Failure]) -> io::Result<()> {
        match self.format {
            Format::Text => self.out.write_all(text::summary(totals, failures).as_bytes())?,
            Format::Json => json::end(&mut self.out, failures)?,
            Format::Sarif => sarif::end(&mut self.out, &totals.rules, failures)?,
            Format::Jsonl => {}
        }
        self.out.flush()
    }
}
