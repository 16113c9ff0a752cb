//! `gongkai check`: reads files, recognises annual reports, and prints what is wrong with them.
//!
//! The pure part is [`file::check_bytes`] (one file's bytes to its result). Around it: the walk, the work on all cores
//! with the results in order, the journal, and the output, which is printed file by file and never kept. Standard
//! output carries the result; what cannot be read is said on standard error too and does not stop the rest.

mod batch;
mod file;
mod fix;
mod journal;
mod others;
mod output;
mod previous;
mod rules;
mod summary;
mod today;
mod walk;

use actions::Clock;
use anyhow::Context;
use clap::{Args, ValueEnum};
use file::FileResult;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use journal::{Journal, Stamp};
use others::Others;
use output::{Failure, Format, Printer, Totals};
use previous::Previous;
use proof::{Reader, Suppressions};
use std::{
    fs::{self, File},
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufWriter, IsTerminal, Read, Write},
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    thread,
};
use summary::Summary;
use walk::Found;

/// The JSON Schema of the JSON output.
const SCHEMA: &str = include_str!("../../../../docs/schema/check-v1.schema.json");
/// Larger files are not read into memory.
const LARGEST_FILE: u64 = 200 << 20;

/// Arguments of `gongkai check`; the texts of the options are the command's help.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// 文件或者目录；目录逐层查找
    #[arg(required_unless_present_any = ["schema", "explain"], value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// 只用这些种类的规则，用逗号分开
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KINDS")]
    pub only: Vec<Rules>,
    /// 上一年的报告，用来核对结转；可以是一个目录，按机关和年份对应
    #[arg(long, value_name = "PATH")]
    pub previous: Option<PathBuf>,
    /// 其他机关同年度的报告，用来核对内容雷同
    #[arg(long, value_name = "DIR")]
    pub siblings: Option<PathBuf>,
    /// 各单位同年度的报告：所查的报告应当等于它们之和
    #[arg(long, value_name = "DIR")]
    pub units: Option<PathBuf>,
    /// 报告的发布日期，用来核对是否按时公布
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    /// 以哪一天为今天；不写则用当天
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
    /// 续查记录：查完的文件记在这里，中断以后用同一条命令接着查
    #[arg(long, value_name = "FILE")]
    pub resume: Option<PathBuf>,
    /// 另外写一份汇总表（Excel）
    #[arg(long, value_name = "FILE.xlsx")]
    pub summary: Option<PathBuf>,
    /// 同时检查几个文件；不写则用全部处理器核
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// 例外清单（TOML）：看过以后决定不改的，每条写明理由
    #[arg(long, value_name = "FILE.toml")]
    pub allow: Option<PathBuf>,
    /// 校对用的词表：签名的词表包，或者放词表包、词表（.tsv）的目录；不写则用程序自带的
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub lists: Option<PathBuf>,
    /// 直接改正有把握的文字差错，打印改动；原文件另存为 .bak
    #[arg(long, conflicts_with_all = ["resume", "summary"])]
    pub fix: bool,
    /// 与 --fix 同用：只打印改动，不写文件
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// 打印 JSON 输出的 JSON Schema，不检查文件
    #[arg(long, conflicts_with_all = ["paths", "explain"])]
    pub schema: bool,
    /// 说明一条规则：检查什么、为什么、依据和例子，不检查文件
    #[arg(long, conflicts_with = "paths", value_name = "RULE")]
    pub explain: Option<String>,
}

/// A kind of rules: the first part of a rule's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ValueEnum)]
pub enum Rules {
    /// 年度报告的表格、标签和格式
    Report,
    /// 文字和公文格式
    Proof,
    /// 个人信息
    Privacy,
}

impl Rules {
    /// The kind of a rule of the second reader.
    fn of(finding: &domain::Finding) -> Rules {
        if finding.rule.starts_with("privacy.") { Rules::Privacy } else { Rules::Proof }
    }
}

/// What checking needs besides the file.
pub struct Against {
    /// Last year's reports.
    pub previous: Previous,
    /// Other organs' reports of the same year.
    pub siblings: Others,
    /// The reports that the report is the sum of.
    pub units: Others,
    /// The day of publication.
    pub published: Option<Date>,
    /// Which rules; empty means all.
    pub only: Vec<Rules>,
    /// Exceptions with their reasons.
    pub allowed: Suppressions,
    /// The second reader with its lists.
    pub reader: Arc<Reader>,
    /// What day it is.
    pub today: Date,
}

/// A file that was looked at.
enum Looked {
    At(FileResult, String),
    Failed(Failure),
}

