//! `gongkai check --fix`: puts right what is certain and prints the changes; what is not certain stays for people.
//!
//! Text files and Word files are written, the file as it was is kept beside with the ending `.bak`. Other formats show
//! their changes and are left as they are: a page or a PDF is put right where it was made.

use super::{Against, CheckArgs, Found, Rules, bytes, complain, open};
use anyhow::Context as _;
use documents::edit::Edit;
use documents::read::Format;
use indicatif::ProgressBar;
use proof::fix::{Correction, corrections};
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Corrects the files; 0 if all is done, 2 if something could not be read or written.
pub(super) fn run(args: &CheckArgs, against: &Against, colour: bool) -> anyhow::Result<ExitCode> {
    let found = Found::under(&args.paths);
    let bar = ProgressBar::hidden();
    let mut out = io::stdout().lock();
    let (mut files, mut places, mut failed) = (0, 0, !found.failures.is_empty());
    for (path, error) in &found.failures {
        complain(&bar, &format!("{}：{error}", path.display()));
    }
    for path in &found.files {
        match one(path, args, against, colour, &mut out) {
            Ok(0) => {}
            Ok(count) => {
                files += 1;
                places += count;
            }
            Err(error) => {
                failed = true;
                complain(&bar, &format!("{}：{error:#}", path.display()));
            }
        }
    }
    let done = if args.dry_run { "可以改正" } else { "改正" };
    writeln!(out, "{done}{files}个文件的{places}处。其余的问题请用不带 --fix 的命令查看。")?;
    Ok(ExitCode::from(if failed { 2 } else { 0 }))
}

/// Corrects a file; how many places.
fn one(path: &Path, args: &CheckArgs, against: &Against, colour: bool, out: &mut impl Write) -> anyhow::Result<usize> {
    let (file, _) = open(path).map_err(anyhow::Error::msg)?;
    let old = bytes(file).map_err(anyhow::Error::msg)?;
    let name = path.to_string_lossy();
    let document = documents::read::read(&name, &old)?;
    let context = proof::Context { today: Some(against.today), ..proof::Context::default() };
    let wanted = |finding: &domain::Finding| {
        // A mask is put over personal data only where somebody asked for these rules.
        let kind = Rules::of(finding);
        (against.only.contains(&kind) || against.only.is_empty() && kind == Rules::Proof)
            && !against.allowed.allow.iter().any(|one| one.meets(&name, against.today, finding))
    };
    let all = corrections(&against.reader, &document, &context, wanted);
    if all.is_empty() {
        return Ok(0);
    }
    writeln!(out, "--- {name}\n+++ {name}")?;
    for correction in &all {
        out.write_all(shown(correction, colour).as_bytes())?;
    }
    let edits: Vec<Edit> = all.iter().flat_map(edits_of).collect();
    let new = match Format::recognise(&name, &old)? {
        Format::Text => documents::edit::text(&old, &edits)?,
        Format::Docx => documents::edit::docx(&old, &edits)?,
        _ => {
            anyhow::ensure!(args.dry_run, "这种格式不能直接改写，改动已经列出，请在原来的软件中修改");
            return Ok(all.iter().map(|c| c.findings.len()).sum());
        }
    };
    if !args.dry_run {
        replace(path, &new)?;
    }
    Ok(all.iter().map(|c| c.findings.len()).sum())
}

/// The changes of a paragraph, by characters.
fn edits_of(correction: &Correction) -> impl Iterator<Item = Edit> {
    let first = correction.place.column.unwrap_or(1);
    correction.findings.iter().map(move |finding| Edit {
        passage: correction.before.clone(),
        line: correction.place.line,
        column: first,
        at: finding.place.column.unwrap_or(first).saturating_sub(first) as usize,
        length: finding.place.text.chars().count(),
        replacement: finding.replacement.clone().unwrap_or_default(),
    })
}

/// A paragraph before and after, and why.
fn shown(correction: &Correction, colour: bool) -> String {
    let place = &correction.place;
    let at = match (place.line, place.page, place.paragraph) {
        (Some(line), None, _) => format!("第{line}行"),
        (_, Some(page), _) => format!("第{page}页"),
        (_, _, Some(paragraph)) => format!("第{paragraph}段"),
        _ => String::new(),
    };
    let (red, green, plain) = if colour { ("\u{1b}[31m", "\u{1b}[32m", "\u{1b}[0m") } else { ("", "", "") };
    let mut text = format!("@@ {at} @@\n{red}-{}{plain}\n{green}+{}{plain}\n", correction.before, correction.after);
    for finding in &correction.findings {
        text += &format!("  # {} {}\n", finding.rule, finding.message);
    }
    text
}

/// Keeps the file as it was beside it and puts the new one in its place; a file that was kept before is never lost.
fn replace(path: &Path, new: &[u8]) -> anyhow::Result<()> {
    let beside = |ending: &str| {
        let mut name = OsString::from(path);
        name.push(ending);
        PathBuf::from(name)
    };
    let kept = (1..1000)
        .map(|n| beside(&if n == 1 { ".bak".to_owned() } else { format!(".bak{n}") }))
        .find(|kept| !kept.exists())
        .context("已经有太多 .bak 文件，请先清理")?;
    let fresh = beside(".new");
    fs::write(&fresh, new).with_context(|| format!("无法写入{}", fresh.display()))?;
    fs::copy(path, &kept).with_context(|| format!("无法保留原文件{}", kept.display()))?;
    fs::rename(&fresh, path).with_context(|| format!("无法写入{}", path.display()))?;
    Ok(())
}
