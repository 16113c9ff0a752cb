//! Sums: parts of a whole in a sentence, and the line 合计 of a table.
//!
//! Tables of an annual report have checks of their own; here any other table whose last line or column is called a sum.

use super::Entry;
use crate::facts::compact;
use crate::passage::{Passage, SENTENCE};
use crate::pattern::Pattern;
use crate::reader::Reading;
use documents::model::{Block, Cell, Table};
use domain::{Example, Finding, Rule, Severity};

/// 句中合计
const PARTS: Rule = Rule {
    id: "proof.parts",
    title: "“其中”不超过总数",
    severities: &[Severity::Error],
    what: "“共52件，其中甲30件、乙25件”：同一单位的分项之和大于总数的提示；占比与数字不符（差1个百分点以上）的也提示。分项可以不列全，所以小于总数不提示。",
    why: "分项比总数还多，说明有一个数字错了。",
    basis: "数字之间的常理",
    good: &[
        Example::text("全年公开信息52件，其中通知30件、公示22件。"),
        Example::text("共有120户，其中一类10户，二类30户。"),
        Example::text("收到申请5件，其中3件予以公开。"),
        Example::text("全乡56人，其中女28人、党员35人。"),
        Example::text("共200亩，其中玉米150亩，占75%。"),
        Example::text("收到建议40件，其中农业类25件，已答复24件；教育类15件，已答复15件。"),
        Example::text("检查单位90家，其中餐饮50家（学校食堂20家、集体食堂30家），药店40家。"),
        Example::text("全镇党员300名，其中女党员90名，占30%；60岁以上220名。"),
    ],
    bad: &[
        Example::text("全年公开信息⟦52件，其中通知30件、公示25件⟧。"),
        Example::text("发放补贴⟦120户，其中一类80户，二类50户⟧。"),
        Example::text("收到申请⟦5件，其中予以公开4件、部分公开2件⟧。"),
        Example::text("全乡党员⟦56人，其中女党员60人⟧。"),
        Example::text("种植⟦200亩，其中玉米150亩，占65%⟧。"),
        Example::text("新建⟦15座，其中上河村8座、下河村9座⟧。"),
        Example::text("安排项目⟦20个：续建9个，新建12个⟧。"),
        Example::text("教职工⟦80人，其中男45人、女37人⟧。"),
        Example::text("代表⟦60名，其中妇女代表18名，占代表总数的40%⟧。"),
    ],
};

pub(super) const PARTS_ENTRY: Entry = Entry::prose(
    &PARTS,
    &[
        "其中", "件：", "条：", "户：", "项：", "个：", "人：", "名：", "家：", "所：", "起：", "宗：", "辆：", "艘：",
        "场：", "处：", "座：", "套：", "台：",
    ],
    parts,
);

/// Units of which parts are told.
macro_rules! units {
    () => {
        "(件|条|户|亩|元|项|篇|次|个|吨|公里|人|名|家|所|起|宗|辆|艘|场|天|口|处|座|套|台|间|例)"
    };
}

/// The whole, and what leads to its parts: 其中, or a colon of a list.
static WHOLE: Pattern =
    Pattern::new(concat!(r"(\d+(?:[.．]\d+)?)(万|亿)?", units!(), r"(?:([^\d，。；、：]{0,6})[，,（(]其中[：:]?|：)"));
static PART: Pattern = Pattern::new(concat!(r"(\d+(?:[.．]\d+)?)(万|亿)?", units!()));
static SHARE: Pattern = Pattern::new(
    r"^[，,、]?占(?:比|总数的|总量的|全乡的|全镇的|(?:[\p{Han}]{0,4}总|全部|全体)[^，。；\d]{0,5}的)?(?:达|为|约)?(\d+(?:\.\d+)?)[%％]",
);

