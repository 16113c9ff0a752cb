//! What the desk's frame shows around a page.

use super::Practice;
use crate::assets;
use crate::components::Flash;

/// One entry of the desk's menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// What the clerk sees.
    pub label: String,
    /// Where it leads, base path included.
    pub href: String,
    /// How many matters wait there; `None` where nothing is counted.
    pub count: Option<usize>,
    /// Whether the page being shown belongs to it.
    pub current: bool,
}

/// The facts the desk's frame shows around a page. Before sign-in `user_name` is empty and so is the menu: the frame
/// then shows neither a way out nor a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskPage {
    /// The base path inside the county portal, without a slash at its end; empty at the root.
    pub base: String,
    /// Who is signed in; empty on the sign-in page.
    pub user_name: String,
    /// The organ they work for.
    pub organ_name: String,
    /// The menu, as far as this user may see it.
    pub menu: Vec<MenuItem>,
    /// Why everything on the page is an example (示例数据); `None` in real use.
    pub demo: Option<String>,
    /// The practice day, where one is set.
    pub practice: Option<Practice>,
    /// The form token of this session; every form of the page posts it.
    pub csrf: String,
    /// What the last action did, shown once.
    pub flash: Option<Flash>,
}

impl DeskPage {
    /// The address of an asset by its plain name.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::url(&self.base, name)
    }
}
