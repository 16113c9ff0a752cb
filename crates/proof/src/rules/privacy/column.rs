//! Columns of a table whose head says that they hold what must not be shown.

use super::super::Entry;
use super::LAW;
use crate::facts::compact;
use crate::passage::{Kind, has};
use crate::reader::Reading;
use documents::model::{Block, Cell, Table};
use domain::{Example, Finding, Rule, Severity};

/// 名单中不该有的栏目
const RULE: Rule = Rule {
    id: "privacy.column",
    title: "名单中不该有的栏目",
    severities: &[Severity::Error, Severity::Warning],
    what: "公开的名单里有身份证号、手机号、银行账号、出生日期、详细住址、病情、残疾类别和等级、家庭成员、婚姻状况、学校班级、致贫原因等栏目，而且填写了内容。已经隐去（含“*”）的、空白表样不提示。",
    why: "救助名单公开到姓名、村组、类别、金额即可，其他栏目没有公开的依据。",
    basis: LAW,
    good: &[
        Example::text("序号\t姓名\t村组\t金额\n1\t王秀兰\t李家村三社\t500\n2\t马明\t马家村一社\t500"),
        Example::text("姓名\t身份证号\n王秀兰\t622926********0018\n马明\t622926********123X"),
        Example::text("姓名\t身份证号\t手机号\n\t\t\n\t\t"),
        Example::text("姓名\t残疾人两项补贴金额\n王秀兰\t120\n马明\t120"),
        Example::text("单位\t办公电话\n民政办\t0930-7123456\n财政所\t0930-7123457"),
        Example::text("病种\t病例数\n流感\t12\n水痘\t3"),
    ],
    bad: &[
        Example::text("姓名\t⟦身份证号⟧\n王秀兰\t见附件登记\n马明\t6229261990"),
        Example::text("姓名\t⟦出生日期⟧\t金额\n王秀兰\t1962年3月\t500\n马明\t1958年6月\t500"),
        Example::text("姓名\t⟦残疾类别⟧\t⟦残疾等级⟧\n王秀兰\t肢体\t二级\n马明\t视力\t一级"),
        Example::text("户主姓名\t⟦致贫原因⟧\n王秀兰\t因病\n马明\t因残"),
        Example::text("姓名\t⟦家庭成员⟧\t金额\n王秀兰\t马明、马小兰\t500\n马强\t李娟\t500"),
        Example::text("学生姓名\t⟦学校班级⟧\n张某某\t凤山小学三年级\n李某某\t凤山小学二年级"),
        Example::text("姓名\t⟦婚姻状况⟧\n王秀兰\t丧偶\n马明\t已婚"),
    ],
};

pub(in super::super) const ENTRY: Entry = Entry::document(&RULE, check);

/// Heads: words one of which is in it, words that make it something else, how grave, what is told.
const HEADS: [(&[&str], &[&str], Severity); 11] = [
    (&["身份证", "公民身份号码", "证件号"], &["是否", "复印件", "办理", "数量"], Severity::Error),
    (&["手机号", "手机号码", "本人电话"], &["办公"], Severity::Error),
    (
        &["银行卡", "银行账号", "银行帐号", "一卡通账号", "一卡通卡号", "卡号", "存折"],
        &["是否", "数量"],
        Severity::Error,
    ),
    (&["出生日期", "出生年月", "生日"], &[], Severity::Warning),
    (&["详细住址", "家庭住址", "详细地址", "户籍地址"], &[], Severity::Warning),
    (&["残疾类别", "残疾等级", "残疾类型", "残疾级别", "残疾证号"], &["金额", "标准", "人数"], Severity::Error),
    (&["病情", "病种", "所患疾病", "疾病名称", "患病情况", "健康状况"], &["人数", "例数"], Severity::Error),
    (&["家庭成员", "共同生活成员", "配偶姓名"], &["人数", "数"], Severity::Warning),
    (&["婚姻"], &["登记数"], Severity::Warning),
    (&["学校班级", "就读学校", "所在班级", "年级班级"], &[], Severity::Warning),
    (&["致贫原因", "返贫原因", "困难原因", "救助原因"], &[], Severity::Warning),
];

fn check(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for (index, block) in reading.document.blocks.iter().enumerate() {
        if let Block::Table(table) = block {
            of_table(reading, index, table, findings);
        }
    }
}

fn of_table(reading: &Reading<'_>, index: usize, table: &Table, findings: &mut Vec<Finding>) {
    // The head: a row within the first three that names people.
    let names = |c: &&Cell| has(&compact(&c.text), &["姓名", "户主", "对象", "申请人", "学生"]) && c.row < 3;
    let Some(head) = table.cells.iter().find(names).map(|c| c.row) else { return };
    for cell in table.cells.iter().filter(|c| c.row == head) {
        let label = compact(&cell.text);
        let found = HEADS.iter().find(|(words, other, _)| has(&label, words) && !has(&label, other));
        let Some((_, _, severity)) = found else { continue };
        let filled = table
            .cells
            .iter()
            .filter(|c| c.row > head && c.col == cell.col)
            .map(|c| c.text.trim())
            .filter(|t| !matches!(*t, "" | "/" | "—" | "-" | "无"))
            .collect::<Vec<_>>();
        let shown = filled
            .iter()
            .filter(|t| !t.contains(['*', '＊', '×', 'X']) || t.chars().filter(char::is_ascii_digit).count() >= 15)
            .count();
        if shown == 0 {
            continue;
        }
        let kind = Kind::Cell { table: index, row: cell.row, col: cell.col };
        let Some(passage) = reading.passages.iter().find(|p| p.kind == kind) else { continue };
        let message = format!("名单里的“{label}”一栏不得公开，{shown}行填写了内容");
        let finding = passage.finding(&RULE, *severity, passage.whole().trim().range(), message);
        findings.push(finding.hint("删去这一栏；确需保留的，逐行隐去"));
    }
}
