//! Lists of words: what is wrong, what is right, and where the same characters are something else.

use super::table::{ListError, Table};
use domain::Severity;
use jiff::civil::Date;

/// A wrong or doubtful wording.
#[derive(Debug, Clone)]
pub(crate) struct Wording {
    pub wrong: String,
    /// What to write; empty where only a person can say.
    pub right: String,
    pub severity: Severity,
    /// Longer strings in which the same characters are right.
    pub unless: Vec<String>,
    /// What it rests on: an article, a standard, a collection.
    pub basis: String,
    /// The day from which it is wrong; none: it always was.
    pub since: Option<Date>,
}

impl Wording {
    /// Whether the wording at this place of a text is part of one in which it is right.
    pub fn is_excused(&self, text: &str, start: usize) -> bool {
        self.unless.iter().any(|longer| stands_around(text, start, longer, &self.wrong))
    }
}

/// Whether `longer` covers the `inner` that begins at `start`.
pub(crate) fn stands_around(text: &str, start: usize, longer: &str, inner: &str) -> bool {
    longer.match_indices(inner).any(|(offset, _)| {
        start.checked_sub(offset).and_then(|from| text.get(from..)).is_some_and(|rest| rest.starts_with(longer))
    })
}

/// A verb and an object that do not go together.
#[derive(Debug, Clone)]
pub(crate) struct Collocation {
    pub verb: String,
    pub object: String,
    /// Most characters between them.
    pub gap: usize,
    pub right: String,
    pub severity: Severity,
    pub unless: Vec<String>,
    pub basis: String,
}

/// A phrase that has only one form.
#[derive(Debug, Clone)]
pub(crate) struct Formula {
    pub phrase: String,
    /// Lawful neighbours, one character away.
    pub variants: Vec<String>,
    pub basis: String,
    /// How near its neighbours are.
    pub closed: Closed,
    middle: usize,
}

/// How much around a phrase is free of other phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Closed {
    /// Other phrases may begin or end like it.
    No,
    /// Nothing has its first and last character: one right character beside the change is enough.
    Inside,
    /// Nor does anything else begin like it: its last character can be wrong too.
    End,
}

impl Formula {
    /// The halves by which it is looked up: whoever changes one character leaves one half as it is.
    pub fn halves(&self) -> (&str, &str) {
        self.phrase.split_at_checked(self.middle).unwrap_or((&self.phrase, ""))
    }
}

/// A list of words in a fixed order, e.g. 决策、执行、管理、服务、结果.
#[derive(Debug, Clone)]
pub(crate) struct FixedList {
    /// What it is called, in words for people.
    pub name: String,
    pub items: Vec<String>,
    /// One of these must stand in the same sentence; empty: no condition.
    pub context: Vec<String>,
    /// Names that promise the whole list: beside one of them a list that is short is wrong.
    pub aliases: Vec<String>,
    /// Whether another order counts as wrong.
    pub ordered: bool,
    pub severity: Severity,
    pub basis: String,
}

