//! The classes that stand for roles and alignment in our HTML: the writer prints them, the reader knows them again.

use crate::model::{Align, Role};

/// An empty element before which a printer starts a new page.
pub(crate) const PAGE_BREAK: &str = "gk-page-break";

/// Roles that have no HTML element of their own. The first class of a role is the one that names it.
const ROLES: &[(Role, &str)] = &[
    (Role::IssuerMark, "gk-doc__issuer"),
    (Role::DocumentNumber, "gk-doc__number"),
    (Role::Title, "gk-doc__title"),
    (Role::Addressee, "gk-doc__addressee"),
    (Role::Caption, "gk-doc__caption"),
    (Role::AttachmentNote, "gk-doc__attachment"),
    (Role::Note, "gk-doc__note"),
    (Role::Signature, "gk-sign"),
    (Role::Date, "gk-sign--date"),
];

/// The class attribute of a paragraph; empty where the element says it all.
pub(crate) fn of_role(role: Role) -> &'static str {
    match role {
        // A date is set like the signature above it.
        Role::Date => "gk-sign--date gk-sign",
        _ => ROLES.iter().find(|(r, _)| *r == role).map_or("", |(_, class)| class),
    }
}

/// The role a class stands for.
pub(crate) fn role(class: &str) -> Option<Role> {
    ROLES.iter().find(|(_, c)| *c == class).map(|(role, _)| *role)
}

/// The class of a cell; centred is what the form does without one.
pub(crate) fn of_align(align: Align) -> &'static str {
    match align {
        Align::Left => "gk-left",
        Align::Center => "",
        Align::Right => "gk-right",
    }
}

/// The alignment a class stands for.
pub(crate) fn align(class: &str) -> Option<Align> {
    match class {
        "gk-left" => Some(Align::Left),
        "gk-right" => Some(Align::Right),
        _ => None,
    }
}
