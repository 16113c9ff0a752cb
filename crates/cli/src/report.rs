//! `gongkai report`: the annual report of an organ and year as files, all from one model.

use std::path::PathBuf;
use std::process::ExitCode;

use actions::reports::{draw_up_report, published_report, went_out};
use actions::{ActionError, Clock};
use anyhow::Context;
use clap::{Args, ValueEnum};
use store::organs::{County, Organ};
use web::report_files;

use crate::config::Config;
use crate::serve::{open_office, say};

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 网页
    Html,
    /// Word 文档
    Docx,
    /// PDF 版式文件
    Pdf,
    /// Excel 表格
    Xlsx,
    /// JSON 数据
    Json,
    /// 纯文本
    Txt,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Xlsx => "xlsx",
            Format::Json => "json",
            Format::Txt => "txt",
        }
    }
}

/// Arguments of `gongkai report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// 数据目录
    #[arg(long)]
    pub data: PathBuf,
    /// 机关名称（全称或简称）
    #[arg(long)]
    pub organ: String,
    /// 报告年度
    #[arg(long)]
    pub year: i16,
    /// 写到哪个目录
    #[arg(long)]
    pub out: PathBuf,
    /// 文件格式，用逗号分开
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["html", "docx", "pdf", "xlsx", "json"])]
    pub formats: Vec<Format>,
}

/// Runs the command.
///
/// # Errors
/// No such data directory or organ, an organ name that fits several, a year that cannot be drawn up, an unwritable folder.
pub fn run(args: &ReportArgs) -> anyhow::Result<ExitCode> {
    let mut config = Config::load(None)?;
    let here = !config.store.postgres_url.is_empty() || args.data.join("gongkai.db").exists();
    anyhow::ensure!(here, "{}不是数据目录（没有 gongkai.db）", args.data.display());
    config.store.data.clone_from(&args.data);
    let office = open_office(&config, Clock::real())?;
    let (county, organ) = find(&office, &args.organ)?;
    let (county, note) = (county.slug, county.note);
    let note = note.as_deref();
    // As it reads now: as it went out, or as it was amended since.
    let published = office.store.read(|db| {
        let Some(stored) = store::reports::find(db, &county, &organ.id, args.year)? else { return Ok(None) };
        Ok::<_, ActionError>(stored.published_on.zip(went_out(db, &county, &stored)?))
    })?;
    let (report, date) = match published {
        Some((on, json)) => (published_report(&json)?, Some(on)),
        None => (draw_up_report(&office, &county, &organ.id, args.year)?.report, None),
    };
    std::fs::create_dir_all(&args.out).with_context(|| format!("无法建立目录{}", args.out.display()))?;
    let fonts = config.fonts.directory.as_deref();
    for format in &args.formats {
        let extension = format.extension();
        let (bytes, _) = report_files::render(fonts, &report, &organ.name, date, note, extension)?;
        let path = args.out.join(report_files::name(&organ.short, args.year, extension));
        std::fs::write(&path, bytes).with_context(|| format!("无法写入{}", path.display()))?;
        say(&path.display().to_string())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn find(office: &actions::Office, name: &str) -> anyhow::Result<(County, Organ)> {
    let mut exact = Vec::new();
    let mut partial = Vec::new();
    for county in office.store.read(store::organs::counties)? {
        for organ in office.store.read(|db| store::organs::list(db, &county.slug))? {
            if organ.name == name || organ.short == name {
                exact.push((county.clone(), organ));
            } else if organ.name.contains(name) {
                partial.push((county.clone(), organ));
            }
        }
    }
    let mut found = if exact.is_empty() { partial } else { exact };
    match found.len() {
        0 => anyhow::bail!("没有找到机关“{name}”"),
        1 => Ok(found.remove(0)),
        _ => {
            let names: Vec<String> = found.into_iter().map(|(_, o)| o.name).collect();
            anyhow::bail!("“{name}”对应多个机关，请写全称：{}", names.join("、"))
        }
    }
}
