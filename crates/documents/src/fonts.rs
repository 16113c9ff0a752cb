//! The typefaces of official documents, found on the machine the program runs on.
//!
//! GB/T 9704 names typefaces, not files; none of them is free, so none is shipped. A [`Role`] is asked for, and the
//! first family of its chain that is installed answers. The folders are read once and only what a page may need is
//! remembered; the bytes of a font are read when the first character is set in it. Choosing which role a paragraph
//! takes is not decided here.

use std::collections::HashSet;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo, FontStyle, FontVariant};
use typst::utils::LazyHash;

/// A typeface that GB/T 9704 asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// 宋体: tables and page numbers.
    SongTi,
    /// 仿宋: running text.
    FangSong,
    /// 楷体: headings of the second level.
    KaiTi,
    /// 黑体: headings of the first level.
    HeiTi,
    /// 小标宋: title and issuer mark.
    BiaoSong,
}

/// Families that serve any role when its own are not installed; every chain ends in them.
const STAND_INS: [&str; 8] = [
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "Noto Serif SC",
    "Noto Sans SC",
    "Source Han Serif SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
];

/// Families without Chinese that lend the odd sign (arrows, ticks) that a Chinese font lacks.
const SIGNS: [&str; 5] =
    ["DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols 2", "Segoe UI Symbol", "Apple Symbols"];

/// How deep font folders are followed; also what ends a circle of links.
const DEPTH: usize = 6;

impl Role {
    /// All roles.
    pub const ALL: [Role; 5] = [Role::SongTi, Role::FangSong, Role::KaiTi, Role::HeiTi, Role::BiaoSong];

    /// What the standard calls it.
    pub fn label(self) -> &'static str {
        match self {
            Role::SongTi => "宋体",
            Role::FangSong => "仿宋",
            Role::KaiTi => "楷体",
            Role::HeiTi => "黑体",
            Role::BiaoSong => "小标宋",
        }
    }

    /// The families that are this typeface, best first. A font file may carry its Chinese or its English name.
    pub fn own_families(self) -> &'static [&'static str] {
        match self {
            Role::SongTi => &[
                "SimSun",
                "宋体",
                "NSimSun",
                "STSong",
                "Songti SC",
                "FandolSong",
                "Noto Serif CJK SC",
                "Noto Serif SC",
                "Source Han Serif SC",
            ],
            Role::FangSong => &[
                "FangSong_GB2312",
                "仿宋_GB2312",
                "FangSong",
                "仿宋",
                "STFangsong",
                "FZFangSong-Z02",
                "FandolFang R",
                "FandolFang",
            ],
            Role::KaiTi => &[
                "KaiTi_GB2312",
                "楷体_GB2312",
                "KaiTi",
                "楷体",
                "STKaiti",
                "Kaiti SC",
                "FZKai-Z03",
                "FandolKai",
                "LXGW WenKai",
            ],
            Role::HeiTi => &[
                "SimHei",
                "黑体",
                "STHeiti",
                "Heiti SC",
                "FZHei-B01",
                "FandolHei",
                "Noto Sans CJK SC",
                "Noto Sans SC",
                "Source Han Sans SC",
                "WenQuanYi Zen Hei",
            ],
            Role::BiaoSong => &[
                "FZXiaoBiaoSong-B05S",
                "方正小标宋简体",
                "FZXiaoBiaoSong-B05",
                "方正小标宋_GBK",
                "华文中宋",
                "STZhongsong",
            ],
        }
    }

    /// Every family that may serve the role, best first.
    pub fn chain(self) -> impl Iterator<Item = &'static str> {
        let own = self.own_families();
        own.iter().copied().chain(STAND_INS.into_iter().filter(|family| !own.contains(family)))
    }
}

/// The installed typefaces that documents may need. Copies share one index.
#[derive(Clone, Default)]
pub struct Fonts {
    index: Arc<Index>,
}

#[derive(Default)]
struct Index {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    files: Vec<File>,
    /// Families of the configured folder that belong to no chain: they were put there for rare characters.
    added: Vec<String>,
}

/// One face of a font file, opened at first use.
struct Face {
    file: usize,
    number: u32,
    font: OnceLock<Option<Font>>,
}

/// A font file, read at first use; its faces share the bytes.
struct File {
    path: PathBuf,
    bytes: OnceLock<Option<Bytes>>,
}

