//! Columns of a table whose head says that they hold what must not be shown.

use super::super::Entry;
use super::LAW;
use super::grid::{Grid, People, label_of};
use super::names;
use crate::facts::compact;
use crate::passage::{Passage, ends, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use documents::model::{Block, Cell, Table};
use domain::identifiers::check_identity_number;
use domain::{Example, Finding, Rule, Severity};
use std::collections::{BTreeMap, HashMap};

/// 名单中不该有的栏目
const RULE: Rule = Rule {
    id: "privacy.column",
    title: "名单中不该有的栏目",
    severities: &[Severity::Error, Severity::Warning],
    what: "公开的名单里有身份证号、手机号、银行账号、出生日期、比村组更细的住址、病情、残疾类别和等级、家庭成员、婚姻状况、学校班级、致贫原因等栏目，而且填写了内容。表头分两行的、写明姓名的竖排表格（左边是项目、右边是内容）也查；年龄只查不满十八周岁的。已经隐去（含“*”）的、空白表样、任前公示和招聘公示的出生年月不提示。",
    why: "救助名单公开到姓名、村组、类别、金额即可，其他栏目没有公开的依据。",
    basis: LAW,
    good: &[
        Example::text("序号\t姓名\t村组\t金额\n1\t王秀兰\t李家村三社\t500\n2\t马明\t马家村一社\t500"),
        Example::text("姓名\t身份证号\n王秀兰\t622926********0018\n马明\t622926********123X"),
        Example::text("姓名\t身份证号\t手机号\n\t\t\n\t\t"),
        Example::text("姓名\t残疾人两项补贴金额\n王秀兰\t120\n马明\t120"),
        Example::text("单位\t办公电话\n民政办\t0930-7123456\n财政所\t0930-7123457"),
        Example::text("病种\t病例数\n流感\t12\n水痘\t3"),
        Example::text("姓名\t出生年月\t现任职务\n王秀兰\t1980年5月\t副乡长"),
        Example::text("姓名\t家庭住址\n王秀兰\t李家村三社"),
        Example::text("姓名\t身份证号\t病情\n（填写姓名）\t（填写18位号码）\t（如实填写）"),
        Example::text("申请人\t地址\t许可事项\n凤山乡兴旺商行\t凤山街12号\t烟草零售"),
        Example::text("姓名\t年龄\t项目\n王秀兰\t52\t公益岗位\n马明\t47\t公益岗位"),
        Example::text("姓名\t基本情况\t\t金额\n\t村组\t类别\t\n王秀兰\t三社\t二类\t500"),
    ],
    bad: &[
        Example::text("姓名\t⟦身份证号⟧\n王秀兰\t见附件登记\n马明\t6229261990"),
        Example::text("姓名\t⟦出生日期⟧\t金额\n王秀兰\t1962年3月\t500\n马明\t1958年6月\t500"),
        Example::text("姓名\t⟦残疾类别⟧\t⟦残疾等级⟧\n王秀兰\t肢体\t二级\n马明\t视力\t一级"),
        Example::text("户主姓名\t⟦致贫原因⟧\n王秀兰\t因病\n马明\t因残"),
        Example::text("姓名\t⟦家庭成员⟧\t金额\n王秀兰\t马明、马小兰\t500\n马强\t李娟\t500"),
        Example::text("学生姓名\t⟦学校班级⟧\n张某某\t凤山小学三年级\n李某某\t凤山小学二年级"),
        Example::text("姓名\t⟦婚姻状况⟧\n王秀兰\t丧偶\n马明\t已婚"),
        Example::text("姓名\t⟦联系电话⟧\n王秀兰\t1391234567（缺一位）\n马明\t"),
        Example::text("⟦儿童姓名⟧\t月标准\n马小燕\t1380"),
        Example::text("姓名\t⟦家庭住址⟧\n王秀兰\t三社大场旁"),
        Example::text("序号\t姓名\t残疾情况\t\t补贴\n\t\t⟦类别⟧\t⟦等级⟧\t\n1\t王秀兰\t肢体\t二级\t100"),
        Example::text("领款人\t⟦残级⟧\t金额\n祁玉兰\t二级\t100\n乔建国\t一级\t100"),
        Example::text("户主\t王秀兰\n证件号\t⟦6229261990⟧\n健康状况\t⟦长期卧床⟧"),
        Example::text("姓名\t性别\t⟦年龄⟧\n马小兰\t女\t9\n文小军\t男\t11"),
        Example::text("持卡人\t⟦一卡通号⟧\t金额\n巩玉兰\t62170012345\t500"),
    ],
};

pub(in super::super) const ENTRY: Entry = Entry::document(&RULE, check);

/// What a column holds, as far as the head alone does not tell.
#[derive(Clone, Copy, PartialEq)]
enum Holds {
    /// Whatever is filled in.
    Anything,
    /// Only numbers of mobile telephones; offices have telephones too.
    Mobiles,
    /// Only what is finer than village and group.
    Doors,
    /// Not in lists of those who are to be appointed or employed: their notices must say it.
    Births,
    /// Only what is as long as the number of an account or a card; a name of login is none.
    Accounts,
    /// Only ages below eighteen.
    Minors,
}

/// A kind of column: words one of which is in its head, words that make it something else.
struct Head {
    words: &'static [&'static str],
    unless: &'static [&'static str],
    severity: Severity,
    holds: Holds,
    /// Words of which companies and offices have columns too: only rows in which a person is named count.
    of_people_only: bool,
}

