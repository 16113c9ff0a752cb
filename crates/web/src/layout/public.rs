//! What the public frame shows around a page.

use super::Practice;
use crate::assets;

/// 字号: the size of all text, from the reader's cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextSize {
    /// 标准
    #[default]
    Standard,
    /// 大
    Large,
    /// 特大
    ExtraLarge,
}

impl TextSize {
    /// Every size in the order offered.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Large, Self::ExtraLarge];

    /// Every size, for a template that holds only the current one.
    #[must_use]
    pub fn all(self) -> &'static [Self] {
        &Self::ALL
    }

    /// Whether the page needs no mark for it.
    #[must_use]
    pub fn is_standard(self) -> bool {
        self == Self::Standard
    }

    /// The value in the cookie, the preferences address and `data-size`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard => "m",
            Self::Large => "l",
            Self::ExtraLarge => "xl",
        }
    }

    /// Reads a cookie or address value; anything unknown is the standard size.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|size| size.code() == code).unwrap_or_default()
    }

    /// What the reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Standard => "标准",
            Self::Large => "大",
            Self::ExtraLarge => "特大",
        }
    }
}

/// 高对比: yellow on black, from the reader's cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Contrast {
    /// The site's own colours.
    #[default]
    Standard,
    /// Yellow on black.
    High,
}

impl Contrast {
    /// The value in the cookie, the preferences address and `data-contrast`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::High => "high",
        }
    }

    /// Reads a cookie or address value; anything unknown is the standard colours.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == Self::High.code() { Self::High } else { Self::Standard }
    }

    /// Whether the page is marked for it.
    #[must_use]
    pub fn is_high(self) -> bool {
        self == Self::High
    }
}

/// One entry of 主栏目.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// What the reader sees.
    pub label: String,
    /// Where it leads, base path included.
    pub href: String,
    /// Whether the page being shown belongs to it.
    pub current: bool,
}

/// The facts the public frame shows around a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPage {
    /// The base path inside the county portal, without a slash at its end; empty at the root.
    pub base: String,
    /// The address of this page with its query, for coming back from the reading aids.
    pub here: String,
    /// The column's name: 政府信息公开.
    pub site_name: String,
    /// Who runs it: 青山县人民政府.
    pub organ_name: String,
    /// Why everything on the page is an example (示例数据); `None` in real use.
    pub demo: Option<String>,
    /// The practice day, where one is set.
    pub practice: Option<Practice>,
    /// 字号
    pub size: TextSize,
    /// 高对比
    pub contrast: Contrast,
    /// 主栏目
    pub nav: Vec<NavItem>,
    /// What the search box holds.
    pub query: String,
    /// Lines at the foot: who runs the site, telephone, registration numbers. Only known facts.
    pub footer: Vec<String>,
}

impl PublicPage {
    /// The sections of the site, with `current` marked (its address without the base path, such as `/reports`).
    #[must_use]
    pub fn sections(base: &str, current: &str) -> Vec<NavItem> {
        [
            ("首页", "/"),
            ("政府信息公开", "/platform"),
            ("依申请公开", "/requests"),
            ("年度报告", "/reports"),
            ("办理进度查询", "/requests/status"),
        ]
        .into_iter()
        .map(|(label, path)| NavItem {
            label: label.to_owned(),
            href: format!("{base}{path}"),
            current: path == current,
        })
        .collect()
    }

    /// The address of an asset by its plain name.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::url(&self.base, name)
    }
}
