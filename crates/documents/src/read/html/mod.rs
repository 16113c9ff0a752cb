//! Web pages: headings, paragraphs and tables as a browser would show them; what is hidden is left out.
//!
//! The walk over the tree is iterative, so nesting cannot exhaust the stack. A table that contains a table is layout
//! and is entered, not read as data. Places stay empty: the parser keeps no positions.

mod bounds;
mod style;
mod table;
mod words;

use super::{ReadError, heading};
use crate::model::{Block, Document, Paragraph, Role, Run};
use ego_tree::{NodeId, iter::Edge};
use scraper::{Html, Node, node::Element};
use std::collections::HashSet;
use style::Shown;
use table::Grid;
use words::Words;

/// Elements whose content is no text of the page.
fn is_skipped(element: &Element) -> bool {
    matches!(
        element.name(),
        "script"
            | "style"
            | "template"
            | "noscript"
            | "nav"
            | "head"
            | "select"
            | "textarea"
            | "button"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "dialog"
            | "datalist"
    )
}

/// Elements that begin and end a line.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "caption"
            | "ul"
    )
}

/// Reads a decoded page.
pub(super) fn read(source: &str) -> Result<Document, ReadError> {
    bounds::check(source)?;
    let page = Html::parse_document(source);
    let mut walk = Walk { layout: layout_tables(&page), ..Walk::default() };
    let mut skipping: Option<NodeId> = None;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skipping.is_none() => match node.value() {
                Node::Text(text) => walk.words().push(text),
                Node::Element(element) => {
                    let shown = Shown::of(element);
                    if is_skipped(element) || shown.hidden {
                        skipping = Some(node.id());
                    } else {
                        walk.open(node.id(), element, shown)?;
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                if skipping == Some(node.id()) {
                    skipping = None;
                } else if skipping.is_none()
                    && let Node::Element(element) = node.value()
                {
                    walk.close(node.id(), element)?;
                }
            }
            Edge::Open(_) => {}
        }
    }
    walk.flush();
    let mut document = walk.document;
    let by_role = document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text);
    document.title = by_role.or_else(|| title(&page));
    Ok(document)
}

/// The text of `<title>`.
fn title(page: &Html) -> Option<String> {
    let element = page.tree.nodes().find(|n| n.value().as_element().is_some_and(|e| e.name() == "title"))?;
    let mut words = Words::default();
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            words.push(text);
        }
    }
    Some(words.take_text()).filter(|t| !t.trim().is_empty())
}

/// The tables that contain a table.
fn layout_tables(page: &Html) -> HashSet<NodeId> {
    let mut layout = HashSet::new();
    let mut open: Vec<NodeId> = Vec::new();
    for edge in page.tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if node.value().as_element().is_some_and(|e| e.name() == "table") {
            if opens {
                layout.extend(open.last().copied());
                open.push(node.id());
            } else {
                open.pop();
            }
        }
    }
    layout
}

/// What is open while walking.
#[derive(Default)]
struct Walk {
    document: Document,
    /// Text of the paragraph that is being filled.
    flow: Words,
    role: Option<Role>,
    layout: HashSet<NodeId>,
    /// The data table that is being filled; data tables never nest.
    table: Option<(NodeId, Grid)>,
}

impl Walk {
    /// Where text goes now.
    fn words(&mut self) -> &mut Words {
        match self.table.as_mut() {
            Some((_, grid)) => grid.words(),
            None => &mut self.flow,
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let role = self.role;
        let runs = self.flow.take_runs();
        let text: String = runs.iter().map(|r| r.text.as_str()).collect();
        if text.trim().is_empty() {
            return;
        }
        let by_number = heading::role_of(&text);
        let role = match role {
            Some(Role::Title) | None if by_number != Role::Body => by_number,
            Some(role) if is_level(role) && by_number != Role::Body => by_number,
            Some(role) => role,
            None => Role::Body,
        };
        self.document.blocks.push(Block::Paragraph(Paragraph { role, runs, ..Paragraph::default() }));
    }

    fn open(&mut self, id: NodeId, element: &Element, shown: Shown) -> Result<(), ReadError> {
        let name = element.name();
        if let Some((_, grid)) = self.table.as_mut() {
            match name {
                "br" => grid.words().new_line(),
                _ if grid.open(element, &shown)? => {}
                _ if is_block(name) => grid.words().boundary(),
                _ => {}
            }
        } else if name == "table" && !self.layout.contains(&id) {
            self.flush();
            self.table = Some((id, Grid::default()));
        } else if name == "br" || is_block(name) {
            self.flush();
            if let Some(role) = shown.role.or_else(|| role_of_element(name)) {
                self.role = Some(role);
            }
            if shown.page_break {
                self.document.blocks.push(Block::PageBreak);
            }
        }
        let link = if name == "a" { element.attr("href") } else { None };
        self.words().open(shown.bold || matches!(name, "b" | "strong"), link);
        Ok(())
    }

    fn close(&mut self, id: NodeId, element: &Element) -> Result<(), ReadError> {
        let name = element.name();
        if self.table.as_ref().is_some_and(|(table, _)| *table == id) {
            if let Some((_, grid)) = self.table.take() {
                self.document.blocks.extend(grid.finish()?);
            }
            return Ok(());
        }
        match self.table.as_mut() {
            Some((_, grid)) => {
                if grid.close(element) {
                    return Ok(());
                }
                if is_block(name) {
                    grid.words().boundary();
                }
            }
            None if is_block(name) => {
                self.flush();
                self.role = None;
            }
            None => {}
        }
        self.words().close();
        Ok(())
    }
}

fn is_level(role: Role) -> bool {
    matches!(role, Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4)
}

fn role_of_element(name: &str) -> Option<Role> {
    match name {
        "h1" => Some(Role::Title),
        "h2" => Some(Role::Heading1),
        "h3" => Some(Role::Heading2),
        "h4" => Some(Role::Heading3),
        "h5" | "h6" => Some(Role::Heading4),
        _ => None,
    }
}

/// Marks a link as belonging to a whole cell when nothing of the cell stands outside it.
fn common_link(runs: &[Run]) -> Option<String> {
    let mut links = runs.iter().filter(|r| !r.text.trim().is_empty()).map(|r| r.link.as_deref());
    let first = links.next()??;
    links.all(|l| l == Some(first)).then(|| first.to_owned())
}
