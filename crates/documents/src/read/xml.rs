//! What the readers of office documents share about XML.

use super::ReadError;
use quick_xml::{
    XmlVersion,
    events::{BytesRef, BytesStart, Event},
    reader::Reader,
};

/// An attribute by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .and_then(|a| a.normalized_value(XmlVersion::Explicit1_0).ok().map(|v| v.into_owned()))
}

/// An attribute that is a whole number.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(element, name).and_then(|v| v.trim().parse().ok())
}

/// A switch such as `<w:b/>` or `<w:b w:val="0"/>`: on unless its value says off.
pub(super) fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    !matches!(attribute(element, name).as_deref(), Some("0" | "false" | "off" | "none"))
}

/// A flag such as `hidden="1"`: off unless its value says on.
pub(super) fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true" | "on"))
}

/// What happens in an XML part, with names without their prefix.
pub(super) enum Step<'a, 'x> {
    /// An element opens (and closes at once if it is empty, with a step of its own).
    Open(&'a str, &'a BytesStart<'x>),
    /// An element closes.
    Close(&'a str),
    /// Characters.
    Text(&'a str),
}

/// Walks through a part. Document types are refused: office formats forbid them, and XML bombs live there.
pub(super) fn walk(xml: &str, mut visit: impl FnMut(Step<'_, '_>) -> Result<(), ReadError>) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| ReadError::Damaged)? {
            Event::Start(e) => visit(Step::Open(e.name().local_name().as_ref(), &e))?,
            Event::Empty(e) => {
                visit(Step::Open(e.name().local_name().as_ref(), &e))?;
                visit(Step::Close(e.name().local_name().as_ref()))?;
            }
            Event::End(e) => visit(Step::Close(e.name().local_name().as_ref()))?,
            Event::Text(t) => visit(Step::Text(t.as_ref()))?,
            Event::CData(t) => visit(Step::Text(t.as_ref()))?,
            Event::GeneralRef(r) => {
                if let Some(c) = character(&r) {
                    visit(Step::Text(c.encode_utf8(&mut [0; 4])))?;
                }
            }
            Event::DocType(_) => return Err(ReadError::Damaged),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Calls `visit` for each element that opens.
pub(super) fn elements(xml: &str, mut visit: impl FnMut(&str, &BytesStart<'_>)) -> Result<(), ReadError> {
    walk(xml, |step| {
        if let Step::Open(name, e) = step {
            visit(name, e);
        }
        Ok(())
    })
}

/// The character of a reference such as `&amp;` or `&#20065;`.
pub(super) fn character(reference: &BytesRef<'_>) -> Option<char> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(c),
        _ => match reference.as_ref() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        },
    }
}

/// The path of a relationship's target, seen from the folder of its source.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    }
}
