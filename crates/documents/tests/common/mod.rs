//! Tables that several tests write and read back.

use documents::{Block, Cell, Document, Role, Table};

/// A cell as its place, spans and text: what every format must keep.
pub type Shape = (usize, usize, usize, usize, String);

/// The cells of a table in row-major order.
pub fn shape(table: &Table) -> Vec<Shape> {
    let mut cells: Vec<Shape> =
        table.cells.iter().map(|c| (c.row, c.col, c.rowspan, c.colspan, c.text.clone())).collect();
    cells.sort();
    cells
}

/// Lays out rows of `(text, colspan, rowspan)` from left to right, past the cells that reach down.
fn lay_out(rows: &[Vec<(String, usize, usize)>], cols: usize) -> Vec<Cell> {
    let mut taken = vec![vec![false; cols]; rows.len()];
    let mut cells = Vec::new();
    for (row, content) in rows.iter().enumerate() {
        let mut col = 0;
        for (text, colspan, rowspan) in content {
            while taken[row][col] {
                col += 1;
            }
            for line in &mut taken[row..row + rowspan] {
                line[col..col + colspan].fill(true);
            }
            cells.push(Cell { colspan: *colspan, rowspan: *rowspan, ..Cell::new(row, col, text.as_str()) });
            col += colspan;
        }
        assert!(row + 1 < rows.len() || taken.iter().flatten().all(|t| *t), "the form covers its grid");
    }
    cells
}

/// 表二 of the national form of 2021: requests received and handled, with distinct figures.
pub fn requests_2021() -> Table {
    let cell = |text: &str, colspan: usize, rowspan: usize| (text.to_owned(), colspan, rowspan);
    let mut rows = vec![
        vec![
            cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            cell("申请人情况", 7, 1),
        ],
        vec![cell("自然人", 1, 2), cell("法人或其他组织", 5, 1), cell("总计", 1, 2)],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].map(|t| cell(t, 1, 1)).to_vec(),
        vec![cell("一、本年新收政府信息公开申请数量", 3, 1)],
        vec![cell("二、上年结转政府信息公开申请数量", 3, 1)],
        vec![cell("三、本年度办理结果", 1, 22), cell("（一）予以公开", 2, 1)],
        vec![cell("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2, 1)],
    ];
    let groups: [(&str, &[&str]); 4] = [
        (
            "（三）不予公开",
            &[
                "1.属于国家秘密",
                "2.其他法律行政法规禁止公开",
                "3.危及“三安全一稳定”",
                "4.保护第三方合法权益",
                "5.属于三类内部事务信息",
                "6.属于四类过程性信息",
                "7.属于行政执法案卷",
                "8.属于行政查询事项",
            ],
        ),
        ("（四）无法提供", &["1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"]),
        (
            "（五）不予处理",
            &[
                "1.信访举报投诉类申请",
                "2.重复申请",
                "3.要求提供公开出版物",
                "4.无正当理由大量反复申请",
                "5.要求行政机关确认或重新出具已获取信息",
            ],
        ),
        (
            "（六）其他处理",
            &[
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                "3.其他",
            ],
        ),
    ];
    for (group, items) in groups {
        for (index, item) in items.iter().enumerate() {
            let mut row = if index == 0 { vec![cell(group, 1, items.len())] } else { Vec::new() };
            row.push(cell(item, 1, 1));
            rows.push(row);
        }
    }
    rows.push(vec![cell("（七）总计", 2, 1)]);
    rows.push(vec![cell("四、结转下年度继续办理", 3, 1)]);
    for (number, row) in rows.iter_mut().enumerate().skip(3) {
        row.extend((0..7).map(|col| cell(&(number * 10 + col).to_string(), 1, 1)));
    }
    let mut cells = lay_out(&rows, 10);
    for cell in &mut cells {
        cell.header = cell.row < 3 || cell.col < 3;
    }
    let widths = [1.0, 1.6, 5.0].into_iter().chain([1.5; 7]).collect();
    Table { rows: rows.len(), cols: 10, header_rows: 3, widths, cells, ..Table::default() }
}

/// A report with that table in it.
pub fn report() -> Document {
    let mut document = Document {
        title: Some("青山县青石镇人民政府2025年政府信息公开工作年度报告".to_owned()),
        author: Some("青山县青石镇人民政府".to_owned()),
        ..Document::default()
    };
    document.push(Role::Title, "青山县青石镇人民政府2025年政府信息公开工作年度报告");
    document.push(Role::Heading1, "一、总体情况");
    document.push(Role::Heading2, "（一）主动公开");
    document.push(Role::Body, "2025年，青石镇人民政府贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息74条，其中规范性文件3件，均在20个工作日内公开。".repeat(3));
    document.push(Role::Heading1, "三、收到和处理政府信息公开申请情况");
    document.blocks.push(Block::Table(requests_2021()));
    document.push(Role::Heading1, "六、其他需要报告的事项");
    document.push(Role::Body, "无。");
    document.push(Role::Signature, "青山县青石镇人民政府");
    document.push(Role::Date, "2026年1月22日");
    document
}
