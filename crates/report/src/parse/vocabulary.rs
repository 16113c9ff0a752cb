//! Every label of every form, prepared once for recognising: which table a label belongs to, which form, which row.

use super::labels::{Dictionary, telling};
use crate::{
    cell_name::{Field, Row},
    form::{Form, ProactiveBlock, ProactiveColumn, ProactiveRowLabel},
};
use std::{collections::HashMap, sync::LazyLock};

/// A table of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Which {
    /// Table 2
    Proactive,
    /// Table 3
    Requests,
    /// Table 4
    Review,
}

impl Which {
    pub const ALL: [Which; 3] = [Which::Proactive, Which::Requests, Which::Review];

    /// The section the table stands in, from 0.
    pub fn section(self) -> usize {
        match self {
            Which::Proactive => 1,
            Which::Requests => 2,
            Which::Review => 3,
        }
    }
}

/// A label in the head of table 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// Above several columns, or the corner.
    Frame,
    /// One of the seven columns.
    Column(usize),
    /// A column the form does not have, e.g. 法人小计.
    Extra,
}

/// A label at the side of table 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// 三、本年度办理结果
    Part,
    /// （三）不予公开 and the like
    Group(&'static str),
    Row(Row),
}

/// A label of table 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReviewLabel {
    Litigation,
    Block(usize),
    Result(usize),
}

/// A row of table 2.
#[derive(Debug, Clone, Copy)]
pub(super) struct ProactiveLabel {
    pub block: &'static ProactiveBlock,
    pub row: &'static ProactiveRowLabel,
}

impl PartialEq for ProactiveLabel {
    fn eq(&self, other: &Self) -> bool {
        self.row.key == other.row.key
    }
}

/// The labels of one form.
pub(super) struct Vocabulary {
    pub head: Dictionary<Head>,
    /// All rows; a label such as 3.其他 is looked up in the group around it first.
    pub side: Dictionary<Side>,
    pub groups: Vec<(&'static str, Dictionary<Side>)>,
    pub review: Dictionary<ReviewLabel>,
    pub content: Dictionary<()>,
    pub proactive_rows: Dictionary<ProactiveLabel>,
    /// The columns of each block, and those of all blocks.
    pub columns: Vec<(&'static str, Dictionary<Field>)>,
    pub all_columns: Dictionary<Field>,
    pub sections: Dictionary<usize>,
}

static ALL: LazyLock<Vec<Vocabulary>> =
    LazyLock::new(|| Form::all().unwrap_or_default().iter().map(Vocabulary::new).collect());

/// Labels that stand in one table only.
static TABLES: LazyLock<HashMap<String, (Which, &'static str)>> = LazyLock::new(|| {
    let forms: &'static [Form] = Form::all().unwrap_or_default();
    telling(&Which::ALL.map(|which| (which, forms.iter().flat_map(|f| labels_of(f, which)).collect())))
});

/// Labels that only one form prints, with the form's position.
static FORMS: LazyLock<HashMap<String, (usize, &'static str)>> = LazyLock::new(|| {
    let forms: &'static [Form] = Form::all().unwrap_or_default();
    let bare = super::labels::bare;
    let printed = |f: &'static Form| -> Vec<&'static str> {
        Which::ALL.into_iter().flat_map(|which| labels_of(f, which)).collect()
    };
    let mut own = HashMap::new();
    for (at, form) in forms.iter().enumerate() {
        let elsewhere: Vec<String> =
            forms.iter().enumerate().filter(|(i, _)| *i != at).flat_map(|(_, f)| printed(f)).map(bare).collect();
        for label in printed(form) {
            let key = bare(label);
            // 3.其他 is too short to tell a form.
            if key.chars().count() >= 5 && !elsewhere.contains(&key) {
                own.entry(key).or_insert((at, label));
            }
        }
    }
    own
});

/// The table a printed label belongs to, if only one has it.
pub(super) fn table_of(bare: &str) -> Option<Which> {
    TABLES.get(bare).map(|(which, _)| *which)
}

/// The form a printed label belongs to, if only one has it, by its position.
pub(super) fn form_of(bare: &str) -> Option<(usize, &'static str)> {
    FORMS.get(bare).copied()
}

