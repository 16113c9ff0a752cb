//! What attributes say about the look of an element: hidden, bold, set left or right, and our own role classes.

use super::tokens::Attributes;
use crate::model::{Align, Role};
use crate::write::class;

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
    let is = |known: &str| word.trim().eq_ignore_ascii_case(known);
    if is("center") || is("middle") {
        Some(Align::Center)
    } else if is("left") || is("justify") || is("start") {
        Some(Align::Left)
    } else if is("right") || is("end") {
        Some(Align::Right)
    } else {
        None
    }
}

impl Shown {
    pub fn of(attributes: &Attributes<'_>) -> Shown {
        let mut shown = Shown {
            hidden: attributes.hidden.is_some()
                || attributes.aria_hidden.is_some_and(|v| v.trim().eq_ignore_ascii_case("true")),
            align: attributes.align.and_then(align_of),
            ..Shown::default()
        };
        for name in attributes.class.unwrap_or_default().split_ascii_whitespace() {
            // Only the classes of our own pages say anything here.
            if name.starts_with("gk-") {
                shown.role = shown.role.or_else(|| class::role(name));
                shown.align = shown.align.or_else(|| class::align(name));
                shown.page_break |= name == class::PAGE_BREAK;
            }
        }
        for rule in attributes.style.unwrap_or_default().split(';') {
            let Some((property, value)) = rule.split_once(':') else { continue };
            shown.rule(property.trim(), value.trim().trim_end_matches("!important").trim());
        }
        shown
    }

    fn rule(&mut self, property: &str, value: &str) {
        let is = |word: &str| value.eq_ignore_ascii_case(word);
        let named = |name: &str| property.eq_ignore_ascii_case(name);
        // Pages from Word carry dozens of other properties; the length tells most of them apart at once.
        match property.len() {
            7 if named("display") => self.hidden |= is("none"),
            8 if named("mso-hide") => self.hidden |= is("all"),
            10 if named("visibility") => self.hidden |= is("hidden") || is("collapse"),
            10 if named("text-align") => self.align = align_of(value).or(self.align),
            11 if named("font-weight") => {
                self.bold |= is("bold") || is("bolder") || value.parse::<u32>().is_ok_and(|w| w >= 600);
            }
            _ => {}
        }
    }
}
