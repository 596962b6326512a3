//! Beside the number of a place: how it is taken, by house or by lot. Both are right, and what was written stays as it is.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::form::Part;
use domain::numbering::{Numbering, ends_with_house, numbering};
use leptos::prelude::*;

use crate::components::paper::fault_id;
use crate::device::document::enliven_after;
use crate::device::form_page::{hear_text, text_of, the_form};
use crate::follow::part;
use crate::words::postal as words;

/// The questions for a 本籍 are called so, or end so.
const DOMICILE: &str = "domicile";

/// From now on it is said of every number that was written.
pub fn say_how() {
    let Some(form) = the_form() else { return };
    let lines: Rc<RefCell<BTreeMap<String, RwSignal<&'static str>>>> = Rc::default();
    let page = Owner::current().expect("a program runs as its page's");
    let line = move |control: &str| {
        let new = || page.with(|| said_beside(control));
        asks(control).map(|asks| (asks, *lines.borrow_mut().entry(control.to_owned()).or_insert_with(new)))
    };
    let left = line.clone();
    hear_text(
        &form,
        move |control, _| {
            // While it is written nothing is known.
            if let Some((_, said)) = line(&control).filter(|(_, said)| !said.get_untracked().is_empty()) {
                said.set("");
            }
        },
        move |control| {
            if let Some((asks, said)) = left(&control) {
                said.set(asks.sentence(&text_of(&control)));
            }
        },
    );
}

/// What a control asks for (番号の欄).
#[derive(Clone, Copy)]
enum Asks {
    Block,
    Domicile,
}

fn asks(control: &str) -> Option<Asks> {
    if control.strip_suffix(Part::Block.id()).is_some_and(|path| path.ends_with('.')) {
        return Some(Asks::Block);
    }
    let is_domicile = control.strip_suffix(DOMICILE).is_some_and(|path| path.is_empty() || path.ends_with(['.', '-']));
    is_domicile.then_some(Asks::Domicile)
}

impl Asks {
    fn sentence(self, text: &str) -> &'static str {
        match self {
            Asks::Domicile if ends_with_house(text) => words::HOUSE_IN_DOMICILE,
            Asks::Domicile => "",
            Asks::Block => match numbering(text) {
                Some(Numbering::House) => words::HOUSE,
                Some(Numbering::Lot) => words::LOT,
                Some(Numbering::Either) => words::EITHER,
                None => "",
            },
        }
    }
}

/// A place beside a control where something is said.
fn said_beside(control: &str) -> RwSignal<&'static str> {
    let said = RwSignal::new("");
    enliven_after(&fault_id(control), move || {
        let told = part(move || match said.get() {
            "" => ().into_any(),
            sentence => view! { <p class="field-hint">{sentence}</p> }.into_any(),
        });
        view! { <div role="status">{told}</div> }
    });
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_looked_at_where_one_is_asked_for() {
        assert!(matches!(asks("new-address.block"), Some(Asks::Block)));
        assert!(matches!(asks("domicile"), Some(Asks::Domicile)));
        assert!(asks("new-address.town").is_none() && asks("show-domicile-head").is_none() && asks("block").is_none());
    }
}
