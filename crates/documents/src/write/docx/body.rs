//! document.xml: paragraphs by role, tables with merged cells, and the page.

use super::{
    chart,
    parts::{CHART, FIRST_LINK, R, W},
    styles,
    xml::Xml,
};
use crate::{
    chart::Chart,
    model::{Align, Block, Cell, Document, Paragraph, Role, Run, Table},
    style::{self, Indent},
    write::{
        WriteError,
        grid::{Field, Grid},
        link,
    },
};

/// The main text and the targets of its links in the order of their ids.
pub(super) struct Body {
    pub xml: String,
    pub links: Vec<String>,
    pub charts: Vec<chart::Parts>,
}

struct Writer {
    xml: Xml,
    links: Vec<String>,
    charts: Vec<chart::Parts>,
    red_head: bool,
}

const TWIPS_PER_MM: f32 = 1440.0 / 25.4;

fn mm(length: f32) -> String {
    (length * TWIPS_PER_MM).round().to_string()
}

/// Width of the 版心 in twips.
pub(super) fn type_area() -> f32 {
    (style::PAGE_WIDTH_MM - style::MARGIN_LEFT_MM - style::MARGIN_RIGHT_MM) * TWIPS_PER_MM
}

pub(super) fn write(document: &Document) -> Result<Body, WriteError> {
    let mut writer =
        Writer { xml: Xml::new(), links: Vec::new(), charts: Vec::new(), red_head: style::has_red_head(document) };
    writer.xml.open("w:document", &[W, R]);
    writer.xml.open("w:body", &[]);
    let mut breaks = false;
    for (block, indent) in document.blocks.iter().zip(style::indents(document)) {
        match block {
            Block::Paragraph(p) => {
                writer.paragraph(p, indent, breaks);
                breaks = false;
            }
            Block::Table(t) => {
                if std::mem::take(&mut breaks) {
                    writer.page_break();
                }
                writer.table(t);
            }
            Block::Chart(c) => {
                if std::mem::take(&mut breaks) {
                    writer.page_break();
                }
                writer.chart(c)?;
            }
            Block::PageBreak => {
                if std::mem::replace(&mut breaks, true) {
                    writer.page_break();
                }
            }
        }
    }
    if breaks {
        writer.page_break();
    }
    writer.section();
    writer.xml.close("w:body");
    writer.xml.close("w:document");
    Ok(Body { xml: writer.xml.finish()?, links: writer.links, charts: writer.charts })
}

impl Writer {
    fn paragraph(&mut self, paragraph: &Paragraph, indent: Indent, page_break: bool) {
        let xml = &mut self.xml;
        let role = paragraph.role;
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.value("w:pStyle", styles::id(role));
        if page_break {
            xml.empty("w:pageBreakBefore", &[]);
        }
        // The red line of a red head stands 4 mm below the number, the title two lines below that (7.2.7, 7.3.1).
        if role == Role::DocumentNumber && self.red_head {
            xml.open("w:pBdr", &[]);
            let color = style::RED;
            xml.empty("w:bottom", &[("w:val", "single"), ("w:sz", "12"), ("w:space", "11"), ("w:color", color)]);
            xml.close("w:pBdr");
            let (line, after) = (styles::twips(style::LINE_PT), styles::twips(2.0 * style::LINE_PT));
            xml.empty("w:spacing", &[("w:after", &after), ("w:line", &line), ("w:lineRule", "exact")]);
        }
        match indent {
            Indent::None => {}
            Indent::Right(characters) => {
                let chars = (characters * 100.0).round().to_string();
                let right = styles::twips(characters * style::BODY_PT);
                xml.empty("w:ind", &[("w:rightChars", &chars), ("w:right", &right)]);
            }
            Indent::Left(characters) => {
                let left = (characters * type_area() / style::CHARACTERS as f32).round().to_string();
                xml.empty("w:ind", &[("w:left", &left)]);
                xml.value("w:jc", "left");
            }
        }
        xml.close("w:pPr");
        let size = (role == Role::IssuerMark).then(|| style::issuer_pt(&paragraph.text()));
        let mut title_break = (role == Role::Title).then(|| style::title_break(&paragraph.text())).flatten();
        let mut begins = 0;
        for run in &paragraph.runs {
            // A line break inside the title; the reader joins the lines again.
            match title_break.and_then(|at| run.text.split_at_checked(at.checked_sub(begins)?)) {
                Some((first, second)) => {
                    self.run(&Run { text: format!("{first}\n{second}"), ..run.clone() }, size);
                    title_break = None;
                }
                None => self.run(run, size),
            }
            begins += run.text.len();
        }
        self.xml.close("w:p");
    }

