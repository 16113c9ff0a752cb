//! `gongkai serve`: the pages over HTTP, until Ctrl-C.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use actions::{Clock, Office, nightly};
use anyhow::Context;
use clap::Args;
use store::Store;
use store::organs::County;
use web::{Settings, Site, routes};

use crate::config::{Config, Hour};
use crate::lists;

/// Arguments of `gongkai serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// 设置文件，默认 gongkai.toml
    #[arg(long)]
    pub config: Option<PathBuf>,
    /// 数据目录
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// 端口
    #[arg(long)]
    pub port: Option<u16>,
    /// 数据目录里有多个县时，服务哪一个（如 qingshan）
    #[arg(long)]
    pub county: Option<String>,
}

/// Opens the office that the settings describe.
///
/// # Errors
/// The records cannot be opened.
pub fn open_office(config: &Config, clock: Clock) -> anyhow::Result<Office> {
    let store = match config.store.postgres_url.as_str() {
        "" => Store::open_embedded(&config.store.data)?,
        url => Store::open_postgres(url)?,
    };
    let mut office = Office::with_store(store, &config.store.data, clock)?;
    let [month, day] = config.practice.township_report_due;
    anyhow::ensure!(jiff::civil::Date::new(2027, month, day).is_ok(), "township_report_due 应是存在的月、日");
    office.practice.township_report_due = (month, day);
    office.practice.contact_months = config.practice.contact_check_months;
    office.reader = lists::reader(config)?;
    Ok(office)
}

/// Opens the office for one of its counties, with the address under which the public reads it.
///
/// # Errors
/// The records cannot be opened, the address is none, there is no such county.
pub fn open_county(config: &Config, clock: Clock, named: Option<&str>) -> anyhow::Result<(Office, County)> {
    let mut office = open_office(config, clock)?;
    let county = choose(office.store.read(store::organs::counties)?, named)?;
    if let Some(site) = config.site()? {
        office.practice.sites.insert(county.slug.clone(), site);
    }
    Ok((office, county))
}

/// Runs the command.
///
/// # Errors
/// The records cannot be opened, or the port is taken.
pub fn run(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let mut config = Config::load(args.config.as_deref())?;
    if let Some(data) = &args.data {
        config.store.data.clone_from(data);
    }
    if let Some(port) = args.port {
        config.server.port = port;
    }
    let (office, county) = open_county(&config, Clock::real(), args.county.as_deref())?;
    let office = Arc::new(office);
    let settings = Settings {
        secure_cookies: config.server.secure_cookies,
        fonts: config.fonts.directory.clone(),
        ..Settings::default()
    };
    let site = Arc::new(Site::new(office, county, &config.server.base_path, settings));
    let hour = config.nightly.hour;
    let address: SocketAddr =
        format!("{}:{}", config.server.address, config.server.port).parse().context("监听地址写得不对")?;
    block_on(async move {
        let listener = tokio::net::TcpListener::bind(address).await.with_context(|| format!("无法监听{address}"))?;
        say(&format!("已启动：http://{}{}/　按 Ctrl-C 停止", listener.local_addr()?, site.base))?;
        if let Hour::At(hour) = hour {
            keep_nights(Arc::clone(&site.office), site.county.slug.clone(), hour)?;
        }
        listen(listener, vec![site]).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Does the work of every night on a thread of its own, which ends with the program. A crawl brings its own runtime, so this is no
/// task of ours. What was missed because the machine was off is done when it is on again.
fn keep_nights(office: Arc<Office>, county: String, hour: i8) -> anyhow::Result<()> {
    let keep = move || {
        loop {
            std::thread::sleep(Duration::from_secs(60));
            let done = nightly::is_due(&office, &county, hour)
                .and_then(|due| if due { nightly::run(&office, &county).map(Some) } else { Ok(None) });
            match done {
                Ok(Some(report)) if report.has_failed() => {
                    tracing::error!(county, ?report, "the night's work failed in part")
                }
                Ok(Some(report)) => tracing::info!(county, ?report, "the night's work is done"),
                Ok(None) => {}
                Err(error) => tracing::error!(county, ?error, "the night's work could not be noted"),
            }
        }
    };
    std::thread::Builder::new().name("nightly".to_owned()).spawn(keep)?;
    Ok(())
}

/// The county that is named, or the only one.
fn choose(counties: Vec<County>, named: Option<&str>) -> anyhow::Result<County> {
    let known: Vec<String> = counties.iter().map(|c| format!("{}（{}）", c.slug, c.name)).collect();
    let mut fit = counties.into_iter().filter(|c| named.is_none_or(|n| n == c.slug));
    match (fit.next(), fit.next()) {
        (Some(county), None) => Ok(county),
        (None, _) if known.is_empty() => anyhow::bail!("数据目录里还没有县；可以先用 gongkai demo 建立示例"),
        _ => anyhow::bail!("请用 --county 写明服务哪个县，数据目录里有：{}", known.join("、")),
    }
}

/// Runs async work on a runtime as small as two cores need.
///
/// # Errors
/// What the work returns.
pub fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(work)
}

/// A line on standard output at once, so that a program that waits for it sees it.
///
/// # Errors
/// Standard output is closed.
pub fn say(line: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(())
}

/// Serves some sites, each under its base path, until Ctrl-C or a termination signal; running requests are finished.
///
/// # Errors
/// The listener fails.
pub async fn listen(listener: tokio::net::TcpListener, sites: Vec<Arc<Site>>) -> anyhow::Result<()> {
    let mut daily = tokio::time::interval(std::time::Duration::from_secs(600));
    let refreshed = sites.clone();
    // A lapse happens by the passing of a day, without an event: the stored index follows.
    let keeper = tokio::spawn(async move {
        loop {
            daily.tick().await;
            for site in &refreshed {
                let done = site.run(|s| actions::requests::refresh_index(&s.office, &s.county.slug)).await;
                if done.is_err() {
                    tracing::warn!(county = site.county.slug, "the index of requests was not refreshed");
                }
            }
        }
    });
    let router = sites.iter().fold(web::routes::empty(), |all, site| all.merge(routes::router(site)));
    let stop = async {
        let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(_) => return drop(tokio::signal::ctrl_c().await),
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    };
    web::routes::serve(listener, router, stop).await?;
    keeper.abort();
    Ok(())
}