/// A source as people read it; what is no key says itself.
fn source_in_words(key: &str) -> &str {
    match key {
        "YW100" => "《咬文嚼字》“当代汉语出版物中最常见的100个别字”",
        "GF1001" => "《第一批异形词整理表》（GF 1001—2001）",
        "XH7" => "《现代汉语词典》（第7版）",
        "XHS" => "新华社《新闻信息报道中的禁用词和慎用词》",
        "YWJZ" => "《咬文嚼字》十大语文差错",
        "LAW" => "法律已经改用的说法",
        "party" => "党的二十大报告等文件的提法",
        "field" => "《中华人民共和国政府信息公开条例》及有关文件的用语",
        "editors" | "ED" | "OG" => "编者整理的公文常见差错",
        other => other,
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

pub(super) fn wordings(table: &Table<'_>, wrong: &'static str) -> Result<Vec<Wording>, ListError> {
    let [wrong, right, severity, unless, source] = [
        table.column(wrong)?,
        table.column("right")?,
        table.column("severity")?,
        table.column("unless")?,
        table.column("source")?,
    ];
    let basis = table.column("basis").ok();
    let since = table.column("since").ok();
    table
        .rows()
        .map(|row| {
            let unless = words(row.field(unless));
            let wrong = table.required(row, wrong)?.to_owned();
            if let Some(stray) = unless.iter().find(|longer| !longer.contains(&wrong)) {
                return Err(table.error(row, format!("“{stray}”中没有“{wrong}”")));
            }
            Ok(Wording {
                right: row.field(right).to_owned(),
                severity: table.severity(row, severity)?,
                unless,
                since: since.map(|since| table.date(row, since)).transpose()?.flatten(),
                basis: match basis.map(|b| row.field(b)).filter(|b| !b.is_empty()) {
                    Some(basis) => basis.to_owned(),
                    None => source_in_words(table.required(row, source)?).to_owned(),
                },
                wrong,
            })
        })
        .collect()
}

pub(super) fn collocations(table: &Table<'_>) -> Result<Vec<Collocation>, ListError> {
    let [verb, object, gap, right, severity, unless, source] = [
        table.column("verb")?,
        table.column("object")?,
        table.column("gap")?,
        table.column("right")?,
        table.column("severity")?,
        table.column("unless")?,
        table.column("source")?,
    ];
    table
        .rows()
        .map(|row| {
            let number = row.field(gap);
            Ok(Collocation {
                verb: table.required(row, verb)?.to_owned(),
                object: table.required(row, object)?.to_owned(),
                gap: number.parse().map_err(|_| table.error(row, format!("“{number}”不是字数")))?,
                right: row.field(right).to_owned(),
                severity: table.severity(row, severity)?,
                unless: words(row.field(unless)),
                basis: source_in_words(table.required(row, source)?).to_owned(),
            })
        })
        .collect()
}

/// Set phrases, and apart from them the names whose misprint is grave.
pub(super) fn formulas(table: &Table<'_>) -> Result<(Vec<Formula>, Vec<Formula>), ListError> {
    let [phrase, class, variants, source] =
        [table.column("phrase")?, table.column("class")?, table.column("variants")?, table.column("source")?];
    // Lists of earlier releases have no such column.
    let closed = table.column("closed").ok();
    let (mut formulas, mut names) = (Vec::new(), Vec::new());
    for row in table.rows() {
        let phrase = table.required(row, phrase)?;
        let length = phrase.chars().count();
        let closed = match closed.map_or("", |c| row.field(c)) {
            "" => Closed::No,
            "inside" => Closed::Inside,
            "end" => Closed::End,
            other => return Err(table.error(row, format!("“{other}”不是closed的值（inside、end）"))),
        };
        if length < 5 && (length < 4 || closed == Closed::No) {
            return Err(table.error(row, format!("“{phrase}”太短，一字之差不能断定是错误")));
        }
        let formula = Formula {
            phrase: phrase.to_owned(),
            variants: words(row.field(variants)),
            basis: source_in_words(table.required(row, source)?).to_owned(),
            closed,
            middle: phrase.char_indices().nth(length / 2).map_or(0, |(at, _)| at),
        };
        match row.field(class) {
            "serious" => names.push(formula),
            "formula" => formulas.push(formula),
            other => return Err(table.error(row, format!("“{other}”不是类别（formula、serious）"))),
        }
    }
    Ok((formulas, names))
}

pub(super) fn fixed_lists(table: &Table<'_>) -> Result<Vec<FixedList>, ListError> {
    let [name, items, context, order, severity, basis] = [
        table.column("name")?,
        table.column("items")?,
        table.column("context")?,
        table.column("order")?,
        table.column("severity")?,
        table.column("basis")?,
    ];
    let aliases = table.column("aliases").ok();
    table
        .rows()
        .map(|row| {
            Ok(FixedList {
                name: table.required(row, name)?.to_owned(),
                items: table.required(row, items)?.split('、').map(str::to_owned).collect(),
                context: words(row.field(context)),
                aliases: aliases.map(|a| words(row.field(a))).unwrap_or_default(),
                ordered: match row.field(order) {
                    "fixed" => true,
                    "free" => false,
                    other => return Err(table.error(row, format!("“{other}”不是顺序（fixed、free）"))),
                },
                severity: table.severity(row, severity)?,
                basis: table.required(row, basis)?.to_owned(),
            })
        })
        .collect()
}
