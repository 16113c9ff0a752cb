//! Lists of publications: what an address asks for, the filter above the list, and the pages of it. Everything that
//! narrows a list stands in the address, so that a list can be passed on. Which publications there are is not known here.

use axum::http::Uri;
use domain::date::chinese;
use domain::organ::OrganLevel;
use store::organs::Organ;
use store::public::PublicPublication;

use crate::components::{Choice, Field, ListItem, Pagination};
use crate::cookies;
use crate::site::{Site, organ_name};

/// Publications on one page of a list.
pub const PER_PAGE: usize = 20;

/// First year that can stand in a filter: information of government is older, this way of publishing it is not.
const FIRST_YEAR: i16 = 2008;

/// What the query of an address asks for. Anything unknown is as if it were not there, so that an old or mistyped
/// address still shows a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words, as typed.
    pub words: String,
    /// Id of an organ.
    pub organ: String,
    /// Code of a field of the catalogue.
    pub field: String,
    /// Year of publication, as typed.
    pub year: String,
    /// Page, from 1.
    pub page: usize,
}

impl Wanted {
    /// Reads the query.
    pub fn of(uri: &Uri) -> Wanted {
        let mut wanted = Wanted { page: 1, ..Wanted::default() };
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            let value = value.trim();
            match name.as_ref() {
                "q" => wanted.words = value.chars().take(100).collect(),
                "organ" => wanted.organ = value.to_owned(),
                "field" => wanted.field = value.to_owned(),
                "year" => wanted.year = value.to_owned(),
                "page" => wanted.page = value.parse().unwrap_or(1).max(1),
                _ => {}
            }
        }
        wanted
    }

    /// Every word that must occur.
    pub fn each_word(&self) -> Vec<String> {
        self.words.split_whitespace().take(10).map(str::to_owned).collect()
    }

    /// The organs whose publications are wanted: a township stands for its villages too. `None` for all.
    pub fn organs(&self, organs: &[Organ]) -> Option<Vec<String>> {
        organs.iter().find(|o| o.id == self.organ).map(|o| with_villages(organs, o))
    }

    /// The year wanted.
    pub fn year(&self) -> Option<i16> {
        self.year.parse().ok().filter(|year| (FIRST_YEAR..=9999).contains(year))
    }

    /// Whether the list is narrowed by organ, field or year.
    pub fn is_narrowed(&self) -> bool {
        [&self.organ, &self.field, &self.year].into_iter().any(|v| !v.is_empty())
    }

    /// The address of a page of the list at `path`, with what narrows it.
    pub fn address(&self, path: &str, page: usize) -> String {
        let parts = [("q", &self.words), ("organ", &self.organ), ("field", &self.field), ("year", &self.year)];
        let mut query: Vec<String> =
            parts.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| format!("{n}={}", cookies::encode(v))).collect();
        if page > 1 {
            query.push(format!("page={page}"));
        }
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }
}

/// An organ, and its villages if it is a township.
pub fn with_villages(organs: &[Organ], organ: &Organ) -> Vec<String> {
    let villages = organs.iter().filter(|o| organ.level == OrganLevel::Township && is_village_of(o, organ));
    std::iter::once(organ).chain(villages).map(|o| o.id.clone()).collect()
}

/// Whether a village belongs to a township.
pub fn is_village_of(village: &Organ, township: &Organ) -> bool {
    village.level == OrganLevel::Village && village.parent.as_deref() == Some(township.id.as_str())
}

/// The GET form above a list.
#[derive(Debug, Clone, Default)]
pub struct FilterForm {
    /// Where it leads.
    pub action: String,
    /// A line for words, where the list can be searched.
    pub words: Option<Field>,
    /// What can be chosen from.
    pub selects: Vec<(Field, Vec<Choice>)>,
}

impl FilterForm {
    /// A form that leads to `action`.
    pub fn new(action: &str) -> FilterForm {
        FilterForm { action: action.to_owned(), ..FilterForm::default() }
    }

    /// With a choice of organs; villages stand under their township.
    pub fn organ(mut self, wanted: &Wanted, organs: &[Organ]) -> FilterForm {
        let mut choices = vec![Choice::new("", "全部机关")];
        for organ in organs.iter().filter(|o| o.level.is_organ_of_government()) {
            let villages: Vec<&Organ> = organs.iter().filter(|v| is_village_of(v, organ)).collect();
            let more = if villages.is_empty() { "" } else { "（含各村）" };
            choices.push(Choice::new(&organ.id, format!("{}{more}", organ.name)));
            choices.extend(villages.into_iter().map(|v| Choice::new(&v.id, format!("　{}", v.short))));
        }
        self.selects.push((Field::new("organ", "发文机关").value(&wanted.organ), choices));
        self
    }

