//! The parts beside the sheets: which sheets there are, the shared strings, and how numbers are shown.

use super::super::{
    ReadError,
    package::Package,
    xml::{self, Step, attribute, is_set, number, resolved},
};
use std::collections::HashMap;

/// A workbook without its sheets.
#[derive(Default)]
pub(super) struct Book {
    /// Sheets by name and part, those that are shown.
    sheets: Vec<(String, String)>,
    strings: Vec<String>,
    /// For each style of a cell the code of its number format.
    formats: Vec<String>,
    /// Days are counted from 1904 (old Macintosh books).
    pub from_1904: bool,
    /// The title in the file's properties.
    pub title: Option<String>,
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
            "sheet" if !matches!(attribute(e, "state").as_deref(), Some("hidden" | "veryHidden")) => {
                // Charts have sheets too, which are no worksheets.
                if let Some(target) = relation(e).and_then(|id| targets.get(&id)) {
                    book.sheets.push((attribute(e, "name").unwrap_or_default(), target.clone()));
                }
            }
            _ => {}
        })?;
        if let Some(strings) = package.part(&strings_at)? {
            book.strings = shared_strings(&strings)?;
        }
        if let Some(styles) = package.part(&styles_at)? {
            book.formats = formats(&styles)?;
        }
        if let Ok(Some(core)) = package.part("docProps/core.xml") {
            book.title = title(&core);
        }
        Ok(book)
    }

    /// Names and parts of the sheets that are shown.
    pub fn visible(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sheets.iter().map(|(name, part)| (name.as_str(), part.as_str()))
    }

    /// A shared string.
    pub fn string(&self, index: usize) -> Option<&str> {
        self.strings.get(index).map(String::as_str)
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

fn shared_strings(part: &str) -> Result<Vec<String>, ReadError> {
    let mut strings: Vec<String> = Vec::new();
    let (mut in_text, mut in_phonetic) = (false, false);
    xml::walk(part, |step| {
        match step {
            Step::Open("si", _) => strings.push(String::new()),
            Step::Open("rPh", _) => in_phonetic = true,
            Step::Close("rPh") => in_phonetic = false,
            Step::Open("t", _) => in_text = true,
            Step::Close("t") => in_text = false,
            Step::Text(text) if in_text && !in_phonetic => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(text);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
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
