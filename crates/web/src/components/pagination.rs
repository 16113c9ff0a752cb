//! Which pages a list offers to go to.

/// One place in the row of page numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageItem {
    /// A page that can be gone to.
    Page {
        /// Its number, from 1.
        number: usize,
        /// Its address.
        href: String,
        /// Whether it is the one being shown.
        current: bool,
    },
    /// Pages left out.
    Gap,
}

/// The pages of a list around the one being shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pagination {
    /// The page before, if there is one.
    pub previous: Option<String>,
    /// The page after, if there is one.
    pub next: Option<String>,
    /// The row of numbers.
    pub items: Vec<PageItem>,
}

impl Pagination {
    /// The row for page `current` of `last` (both from 1): first and last, the current one with two neighbours either
    /// side, gaps between. A list of one page has no row.
    #[must_use]
    pub fn new(current: usize, last: usize, href: impl Fn(usize) -> String) -> Self {
        if last <= 1 {
            return Self::default();
        }
        let shown = |number: usize| number == 1 || number == last || number.abs_diff(current) <= 2;
        let mut items = Vec::new();
        for number in 1..=last {
            if shown(number) {
                items.push(PageItem::Page { number, href: href(number), current: number == current });
            } else if items.last() != Some(&PageItem::Gap) {
                items.push(PageItem::Gap);
            }
        }
        Self {
            previous: (current > 1).then(|| href(current - 1)),
            next: (current < last).then(|| href(current + 1)),
            items,
        }
    }

    /// Whether there is nothing to page through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}
