//! Signed bundles of lists: newer words, statutes and names without a new program.
//!
//! A bundle is a ZIP with `manifest.toml` (which lists, their digests, from where, of what date, by whom), `manifest.sig`
//! (Ed25519 over the bytes of the manifest, in hexadecimal) and the lists themselves. Bytes go in, verified lists come
//! out, all of them or none. Where bundles are kept, and whom an office trusts, is for the caller to say.

use crate::lists::{ListError, Lists, Origin};
use jiff::civil::Date;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{Cursor, Read, Write};
use std::str::FromStr;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The version of the format that this program reads and writes.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.toml";
const SIGNATURE: &str = "manifest.sig";
/// The largest bundle, packed. The lists of a release are 0.5 MB.
pub const LARGEST_BUNDLE: usize = 16 << 20;
/// The largest file in a bundle and all of them, unpacked: whatever a ZIP says about itself.
const LARGEST_FILE: u64 = 16 << 20;
const LARGEST_ALL: u64 = 48 << 20;
const MOST_FILES: usize = 64;

/// Why a bundle is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Too large, packed or unpacked.
    #[error("词表包太大：{0}。正常的词表包只有几百KB，请确认来源")]
    TooLarge(String),
    /// No ZIP, or a broken one.
    #[error("不是完整的词表包（ZIP）：{0}。请重新下载")]
    Broken(String),
    /// A file that must be there.
    #[error("词表包里缺少{0}。请重新下载")]
    Missing(String),
    /// A file that the manifest does not name.
    #[error("词表包里有清单没有写的文件“{0}”，不予安装")]
    Extra(String),
    /// The manifest cannot be read.
    #[error("词表包的清单写得不对：{0}")]
    Manifest(String),
    /// A later format.
    #[error("词表包的格式是第{0}版，这个程序只认识第{FORMAT}版，请先升级程序")]
    Format(u32),
    /// Nobody is trusted.
    #[error("还没有可信的公钥：请把发布者的公钥写入 gongkai.toml 的 [lists] trusted_keys")]
    NobodyTrusted,
    /// Signed by somebody else.
    #[error("词表包由公钥{0}签名，这个公钥不在可信的公钥里，不予安装")]
    UnknownKey(PublicKey),
    /// The signature does not fit.
    #[error("词表包的签名不对：清单在签名以后被改动过，或者不是所称的发布者签的，不予安装")]
    Signature,
    /// A list is not the one that was signed.
    #[error("词表“{0}”与清单中的摘要不符，签名以后被改动过，不予安装")]
    Changed(String),
    /// Not UTF-8.
    #[error("词表“{0}”不是UTF-8编码的文字")]
    NotText(String),
    /// A list that the rules cannot read.
    #[error("{0}，整个词表包不予安装")]
    List(#[from] ListError),
    /// Older than what is there.
    #[error("词表包的版本是{version}，比现有的{newest}旧，不予安装")]
    Older {
        /// Its version.
        version: Date,
        /// The newest version there is.
        newest: Date,
    },
    /// No key.
    #[error("公钥、私钥应当是64个十六进制字符")]
    Key,
    /// The system gives no random numbers.
    #[error("系统没有给出随机数，无法生成密钥")]
    Random,
}

/// The key by which a publisher of lists is known, 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

/// The key that a publisher signs with. It is never printed by accident.
pub struct SecretKey {
    seed: [u8; 32],
    pair: Ed25519KeyPair,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let text = text.trim();
    let mut bytes = [0; N];
    if text.len() != 2 * N || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        let pair = text.get(2 * at..2 * at + 2).filter(|p| p.chars().all(|c| c.is_ascii_hexdigit()))?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(bytes)
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl FromStr for PublicKey {
    type Err = BundleError;

    fn from_str(text: &str) -> Result<Self, BundleError> {
        from_hex(text).map(PublicKey).ok_or(BundleError::Key)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey of {}", self.public())
    }
}

impl SecretKey {
    /// A new key.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn generate() -> Result<SecretKey, BundleError> {
        let mut seed = [0; 32];
        SystemRandom::new().fill(&mut seed).map_err(|_| BundleError::Random)?;
        SecretKey::of(seed)
    }

