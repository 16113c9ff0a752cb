//! Web pages: headings, paragraphs and tables as a browser would show them; what is hidden is left out.
//!
//! One pass over the tags, linear in the length of the page, with the rules of tree construction (HTML standard 13.2.6)
//! that decide which cell or paragraph a text belongs to: end tags that may be left out, tags that cross, text that
//! stands between cells. A table that contains a table is layout and is entered, not read as data. Places are lines and
//! columns of the source.

mod sink;
mod source;
mod style;
mod table;
mod tokens;
mod words;

use super::ReadError;
use crate::model::{Block, Document, Paragraph, Role};
use htmlize::{unescape, unescape_attribute};
use sink::Sink;
use source::Source;
use std::rc::Rc;
use style::Shown;
use table::Grid;
use tokens::{Attributes, Name, Token, Tokens, first_character};

/// Open elements at one time. Real pages stay below fifty.
const DEEPEST: usize = 1000;

/// The group that rows without one are given, and the row that cells without one are given.
const ROWS: Name = Name::new("tbody");
const ROW: Name = Name::new("tr");

/// What an element means for the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Its content is no text of the page.
    Skipped,
    /// The title of the window.
    WindowTitle,
    /// Never has content.
    Void,
    Break,
    /// Begins and ends a line.
    Block,
    Paragraph,
    Heading(Role),
    /// `<li>`, `<dd>`, `<dt>`: closes the one before.
    Item,
    /// `<ul>`, `<ol>`, `<dl>`
    List,
    Table,
    Caption,
    Group,
    Row,
    Cell,
    Link,
    Bold,
    /// Part of a line.
    Inline,
}

impl Kind {
    fn of(name: &str) -> Kind {
        match name {
            "p" => Kind::Paragraph,
            "span" | "font" | "u" | "i" | "em" => Kind::Inline,
            "td" | "th" => Kind::Cell,
            "tr" => Kind::Row,
            "table" => Kind::Table,
            "tbody" | "thead" | "tfoot" => Kind::Group,
            "caption" => Kind::Caption,
            "a" => Kind::Link,
            "b" | "strong" => Kind::Bold,
            "br" => Kind::Break,
            "li" | "dd" | "dt" => Kind::Item,
            "ul" | "ol" | "dl" => Kind::List,
            "h1" => Kind::Heading(Role::Title),
            "h2" => Kind::Heading(Role::Heading1),
            "h3" => Kind::Heading(Role::Heading2),
            "h4" => Kind::Heading(Role::Heading3),
            "h5" | "h6" => Kind::Heading(Role::Heading4),
            "title" => Kind::WindowTitle,
            "address" | "article" | "aside" | "blockquote" | "center" | "details" | "div" | "fieldset"
            | "figcaption" | "figure" | "footer" | "form" | "header" | "legend" | "main" | "pre" | "section"
            | "summary" => Kind::Block,
            "audio" | "button" | "canvas" | "datalist" | "dialog" | "iframe" | "math" | "nav" | "noembed"
            | "noframes" | "noscript" | "object" | "script" | "select" | "style" | "svg" | "template" | "textarea"
            | "video" | "xmp" => Kind::Skipped,
            "area" | "base" | "basefont" | "bgsound" | "body" | "col" | "colgroup" | "embed" | "frame" | "head"
            | "hr" | "html" | "img" | "input" | "link" | "meta" | "param" | "source" | "track" | "wbr" => Kind::Void,
            _ => Kind::Inline,
        }
    }

    /// Begins a new line, so that it closes an open paragraph.
    fn is_block(self) -> bool {
        matches!(self, Kind::Block | Kind::Paragraph | Kind::Heading(_) | Kind::Item | Kind::List | Kind::Table)
    }

    /// No end tag reaches out of it.
    fn is_barrier(self) -> bool {
        matches!(self, Kind::Table | Kind::Caption | Kind::Cell)
    }

    fn is_inline(self) -> bool {
        matches!(self, Kind::Inline | Kind::Bold | Kind::Link)
    }
}

/// An open element.
struct Open {
    name: Name,
    kind: Kind,
    bold: bool,
    link: Option<Rc<str>>,
}

/// Reads a decoded page.
pub(super) fn read(page: &str) -> Result<Document, ReadError> {
    let mut walk = Walk {
        open: Vec::new(),
        hidden: None,
        sinks: vec![Sink::default()],
        tables: Vec::new(),
        source: Source::new(page),
        window_title: None,
    };
    for (at, token) in Tokens::new(page) {
        match token {
            Token::Text(text) => walk.text(at, text),
            Token::Start(name, attributes) => walk.start(at, name, &attributes)?,
            Token::End(name) => walk.end(name)?,
        }
    }
    walk.pop_to(0)?;
    let content = walk.sinks.pop().map(Sink::finish).unwrap_or_default();
    let mut document = Document { blocks: content.blocks, ..Document::default() };
    let by_role = document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text);
    document.title = by_role.or(walk.window_title.filter(|t| !t.is_empty()));
    Ok(document)
}

