//! The lines of the site's lists: what each shows, already in words.

use super::Deadline;

/// One step of 当前位置.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// What the reader sees.
    pub label: String,
    /// Where it leads; `None` for the page being shown.
    pub href: Option<String>,
}

impl Crumb {
    /// A step that can be gone back to.
    #[must_use]
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: Some(href.into()) }
    }

    /// The page being shown.
    #[must_use]
    pub fn here(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }
}

/// One link at the end of a summary row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryAction {
    /// What the reader sees: 修改.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// What it acts on, for those who hear the link alone.
    pub about: String,
}

/// One row of a summary list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SummaryRow {
    /// What it is.
    pub key: String,
    /// What it says.
    pub value: String,
    /// What can be done with it.
    pub actions: Vec<SummaryAction>,
}

impl SummaryRow {
    /// A row without actions.
    #[must_use]
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), value: value.into(), actions: Vec::new() }
    }

    /// With one more action.
    #[must_use]
    pub fn action(mut self, label: impl Into<String>, href: impl Into<String>, about: impl Into<String>) -> Self {
        self.actions.push(SummaryAction { label: label.into(), href: href.into(), about: about.into() });
        self
    }
}

/// What kind of news a banner brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlashKind {
    /// Something was done.
    Success,
    /// Something to know.
    Notice,
    /// Something was refused or failed.
    Problem,
}

/// The news of the last action, shown once at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// Its kind.
    pub kind: FlashKind,
    /// One sentence, or several: what, by which rule, what next.
    pub text: String,
}

impl Flash {
    /// The heading of the banner.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.kind {
            FlashKind::Success => "已完成",
            FlashKind::Notice => "请注意",
            FlashKind::Problem => "没有办成",
        }
    }
}

/// One label and value of 信息索引.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexRow {
    /// 索引号, 发文机关 …
    pub label: String,
    /// What it says.
    pub value: String,
}

impl IndexRow {
    /// A label and what it says.
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// One publication in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its date in words.
    pub date_text: String,
    /// Its date for machines: 2026-11-23.
    pub date_iso: String,
    /// A piece of its text, or its organ and number.
    pub note: Option<String>,
}

/// One file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    /// Its name.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// PDF, DOCX, XLSX …
    pub kind: String,
    /// 386 KB，3 页; empty where it is not known beforehand.
    pub size: String,
}

/// One entry of 公开目录.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogueEntry {
    /// What the reader sees.
    pub label: String,
    /// Its page; an entry with children is a heading that opens and shuts and needs none.
    pub href: String,
    /// How many publications it holds; `None` where nothing is counted.
    pub count: Option<usize>,
    /// Whether it is the page being shown.
    pub current: bool,
    /// The entries below it, at most two levels down.
    pub children: Vec<CatalogueEntry>,
}

impl CatalogueEntry {
    /// Whether its children are shown: the page being shown is it or among them.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.current || self.children.iter().any(Self::is_open)
    }
}

/// One line of the desk's list of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The days left; `None` where no deadline runs.
    pub deadline: Option<Deadline>,
    /// What it is about.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: String,
    /// 类型: 依申请公开, 主动公开 …
    pub kind: String,
    /// 当前环节
    pub state: String,
    /// 截止日期 in words; empty where there is none.
    pub due_text: String,
    /// 经办人; empty where nobody has it.
    pub handler: String,
    /// The verb of its link: 办理, 审核, 查看.
    pub verb: String,
}
