//! The parts beside the sheets: which sheets there are, the shared strings, and how numbers are shown.

use super::super::{
    ReadError,
    package::Package,
    xml::{self, Step, attribute, is_set, number, resolved},
};
use std::{cell::Cell, collections::HashMap};

/// A workbook without its sheets.
#[derive(Default)]
pub(super) struct Book {
    /// The sheets in the order of the file.
    sheets: Vec<SheetRef>,
    /// Shared strings, and whether a cell has asked for them.
    strings: Vec<(String, Cell<bool>)>,
    /// How characters of shared strings are pronounced: shown only on demand, and anything may be written there.
    pub phonetic: Vec<String>,
    strings_at: String,
    /// For each style of a cell the code of its number format.
    formats: Vec<String>,
    /// Days are counted from 1904 (old Macintosh books).
    pub from_1904: bool,
    /// The title in the file's properties.
    pub title: Option<String>,
}

/// A sheet: its name, its part, and whether it is hidden.
#[derive(Debug, Clone)]
pub(super) struct SheetRef {
    pub name: String,
    pub part: String,
    pub is_hidden: bool,
}

impl Book {
    pub fn read(package: &mut Package<'_>) -> Result<Book, ReadError> {
        let mut main = "xl/workbook.xml".to_owned();
        if let Some(rels) = package.part("_rels/.rels")? {
            xml::elements(&rels, |_, e| {
                if attribute(e, "Type").is_some_and(|t| t.ends_with("/officeDocument"))
                    && let Some(target) = attribute(e, "Target")
                {
                    main = resolved("", &target);
                }
            })?;
        }
        let workbook = package.part(&main)?.ok_or(ReadError::Spreadsheet)?;
        let (folder, file) = main.rsplit_once('/').map_or(("", main.as_str()), |(d, f)| (d, f));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut targets = HashMap::new();
        let (mut strings_at, mut styles_at) = (format!("{folder}sharedStrings.xml"), format!("{folder}styles.xml"));
        if let Some(rels) = package.part(&format!("{folder}_rels/{file}.rels"))? {
            xml::elements(&rels, |_, e| {
                let (Some(kind), Some(target)) = (attribute(e, "Type"), attribute(e, "Target")) else { return };
                let target = resolved(&folder, &target);
                match kind.rsplit('/').next() {
                    Some("sharedStrings") => strings_at = target,
                    Some("styles") => styles_at = target,
                    Some("worksheet") => targets.extend(attribute(e, "Id").map(|id| (id, target))),
                    _ => {}
                }
            })?;
        }
        let mut book = Book::default();
        xml::elements(&workbook, |name, e| match name {
            "workbookPr" => book.from_1904 = is_set(e, "date1904"),
            "sheet" => {
                // Charts have sheets too, which are no worksheets.
                if let Some(part) = relation(e).and_then(|id| targets.get(&id)).cloned() {
                    let is_hidden = matches!(attribute(e, "state").as_deref(), Some("hidden" | "veryHidden"));
                    book.sheets.push(SheetRef { name: attribute(e, "name").unwrap_or_default(), part, is_hidden });
                }
            }
            _ => {}
        })?;
        if let Some(strings) = package.part(&strings_at)? {
            shared_strings(&strings, &mut book)?;
        }
        book.strings_at = strings_at;
        if let Some(styles) = package.part(&styles_at)? {
            book.formats = formats(&styles)?;
        }
        if let Ok(Some(core)) = package.part("docProps/core.xml") {
            book.title = title(&core);
        }
        Ok(book)
    }

    /// The sheets that are shown.
    pub fn visible(&self) -> impl Iterator<Item = &SheetRef> {
        self.sheets.iter().filter(|s| !s.is_hidden)
    }

    /// The sheets that are not.
    pub fn hidden(&self) -> impl Iterator<Item = &SheetRef> {
        self.sheets.iter().filter(|s| s.is_hidden)
    }

    /// The parts whose cells are read.
    pub fn parts(&self) -> Vec<&str> {
        self.sheets.iter().map(|s| s.part.as_str()).chain([self.strings_at.as_str()]).collect()
    }

    /// Shared strings that no cell has asked for: what a deleted cell said may be left there.
    pub fn unasked(&self) -> impl Iterator<Item = &str> {
        self.strings.iter().filter(|(_, asked)| !asked.get()).map(|(text, _)| text.as_str())
    }

    /// A shared string.
    pub fn string(&self, index: usize) -> Option<&str> {
        let (text, asked) = self.strings.get(index)?;
        asked.set(true);
        Some(text)
    }

    /// The number format of a style.
    pub fn format(&self, style: usize) -> &str {
        self.formats.get(style).map_or("General", String::as_str)
    }
}

/// `r:id`; a sheet has an `sheetId` besides, whose local name differs.
fn relation(element: &quick_xml::events::BytesStart<'_>) -> Option<String> {
    attribute(element, "id")
}

fn shared_strings(part: &str, book: &mut Book) -> Result<(), ReadError> {
    let (mut in_text, mut in_phonetic) = (false, false);
    xml::walk(part, |step| {
        match step {
            Step::Open("si", _) => book.strings.push((String::new(), Cell::new(false))),
            Step::Open("rPh", _) => {
                in_phonetic = true;
                book.phonetic.push(String::new());
            }
            Step::Close("rPh") => in_phonetic = false,
            Step::Open("t", _) => in_text = true,
            Step::Close("t") => in_text = false,
            Step::Text(text) if in_text => {
                let last = match in_phonetic {
                    true => book.phonetic.last_mut(),
                    false => book.strings.last_mut().map(|(text, _)| text),
                };
                last.into_iter().for_each(|last| last.push_str(text));
            }
            _ => {}
        }
        Ok(())
    })
}

fn formats(part: &str) -> Result<Vec<String>, ReadError> {
    let mut codes: HashMap<usize, String> = HashMap::new();
    let mut styles = Vec::new();
    let mut in_styles = false;
    xml::walk(part, |step| {
        match step {
            Step::Open("numFmt", e) => {
                if let (Some(id), Some(code)) = (number(e, "numFmtId"), attribute(e, "formatCode")) {
                    codes.insert(id, code);
                }
            }
            Step::Open("cellXfs", _) => in_styles = true,
            Step::Close("cellXfs") => in_styles = false,
            Step::Open("xf", e) if in_styles => styles.push(number(e, "numFmtId").unwrap_or(0)),
            _ => {}
        }
        Ok(())
    })?;
    let code = |id: usize| codes.get(&id).cloned().unwrap_or_else(|| built_in(id).to_owned());
    Ok(styles.into_iter().map(code).collect())
}

/// The formats that a book does not write down, as a Chinese Excel shows them.
fn built_in(id: usize) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 | 41 | 42 => "#,##0",
        4 | 39 | 40 | 43 | 44 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 | 20 | 32 | 55 => "h:mm",
        19 | 21 | 33 | 56 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        34 => "h\"时\"mm\"分\"",
        35 => "h\"时\"mm\"分\"ss\"秒\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        49 => "@",
        _ => "General",
    }
}

fn title(core: &str) -> Option<String> {
    let (mut inside, mut title) = (false, String::new());
    xml::walk(core, |step| {
        match step {
            Step::Open("title", _) => inside = true,
            Step::Close("title") => inside = false,
            Step::Text(text) if inside => title.push_str(text),
            _ => {}
        }
        Ok(())
    })
    .ok()?;
    Some(title).filter(|t| !t.trim().is_empty())
}
