//! Statements of the text beside the tables: what the table says of the same thing, and whether the two contradict.
//!
//! One sentence that agrees with the table is enough to make another one, which may count otherwise, a question or
//! nothing: 全市受理3119件，其中市本级200件.

use super::{
    prose::{
        Prose,
        statements::{Cases, Certainty, Kind, Statement, Statements},
    },
    sum,
};
use crate::{
    cell_name::{CellName, Field, Group, REQUEST_TOTAL, Row},
    model::AnnualReport,
    number::Number,
};
use domain::{Finding, Rule, Severity, review::ReviewKind};

/// What the tables (and the register of fees) say of a thing; none where a cell is blank or the form has none.
pub(super) fn in_tables(report: &AnnualReport, kind: Kind) -> Option<Number> {
    let requests = |row| report.value(CellName::Requests(row, REQUEST_TOTAL));
    let proactive = |group, field| report.value(CellName::Proactive(group, field));
    let documents = |regulations| if regulations { Group::Regulations } else { Group::NormativeDocuments };
    let review = |kind, column| report.value(CellName::Review(kind, column));
    match kind {
        Kind::New => requests(Row::New),
        Kind::CarriedIn => requests(Row::CarriedIn),
        Kind::CarriedOut => requests(Row::CarriedOut),
        Kind::Closed => requests(Row::Total),
        Kind::Granted => outcomes(report, "granted"),
        Kind::PartlyGranted => outcomes(report, "partly_granted"),
        Kind::Refused => outcomes(report, "refused"),
        Kind::CannotProvide => outcomes(report, "cannot_provide"),
        Kind::NotProcessed => outcomes(report, "not_processed"),
        Kind::OtherHandling => outcomes(report, "other"),
        Kind::Review(Cases::Reconsideration, column) => review(ReviewKind::Reconsideration, column),
        Kind::Review(Cases::Direct, column) => review(ReviewKind::LitigationDirect, column),
        Kind::Review(Cases::AfterReview, column) => review(ReviewKind::LitigationAfterReview, column),
        Kind::Review(Cases::Litigation, column) => {
            Some(review(ReviewKind::LitigationDirect, column)? + review(ReviewKind::LitigationAfterReview, column)?)
        }
        Kind::Made(regulations) => proactive(documents(regulations), Field::Made),
        Kind::Repealed(regulations) => proactive(documents(regulations), Field::Repealed),
        Kind::InForce(regulations) => proactive(documents(regulations), Field::InForce),
        Kind::Licences => proactive(Group::Licences, Field::Decisions),
        Kind::Penalties => proactive(Group::Penalties, Field::Decisions),
        Kind::CoerciveMeasures => proactive(Group::CoerciveMeasures, Field::Decisions),
        Kind::AdministrativeFees => proactive(Group::Fees, Field::AmountWan).map(|wan| wan.times(Number::from(10_000))),
        Kind::FeeNotices => report.information_fee.map(|fee| Number::from(fee.notices)),
        Kind::FeesNotified => report.information_fee.map(|fee| Number::from(fee.notified_yuan)),
        Kind::FeesReceived => report.information_fee.map(|fee| Number::from(fee.received_yuan)),
    }
}

/// The sum of the rows of one heading of table 3.
fn outcomes(report: &AnnualReport, heading: &str) -> Option<Number> {
    let belongs = |row: &Row| row.is_outcome() && row.key().split('.').next() == Some(heading);
    sum(report, report.requests.iter().map(|r| r.row).filter(belongs).map(|row| CellName::Requests(row, REQUEST_TOTAL)))
}

/// The name of a thing in the tables.
pub(super) fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "表三本年新收",
        Kind::CarriedIn => "表三上年结转",
        Kind::CarriedOut => "表三结转下年度继续办理",
        Kind::Closed => "表三办理结果总计",
        Kind::Granted => "表三予以公开",
        Kind::PartlyGranted => "表三部分公开",
        Kind::Refused => "表三不予公开各项之和",
        Kind::CannotProvide => "表三无法提供各项之和",
        Kind::NotProcessed => "表三不予处理各项之和",
        Kind::OtherHandling => "表三其他处理各项之和",
        Kind::Review(cases, column) => match (cases, column) {
            (Cases::Reconsideration, 0) => "表四行政复议结果维持",
            (Cases::Reconsideration, 1) => "表四行政复议结果纠正",
            (Cases::Reconsideration, 2) => "表四行政复议其他结果",
            (Cases::Reconsideration, 3) => "表四行政复议尚未审结",
            (Cases::Reconsideration, _) => "表四行政复议总计",
            (Cases::Litigation, 0) => "表四两类行政诉讼结果维持之和",
            (Cases::Litigation, 1) => "表四两类行政诉讼结果纠正之和",
            (Cases::Litigation, 2) => "表四两类行政诉讼其他结果之和",
            (Cases::Litigation, 3) => "表四两类行政诉讼尚未审结之和",
            (Cases::Litigation, _) => "表四两类行政诉讼总计之和",
            (Cases::Direct, _) => "表四未经复议直接起诉同栏",
            (Cases::AfterReview, _) => "表四复议后起诉同栏",
        },
        Kind::Made(true) => "表二规章本年制发",
        Kind::Made(false) => "表二规范性文件本年制发",
        Kind::Repealed(true) => "表二规章本年废止",
        Kind::Repealed(false) => "表二规范性文件本年废止",
        Kind::InForce(true) => "表二规章现行有效",
        Kind::InForce(false) => "表二规范性文件现行有效",
        Kind::Licences => "表二行政许可处理决定",
        Kind::Penalties => "表二行政处罚处理决定",
        Kind::CoerciveMeasures => "表二行政强制处理决定",
        Kind::AdministrativeFees => "表二行政事业性收费金额",
        Kind::FeeNotices => "收费登记的收费通知",
        Kind::FeesNotified => "收费登记的通知金额",
        Kind::FeesReceived => "收费登记的实际收取金额",
    }
}

