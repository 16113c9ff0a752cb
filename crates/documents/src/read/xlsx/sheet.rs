//! One sheet: its cells as they are shown, what is merged, what is hidden and what links where.

use super::super::{
    ReadError,
    beside::{Said, spoken},
    grid,
    xml::{self, Step, attribute, is_set, number},
};
use super::{MOST_CELLS, book::Book, display};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The last column and row that exist.
const LAST_COLUMN: u32 = 16_384;
const LAST_ROW: u32 = 1_048_576;
/// Rows of all merged ranges together: what looking for the owner of a field may cost.
const MOST_MERGED_ROWS: usize = 300_000;

/// A range of fields, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    top: u32,
    left: u32,
    bottom: u32,
    right: u32,
}

/// A sheet that was read.
#[derive(Default)]
pub(super) struct Sheet {
    /// Texts by row and column; blank cells are left out.
    texts: BTreeMap<u32, BTreeMap<u32, String>>,
    merged: Vec<Range>,
    hidden_rows: BTreeSet<u32>,
    /// First and last columns; in order and without overlap once the sheet is settled.
    hidden_columns: Vec<(u32, u32)>,
    links: HashMap<(u32, u32), String>,
    /// Numbers whose format shows nothing.
    blanked: Vec<((u32, u32), String)>,
    /// What the sheet says outside its cells: the heads and feet of its pages, prompts.
    pub said: Vec<Said>,
    /// Rows that show something, in order: with a text of their own or under a merged cell that has one.
    rows: Vec<u32>,
    /// Merged ranges by their rows.
    merged_at: BTreeMap<u32, Vec<usize>>,
}

/// A cell while it passes by.
#[derive(Default)]
struct Open {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
    value: String,
    formula: Option<String>,
}

/// `AB12` as row and column.
fn address(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().replace('$', "");
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at_checked(digits)?;
    let mut column = 0u32;
    for letter in letters.bytes() {
        let value = u32::from(letter.to_ascii_uppercase().checked_sub(b'A').filter(|v| *v < 26)?) + 1;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row = row.parse().ok()?;
    ((1..=LAST_ROW).contains(&row) && (1..=LAST_COLUMN).contains(&column)).then_some((row, column))
}

fn range(text: &str) -> Option<Range> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (address(from)?, address(to)?);
    (top <= bottom && left <= right).then_some(Range { top, left, bottom, right })
}

/// The sheet in a link such as `'表 1'!A1`.
fn linked_sheet(location: &str) -> Option<String> {
    let (sheet, _) = location.rsplit_once('!')?;
    let quoted = sheet.strip_prefix('\'').and_then(|s| s.strip_suffix('\''));
    Some(quoted.map_or_else(|| sheet.to_owned(), |s| s.replace("''", "'")))
}

/// Where the heads and feet of printed pages stand.
const PAGES: &str = "页眉和页脚";

/// The head of a page without its codes: `&C` for the middle, `&"黑体"` for a font, `&K112233` for a colour. The digits of
/// a size stay, for they cannot be told from those of a text.
fn without_codes(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '&' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => out.push('&'),
            Some('"') => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
            Some('K') => chars.by_ref().take(6).for_each(drop),
            Some(digit) if digit.is_ascii_digit() => out.extend([' ', digit]),
            _ => out.push(' '),
        }
    }
    out
}