    /// The key that [`SecretKey::to_text`] wrote: 64 hexadecimal characters.
    ///
    /// # Errors
    /// The text is no key.
    pub fn from_text(text: &str) -> Result<SecretKey, BundleError> {
        SecretKey::of(from_hex(text).ok_or(BundleError::Key)?)
    }

    /// What is kept in the publisher's file. Whoever has it can sign.
    pub fn to_text(&self) -> String {
        format!("{}\n", hex(&self.seed))
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        // Public keys of Ed25519 have 32 bytes.
        PublicKey(self.pair.public_key().as_ref().try_into().unwrap_or_default())
    }

    fn of(seed: [u8; 32]) -> Result<SecretKey, BundleError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| BundleError::Key)?;
        Ok(SecretKey { seed, pair })
    }
}

/// A list in a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// SHA-256 of its bytes, in hexadecimal. Blank in a draft.
    #[serde(default)]
    pub sha256: String,
    /// From where it is, for people.
    pub source: String,
}

/// What a bundle says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the format.
    #[serde(default = "this_format")]
    pub format: u32,
    /// What it is, for people.
    pub title: String,
    /// Who made it, for people.
    pub made_by: String,
    /// The day of the lists; a later one replaces an earlier one.
    pub version: Date,
    /// The public key it is signed with. Blank in a draft.
    #[serde(default)]
    pub key: String,
    /// The lists, by name of the file.
    pub files: BTreeMap<String, Listed>,
}

fn this_format() -> u32 {
    FORMAT
}

/// As much of a manifest as is read before its signature is checked.
#[derive(Deserialize)]
struct Cover {
    format: u32,
    key: String,
}

impl Manifest {
    /// A draft as a publisher writes it: without format, key and digests.
    ///
    /// # Errors
    /// What is missing or unknown.
    pub fn draft(text: &str) -> Result<Manifest, BundleError> {
        toml::from_str(text).map_err(|e| BundleError::Manifest(e.message().to_owned()))
    }
}

/// A bundle whose signature, digests and lists are in order.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// What it says about itself.
    pub manifest: Manifest,
    /// Who signed it.
    pub signed_by: PublicKey,
    /// The lists of the release with those of the bundle in their place.
    pub lists: Lists,
}

/// Opens a bundle: signature first, then the digests, then every list.
///
/// # Errors
/// Whatever is not in order; nothing of the bundle is used then.
pub fn open(bytes: &[u8], trusted: &[PublicKey]) -> Result<Bundle, BundleError> {
    let mut files = unpack(bytes)?;
    let manifest_bytes = files.remove(MANIFEST).ok_or_else(|| BundleError::Missing(MANIFEST.to_owned()))?;
    let signature = files.remove(SIGNATURE).ok_or_else(|| BundleError::Missing(SIGNATURE.to_owned()))?;
    let text = std::str::from_utf8(&manifest_bytes).map_err(|_| BundleError::NotText(MANIFEST.to_owned()))?;
    let broken = |e: toml::de::Error| BundleError::Manifest(e.message().to_owned());
    let cover: Cover = toml::from_str(text).map_err(broken)?;
    if cover.format != FORMAT {
        return Err(BundleError::Format(cover.format));
    }
    let key: PublicKey = cover.key.parse()?;
    if trusted.is_empty() {
        return Err(BundleError::NobodyTrusted);
    }
    if !trusted.contains(&key) {
        return Err(BundleError::UnknownKey(key));
    }
    let signature: [u8; 64] = std::str::from_utf8(&signature).ok().and_then(from_hex).ok_or(BundleError::Signature)?;
    UnparsedPublicKey::new(&ED25519, key.0).verify(&manifest_bytes, &signature).map_err(|_| BundleError::Signature)?;
    // From here on the manifest is what a trusted publisher wrote.
    let manifest: Manifest = toml::from_str(text).map_err(broken)?;
    if let Some(extra) = files.keys().find(|name| !manifest.files.contains_key(*name)) {
        return Err(BundleError::Extra(extra.clone()));
    }
    let mut texts = BTreeMap::new();
    for (name, listed) in &manifest.files {
        let bytes = files.remove(name).ok_or_else(|| BundleError::Missing(name.clone()))?;
        if hex(digest(&SHA256, &bytes).as_ref()) != listed.sha256.to_ascii_lowercase() {
            return Err(BundleError::Changed(name.clone()));
        }
        let text = String::from_utf8(bytes).map_err(|_| BundleError::NotText(name.clone()))?;
        texts.insert(name.clone(), text);
    }
    let mut lists = Lists::with(&texts)?;
    lists.origin = Origin { title: manifest.title.clone(), version: manifest.version };
    Ok(Bundle { lists, manifest, signed_by: key })
}

