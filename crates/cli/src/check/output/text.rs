//! Lines for people: findings grouped by file, the summary last.

use super::{Failure, FileResult, Totals};
use domain::{Finding, Severity};

/// The findings of a file and an empty line behind them.
pub(super) fn of(file: &FileResult, colour: bool) -> String {
    let mut out: String = file.findings.iter().map(|finding| line(&file.path, finding, colour)).collect();
    if !file.excepted.is_empty() {
        out += &format!("{}：另有{}处按例外清单不提示，各处和理由见 --format json\n", file.path, file.excepted.len());
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The last line.
pub(super) fn summary(totals: &Totals, failures: &[Failure]) -> String {
    let Totals { files, reports, errors, warnings, questions, .. } = totals;
    let unread = if failures.is_empty() { String::new() } else { format!("，无法读取{}处", failures.len()) };
    format!("检查{files}个文件（年度报告{reports}份）：错误{errors}处，警告{warnings}处，疑问{questions}处{unread}\n")
}

/// `path:line:column severity rule message`; page, paragraph or cell stand in for line and column where a format has none.
fn line(path: &str, finding: &Finding, colour: bool) -> String {
    let place = &finding.place;
    let mut at = path.to_owned();
    match (place.line, &place.cell) {
        (Some(line), _) => at += &format!(":{line}:{}", place.column.unwrap_or(1)),
        (None, Some(cell)) => at += &format!(":{cell}"),
        (None, None) => {
            let page = place.page.map(|p| format!(":第{p}页")).unwrap_or_default();
            let paragraph = place.paragraph.map(|p| format!(":第{p}段")).unwrap_or_default();
            at += &format!("{page}{paragraph}");
        }
    }
    let severity = finding.severity.as_str();
    let severity = match (colour, finding.severity) {
        (false, _) => severity.to_owned(),
        (true, Severity::Error) => format!("\u{1b}[31m{severity}\u{1b}[0m"),
        (true, Severity::Warning) => format!("\u{1b}[33m{severity}\u{1b}[0m"),
        (true, Severity::Question) => format!("\u{1b}[36m{severity}\u{1b}[0m"),
    };
    let hint = finding.hint.as_ref().map(|h| format!("（{h}）")).unwrap_or_default();
    format!("{at} {severity} {} {}{hint}\n", finding.rule, finding.message)
}