impl Fonts {
    /// Looks through the configured folder, which goes first, and the usual folders of the system.
    ///
    /// Files that cannot be read or are no fonts are passed over.
    pub fn discover(extra_dir: Option<&Path>) -> Fonts {
        Fonts::index(extra_dir, &system_dirs())
    }

    fn index(extra_dir: Option<&Path>, dirs: &[PathBuf]) -> Fonts {
        let mut found = Search::default();
        if let Some(dir) = extra_dir {
            found.folder(dir, DEPTH, true);
        }
        for dir in dirs {
            found.folder(dir, DEPTH, false);
        }
        let book = LazyHash::new(FontBook::from_infos(found.infos));
        Fonts { index: Arc::new(Index { book, faces: found.faces, files: found.files, added: found.added }) }
    }

    /// Which installed family serves each role; none where no Chinese font is installed.
    pub fn roles(&self) -> Vec<(Role, Option<String>)> {
        Role::ALL.into_iter().map(|role| (role, self.installed(role).next().map(str::to_owned))).collect()
    }

    /// The roles whose own typeface is not installed, so that another stands in for it, or nothing does.
    pub fn missing(&self) -> Vec<Role> {
        let has_own = |role: &Role| role.own_families().iter().any(|family| self.has(family));
        Role::ALL.into_iter().filter(|role| !has_own(role)).collect()
    }

    /// The characters of a text that no remembered font can print, in order and once each.
    pub fn unprintable(&self, text: &str) -> Vec<char> {
        let mut seen = HashSet::new();
        let infos: Vec<&FontInfo> = (0..self.index.faces.len()).filter_map(|i| self.index.book.info(i)).collect();
        let is_printed = |c: char| infos.iter().any(|info| info.coverage.contains(u32::from(c)));
        text.chars().filter(|c| !c.is_whitespace() && seen.insert(*c) && !is_printed(*c)).collect()
    }

    /// The families to set a role in, best first, with those that lend single signs at the end.
    pub(crate) fn families(&self, role: Role) -> Vec<String> {
        let mut families: Vec<String> = self.installed(role).map(str::to_owned).collect();
        families.extend(self.index.added.iter().cloned());
        families.extend(SIGNS.into_iter().filter(|family| self.has(family)).map(str::to_owned));
        families
    }

    /// Whether the family that serves a role has a bold cut of its own.
    pub(crate) fn has_bold(&self, role: Role) -> bool {
        let Some(family) = self.installed(role).next() else { return false };
        let faces = self.index.book.select_family(&family.to_lowercase());
        faces.filter_map(|i| self.index.book.info(i)).any(|info| info.variant.weight.to_number() >= 600)
    }

    /// What is known about the remembered faces, for the typesetter.
    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.index.book
    }

    /// A face by its number in the book, opened if this is its first use.
    pub(crate) fn face(&self, number: usize) -> Option<Font> {
        let face = self.index.faces.get(number)?;
        let file = self.index.files.get(face.file)?;
        face.font
            .get_or_init(|| {
                let bytes = file.bytes.get_or_init(|| std::fs::read(&file.path).ok().map(Bytes::new)).clone()?;
                Font::new(bytes, face.number)
            })
            .clone()
    }

    /// The file of the family that serves a role, with the number of the face in it.
    pub(crate) fn bytes(&self, role: Role) -> Option<(FontFile, u32)> {
        let family = self.installed(role).next()?.to_lowercase();
        let regular = FontVariant::default();
        let number = self.index.book.select(&family, regular)?;
        let font = self.face(number)?;
        Some((Arc::new(font.data().clone()), font.index()))
    }

    fn installed(&self, role: Role) -> impl Iterator<Item = &'static str> {
        role.chain().filter(|family| self.has(family))
    }

    fn has(&self, family: &str) -> bool {
        self.index.book.contains_family(&family.to_lowercase())
    }
}

/// The bytes of a font file.
pub(crate) type FontFile = Arc<dyn AsRef<[u8]> + Send + Sync>;

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts").field("faces", &self.index.faces.len()).field("roles", &self.roles()).finish()
    }
}

