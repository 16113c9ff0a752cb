//! The parts beside the main text: where it is, its styles and the targets of its links.

use super::numbering::{ListRef, Lists};
use crate::{
    model::Role,
    read::{
        ReadError, heading,
        package::Package,
        xml::{self, attribute, elements, number, resolved},
    },
    write::docx::style_role,
};
use quick_xml::{events::Event, reader::Reader};
use std::collections::HashMap;

/// What the main text refers to.
pub(super) struct Parts {
    /// The main text.
    pub document: String,
    /// The name of its part.
    pub main: String,
    /// The title in the file's properties.
    pub title: Option<String>,
    /// Paragraph and list styles.
    pub styles: Styles,
    /// The lists that number paragraphs.
    pub lists: Lists,
    links: HashMap<String, String>,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    list: ListRef,
}

/// The styles of a document by their identifiers.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Parts {
    pub fn read(package: &mut Package<'_>) -> Result<Parts, ReadError> {
        let mut main = None;
        if let Some(xml) = package.part("_rels/.rels")? {
            elements(&xml, |_, e| {
                if attribute(e, "Type").is_some_and(|t| t.ends_with("/officeDocument")) {
                    main = attribute(e, "Target").map(|t| resolved("", &t));
                }
            })?;
        }
        let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
        let document = package.part(&main)?.ok_or(ReadError::Damaged)?;
        let (folder, file) = main.rsplit_once('/').map_or(("", main.as_str()), |(d, f)| (d, f));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };

        let mut links = HashMap::new();
        let mut styles_at = format!("{folder}styles.xml");
        let mut lists_at = format!("{folder}numbering.xml");
        if let Some(xml) = package.part(&format!("{folder}_rels/{file}.rels"))? {
            elements(&xml, |_, e| {
                let (Some(kind), Some(target)) = (attribute(e, "Type"), attribute(e, "Target")) else { return };
                if kind.ends_with("/hyperlink") {
                    links.extend(attribute(e, "Id").map(|id| (id, target)));
                } else if kind.ends_with("/styles") {
                    styles_at = resolved(&folder, &target);
                } else if kind.ends_with("/numbering") {
                    lists_at = resolved(&folder, &target);
                }
            })?;
        }
        let styles = match package.part(&styles_at)? {
            Some(xml) => styles(&xml)?,
            None => Styles::default(),
        };
        let lists = match package.part(&lists_at)? {
            Some(xml) => Lists::read(&xml)?,
            None => Lists::default(),
        };
        let title = match package.part("docProps/core.xml") {
            Ok(Some(xml)) => title(&xml),
            _ => None,
        };
        Ok(Parts { document, main, title, styles, lists, links })
    }

    /// The target of a link.
    pub fn link(&self, id: &str) -> Option<&str> {
        self.links.get(id).map(String::as_str)
    }
}

impl Styles {
    /// What a style says about its list, directly or by what it is based on.
    pub fn list(&self, id: &str) -> ListRef {
        let mut found = ListRef::default();
        let mut at = Some(id);
        // Styles may refer to each other in a circle.
        for _ in 0..10 {
            let Some(style) = at.and_then(|id| self.0.get(id)) else { break };
            found.list = found.list.or(style.list.list);
            found.level = found.level.or(style.list.level);
            at = style.based_on.as_deref();
        }
        found
    }

    /// The role a paragraph style gives, directly or by what it is based on.
    pub fn role(&self, id: &str) -> Option<Role> {
        let mut at = Some(id);
        // Styles may refer to each other in a circle.
        for _ in 0..10 {
            let id = at?;
            if let Some(role) = style_role(id) {
                return Some(role);
            }
            let style = self.0.get(id)?;
            let name = style.name.to_lowercase();
            if matches!(name.as_str(), "title" | "标题") {
                return Some(Role::Title);
            }
            let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"));
            if let Some(level) = level.and_then(|l| l.trim().parse().ok()) {
                return Some(heading::level(level));
            }
            if let Some(outline) = style.outline.filter(|o| *o < 9) {
                return Some(heading::level(outline + 1));
            }
            at = style.based_on.as_deref();
        }
        None
    }
}

fn styles(xml: &str) -> Result<Styles, ReadError> {
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut current = String::new();
    elements(xml, |name, e| {
        if name == "style" {
            current = attribute(e, "styleId").unwrap_or_default();
            styles.insert(current.clone(), Style::default());
            return;
        }
        let Some(style) = styles.get_mut(&current) else { return };
        match name {
            "name" => style.name = attribute(e, "val").unwrap_or_default(),
            "basedOn" => style.based_on = attribute(e, "val"),
            "numId" => style.list.list = number(e, "val"),
            "ilvl" => style.list.level = number(e, "val"),
            "outlineLvl" => style.outline = attribute(e, "val").and_then(|v| v.parse().ok()),
            _ => {}
        }
    })?;
    Ok(Styles(styles))
}

/// `dc:title` of the properties.
fn title(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) => inside = e.name().local_name().as_ref() == "title",
            Event::End(_) => inside = false,
            Event::Text(t) if inside => text.push_str(t.as_ref()),
            Event::GeneralRef(r) if inside => text.extend(xml::character(&r)),
            Event::Eof => return Some(text).filter(|t| !t.trim().is_empty()),
            _ => {}
        }
    }
}