fn parts(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for groups in WHOLE.groups(&passage.text) {
        let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
        let (Some(whole), Some(total)) = (groups.get(0), value(get(1))) else { continue };
        // 1,250件: the number begins earlier.
        if passage.before(whole.start()).ends_with([',', '，', '.', '．'])
            && passage.before(whole.start()).chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit())
        {
            continue;
        }
        let (scale, unit) = (get(2), get(3));
        // Parts stand in the same sentence, and near.
        let rest = crate::passage::head(passage.after(whole.end()), 300);
        let rest = rest.split(SENTENCE).next().unwrap_or_default();
        // Men among persons and party members among persons overlap; parts that are said of people are not added, but for
        // men and women.
        let of_people = matches!(unit, "人" | "名") && !(rest.contains('男') && rest.contains('女'));
        let adds = !of_people && unit != "次" && !rest.contains("同时");
        let mut sum = 0.0;
        let mut end = whole.end();
        let mut over = false;
        let mut share = None;
        let mut stop = false;
        for part in PART.groups(rest) {
            let (Some(found), Some(value)) = (part.get(0), part.get(1).and_then(|m| value(m.as_str()))) else {
                continue;
            };
            let own = (part.get(2).map_or("", |m| m.as_str()), part.get(3).map_or("", |m| m.as_str()));
            // Another unit or another whole: 其中A件，发放B元; 共; 比上年.
            let between = rest.get(end - whole.end()..found.start()).unwrap_or_default();
            stop |= own != (scale, unit)
                || ["共", "比", "同比", "较", "增", "减", "累计", "另", "人均", "每", "其中", "总"]
                    .iter()
                    .any(|w| between.contains(w))
                // Parts of a part, and how far a part has got.
                || between.contains(['(', '（', ')', '）'])
                || between.trim_start_matches(['，', '、', '；']).starts_with(['已', '未', '尚', '正']);
            if stop {
                break;
            }
            sum += value;
            end = whole.end() + found.end();
            if value > total || adds && sum > total + 1e-9 {
                over = true;
                break;
            }
            if let Some(said) = SHARE.first(passage.after(end))
                && let (Some(all), Some(percent)) =
                    (said.get(0), said.get(1).and_then(|m| m.as_str().parse::<f64>().ok()))
                && total > 0.0
                && (percent - value / total * 100.0).abs() >= 1.0
                && share.is_none()
            {
                share = Some((percent, value / total * 100.0, end + all.end()));
            }
        }
        let range_start = groups.get(1).map_or(whole.start(), |m| m.start());
        if over {
            // All parts up to the one that goes over.
            let message = format!("分项之和大于总数{}{scale}{unit}", get(1));
            let finding = passage.finding(&PARTS, Severity::Error, range_start..end, message);
            findings.push(finding.hint("核对总数和各分项"));
        } else if let Some((said, right, end)) = share {
            let message = format!("占比与数字不符：按所列数字应为{right:.1}%，写的是{said}%");
            let finding = passage.finding(&PARTS, Severity::Error, range_start..end, message);
            findings.push(finding.hint("核对数字和占比"));
        }
    }
}

/// A number with a half- or full-width point.
fn value(text: &str) -> Option<f64> {
    text.replace('．', ".").parse().ok()
}

/// 表格合计
const TABLE: Rule = Rule {
    id: "proof.table_sum",
    title: "表格合计",
    severities: &[Severity::Error, Severity::Warning],
    what: "表格最后一行（或者第一行）是“合计”“总计”的，各列数字之和应当等于合计；有一格不是数字的列不判断，“其中”的行不计入。",
    why: "名单、资金表的合计是群众最先核对的地方。",
    basis: "数字之间的常理",
    good: &[
        Example::text("村名\t户数\t金额\n李家村\t3\t1500\n马家村\t2\t1000\n合计\t5\t2500"),
        Example::text("村名\t户数\n李家村\t3\n马家村\t未报\n合计\t5"),
        Example::text("村名\t人均收入\n李家村\t3000\n马家村\t2000\n合计\t"),
        Example::text("项目\t比例\n甲\t30%\n乙\t70%\n合计\t100%"),
        Example::text("合计\t5\t2500\n李家村\t3\t1500\n马家村\t2\t1000"),
        Example::text("类别\t户数\n低保户\t30\n其中：一类\t10\n二类\t20\n特困户\t6\n合计\t36"),
        Example::text("村名\t增减（%）\n李家村\t1.5\n马家村\t2.5\n合计\t1.9"),
    ],
    bad: &[
        Example::text("村名\t户数\t金额\n李家村\t3\t1500\n马家村\t2\t1000\n合计\t5\t⟦2600⟧"),
        Example::text("村名\t户数\t金额\n李家村\t3\t1500\n马家村\t2\t1000\n合计\t⟦6⟧\t2500"),
        Example::text("序号\t姓名\t面积\n1\t马明\t3.5\n2\t李强\t4.2\n总计\t\t⟦7.9⟧"),
        Example::text("项目\t资金\n道路\t12.5\n水渠\t8\n合 计\t⟦21.5⟧"),
        Example::text("合计\t⟦7⟧\t2500\n李家村\t3\t1500\n马家村\t2\t1000"),
        Example::text("类别\t户数\n低保户\t30\n其中：一类\t10\n特困户\t6\n合计\t⟦38⟧"),
    ],
};

pub(super) const TABLE_ENTRY: Entry = Entry::document(&TABLE, tables);

fn tables(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    // The tables of an annual report are checked against their form.
    if reading.facts.report_year.is_some() {
        return;
    }
    for (index, block) in reading.document.blocks.iter().enumerate() {
        if let Block::Table(table) = block {
            sum_of(reading, index, table, findings);
        }
    }
}

