//! Beside the number of a place: where it is so short that it may be by house or by lot, how it can be written in full. Both are right, and what
//! was written stays as it is.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::form::Part;
use domain::numbering::{Numbering, ends_with_house, numbering};
use leptos::prelude::*;

use crate::components::paper::fault_id;
use crate::device::clock::Later;
use crate::device::document::enliven_after;
use crate::device::form_page::{hear_text, text_of, the_form};
use crate::follow::part;
use crate::words::postal as words;

/// The questions for a 本籍 are called so, or end so.
const DOMICILE: &str = "domicile";

/// Whoever has left the control may be pressing a button just now: nothing moves before that is done.
const LEFT_AFTER: u32 = 250;

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
    let later = Later::nothing();
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
                let say = move || {
                    let sentence = asks.sentence(&text_of(&control));
                    if said.get_untracked() != sentence {
                        said.set(sentence);
                    }
                };
                later.instead(LEFT_AFTER, say);
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
                Some(Numbering::Either) => words::EITHER,
                // By house or by lot, or in a way of its own: there is nothing to ask.
                Some(Numbering::House | Numbering::Lot) | None => "",
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
