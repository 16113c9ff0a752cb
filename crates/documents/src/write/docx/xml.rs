//! A thin hand on the XML writer: elements with attributes, and text without characters XML cannot hold.

use crate::write::WriteError;
use quick_xml::{
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
    writer::Writer,
};

/// XML that is being written. The first failure is kept and told at the end.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    failed: Option<std::io::Error>,
}

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A new part with its declaration.
    pub fn new() -> Self {
        let mut xml = Xml { writer: Writer::new(Vec::new()), failed: None };
        xml.emit(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    fn emit(&mut self, event: Event<'_>) {
        if let Err(error) = self.writer.write_event(event) {
            self.failed.get_or_insert(error);
        }
    }

    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.emit(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    pub fn close(&mut self, name: &str) {
        self.emit(Event::End(BytesEnd::new(name)));
    }

    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.emit(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    /// `<name w:val="value"/>`, the commonest element of all.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    pub fn text(&mut self, text: &str) {
        let clean: String = text.chars().filter(|c| is_allowed(*c)).collect();
        self.emit(Event::Text(BytesText::new(&clean)));
    }

    /// An element that holds only text.
    pub fn element(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.text(text);
        self.close(name);
    }

    pub fn finish(self) -> Result<String, WriteError> {
        match self.failed {
            Some(error) => Err(WriteError::Package(error.to_string())),
            None => String::from_utf8(self.writer.into_inner()).map_err(|e| WriteError::Package(e.to_string())),
        }
    }
}

/// The characters of XML 1.0.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
