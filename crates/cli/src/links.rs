//! `gongkai links URL…`: the links of any site, without an installation. What it finds is printed; what the next check needs of this
//! one is kept in a file, if one is named.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use actions::Clock;
use anyhow::Context;
use clap::{Args, ValueEnum};
use domain::Severity;
use jiff::civil::Date;
use links::{Outcome, Settings, State, crawl};
use serde_json::json;
use url::Url;

use crate::serve::say;

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 给人看的文字
    Text,
    /// 给程序用的 JSON
    Json,
}

/// Arguments of `gongkai links`; the texts of the options are the command's help.
#[derive(Debug, Args)]
pub struct LinksArgs {
    /// 从哪些网址开始读取，如 `https://www.example.gov.cn/`
    #[arg(required = true, value_name = "URL")]
    pub urls: Vec<String>,
    /// 也是本站的主机名（如 zwfw.example.gov.cn），其页面也读取；可以写多次
    #[arg(long, value_name = "HOST")]
    pub own: Vec<String>,
    /// 链接可以跳转到的合作网站的主机名；可以写多次
    #[arg(long, value_name = "HOST")]
    pub partner: Vec<String>,
    /// 最多读取本站多少个页面
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub pages: usize,
    /// 最多用多少秒
    #[arg(long, value_name = "N", default_value_t = 900)]
    pub seconds: u64,
    /// 记录文件：可能是暂时打不开的链接，下次用同一个文件检查时仍打不开再提示
    #[arg(long, value_name = "FILE.json")]
    pub state: Option<PathBuf>,
    /// 以哪一天为今天；不写则用当天。同一天检查几次，只算一次
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Runs the command.
///
/// # Errors
/// An address that is none, a state file that is not ours, a file that cannot be written.
pub fn run(args: &LinksArgs) -> anyhow::Result<ExitCode> {
    let settings = settings(args)?;
    let state = args.state.as_deref().map(read).transpose()?.unwrap_or_default();
    let outcome = crawl(&settings, state, &|_| None)?;
    if let Some(path) = &args.state {
        write(path, &outcome.state.to_json()?)?;
    }
    match args.format {
        Format::Text => say_text(&outcome)?,
        Format::Json => say(&serde_json::to_string_pretty(&as_json(&outcome))?)?,
    }
    let has_errors = outcome.found.iter().any(|f| f.finding.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(has_errors)))
}

fn address(text: &str) -> anyhow::Result<Url> {
    let url = Url::parse(text).ok().filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host());
    url.with_context(|| format!("“{text}”不是网址，应写成 https://www.example.gov.cn/ 的样子"))
}

fn settings(args: &LinksArgs) -> anyhow::Result<Settings> {
    let seeds = args.urls.iter().map(|text| address(text)).collect::<anyhow::Result<Vec<Url>>>()?;
    let first = seeds.first().context("请写明从哪个网址开始")?;
    let mut settings = Settings::new(args.today.unwrap_or_else(|| Clock::real().today()), first.clone());
    settings.own.clone_from(&seeds);
    for host in &args.own {
        // One host is two origins, as long as both are answered.
        for scheme in ["https", "http"] {
            let url =
                Url::parse(&format!("{scheme}://{host}/")).ok().filter(|u| u.path() == "/" && u.query().is_none());
            settings.own.push(url.with_context(|| format!("“{host}”不是主机名，应写成 www.example.gov.cn 的样子"))?);
        }
    }
    settings.seeds = seeds;
    settings.partners.clone_from(&args.partner);
    settings.limits.pages = args.pages;
    settings.limits.time = Duration::from_secs(args.seconds);
    Ok(settings)
}

/// The state of the last check. A file that is something else is not written over.
fn read(path: &Path) -> anyhow::Result<State> {
    match fs::read_to_string(path) {
        Ok(text) => State::from_json(&text)
            .with_context(|| format!("{}不是链接检查的记录文件，请另写一个文件名", path.display())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(State::default()),
        Err(e) => Err(e).with_context(|| format!("无法读取{}", path.display())),
    }
}

/// Beside the place, then there: one that is broken off leaves the old one.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    fs::write(&part, text).and_then(|()| fs::rename(&part, path)).with_context(|| format!("无法写入{}", path.display()))
}

fn say_text(outcome: &Outcome) -> anyhow::Result<()> {
    for found in &outcome.found {
        let (f, hint) = (&found.finding, found.finding.hint.as_deref());
        let others = if found.pages > 1 { format!("（共{}个页面）", found.pages) } else { String::new() };
        say(&format!("{}: {} {} {}", found.page, f.severity.as_str(), f.rule, f.message))?;
        say(&format!("    {}{others}", f.place.text))?;
        if let Some(hint) = hint {
            say(&format!("    建议：{hint}"))?;
        }
    }
    let count = |severity| outcome.found.iter().filter(|f| f.finding.severity == severity).count();
    say(&format!(
        "{}错误{}处，提醒{}处，请核实{}处。",
        outcome.summary,
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Question)
    ))
}

fn as_json(outcome: &Outcome) -> serde_json::Value {
    let s = &outcome.summary;
    let undecided: Vec<_> = s.undecided.iter().map(|(why, n)| json!({ "why": why.to_string(), "count": n })).collect();
    let found = outcome.found.iter().map(|f| {
        json!({
            "page": f.page.as_str(),
            "pages": f.pages,
            "rule": f.finding.rule,
            "severity": f.finding.severity.as_str(),
            "message": f.finding.message,
            "hint": f.finding.hint,
            "basis": f.finding.basis,
            "address": f.finding.place.text,
        })
    });
    json!({
        "version": 1,
        "summary": {
            "pages": s.pages,
            "links": s.links,
            "fresh": s.fresh,
            "requests": s.requests,
            "waiting": s.waiting,
            "undecided": undecided,
            "complete": s.is_complete(),
            "bounds": s.bounds.iter().map(ToString::to_string).collect::<Vec<_>>(),
        },
        "findings": found.collect::<Vec<_>>(),
    })
}
