//! Small kana in names: where a letter looks as if it had been written in the other size, the person is asked beside the control. Nothing is
//! changed unless they say so, and nothing is held up.

use domain::form::Part;
use domain::kana::{self, Doubt};
use leptos::prelude::*;

use super::beside::{Help, help};
use crate::components::paper::fault_id;
use crate::device::clock::Later;
use crate::device::document::enliven_after;
use crate::device::form_page::{focus, text_of, type_into};
use crate::follow::{part, press};
use crate::words::kana as words;

/// Whoever has written nothing for so long has written the name, in milliseconds.
const WRITTEN_AFTER: u32 = 900;
/// Whoever has left the control may be pressing a button just now: nothing moves before that is done.
const LEFT_AFTER: u32 = 250;

/// From now on the kana of names are looked at as they are written.
pub fn ask_about() {
    help::<Ask>();
}

/// What is asked beside one control (小さい字の確かめ). Copy it freely; it is signals.
#[derive(Clone, Copy)]
struct Ask {
    control: StoredValue<String>,
    doubt: RwSignal<Option<Doubt>>,
    /// What the person has said is right as it stands.
    right: StoredValue<String>,
    later: Later,
}

impl Help for Ask {
    fn place(control: &str) -> Option<&str> {
        let is_kana = [Part::FamilyKana, Part::GivenKana].iter().any(|part| part.path_in(control).is_some());
        is_kana.then_some(control)
    }

    fn new(control: &str) -> Ask {
        let ask = Ask {
            control: StoredValue::new(control.to_owned()),
            doubt: RwSignal::new(None),
            right: StoredValue::new(String::new()),
            later: Later::nothing(),
        };
        enliven_after(&fault_id(control), move || view! { <Asked ask=ask/> });
        ask
    }

    fn changed(self, _: &str, _: &str) {
        self.look_after(WRITTEN_AFTER);
    }

    fn left(self, _: &str) {
        self.look_after(LEFT_AFTER);
    }
}

impl Ask {
    /// Looks at what stands there, once this many milliseconds have passed without another change.
    fn look_after(self, milliseconds: u32) {
        self.later.instead(milliseconds, move || {
            let text = self.control.with_value(|control| text_of(control));
            let doubt = kana::doubt(&text).filter(|_| self.right.with_value(|right| *right != text));
            if self.doubt.with_untracked(|shown| *shown != doubt) {
                self.doubt.set(doubt);
            }
        });
    }

    fn take(self, instead: &str) {
        self.control.with_value(|control| type_into(control, instead));
        self.settle();
    }

    fn let_be(self) {
        self.right.set_value(self.control.with_value(|control| text_of(control)));
        self.settle();
    }

    /// The buttons go; the keyboard stands on the control again.
    fn settle(self) {
        self.doubt.set(None);
        self.control.with_value(|control| focus(control));
    }
}

/// The question, and the two answers to it.
#[component]
fn Asked(ask: Ask) -> impl IntoView {
    let asked = part(move || match ask.doubt.get() {
        None => ().into_any(),
        Some(doubt) => {
            let question = words::other_size(&doubt);
            let take = words::take(&doubt.instead);
            view! {
                <p class="field-hint">{question}</p>
                <p class="found">
                    <button class="button quiet" type="button" on:click=press(move || ask.take(&doubt.instead))>{take}</button>
                    <button class="button plain" type="button" on:click=press(move || ask.let_be())>{words::RIGHT}</button>
                </p>
            }
            .into_any()
        }
    });
    view! { <div role="status">{asked}</div> }
}
