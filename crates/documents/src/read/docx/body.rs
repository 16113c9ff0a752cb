//! The main text, element by element.
//!
//! Every element that opens is remembered with what it opened, so that its end undoes exactly that, whatever order
//! a file has them in. Deleted and moved-away text is no part of the body, inserted text is; of two ways to show the same
//! (mc:AlternateContent) only the first is taken, so that a text box counts once; the fallback where there is no other.
//! Whatever characters do not reach the body are handed back beside it: nothing in the part is dropped unseen.

use super::{
    numbering::{Counters, ListRef},
    parts::Parts,
    table::{Builder, Merge},
};
use crate::{
    model::{Align, Block, Paragraph, Role, Run},
    read::{
        ReadError,
        beside::{DELETED, Said, is_measure, spoken},
        heading,
        xml::{attribute, character, is_on, number},
    },
};
use quick_xml::{
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
    reader::NsReader,
};

/// No document nests deeper.
const DEEPEST: usize = 256;
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const WORD_STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// What an open element has opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Nothing,
    Skipped,
    Paragraph,
    Run,
    RunProperties,
    Text,
    Link,
    TextBox,
    Alternatives,
    Table,
    Row,
    RowProperties,
    Cell,
    Formula,
}

/// The element that opened last, as far as its characters are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Words,
    Code,
    Gone,
    Measure,
    Other,
}

/// A paragraph that is being filled.
#[derive(Default)]
struct Draft {
    runs: Vec<Run>,
    role: Option<Role>,
    style: Option<String>,
    list: ListRef,
    align: Option<Align>,
    /// The paragraph mark is deleted: the next paragraph continues this one.
    joins_next: bool,
    page_break: bool,
    /// Text boxes anchored here come behind it.
    after: Vec<Block>,
}

/// Where finished paragraphs go: the body, a cell or a text box.
#[derive(Default)]
struct Sink {
    blocks: Vec<Block>,
    joined: Vec<Run>,
    align: Option<Align>,
}

struct Body<'p> {
    parts: &'p Parts,
    open: Vec<Opened>,
    skipping: usize,
    sinks: Vec<Sink>,
    drafts: Vec<Draft>,
    tables: Vec<Builder>,
    links: Vec<Option<String>>,
    /// Whether one of the open alternatives has been taken.
    taken: Vec<bool>,
    counters: Counters,
    bold: bool,
    hidden: bool,
    text: String,
    preserve: bool,
    leaf: Leaf,
    /// Why the elements that are being skipped are.
    why: &'static str,
    /// Characters that do not reach the body.
    unseen: Vec<Said>,
    /// Where those of the open paragraph begin.
    since: usize,
    /// What attributes say.
    said: Vec<Said>,
}

/// Reads the blocks of the main text, and what it holds besides.
pub(super) fn blocks(parts: &Parts) -> Result<(Vec<Block>, Vec<Said>), ReadError> {
    let mut reader = NsReader::from_str(&parts.document);
    let mut body = Body {
        parts,
        open: Vec::new(),
        skipping: 0,
        sinks: vec![Sink::default()],
        drafts: Vec::new(),
        tables: Vec::new(),
        links: Vec::new(),
        taken: Vec::new(),
        counters: Counters::default(),
        bold: false,
        hidden: false,
        text: String::new(),
        preserve: false,
        leaf: Leaf::Other,
        why: DELETED,
        unseen: Vec::new(),
        since: 0,
        said: Vec::new(),
    };
    let mut began = false;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| ReadError::Damaged)?;
        match event {
            Event::Start(e) => {
                began = true;
                body.start(kind(&namespace), &e)?;
            }
            Event::Empty(e) => {
                body.start(kind(&namespace), &e)?;
                body.end()?;
            }
            Event::End(_) => body.end()?,
            Event::Text(t) => body.characters(t.as_ref()),
            Event::CData(t) => body.characters(t.as_ref()),
            Event::GeneralRef(r) => {
                if let Some(c) = character(&r) {
                    body.characters(c.encode_utf8(&mut [0; 4]));
                }
            }
            // OOXML forbids document types; entities are where XML bombs live.
            Event::DocType(_) => return Err(ReadError::Damaged),
            Event::Eof => break,
            _ => {}
        }
    }
    if !began || !body.open.is_empty() {
        return Err(ReadError::Damaged);
    }
    let blocks = body.sinks.pop().map(Sink::finish).unwrap_or_default();
    body.unseen.append(&mut body.said);
    Ok((blocks, body.unseen))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Compatibility,
    Other,
}

fn kind(namespace: &ResolveResult<'_>) -> Kind {
    match namespace {
        ResolveResult::Bound(Namespace(name)) if *name == WORD || *name == WORD_STRICT => Kind::Word,
        ResolveResult::Bound(Namespace(name)) if *name == COMPATIBILITY => Kind::Compatibility,
        _ => Kind::Other,
    }
}

