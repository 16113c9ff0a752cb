//! The report of a township of 2020 that confesses its own misprints: what the second reader must find in it, what it must
//! leave alone, and what else it says.
//!
//! Rows are those of the gold list in the project's rule book (section 2.8). Rows about the tables of the report are found
//! by the report checks; the others that are not here (9, 11, 13, 25, 27, 35, 37, 60, 62, 68, 70, 74, 76) need a person: style,
//! facts that only the township knows, and rules that would fit one sentence only.
#![allow(clippy::unwrap_used, reason = "a test may stop at what is not there")]

use domain::{Finding, Severity};
use proof::{Context, Reader};

/// Row of the gold list, line, rule, and the text that the finding quotes.
const GOLD: &[(u32, u32, &str, &str)] = &[
    (1, 5, "proof.document_number", "东凤府发[2021]20号"),
    (2, 9, "proof.blank", " 2020 "),
    (2, 9, "proof.blank", " 报 "),
    (3, 9, "proof.division", "东乡县"),
    (4, 7, "proof.signature", "签发人：马占祥"),
    (5, 13, "proof.fixed_list", "公正、公平、便民"),
    (6, 13, "proof.broken_paragraph", "工作的"),
    (7, 15, "proof.subject", "通过落实工作机构和人员、完善各项制度、开展学习宣传、加强政务公开工作，使"),
    (8, 15, "proof.missing_de", "成效良好态势"),
    (10, 17, "proof.level", "各职能部门"),
    (12, 17, "proof.redundant", "公布公示"),
    (12, 17, "proof.subject", "使"),
    (14, 17, "proof.collocation", "实行认定程序"),
    (15, 17, "proof.level", "政协提案"),
    (16, 17, "proof.parallel", "回应社会关切情况"),
    (17, 17, "proof.joined_verbs", "建立和不断完善"),
    (18, 17, "proof.redundant", "第一时间快速"),
    (19, 17, "proof.term", "信访案件"),
    (20, 17, "proof.term", "群众关切事件"),
    (21, 19, "proof.term", "要求政府信息公开的申请"),
    (22, 19, "proof.fee_wording", "实行免费"),
    (23, 21, "proof.markup", "**一是**"),
    (23, 21, "proof.markup", "**二是**"),
    (23, 21, "proof.markup", "**三是**"),
    (24, 21, "proof.statutory_items", "职能、职责、机构设置工作地点和工作时间"),
    (24, 21, "proof.term", "工作地点和工作时间"),
    (26, 21, "proof.redundant", "公开公示"),
    (28, 21, "proof.fixed_list", "决策、管理、执行、服务和结果"),
    (29, 21, "proof.collocation", "制定完成了政务公开事项标准目录"),
    (30, 21, "proof.aspect", "在积极组织乡村两级干部进行了"),
    (31, 21, "proof.redundant", "各方面的相关"),
    (32, 23, "proof.parallel", "加强监督保障工作"),
    (36, 23, "proof.term", "政府信息公开发布机制"),
    (36, 23, "proof.term", "政府信息公开动态调整机制"),
    (53, 85, "proof.report_year", "2020年以来"),
    (54, 85, "proof.level", "与政府的要求"),
    (55, 89, "proof.joined_verbs", "认识还不够足"),
    (56, 89, "proof.repetition", "主动公开的意识不够"),
    (57, 91, "proof.more_and_more", "越多越多"),
    (58, 91, "proof.cause", "由于缺乏学习，导致"),
    (59, 91, "proof.term", "政务信息公开"),
    (61, 93, "proof.misspelling", "错误字"),
    (63, 93, "proof.misspelling", "标点符合"),
    (64, 93, "proof.stacked_frame", "在信息公开规范化的基础上，在落实的具体细节上"),
    (65, 95, "proof.broken_paragraph", "有时存"),
    (66, 97, "proof.stacked_frame", "在展现形式上不多"),
    (67, 97, "proof.de", "运用的较少"),
    (69, 97, "proof.stacked_frame", "运用群众语言上功夫下得"),
    (71, 103, "proof.topic", "规范依申请公开"),
    (72, 109, "proof.repetition", "主动接受社会监督"),
    (73, 3, "proof.signature", "东乡族自治县凤山乡人民政府文件"),
    (75, 103, "proof.collocation", "扩大政府信息的深度"),
    (77, 17, "proof.term", "依规公开"),
    (78, 105, "proof.repetition", "及时更新和完善，保证公开信息的时效性、完整性和准确性；及时"),
];

/// What it says besides, with why that is right.
const OTHERS: &[(u32, &str, &str)] = &[
    // 条例 Art. 4 calls it 政府信息公开工作机构; asked, not asserted.
    (13, "proof.term", "政府信息公开机构"),
    // The blanks of row 2, in other lines.
    (19, "proof.blank", "2020 "),
    (21, "proof.blank", "2020 "),
    (21, "proof.blank", " 2020 "),
];

fn findings() -> Vec<Finding> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../report/tests/fixtures/fengshan-2020.txt");
    let document = documents::read::read(path, &std::fs::read(path).unwrap()).unwrap();
    let context = Context { today: Some("2026-11-24".parse().unwrap()), ..Context::default() };
    Reader::built_in().read(&document, &context)
}

#[test]
fn every_row_of_the_gold_list_that_is_ours_is_found_at_its_place() {
    let findings = findings();
    let missed: Vec<_> = GOLD
        .iter()
        .filter(|(_, line, rule, text)| {
            !findings.iter().any(|f| f.place.line == Some(*line) && f.rule == *rule && f.place.text == *text)
        })
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
    let mut rows: Vec<u32> = GOLD.iter().map(|(row, ..)| *row).collect();
    rows.dedup();
    assert_eq!(rows.len(), 48, "rows found by proofreading alone");
}

#[test]
fn nothing_else_is_said_but_what_is_argued_here() {
    let others: Vec<(u32, String, String)> = findings()
        .into_iter()
        .map(|f| (f.place.line.unwrap_or_default(), f.rule, f.place.text))
        .filter(|(line, rule, text)| !GOLD.iter().any(|(_, l, r, t)| l == line && r == rule && t == text))
        .collect();
    let want: Vec<_> = OTHERS.iter().map(|(l, r, t)| (*l, (*r).to_owned(), (*t).to_owned())).collect();
    assert_eq!(others, want);
}

/// “及时、准确” (Art. 6), the labels and the layout of the form of 2019, the order of sections, the mark of printing.
#[test]
fn what_is_right_in_it_is_left_alone() {
    let findings = findings();
    for line in [29, 30, 33, 34, 38, 57, 60, 67, 69, 72, 79, 80, 81, 119] {
        let said: Vec<_> = findings.iter().filter(|f| f.place.line == Some(line)).collect();
        assert!(said.is_empty(), "line {line}: {said:?}");
    }
    assert!(findings.iter().all(|f| !f.place.text.contains("及时、准确")));
    // Nothing in the tables, which the report checks read.
    assert!(findings.iter().all(|f| !(27..=81).contains(&f.place.line.unwrap_or_default())), "{findings:?}");
    assert!(findings.iter().filter(|f| f.severity != Severity::Question).count() > 30);
}
