//! Table 3, read by what its labels say: also where rows are shifted, merged cells are lost or columns are missing.
//!
//! Values are taken by the columns of the head, by position where every number stands under a label, else in order where
//! there are just as many. Where neither gives one answer the row stays blank with a finding.

use super::{
    Reader,
    grid::{GridRow, is_wordy},
    labels,
    recognise::Piece,
    vocabulary::{Head, Side},
};
use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, REQUEST_TOTAL, Row},
    number::{self, Reading},
};
use documents::model::Cell;
use domain::{Finding, Place, Severity};
use std::collections::BTreeMap;

/// Label columns of the form.
const LABELS: usize = 3;

type Values = [(Reading, Place); REQUEST_COLUMNS];

/// The columns of a head in order, as they are printed.
#[derive(Debug, Clone)]
struct Columns {
    /// What each counts; none for a column the form does not have.
    columns: Vec<Option<usize>>,
    /// The grid columns in which the labels stand, where they can be relied on.
    positions: Option<Vec<usize>>,
    /// Whether the order is certain.
    certain: bool,
}

/// A label of the head in its field.
#[derive(Debug, Clone, Copy)]
struct HeadLabel {
    col: usize,
    span: usize,
    column: Option<usize>,
    is_exact: bool,
}

/// What has been read so far, over all pieces of the table.
#[derive(Default)]
struct State {
    rows: BTreeMap<Row, Values>,
    /// Whether 三、本年度办理结果 has been printed in the present piece, and in any.
    part_seen: bool,
    part_ever_seen: bool,
    /// Whether this piece goes on with what a page break cut.
    continues: bool,
    /// The group whose numbered rows follow.
    group: Option<&'static str>,
    /// The piece that is being read, from 0.
    piece: usize,
    /// Labels that no form has, with their piece; told at the end, when those that a page break cut are known.
    unknown: Vec<(usize, String, Place)>,
    /// Rows that stand outside 三、本年度办理结果 or beside their columns, told at the end.
    misplaced: Vec<Misplaced>,
}

struct Misplaced {
    official: &'static str,
    place: Place,
    outside: bool,
    shifted: bool,
}

