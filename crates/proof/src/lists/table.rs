//! A list as a table of text: tab separated, the first line names the columns, lines that begin with # are remarks.

use domain::Severity;
use jiff::civil::Date;

/// Why a list cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// No list has this name.
    #[error("没有“{0}”这个词表")]
    Unknown(String),
    /// A column is missing.
    #[error("词表{file}缺少“{column}”列")]
    Column {
        /// Name of the file.
        file: String,
        /// Name of the column.
        column: &'static str,
    },
    /// A row cannot be read.
    #[error("词表{file}第{line}行：{why}")]
    Row {
        /// Name of the file.
        file: String,
        /// Physical line.
        line: usize,
        /// A sentence.
        why: String,
    },
}

/// A table whose text is borrowed.
pub(super) struct Table<'a> {
    file: &'static str,
    columns: Vec<&'a str>,
    rows: Vec<Row<'a>>,
}

/// A row with its physical line.
pub(super) struct Row<'a> {
    pub line: usize,
    fields: Vec<&'a str>,
}

impl<'a> Table<'a> {
    pub fn read(file: &'static str, text: &'a str) -> Result<Table<'a>, ListError> {
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let columns: Vec<&str> = lines.next().map(|(_, line)| line.split('\t').collect()).unwrap_or_default();
        let rows = lines.map(|(line, text)| Row { line, fields: text.split('\t').map(str::trim).collect() }).collect();
        Ok(Table { file, columns, rows })
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter()
    }

    /// The number of a column.
    pub fn column(&self, column: &'static str) -> Result<usize, ListError> {
        let missing = || ListError::Column { file: self.file.to_owned(), column };
        self.columns.iter().position(|c| *c == column).ok_or_else(missing)
    }

    pub fn error(&self, row: &Row<'_>, why: String) -> ListError {
        ListError::Row { file: self.file.to_owned(), line: row.line, why }
    }

    /// A field that must not be blank.
    pub fn required(&self, row: &Row<'a>, column: usize) -> Result<&'a str, ListError> {
        match row.field(column) {
            "" => {
                let name = self.columns.get(column).copied().unwrap_or_default();
                Err(self.error(row, format!("“{name}”不能为空")))
            }
            text => Ok(text),
        }
    }

    pub fn severity(&self, row: &Row<'_>, column: usize) -> Result<Severity, ListError> {
        match row.field(column) {
            "error" => Ok(Severity::Error),
            "warning" => Ok(Severity::Warning),
            "question" => Ok(Severity::Question),
            other => Err(self.error(row, format!("“{other}”不是提示的级别（error、warning、question）"))),
        }
    }

    /// A date, if there is one.
    pub fn date(&self, row: &Row<'_>, column: usize) -> Result<Option<Date>, ListError> {
        match row.field(column) {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| self.error(row, format!("“{text}”不是日期（如2026-01-01）"))),
        }
    }
}

impl<'a> Row<'a> {
    pub fn field(&self, column: usize) -> &'a str {
        self.fields.get(column).copied().unwrap_or_default()
    }
}