    /// With a choice of fields of the catalogue: code and name.
    pub fn field<'a>(mut self, wanted: &Wanted, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> FilterForm {
        let all = std::iter::once(Choice::new("", "全部领域"));
        let choices = all.chain(fields.into_iter().map(|(code, name)| Choice::new(code, name))).collect();
        self.selects.push((Field::new("field", "公开领域").value(&wanted.field), choices));
        self
    }

    /// With a choice of years, newest first.
    pub fn year(mut self, wanted: &Wanted, years: impl IntoIterator<Item = i16>) -> FilterForm {
        let mut years: Vec<i16> = years.into_iter().chain(wanted.year()).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        let all = std::iter::once(Choice::new("", "全部年份"));
        let choices = all.chain(years.iter().map(|y| Choice::new(y.to_string(), format!("{y}年")))).collect();
        self.selects.push((Field::new("year", "发布年份").value(&wanted.year), choices));
        self
    }

    /// With a line for words.
    pub fn words(mut self, wanted: &Wanted) -> FilterForm {
        self.words = Some(Field::new("q", "关键词").value(&wanted.words));
        self
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    /// What stands on the page.
    pub items: Vec<T>,
    /// How much there is on all pages.
    pub total: usize,
    /// The other pages.
    pub pagination: Pagination,
}

impl<T> Listing<T> {
    /// The page that is wanted of `all`; past the end it is the last one.
    pub fn page<A>(all: Vec<A>, wanted: &Wanted, path: &str, show: impl Fn(A) -> T) -> Listing<T> {
        let total = all.len();
        let last = total.div_ceil(PER_PAGE).max(1);
        let current = wanted.page.clamp(1, last);
        let items = all.into_iter().skip((current - 1) * PER_PAGE).take(PER_PAGE).map(show).collect();
        Listing { items, total, pagination: Pagination::new(current, last, |page| wanted.address(path, page)) }
    }
}

/// A publication as a line: title, day of publication, organ and number.
pub fn line(site: &Site, organs: &[Organ], publication: PublicPublication) -> ListItem {
    ListItem {
        note: Some(note(organs, &publication)),
        href: site.url(&format!("/publications/{}", publication.index_number)),
        date_text: chinese(publication.published_on),
        date_iso: publication.published_on.to_string(),
        title: publication.title,
    }
}

/// Organ, number and what no longer holds.
pub fn note(organs: &[Organ], publication: &PublicPublication) -> String {
    let mut parts = vec![organ_name(organs, &publication.organ)];
    parts.extend(publication.document_number.clone());
    if publication.repealed_on.is_some() {
        parts.push("已废止".to_owned());
    }
    parts.join("　")
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::organs::Contacts;

    fn organ(id: &str, level: OrganLevel, parent: Option<&str>) -> Organ {
        Organ {
            id: id.to_owned(),
            name: id.to_owned(),
            short: id.to_owned(),
            level,
            parent: parent.map(str::to_owned),
            code: id.to_uppercase(),
            contacts: Contacts::default(),
        }
    }

    fn wanted(address: &str) -> Wanted {
        Wanted::of(&address.parse().unwrap())
    }

    #[test]
    fn an_address_with_nonsense_still_asks_for_a_list() {
        let nonsense =
            wanted("/search?q=%E4%BD%8E%E4%BF%9D%E3%80%80%E5%90%8D%E5%8D%95&year=abc&page=-3&x=1&organ=nobody");
        assert_eq!(nonsense.each_word(), ["低保", "名单"]);
        assert_eq!((nonsense.year(), nonsense.page), (None, 1));
        assert_eq!(nonsense.organs(&[]), None);
    }

    #[test]
    fn the_address_of_the_next_page_keeps_what_narrows_the_list() {
        let narrowed = wanted("/search?q=%E4%BD%8E%E4%BF%9D%26&organ=hewan&year=2026");
        let next = narrowed.address("/search", 2);
        let again = wanted(&next);
        assert_eq!(again, Wanted { page: 2, ..narrowed.clone() }, "{next}");
        assert_eq!(wanted("/a").address("/a", 1), "/a");
    }

    #[test]
    fn a_township_stands_for_its_villages_and_a_village_for_itself() {
        let organs = [
            organ("hewan", OrganLevel::Township, Some("county")),
            organ("shanghe", OrganLevel::Village, Some("hewan")),
            organ("dongling", OrganLevel::Village, Some("shiling")),
        ];
        let of = |id| wanted(&format!("/search?organ={id}")).organs(&organs);
        assert_eq!(of("hewan"), Some(vec!["hewan".to_owned(), "shanghe".to_owned()]));
        assert_eq!(of("shanghe"), Some(vec!["shanghe".to_owned()]));
    }

    #[test]
    fn a_page_past_the_end_is_the_last_one() {
        let all: Vec<usize> = (0..45).collect();
        let page = Listing::page(all, &wanted("/a?page=9"), "/a", |n| n);
        assert_eq!((page.items, page.total), ((40..45).collect(), 45));
        let empty = Listing::page(Vec::<usize>::new(), &wanted("/a?page=2"), "/a", |n| n);
        assert!(empty.items.is_empty() && empty.pagination.is_empty());
    }
}
