//! Settings: `gongkai.toml`, then `GONGKAI_…` in the environment, then flags, in rising priority. Unknown keys are refused.

use std::path::{Path, PathBuf};

use actions::office::PublicSite;
use anyhow::Context;
use proof::bundle::PublicKey;
use serde::Deserialize;
use url::Url;

/// All settings; every field has a default.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the pages are served.
    pub server: Server,
    /// Where the records are.
    pub store: Records,
    /// Fonts for PDF.
    pub fonts: Fonts,
    /// What counties decide.
    pub practice: Practice,
    /// The check of the public site's links.
    pub links: Links,
    /// The work of the night.
    pub nightly: Nightly,
    /// Lists of words, statutes and names.
    pub lists: WordLists,
}

/// `[server]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address to listen on. `GONGKAI_ADDRESS`.
    pub address: String,
    /// Port. `GONGKAI_PORT`.
    pub port: u16,
    /// Path of the public part inside the county portal, e.g. `/zfxxgk`; empty at the root. `GONGKAI_BASE_PATH`.
    pub base_path: String,
    /// Where the public opens the site, with `https://` and host (the base path may be left out); empty if it is not public
    /// yet, then links are not checked. `GONGKAI_PUBLIC_ADDRESS`.
    pub public_address: String,
    /// Mark cookies Secure; switch on where the site is reached over https. `GONGKAI_SECURE_COOKIES`.
    pub secure_cookies: bool,
}

impl Default for Server {
    fn default() -> Self {
        Server {
            address: "127.0.0.1".to_owned(),
            port: 8080,
            base_path: String::new(),
            public_address: String::new(),
            secure_cookies: false,
        }
    }
}

/// `[store]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Records {
    /// Data directory: the embedded database and stored files. `GONGKAI_DATA`.
    pub data: PathBuf,
    /// PostgreSQL URL; empty for the embedded database. `GONGKAI_POSTGRES_URL`.
    pub postgres_url: String,
}

impl Default for Records {
    fn default() -> Self {
        Records { data: PathBuf::from("gongkai-data"), postgres_url: String::new() }
    }
}

/// `[fonts]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fonts {
    /// Folder searched before the system's. `GONGKAI_FONTS`.
    pub directory: Option<PathBuf>,
}

/// `[practice]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Practice {
    /// Month and day by which townships publish their annual report (no law names one).
    pub township_report_due: [i8; 2],
    /// Months after which a telephone number that was answered is called again (no law names them).
    pub contact_check_months: u8,
}

impl Default for Practice {
    fn default() -> Self {
        Practice { township_report_due: [1, 31], contact_check_months: 3 }
    }
}

/// `[links]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Links {
    /// Hosts to which a link may be redirected; a host covers its subdomains, government hosts need not be named.
    pub partners: Vec<String>,
    /// Own pages read in a run.
    pub pages: usize,
    /// Minutes of a run.
    pub minutes: u64,
}

impl Default for Links {
    fn default() -> Self {
        Links { partners: Vec::new(), pages: 20_000, minutes: 240 }
    }
}

/// `[nightly]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Nightly {
    /// The hour in China from which the work of the night is done, or `"off"`. `GONGKAI_NIGHTLY`.
    pub hour: Hour,
}

/// When the work of the night is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "WrittenHour")]
pub enum Hour {
    /// From this hour on, 0 to 23.
    At(i8),
    /// Never by itself.
    Off,
}