/// The labels of one table of a form.
fn labels_of(form: &'static Form, which: Which) -> Vec<&'static str> {
    let mut all: Vec<&'static str> = Vec::new();
    match which {
        Which::Proactive => {
            all.push(&form.content);
            for block in &form.proactive {
                all.push(&block.heading);
                all.extend(block.columns.iter().map(|c| c.label.as_str()));
                all.extend(block.rows.iter().map(|r| r.label.as_str()));
            }
        }
        Which::Requests => {
            all.extend([form.requests.corner.as_str(), &form.requests.applicants, &form.requests.organisations]);
            all.extend(form.requests.columns.iter().map(String::as_str));
            for row in &form.requests.rows {
                all.push(&row.label);
                all.extend(row.part.as_deref());
                all.extend(row.group.as_deref());
            }
        }
        Which::Review => {
            all.push(&form.review.litigation);
            all.extend(form.review.blocks.iter().map(|b| b.label.as_str()));
            all.extend(form.review.columns.iter().map(String::as_str));
        }
    }
    all
}

#[cfg(test)]
pub(super) fn has_label(form: &'static Form, label: &str) -> bool {
    Which::ALL.into_iter().any(|which| labels_of(form, which).contains(&label))
}

impl Vocabulary {
    /// The labels of a form.
    pub fn of(form: &'static Form) -> Option<&'static Vocabulary> {
        let at = Form::all().ok()?.iter().position(|f| f.format == form.format)?;
        ALL.get(at)
    }

    fn new(form: &'static Form) -> Vocabulary {
        let table = &form.requests;
        let frames = [table.corner.as_str(), &table.applicants, &table.organisations].map(|l| (l, Head::Frame));
        let columns = table.columns.iter().enumerate().map(|(i, l)| (l.as_str(), Head::Column(i)));
        let mut head = Dictionary::new(columns.chain(frames));
        for extra in ["小计", "法人小计", "法人或其他组织小计", "法人或其他组织合计", "法人合计"]
        {
            head.add("总计", extra, Head::Extra);
        }
        Vocabulary {
            head,
            side: side(form),
            groups: groups(form),
            review: Dictionary::new(
                std::iter::once((form.review.litigation.as_str(), ReviewLabel::Litigation))
                    .chain(
                        form.review.blocks.iter().enumerate().map(|(i, b)| (b.label.as_str(), ReviewLabel::Block(i))),
                    )
                    .chain(form.review.columns.iter().enumerate().map(|(i, c)| (c.as_str(), ReviewLabel::Result(i)))),
            ),
            content: Dictionary::new([(form.content.as_str(), ())]),
            proactive_rows: Dictionary::new(form.proactive.iter().flat_map(|block| {
                block.rows.iter().map(move |row| (row.label.as_str(), ProactiveLabel { block, row }))
            })),
            columns: form.proactive.iter().map(|b| (b.heading.as_str(), fields(&b.columns))).collect(),
            all_columns: Dictionary::new(
                form.proactive.iter().flat_map(|b| &b.columns).map(|c| (c.label.as_str(), c.key)),
            ),
            sections: sections(form),
        }
    }
}

/// The headings with and without their numbers: automatic numbering is lost in some formats.
fn sections(form: &'static Form) -> Dictionary<usize> {
    let titles = form.sections.iter().enumerate().flat_map(|(i, s)| {
        std::iter::once(s.title.as_str()).chain(s.also.iter().map(String::as_str)).map(move |t| (t, i))
    });
    let all: Vec<(&'static str, usize)> = titles.collect();
    let words = all.iter().filter_map(|(title, i)| title.split_once('、').map(|(_, words)| (words, *i)));
    Dictionary::new(all.iter().copied().chain(words))
}

fn fields(columns: &'static [ProactiveColumn]) -> Dictionary<Field> {
    Dictionary::new(columns.iter().map(|c| (c.label.as_str(), c.key)))
}

fn side(form: &'static Form) -> Dictionary<Side> {
    let rows = &form.requests.rows;
    let parts = rows.iter().filter_map(|r| r.part.as_deref()).map(|p| (p, Side::Part));
    let heads = rows.iter().filter_map(|r| r.group.as_deref()).map(|g| (g, Side::Group(g)));
    let labels = rows.iter().map(|r| (r.label.as_str(), Side::Row(r.key)));
    let mut side = Dictionary::new(parts.chain(heads).chain(labels));
    // A group and its row in one cell: （三）不予公开1.属于国家秘密, also without the numbers.
    for row in rows {
        let Some(group) = row.group.as_deref() else { continue };
        let group_words = group.split_once('）').map_or(group, |(_, words)| words);
        let row_words = row.label.split_once('.').map_or(row.label.as_str(), |(_, words)| words);
        for joined in [
            format!("{group}{}", row.label),
            format!("{group}{row_words}"),
            format!("{group_words}{}", row.label),
            format!("{group_words}{row_words}"),
        ] {
            side.add(&row.label, &joined, Side::Row(row.key));
        }
    }
    side
}

fn groups(form: &'static Form) -> Vec<(&'static str, Dictionary<Side>)> {
    let mut groups: Vec<(&'static str, Dictionary<Side>)> = Vec::new();
    for group in form.requests.rows.iter().filter_map(|r| r.group.as_deref()) {
        if groups.iter().any(|(g, _)| *g == group) {
            continue;
        }
        let own = form.requests.rows.iter().filter(|r| r.group.as_deref() == Some(group));
        groups.push((group, Dictionary::new(own.map(|r| (r.label.as_str(), Side::Row(r.key))))));
    }
    groups
}
