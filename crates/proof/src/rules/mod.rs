//! The rules. A new rule is a file here and one line below; its examples are in the file and are run by the tests.

mod attachment_note;
mod blank;
mod broken_paragraph;
mod collocation;
mod date_form;
mod de;
mod document_number;
mod doubled_mark;
mod doubled_word;
mod fixed_list;
mod formula;
mod growth;
mod heading_period;
mod institution;
mod listed;
mod listing_mark;
mod markup;
mod number_mark;
mod numbering;
mod own_name;
mod pairs;
mod placeholder;
mod privacy;
mod quantity;
mod repetition;
mod report_text;
mod sentence;
mod serious;
mod signature;
mod statute;
mod sums;
mod superseded;
mod title;
mod width;

pub(crate) use privacy::Grids;
pub use privacy::lists_people;

use crate::lists::{Hit, List};
use crate::passage::Passage;
use crate::reader::Reading;
use domain::{Finding, Rule};

/// A rule with the code that applies it.
pub(crate) struct Entry {
    pub rule: &'static Rule,
    pub check: Check,
}

type OfPassage = fn(&Passage<'_>, &Reading<'_>, &mut Vec<Finding>);
type OfHit = fn(&Passage<'_>, &Hit, &Reading<'_>, &mut Vec<Finding>);
type OfDocument = fn(&Reading<'_>, &mut Vec<Finding>);

/// What a rule is shown.
pub(crate) enum Check {
    /// Passages in which one of the words stands (no words: all), cells of tables too or not.
    Passage { when: &'static [&'static str], cells: bool, check: OfPassage },
    /// Entries of a list where they stand.
    Listed(List, OfHit),
    /// The whole document.
    Document(OfDocument),
}

impl Entry {
    /// For paragraphs in which one of the words stands; no words: all.
    const fn prose(rule: &'static Rule, when: &'static [&'static str], check: OfPassage) -> Entry {
        Entry { rule, check: Check::Passage { when, cells: false, check } }
    }

    /// For paragraphs and cells.
    const fn everywhere(rule: &'static Rule, when: &'static [&'static str], check: OfPassage) -> Entry {
        Entry { rule, check: Check::Passage { when, cells: true, check } }
    }

    const fn listed(rule: &'static Rule, list: List, check: OfHit) -> Entry {
        Entry { rule, check: Check::Listed(list, check) }
    }

    const fn document(rule: &'static Rule, check: OfDocument) -> Entry {
        Entry { rule, check: Check::Document(check) }
    }
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.rule.id)
    }
}

/// Rules that belong together.
pub(crate) struct Chapter {
    pub title: &'static str,
    pub rules: &'static [Entry],
}

/// The rules in the order of the guide.
pub(crate) const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "公文格式",
        rules: &[
            document_number::ENTRY,
            title::ENTRY,
            signature::ENTRY,
            numbering::ENTRY,
            number_mark::ENTRY,
            heading_period::ENTRY,
            attachment_note::ENTRY,
            blank::ENTRY,
            broken_paragraph::ENTRY,
            markup::ENTRY,
            placeholder::ENTRY,
        ],
    },
    Chapter {
        title: "标点和数字",
        rules: &[
            width::ENTRY,
            pairs::ENTRY,
            doubled_mark::ENTRY,
            listing_mark::ENTRY,
            date_form::FORM_ENTRY,
            date_form::EXISTS_ENTRY,
            quantity::APPROXIMATE_ENTRY,
            quantity::RANGE_ENTRY,
            quantity::MULTIPLE_ENTRY,
            quantity::DIRECTION_ENTRY,
            sums::PARTS_ENTRY,
            sums::TABLE_ENTRY,
            growth::ENTRY,
        ],
    },
    Chapter {
        title: "词语",
        rules: &[
            listed::MISSPELLING_ENTRY,
            formula::FORMULA_ENTRY,
            listed::TERM_ENTRY,
            doubled_word::ENTRY,
            de::ENTRY,
            listed::REDUNDANT_ENTRY,
            collocation::ENTRY,
        ],
    },
    Chapter {
        title: "句子和段落",
        rules: &[
            sentence::SUBJECT_ENTRY,
            sentence::CAUSE_ENTRY,
            sentence::MORE_ENTRY,
            sentence::STACKED_ENTRY,
            sentence::NEGATION_ENTRY,
            sentence::ASPECT_ENTRY,
            sentence::JOINED_ENTRY,
            sentence::MISSING_DE_ENTRY,
            repetition::REPETITION_ENTRY,
            repetition::PARALLEL_ENTRY,
            report_text::TOPIC_ENTRY,
            report_text::SINCE_ENTRY,
            report_text::FREE_ENTRY,
            report_text::ITEMS_ENTRY,
        ],
    },
    Chapter {
        title: "法律和机构",
        rules: &[
            statute::TITLE_ENTRY,
            statute::REPEALED_ENTRY,
            statute::ARTICLE_ENTRY,
            superseded::ENTRY,
            fixed_list::ENTRY,
            institution::INSTITUTION_ENTRY,
            institution::DIVISION_ENTRY,
            institution::RENAMED_ENTRY,
            own_name::ENTRY,
            institution::LEVEL_ENTRY,
        ],
    },
    Chapter { title: "严重表述错误", rules: &[formula::NAME_ENTRY, listed::CAUTIOUS_ENTRY, serious::ENTRY] },
    Chapter {
        title: "个人信息",
        rules: &[
            privacy::identity::IDENTITY_ENTRY,
            privacy::mobile::MOBILE_ENTRY,
            privacy::account::BANK_ENTRY,
            privacy::travel::PASSPORT_ENTRY,
            privacy::plate::PLATE_ENTRY,
            privacy::contact::EMAIL_ENTRY,
            privacy::contact::CHAT_ENTRY,
            privacy::contact::HOME_ENTRY,
            privacy::circumstances::HEALTH_ENTRY,
            privacy::circumstances::MINOR_ENTRY,
            privacy::column::ENTRY,
            privacy::half_masked::ENTRY,
        ],
    },
];

/// All rules.
pub(crate) fn all() -> impl Iterator<Item = &'static Entry> {
    CHAPTERS.iter().flat_map(|chapter| chapter.rules)
}