    fn run(&mut self, run: &Run, size: Option<f32>) {
        let target = run.link.as_deref().and_then(link::for_file);
        if let Some(target) = target {
            let id = format!("rId{}", FIRST_LINK + self.links.len());
            self.links.push(target.to_owned());
            self.xml.open("w:hyperlink", &[("r:id", &id)]);
        }
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:rPr", &[]);
        // Chinese quotation marks are full width; Word would set them in the Latin font.
        xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
        if run.bold {
            xml.empty("w:b", &[]);
        }
        if let Some(size) = size {
            let half = (size * 2.0).round().to_string();
            xml.value("w:sz", &half);
            xml.value("w:szCs", &half);
        }
        xml.close("w:rPr");
        let mut text = run.text.as_str();
        while let Some(at) = text.find(['\n', '\t']) {
            let (before, rest) = text.split_at(at);
            self.text(before);
            self.xml.empty(if rest.starts_with('\n') { "w:br" } else { "w:tab" }, &[]);
            text = rest.get(1..).unwrap_or_default();
        }
        self.text(text);
        self.xml.close("w:r");
        if target.is_some() {
            self.xml.close("w:hyperlink");
        }
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.xml.open("w:t", &[("xml:space", "preserve")]);
            self.xml.text(text);
            self.xml.close("w:t");
        }
    }

    fn page_break(&mut self) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:r", &[]);
        self.xml.empty("w:br", &[("w:type", "page")]);
        self.xml.close("w:r");
        self.xml.close("w:p");
    }

    /// The title above, the drawing or why there is none, what must be known, and the numbers.
    fn chart(&mut self, chart: &Chart) -> Result<(), WriteError> {
        self.paragraph(&Paragraph::new(Role::Caption, chart.title.as_str()), Indent::None, false);
        match chart.instead() {
            Some(said) => self.paragraph(&Paragraph::new(Role::Caption, said), Indent::None, false),
            None => {
                self.charts.push(chart::parts(chart)?);
                let number = self.charts.len();
                self.xml.open("w:p", &[]);
                self.xml.open("w:pPr", &[]);
                self.xml.value("w:pStyle", styles::TABLE);
                self.xml.value("w:jc", "center");
                self.xml.close("w:pPr");
                self.xml.open("w:r", &[]);
                chart::inline(&mut self.xml, chart, number, &format!("{CHART}{number}"));
                self.xml.close("w:r");
                self.xml.close("w:p");
            }
        }
        if let Some(note) = &chart.note {
            self.paragraph(&Paragraph::new(Role::Note, note.as_str()), Indent::None, false);
        }
        self.table(&chart.table());
        Ok(())
    }

    fn table(&mut self, table: &Table) {
        let grid = Grid::new(table);
        if let Some(caption) = &table.caption {
            self.paragraph(&Paragraph::new(Role::Caption, caption.as_str()), Indent::None, false);
        }
        if table.rows == 0 || table.cols == 0 {
            return;
        }
        let widths = widths(table);
        let xml = &mut self.xml;
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        let whole: u32 = widths.iter().sum();
        xml.empty("w:tblW", &[("w:w", &whole.to_string()), ("w:type", "dxa")]);
        xml.value("w:jc", "center");
        xml.open("w:tblBorders", &[]);
        for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")]);
        }
        xml.close("w:tblBorders");
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.open("w:tblCellMar", &[]);
        for (side, margin) in [("w:top", "30"), ("w:left", "45"), ("w:bottom", "30"), ("w:right", "45")] {
            xml.empty(side, &[("w:w", margin), ("w:type", "dxa")]);
        }
        xml.close("w:tblCellMar");
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        for width in &widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        xml.close("w:tblGrid");
        let size = style::table_pt(table.cols);
        for row in 0..grid.rows() {
            self.row(&grid, row, &widths, size);
        }
        self.xml.close("w:tbl");
        // Word joins two tables that nothing separates.
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.value("w:pStyle", styles::AFTER_TABLE);
        self.xml.close("w:pPr");
        self.xml.close("w:p");
    }

    fn row(&mut self, grid: &Grid<'_>, row: usize, widths: &[u32], size: f32) {
        let fields: Vec<Field<'_>> = grid.row(row).collect();
        let first = fields.iter().position(|f| *f != Field::Gap);
        let last = fields.iter().rposition(|f| *f != Field::Gap);
        // A row needs a cell; one without any gets an empty one over the whole width.
        let (first, last) = first.zip(last).unwrap_or((0, fields.len().saturating_sub(1)));
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        if first > 0 {
            self.xml.value("w:gridBefore", &first.to_string());
        }
        if last + 1 < fields.len() {
            self.xml.value("w:gridAfter", &(fields.len() - last - 1).to_string());
        }
        self.xml.empty("w:cantSplit", &[]);
        if row < grid.header_rows() {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close("w:trPr");
        let mut col = first;
        while col <= last {
            let span = match fields.get(col) {
                Some(Field::Begins(f)) => {
                    let merge = (f.rowspan > 1).then_some("restart");
                    self.cell(Some(f.cell), f.colspan, merge, &widths[col..(col + f.colspan).min(widths.len())], size);
                    f.colspan
                }
                Some(Field::Covered(f)) => {
                    let width = &widths[col..(col + f.colspan).min(widths.len())];
                    self.cell(None, f.colspan, Some("continue"), width, size);
                    f.colspan
                }
                _ => {
                    let rest = fields.iter().skip(col).take_while(|f| **f == Field::Gap).count();
                    self.cell(None, rest, None, &widths[col..(col + rest).min(widths.len())], size);
                    rest
                }
            };
            col += span.max(1);
        }
        self.xml.close("w:tr");
    }

    fn cell(&mut self, cell: Option<&Cell>, span: usize, merge: Option<&str>, widths: &[u32], size: f32) {
        let xml = &mut self.xml;
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        let width: u32 = widths.iter().sum();
        xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if span > 1 {
            xml.value("w:gridSpan", &span.to_string());
        }
        if let Some(merge) = merge {
            xml.value("w:vMerge", merge);
        }
        xml.value("w:vAlign", "center");
        xml.close("w:tcPr");
        let (text, align) = cell.map_or(("", Align::Center), |c| (c.text.as_str(), c.align));
        for line in text.split('\n') {
            self.xml.open("w:p", &[]);
            self.xml.open("w:pPr", &[]);
            self.xml.value("w:pStyle", styles::TABLE);
            self.xml.value("w:jc", styles::jc(Some(align)));
            self.xml.close("w:pPr");
            if !line.is_empty() {
                let run = Run { text: line.to_owned(), bold: false, link: cell.and_then(|c| c.link.clone()) };
                self.run(&run, Some(size));
            }
            self.xml.close("w:p");
        }
        self.xml.close("w:tc");
    }

    /// The page of the standard: margins, grid of 22 lines of 28 characters, page numbers.
    fn section(&mut self) {
        let xml = &mut self.xml;
        xml.open("w:sectPr", &[]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId3")]);
        xml.empty("w:footerReference", &[("w:type", "even"), ("r:id", "rId4")]);
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        // The number stands 7 mm below the 版心; what is left of the margin is the distance from the page's edge.
        let number = style::PAGE_NUMBER_PT / 72.0 * 25.4;
        let footer = style::MARGIN_BOTTOM_MM - style::PAGE_NUMBER_BELOW_MM - number;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &mm(style::MARGIN_TOP_MM)),
                ("w:right", &mm(style::MARGIN_RIGHT_MM)),
                ("w:bottom", &mm(style::MARGIN_BOTTOM_MM)),
                ("w:left", &mm(style::MARGIN_LEFT_MM)),
                ("w:header", "851"),
                ("w:footer", &mm(footer)),
                ("w:gutter", "0"),
            ],
        );
        // Lines only: a grid of characters is set at twice its pitch by LibreOffice. The body styles keep the 28
        // characters by themselves.
        xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &styles::twips(style::LINE_PT))]);
        xml.close("w:sectPr");
    }
}

/// Column widths in twips that fill the 版心.
fn widths(table: &Table) -> Vec<u32> {
    let equal = table.widths.len() != table.cols || table.widths.iter().any(|w| !w.is_finite() || *w <= 0.0);
    let shares: Vec<f32> = if equal { vec![1.0; table.cols] } else { table.widths.clone() };
    let whole: f32 = shares.iter().sum();
    shares.iter().map(|share| (share / whole * type_area()).round().max(1.0) as u32).collect()
}
