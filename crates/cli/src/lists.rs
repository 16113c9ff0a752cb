//! `gongkai lists`: which lists the second reader reads with, and signed bundles of newer ones.
//!
//! Bundles lie as they came in `lists/` of the data directory and are verified each time they are read, so that nothing
//! there is believed because it was once. The newest that is in order counts; a bundle is put there whole, by renaming.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use proof::bundle::{self, Bundle, LARGEST_BUNDLE, Manifest, PublicKey, SecretKey};
use proof::{Lists, Reader};

use crate::config::Config;
use crate::serve::say;

/// Arguments of `gongkai lists`.
#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub struct ListsArgs {
    #[command(subcommand)]
    action: Action,
    /// 设置文件，默认 gongkai.toml
    #[arg(long, global = true)]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// 列出现在使用的词表：程序自带的版本、已经安装的词表包
    Show {
        /// 数据目录
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// 核对一个词表包：签名、摘要、每个词表能不能读，不安装
    Verify {
        /// 词表包
        file: PathBuf,
    },
    /// 核对以后安装到数据目录；正在运行的网站重新启动后使用
    Install {
        /// 词表包
        file: PathBuf,
        /// 数据目录
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// 发布者用：由目录中的 bundle.toml 和词表制作签名的词表包
    Make {
        /// 放 bundle.toml 和词表（.tsv）的目录
        directory: PathBuf,
        /// 私钥文件
        #[arg(long)]
        key: PathBuf,
        /// 写到哪里
        #[arg(long)]
        out: PathBuf,
    },
    /// 发布者用：生成密钥，私钥写入文件，公钥打印出来
    Keygen {
        /// 私钥写到哪里；文件已经存在的不覆盖
        #[arg(long)]
        out: PathBuf,
    },
}

/// Runs the command.
///
/// # Errors
/// A bundle that is not in order, a file that cannot be read or written.
pub fn run(args: &ListsArgs) -> anyhow::Result<ExitCode> {
    let config = || Config::load(args.config.as_deref());
    let data = |config: &Config, named: &Option<PathBuf>| named.clone().unwrap_or_else(|| config.store.data.clone());
    match &args.action {
        Action::Show { data: named } => {
            let config = config()?;
            show(&data(&config, named), &config.lists.trusted()?)
        }
        Action::Verify { file } => {
            let bundle = bundle::open(&bytes(file)?, &config()?.lists.trusted()?)?;
            say(&format!("核对无误。\n{}", told(&bundle)))
        }
        Action::Install { file, data: named } => {
            let config = config()?;
            install(file, &data(&config, named), &config.lists.trusted()?)
        }
        Action::Make { directory, key, out } => make(directory, key, out),
        Action::Keygen { out } => keygen(out),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// The reader of an office: with the newest bundle of its data directory that is in order, else with the lists of the
/// release. A bundle that is not in order is said in the log and does not keep the pages from starting.
///
/// # Errors
/// The settings name something that is no key.
pub fn reader(config: &Config) -> anyhow::Result<Arc<Reader>> {
    let installed = Installed::of(&config.store.data, &config.lists.trusted()?);
    for (path, why) in &installed.refused {
        tracing::warn!(path = %path.display(), why, "a bundle of lists is not used");
    }
    Ok(installed.newest.map_or_else(Reader::shared, |(_, bundle)| Arc::new(Reader::new(bundle.lists))))
}

/// The reader with the lists that a user names: a bundle, a folder of bundles, or a folder of lists that nobody signed
/// (who names them answers for them, as a publisher does who tries his own).
///
/// # Errors
/// What is named is not in order.
pub fn named(path: Option<&Path>) -> anyhow::Result<Arc<Reader>> {
    let Some(path) = path else { return Ok(Reader::shared()) };
    if path.is_dir() {
        let texts = texts(path)?;
        if !texts.is_empty() {
            let with = || format!("词表目录{}", path.display());
            return Ok(Arc::new(Reader::new(Lists::with(&texts).with_context(with)?)));
        }
    }
    let trusted = Config::load(None)?.lists.trusted()?;
    let bundle = if path.is_dir() {
        let installed = Installed::in_folder(path, &trusted);
        if let Some((path, why)) = installed.refused.into_iter().next() {
            anyhow::bail!("{}：{why}", path.display());
        }
        installed
            .newest
            .map(|(_, bundle)| bundle)
            .with_context(|| format!("目录{}里没有词表包（.zip），也没有词表（.tsv）", path.display()))?
    } else {
        bundle::open(&bytes(path)?, &trusted)?.not_older_than(Lists::version())?
    };
    Ok(Arc::new(Reader::new(bundle.lists)))
}

/// The bundles of a folder.
#[derive(Debug, Default)]
struct Installed {
    newest: Option<(PathBuf, Bundle)>,
    refused: Vec<(PathBuf, String)>,
}

fn folder(data: &Path) -> PathBuf {
    data.join("lists")
}

impl Installed {
    fn of(data: &Path, trusted: &[PublicKey]) -> Installed {
        Installed::in_folder(&folder(data), trusted)
    }

    fn in_folder(folder: &Path, trusted: &[PublicKey]) -> Installed {
        let mut installed = Installed::default();
        // No folder: nothing was ever installed.
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
        let mut paths: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "zip")).collect();
        paths.sort();
        for path in paths {
            let opened =
                bytes(&path).and_then(|bytes| Ok(bundle::open(&bytes, trusted)?.not_older_than(Lists::version())?));
            match opened {
                Ok(bundle) if bundle.manifest.version >= installed.version() => {
                    installed.newest = Some((path, bundle));
                }
                Ok(_) => {}
                Err(error) => installed.refused.push((path, format!("{error:#}"))),
            }
        }
        installed
    }

    /// The day of the lists that count.
    fn version(&self) -> Date {
        self.newest.as_ref().map_or(Lists::version(), |(_, bundle)| bundle.manifest.version)
    }
}

fn show(data: &Path, trusted: &[PublicKey]) -> anyhow::Result<()> {
    let installed = Installed::of(data, trusted);
    let mut text = format!("程序自带的词表：{}版\n", Lists::version());
    match &installed.newest {
        Some((path, bundle)) => text += &format!("已经安装：{}\n{}", path.display(), told(bundle)),
        None => text += &format!("没有安装词表包（{}），使用程序自带的词表：\n", folder(data).display()),
    }
    let replaced = |name: &str| {
        installed.newest.as_ref().and_then(|(_, b)| b.manifest.files.get(name)).map_or("自带", |_| "词表包")
    };
    if installed.newest.is_none() {
        for name in Lists::files() {
            text += &format!("  {name}\n");
        }
    } else {
        let own: Vec<&str> = Lists::files().filter(|name| replaced(name) == "自带").collect();
        text += &format!("其余用程序自带的：{}\n", own.join("、"));
    }
    for (path, why) in &installed.refused {
        text += &format!("没有使用{}：{why}\n", path.display());
    }
    say(text.trim_end())
}

fn told(bundle: &Bundle) -> String {
    let manifest = &bundle.manifest;
    let mut text = format!(
        "{}，{}版\n制作：{}\n签名公钥：{}\n",
        manifest.title, manifest.version, manifest.made_by, bundle.signed_by
    );
    for (name, listed) in &manifest.files {
        text += &format!("  {name}　来源：{}\n", listed.source);
    }
    text
}

fn install(file: &Path, data: &Path, trusted: &[PublicKey]) -> anyhow::Result<()> {
    let bytes = bytes(file)?;
    let newest = Installed::of(data, trusted).version();
    let bundle = bundle::open(&bytes, trusted)?.not_older_than(newest)?;
    anyhow::ensure!(data.is_dir(), "没有数据目录{}，请用 --data 写明", data.display());
    let folder = folder(data);
    fs::create_dir_all(&folder).with_context(|| format!("无法建立目录{}", folder.display()))?;
    let place = folder.join(format!("{}.zip", bundle.manifest.version));
    put(&place, &bytes)?;
    say(&format!("已安装到{}。正在运行的网站重新启动后使用。\n{}", place.display(), told(&bundle)))
}

/// Writes a file whole or not at all.
fn put(place: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let fresh = place.with_extension("new");
    let write = || -> io::Result<()> {
        let mut file = fs::File::create(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&fresh, place)
    };
    write().with_context(|| format!("无法写入{}", place.display()))
}

fn make(directory: &Path, key: &Path, out: &Path) -> anyhow::Result<()> {
    let draft = directory.join("bundle.toml");
    let text = fs::read_to_string(&draft).with_context(|| format!("无法读取{}", draft.display()))?;
    let draft = Manifest::draft(&text)?;
    let secret = fs::read_to_string(key).with_context(|| format!("无法读取私钥{}", key.display()))?;
    let secret = SecretKey::from_text(&secret)?;
    let bytes = bundle::make(draft, &texts(directory)?, &secret)?;
    put(out, &bytes)?;
    // Read back as an office will.
    let bundle = bundle::open(&bytes, &[secret.public()])?;
    say(&format!("已写入{}\n{}", out.display(), told(&bundle)))
}

/// The lists of a folder by name.
fn texts(directory: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let entries = fs::read_dir(directory).with_context(|| format!("无法读取目录{}", directory.display()))?;
    let mut texts = BTreeMap::new();
    for path in entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "tsv")) {
        let text = fs::read_to_string(&path).with_context(|| format!("无法读取{}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        texts.insert(name, text);
    }
    Ok(texts)
}

fn keygen(out: &Path) -> anyhow::Result<()> {
    let key = SecretKey::generate()?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(out).with_context(|| format!("无法写入{}（已经存在的私钥不覆盖）", out.display()))?;
    file.write_all(key.to_text().as_bytes())?;
    file.sync_all()?;
    say(&format!("私钥已写入{}，请妥善保管，不要放在网站服务器上。\n公钥：{}", out.display(), key.public()))
}

/// A bundle's bytes, no more than a bundle may have.
fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).with_context(|| format!("无法读取{}", path.display()))?;
    file.take(LARGEST_BUNDLE as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("无法读取{}", path.display()))?;
    Ok(bytes)
}
