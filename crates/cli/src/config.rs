//! Settings: `gongkai.toml`, then `GONGKAI_…` in the environment, then flags, in rising priority. Unknown keys are refused.

use std::path::{Path, PathBuf};

use anyhow::Context;
use proof::bundle::PublicKey;
use serde::Deserialize;

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
    /// Mark cookies Secure; switch on where the site is reached over https. `GONGKAI_SECURE_COOKIES`.
    pub secure_cookies: bool,
}

impl Default for Server {
    fn default() -> Self {
        Server { address: "127.0.0.1".to_owned(), port: 8080, base_path: String::new(), secure_cookies: false }
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
}

impl Default for Practice {
    fn default() -> Self {
        Practice { township_report_due: [1, 31] }
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
    fn the_example_file_holds_the_defaults() {
        let example: Config = toml::from_str(include_str!("../../../gongkai.example.toml")).unwrap();
        assert_eq!(format!("{example:?}"), format!("{:?}", Config::default()));
    }
}
