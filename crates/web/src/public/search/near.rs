//! What comes close where no publication has every word: people ask in sentences, without blanks, and in their own names
//! for things (谁领了补贴, 上河村补贴, 低保). Pairs of neighbouring characters are compared; a question's own words do not count.

use std::collections::BTreeSet;

use store::public::PublicPublication;

/// What people say and what documents say; either may stand for the other.
const SAME: [(&str, &str); 8] = [
    ("低保", "最低生活保障"),
    ("五保", "特困"),
    ("补助", "补贴"),
    ("征地", "土地征收"),
    ("养老金", "养老保险"),
    ("医保", "医疗"),
    ("种粮补贴", "耕地地力保护补贴"),
    ("危房", "农村危房改造"),
];

/// Characters and words of a question that say nothing about what is asked for.
const ASKING: [&str; 16] = [
    "谁",
    "哪些",
    "哪个",
    "什么",
    "怎么",
    "多少",
    "领了",
    "领取",
    "吗",
    "呢",
    "的",
    "了",
    "有没有",
    "请问",
    "我",
    "？",
];

/// How many of the pairs must occur.
const ENOUGH: f64 = 0.6;

/// The publications that come close, best first, and the pairs by which they were found (for marking).
pub fn near(
    all: Vec<PublicPublication>,
    words: &[String],
    organ_name: impl Fn(&str) -> String,
) -> (Vec<PublicPublication>, Vec<String>) {
    let questions: Vec<BTreeSet<String>> =
        readings(&words.join(" ")).iter().map(|q| pairs(q)).filter(|p| !p.is_empty()).collect();
    let mut scored: Vec<(f64, PublicPublication)> = all
        .into_iter()
        .filter_map(|p| {
            let text = format!("{}\n{}\n{}\n{}", p.title, p.summary, p.body, organ_name(&p.organ));
            let share = |pairs: &BTreeSet<String>, text: &str| {
                pairs.iter().filter(|pair| text.contains(pair.as_str())).count() as f64 / pairs.len() as f64
            };
            // What the title says counts again: it is what the publication is about.
            let close = questions.iter().map(|q| (share(q, &text), share(q, &p.title)));
            let best = close.filter(|(anywhere, _)| *anywhere >= ENOUGH).map(|(anywhere, title)| anywhere + title);
            best.max_by(f64::total_cmp).map(|best| (best, p))
        })
        .collect();
    // Stable: of equal closeness the newer stays first.
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let marks: BTreeSet<String> = questions.into_iter().flatten().collect();
    (scored.into_iter().map(|(_, p)| p).collect(), marks.into_iter().collect())
}

/// The question without its asking words, and again with each name replaced by the other one.
fn readings(question: &str) -> Vec<String> {
    let bare = ASKING.iter().fold(question.to_owned(), |text, asking| text.replace(asking, " "));
    let mut all = vec![bare.clone()];
    for (said, written) in SAME {
        if bare.contains(said) {
            all.push(bare.replace(said, written));
        }
        if bare.contains(written) {
            all.push(bare.replace(written, said));
        }
    }
    all
}

/// Neighbouring characters within each word.
fn pairs(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for word in text.split_whitespace() {
        let chars: Vec<char> = word.chars().collect();
        all.extend(chars.windows(2).map(|w| w.iter().collect::<String>()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::publication::Shelf;
    use jiff::civil::date;

    fn publication(title: &str) -> PublicPublication {
        PublicPublication {
            index_number: title.to_owned(),
            organ: "shanghe".to_owned(),
            shelf: Shelf::Statutory,
            obligation: None,
            genre: "公示".to_owned(),
            title: title.to_owned(),
            document_number: None,
            formed_on: date(2026, 5, 1),
            published_on: date(2026, 5, 2),
            repealed_on: None,
            valid_until: None,
            summary: String::new(),
            body: String::new(),
        }
    }

    fn found(question: &str) -> Vec<String> {
        let all = ["上河村2026年耕地地力保护补贴发放结果", "石岭乡2025年财政决算", "上河村最低生活保障对象公示"];
        let all = all.into_iter().map(publication).collect();
        let (near, _) = near(all, &[question.to_owned()], |_| "上河村村民委员会".to_owned());
        near.into_iter().map(|p| p.title).collect()
    }

    #[test]
    fn a_villagers_own_words_find_what_is_meant() {
        assert_eq!(found("上河村补贴"), ["上河村2026年耕地地力保护补贴发放结果"]);
        assert_eq!(found("谁领了补贴"), ["上河村2026年耕地地力保护补贴发放结果"]);
        assert_eq!(found("上河村补助"), ["上河村2026年耕地地力保护补贴发放结果"]);
        assert_eq!(found("低保"), ["上河村最低生活保障对象公示"]);
        assert_eq!(found("飞机场"), Vec::<String>::new());
        assert_eq!(found("谁"), Vec::<String>::new());
    }
}
