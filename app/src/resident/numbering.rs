//! Beside the number of a place: where it is so short that it may be by house or by lot, how it can be written in full. Both are right, and what
//! was written stays as it is.

use domain::form::Part;
use domain::numbering::{Numbering, ends_with_house, numbering};
use leptos::prelude::*;

use super::beside::{Help, help};
use crate::components::paper::fault_id;
use crate::device::clock::Later;
use crate::device::document::enliven_after;
use crate::device::form_page::text_of;
use crate::follow::part;
use crate::words::postal as words;

/// The questions for a 本籍 are called so, or end so.
const DOMICILE: &str = "domicile";

/// Whoever has left the control may be pressing a button just now: nothing moves before that is done.
const LEFT_AFTER: u32 = 250;

/// From now on it is said of every number that was written.
pub fn say_how() {
    help::<Line>();
}

/// What is said beside one number (番号の書き方). Copy it freely; it is signals.
#[derive(Clone, Copy)]
struct Line {
    said: RwSignal<&'static str>,
    later: Later,
}

impl Help for Line {
    fn place(control: &str) -> Option<&str> {
        asks(control).map(|_| control)
    }

    fn new(control: &str) -> Line {
        let said = RwSignal::new("");
        enliven_after(&fault_id(control), move || {
            let told = part(move || match said.get() {
                "" => ().into_any(),
                sentence => view! { <p class="field-hint">{sentence}</p> }.into_any(),
            });
            view! { <div role="status">{told}</div> }
        });
        Line { said, later: Later::nothing() }
    }

    fn changed(self, _: &str, _: &str) {
        // While it is written nothing is known.
        self.later.never();
        self.say("");
    }

    fn left(self, control: &str) {
        let control = control.to_owned();
        self.later.instead(LEFT_AFTER, move || {
            if let Some(asks) = asks(&control) {
                self.say(asks.sentence(&text_of(&control)));
            }
        });
    }
}

impl Line {
    fn say(self, sentence: &'static str) {
        if self.said.get_untracked() != sentence {
            self.said.set(sentence);
        }
    }
}

/// What a control asks for (番号の欄).
#[derive(Clone, Copy)]
enum Asks {
    Block,
    Domicile,
}

fn asks(control: &str) -> Option<Asks> {
    if Part::Block.path_in(control).is_some() {
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
