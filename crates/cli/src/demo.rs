//! `gongkai demo`: the demo counties, made by replaying their history through the very actions that staff use, each on its
//! day, so that every number, audit entry and deadline comes about as it would in an office.

mod data;
mod replay;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use actions::office::PublicSite;
use actions::{Clock, Office};
use anyhow::Context;
use clap::Args;
use jiff::civil::{Date, date};
use store::organs::County;
use url::Url;
use web::{DemoAccount, Settings, Site};

use crate::serve::{block_on, listen, say};
use data::CountyData;

/// Password of every demo account. It protects nothing: the data is an example and the server listens on this machine.
const PASSWORD: &str = "Gongkai-2026";

/// The history ends on this day; the demo cannot be looked at from an earlier one.
const LAST_DAY: Date = date(2026, 11, 23);

/// Arguments of `gongkai demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// 示例数据目录，第二次启动接着用
    #[arg(long, default_value = "demo-data")]
    pub data: PathBuf,
    /// 端口；被占用时换一个空闲的并说明
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// 演练模式：以这一天为今天，可以在工作台改动
    #[arg(long)]
    pub today: Option<Date>,
    /// 只建立数据，不启动网站
    #[arg(long)]
    pub prepare_only: bool,
}

/// Runs the command.
///
/// # Errors
/// The directory cannot be written, the demo data is broken, or no port is free.
pub fn run(args: &DemoArgs) -> anyhow::Result<ExitCode> {
    let counties = CountyData::all()?;
    if !args.data.join("gongkai.db").exists() {
        say("正在建立示例数据（东乡族自治县凤山乡、青山县）……")?;
        build(&args.data, &counties)?;
        say(&format!("示例数据已建立：{}", args.data.display()))?;
    }
    if args.prepare_only {
        return Ok(ExitCode::SUCCESS);
    }
    let mut office = Office::open(&args.data, clock(args.today)?)?;
    let settings = Settings {
        demo_accounts: counties.iter().flat_map(demo_accounts).collect(),
        demo_password: PASSWORD.to_owned(),
        ..Settings::default()
    };
    let stored = office.store.read(store::organs::counties)?;
    // The invented county stands at the root; the real township's report has a path of its own.
    let base = |slug: &str| if slug == "qingshan" { String::new() } else { format!("/{slug}") };
    let preferred = args.port;
    block_on(async move {
        let listener = match tokio::net::TcpListener::bind(("127.0.0.1", preferred)).await {
            Ok(listener) => listener,
            Err(e) if e.kind() == std::io::ErrorKind::AddrInUse => {
                let other = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.context("没有空闲的端口")?;
                say(&format!("端口 {preferred} 已被占用，改用 {}", other.local_addr()?.port()))?;
                other
            }
            Err(e) => return Err(e).with_context(|| format!("无法监听 127.0.0.1:{preferred}")),
        };
        let address = listener.local_addr()?;
        for county in &stored {
            let public = Url::parse(&format!("http://{address}{}", base(&county.slug)))?;
            office.practice.sites.insert(county.slug.clone(), PublicSite::new(public));
        }
        let office = Arc::new(office);
        let site = |county: County| {
            let base = base(&county.slug);
            Arc::new(Site::new(Arc::clone(&office), county, &base, settings.clone()))
        };
        let mut sites: Vec<Arc<Site>> = stored.into_iter().map(site).collect();
        // What stands at the root is named first.
        sites.sort_by_key(|site| site.base.len());
        say("")?;
        for site in &sites {
            say(&format!("{}　http://{address}{}/", site.county.name, site.base))?;
            say(&format!("　　工作台　http://{address}{}/desk", site.base))?;
            for account in site.settings.demo_accounts.iter().filter(|a| a.county == site.county.slug) {
                say(&format!("　　　　{}　{}", account.login, account.about))?;
            }
        }
        say(&format!("示例账号的密码都是 {PASSWORD}"))?;
        say("按 Ctrl-C 停止（press Ctrl-C to stop）")?;
        listen(listener, sites).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The practice clock if a day is given, or if the real day lies before the end of the demo's history.
fn clock(today: Option<Date>) -> anyhow::Result<Clock> {
    match today {
        Some(day) => {
            anyhow::ensure!(day >= LAST_DAY, "示例数据记到{LAST_DAY}，--today 不能早于这一天");
            Ok(Clock::practice(day))
        }
        None if Clock::real().today() < LAST_DAY => {
            say(&format!("示例数据记到{LAST_DAY}，以这一天为今天（演练模式）"))?;
            Ok(Clock::practice(LAST_DAY))
        }
        None => Ok(Clock::real()),
    }
}

/// Builds beside the place and moves it there when it is whole: a demo that was interrupted is built again.
fn build(directory: &Path, counties: &[CountyData]) -> anyhow::Result<()> {
    let parent = directory.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = directory.file_name().context("--data 应是一个目录")?.to_string_lossy();
    let part = parent.join(format!("{name}.part"));
    if part.exists() {
        std::fs::remove_dir_all(&part).with_context(|| format!("无法清理{}", part.display()))?;
    }
    let office = Office::open(&part, Clock::practice(LAST_DAY))?;
    for county in counties {
        replay::county(&office, county, PASSWORD).with_context(|| format!("示例数据（{}）", county.county.name))?;
    }
    drop(office);
    if directory.exists() {
        std::fs::remove_dir(directory).with_context(|| format!("{}已有别的文件，请换一个目录", directory.display()))?;
    }
    std::fs::rename(&part, directory).with_context(|| format!("无法建立{}", directory.display()))
}

fn demo_accounts(county: &CountyData) -> Vec<DemoAccount> {
    let organ = |key: &str| county.organ.iter().find(|o| o.key == key).map_or("", |o| o.short.as_str());
    let duty = |roles: &[String]| -> String {
        let names = roles.iter().map(|r| match r.as_str() {
            "clerk" => "经办人",
            "reviewer" => "审核人",
            "head" => "负责人",
            "county_officer" => "县级主管部门",
            "auditor" => "审计",
            "admin" => "系统管理员",
            other => other,
        });
        names.collect::<Vec<_>>().join("、")
    };
    county
        .account
        .iter()
        .map(|a| DemoAccount {
            county: county.county.slug.clone(),
            login: a.login.clone(),
            about: format!("{}　{}（{}）", a.name, organ(&a.organ), duty(&a.roles)),
        })
        .collect()
}