fn is_sum(cell: &Cell) -> bool {
    matches!(compact(&cell.text).trim_end_matches(['：', ':']), "合计" | "总计" | "共计")
}

/// A field as a number: 1,250 and 3.5 are, 30% and 未报 are not. Blank is nothing.
fn number(text: &str) -> Option<Option<f64>> {
    let text = compact(text).replace([',', '，'], "");
    if text.is_empty() {
        return Some(None);
    }
    text.parse::<f64>().ok().filter(|n| n.is_finite()).map(Some)
}

fn sum_of(reading: &Reading<'_>, index: usize, table: &Table, findings: &mut Vec<Finding>) {
    if table.rows < 3 || table.cells.iter().any(|c| c.rowspan > 1 && c.col > 0) {
        return;
    }
    let sums: Vec<usize> = table.cells.iter().filter(|c| is_sum(c) && c.col <= 1).map(|c| c.row).collect();
    let [sum] = sums.as_slice() else { return };
    // Only a line at the end, or at the top right below the head, sums the whole table.
    let last = (0..table.rows).rev().find(|row| table.cells.iter().any(|c| c.row == *row && !c.text.trim().is_empty()));
    let is_last = last == Some(*sum);
    if !is_last && *sum > 1 {
        return;
    }
    let has_part_sums = table.cells.iter().any(|c| compact(&c.text).contains("小计"));
    // 其中：一级: the line is part of the one above, and perhaps those below it too.
    let within: Vec<usize> =
        table.cells.iter().filter(|c| c.col <= 1 && compact(&c.text).starts_with("其中")).map(|c| c.row).collect();
    for col in 1..table.cols {
        let cells: Vec<&Cell> = table.cells.iter().filter(|c| c.col == col && c.colspan == 1).collect();
        let Some(total) = cells.iter().find(|c| c.row == *sum) else { continue };
        let Some(Some(said)) = number(&total.text) else { continue };
        // Above the numbers stand words: the head.
        let body: Vec<&&Cell> = cells.iter().filter(|c| c.row != *sum).collect();
        let head = body.iter().take_while(|c| number(&c.text).is_none() || c.header).count();
        let numbers = body.iter().skip(head).map(|c| number(&c.text).map(|n| (c.row, n)));
        let Some(values) = numbers.collect::<Option<Vec<_>>>() else { continue };
        let values: Vec<(usize, f64)> = values.into_iter().filter_map(|(row, n)| Some((row, n?))).collect();
        if values.len() < 2 || has_part_sums || head > 2 {
            continue;
        }
        let label: String = cells.iter().take(head).map(|c| compact(&c.text)).collect();
        if NOT_SUMMED.iter().any(|w| label.contains(w)) {
            continue;
        }
        let off = 0.005 * values.len() as f64 + 1e-9;
        let counted = |below: usize| {
            let inner = |row: usize| within.iter().any(|first| (*first..=*first + below).contains(&row));
            values.iter().filter(|(row, _)| !inner(*row)).map(|(_, n)| n).sum::<f64>()
        };
        let most = if within.is_empty() { 0 } else { table.rows };
        if (0..=most).any(|below| (counted(below) - said).abs() <= off) {
            continue;
        }
        let sum = counted(0);
        let Some(passage) = cell_passage(reading, index, total) else { continue };
        // A column without a head may be something else; how far 其中 reaches is not said.
        let is_certain = !label.is_empty() && within.is_empty();
        let severity = if is_certain { Severity::Error } else { Severity::Warning };
        let message = format!("合计与各行之和不符：各行之和是{}，合计写的是{}", plain(sum), total.text.trim());
        let trimmed = passage.whole().trim();
        let finding = passage.finding(&TABLE, severity, trimmed.range(), message);
        findings.push(finding.hint("核对各行数字和合计"));
    }
}

/// Averages, prices, shares and numbers of order are not summed.
const NOT_SUMMED: [&str; 22] = [
    "均", "单价", "价格", "单产", "亩产", "标准", "序号", "比例", "比重", "占比", "率", "年份", "编号", "面积/", "%",
    "％", "增长", "增幅", "同比", "环比", "密度", "指数",
];

/// A sum without the noise of binary fractions.
fn plain(sum: f64) -> String {
    let text = format!("{sum:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn cell_passage<'a, 'b>(reading: &'b Reading<'a>, index: usize, cell: &Cell) -> Option<&'b Passage<'a>> {
    let kind = crate::passage::Kind::Cell { table: index, row: cell.row, col: cell.col };
    reading.passages.iter().find(|p| p.kind == kind)
}