struct Walk<'a> {
    open: Vec<Open>,
    /// The open element that hides all in it, if any.
    hidden: Option<usize>,
    /// The page, then the open cells and captions.
    sinks: Vec<Sink>,
    tables: Vec<Grid>,
    source: Source<'a>,
    window_title: Option<String>,
}

impl Walk<'_> {
    fn text(&mut self, at: usize, text: &str) {
        if self.hidden.is_some() {
            if self.window_title.is_none() && self.open.last().is_some_and(|o| o.kind == Kind::WindowTitle) {
                let words: Vec<&str> = text.split_ascii_whitespace().collect();
                self.window_title = Some(unescape(words.join(" ")).trim().to_owned());
            }
            return;
        }
        let first = first_character(text);
        // Blanks between rows and cells are the layout of the source.
        if first.is_none() && self.innermost().is_some_and(|k| !matches!(k, Kind::Cell | Kind::Caption)) {
            return;
        }
        let Some(sink) = self.sinks.last_mut() else { return };
        if let Some(first) = first {
            sink.begin(|| self.source.place(at + first));
        }
        let bold = self.open.iter().any(|o| o.bold);
        let link = self.open.iter().rev().find_map(|o| o.link.as_deref());
        sink.words.push(&unescape(text), bold, link);
    }

    /// The innermost part of a table that is open.
    fn innermost(&self) -> Option<Kind> {
        let part = |k: &Kind| matches!(k, Kind::Table | Kind::Group | Kind::Row) || k.is_barrier();
        self.open.iter().rev().map(|o| o.kind).find(part)
    }

    /// Where the innermost open element of a sort stands, if it belongs to the innermost table.
    fn in_table(&self, wanted: impl Fn(&Open) -> bool) -> Option<usize> {
        let at = self.open.iter().rposition(|o| wanted(o) || o.kind == Kind::Table)?;
        self.open.get(at).is_some_and(&wanted).then_some(at)
    }

    /// Where the innermost element for which `wanted` holds stands, inside the cell that is open.
    fn in_cell(&self, wanted: impl Fn(&Open) -> bool) -> Option<usize> {
        let at = self.open.iter().rposition(|o| wanted(o) || o.kind.is_barrier())?;
        self.open.get(at).is_some_and(&wanted).then_some(at)
    }

    fn start(&mut self, at: usize, name: Name, attributes: &Attributes<'_>) -> Result<(), ReadError> {
        let kind = Kind::of(name.as_str());
        match kind {
            Kind::Void => {
                if name.as_str() == "hr" && self.hidden.is_none() {
                    self.with_sink(Sink::flush);
                }
                return Ok(());
            }
            Kind::Break => {
                if self.hidden.is_none() {
                    self.with_sink(Sink::break_line);
                }
                return Ok(());
            }
            _ => {}
        }
        if !self.make_room(kind)? {
            return Ok(());
        }
        if self.open.len() >= DEEPEST {
            // Old pages leave hundreds of inline elements open; they say nothing about structure.
            return if kind.is_inline() { Ok(()) } else { Err(ReadError::TooDeep) };
        }
        let shown = Shown::of(attributes);
        let skipped = matches!(kind, Kind::Skipped | Kind::WindowTitle);
        if self.hidden.is_none() {
            if shown.hidden || skipped {
                self.hidden = Some(self.open.len());
            } else {
                self.enter(at, name, kind, attributes, &shown)?;
            }
        }
        let link = attributes.href.filter(|_| kind == Kind::Link).map(|l| unescape_attribute(l.trim()));
        let link = link.filter(|l| !l.is_empty()).map(|l| Rc::from(l.as_ref()));
        self.open.push(Open { name, kind, bold: shown.bold || kind == Kind::Bold, link });
        Ok(())
    }

    /// Closes what ends where an element of this kind begins; `false` if it may not stand here at all.
    fn make_room(&mut self, kind: Kind) -> Result<bool, ReadError> {
        match kind {
            Kind::Table => {
                // Directly in a table a new one ends the old.
                if !matches!(self.innermost(), None | Some(Kind::Cell | Kind::Caption))
                    && let Some(table) = self.open.iter().rposition(|o| o.kind == Kind::Table)
                {
                    self.pop_to(table)?;
                }
            }
            Kind::Group | Kind::Caption => {
                let Some(table) = self.open.iter().rposition(|o| o.kind == Kind::Table) else { return Ok(false) };
                self.pop_to(table + 1)?;
                return Ok(true);
            }
            Kind::Row => {
                let Some(around) = self.open.iter().rposition(|o| matches!(o.kind, Kind::Table | Kind::Group)) else {
                    return Ok(false);
                };
                self.pop_to(around + 1)?;
                if self.open.get(around).is_some_and(|o| o.kind == Kind::Table) {
                    self.start(0, ROWS, &Attributes::default())?;
                }
                return Ok(true);
            }
            Kind::Cell => {
                if !self.open.iter().any(|o| o.kind == Kind::Table) {
                    return Ok(false);
                }
                match self.in_table(|o| o.kind == Kind::Row) {
                    Some(row) => self.pop_to(row + 1)?,
                    None => self.start(0, ROW, &Attributes::default())?,
                }
                return Ok(true);
            }
            Kind::Item => {
                if let Some(item) = self.in_cell(|o| matches!(o.kind, Kind::Item | Kind::List))
                    && self.open.get(item).is_some_and(|o| o.kind == Kind::Item)
                {
                    self.pop_to(item)?;
                }
            }
            Kind::Heading(_) if self.open.last().is_some_and(|o| matches!(o.kind, Kind::Heading(_))) => {
                self.pop_to(self.open.len() - 1)?;
            }
            _ => {}
        }
        if kind.is_block()
            && let Some(paragraph) = self.in_cell(|o| o.kind == Kind::Paragraph)
        {
            self.pop_to(paragraph)?;
        }
        Ok(true)
    }

    /// Does what an element that is shown means.
    fn enter(
        &mut self,
        at: usize,
        name: Name,
        kind: Kind,
        attributes: &Attributes<'_>,
        shown: &Shown,
    ) -> Result<(), ReadError> {
        match kind {
            Kind::Table => {
                self.with_sink(Sink::flush);
                if let Some(outer) = self.tables.last_mut() {
                    outer.holds_table = true;
                }
                let place = self.source.place(at);
                self.tables.push(Grid::new(place));
            }
            Kind::Group => self.with_table(|t| t.open_group(name.as_str() == "thead")),
            Kind::Row => self.with_table(|t| t.open_row(shown.align)),
            Kind::Cell => {
                let place = self.source.place(at);
                if let Some(table) = self.tables.last_mut() {
                    table.open_cell(name.as_str() == "th", attributes, shown, place)?;
                }
                self.sinks.push(Sink::cell());
            }
            Kind::Caption => self.sinks.push(Sink::cell()),
            _ if kind.is_block() => {
                let Some(sink) = self.sinks.last_mut() else { return Ok(()) };
                sink.flush();
                sink.mark_block();
                let role = match kind {
                    Kind::Heading(role) => Some(role),
                    _ => None,
                };
                if let Some(role) = shown.role.or(role) {
                    sink.role = Some(role);
                }
                if shown.page_break && self.tables.is_empty() {
                    sink.extend(vec![Block::PageBreak]);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: Name) -> Result<(), ReadError> {
        let kind = Kind::of(name.as_str());
        match kind {
            Kind::Void => {}
            Kind::Break => {
                if self.hidden.is_none() {
                    self.with_sink(Sink::break_line);
                }
            }
            Kind::Table => {
                if let Some(at) = self.open.iter().rposition(|o| o.kind == Kind::Table) {
                    self.pop_to(at)?;
                }
            }
            Kind::Group | Kind::Row | Kind::Cell | Kind::Caption => {
                if let Some(at) = self.in_table(|o| o.name == name) {
                    self.pop_to(at)?;
                }
            }
            Kind::Heading(_) => {
                if let Some(at) = self.in_cell(|o| matches!(o.kind, Kind::Heading(_))) {
                    self.pop_to(at)?;
                }
            }
            _ => match self.in_cell(|o| o.name == name) {
                // Inline elements may cross blocks: only the element itself ends.
                Some(at) if kind.is_inline() && self.hidden.is_none_or(|h| h < at) => {
                    self.open.remove(at);
                }
                Some(at) => self.pop_to(at)?,
                None if kind == Kind::Paragraph && self.hidden.is_none() => self.with_sink(Sink::flush),
                None => {}
            },
        }
        Ok(())
    }

    /// Closes all elements from one on.
    fn pop_to(&mut self, length: usize) -> Result<(), ReadError> {
        while self.open.len() > length {
            let Some(closed) = self.open.pop() else { break };
            match self.hidden {
                Some(hidden) if hidden == self.open.len() => self.hidden = None,
                Some(_) => {}
                None => self.leave(closed.kind)?,
            }
        }
        Ok(())
    }

    /// Does what the end of a shown element means.
    fn leave(&mut self, kind: Kind) -> Result<(), ReadError> {
        match kind {
            Kind::Table => {
                // Text that stands between cells is shown before the table.
                self.with_sink(Sink::flush);
                let blocks = self.tables.pop().map(Grid::finish).transpose()?.unwrap_or_default();
                self.with_sink(|s| s.extend(blocks));
            }
            Kind::Group => self.with_table(Grid::close_group),
            Kind::Row => self.with_table(Grid::close_row),
            Kind::Cell => {
                let content = self.sinks.pop().map(Sink::finish).unwrap_or_default();
                self.with_table(|t| t.close_cell(content));
            }
            Kind::Caption => {
                let content = self.sinks.pop().map(Sink::finish).unwrap_or_default();
                self.with_table(|t| t.set_caption(content));
            }
            _ if kind.is_block() => self.with_sink(|s| {
                s.flush();
                s.role = None;
            }),
            _ => {}
        }
        Ok(())
    }

    fn with_sink(&mut self, change: impl FnOnce(&mut Sink)) {
        if let Some(sink) = self.sinks.last_mut() {
            change(sink);
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Grid)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }
}
