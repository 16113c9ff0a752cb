//! Table 3 of the national form for annual reports, as of 2021: every kind of merged cell in one table.

use documents::{Align, Cell, Table};

/// The rows below the head: labels as (text, column, rows, columns).
const ROWS: [&[(&str, usize, usize, usize)]; 25] = [
    &[("一、本年新收政府信息公开申请数量", 0, 1, 3)],
    &[("二、上年结转政府信息公开申请数量", 0, 1, 3)],
    &[("三、本年度办理结果", 0, 22, 1), ("（一）予以公开", 1, 1, 2)],
    &[("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 1, 2)],
    &[("（三）不予公开", 1, 8, 1), ("1.属于国家秘密", 2, 1, 1)],
    &[("2.其他法律行政法规禁止公开", 2, 1, 1)],
    &[("3.危及“三安全一稳定”", 2, 1, 1)],
    &[("4.保护第三方合法权益", 2, 1, 1)],
    &[("5.属于三类内部事务信息", 2, 1, 1)],
    &[("6.属于四类过程性信息", 2, 1, 1)],
    &[("7.属于行政执法案卷", 2, 1, 1)],
    &[("8.属于行政查询事项", 2, 1, 1)],
    &[("（四）无法提供", 1, 3, 1), ("1.本机关不掌握相关政府信息", 2, 1, 1)],
    &[("2.没有现成信息需要另行制作", 2, 1, 1)],
    &[("3.补正后申请内容仍不明确", 2, 1, 1)],
    &[("（五）不予处理", 1, 5, 1), ("1.信访举报投诉类申请", 2, 1, 1)],
    &[("2.重复申请", 2, 1, 1)],
    &[("3.要求提供公开出版物", 2, 1, 1)],
    &[("4.无正当理由大量反复申请", 2, 1, 1)],
    &[("5.要求行政机关确认或重新出具已获取信息", 2, 1, 1)],
    &[("（六）其他处理", 1, 3, 1), ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", 2, 1, 1)],
    &[("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", 2, 1, 1)],
    &[("3.其他", 2, 1, 1)],
    &[("（七）总计", 1, 1, 2)],
    &[("四、结转下年度继续办理", 0, 1, 3)],
];

/// The form, every value `row * 10 + column` counted from the first row of figures, so that no two are equal.
pub fn requests_2021() -> Table {
    let mut cells = vec![
        head(0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
        head(0, 3, 1, 7, "申请人情况"),
        head(1, 3, 2, 1, "自然人"),
        head(1, 4, 1, 5, "法人或其他组织"),
        head(1, 9, 2, 1, "总计"),
    ];
    for (col, text) in (4..).zip(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"])
    {
        cells.push(head(2, col, 1, 1, text));
    }
    for (index, labels) in ROWS.iter().enumerate() {
        let row = index + 3;
        for (text, col, rowspan, colspan) in *labels {
            cells.push(Cell { align: Align::Left, ..head(row, *col, *rowspan, *colspan, text) });
        }
        cells.extend((3..10).map(|col| Cell::new(row, col, (index * 10 + col - 3).to_string())));
    }
    let widths = vec![1.0, 1.2, 4.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
    Table { rows: ROWS.len() + 3, cols: 10, header_rows: 3, widths, cells, ..Table::default() }
}

fn head(row: usize, col: usize, rowspan: usize, colspan: usize, text: &str) -> Cell {
    Cell { rowspan, colspan, header: true, ..Cell::new(row, col, text) }
}
