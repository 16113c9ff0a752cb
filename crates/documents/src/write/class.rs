//! Class names of the pages we write; the reader knows them again.

use crate::model::{Align, Role};

/// A forced page break.
pub(crate) const PAGE_BREAK: &str = "gk-page-break";

const ROLES: [(Role, &str); 7] = [
    (Role::IssuerMark, "gk-issuer"),
    (Role::DocumentNumber, "gk-number"),
    (Role::Addressee, "gk-addressee"),
    (Role::Caption, "gk-caption"),
    (Role::AttachmentNote, "gk-attachments"),
    (Role::Signature, "gk-sign"),
    (Role::Date, "gk-date"),
];

const TITLE: &str = "gk-doc__title";
const NOTE: &str = "gk-note";

/// The class of a role that no element stands for.
pub(crate) fn of(role: Role) -> Option<&'static str> {
    match role {
        Role::Title => Some(TITLE),
        Role::Note => Some(NOTE),
        // Set like the name above it; the first class is the one the reader goes by.
        Role::Date => Some("gk-date gk-sign"),
        role => ROLES.iter().find(|(r, _)| *r == role).map(|(_, class)| *class),
    }
}

/// The role a class stands for.
pub(crate) fn role(class: &str) -> Option<Role> {
    match class {
        TITLE => Some(Role::Title),
        NOTE => Some(Role::Note),
        class => ROLES.iter().find(|(_, c)| *c == class).map(|(role, _)| *role),
    }
}

/// The class of a cell that is not centred.
pub(crate) fn of_align(align: Align) -> Option<&'static str> {
    match align {
        Align::Left => Some("gk-left"),
        Align::Center => None,
        Align::Right => Some("gk-right"),
    }
}

/// The setting a class stands for.
pub(crate) fn align(class: &str) -> Option<Align> {
    match class {
        "gk-left" => Some(Align::Left),
        "gk-right" => Some(Align::Right),
        _ => None,
    }
}
