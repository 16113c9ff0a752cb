//! Columns of a table whose head says that they hold what must not be shown.

use super::super::Entry;
use super::LAW;
use crate::facts::compact;
use crate::passage::{Kind, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use documents::model::{Block, Cell, Table};
use domain::{Example, Finding, Rule, Severity};

/// 名单中不该有的栏目
const RULE: Rule = Rule {
    id: "privacy.column",
    title: "名单中不该有的栏目",
    severities: &[Severity::Error, Severity::Warning],
    what: "公开的名单里有身份证号、手机号、银行账号、出生日期、比村组更细的住址、病情、残疾类别和等级、家庭成员、婚姻状况、学校班级、致贫原因等栏目，而且填写了内容。已经隐去（含“*”）的、空白表样、任前公示和招聘公示的出生年月不提示。",
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
}

/// A kind of column: words one of which is in its head, words that make it something else.
struct Head {
    words: &'static [&'static str],
    unless: &'static [&'static str],
    severity: Severity,
    holds: Holds,
}

const fn head(
    severity: Severity,
    holds: Holds,
    words: &'static [&'static str],
    unless: &'static [&'static str],
) -> Head {
    Head { words, unless, severity, holds }
}

const HEADS: [Head; 13] = [
    head(
        Severity::Error,
        Holds::Anything,
        &["身份证", "公民身份号码", "证件号", "身份号码"],
        &["是否", "复印件", "办理", "数量"],
    ),
    head(Severity::Error, Holds::Mobiles, &["手机", "电话", "联系方式"], &["办公", "监督", "单位", "座机"]),
    head(
        Severity::Error,
        Holds::Anything,
        &["银行卡", "银行账号", "银行帐号", "一卡通账号", "一卡通卡号", "卡号", "存折", "一折统", "一折通", "卡折号"],
        &["是否", "数量"],
    ),
    head(Severity::Warning, Holds::Births, &["出生日期", "出生年月", "生日"], &[]),
    head(
        Severity::Warning,
        Holds::Doors,
        &["详细住址", "家庭住址", "详细地址", "户籍地址", "家庭地址", "住址"],
        &["单位"],
    ),
    head(
        Severity::Error,
        Holds::Anything,
        &["残疾类别", "残疾等级", "残疾类型", "残疾级别", "残疾证号", "残疾人证", "残疾情况"],
        &["金额", "标准", "人数"],
    ),
    head(
        Severity::Error,
        Holds::Anything,
        &["病情", "病种", "所患疾病", "疾病名称", "患病情况", "健康状况", "病名", "诊断"],
        &["人数", "例数"],
    ),
    head(Severity::Warning, Holds::Anything, &["家庭成员", "共同生活成员", "配偶姓名"], &["人数", "数"]),
    head(Severity::Warning, Holds::Anything, &["婚姻"], &["登记数"]),
    head(Severity::Warning, Holds::Anything, &["学校班级", "就读学校", "班级", "年级"], &["数", "人数", "任教"]),
    head(Severity::Warning, Holds::Anything, &["致贫原因", "返贫原因", "困难原因", "救助原因"], &[]),
    head(Severity::Warning, Holds::Anything, &["儿童姓名", "孤儿姓名", "学生姓名", "幼儿姓名", "未成年人姓名"], &[]),
    head(Severity::Warning, Holds::Anything, &["监护人电话", "监护人身份证", "家长姓名"], &[]),
];

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
    for (index, block) in reading.document.blocks.iter().enumerate() {
        if let Block::Table(table) = block {
            of_table(reading, index, table, findings);
        }
    }
}

fn of_table(reading: &Reading<'_>, index: usize, table: &Table, findings: &mut Vec<Finding>) {
    // The head: a row within the first three that names people.
    let names = |c: &&Cell| {
        let label = compact(&c.text);
        c.row < 3 && has(&label, &["姓名", "户主", "对象", "申请人", "学生"]) && !label.ends_with(['数', '率'])
    };
    let Some(row) = table.cells.iter().find(names).map(|c| c.row) else { return };
    let is_appointment = table.cells.iter().filter(|c| c.row == row).any(|c| has(&compact(&c.text), &APPOINTMENTS));
    for cell in table.cells.iter().filter(|c| c.row == row) {
        let label = compact(&cell.text);
        let Some(head) = HEADS.iter().find(|h| has(&label, h.words) && !has(&label, h.unless)) else { continue };
        if head.holds == Holds::Births && is_appointment {
            continue;
        }
        let shown = table
            .cells
            .iter()
            .filter(|c| c.row > row && c.col == cell.col)
            .map(|c| c.text.trim())
            .filter(|t| !is_blank(t) && !is_masked(t) && head.holds.is_shown(t))
            .count();
        if shown == 0 {
            continue;
        }
        let kind = Kind::Cell { table: index, row: cell.row, col: cell.col };
        let Some(passage) = reading.passages.iter().find(|p| p.kind == kind) else { continue };
        let message = format!("名单里的“{label}”一栏不得公开，{shown}行填写了内容");
        let finding = passage.finding(&RULE, head.severity, passage.whole().trim().range(), message);
        findings.push(finding.hint("删去这一栏；确需保留的，逐行隐去"));
    }
}
