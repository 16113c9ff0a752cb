//! Which of the form's tables a table is, and which form a report follows: judged by the labels it prints.

use super::{grid, labels};
use crate::form::{Form, FormError};
use documents::model::{Document, Table};
use domain::{Finding, Place, Severity};
use std::collections::BTreeSet;

/// A table of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Table 2
    Proactive,
    /// Table 3
    Requests,
    /// Table 4
    Review,
}

/// Says which table it is by the labels of all forms; none if it is none of them.
pub(super) fn which(table: &Table, forms: &[Form]) -> Option<Which> {
    let printed: BTreeSet<String> = grid::rows(table)
        .iter()
        .flat_map(|row| row.texts().map(|(_, cell)| labels::bare(&cell.text)).collect::<Vec<_>>())
        .collect();
    let hits = |official: Vec<&str>| {
        official.into_iter().map(labels::bare).collect::<BTreeSet<_>>().intersection(&printed).count()
    };
    let proactive = hits(forms.iter().flat_map(proactive_labels).collect());
    let requests = hits(forms.iter().flat_map(request_labels).collect());
    let review = hits(forms.iter().flat_map(review_labels).collect());
    // 总计 stands in two tables: one label alone says nothing.
    [(proactive, Which::Proactive), (requests, Which::Requests), (review, Which::Review)]
        .into_iter()
        .max_by_key(|(n, _)| *n)
        .filter(|(n, _)| *n >= 2)
        .map(|(_, which)| which)
}

fn proactive_labels(form: &Form) -> Vec<&str> {
    let mut all = vec![form.content.as_str()];
    for block in &form.proactive {
        all.push(&block.heading);
        all.extend(block.columns.iter().map(|c| c.label.as_str()));
        all.extend(block.rows.iter().map(|r| r.label.as_str()));
    }
    all
}

fn request_labels(form: &Form) -> Vec<&str> {
    let mut all = vec![form.requests.corner.as_str(), &form.requests.applicants, &form.requests.organisations];
    all.extend(form.requests.columns.iter().map(String::as_str));
    for row in &form.requests.rows {
        all.push(&row.label);
        all.extend(row.part.as_deref());
        all.extend(row.group.as_deref());
    }
    all
}

fn review_labels(form: &Form) -> Vec<&str> {
    let mut all = vec![form.review.litigation.as_str()];
    all.extend(form.review.blocks.iter().map(|b| b.label.as_str()));
    all.extend(form.review.columns.iter().map(String::as_str));
    all
}

/// The form whose own labels are printed, with what contradicts it.
pub(super) fn form(
    document: &Document,
    forms: &'static [Form],
    year: Option<i16>,
    title: &Place,
) -> Result<(&'static Form, Vec<Finding>), FormError> {
    let due = year.and_then(|y| Form::for_year(y).ok());
    let counted: Vec<(&Form, Vec<(&str, Place)>)> =
        forms.iter().map(|form| (form, own_labels_printed(document, form, forms))).collect();
    let most = counted.iter().map(|(_, hits)| hits.len()).max().unwrap_or(0);
    let leading: Vec<&Form> = counted.iter().filter(|(_, hits)| hits.len() == most).map(|(f, _)| *f).collect();
    let chosen = match (leading.as_slice(), due) {
        ([one], _) if most > 0 => *one,
        (_, Some(due)) => due,
        _ => Form::newest()?,
    };
    let chosen = forms.iter().find(|f| f.format == chosen.format).unwrap_or(chosen);
    let mut findings = Vec::new();
    for (other, hits) in counted.iter().filter(|(f, _)| f.format != chosen.format) {
        // One odd label is reported as that label; several are a mixture of forms.
        if let (true, Some((label, place))) = (hits.len() >= 2, hits.first()) {
            let listed: Vec<String> = hits.iter().map(|(l, _)| format!("“{l}”")).collect();
            let message =
                format!("表格以{}年版格式为主，却混用了{}年版格式的{}", chosen.format, other.format, listed.join(""));
            let place = Place { text: (*label).to_owned(), ..place.clone() };
            findings.push(
                Finding::new("report.form", Severity::Error, message, place)
                    .hint(format!("统一使用{}年版格式", due.unwrap_or(chosen).format))
                    .basis(due.unwrap_or(chosen).basis.clone()),
            );
        }
    }
    if let (Some(year), Some(due)) = (year, due.filter(|due| most > 0 && due.format != chosen.format)) {
        let message = format!("{year}年度报告使用了{}年版格式，应使用{}年版格式", chosen.format, due.format);
        findings.push(
            Finding::new("report.form", Severity::Error, message, title.clone())
                .hint(format!("按《{}》重新填报，两版栏目含义不同，不能直接换算", due.title))
                .basis(due.basis.clone()),
        );
    }
    Ok((chosen, findings))
}

/// The labels printed in the document's tables that only this form has.
fn own_labels_printed<'f>(document: &Document, form: &'f Form, forms: &[Form]) -> Vec<(&'f str, Place)> {
    let all = |f: &'f Form| proactive_labels(f).into_iter().chain(request_labels(f));
    let elsewhere: BTreeSet<String> = forms
        .iter()
        .filter(|f| f.format != form.format)
        .flat_map(|f| proactive_labels(f).into_iter().chain(request_labels(f)).map(labels::bare).collect::<Vec<_>>())
        .collect();
    let mut seen = BTreeSet::new();
    let mut own = Vec::new();
    for label in all(form) {
        let key = labels::bare(label);
        // 3.其他 is too short to tell a form.
        if elsewhere.contains(&key) || key.chars().count() < 5 || !seen.insert(key.clone()) {
            continue;
        }
        let printed = |text: &str| {
            let text = labels::bare(text);
            text == key || text.starts_with(&key) && text.contains("元")
        };
        let hit = document.tables().flat_map(|t| &t.cells).find(|c| printed(&c.text));
        own.extend(hit.map(|c| (label, c.place.clone())));
    }
    own
}