impl Bundle {
    /// Refuses to go back: older than this release, or than a bundle that is there.
    ///
    /// # Errors
    /// It is older.
    pub fn not_older_than(self, newest: Date) -> Result<Bundle, BundleError> {
        match self.manifest.version {
            version if version < newest => Err(BundleError::Older { version, newest }),
            _ => Ok(self),
        }
    }
}

/// Every file of a ZIP within the limits, whatever the ZIP says about their sizes.
fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, BundleError> {
    if bytes.len() > LARGEST_BUNDLE {
        return Err(BundleError::TooLarge(format!("超过{}MB", LARGEST_BUNDLE >> 20)));
    }
    let broken = |e: &dyn fmt::Display| BundleError::Broken(e.to_string());
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    if zip.len() > MOST_FILES {
        return Err(BundleError::TooLarge(format!("有{}个文件", zip.len())));
    }
    let mut files = BTreeMap::new();
    let mut left = LARGEST_ALL;
    for at in 0..zip.len() {
        let entry = zip.by_index(at).map_err(|e| broken(&e))?;
        let name = entry.name().map_err(|e| broken(&e))?.into_owned();
        let limit = LARGEST_FILE.min(left);
        let mut content = Vec::new();
        entry.take(limit + 1).read_to_end(&mut content).map_err(|e| broken(&e))?;
        let length = content.len() as u64;
        if length > limit {
            return Err(BundleError::TooLarge(format!("“{name}”解开以后超过限度")));
        }
        left -= length;
        if files.insert(name.clone(), content).is_some() {
            return Err(BundleError::Extra(name));
        }
    }
    Ok(files)
}

