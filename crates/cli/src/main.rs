//! `gongkai`: one binary for the pages, the annual report, the checks and the deadlines.
//!
//! Exit codes: 0 clean, 1 findings of severity error, 2 failure (bad arguments, unreadable file, internal).

mod check;
mod config;
mod deadline;
mod demo;
mod links;
mod lists;
mod nightly;
mod report;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

/// Reading a page makes thousands of small strings; the system's allocator took a third of a check.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 公开：县、乡、村政府信息公开工作一体化软件
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 启动示例县：第一次建立示例数据，以后接着用
    Demo(demo::DemoArgs),
    /// 启动网站和工作台
    Serve(serve::ServeArgs),
    /// 由登记的记录生成某机关某年度的年度报告文件
    Report(report::ReportArgs),
    /// 检查任何人的年度报告或公文
    Check(check::CheckArgs),
    /// 检查任何网站的链接：打不开的、缺失的附件、被占用的域名、内部地址
    Links(links::LinksArgs),
    /// 立即进行一次夜间检查：链接、依据的政策、联系电话
    Nightly(nightly::NightlyArgs),
    /// 计算一件申请的答复期限，逐日说明
    Deadline(deadline::DeadlineArgs),
    /// 校对用的词表：查看、核对、安装签名的词表包，发布者制作词表包
    Lists(lists::ListsArgs),
}

fn main() -> ExitCode {
    // Bad arguments leave with 2 already; --help and --version with 0.
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_env("GONGKAI_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let done = match &arguments.command {
        Command::Demo(a) => demo::run(a),
        Command::Serve(a) => serve::run(a),
        Command::Report(a) => report::run(a),
        Command::Check(a) => check::run(a),
        Command::Links(a) => links::run(a),
        Command::Nightly(a) => nightly::run(a),
        Command::Deadline(a) => deadline::run(a),
        Command::Lists(a) => lists::run(a),
    };
    done.unwrap_or_else(|error| {
        eprintln!("gongkai：{error:#}");
        ExitCode::from(2)
    })
}