/// The same for words that stand in lists of companies and offices too.
const fn beside_names(
    severity: Severity,
    holds: Holds,
    words: &'static [&'static str],
    unless: &'static [&'static str],
) -> Head {
    Head { words, unless, severity, holds, of_people_only: true }
}

const fn head(
    severity: Severity,
    holds: Holds,
    words: &'static [&'static str],
    unless: &'static [&'static str],
) -> Head {
    Head { words, unless, severity, holds, of_people_only: false }
}

const OFFICES: [&str; 22] = [
    "办公", "单位", "监督", "企业", "公司", "机构", "经营", "注册", "项目", "工程", "施工", "建设", "学校", "医院",
    "网", "IP", "邮箱", "电子", "接种", "领取", "办理", "生产",
];

const HEADS: &[Head] = &[
    head(
        Severity::Error,
        Holds::Anything,
        &["身份证", "公民身份号码", "证件号", "身份号码", "身份信息", "身分证"],
        &["是否", "复印件", "办理", "数量"],
    ),
    beside_names(
        Severity::Error,
        Holds::Accounts,
        &["ID号", "ID", "证件", "证号"],
        &["准考", "名称", "类型", "资格", "执业", "职业", "营业", "许可", "登记证", "编"],
    ),
    head(Severity::Error, Holds::Mobiles, &["手机", "电话", "联系方式", "联系号码"], &["办公", "监督", "单位", "座机"]),
    head(
        Severity::Error,
        Holds::Anything,
        &[
            "银行卡",
            "银行账号",
            "银行帐号",
            "一卡通账号",
            "一卡通帐号",
            "一卡通卡号",
            "一卡通号",
            "卡号",
            "存折",
            "一折统",
            "一折通",
            "卡折号",
        ],
        &["是否", "数量"],
    ),
    beside_names(
        Severity::Error,
        Holds::Accounts,
        &["账号", "帐号", "账户", "帐户", "一卡通", "社保卡", "惠农卡", "卡折"],
        &["公众号", "登录", "户名", "名称", "单位", "对公"],
    ),
    beside_names(Severity::Warning, Holds::Anything, &["开户行", "开户银行", "开户网点"], &["单位", "对公"]),
    head(Severity::Warning, Holds::Births, &["出生日期", "出生年月", "出生时间", "生日"], &[]),
    head(
        Severity::Warning,
        Holds::Doors,
        &["详细住址", "家庭住址", "详细地址", "户籍地址", "户籍住址", "家庭地址", "住址", "居住地", "住所地"],
        &["单位"],
    ),
    beside_names(Severity::Warning, Holds::Doors, &["地址", "门牌", "住处"], &OFFICES),
    head(
        Severity::Error,
        Holds::Anything,
        &[
            "残疾类别",
            "残疾等级",
            "残疾类型",
            "残疾级别",
            "残疾证号",
            "残疾人证",
            "残疾情况",
            "残疾种类",
            "残疾程度",
            "残疾状况",
        ],
        &["金额", "标准", "人数"],
    ),
    beside_names(
        Severity::Error,
        Holds::Anything,
        &["残级", "残别", "残疾证", "残证", "残疾"],
        &["金额", "标准", "人数", "补贴", "补助", "姓名", "是否", "津贴", "资金", "项目"],
    ),
    head(
        Severity::Error,
        Holds::Anything,
        &[
            "病情",
            "病种",
            "所患疾病",
            "疾病名称",
            "患病情况",
            "健康状况",
            "病名",
            "诊断",
            "所患病",
            "疾病种类",
            "身体状况",
        ],
        &["人数", "例数"],
    ),
    head(Severity::Warning, Holds::Anything, &["家庭成员", "共同生活成员", "配偶姓名"], &["人数", "数"]),
    beside_names(
        Severity::Warning,
        Holds::Anything,
        &["配偶", "家庭人员", "家属姓名", "家庭成员", "子女姓名", "与户主关系", "与户主的关系", "家庭关系"],
        &["人数", "数", "就业", "单位"],
    ),
    head(Severity::Warning, Holds::Anything, &["婚姻"], &["登记数"]),
    beside_names(Severity::Warning, Holds::Anything, &["宗教信仰", "信教"], &[]),
    head(Severity::Warning, Holds::Anything, &["学校班级", "就读学校", "班级", "年级"], &["数", "人数", "任教"]),
    head(Severity::Warning, Holds::Anything, &["致贫原因", "返贫原因", "困难原因", "救助原因", "致困原因"], &[]),
    head(Severity::Warning, Holds::Anything, &["儿童姓名", "孤儿姓名", "学生姓名", "幼儿姓名", "未成年人姓名"], &[]),
    beside_names(
        Severity::Error,
        Holds::Anything,
        &["孤儿", "困境儿童", "留守儿童"],
        &["数", "金额", "标准", "是否", "类", "费"],
    ),
    beside_names(Severity::Error, Holds::Minors, &["年龄", "周岁", "岁数"], &["树龄", "工龄"]),
    head(Severity::Warning, Holds::Anything, &["监护人电话", "监护人身份证", "家长姓名"], &[]),
];

