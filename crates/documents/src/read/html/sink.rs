//! Where text goes while the page passes by: the page itself, a cell or a caption.

use super::words::Words;
use crate::model::{Block, Paragraph, Role};
use crate::read::heading;
use domain::Place;

/// A place that collects paragraphs and tables.
#[derive(Default)]
pub(super) struct Sink {
    pub words: Words,
    /// What the element around says the paragraph is.
    pub role: Option<Role>,
    /// Where the open paragraph began.
    pub paragraph: Option<Place>,
    /// In a cell a line that is broken off stays a line, even an empty one.
    is_cell: bool,
    content: Content,
}

/// What has been collected.
#[derive(Default)]
pub(super) struct Content {
    pub blocks: Vec<Block>,
    /// Where the first character stood.
    pub begins: Option<Place>,
    /// Whether blocks were opened inside.
    pub has_blocks: bool,
}

fn is_level(role: Role) -> bool {
    matches!(role, Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4)
}

impl Sink {
    pub fn cell() -> Self {
        Sink { is_cell: true, ..Sink::default() }
    }

    /// A character stands here.
    pub fn begin(&mut self, place: impl FnOnce() -> Place) {
        if self.paragraph.is_none() {
            let place = place();
            self.content.begins.get_or_insert_with(|| place.clone());
            self.paragraph = Some(place);
        }
    }

    pub fn mark_block(&mut self) {
        self.content.has_blocks = true;
    }

    /// Ends the paragraph.
    pub fn flush(&mut self) {
        let runs = self.words.take_runs();
        let place = self.paragraph.take().unwrap_or_default();
        if runs.is_empty() {
            return;
        }
        // Most paragraphs are one run, whose text need not be put together.
        let joined: String;
        let text = match runs.as_slice() {
            [one] => one.text.as_str(),
            many => {
                joined = many.iter().map(|r| r.text.as_str()).collect();
                joined.as_str()
            }
        };
        if !self.is_cell && text.trim().is_empty() {
            return;
        }
        let by_number = heading::role_of(text);
        let role = match self.role {
            Some(Role::Title) | None if by_number != Role::Body => by_number,
            Some(role) if is_level(role) && by_number != Role::Body => by_number,
            Some(role) => role,
            None => Role::Body,
        };
        self.content.blocks.push(Block::Paragraph(Paragraph { role, runs, place }));
    }

    /// `<br>`: in a cell an empty line counts.
    pub fn break_line(&mut self) {
        let before = self.content.blocks.len();
        self.flush();
        if self.is_cell && before == self.content.blocks.len() && !self.content.blocks.is_empty() {
            self.content.blocks.push(Block::Paragraph(Paragraph::default()));
        }
    }

    /// Adds finished blocks behind what came before.
    pub fn extend(&mut self, blocks: Vec<Block>) {
        self.flush();
        self.content.blocks.extend(blocks);
    }

    pub fn finish(mut self) -> Content {
        self.flush();
        if self.is_cell {
            // Lines that only follow the text are none.
            let blank = |b: &Block| matches!(b, Block::Paragraph(p) if p.runs.is_empty());
            while self.content.blocks.last().is_some_and(blank) {
                self.content.blocks.pop();
            }
        }
        self.content
    }
}
