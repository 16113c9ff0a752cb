//! 同比: growth that is told beside the two numbers it is said of, in a sentence and in the columns of a table.

use super::Entry;
use crate::facts::compact;
use crate::passage::Passage;
use crate::pattern::Pattern;
use crate::reader::Reading;
use documents::model::{Block, Cell, Table};
use domain::{Example, Finding, Rule, Severity};

/// 同比增减
const RULE: Rule = Rule {
    id: "proof.growth",
    title: "同比增减与两年数字相符",
    severities: &[Severity::Warning],
    what: "一句话里先后写明两个年份的数字和增减，或者表格有相邻两年的列和增减（%）列的，按两年的数字核算：方向相反的、相差1个百分点以上的提醒。",
    why: "增减写反或者算错，结论就变了。",
    basis: "数字之间的常理",
    good: &[
        Example::text("2022年受理50件，2023年受理65件，同比增长30%。"),
        Example::text("2022年受理50件，2023年受理35件，同比下降30%。"),
        Example::text("2022年受理50件，2023年发放补贴35万元，同比增长5%。"),
        Example::text("村名\t2022年\t2023年\t增减（%）\n上河村\t50\t55\t10\n下河村\t40\t38\t-5"),
        Example::text("指标\t2022年\t2023年\t同比增长\n人均收入\t1.2\t1.5\t由统计局另行公布"),
        Example::text("村名\t2022年\t2023年\t增减数\n上河村\t50\t55\t5"),
    ],
    bad: &[
        Example::text("⟦2022年受理50件，2023年受理35件，同比增长30%⟧。"),
        Example::text("⟦2021年发放120万元，2022年发放150万元，比上年下降25%⟧。"),
        Example::text("⟦2022年接待200人，2023年接待300人，同比增长30%⟧。"),
        Example::text("村名\t2022年\t2023年\t增减（%）\n上河村\t50\t55\t⟦-10⟧\n下河村\t40\t38\t-5"),
        Example::text("村名\t2022年\t2023年\t增减（%）\n上河村\t50\t55\t10\n下河村\t40\t44\t⟦15⟧"),
    ],
};

pub(super) const ENTRY: Entry = Entry::document(&RULE, check);

static SENTENCE: Pattern = Pattern::new(
    r"((?:19|20)\d{2})年([^\d，。；、：]{0,8})(\d+(?:\.\d+)?)([万亿]?[\p{Han}]{1,2})，((?:19|20)\d{2})年([^\d，。；、：]{0,8})(\d+(?:\.\d+)?)([万亿]?[\p{Han}]{1,2})，(?:同比|比上年|较上年|比去年|较去年)(增长|增加|上升|提高|下降|减少|降低)(?:了)?(\d+(?:\.\d+)?)[%％]",
);
/// How far a rounded percentage may be from the computed one, in percentage points.
const ROUNDED: f64 = 1.0;

fn check(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for passage in reading.passages.iter().filter(|p| !p.is_cell() && p.text.contains(['%', '％'])) {
        sentence(passage, findings);
    }
    // The tables of an annual report are checked against their form.
    if reading.facts.report_year.is_some() {
        return;
    }
    for (index, block) in reading.document.blocks.iter().enumerate() {
        if let Block::Table(table) = block {
            columns(reading, index, table, findings);
        }
    }
}

fn sentence(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    for groups in SENTENCE.groups(&passage.text) {
        let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
        let number = |i: usize| get(i).parse::<f64>().ok();
        let (Some(whole), Some(from), Some(to), Some(said)) = (groups.get(0), number(3), number(7), number(10)) else {
            continue;
        };
        // The same thing in the same unit, a year apart.
        let years = (get(1).parse::<u16>().ok(), get(5).parse::<u16>().ok());
        let follows = matches!(years, (Some(a), Some(b)) if a + 1 == b);
        if !follows || get(2) != get(6) || get(4) != get(8) || from <= 0.0 {
            continue;
        }
        let said = if get(9).starts_with(['增', '上', '提']) { said } else { -said };
        if let Some(message) = judged(from, to, said) {
            findings.push(
                passage
                    .finding(&RULE, Severity::Warning, whole.range(), message)
                    .hint("核对两年的数字、增减的方向和百分比"),
            );
        }
    }
}

/// What is wrong with a growth in percent that is said of two numbers.
fn judged(from: f64, to: f64, said: f64) -> Option<String> {
    let right = (to - from) / from * 100.0;
    let word = |growth: f64| if growth < 0.0 { "下降" } else { "增长" };
    if right * said < 0.0 && right.abs() >= ROUNDED && said.abs() >= 0.05 {
        return Some(format!("按两年的数字是{}{:.1}%，写的是{}", word(right), right.abs(), word(said)));
    }
    ((right - said).abs() > ROUNDED)
        .then(|| format!("按两年的数字是{}{:.1}%，写的是{:.1}%", word(right), right.abs(), said.abs()))
}

fn columns(reading: &Reading<'_>, index: usize, table: &Table, findings: &mut Vec<Finding>) {
    let at = |row: usize, col: usize| table.cells.iter().find(|c| c.row == row && c.col == col);
    let heads: Vec<(usize, String)> =
        table.cells.iter().filter(|c| c.row == 0).map(|c| (c.col, compact(&c.text))).collect();
    let year = |head: &str| -> Option<u16> {
        head.get(..4)?.parse().ok().filter(|_| head.get(4..).is_some_and(|r| r == "年"))
    };
    let is_growth = |head: &str| {
        head.chars().count() <= 10
            && head.contains(['%', '％'])
            && ["增减", "增长", "同比", "增幅", "增速"].iter().any(|w| head.contains(w))
    };
    let growth: Vec<usize> = heads.iter().filter(|(_, h)| is_growth(h)).map(|(col, _)| *col).collect();
    let years: Vec<(usize, u16)> = heads.iter().filter_map(|(col, h)| Some((*col, year(h)?))).collect();
    let ([growth], [(a, one), (b, two)]) = (growth.as_slice(), years.as_slice()) else { return };
    let ((from, to), true) = (if one < two { (*a, *b) } else { (*b, *a) }, one.abs_diff(*two) == 1) else { return };
    for row in 1..table.rows.min(LONGEST) {
        let number = |col: usize| -> Option<(f64, &Cell)> {
            let cell = at(row, col)?;
            let text = compact(&cell.text).replace([',', '，', '%', '％'], "").replace(['－', '−'], "-");
            Some((text.parse::<f64>().ok()?, cell))
        };
        let (Some((from, _)), Some((to, _)), Some((said, cell))) = (number(from), number(to), number(*growth)) else {
            continue;
        };
        if from <= 0.0 {
            continue;
        }
        let Some(message) = judged(from, to, said) else { continue };
        let Some(passage) = super::sums::cell_passage(reading, index, cell) else { continue };
        let trimmed = passage.whole().trim();
        let finding = passage.finding(&RULE, Severity::Warning, trimmed.range(), message);
        findings.push(finding.hint("核对两年的数字和增减"));
    }
}

/// Rows of a table that are looked at: no list by years is longer.
const LONGEST: usize = 400;