/// Runs the command.
pub fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let out = io::stdout();
    let colour = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if args.schema {
        out.lock().write_all(SCHEMA.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(id) = &args.explain {
        out.lock().write_all(rules::explain(id)?.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let workers = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let against = Against {
        previous: Previous::read(args.previous.as_deref(), workers)?,
        siblings: Others::read(args.siblings.as_deref(), workers)?,
        units: Others::read(args.units.as_deref(), workers)?,
        published: args.published,
        only: args.only.clone(),
        allowed: allowed(args.allow.as_deref())?,
        reader: crate::lists::named(args.lists.as_deref())?,
        today: args.today.unwrap_or_else(|| Clock::real().today()),
    };
    if args.fix {
        return fix::run(args, &against, colour);
    }
    let journal = args.resume.as_deref().map(|path| Journal::open(path, &options(args, against.today))).transpose()?;
    let found = Found::under(&args.paths);
    let bar = progress(found.files.len() as u64);
    if let Some(note) = found.note() {
        complain(&bar, &note);
    }

    let mut printer = Printer::begin(args.format, BufWriter::new(out.lock()))?;
    let mut totals = Totals::default();
    let mut summary = args.summary.as_ref().map(|_| Summary::default());
    let mut failures = Vec::new();
    let mut failed = |failure: Failure, printer: &mut Printer<_>, summary: &mut Option<Summary>| -> io::Result<()> {
        complain(&bar, &format!("{}：{}", failure.path, failure.error));
        printer.failure(&failure)?;
        summary.iter_mut().for_each(|s| s.fail(&failure));
        failures.push(failure);
        Ok(())
    };
    for (path, error) in found.failures {
        failed(Failure { path: path.to_string_lossy().into_owned(), error }, &mut printer, &mut summary)?;
    }
    let work = |at: usize| -> anyhow::Result<Looked> {
        let path = found.files.get(at).context("no such file in the list")?;
        look_at(path, args.format, colour, &against, journal.as_ref())
    };
    batch::in_order::<_, anyhow::Error>(found.files.len(), workers, work, |looked| {
        match looked? {
            Looked::At(result, text) => {
                totals.add(&result);
                summary.iter_mut().for_each(|s| s.add(&result));
                // A bar on the same terminal must step aside for the line.
                bar.suspend(|| printer.file(&text))?;
            }
            Looked::Failed(failure) => failed(failure, &mut printer, &mut summary)?,
        }
        bar.inc(1);
        Ok(())
    })?;
    bar.finish_and_clear();
    printer.end(&totals, &failures)?;
    if let (Some(path), Some(summary)) = (&args.summary, &summary) {
        summary.write(path)?;
    }
    Ok(ExitCode::from(if failures.is_empty() { u8::from(totals.has_errors()) } else { 2 }))
}

/// The list of exceptions.
fn allowed(path: Option<&Path>) -> anyhow::Result<Suppressions> {
    let Some(path) = path else { return Ok(Suppressions::default()) };
    let text = fs::read_to_string(path).with_context(|| format!("无法读取例外清单{}", path.display()))?;
    Ok(Suppressions::read(&text)?)
}

/// A bar on standard error, if that is a terminal and there is something to wait for.
fn progress(files: u64) -> ProgressBar {
    if files < 20 {
        return ProgressBar::hidden();
    }
    // Draws nothing where standard error is no terminal.
    let bar = ProgressBar::with_draw_target(Some(files), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("已检查{pos}/{len}个文件 {bar:30} 还需{eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn complain(bar: &ProgressBar, sentence: &str) {
    // Nothing can be done if standard error is closed.
    bar.suspend(|| {
        let _ = writeln!(io::stderr(), "{sentence}");
    });
}

/// What the results depend on besides the files, for the journal.
fn options(args: &CheckArgs, today: Date) -> String {
    let mut only = args.only.clone();
    only.sort_unstable();
    only.dedup();
    let mut hasher = DefaultHasher::new();
    (only, today.to_string(), args.published.map(|d| d.to_string())).hash(&mut hasher);
    for (role, folder) in
        [&args.previous, &args.siblings, &args.units, &args.allow, &args.lists].into_iter().enumerate()
    {
        for path in folder.iter().flat_map(|folder| Found::under(std::slice::from_ref(folder)).files) {
            let stamp = fs::metadata(&path).map(|m| Stamp::of(&m)).ok();
            (role, path, stamp).hash(&mut hasher);
        }
    }
    format!("{:016x}", hasher.finish())
}

/// Takes a file's result from the journal, or checks it and keeps the result there.
fn look_at(
    path: &Path,
    format: Format,
    colour: bool,
    against: &Against,
    journal: Option<&Journal>,
) -> anyhow::Result<Looked> {
    // A name that is no Unicode may be written like another one: it is not looked up, but checked each time.
    let journal = journal.zip(path.to_str());
    let looked = open(path).and_then(|(file, stamp)| {
        if let Some(result) = journal.and_then(|(journal, name)| journal.finished(name, stamp)) {
            return Ok((result, None));
        }
        let bytes = bytes(file)?;
        let check = || file::check_bytes(path, &bytes, against);
        match catch_unwind(AssertUnwindSafe(check)) {
            Ok(Ok(result)) => Ok((result, Some(stamp))),
            Ok(Err(error)) => Err(format!("{error:#}")),
            Err(_) => Err("检查时程序内部出错，没有得出结果。请把这个文件报告给软件的维护者。".to_owned()),
        }
    });
    let (result, stamp) = match looked {
        Ok(looked) => looked,
        Err(error) => return Ok(Looked::Failed(Failure { path: path.to_string_lossy().into_owned(), error })),
    };
    if let (Some((journal, name)), Some(stamp)) = (journal, stamp) {
        journal.keep(name, stamp, &result)?;
    }
    let text = format.of(path, &result, colour)?;
    Ok(Looked::At(result, text))
}

fn open(path: &Path) -> Result<(File, Stamp), String> {
    let file = File::open(path).map_err(|e| walk::spoken(&e))?;
    let stamp = Stamp::of(&file.metadata().map_err(|e| walk::spoken(&e))?);
    Ok((file, stamp))
}

fn bytes(file: File) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|e| walk::spoken(&e))?;
    if bytes.len() as u64 > LARGEST_FILE {
        let largest = LARGEST_FILE >> 20;
        return Err(format!("文件超过{largest}MB，没有读取。请删去其中的图片和附件，或者拆分以后再检查。"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
