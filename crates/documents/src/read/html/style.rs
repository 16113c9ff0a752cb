//! What attributes say about the look of an element: hidden, bold, set left or right, and our own role classes.

use crate::model::{Align, Role};
use crate::write::class;
use scraper::node::Element;

/// The look of an element, as far as the model knows it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    pub hidden: bool,
    pub bold: bool,
    pub align: Option<Align>,
    /// The role in pages of our own making.
    pub role: Option<Role>,
    /// A new page begins here when printed.
    pub page_break: bool,
}

fn align_of(word: &str) -> Option<Align> {
    match word.trim() {
        "left" | "justify" | "start" => Some(Align::Left),
        "center" | "middle" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        _ => None,
    }
}

impl Shown {
    pub fn of(element: &Element) -> Shown {
        let mut shown = Shown {
            hidden: element.attr("hidden").is_some()
                || element.attr("aria-hidden").is_some_and(|v| v.eq_ignore_ascii_case("true")),
            align: element.attr("align").and_then(|a| align_of(&a.to_ascii_lowercase())),
            ..Shown::default()
        };
        for name in element.classes() {
            shown.role = shown.role.or_else(|| class::role(name));
            shown.align = shown.align.or_else(|| class::align(name));
            shown.page_break |= name == class::PAGE_BREAK;
        }
        for rule in element.attr("style").unwrap_or_default().split(';') {
            let Some((property, value)) = rule.split_once(':') else { continue };
            let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
            match property.trim().to_ascii_lowercase().as_str() {
                "display" => shown.hidden |= value == "none",
                "visibility" => shown.hidden |= value == "hidden" || value == "collapse",
                "mso-hide" => shown.hidden |= value == "all",
                "font-weight" => {
                    shown.bold |= value == "bold" || value == "bolder" || value.parse::<u32>().is_ok_and(|w| w >= 600);
                }
                "text-align" => shown.align = align_of(&value).or(shown.align),
                _ => {}
            }
        }
        shown
    }
}