/// The kind of column that a label names.
fn head_of(label: &str) -> Option<&'static Head> {
    HEADS.iter().find(|h| has(label, h.words) && !has(label, h.unless))
}

/// Whether a label heads a column that must not be shown.
pub(super) fn is_head(label: &str) -> bool {
    head_of(label).is_some()
}

/// Words in the head of a list of those who are to be appointed or employed.
const APPOINTMENTS: [&str; 9] = ["职务", "拟任", "岗位", "职称", "学历", "准考证", "学位", "党派", "参加工作"];

static COARSE: Pattern = Pattern::new(r"^[\p{Han}\d]*(?:[村乡镇社组队县市州省]|社区|街道)$");

impl Holds {
    /// Whether a value is one that must not be shown.
    fn is_shown(self, value: &str) -> bool {
        let digits: String = value.chars().filter(|c| !matches!(c, '-' | ' ' | '－' | '\u{200b}')).collect();
        match self {
            Holds::Anything | Holds::Births => true,
            Holds::Mobiles => {
                let mut chars = digits.chars();
                digits.chars().filter(char::is_ascii_digit).count() >= 8
                    && chars.next() == Some('1')
                    && chars.next().is_some_and(|c| ('3'..='9').contains(&c))
            }
            Holds::Doors => !COARSE.is_in(value),
            Holds::Accounts => digits.chars().filter(char::is_ascii_digit).count() >= 8,
            Holds::Minors => {
                let years = digits.trim_end_matches(['周', '岁']);
                years.len() <= 2 && years.parse::<u8>().is_ok_and(|years| years < 18)
            }
        }
    }
}

