//! A form that is filled in at the hall, on a screen of everybody's: the same questions, the same check and the same help beside the controls
//! as on the phone at home, but in the memory of this page only. There is no draft, no place in the history and no way off the screen.

use std::sync::Arc;

use domain::form::Form;
use leptos::prelude::*;

use super::fill::Fill;
use super::filling::Filling;
use super::screen::{CARRY, REVIEW, Screen};
use super::{banks, numbering, postal, small_kana, sound};
use crate::device::document::enliven;
use crate::device::{form_page, history, terminal};
use crate::follow::follow;

/// What stands at an end of the form: the view is made once, when the form comes to life.
pub type End = fn(Filling) -> AnyView;

/// A form filled in standing (立って書く様式).
#[component]
pub fn Standing(
    /// The form.
    form: Arc<Form>,
    /// Where the answers are checked.
    review: End,
    /// What is made of them.
    carry: End,
    /// Somebody goes back from the first question.
    left: impl Fn() + 'static,
) -> impl IntoView {
    let filling = Filling::new(form.clone());
    provide_context(filling);
    let left = StoredValue::new_local(Some(Box::new(left) as Box<dyn Fn()>));
    Effect::new(move || {
        if let Some(left) = left.try_update_value(Option::take).flatten() {
            come_alive(filling, review, carry, left);
        }
    });
    view! { <Fill form=form in_hall=true/> }
}

/// As the page of a phone comes to life, without anything that outlives it.
fn come_alive(filling: Filling, review: End, carry: End, left: Box<dyn Fn()>) {
    history::keep_none();
    form_page::forget_hearers();
    terminal::be_discreet();
    filling.hear();
    filling.fill_places();
    filling.follow_screens();
    filling.speak_beside_controls();
    filling.show_decided();
    sound::write_kana();
    small_kana::ask_about();
    postal::look_up();
    banks::come_alive();
    numbering::say_how();
    enliven(REVIEW, move || review(filling));
    enliven(CARRY, move || carry(filling));
    filling.next();
    filling.put_focus();
    follow(move || {
        if filling.here.get() == Screen::Start {
            left();
        }
    });
}