/// Reads the part of a sheet.
pub(super) fn read(part: &str, book: &Book) -> Result<Sheet, ReadError> {
    let mut sheet = Sheet::default();
    let mut open = Open::default();
    let (mut row, mut column) = (0u32, 0u32);
    let mut collecting = "";
    let mut shows_zeros = true;
    let mut cells = 0usize;
    xml::walk(part, |step| {
        if let Step::Open(name, e) = &step {
            spoken(name, e, &mut sheet.said);
        }
        match step {
            Step::Open("oddHeader" | "evenHeader" | "firstHeader" | "oddFooter" | "evenFooter" | "firstFooter", _) => {
                collecting = "said";
                sheet.said.push((PAGES, String::new()));
            }
            Step::Open("formula1" | "formula2", _) => {
                collecting = "said";
                sheet.said.push(("单元格提示", String::new()));
            }
            Step::Close(
                "oddHeader" | "evenHeader" | "firstHeader" | "oddFooter" | "evenFooter" | "firstFooter" | "formula1"
                | "formula2",
            ) => {
                collecting = "";
                if let Some((PAGES, said)) = sheet.said.last_mut() {
                    *said = without_codes(said);
                }
            }
            Step::Open("sheetView", e) => {
                shows_zeros = !matches!(attribute(e, "showZeros").as_deref(), Some("0" | "false"));
            }
            Step::Open("col", e) if is_set(e, "hidden") => {
                let end = |name| number(e, name).and_then(|n| u32::try_from(n).ok());
                if let (Some(min), Some(max)) = (end("min"), end("max")) {
                    sheet.hidden_columns.push((min, max));
                }
            }
            Step::Open("row", e) => {
                row = number(e, "r").and_then(|r| u32::try_from(r).ok()).unwrap_or(row.saturating_add(1));
                column = 0;
                if row > LAST_ROW {
                    return Err(ReadError::Damaged);
                }
                if is_set(e, "hidden") {
                    sheet.hidden_rows.insert(row);
                }
            }
            Step::Open("c", e) => {
                cells += 1;
                if cells > MOST_CELLS {
                    return Err(ReadError::TableTooLarge);
                }
                // Writers may leave the address out: the next cell of the row is meant.
                let at = attribute(e, "r").and_then(|r| address(&r)).unwrap_or((row.max(1), column.saturating_add(1)));
                column = at.1;
                if column > LAST_COLUMN {
                    return Err(ReadError::TableTooLarge);
                }
                open = Open {
                    row: at.0,
                    column: at.1,
                    kind: attribute(e, "t").unwrap_or_default(),
                    style: number(e, "s").unwrap_or(0),
                    ..Open::default()
                };
            }
            Step::Open("v", _) => collecting = "v",
            Step::Open("t", _) if collecting != "rPh" => collecting = "t",
            Step::Open("rPh", _) => collecting = "rPh",
            Step::Open("f", _) => {
                collecting = "f";
                open.formula = Some(String::new());
            }
            Step::Close("v" | "f" | "rPh") => collecting = "",
            Step::Close("t") if collecting == "t" => collecting = "",
            Step::Text(text) => match collecting {
                "v" | "t" => open.value.push_str(text),
                "said" => sheet.said.last_mut().into_iter().for_each(|(_, said)| said.push_str(text)),
                "rPh" if !text.trim().is_empty() => sheet.said.push(("注音", text.to_owned())),
                "f" => open.formula.iter_mut().for_each(|f| f.push_str(text)),
                _ => {}
            },
            Step::Close("c") => {
                let open = std::mem::take(&mut open);
                let (row, column) = (open.row, open.column);
                let is_formatted = open.style != 0 && matches!(open.kind.as_str(), "" | "n");
                let raw = is_formatted.then(|| open.value.trim().to_owned());
                let text = shown(open, book, shows_zeros);
                if text.trim().is_empty() {
                    sheet.blanked.extend(raw.filter(|r| !r.is_empty() && r != "0").map(|r| ((row, column), r)));
                } else {
                    sheet.texts.entry(row).or_default().insert(column, text);
                }
            }
            Step::Open("mergeCell", e) => {
                sheet.merged.extend(attribute(e, "ref").and_then(|r| range(&r)));
                if sheet.merged.len() > MOST_MERGED_ROWS {
                    return Err(ReadError::TableTooLarge);
                }
            }
            Step::Open("hyperlink", e) => {
                let from = attribute(e, "ref").and_then(|r| range(&r));
                let to = attribute(e, "location").and_then(|l| linked_sheet(&l));
                if let (Some(from), Some(to)) = (from, to) {
                    sheet.links.insert((from.top, from.left), to);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    sheet.settle()?;
    Ok(sheet)
}

/// A cell's text as a person sees it.
fn shown(cell: Open, book: &Book, shows_zeros: bool) -> String {
    if let Some(formula) = cell.formula.filter(|f| !f.is_empty() && cell.value.is_empty() && cell.kind != "str") {
        // Never computed: what it would show is not known, and it is not blank.
        return format!("={formula}");
    }
    match cell.kind.as_str() {
        "s" => cell.value.trim().parse().ok().and_then(|i| book.string(i)).unwrap_or_default().to_owned(),
        "str" | "inlineStr" | "e" => cell.value,
        "b" => if cell.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "d" => cell.value,
        _ => match cell.value.trim().parse::<f64>() {
            Ok(value) if value == 0.0 && !shows_zeros => String::new(),
            Ok(value) if value.is_finite() => display::number(value, book.format(cell.style), book.from_1904),
            _ => cell.value,
        },
    }
}

impl Sheet {
    /// Leaves out what is hidden, cuts merged ranges to what is used, and finds the rows that show something.
    fn settle(&mut self) -> Result<(), ReadError> {
        let last_row = self.texts.keys().next_back().copied().unwrap_or(0);
        let last_column = self.texts.values().filter_map(|r| r.keys().next_back()).max().copied().unwrap_or(0);
        let mut rows: BTreeSet<u32> = self.texts.keys().copied().collect();
        let mut work = 0usize;
        self.merged.retain(|m| m.bottom > m.top || m.right > m.left);
        for (index, merged) in self.merged.iter_mut().enumerate() {
            // A form may merge blank fields beyond its last text, but not without end.
            merged.bottom = merged.bottom.min(last_row.max(merged.top).saturating_add(grid::LONGEST_SPAN as u32));
            merged.right = merged.right.min(last_column.max(merged.left).saturating_add(grid::LONGEST_SPAN as u32));
            let has_text = self.texts.get(&merged.top).is_some_and(|r| r.contains_key(&merged.left));
            for row in merged.top..=merged.bottom {
                work += 1;
                if work > MOST_MERGED_ROWS {
                    return Err(ReadError::TableTooLarge);
                }
                self.merged_at.entry(row).or_default().push(index);
                if has_text {
                    rows.insert(row);
                }
            }
        }
        self.rows = rows.into_iter().filter(|r| !self.hidden_rows.contains(r)).collect();
        self.hidden_columns.sort_unstable();
        self.hidden_columns.dedup_by(|next, kept| {
            let touches = next.0 <= kept.1.saturating_add(1);
            if touches {
                kept.1 = kept.1.max(next.1);
            }
            touches
        });
        Ok(())
    }

    /// The sheet with what is hidden in it, and what that is; nothing if it hides no text.
    pub fn revealed(&self) -> Option<Result<(Sheet, &'static str), ReadError>> {
        let in_rows = !self.hidden_rows.is_empty() && self.texts.keys().any(|row| self.hidden_rows.contains(row));
        let in_columns = !self.hidden_columns.is_empty()
            && self.texts.values().any(|row| row.keys().any(|column| self.is_hidden(*column)));
        let label = match (in_rows, in_columns, !self.blanked.is_empty()) {
            (true, true, _) => "隐藏的行和列",
            (true, false, _) => "隐藏的行",
            (false, true, _) => "隐藏的列",
            (false, false, true) => "格式设为不显示的单元格",
            (false, false, false) => return None,
        };
        Some(self.whole().map(|sheet| (sheet, label)))
    }

    /// The sheet as if nothing in it were hidden.
    pub fn whole(&self) -> Result<Sheet, ReadError> {
        let mut sheet = Sheet { texts: self.texts.clone(), merged: self.merged.clone(), ..Sheet::default() };
        for ((row, column), value) in &self.blanked {
            sheet.texts.entry(*row).or_default().insert(*column, value.clone());
        }
        sheet.settle()?;
        Ok(sheet)
    }

    /// Texts in fields that a merged cell covers.
    pub fn covered(&self) -> impl Iterator<Item = &str> {
        let all = self.texts.iter().filter(|(row, _)| self.merged_at.contains_key(row));
        let all = all.flat_map(|(row, texts)| texts.iter().map(move |(column, text)| ((*row, *column), text)));
        all.filter(|(at, _)| self.merged(at.0, at.1).0 != *at).map(|(_, text)| text.as_str())
    }

    /// How many cells have a text.
    pub fn cells(&self) -> usize {
        self.texts.values().map(BTreeMap::len).sum()
    }

    /// The rows that show something.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.iter().copied()
    }

    /// How many rows that are seen lie between two rows.
    pub fn visible_rows_between(&self, above: u32, below: u32) -> usize {
        let all = below.saturating_sub(above).saturating_sub(1) as usize;
        all.saturating_sub(self.hidden_rows.range(above.saturating_add(1)..below).count())
    }

    fn is_hidden(&self, column: u32) -> bool {
        let behind = self.hidden_columns.partition_point(|(min, _)| *min <= column);
        behind.checked_sub(1).and_then(|i| self.hidden_columns.get(i)).is_some_and(|(_, max)| column <= *max)
    }

    /// The columns that are seen.
    pub fn visible_columns(&self, left: u32, right: u32) -> impl Iterator<Item = u32> + '_ {
        (left..=right).filter(|c| !self.is_hidden(*c))
    }

    /// The text of a field, if it has one of its own.
    pub fn text(&self, row: u32, column: u32) -> &str {
        self.texts.get(&row).and_then(|r| r.get(&column)).map_or("", String::as_str)
    }

    /// The cell that owns a field, and the last row and column it covers.
    pub fn merged(&self, row: u32, column: u32) -> ((u32, u32), (u32, u32)) {
        let mut around = self.merged_at.get(&row).into_iter().flatten().filter_map(|i| self.merged.get(*i));
        match around.find(|m| (m.left..=m.right).contains(&column)) {
            Some(m) => ((m.top, m.left), (m.bottom, m.right)),
            None => ((row, column), (row, column)),
        }
    }

    /// The column and text of the only cell in a row, if it is the only one and not part of a taller one.
    pub fn alone(&self, row: u32) -> Option<(u32, &str)> {
        let own = self.texts.get(&row)?;
        let mut seen = own.iter().filter(|(column, _)| !self.is_hidden(**column));
        let (column, text) = seen.next()?;
        let tall = self.merged_at.get(&row).into_iter().flatten().filter_map(|i| self.merged.get(*i));
        let is_part = tall.into_iter().any(|m| m.bottom > m.top && !self.text(m.top, m.left).is_empty());
        (seen.next().is_none() && !is_part).then_some((*column, text.as_str()))
    }

    /// The sheet that a cell links to.
    pub fn link(&self, row: u32, column: u32) -> Option<&str> {
        self.links.get(&(row, column)).map(String::as_str)
    }

    /// The first and last column that show something in these rows.
    pub fn width(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let texts = self.texts.range(first..=last).flat_map(|(_, r)| r.keys().map(|c| (*c, *c)));
        let merged = self.merged_at.range(first..=last).flat_map(|(_, all)| all);
        let merged = merged.filter_map(|i| self.merged.get(*i)).filter(|m| !self.text(m.top, m.left).is_empty());
        texts.chain(merged.map(|m| (m.left, m.right))).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_nonsense_is_not() {
        assert_eq!(address("A1"), Some((1, 1)));
        assert_eq!(address("$AB$12"), Some((12, 28)));
        assert_eq!(address("XFD1048576"), Some((LAST_ROW, LAST_COLUMN)));
        for bad in ["", "1", "A", "A0", "XFE1", "A1048577", "表1", "ZZZZZZZZZ1", "A99999999999"] {
            assert_eq!(address(bad), None, "{bad}");
        }
        assert_eq!(range("B2:A1"), None);
        assert_eq!(linked_sheet("'甲''乙'!A1").as_deref(), Some("甲'乙"));
    }
}