pub(super) fn read(reader: &mut Reader, pieces: &[Piece<'_>]) {
    let mut state = State::default();
    let mut columns: Option<Columns> = None;
    for (number, piece) in pieces.iter().enumerate() {
        state.piece = number;
        // A page break closes the merged cell around the outcomes: what follows still belongs to it, unless this piece
        // prints the cell anew.
        state.continues = state.part_ever_seen && !prints_part(reader, piece);
        state.part_seen = false;
        let own = head(reader, &piece.rows);
        let has_head = own.is_some();
        columns = own.or(columns);
        for row in &piece.rows {
            if !is_head(reader, row) {
                data_row(reader, row, columns.as_ref(), has_head, &mut state);
            }
        }
    }
    let place = pieces.first().map(|p| p.place.clone()).unwrap_or_default();
    about_columns(reader, columns.as_ref(), &place);
    about_misplaced(reader, &mut state);
    about_unknown(reader, &mut state);
    fit_rows(reader, &mut state, &place);
    for row in reader.report.requests.iter().map(|r| r.row).collect::<Vec<_>>() {
        match state.rows.remove(&row) {
            Some(cells) => {
                for (column, (reading, place)) in cells.into_iter().enumerate() {
                    reader.put(CellName::Requests(row, column), reading, &place);
                }
            }
            None => {
                let label = reader.form.request_label(row);
                reader.missing_row(&format!("表三没有“{label}”一行"), place.clone());
            }
        }
    }
}

/// （六）其他处理 may be printed as one row or as three, whatever the form says: the report keeps what is printed.
fn fit_rows(reader: &mut Reader, state: &mut State, table: &Place) {
    let children = |r: &Row| matches!(r, Row::Closed(o) if o.is_other());
    let printed_one = state.rows.contains_key(&Row::Other);
    let printed_three = state.rows.keys().any(children);
    let form_has_one = reader.form.requests.rows.iter().any(|r| r.key == Row::Other);
    if printed_one == printed_three || printed_one == form_has_one {
        if printed_one && printed_three {
            reader.structure("表三的（六）其他处理既填了总行又填了分行", table, "按规定格式只保留一种");
        }
        return;
    }
    let at = reader.report.requests.iter().position(|r| r.row == Row::Other || children(&r.row)).unwrap_or(0);
    reader.report.requests.retain(|r| r.row != Row::Other && !children(&r.row));
    let rows: Vec<Row> = if printed_one {
        vec![Row::Other]
    } else {
        domain::request::outcome::Outcome::ALL.into_iter().filter(|o| o.is_other()).map(Row::Closed).collect()
    };
    for row in rows.into_iter().rev() {
        reader.report.requests.insert(at, crate::model::RequestRow { row, cells: Default::default() });
    }
    let place = state
        .rows
        .iter()
        .find(|(row, _)| **row == Row::Other || children(row))
        .and_then(|(_, cells)| cells.first())
        .map_or(table, |(_, place)| place);
    let expected = if form_has_one { "一行" } else { "三行" };
    let message = format!("表三的（六）其他处理没有按{}年版格式分为{expected}", reader.form.format);
    let finding = Finding::new("report.form", Severity::Error, message, place.clone())
        .hint(format!("（六）其他处理应为{expected}"))
        .basis(reader.form.basis.clone());
    reader.findings.push(finding);
}

/// Whether 三、本年度办理结果 is printed among these rows.
fn prints_part(reader: &Reader, piece: &Piece<'_>) -> bool {
    let mut labels = piece.rows.iter().flat_map(GridRow::texts).filter(|(_, cell)| is_wordy(cell.text.trim()));
    labels.any(|(_, cell)| reader.vocabulary.side.find_exactly(&cell.text).is_some_and(|f| f.meaning == Side::Part))
}

/// A row that prints labels of columns and no numbers.
fn is_head(reader: &Reader, row: &GridRow<'_>) -> bool {
    let (mut all, mut known, mut framed) = (0, 0, false);
    // A number ends the matter; it stands behind the labels.
    if row.texts().any(|(_, cell)| !is_wordy(cell.text.trim())) {
        return false;
    }
    for (_, cell) in row.texts() {
        all += 1;
        if let Some(found) = reader.vocabulary.head.find(&cell.text) {
            known += 1;
            framed |= found.meaning == Head::Frame;
        }
    }
    known * 2 > all && (known > 1 || framed)
}

/// The columns of the head, if there is one among these rows.
fn head(reader: &mut Reader, rows: &[GridRow<'_>]) -> Option<Columns> {
    let vocabulary = reader.vocabulary;
    let heads: Vec<&GridRow<'_>> = rows.iter().filter(|row| is_head(reader, row)).collect();
    let mut found: Vec<HeadLabel> = Vec::new();
    let mut crossed = false;
    for row in heads {
        for (col, cell) in row.texts() {
            let known = vocabulary.head.find(&cell.text);
            let column = match known.map(|f| f.meaning) {
                Some(Head::Frame) => {
                    reader.label(&cell.text, known.map_or("", |f| f.official), &cell.place);
                    continue;
                }
                Some(Head::Column(column)) => Some(column),
                Some(Head::Extra) | None => None,
            };
            let label = HeadLabel { col, span: cell.colspan, column, is_exact: known.is_some_and(|f| f.is_exact) };
            // A head that a page break repeats says the same again; something else in the same column contradicts it.
            if let Some(before) = found.iter().find(|f| f.col == col) {
                crossed |= before.column != column;
                if before.column == column {
                    continue;
                }
            }
            match (column, known) {
                (Some(_), Some(f)) => reader.label(&cell.text, f.official, &cell.place),
                _ => reader.unknown(&cell.text, "表三的栏目", &cell.place),
            }
            found.push(label);
        }
    }
    // A label above others is no column of its own.
    let above = |f: &HeadLabel| {
        f.column.is_none()
            && f.span > 1
            && found.iter().any(|o| o.col >= f.col && o.col < f.col + f.span && o.column.is_some())
    };
    let columns: Vec<HeadLabel> = found.iter().filter(|f| !above(f)).copied().collect();
    Columns::new(columns, crossed)
}

impl Columns {
    fn new(mut found: Vec<HeadLabel>, crossed: bool) -> Option<Columns> {
        found.sort_by_key(|f| f.col);
        if found.iter().filter(|f| f.column.is_some()).count() < 3 {
            return None;
        }
        // Two columns for one label: the one with the words of the form is meant; else neither.
        for column in 0..REQUEST_COLUMNS {
            let same = |f: &&mut HeadLabel| f.column == Some(column);
            if found.iter_mut().filter(same).count() > 1 {
                let one_exact = found.iter().filter(|f| f.column == Some(column) && f.is_exact).count() == 1;
                found.iter_mut().filter(same).filter(|f| !(one_exact && f.is_exact)).for_each(|f| f.column = None);
            }
        }
        // One garbled label among seven in the right order is the one that is left.
        let known = found.iter().filter(|f| f.column.is_some()).count();
        let at_home = found.iter().enumerate().all(|(i, f)| f.column.is_none_or(|column| column == i));
        if !crossed && at_home && found.len() == REQUEST_COLUMNS && known + 1 == REQUEST_COLUMNS {
            found.iter_mut().enumerate().for_each(|(i, f)| f.column = Some(i));
        }
        let printed: Vec<usize> = found.iter().filter_map(|f| f.column).collect();
        if printed.len() == REQUEST_COLUMNS && found.len() == REQUEST_COLUMNS && crossed {
            // All seven and nothing else, in fields that text without merged cells has displaced.
            return Some(Columns::official());
        }
        let certain = !crossed && printed.is_sorted_by(|a, b| a < b);
        let positions = Some(found.iter().map(|f| f.col).collect());
        Some(Columns { columns: found.iter().map(|f| f.column).collect(), positions, certain })
    }

    /// Those of the form, for a table without a head.
    fn official() -> Columns {
        Columns { columns: (0..REQUEST_COLUMNS).map(Some).collect(), positions: None, certain: true }
    }

    fn missing(&self) -> Vec<usize> {
        (0..REQUEST_COLUMNS).filter(|i| !self.columns.contains(&Some(*i))).collect()
    }
}

/// What a label at the side means, seen from the group around it.
fn meaning(reader: &Reader, group: Option<&str>, text: &str) -> Option<labels::Found<Side>> {
    let vocabulary = reader.vocabulary;
    let in_group = vocabulary.groups.iter().find(|(g, _)| Some(*g) == group).map(|(_, dictionary)| dictionary);
    // 其他 is a row of its group, 其他处理 the group itself. What is printed exactly needs no comparing.
    let own = in_group.and_then(|d| d.find_exactly(text)).filter(|f| f.is_exact);
    let own = own.or_else(|| vocabulary.side.find_exactly(text));
    own.or_else(|| vocabulary.side.find(text)).or_else(|| in_group.and_then(|d| d.find(text))).or_else(|| {
        let rows = reader.form.requests.rows.iter().filter(|r| r.group.is_some() && r.group.as_deref() == group);
        let mut same = rows.filter(|r| labels::same_number_and_half_the_words(text, &r.label));
        same.next().map(|r| labels::Found { official: r.label.as_str(), meaning: Side::Row(r.key), is_exact: false })
    })
}

fn data_row(reader: &mut Reader, row: &GridRow<'_>, columns: Option<&Columns>, has_head: bool, state: &mut State) {
    let labels_end = row.labels_end();
    // The cells that label this row, from left to right; merged ones from above included.
    let mut cells: Vec<(&Cell, bool)> = Vec::new();
    for field in row.fields.iter().take(labels_end) {
        if let Some(cell) = field.cell.filter(|c| !c.text.trim().is_empty())
            && !cells.iter().any(|(c, _)| std::ptr::eq(*c, cell))
        {
            cells.push((cell, field.fresh));
        }
    }
    if cells.is_empty() {
        if row.texts().next().is_some() {
            reader.structure("表三有一行没有项目名称，无法确定属于哪一项", &row.place, "补上项目名称");
        }
        return;
    }
    let mut inside = state.continues || state.part_seen && row.fields.first().is_none_or(|f| f.is_blank());
    let mut group = None;
    let mut found: Option<(Row, &'static str, &Cell)> = None;
    let mut group_cell: Option<(&Cell, &'static str)> = None;
    for (cell, fresh) in &cells {
        let known = meaning(reader, group.or(state.group), &cell.text);
        if let (Some(label), true) = (&known, *fresh) {
            reader.label(&cell.text, label.official, &cell.place);
        }
        match known.map(|f| (f.meaning, f.official)) {
            Some((Side::Part, _)) => {
                inside = true;
                (state.part_seen, state.part_ever_seen) = (true, true);
            }
            Some((Side::Group(official), _)) => {
                group = Some(official);
                group_cell = Some((cell, official));
            }
            Some((Side::Row(row), official)) => found = Some((row, official, cell)),
            None if *fresh => state.unknown.push((state.piece, cell.text.trim().to_owned(), cell.place.clone())),
            None => {}
        }
    }
    let columns = columns.cloned().unwrap_or_else(Columns::official);
    let positions = columns.positions.as_deref().filter(|_| has_head);
    let under = row.under(columns.columns.len(), positions, LABELS).filter(|_| columns.certain);
    // A group printed as one row with its own numbers: （六）其他处理 of the older form.
    if found.is_none() && under.is_some() {
        let is_other = |g: &str| {
            let mut rows = reader.form.requests.rows.iter();
            rows.any(|r| r.group.as_deref() == Some(g) && matches!(r.key, Row::Closed(o) if o.is_other()))
        };
        let numbers = row.texts().any(|(col, _)| col >= labels_end);
        found = group_cell.filter(|(_, g)| numbers && is_other(g)).map(|(cell, g)| (Row::Other, g, cell));
    }
    if group.is_some() {
        state.group = group;
    }
    let Some((key, official, cell)) = found else { return };
    let expected = reader.form.requests.rows.iter().find(|r| r.key == key);
    match expected.and_then(|r| r.group.as_deref()) {
        // 不予公开-属于国家秘密 in one cell opens the group as well.
        Some(own) => state.group = Some(own),
        None => state.group = None,
    }
    let outside = (key.is_outcome() || key == Row::Total) && !inside;
    let shifted = under.as_ref().is_some_and(|u| u.shifted);
    if outside || shifted {
        let place = Place { text: cell.text.trim().to_owned(), ..cell.place.clone() };
        state.misplaced.push(Misplaced { official, place, outside, shifted });
    }
    let values = match under {
        Some(under) => columns.values(row, &under.cells),
        None => {
            let message = format!("表三的“{official}”一行的数字与各栏目对不上，没有采用");
            reader.structure(&message, &cell.place, "每栏填写一个数字，没有数量的填写“0”");
            unreadable(row, cell)
        }
    };
    match state.rows.get(&key) {
        None => {
            state.rows.insert(key, values);
        }
        // A row that a page break cut, or a repetition: the same again says nothing new.
        Some(before) if same_readings(before, &values) || is_blank(&values) => {}
        Some(before) if is_blank(before) => {
            state.rows.insert(key, values);
        }
        Some(_) => {
            reader.structure(&format!("表三的“{official}”一行重复，且数字不同，没有采用"), &cell.place, "删去重复的行");
            // Which of the two is meant is not for us to say.
            state.rows.insert(key, unreadable(row, cell));
        }
    }
}

fn same_readings(a: &Values, b: &Values) -> bool {
    a.iter().zip(b).all(|((a, _), (b, _))| a == b)
}

fn is_blank(values: &Values) -> bool {
    values.iter().all(|(reading, _)| reading.value.is_none() && reading.raw.is_none())
}

impl Columns {
    /// The seven values of a row from its cells in the order of these columns.
    fn values(&self, row: &GridRow<'_>, cells: &[Option<&Cell>]) -> Values {
        std::array::from_fn(|wanted| {
            let at = self.columns.iter().position(|column| *column == Some(wanted));
            match at.and_then(|i| cells.get(i)).copied().flatten() {
                // A cell over several rows is the value of none of them.
                Some(cell) if cell.rowspan > 1 => {
                    let raw = Some(cell.text.trim().to_owned()).filter(|t| !t.is_empty());
                    (Reading { value: None, raw }, cell.place.clone())
                }
                Some(cell) => (number::read(&cell.text), cell.place.clone()),
                None => (number::read(""), row.place.clone()),
            }
        })
    }
}

/// A row whose values cannot be told apart: nothing is taken, what stood there is kept.
fn unreadable(row: &GridRow<'_>, label: &Cell) -> Values {
    let printed: Vec<&str> = row.texts().map(|(_, c)| c.text.trim()).filter(|t| !is_wordy(t)).collect();
    let raw = Some(printed.join(" ")).filter(|t| !t.is_empty());
    std::array::from_fn(|_| (Reading { value: None, raw: raw.clone() }, label.place.clone()))
}

/// What is wrong with the columns as a whole.
fn about_columns(reader: &mut Reader, columns: Option<&Columns>, table: &Place) {
    let Some(columns) = columns else { return };
    if !columns.certain {
        let message = "表三的栏目与规定格式的次序不同，无法确定各栏的数字，没有采用";
        return reader.structure(message, table, "按规定格式排列七个栏目");
    }
    for column in columns.missing() {
        let label = reader.form.requests.columns.get(column).cloned().unwrap_or_default();
        let what = if column == REQUEST_TOTAL { "各行的总计没有填写" } else { "该栏的数字没有填写" };
        reader.structure(&format!("表三没有“{label}”一栏，{what}"), table, "按规定格式补上该栏");
    }
}

/// Two halves of one label on both sides of a page break are no unknown labels.
fn about_unknown(reader: &mut Reader, state: &mut State) {
    let vocabulary = reader.vocabulary;
    let mut unknown = std::mem::take(&mut state.unknown);
    let joins = |a: &(usize, String, Place), b: &(usize, String, Place)| {
        b.0 == a.0 + 1 && vocabulary.side.find_exactly(&format!("{}{}", a.1, b.1)).is_some()
    };
    while let Some(at) = (1..unknown.len()).find(|i| matches!(unknown.get(i - 1..=*i), Some([a, b]) if joins(a, b))) {
        unknown.drain(at - 1..=at);
    }
    for (_, text, place) in unknown {
        reader.unknown(&text, "表三的项目", &place);
    }
}

/// Rows outside 三、本年度办理结果 are told one by one, or once if the label is missing altogether.
fn about_misplaced(reader: &mut Reader, state: &mut State) {
    let part = reader.form.requests.rows.iter().find_map(|r| r.part.as_deref()).unwrap_or_default();
    if !state.part_ever_seen
        && let Some(first) = state.misplaced.iter().find(|m| m.outside)
    {
        let place = first.place.clone();
        reader.structure(&format!("表三没有“{part}”这一项"), &place, "将办理结果各行放入该项的合并单元格");
    }
    for misplaced in std::mem::take(&mut state.misplaced) {
        let outside = misplaced.outside && state.part_ever_seen;
        let mut message = format!("表三的“{}”一行", misplaced.official);
        if outside {
            message += &format!("没有放在“{part}”之内");
        }
        if misplaced.shifted {
            message += if outside { "，且数字没有对齐栏目" } else { "的数字没有对齐栏目" };
        }
        if outside || misplaced.shifted {
            let hint = if outside {
                format!("将该行放入“{part}”的合并单元格")
            } else {
                "将数字移到对应的栏目".to_owned()
            };
            reader.structure(&message, &misplaced.place, &hint);
        }
    }
}
