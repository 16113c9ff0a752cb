//! Knows pages that took over somebody's lapsed domain: gambling, pornography, or the domain offered for sale.
//!
//! Words decide (`data/takeover.tsv`), never one alone, and only words such pages use of themselves. A notice against gambling
//! names the same games; where it speaks like one, a government's page is left alone and any other page is only asked about.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use domain::Severity;

use crate::address;
use crate::page::Page;

/// Different words in the title from which a page is one of these.
const IN_TITLE: usize = 2;
/// Different words on the whole page from which it is one.
const IN_ALL: usize = 4;
/// A page that only offers its domain has few words: so many on the whole page, one of them in the title.
const PARKING_IN_ALL: usize = 2;
/// Different words of a warning from which a page is taken to warn.
const NOTICE: usize = 2;

/// What has become of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Gambling,
    Adult,
    Parking,
    /// Words of those who warn of the others.
    Notice,
}

/// A page that is no longer what was linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Takeover {
    pub class: Class,
    pub severity: Severity,
    /// Words that showed it, a few.
    pub words: Vec<&'static str>,
}

struct Vocabulary {
    words: Vec<(&'static str, Class)>,
    finder: Option<AhoCorasick>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let rows = include_str!("../data/takeover.tsv").lines().filter(|line| !line.starts_with('#'));
    let words: Vec<_> = rows.filter_map(row).collect();
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(words.iter().map(|(word, _)| word))
        .ok();
    Vocabulary { words, finder }
});

fn row(line: &'static str) -> Option<(&'static str, Class)> {
    let mut fields = line.split('\t');
    let word = fields.next()?;
    let class = match fields.next()? {
        "gambling" => Class::Gambling,
        "adult" => Class::Adult,
        "parking" => Class::Parking,
        "notice" => Class::Notice,
        _ => return None,
    };
    Some((word, class))
}

impl Vocabulary {
    /// The different words of a text.
    fn words(&self, text: &str) -> Vec<(&'static str, Class)> {
        let mut found: Vec<usize> =
            self.finder.iter().flat_map(|f| f.find_iter(text)).map(|m| m.pattern().as_usize()).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|i| self.words.get(i).copied()).collect()
    }
}

/// Judges a stranger's page on `host` by its words.
pub(crate) fn judge(page: &Page, host: &str) -> Option<Takeover> {
    let title = VOCABULARY.words(&page.title);
    let mut all = title.clone();
    for word in VOCABULARY.words(&page.text) {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    let count = |words: &[(&str, Class)], class| words.iter().filter(|(_, c)| *c == class).count();
    let warns = count(&all, Class::Notice) >= NOTICE;
    if warns && address::is_government(host) {
        return None;
    }
    [Class::Adult, Class::Gambling, Class::Parking].into_iter().find_map(|class| {
        let (in_title, in_all) = (count(&title, class), count(&all, class));
        let by_title = in_title >= IN_TITLE;
        let by_all = in_all >= IN_ALL || (class == Class::Parking && in_title >= 1 && in_all >= PARKING_IN_ALL);
        let severity = match (by_title, by_all) {
            (false, false) => return None,
            _ if warns => Severity::Question,
            (true, true) if class != Class::Parking => Severity::Error,
            _ => Severity::Warning,
        };
        let words = all.iter().filter(|(_, c)| *c == class).map(|(word, _)| *word).take(5).collect();
        Some(Takeover { class, severity, words })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(html: &str, host: &str) -> Option<(Class, Severity)> {
        judge(&Page::from_html(html), host).map(|t| (t.class, t.severity))
    }

    #[test]
    fn every_row_of_the_vocabulary_is_read_once_and_says_where_it_is_from() {
        let text = include_str!("../data/takeover.tsv");
        let rows: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(VOCABULARY.words.len(), rows.len());
        assert!(VOCABULARY.finder.is_some());
        for line in &rows {
            assert!(matches!(line.split('\t').nth(2), Some("practice" | "template")), "{line}");
        }
        let mut words: Vec<&str> = VOCABULARY.words.iter().map(|(w, _)| *w).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), rows.len());
    }

    #[test]
    fn gambling_pornography_and_domains_for_sale_are_known_by_several_words() {
        let gambling = "<title>澳门新葡京娱乐城-真人荷官</title><p>百家乐 老虎机 注册送彩金 首存返水</p>";
        assert_eq!(judged(gambling, "www.x.com"), Some((Class::Gambling, Severity::Error)));
        let body_only = "<title>欢迎</title><p>百家乐 老虎机 注册送彩金 首存返水</p>";
        assert_eq!(judged(body_only, "www.x.com"), Some((Class::Gambling, Severity::Warning)));
        assert_eq!(judged("<title>成人视频 av在线</title>", "x.com"), Some((Class::Adult, Severity::Warning)));
        let parked = "<title>example.com 域名出售</title><p>This domain is for sale</p>";
        assert_eq!(judged(parked, "example.com"), Some((Class::Parking, Severity::Warning)));
    }

    #[test]
    fn one_word_or_the_same_word_many_times_is_nothing() {
        for html in [
            "<title>百家乐</title>",
            "<title>娱乐城</title><p>娱乐城娱乐城娱乐城娱乐城</p>",
            "<title>域名转让办事指南</title><p>域名</p>",
            "<title>福利彩票开奖公告</title><p>投注 赔率 彩票 奖池 中奖</p>",
            "<title>澳门新葡京</title>",
        ] {
            assert_eq!(judged(html, "www.x.com"), None, "{html}");
        }
    }

    #[test]
    fn a_notice_against_gambling_is_left_alone_on_a_government_host_and_asked_about_elsewhere() {
        let notice = "<title>公安局反赌宣传:警惕百家乐、老虎机陷阱</title><p>民警提醒:网络赌博平台以“注册送彩金”“首存返水”引诱,\
                      打击赌博,远离赌博。博彩、时时彩、六合彩都是骗局。</p>";
        assert_eq!(judged(notice, "gaj.county.gov.cn"), None);
        assert_eq!(judged(notice, "www.news.com"), Some((Class::Gambling, Severity::Question)));
    }
}
