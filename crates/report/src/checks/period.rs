//! The period of the statistics is 1 January to 31 December of the report year.

use super::prose::{Measure, Paragraph, Prose, Token, What, Word};
use crate::model::AnnualReport;
use domain::{Example, Finding, Rule, Severity};
use jiff::civil::{Date, date};

/// 统计期限是报告年度的1月1日至12月31日
pub(super) const RULE: Rule = Rule {
    id: "report.period",
    title: "统计期限是报告年度的1月1日至12月31日",
    severities: &[Severity::Warning],
    what: "写明的统计期限，应当从报告年度1月1日起至12月31日止。本系统在年内试编的报告，止于数据截止的那一天。没有写统计期限，或者日期写得不完整的不作判断。",
    why: "期限的年份没有改，是从上年报告复制的最常见的痕迹；期限不是全年，数字就不能与别的机关、别的年份比较。",
    basis: "国办公开办函〔2021〕30号；按年度统计是各地一致的做法",
    good: &[
        Example {
            says: "全年。", given: "前言：本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。"
        },
        Example {
            says: "后一个年份省略。", given: "前言：本报告统计期限为2024年1月1日至12月31日。"
        },
    ],
    bad: &[
        Example {
            says: "年份是上一年的。",
            given: "前言：本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        },
        Example {
            says: "没有统计到年底。", given: "前言：本报告统计期限为2024年1月1日至11月30日。"
        },
    ],
};

pub(super) fn check(report: &AnnualReport, prose: &Prose<'_>) -> Vec<Finding> {
    let Some(year) = report.year else { return Vec::new() };
    let first = date(year, 1, 1);
    // A report drawn up within the year says up to which day it counts.
    let last = report.as_of.filter(|day| day.year() == year).unwrap_or_else(|| date(year, 12, 31));
    prose
        .paragraphs
        .iter()
        .filter(|p| matches!(p.section, None | Some(0)))
        .flat_map(|p| stated(p).into_iter().map(move |stated| (p, stated)))
        .filter(|(_, (begin, end, ..))| *begin != first || *end != last)
        .map(|(p, (begin, end, from, to))| {
            let chinese = domain::date::chinese::<Date>;
            let message = format!("统计期限写的是{}至{}，本报告是{year}年度的报告", chinese(begin), chinese(end));
            RULE.finding(Severity::Warning, message, p.place_of(from, to))
                .hint(format!("应为{}至{}", chinese(first), chinese(last)))
                .basis(RULE.basis)
        })
        .collect()
}

/// The two days behind 统计期限 in a paragraph, with the bytes they take.
fn stated(paragraph: &Paragraph<'_>) -> Vec<(Date, Date, usize, usize)> {
    let mut found = Vec::new();
    for (i, token) in paragraph.tokens.iter().enumerate() {
        if token.word() != Some(Word::Period) {
            continue;
        }
        let rest = paragraph.tokens.get(i + 1..).unwrap_or_default();
        let mut numbers = rest.iter().take_while(|t| t.word() != Some(Word::Stop)).filter(|t| t.word().is_none());
        let Some((begin, _, from)) = day(&mut numbers, None) else { continue };
        let Some((end, to, _)) = day(&mut numbers, Some(begin.year())) else { continue };
        found.push((begin, end, from, to));
    }
    found
}

/// Year, month and day in a row; the year may be left out where one was said before. With end and start in bytes.
fn day<'t>(numbers: &mut impl Iterator<Item = &'t Token>, said: Option<i16>) -> Option<(Date, usize, usize)> {
    let mut next = || {
        numbers.next().and_then(|t| match t.what {
            What::Number(q) => Some((q, t)),
            What::Word(_) => None,
        })
    };
    let (mut quantity, first) = next()?;
    let year = match quantity.year() {
        Some(year) => {
            quantity = next()?.0;
            year
        }
        None => said?,
    };
    let month = (quantity.measure == Measure::Month).then(|| quantity.value.as_integer()).flatten()?;
    let (quantity, last) = next()?;
    let day = (quantity.measure == Measure::Day).then(|| quantity.value.as_integer()).flatten()?;
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((date, last.end, first.start))
}
