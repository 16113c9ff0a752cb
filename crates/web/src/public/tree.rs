//! 公开目录 beside the pages of the platform: its five parts in the order of the platform, and under 法定主动公开内容 the
//! fields that hold something. The whole catalogue, empty fields included, is a page of its own.

use std::collections::BTreeMap;

use domain::obligation::{Catalogue, Field};
use domain::publication::Shelf;

use crate::components::CatalogueEntry;
use crate::site::Site;

/// How many publications each item of the catalogue has, by code.
#[derive(Debug, Clone, Default)]
pub struct Counts(BTreeMap<String, i64>);

impl Counts {
    /// From the rows of `store::public::count_by_obligation`.
    pub fn new(rows: Vec<(String, i64)>) -> Counts {
        Counts(rows.into_iter().collect())
    }

    /// Of one item.
    pub fn item(&self, code: &str) -> usize {
        self.0.get(code).and_then(|n| usize::try_from(*n).ok()).unwrap_or(0)
    }

    /// Of a field.
    pub fn field(&self, field: &Field) -> usize {
        field.items.iter().map(|i| self.item(&i.code)).sum()
    }

    /// Of all fields.
    pub fn all(&self, catalogue: &Catalogue) -> usize {
        catalogue.fields().iter().map(|f| self.field(f)).sum()
    }
}

/// The tree with the page at `current` (path below the base) marked.
pub fn entries(site: &Site, counts: &Counts, current: &str) -> Vec<CatalogueEntry> {
    let catalogue = &site.office.rules.catalogue;
    let entry = |label: &str, path: &str, count| CatalogueEntry {
        label: label.to_owned(),
        href: site.url(path),
        count,
        current: path == current,
        children: Vec::new(),
    };
    let mut fields = vec![entry("全部领域", "/catalogue", Some(counts.all(catalogue)))];
    for field in catalogue.fields() {
        let path = format!("/catalogue/{}", field.code);
        let count = counts.field(field);
        if count > 0 || path == current {
            fields.push(entry(&field.name, &path, Some(count)));
        }
    }
    vec![
        entry(Shelf::Guide.label(), "/platform/guide", None),
        entry(Shelf::Rules.label(), "/platform/rules", None),
        CatalogueEntry { label: Shelf::Statutory.label().to_owned(), children: fields, ..CatalogueEntry::default() },
        entry("政府信息公开年报", "/reports", None),
        entry("依申请公开", "/requests", None),
    ]
}