/// Filled in by nobody: blank, a stroke, what the form asks for.
fn is_blank(value: &str) -> bool {
    matches!(value, "" | "/" | "—" | "-" | "无" | "略")
        || value.starts_with(['（', '(']) && value.ends_with(['）', ')'])
        || has(value, &["填写", "必填", "选填"])
}

fn is_masked(value: &str) -> bool {
    value.contains(['*', '＊', '×', 'X', '●', '※', '#', '•', '某'])
        && value.chars().filter(char::is_ascii_digit).count() < 15
}

fn check(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    // The passages of a table follow each other in the order of its cells.
    let mut first: HashMap<usize, usize> = HashMap::new();
    for passage in &reading.passages {
        if let crate::passage::Kind::Cell { table, .. } = passage.kind {
            first.entry(table).or_insert(passage.number);
        }
    }
    for (index, block) in reading.document.blocks.iter().enumerate() {
        let Block::Table(table) = block else { continue };
        let Some((grid, from)) = reading.grids.of_block(reading.document, index).zip(first.get(&index)) else {
            continue;
        };
        let list = List { grid: &grid, table, passages: reading.passages.get(*from..).unwrap_or_default() };
        match grid.people() {
            Some(people) => list.of_columns(people, findings),
            None => list.of_form(findings),
        }
    }
}

/// A table with its passages.
struct List<'a> {
    grid: &'a Grid,
    table: &'a Table,
    passages: &'a [Passage<'a>],
}

/// A column that is told: its kind, its label, and the columns that stand below the label.
struct Column {
    head: &'static Head,
    label: String,
    columns: Vec<usize>,
}

