//! A chart as data: what it shows, in words and numbers. Every writer draws it, and prints its numbers as a table too.
//!
//! Which chart is drawn from which numbers is for the crates above; how it looks is in [`svg`] and in the writers. A
//! value that is not known is none, never zero, and there are no negative values.

pub(crate) mod scale;
pub mod svg;

use crate::model::{Align, Block, Cell, Document, Paragraph, Role, Table};
use std::borrow::Cow;

/// What kind of picture is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// 折线图: a line for each series over labels that follow each other, such as years.
    Lines,
    /// 条形图: a bar for each label and series, its value at its end.
    Bars,
}

/// A chart with everything that is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Lines or bars.
    pub kind: ChartKind,
    /// What it is called.
    pub title: String,
    /// What can be seen in it, in sentences for those who cannot.
    pub description: String,
    /// What its labels are, e.g. 年度: the head of the first column of its table.
    pub label_head: String,
    /// Unit of all values, e.g. 件.
    pub unit: String,
    /// The labels.
    pub labels: Vec<String>,
    /// The series, each with a value for every label.
    pub series: Vec<Series>,
    /// Whether the share of each value in its series is told as well.
    pub shares: bool,
    /// What the reader must know about the numbers, printed below.
    pub note: Option<String>,
}

/// Values that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What they count.
    pub name: String,
    /// One value for every label; none where it is not known.
    pub values: Vec<Option<u64>>,
}

/// How a value that is not known is printed.
pub const UNKNOWN: &str = "未定";

impl Chart {
    /// The sentence that stands instead of the picture where there is nothing to draw.
    pub fn instead(&self) -> Option<&'static str> {
        let mut known = self.series.iter().flat_map(|s| s.values.iter().take(self.labels.len())).flatten().peekable();
        if known.peek().is_none() {
            Some("没有可以画图的数据。")
        } else if known.all(|v| *v == 0) {
            Some("各项均为0，不画图。")
        } else {
            None
        }
    }

    /// The title with the unit.
    pub fn caption(&self) -> String {
        if self.unit.is_empty() { self.title.clone() } else { format!("{}（单位：{}）", self.title, self.unit) }
    }

    /// A value as it is printed beside its bar or point.
    fn printed(&self, series: &Series, index: usize) -> String {
        let Some(value) = series.values.get(index).copied().flatten() else { return UNKNOWN.to_owned() };
        match self.share(series, index) {
            Some(share) => format!("{value}（{share}）"),
            None => value.to_string(),
        }
    }

    /// The share of a value in its series, where shares are told and every value is known.
    fn share(&self, series: &Series, index: usize) -> Option<String> {
        let all = if self.shares { series.values.iter().copied().collect::<Option<Vec<u64>>>()? } else { return None };
        let whole: u128 = all.iter().map(|v| u128::from(*v)).sum();
        let value = u128::from(*all.get(index)?);
        let tenths = (value * 2000 + whole).checked_div(2 * whole)?;
        Some(format!("{}.{}%", tenths / 10, tenths % 10))
    }

    /// The numbers as a table: a row for each label, a column for each series.
    pub fn table(&self) -> Table {
        let columns = if self.shares { 2 } else { 1 };
        let head = |col: usize, text: String| Cell { header: true, ..Cell::new(0, col, text) };
        let mut cells = vec![head(0, self.label_head.clone())];
        for (i, series) in self.series.iter().enumerate() {
            cells.push(head(1 + i * columns, series.name.clone()));
            if self.shares {
                cells.push(head(2 + i * columns, "占比".to_owned()));
            }
        }
        for (l, label) in self.labels.iter().enumerate() {
            cells.push(Cell { header: true, align: Align::Left, ..Cell::new(l + 1, 0, label.clone()) });
            for (i, series) in self.series.iter().enumerate() {
                let value =
                    series.values.get(l).copied().flatten().map_or_else(|| UNKNOWN.to_owned(), |v| v.to_string());
                cells.push(Cell { align: Align::Right, ..Cell::new(l + 1, 1 + i * columns, value) });
                if self.shares {
                    let share = self.share(series, l).unwrap_or_else(|| "—".to_owned());
                    cells.push(Cell { align: Align::Right, ..Cell::new(l + 1, 2 + i * columns, share) });
                }
            }
        }
        Table {
            caption: Some(self.caption()),
            rows: 1 + self.labels.len(),
            cols: 1 + self.series.len() * columns,
            header_rows: 1,
            cells,
            ..Table::default()
        }
    }
}

/// The document with every chart as its note and its table, for formats without pictures.
pub(crate) fn as_tables(document: &Document) -> Cow<'_, Document> {
    if !document.blocks.iter().any(|b| matches!(b, Block::Chart(_))) {
        return Cow::Borrowed(document);
    }
    let mut out = Document { blocks: Vec::new(), ..document.clone() };
    for block in &document.blocks {
        match block {
            Block::Chart(chart) => {
                out.blocks.push(Block::Table(chart.table()));
                out.blocks.extend(chart.note.iter().map(|n| Block::Paragraph(Paragraph::new(Role::Note, n.as_str()))));
            }
            other => out.blocks.push(other.clone()),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[Option<u64>]) -> Chart {
        Chart {
            kind: ChartKind::Bars,
            title: "申请人".to_owned(),
            description: String::new(),
            label_head: "类别".to_owned(),
            unit: "件".to_owned(),
            labels: (0..values.len()).map(|i| format!("第{i}类")).collect(),
            series: vec![Series { name: "本年新收".to_owned(), values: values.to_vec() }],
            shares: true,
            note: None,
        }
    }

    #[test]
    fn shares_are_told_only_where_every_value_is_known() {
        let known = chart(&[Some(1), Some(2)]);
        assert_eq!(known.printed(&known.series[0], 0), "1（33.3%）");
        let unknown = chart(&[Some(1), None]);
        assert_eq!(unknown.printed(&unknown.series[0], 0), "1");
        assert_eq!(unknown.printed(&unknown.series[0], 1), "未定");
    }

    #[test]
    fn a_value_that_is_not_known_is_no_zero_in_the_table() {
        let table = chart(&[Some(0), None]).table();
        let texts: Vec<&str> = table.cells.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["类别", "本年新收", "占比", "第0类", "0", "—", "第1类", "未定", "—"]);
        assert_eq!((table.rows, table.cols, table.caption.as_deref()), (3, 3, Some("申请人（单位：件）")));
    }

    #[test]
    fn nothing_but_zero_is_said_and_not_drawn() {
        assert_eq!(chart(&[Some(0), Some(0)]).instead(), Some("各项均为0，不画图。"));
        assert_eq!(chart(&[None]).instead(), Some("没有可以画图的数据。"));
        assert_eq!(chart(&[]).instead(), Some("没有可以画图的数据。"));
        assert_eq!(chart(&[Some(0), Some(1)]).instead(), None);
    }
}