/// Other numbers of the tables that an office may rightly mean by the same words.
fn also_meant(report: &AnnualReport, statement: &Statement) -> Vec<Option<Number>> {
    let table = |kind| in_tables(report, kind);
    let practice = statement.certainty == Certainty::Practice;
    match statement.kind {
        // 受理 takes in what came over from last year; 办理 may mean what was closed.
        Kind::New if practice => {
            vec![table(Kind::Closed), table(Kind::New).zip(table(Kind::CarriedIn)).map(|(a, b)| a + b)]
        }
        // 答复 leaves out what was withdrawn or given up, and perhaps what came over from last year.
        Kind::Closed => {
            vec![table(Kind::New), table(Kind::Closed).zip(table(Kind::OtherHandling)).map(|(a, b)| a - b)]
        }
        _ => Vec::new(),
    }
}

fn with_carried_in(report: &AnnualReport, statement: &Statement) -> bool {
    let both = in_tables(report, Kind::New).zip(in_tables(report, Kind::CarriedIn));
    statement.kind == Kind::New && both.is_some_and(|(new, carried)| near(statement, new + carried))
}

fn near(statement: &Statement, value: Number) -> bool {
    let quantity = &statement.quantity;
    let tolerance = if quantity.approximate { quantity.value } else { quantity.tolerance };
    (quantity.value - value).absolute() <= tolerance
}

/// The findings of a rule about the kinds that it looks after.
pub(super) fn contradictions(
    report: &AnnualReport,
    prose: &Prose<'_>,
    said: &Statements,
    rule: &Rule,
    looks_after: impl Fn(Kind) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for statement in said.all.iter().filter(|s| looks_after(s.kind)) {
        let Some(value) = in_tables(report, statement.kind) else { continue };
        let meant = |s: &Statement| near(s, value) || also_meant(report, s).into_iter().flatten().any(|v| near(s, v));
        if meant(statement) {
            continue;
        }
        let agreed = said.of(statement.kind).any(|s| near(s, value));
        let severity = match (statement.certainty, agreed) {
            // 收到 may take in what came over from last year.
            (Certainty::Plain, false) if with_carried_in(report, statement) => Severity::Question,
            (Certainty::Plain, false) => Severity::Warning,
            (Certainty::Practice, true) => continue,
            _ => Severity::Question,
        };
        let severity = if rule.severities.contains(&severity) { severity } else { Severity::Question };
        let Some(paragraph) = prose.paragraphs.get(statement.paragraph) else { continue };
        let clause = trimmed(paragraph.slice(statement.start, statement.end));
        let at = paragraph
            .text
            .get(statement.start..)
            .and_then(|t| t.find(clause))
            .map_or(statement.start, |i| i + statement.start);
        let (said, unit) = (statement.quantity.value, unit(statement.kind));
        let message = format!("正文写“{}”（{said}{unit}），而{}为{value}{unit}", quoted(clause), name(statement.kind));
        let hint = match severity {
            Severity::Question => "口径不同的，在正文中写明；口径相同的，使正文与表格一致",
            _ => "核对正文与表格，使两处数字一致",
        };
        findings.push(
            rule.finding(severity, message, paragraph.place_of(at, at + clause.len())).hint(hint).basis(rule.basis),
        );
    }
    findings
}

fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::AdministrativeFees | Kind::FeesNotified | Kind::FeesReceived => "元",
        _ => "件",
    }
}

/// A clause without the marks around it.
pub(super) fn trimmed(clause: &str) -> &str {
    clause.trim_matches(['，', '。', '；', '、', '：', '（', '）', '(', ')', ',', ';', '“', '”'])
}

/// Quotation marks inside a quotation are single (GB/T 15834—2011).
pub(super) fn quoted(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’")
}