impl<'a> List<'a> {
    fn cell(&self, at: usize) -> Option<&'a Cell> {
        self.table.cells.get(at)
    }

    /// A list with a head, of one or of more rows.
    fn of_columns(&self, people: &People, findings: &mut Vec<Finding>) {
        let told = self.told(people);
        if told.is_empty() {
            return;
        }
        let mut below: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, cell) in self.table.cells.iter().enumerate().filter(|(_, c)| c.row >= people.head.end) {
            below.entry(cell.col).or_default().push(at);
        }
        let is_appointment = people.head.clone().any(|row| {
            self.grid.row(row).iter().filter_map(|at| self.cell(*at)).any(|c| has(&compact(&c.text), &APPOINTMENTS))
        });
        for (at, column) in told {
            let Column { head, label, columns } = column;
            if head.holds == Holds::Births && is_appointment {
                continue;
            }
            let is_told = |cell: &&Cell| {
                let text = cell.text.trim();
                !is_blank(text)
                    && !is_masked(text)
                    && head.holds.is_shown(text)
                    && (!head.of_people_only
                        || people.columns.contains(&cell.col) && names::is_listed(text)
                        || self.grid.names_somebody(self.table, cell.row, cell.col))
            };
            let cells = columns.iter().filter_map(|col| below.get(col)).flatten().filter_map(|at| self.cell(*at));
            let mut rows: Vec<usize> = cells.filter(is_told).map(|c| c.row).collect();
            rows.sort_unstable();
            rows.dedup();
            let Some(passage) = self.passages.get(at).filter(|_| !rows.is_empty()) else { continue };
            let message = format!("名单里的“{label}”一栏不得公开，{}行填写了内容", rows.len());
            let finding = passage.finding(&RULE, head.severity, passage.whole().trim().range(), message);
            findings.push(finding.hint("删去这一栏；确需保留的，逐行隐去"));
        }
    }

    /// The labels that head what must not be shown, by the number of their cell: of each column the lowest label that
    /// says it, else the lowest together with the group above (残疾情况 over 类别 and 等级).
    fn told(&self, people: &People) -> BTreeMap<usize, Column> {
        let mut told: BTreeMap<usize, Column> = BTreeMap::new();
        let mut columns: Vec<usize> = Vec::new();
        for row in people.head.clone() {
            for cell in self.grid.row(row).iter().filter_map(|at| self.cell(*at)) {
                columns.extend(cell.col..cell.col + cell.colspan.clamp(1, 100));
            }
        }
        columns.sort_unstable();
        columns.dedup();
        for col in columns {
            let labels: Vec<(usize, String)> = people
                .head
                .clone()
                .rev()
                .filter_map(|row| self.label(people, row, col))
                .filter_map(|at| self.cell(at).map(|c| (at, compact(crate::passage::head(&c.text, 60)))))
                .collect();
            let alone = |(at, label): &(usize, String)| Some((*at, head_of(label)?, label.clone()));
            let together = || {
                let [(at, lower), (above, upper), ..] = labels.as_slice() else { return None };
                let label = format!("{upper}{lower}");
                (at != above).then_some((*at, head_of(&label)?, label))
            };
            let mut found = labels.first().and_then(alone);
            // A group above the names says nothing of them.
            if !people.columns.contains(&col) {
                found = found.or_else(together).or_else(|| labels.iter().find_map(alone));
            }
            let Some((at, head, label)) = found else { continue };
            told.entry(at).or_insert_with(|| Column { head, label, columns: Vec::new() }).columns.push(col);
        }
        told
    }

    /// The cell that labels a column in a row of the head. In a text the fields behind the word for a group are blank.
    fn label(&self, people: &People, row: usize, col: usize) -> Option<usize> {
        let filled = |row: usize, col: usize| {
            self.grid.at(self.table, row, col).filter(|at| self.cell(*at).is_some_and(|c| !c.text.trim().is_empty()))
        };
        let is_last = row + 1 == people.head.end;
        filled(row, col).or_else(|| {
            if is_last || filled(row + 1, col).is_none() {
                return None;
            }
            // Not into a group that has a column of its own below.
            (col.saturating_sub(8)..col)
                .rev()
                .find_map(|left| filled(row, left))
                .filter(|at| self.cell(*at).is_some_and(|c| filled(row + 1, c.col).is_some_and(|below| below != *at)))
        })
    }

    /// A form: labels with their values beside them, of somebody who is named in it.
    fn of_form(&self, findings: &mut Vec<Finding>) {
        let value = |cell: &Cell| {
            self.grid.at(self.table, cell.row, cell.col + cell.colspan.max(1)).filter(|at| self.cell(*at).is_some())
        };
        let is_of_a_person = |cell: &Cell| {
            let label = label_of(&cell.text);
            ends(&label, &["姓名", "户主", "申请人", "领款人", "持卡人", "农户", "救助对象", "低保对象", "名字"])
                && value(cell).and_then(|at| self.cell(at)).is_some_and(|c| names::is_listed(c.text.trim()))
        };
        if !self.table.cells.iter().any(is_of_a_person) {
            return;
        }
        let is_appointment = self.table.cells.iter().any(|c| has(&label_of(&c.text), &APPOINTMENTS));
        for cell in &self.table.cells {
            let label = label_of(&cell.text);
            if label.chars().count() > 12 || label.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let Some(head) = head_of(&label).filter(|h| h.holds != Holds::Births || !is_appointment) else { continue };
            let Some((at, text)) = value(cell).and_then(|at| Some((at, self.cell(at)?.text.trim()))) else { continue };
            // Numbers in full are told by their own rules.
            let is_in_full = head.holds == Holds::Mobiles || check_identity_number(text).is_ok();
            if is_blank(text) || is_masked(text) || !head.holds.is_shown(text) || is_in_full || is_head(&label_of(text))
            {
                continue;
            }
            let Some(passage) = self.passages.get(at) else { continue };
            let message = format!("写明姓名的表格里，“{label}”一项不得公开");
            let finding = passage.finding(&RULE, head.severity, passage.whole().trim().range(), message);
            findings.push(finding.hint("删去这一项；确需保留的，隐去"));
        }
    }
}
