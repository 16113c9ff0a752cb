//! `gongkai nightly`: the work of the night by hand, whether or not it was done today.

use std::path::PathBuf;
use std::process::ExitCode;

use actions::{Clock, nightly};
use clap::Args;
use domain::date::chinese;
use jiff::civil::Date;

use crate::config::Config;
use crate::serve::{open_county, say};

/// Arguments of `gongkai nightly`.
#[derive(Debug, Args)]
pub struct NightlyArgs {
    /// 数据目录
    #[arg(long)]
    pub data: PathBuf,
    /// 设置文件，默认 gongkai.toml
    #[arg(long)]
    pub config: Option<PathBuf>,
    /// 数据目录里有多个县时，检查哪一个（如 qingshan）
    #[arg(long)]
    pub county: Option<String>,
    /// 以哪一天为今天；不写则用当天
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
}

/// Runs the command: 0 if all is well, 1 if there are findings of severity error, 2 if a step failed.
///
/// # Errors
/// No such data directory, settings that are wrong, or the database fails.
pub fn run(args: &NightlyArgs) -> anyhow::Result<ExitCode> {
    let mut config = Config::load(args.config.as_deref())?;
    let here = !config.store.postgres_url.is_empty() || args.data.join("gongkai.db").exists();
    anyhow::ensure!(here, "{}不是数据目录（没有 gongkai.db）", args.data.display());
    config.store.data.clone_from(&args.data);
    let clock = args.today.map_or_else(Clock::real, Clock::practice);
    let (office, county) = open_county(&config, clock, args.county.as_deref())?;
    let report = nightly::run(&office, &county.slug)?;
    say(&format!("{}　{}", county.name, chinese(report.day)))?;
    for step in &report.steps {
        say(&format!("{}：{}。{}", step.title, step.ended.label(), step.says))?;
    }
    Ok(ExitCode::from(if report.has_failed() { 2 } else { u8::from(report.errors() > 0) }))
}