/// Makes a bundle from a draft and the lists it names. The lists are read as an office will read them, so that a bundle
/// that nobody could install is not made.
///
/// # Errors
/// A list that the draft does not name or that is not there, a list that cannot be read.
pub fn make(mut draft: Manifest, texts: &BTreeMap<String, String>, key: &SecretKey) -> Result<Vec<u8>, BundleError> {
    let named: BTreeSet<&String> = draft.files.keys().collect();
    if let Some(extra) = texts.keys().find(|name| !named.contains(name)) {
        return Err(BundleError::Extra(extra.clone()));
    }
    if draft.files.is_empty() {
        return Err(BundleError::Manifest("没有写任何词表".to_owned()));
    }
    Lists::with(texts)?;
    for (name, listed) in &mut draft.files {
        let text = texts.get(name).ok_or_else(|| BundleError::Missing(name.clone()))?;
        listed.sha256 = hex(digest(&SHA256, text.as_bytes()).as_ref());
    }
    draft.format = FORMAT;
    draft.key = key.public().to_string();
    let manifest = toml::to_string(&draft).map_err(|e| BundleError::Manifest(e.to_string()))?;
    let signature = hex(key.pair.sign(manifest.as_bytes()).as_ref());
    let mut files: Vec<(&str, &[u8])> = vec![(MANIFEST, manifest.as_bytes()), (SIGNATURE, signature.as_bytes())];
    files.extend(texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    pack(&files)
}

fn pack(files: &[(&str, &[u8])]) -> Result<Vec<u8>, BundleError> {
    let broken = |e: &dyn fmt::Display| BundleError::Broken(e.to_string());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, options).map_err(|e| broken(&e))?;
        zip.write_all(bytes).map_err(|e| broken(&e))?;
    }
    Ok(zip.finish().map_err(|e| broken(&e))?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files of a bundle.
    type Files = BTreeMap<String, Vec<u8>>;

    const TERMS: &str = "wrong\tright\tseverity\tunless\tsource\n依申请公布\t依申请公开\terror\t\t测试\n";

    fn key(seed: u8) -> SecretKey {
        SecretKey::of([seed; 32]).unwrap()
    }

    fn draft() -> Manifest {
        Manifest::draft(
            "title = \"测试\"\nmade_by = \"县政务公开办\"\nversion = \"2026-12-01\"\n[files.\"terms.tsv\"]\nsource = \"测试\"\n",
        )
        .unwrap()
    }

    fn texts() -> BTreeMap<String, String> {
        BTreeMap::from([("terms.tsv".to_owned(), TERMS.to_owned())])
    }

    fn bundle() -> Vec<u8> {
        make(draft(), &texts(), &key(1)).unwrap()
    }

    fn trusted() -> [PublicKey; 1] {
        [key(1).public()]
    }

    /// The bundle with its files changed, packed anew.
    fn changed(change: impl Fn(&mut Files)) -> Result<Bundle, BundleError> {
        let mut files = unpack(&bundle()).unwrap();
        change(&mut files);
        let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
        open(&pack(&files).unwrap(), &trusted())
    }

    fn replace(files: &mut Files, name: &str, from: &str, to: &str) {
        let text = String::from_utf8(files[name].clone()).unwrap();
        assert!(text.contains(from), "{text}");
        files.insert(name.to_owned(), text.replace(from, to).into_bytes());
    }

    #[test]
    fn a_bundle_is_opened_and_its_words_are_looked_for() {
        let opened = open(&bundle(), &trusted()).unwrap();
        assert_eq!(opened.manifest.title, "测试");
        assert_eq!(opened.signed_by, key(1).public());
        let reader = crate::Reader::new(opened.lists);
        let document = documents::read::read("a.txt", "本机关依申请公布信息三条。".as_bytes()).unwrap();
        let found = reader.read(&document, &crate::Context::default());
        assert!(found.iter().any(|f| f.place.text == "依申请公布"), "{found:?}");
    }

    #[test]
    fn the_same_lists_make_the_same_bundle_and_a_key_comes_back_from_its_text() {
        assert_eq!(bundle(), bundle());
        let new = SecretKey::generate().unwrap();
        assert_eq!(SecretKey::from_text(&new.to_text()).unwrap().public(), new.public());
        assert_eq!(new.public().to_string().parse::<PublicKey>().unwrap(), new.public());
        assert!(!format!("{new:?}").contains(new.to_text().trim()));
        for wrong in ["", "12", &"g".repeat(64), &"+f".repeat(32)] {
            assert_eq!(wrong.parse::<PublicKey>(), Err(BundleError::Key), "{wrong}");
        }
    }

    #[test]
    fn another_key_a_foreign_signature_and_nobody_trusted_are_refused() {
        assert_eq!(open(&bundle(), &[]).unwrap_err(), BundleError::NobodyTrusted);
        assert_eq!(open(&bundle(), &[key(2).public()]).unwrap_err(), BundleError::UnknownKey(key(1).public()));
        // Signed by somebody else who says that he is the publisher.
        let foreign = unpack(&make(draft(), &texts(), &key(2)).unwrap()).unwrap();
        let refused = changed(|files| drop(files.insert(SIGNATURE.to_owned(), foreign[SIGNATURE].clone())));
        assert_eq!(refused.unwrap_err(), BundleError::Signature);
        assert_eq!(
            changed(|f| drop(f.insert(SIGNATURE.to_owned(), b"00".to_vec()))).unwrap_err(),
            BundleError::Signature
        );
    }

    #[test]
    fn whatever_was_changed_after_signing_is_refused() {
        let of = |change: &dyn Fn(&mut Files)| changed(change).unwrap_err();
        assert_eq!(of(&|f| replace(f, "terms.tsv", "error", "warning")), BundleError::Changed("terms.tsv".to_owned()));
        assert_eq!(of(&|f| replace(f, MANIFEST, "2026-12-01", "2027-12-01")), BundleError::Signature);
        assert_eq!(of(&|f| drop(f.remove("terms.tsv"))), BundleError::Missing("terms.tsv".to_owned()));
        assert_eq!(of(&|f| drop(f.remove(SIGNATURE))), BundleError::Missing(SIGNATURE.to_owned()));
        assert_eq!(of(&|f| drop(f.remove(MANIFEST))), BundleError::Missing(MANIFEST.to_owned()));
        let extra = of(&|f| drop(f.insert("../../etc/passwd".to_owned(), b"x".to_vec())));
        assert_eq!(extra, BundleError::Extra("../../etc/passwd".to_owned()));
        assert_eq!(of(&|f| replace(f, MANIFEST, "format = 1", "format = 2")), BundleError::Format(2));
    }

    #[test]
    fn lists_that_nobody_can_read_are_neither_made_nor_opened() {
        let wrong = BTreeMap::from([("terms.tsv".to_owned(), "wrong\tright\n".to_owned())]);
        assert!(matches!(make(draft(), &wrong, &key(1)), Err(BundleError::List(ListError::Column { .. }))));
        let unknown = BTreeMap::from([("words.tsv".to_owned(), TERMS.to_owned())]);
        assert!(matches!(make(draft(), &unknown, &key(1)), Err(BundleError::Extra(_))));
        assert!(matches!(make(draft(), &BTreeMap::new(), &key(1)), Err(BundleError::Missing(_))));
        // Signed all the same, by a publisher with another program.
        let sign = |name: &str, text: &str| {
            let mut manifest = draft();
            manifest.files.clear();
            let sha256 = hex(digest(&SHA256, text.as_bytes()).as_ref());
            manifest.files.insert(name.to_owned(), Listed { sha256, source: "测试".to_owned() });
            manifest.key = key(1).public().to_string();
            let manifest = toml::to_string(&manifest).unwrap();
            let signature = hex(key(1).pair.sign(manifest.as_bytes()).as_ref());
            let files = [(MANIFEST, manifest.as_bytes()), (SIGNATURE, signature.as_bytes()), (name, text.as_bytes())];
            open(&pack(&files).unwrap(), &trusted()).map(drop).unwrap_err().to_string()
        };
        assert_eq!(sign("words.tsv", "x"), "没有“words.tsv”这个词表，整个词表包不予安装");
        assert_eq!(sign("terms.tsv", "wrong\n"), "词表terms.tsv缺少“right”列，整个词表包不予安装");
    }

    #[test]
    fn an_older_version_is_refused_and_the_same_one_is_not() {
        let opened = || open(&bundle(), &trusted()).unwrap();
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert!(opened().not_older_than(day("2026-12-01")).is_ok());
        assert_eq!(
            opened().not_older_than(day("2026-12-02")).unwrap_err().to_string(),
            "词表包的版本是2026-12-01，比现有的2026-12-02旧，不予安装"
        );
    }

    #[test]
    fn a_bomb_and_what_is_no_zip_are_refused() {
        let zeros = vec![0; LARGEST_FILE as usize + 1];
        let bomb = pack(&[("terms.tsv", &zeros)]).unwrap();
        assert!(bomb.len() < 100_000);
        assert!(matches!(open(&bomb, &trusted()), Err(BundleError::TooLarge(_))));
        let names: Vec<String> = (0..=MOST_FILES).map(|n| n.to_string()).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
        assert!(matches!(open(&pack(&many).unwrap(), &trusted()), Err(BundleError::TooLarge(_))));
        assert!(matches!(open(&vec![0; LARGEST_BUNDLE + 1], &trusted()), Err(BundleError::TooLarge(_))));
        for wrong in [&b""[..], b"PK", b"hello", &bundle()[..200]] {
            assert!(matches!(open(wrong, &trusted()), Err(BundleError::Broken(_))));
        }
    }
}
