//! Layers of a file that are switched off: what is on them is not printed.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object};
use hayro_syntax::page::Resources;
use std::collections::HashSet;

/// The layers that are switched off when the file is opened.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<(u32, i32)>,
}

fn key(reference: ObjRef) -> (u32, i32) {
    (reference.obj_number, reference.gen_number)
}

impl Layers {
    pub fn of(pdf: &Pdf) -> Layers {
        let xref = pdf.xref();
        let Some(root) = xref.get::<Dict<'_>>(xref.root_id()) else { return Layers::default() };
        let Some(properties) = root.get::<Dict<'_>>("OCProperties") else { return Layers::default() };
        let Some(usual) = properties.get::<Dict<'_>>("D") else { return Layers::default() };
        let references = |array: Option<Array<'_>>| -> HashSet<(u32, i32)> {
            let items = array.iter().flat_map(Array::raw_iter).take(10_000).collect::<Vec<_>>();
            items
                .into_iter()
                .filter_map(|item| match item {
                    MaybeRef::Ref(reference) => Some(key(reference)),
                    MaybeRef::NotRef(_) => None,
                })
                .collect()
        };
        let all_off = usual.get::<Name<'_>>("BaseState").is_some_and(|n| n.as_ref() == b"OFF");
        let mut off = references(usual.get("OFF"));
        if all_off {
            off.extend(references(properties.get("OCGs")));
            for on in references(usual.get("ON")) {
                off.remove(&on);
            }
        }
        Layers { off }
    }

    /// Whether an object with its own layer is hidden.
    pub fn hides_object(&self, dict: &Dict<'_>) -> bool {
        !self.off.is_empty() && self.hides(dict, "OC")
    }

    /// Whether marked content is hidden; it names its layer in the resources.
    pub fn hides_content(&self, properties: &Object<'_>, resources: &Resources<'_>) -> bool {
        if self.off.is_empty() {
            return false;
        }
        match properties {
            Object::Name(name) => {
                let name = name.as_ref();
                resources.properties.contains_key(name) && self.hides_key(&resources.properties, name)
            }
            _ => false,
        }
    }

    fn hides(&self, dict: &Dict<'_>, entry: &str) -> bool {
        dict.contains_key(entry) && self.hides_key(dict, entry.as_bytes())
    }

    fn hides_key(&self, dict: &Dict<'_>, entry: &[u8]) -> bool {
        if dict.get_ref(entry).is_some_and(|r| self.off.contains(&key(r))) {
            return true;
        }
        // A membership: shown if any of its layers is, unless it says otherwise.
        let Some(membership) = dict.get::<Dict<'_>>(entry) else { return false };
        match membership.get_ref("OCGs") {
            Some(one) if self.off.contains(&key(one)) => true,
            _ => {
                let Some(list) = membership.get::<Array<'_>>("OCGs") else { return false };
                let layers: Vec<bool> = list
                    .raw_iter()
                    .take(1000)
                    .filter_map(|item| match item {
                        MaybeRef::Ref(reference) => Some(self.off.contains(&key(reference))),
                        MaybeRef::NotRef(_) => None,
                    })
                    .collect();
                !layers.is_empty() && layers.iter().all(|off| *off)
            }
        }
    }
}
