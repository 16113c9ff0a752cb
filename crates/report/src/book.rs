//! The sum as a workbook that an officer can trace: a sheet of formulas over one sheet for each unit, a sheet of who is
//! missing and one that says how it was counted.

use crate::{
    aggregate::Aggregate,
    layout::{Layout, layout},
    model::AnnualReport,
};
use documents::{
    model::{Align, Block, Cell, Document, Paragraph, Role, Table},
    write::xlsx::{Book, Sheet},
};
use domain::date::chinese;
use jiff::civil::Date;

/// Widths of the columns: three of labels, then numbers; table 4 has fifteen columns.
const WIDTHS: [f64; 15] = [14.0, 14.0, 26.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0];

/// The workbook of a sum: `organ` whose sum it is, `on` the day it was added up, `demo` why nothing in it is real.
pub fn book(sum: &Aggregate, organ: &str, on: Date, demo: Option<&str>) -> Book {
    let title = format!("{organ}{}年政府信息公开年度报告汇总", sum.year);
    let total = sum.report(organ);
    let count = sum.counted.len();
    let mut sheets = vec![Sheet {
        name: "汇总".to_owned(),
        blocks: sheet_blocks(&title, demo, &total),
        widths: WIDTHS.to_vec(),
        adds: (count > 0).then_some(1..=count),
    }];
    for (index, member) in sum.counted.iter().enumerate() {
        sheets.push(Sheet {
            name: member.name.clone(),
            blocks: sheet_blocks(&format!("{}（{}年）", member.name, sum.year), demo, &sum.unit_report(index)),
            widths: WIDTHS.to_vec(),
            adds: None,
        });
    }
    sheets.push(Sheet { name: "缺报".to_owned(), blocks: missing(sum), widths: vec![36.0, 70.0], adds: None });
    sheets.push(Sheet {
        name: "说明".to_owned(),
        blocks: how(sum, organ, on).into_iter().map(|line| paragraph(Role::Body, line)).collect(),
        widths: vec![100.0],
        adds: None,
    });
    Book { title, author: Some(organ.to_owned()), sheets }
}

/// How the sum was counted, in sentences: for the book, the page and the printed sum.
pub fn how(sum: &Aggregate, organ: &str, on: Date) -> Vec<String> {
    let mut lines = vec![
        format!(
            "本汇总由{organ}所属{}个单位{}年的年度报告逐项相加得出，汇总日期{}，采用{}年版格式（{}）。",
            sum.counted.len(),
            sum.year,
            chinese(on),
            sum.form.format,
            sum.form.basis
        ),
        "每个数据等于各单位同一栏数据之和。某单位该栏空白、填“/”“—”或者写法不能确定的，该栏汇总数为“未定”，不作0计算。"
            .to_owned(),
        "没有年度报告的单位、格式或者年份不符的单位不计入，名单另列。".to_owned(),
    ];
    if sum.is_complete() {
        lines.push("应报单位都已计入。".to_owned());
    } else {
        let left_out = sum.left_out.iter().filter(|(_, why)| why.is_gap()).count();
        lines.push(format!("还有{}个单位没有计入，汇总数不是全部单位的合计。", sum.missing.len() + left_out));
    }
    let undecided = sum.sums().filter(|(_, cell)| cell.value.is_none()).count();
    if undecided > 0 && !sum.counted.is_empty() {
        lines.push(format!("有{undecided}个数据未定，请核实后再用。"));
    }
    lines
}

/// The report's three tables under their headings.
pub(crate) fn tables(report: &AnnualReport) -> Vec<Block> {
    let document: Document = layout(report, &Layout::default());
    let mut heading = None;
    let mut out = Vec::new();
    for block in document.blocks {
        match block {
            Block::Paragraph(p) if p.role == Role::Heading1 => heading = Some(p),
            Block::Table(t) => {
                out.extend(heading.take().map(Block::Paragraph));
                out.push(Block::Table(t));
            }
            _ => {}
        }
    }
    out
}

fn sheet_blocks(title: &str, demo: Option<&str>, report: &AnnualReport) -> Vec<Block> {
    let mut blocks = vec![paragraph(Role::Title, title.to_owned())];
    blocks.extend(demo.map(|why| paragraph(Role::Note, format!("【示例数据】{why}"))));
    blocks.extend(tables(report));
    blocks
}

/// Who is not in the sum, and why: a table that says so also when everybody is.
pub fn missing_table(sum: &Aggregate) -> Option<Table> {
    let absent = sum.missing.iter().map(|m| (m.name.clone(), "没有本年度的年度报告".to_owned()));
    let left_out = sum.left_out.iter().map(|(m, why)| (m.name.clone(), why.sentence(sum.form, sum.year)));
    let rows: Vec<(String, String)> = absent.chain(left_out).collect();
    if rows.is_empty() {
        return None;
    }
    let head = |col, text: &str| Cell { header: true, ..Cell::new(0, col, text) };
    let mut cells = vec![head(0, "单位"), head(1, "情况")];
    for (i, (name, why)) in (1..).zip(&rows) {
        cells.push(Cell { header: true, align: Align::Left, ..Cell::new(i, 0, name.as_str()) });
        cells.push(Cell { align: Align::Left, ..Cell::new(i, 1, why.as_str()) });
    }
    let caption = Some("没有计入汇总的单位".to_owned());
    Some(Table {
        caption,
        rows: rows.len() + 1,
        cols: 2,
        header_rows: 1,
        widths: vec![1.0, 2.0],
        cells,
        ..Table::default()
    })
}

fn missing(sum: &Aggregate) -> Vec<Block> {
    match missing_table(sum) {
        Some(table) => vec![Block::Table(table)],
        None => vec![paragraph(Role::Body, "应报单位都已计入，没有缺报。".to_owned())],
    }
}

fn paragraph(role: Role, text: String) -> Block {
    Block::Paragraph(Paragraph::new(role, text))
}

/// The sum as a document to print: how it was counted, the three tables, who is missing, and charts.
pub fn document(sum: &Aggregate, organ: &str, on: Date, demo: Option<&str>, charts: Vec<documents::Chart>) -> Document {
    let title = format!("{organ}{}年政府信息公开年度报告汇总", sum.year);
    let mut document = Document {
        title: Some(title.clone()),
        author: Some(organ.to_owned()),
        blocks: vec![paragraph(Role::Title, title)],
        ..Document::default()
    };
    document.blocks.extend(demo.map(|why| paragraph(Role::Body, format!("【示例数据】{why}"))));
    document.blocks.extend(how(sum, organ, on).into_iter().map(|line| paragraph(Role::Body, line)));
    let mut total = sum.report(organ);
    // In print an undecided cell says so; a blank could be taken for forgotten.
    for (name, cell) in sum.sums() {
        if cell.value.is_none()
            && let Some(shown) = total.cell_mut(name)
        {
            shown.raw = Some("未定".to_owned());
        }
    }
    document.blocks.extend(tables(&total));
    document.blocks.extend(missing_table(sum).map(Block::Table));
    document.blocks.extend(charts.into_iter().map(Block::Chart));
    document
}
