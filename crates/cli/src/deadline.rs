//! `gongkai deadline FILE`: a scenario of dated events in, the due date, the state and every counted day out.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use actions::Clock;
use anyhow::Context;
use clap::{Args, ValueEnum};
use domain::calendar::Calendar;
use domain::clock::Step;
use domain::date::{chinese, weekday};
use domain::law::Law;
use domain::request::scenario::Scenario;
use domain::request::{Assessment, assess};
use jiff::civil::Date;
use serde::Serialize;

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 给人看的文字
    Text,
    /// 给程序用的 JSON
    Json,
}

/// Arguments of `gongkai deadline`.
#[derive(Debug, Args)]
pub struct DeadlineArgs {
    /// 情景文件（TOML）：每个事件写明日期和事项
    pub file: PathBuf,
    /// 输出格式
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// 以哪一天为今天；不写则用文件里的 today，再没有则用当天
    #[arg(long)]
    pub today: Option<Date>,
}

/// The JSON contract.
#[derive(Serialize)]
struct Answer<'a> {
    state: &'static str,
    due: Option<Date>,
    days_left: Option<i64>,
    overdue: bool,
    received_on: Option<Date>,
    steps: &'a [Step],
    notes: &'a [String],
}

/// Runs the command.
///
/// # Errors
/// An unreadable file, or a move the law does not allow, with event number and article.
pub fn run(args: &DeadlineArgs) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(&args.file).with_context(|| format!("无法读取{}", args.file.display()))?;
    let scenario = Scenario::parse(&text).with_context(|| format!("{}", args.file.display()))?;
    let today = args.today.or(scenario.today).unwrap_or_else(|| Clock::real().today());
    let standing = assess(&scenario.events, today, &Law::standard()?, &Calendar::national()?)?;
    if let Some(missing) = standing.missing {
        return Err(missing.into());
    }
    let mut out = std::io::stdout().lock();
    match args.format {
        Format::Json => {
            let answer = Answer {
                state: standing.state.key(),
                due: standing.due,
                days_left: standing.days_left,
                overdue: standing.overdue,
                received_on: standing.received_on,
                steps: &standing.steps,
                notes: &standing.notes,
            };
            serde_json::to_writer_pretty(&mut out, &answer)?;
            writeln!(out)?;
        }
        Format::Text => write_text(&mut out, &standing, today)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn write_text(out: &mut impl Write, standing: &Assessment, today: Date) -> std::io::Result<()> {
    writeln!(out, "今天：{}（{}）", chinese(today), weekday(today))?;
    writeln!(out, "状态：{}", standing.state.label())?;
    if let Some(on) = standing.received_on {
        writeln!(out, "收到之日：{}", chinese(on))?;
    }
    if let Some(due) = standing.due {
        let left = match standing.days_left {
            _ if standing.overdue && standing.ending.is_some() => "，答复时已逾期".to_owned(),
            Some(0) => "，今天到期".to_owned(),
            Some(n) if n > 0 => format!("，还剩{n}个工作日"),
            Some(n) => format!("，已超期{}天", n.unsigned_abs()),
            None => String::new(),
        };
        writeln!(out, "答复期限：{}（{}）{left}", chinese(due), weekday(due))?;
    }
    for note in &standing.notes {
        writeln!(out, "依据：{note}")?;
    }
    for step in &standing.steps {
        let mark = if step.counted { "计入　" } else { "不计入" };
        writeln!(out, "  {} {}  {mark}  {}", step.date, weekday(step.date), step.note)?;
    }
    Ok(())
}