impl Default for Hour {
    fn default() -> Self {
        Hour::At(2)
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenHour {
    Number(i64),
    Word(String),
}

impl TryFrom<WrittenHour> for Hour {
    type Error = &'static str;

    fn try_from(written: WrittenHour) -> Result<Hour, Self::Error> {
        let number = match written {
            WrittenHour::Word(word) if word == "off" => return Ok(Hour::Off),
            WrittenHour::Word(word) => word.parse().ok(),
            WrittenHour::Number(number) => i8::try_from(number).ok(),
        };
        number.filter(|hour| (0..24).contains(hour)).map(Hour::At).ok_or("hour 应是 0 到 23 的整点，或者 \"off\"")
    }
}

/// `[lists]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordLists {
    /// Public keys of those whose bundles of lists are taken, in hexadecimal; nobody's at first.
    /// `GONGKAI_LISTS_TRUSTED_KEYS`, parted by commas.
    pub trusted_keys: Vec<String>,
}

impl WordLists {
    /// The keys.
    ///
    /// # Errors
    /// One is no key.
    pub fn trusted(&self) -> anyhow::Result<Vec<PublicKey>> {
        let key = |text: &String| text.parse().with_context(|| format!("设置 [lists] trusted_keys 中的“{text}”"));
        self.trusted_keys.iter().map(key).collect()
    }
}

impl Config {
    /// Reads the file (it may be absent unless it was named) and the environment.
    ///
    /// # Errors
    /// An unreadable file, an unknown key, a value of the wrong kind.
    pub fn load(named: Option<&Path>) -> anyhow::Result<Config> {
        let path = named.unwrap_or(Path::new("gongkai.toml"));
        let mut config: Config = match std::fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).with_context(|| format!("设置文件{}写得不对", path.display()))?,
            Err(e) if named.is_none() && e.kind() == std::io::ErrorKind::NotFound => Config::default(),
            Err(e) => return Err(e).with_context(|| format!("无法读取设置文件{}", path.display())),
        };
        config.environment(|name| std::env::var(name).ok())?;
        Ok(config)
    }

    /// The site as the public reaches it, if it has an address.
    ///
    /// # Errors
    /// The address is none, or its path is not where the pages are served.
    pub fn site(&self) -> anyhow::Result<Option<PublicSite>> {
        let text = self.server.public_address.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let mut address = Url::parse(text).ok().filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host());
        let address = address.as_mut().context("public_address 应写成 https://www.example.gov.cn 的样子")?;
        let (path, base) =
            (address.path().trim_end_matches('/').to_owned(), self.server.base_path.trim_end_matches('/'));
        anyhow::ensure!(
            path.is_empty() || path == base,
            "public_address 中的路径“{path}”与 base_path“{base}”不一致；页面中的地址都从 base_path 开始，两处应当相同"
        );
        address.set_path(if base.is_empty() { "/" } else { base });
        address.set_query(None);
        address.set_fragment(None);
        Ok(Some(PublicSite {
            address: address.clone(),
            partners: self.links.partners.clone(),
            pages: self.links.pages,
            minutes: self.links.minutes,
        }))
    }

    fn environment(&mut self, get: impl Fn(&str) -> Option<String>) -> anyhow::Result<()> {
        if let Some(v) = get("GONGKAI_ADDRESS") {
            self.server.address = v;
        }
        if let Some(v) = get("GONGKAI_PORT") {
            self.server.port = v.parse().context("GONGKAI_PORT 应是端口号")?;
        }
        if let Some(v) = get("GONGKAI_BASE_PATH") {
            self.server.base_path = v;
        }
        if let Some(v) = get("GONGKAI_PUBLIC_ADDRESS") {
            self.server.public_address = v;
        }
        if let Some(v) = get("GONGKAI_NIGHTLY") {
            let hour = Hour::try_from(WrittenHour::Word(v));
            self.nightly.hour = hour.map_err(|_| anyhow::anyhow!("GONGKAI_NIGHTLY 应是 0 到 23 的整点，或者 off"))?;
        }
        if let Some(v) = get("GONGKAI_SECURE_COOKIES") {
            self.server.secure_cookies = v.parse().context("GONGKAI_SECURE_COOKIES 应是 true 或 false")?;
        }
        if let Some(v) = get("GONGKAI_DATA") {
            self.store.data = v.into();
        }
        if let Some(v) = get("GONGKAI_POSTGRES_URL") {
            self.store.postgres_url = v;
        }
        if let Some(v) = get("GONGKAI_LISTS_TRUSTED_KEYS") {
            self.lists.trusted_keys = v.split(',').map(|k| k.trim().to_owned()).filter(|k| !k.is_empty()).collect();
        }
        if let Some(v) = get("GONGKAI_FONTS") {
            self.fonts.directory = Some(v.into());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_outranks_the_file_and_unknown_keys_are_refused() {
        let mut config: Config = toml::from_str("[server]\nport = 9000\nbase_path = \"/zfxxgk\"\n").unwrap();
        config.environment(|name| (name == "GONGKAI_PORT").then(|| "9001".to_owned())).unwrap();
        assert_eq!((config.server.port, config.server.base_path.as_str()), (9001, "/zfxxgk"));
        assert!(config.environment(|name| (name == "GONGKAI_PORT").then(|| "x".to_owned())).is_err());
        assert!(toml::from_str::<Config>("[server]\nprot = 1\n").is_err());
    }

    #[test]
    fn keys_of_publishers_are_read_and_what_is_no_key_is_refused() {
        let key = "0f".repeat(32);
        let config: Config = toml::from_str(&format!("[lists]\ntrusted_keys = [\"{key}\"]\n")).unwrap();
        assert_eq!(config.lists.trusted().unwrap()[0].to_string(), key);
        let config: Config = toml::from_str("[lists]\ntrusted_keys = [\"0f\"]\n").unwrap();
        assert!(format!("{:#}", config.lists.trusted().unwrap_err()).contains("64个十六进制字符"));
    }

    #[test]
    fn an_hour_is_0_to_23_or_off() {
        let hour = |text: &str| toml::from_str::<Config>(&format!("[nightly]\nhour = {text}")).map(|c| c.nightly.hour);
        assert_eq!(hour("0").unwrap(), Hour::At(0));
        assert_eq!(hour("\"off\"").unwrap(), Hour::Off);
        for wrong in ["24", "-1", "\"never\"", "true"] {
            assert!(hour(wrong).is_err(), "{wrong}");
        }
        let mut config = Config::default();
        config.environment(|name| (name == "GONGKAI_NIGHTLY").then(|| "off".to_owned())).unwrap();
        assert_eq!(config.nightly.hour, Hour::Off);
    }

    #[test]
    fn the_public_address_ends_at_the_base_path() {
        let site = |address: &str, base: &str| {
            let mut config = Config::default();
            config.server.public_address = address.to_owned();
            config.server.base_path = base.to_owned();
            config.site().map(|site| site.map(|s| s.address.to_string()))
        };
        assert_eq!(site("", "/zfxxgk").unwrap(), None);
        assert_eq!(site("https://x.gov.cn", "/zfxxgk/").unwrap().as_deref(), Some("https://x.gov.cn/zfxxgk"));
        assert_eq!(site("https://x.gov.cn/zfxxgk/", "/zfxxgk").unwrap().as_deref(), Some("https://x.gov.cn/zfxxgk"));
        assert_eq!(site("http://x.gov.cn:8080", "").unwrap().as_deref(), Some("http://x.gov.cn:8080/"));
        for (address, base) in [("x.gov.cn", ""), ("ftp://x.gov.cn", ""), ("https://x.gov.cn/a", "/b")] {
            assert!(site(address, base).is_err(), "{address}");
        }
    }

    #[test]
    fn the_example_file_holds_the_defaults() {
        let example: Config = toml::from_str(include_str!("../../../gongkai.example.toml")).unwrap();
        assert_eq!(format!("{example:?}"), format!("{:?}", Config::default()));
    }
}