/// What has been found so far.
#[derive(Default)]
struct Search {
    infos: Vec<FontInfo>,
    faces: Vec<Face>,
    files: Vec<File>,
    added: Vec<String>,
    /// The first file of a family and cut wins, so that the configured folder goes before the system.
    seen: HashSet<(String, FontVariant)>,
    /// The file being looked at. One buffer for all: many large ones would leave the memory of the process in pieces.
    bytes: Vec<u8>,
}

impl Search {
    fn folder(&mut self, dir: &Path, depth: usize, configured: bool) {
        let Ok(entries) = std::fs::read_dir(dir) else { return };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        // The order of a folder differs between machines, which of two equal fonts wins must not.
        paths.sort();
        for path in paths {
            if path.is_dir() {
                if depth > 0 {
                    self.folder(&path, depth - 1, configured);
                }
            } else if is_font_name(&path) {
                self.file(path, configured);
            }
        }
    }

    fn file(&mut self, path: PathBuf, configured: bool) {
        if self.read(&path).is_err() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let file = self.files.len();
        // The numbers are kept: they say which face of a collection to open later.
        for number in 0.. {
            if number > 0 && !is_collection(&bytes) {
                break;
            }
            let Some(info) = FontInfo::new(&bytes, number) else { break };
            let is_known = is_family_of_a_chain(&info.family);
            if info.variant.style != FontStyle::Normal || !(is_known || configured) {
                continue;
            }
            if !self.seen.insert((info.family.clone(), info.variant)) {
                continue;
            }
            if !is_known && !self.added.contains(&info.family) {
                self.added.push(info.family.clone());
            }
            self.infos.push(info);
            self.faces.push(Face { file, number, font: OnceLock::new() });
        }
        if self.faces.last().is_some_and(|face| face.file == file) {
            self.files.push(File { path, bytes: OnceLock::new() });
        }
        self.bytes = bytes;
    }

    fn read(&mut self, path: &Path) -> std::io::Result<()> {
        self.bytes.clear();
        let mut file = std::fs::File::open(path)?;
        // The exact size, so that the largest file and not twice as much is what the search needs.
        self.bytes.reserve_exact(usize::try_from(file.metadata()?.len()).unwrap_or(0) + 1);
        file.read_to_end(&mut self.bytes)?;
        Ok(())
    }
}

fn is_family_of_a_chain(family: &str) -> bool {
    let is_it = |name: &str| name.to_lowercase() == family.to_lowercase();
    SIGNS.into_iter().any(is_it) || Role::ALL.into_iter().any(|role| role.chain().any(is_it))
}

fn is_font_name(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc")
}

fn is_collection(bytes: &[u8]) -> bool {
    bytes.starts_with(b"ttcf")
}

/// Where systems keep fonts; folders that do not exist are passed over later.
fn system_dirs() -> Vec<PathBuf> {
    let under = |variable: &str, rest: &str| std::env::var_os(variable).map(|base| Path::new(&base).join(rest));
    let mut dirs: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"]
            .map(PathBuf::from)
            .to_vec();
    dirs.extend(
        [
            under("HOME", ".local/share/fonts"),
            under("HOME", ".fonts"),
            under("HOME", "Library/Fonts"),
            under("WINDIR", "Fonts"),
            under("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
        ]
        .into_iter()
        .flatten(),
    );
    dirs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chain_ends_in_the_free_fonts() {
        for role in Role::ALL {
            let chain: Vec<_> = role.chain().collect();
            for family in ["Noto Serif CJK SC", "Noto Sans CJK SC"] {
                assert!(chain.contains(&family), "{role:?} lacks {family}");
            }
            let unique: HashSet<_> = chain.iter().collect();
            assert_eq!(unique.len(), chain.len(), "{role:?} names a family twice");
        }
    }

    #[test]
    fn nothing_installed_is_nothing_resolved() {
        let fonts = Fonts::default();
        assert_eq!(fonts.missing(), Role::ALL);
        assert!(fonts.roles().iter().all(|(_, family)| family.is_none()));
        assert_eq!(fonts.unprintable("中 中a"), ['中', 'a']);
    }

    #[test]
    fn an_empty_or_broken_folder_is_passed_over() {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join("broken.ttf"), b"no font").expect("a file");
        std::fs::write(dir.path().join("broken.ttc"), b"ttcf").expect("a file");
        let fonts = Fonts::index(Some(dir.path()), &[dir.path().join("absent")]);
        assert_eq!(fonts.missing(), Role::ALL);
    }
}
