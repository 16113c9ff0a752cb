//! The two frames of every page: the public site's (`public.html`) and the desk's (`desk.html`), and the plain facts
//! each needs. A page's template extends one of them and keeps that frame's struct in a field called `page`. Nothing
//! here reads a request or the store: handlers fill these structs.

mod desk;
mod public;
#[cfg(test)]
mod tests;

pub use desk::{DeskPage, MenuItem};
pub use public::{Contrast, NavItem, PublicPage, TextSize};

/// Practice mode (演练模式): the day the whole house takes for today, and where it can be moved from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// The day in words: 2026年11月23日.
    pub today_text: String,
    /// The day as a form takes it: 2026-11-23.
    pub today_iso: String,
    /// Where a form that moves the day posts to; `None` where it can only be read (the public pages).
    pub move_action: Option<String>,
}