fn merge(element: &BytesStart<'_>) -> Merge {
    if attribute(element, "val").as_deref() == Some("restart") { Merge::Restart } else { Merge::Continue }
}

impl Sink {
    fn finish(mut self) -> Vec<Block> {
        if !self.joined.is_empty() {
            self.blocks.push(Block::Paragraph(Paragraph { runs: self.joined, ..Paragraph::default() }));
        }
        self.blocks
    }
}

impl Body<'_> {
    fn parent(&self) -> Opened {
        self.open.last().copied().unwrap_or(Opened::Nothing)
    }

    fn start(&mut self, kind: Kind, e: &BytesStart<'_>) -> Result<(), ReadError> {
        if self.open.len() >= DEEPEST {
            return Err(ReadError::TooDeep);
        }
        let element = e.name();
        let name = element.local_name();
        let name = name.as_ref();
        spoken(name, e, &mut self.said);
        self.leaf = match name {
            "t" => Leaf::Words,
            "delText" => Leaf::Gone,
            "instrText" | "delInstrText" => Leaf::Code,
            _ if is_measure(name) => Leaf::Measure,
            _ => Leaf::Other,
        };
        let opened = match self.skipping {
            0 => self.enter(kind, name, e),
            _ => Opened::Skipped,
        };
        if self.skipping > 0 && name == "p" {
            self.since = self.unseen.len();
        }
        self.skipping += usize::from(opened == Opened::Skipped);
        self.open.push(opened);
        Ok(())
    }

    /// Does what an opening element means and says what it opened.
    fn enter(&mut self, kind: Kind, name: &str, e: &BytesStart<'_>) -> Opened {
        match kind {
            Kind::Compatibility => return self.alternative(name),
            Kind::Word => {}
            Kind::Other if name == "oMath" => return Opened::Formula,
            Kind::Other => return Opened::Nothing,
        }
        let parent = self.parent();
        match name {
            // Old properties of tracked changes, and the phonetic line above a character.
            _ if name.ends_with("PrChange") || name == "rt" => self.skip("注音"),
            "del" if parent == Opened::RowProperties => {
                self.with_table(Builder::mark_deleted);
                Opened::Nothing
            }
            "del" if parent == Opened::RunProperties && !self.in_run() => {
                self.with_draft(|d| d.joins_next = true);
                Opened::Nothing
            }
            "del" | "moveFrom" => self.skip(DELETED),
            "p" => {
                self.drafts.push(Draft::default());
                Opened::Paragraph
            }
            "r" => {
                (self.bold, self.hidden) = (false, false);
                Opened::Run
            }
            "rPr" => Opened::RunProperties,
            "t" if parent == Opened::Run => {
                self.preserve = attribute(e, "space").as_deref() == Some("preserve");
                self.text.clear();
                Opened::Text
            }
            "hyperlink" => {
                let link = attribute(e, "id").and_then(|id| self.parts.link(&id)).map(str::to_owned);
                self.links.push(link);
                Opened::Link
            }
            "txbxContent" => {
                self.sinks.push(Sink::default());
                Opened::TextBox
            }
            "tbl" => {
                self.tables.push(Builder::default());
                Opened::Table
            }
            "tr" if self.around() == Some(Opened::Table) => {
                self.with_table(Builder::start_row);
                Opened::Row
            }
            "trPr" => Opened::RowProperties,
            "tc" if self.around() == Some(Opened::Row) => {
                self.sinks.push(Sink::default());
                Opened::Cell
            }
            _ => {
                self.property(name, parent, e);
                Opened::Nothing
            }
        }
    }

    /// One way or another to show the same.
    fn alternative(&mut self, name: &str) -> Opened {
        match (name, self.taken.last_mut()) {
            ("AlternateContent", _) => {
                self.taken.push(false);
                Opened::Alternatives
            }
            ("Choice" | "Fallback", Some(taken)) => match std::mem::replace(taken, true) {
                true => self.skip("文本框（旧式写法）"),
                false => Opened::Nothing,
            },
            _ => Opened::Nothing,
        }
    }

    /// Leaves an element out of the body, and remembers why.
    fn skip(&mut self, why: &'static str) -> Opened {
        self.why = why;
        Opened::Skipped
    }

    /// Keeps characters that do not reach the body: those of one kind in one paragraph belong together.
    fn keep_unseen(&mut self, why: &'static str, text: &str) {
        let own = self.unseen.get_mut(self.since..).unwrap_or_default();
        match own.iter_mut().find(|(w, _)| *w == why) {
            Some((_, said)) => said.push_str(text),
            None => self.unseen.push((why, text.to_owned())),
        }
    }

    /// Takes over what a table does not show.
    fn take_unseen(&mut self) {
        let from = self.tables.last_mut().map(|t| std::mem::take(&mut t.unseen)).unwrap_or_default();
        self.unseen.extend(from);
        self.since = self.unseen.len();
    }

    /// Elements that say something about the run, paragraph, row or cell around them.
    fn property(&mut self, name: &str, parent: Opened, e: &BytesStart<'_>) {
        match name {
            "tab" if parent == Opened::Run => self.put("\t"),
            "cr" if parent == Opened::Run => self.put("\n"),
            // A character of a symbol font; the low byte is the key it was typed with.
            "sym" if parent == Opened::Run => {
                let code = attribute(e, "char").and_then(|c| u32::from_str_radix(c.trim(), 16).ok());
                let key = code.map(|c| if (0xf000..=0xf0ff).contains(&c) { c & 0xff } else { c });
                if let Some(key) = key.and_then(char::from_u32).filter(|c| c.is_alphanumeric()) {
                    self.keep_unseen("符号字体", key.encode_utf8(&mut [0; 4]));
                }
            }
            "noBreakHyphen" if parent == Opened::Run => self.put("-"),
            "br" if parent == Opened::Run => match attribute(e, "type").as_deref() {
                Some("page") => self.with_draft(|d| d.page_break = true),
                _ => self.put("\n"),
            },
            "b" if parent == Opened::RunProperties && self.in_run() => self.bold = is_on(e, "val"),
            "vanish" if parent == Opened::RunProperties && self.in_run() => self.hidden = is_on(e, "val"),
            "pStyle" => {
                let role = attribute(e, "val").and_then(|id| self.parts.styles.role(&id));
                let style = attribute(e, "val");
                self.with_draft(|d| {
                    d.role = d.role.or(role);
                    d.style = style;
                });
            }
            "numId" if self.innermost(Opened::Paragraph) => {
                let list = number(e, "val");
                self.with_draft(|d| d.list.list = list);
            }
            "ilvl" if self.innermost(Opened::Paragraph) => {
                let level = number(e, "val");
                self.with_draft(|d| d.list.level = level);
            }
            "outlineLvl" => {
                let level = number(e, "val").filter(|l| *l < 9);
                self.with_draft(|d| d.role = d.role.or(level.map(|l| heading::level(l + 1))));
            }
            "jc" if self.innermost(Opened::Paragraph) => {
                let align = match attribute(e, "val").as_deref() {
                    Some("center") => Align::Center,
                    Some("right" | "end") => Align::Right,
                    _ => Align::Left,
                };
                self.with_draft(|d| d.align = Some(align));
            }
            "pageBreakBefore" if is_on(e, "val") && self.tables.is_empty() => {
                if let Some(sink) = self.sinks.last_mut() {
                    sink.blocks.push(Block::PageBreak);
                }
            }
            "gridCol" => {
                let width = attribute(e, "w").and_then(|w| w.parse().ok()).unwrap_or(0.0);
                self.with_table(|t| t.column_width(width));
            }
            "gridBefore" => {
                let skip = number(e, "val").unwrap_or(0);
                self.with_table(|t| t.skip(skip));
            }
            "tblHeader" if is_on(e, "val") => self.with_table(Builder::mark_head),
            "gridSpan" => {
                let span = number(e, "val").unwrap_or(1);
                self.with_table(|t| t.cell.span = span);
            }
            "vMerge" => self.with_table(|t| t.cell.down = Some(merge(e))),
            "hMerge" => self.with_table(|t| t.cell.across = Some(merge(e))),
            _ => {}
        }
    }

    fn end(&mut self) -> Result<(), ReadError> {
        self.leaf = Leaf::Other;
        match self.open.pop().unwrap_or(Opened::Nothing) {
            Opened::Nothing | Opened::Run | Opened::RunProperties | Opened::RowProperties | Opened::Formula => {}
            Opened::Skipped => self.skipping = self.skipping.saturating_sub(1),
            Opened::Text => {
                let text = std::mem::take(&mut self.text);
                let text = if self.preserve { text.as_str() } else { text.trim_matches([' ', '\t', '\n', '\r']) };
                self.put(text);
            }
            Opened::Alternatives => {
                self.taken.pop();
            }
            Opened::Link => {
                self.links.pop();
            }
            Opened::Paragraph => {
                if let Some(draft) = self.drafts.pop() {
                    self.keep(draft);
                }
            }
            Opened::TextBox => {
                let blocks = self.sinks.pop().map(Sink::finish).unwrap_or_default();
                match self.drafts.last_mut() {
                    Some(draft) => draft.after.extend(blocks),
                    None => self.emit(blocks),
                }
            }
            Opened::Cell => {
                let sink = self.sinks.pop().unwrap_or_default();
                let align = sink.align;
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(sink.finish(), align)?;
                }
                self.take_unseen();
            }
            Opened::Row => {
                self.with_table(Builder::end_row);
                self.take_unseen();
            }
            Opened::Table => {
                if let Some(table) = self.tables.pop() {
                    let blocks = table.finish()?;
                    self.emit(blocks);
                }
            }
        }
        Ok(())
    }

    fn characters(&mut self, text: &str) {
        if self.skipping == 0 && self.parent() == Opened::Text {
            self.text.push_str(text);
            return;
        }
        // Blanks between elements are the layout of the XML.
        if self.leaf == Leaf::Measure || (text.trim().is_empty() && !matches!(self.leaf, Leaf::Words | Leaf::Gone)) {
            return;
        }
        let why = match self.leaf {
            _ if self.skipping > 0 => self.why,
            Leaf::Gone => DELETED,
            Leaf::Code => "域代码",
            _ if self.open.contains(&Opened::Formula) => "公式",
            _ => "图形和其他内容",
        };
        self.keep_unseen(why, text);
    }

    /// Adds text to the open paragraph.
    fn put(&mut self, text: &str) {
        if self.hidden || self.drafts.is_empty() {
            let why = if self.hidden { "隐藏文字" } else { "图形和其他内容" };
            self.keep_unseen(why, text);
            return;
        }
        if text.is_empty() {
            return;
        }
        let link = self.links.last().cloned().flatten();
        let bold = self.bold;
        self.with_draft(|draft| match draft.runs.last_mut() {
            Some(run) if run.bold == bold && run.link == link => run.text.push_str(text),
            _ => draft.runs.push(Run { text: text.to_owned(), bold, link }),
        });
    }

    /// A finished paragraph goes where it belongs. Empty ones count only in cells, where they are lines.
    fn keep(&mut self, mut draft: Draft) {
        self.since = self.unseen.len();
        let in_cell = self.innermost(Opened::Cell);
        let parts = self.parts;
        // The number belongs to the mark that ends the paragraph, so one that goes on in the next has none.
        let label = match draft.joins_next {
            true => None,
            false => parts.lists.next(draft.list, draft.style.as_deref(), &parts.styles, &mut self.counters),
        };
        let Some(sink) = self.sinks.last_mut() else { return };
        sink.align = sink.align.or(draft.align);
        let mut runs = std::mem::take(&mut sink.joined);
        runs.append(&mut draft.runs);
        if draft.joins_next {
            sink.joined = runs;
        } else {
            if let Some(label) = label {
                match runs.first_mut() {
                    Some(run) => run.text.insert_str(0, &label),
                    None => runs.push(Run { text: label, ..Run::default() }),
                }
            }
            let paragraph = Paragraph { runs, ..Paragraph::default() };
            let text = paragraph.text();
            if in_cell || !text.trim().is_empty() {
                let role = match heading::role_of(&text) {
                    _ if in_cell => Role::Body,
                    Role::Body => draft.role.unwrap_or_default(),
                    numbered => numbered,
                };
                let mut paragraph = Paragraph { role, ..paragraph };
                if role == Role::Title {
                    // A title is broken by hand where it reads best; it is one line of text all the same.
                    paragraph.runs.iter_mut().for_each(|r| r.text = r.text.replace('\n', ""));
                }
                sink.blocks.push(Block::Paragraph(paragraph));
            }
        }
        sink.blocks.append(&mut draft.after);
        if draft.page_break && !in_cell {
            sink.blocks.push(Block::PageBreak);
        }
    }

    fn emit(&mut self, blocks: Vec<Block>) {
        if let Some(sink) = self.sinks.last_mut() {
            sink.blocks.extend(blocks);
        }
    }

    fn with_draft(&mut self, change: impl FnOnce(&mut Draft)) {
        if let Some(draft) = self.drafts.last_mut() {
            change(draft);
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Builder)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    /// Whether the properties around belong to a run, not to a paragraph mark.
    fn in_run(&self) -> bool {
        self.innermost(Opened::Run)
    }

    /// Whether the innermost open element of substance is this one.
    fn innermost(&self, wanted: Opened) -> bool {
        self.open
            .iter()
            .rev()
            .find(|o| {
                matches!(
                    o,
                    Opened::Run | Opened::Paragraph | Opened::Cell | Opened::Row | Opened::Table | Opened::TextBox
                )
            })
            .is_some_and(|o| *o == wanted)
    }

    /// The part of a table (or text box) around, whatever wrappers stand between.
    fn around(&self) -> Option<Opened> {
        let is_part = |o: &Opened| matches!(o, Opened::Table | Opened::Cell | Opened::TextBox | Opened::Row);
        self.open.iter().rev().copied().find(is_part)
    }
}
