//! When a form fetches what it has to do with the profile: where there is one, or where the person asks for it.

use domain::form::Kind;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fill::place;
use super::filling::Filling;
use super::later::Later;
use super::screen::Screen;
use crate::device::document::enliven;
use crate::device::storage::has_profile;
use crate::device::tabs::{self, Word};
use crate::device::terminal;
use crate::follow::{part, press};
use crate::words::profile as own;

/// Looks whether there is a profile, now and when another tab says so; where there is none, offers at the end to begin one.
pub fn meet(filling: Filling) {
    // On a terminal that everybody uses there is no profile, and none is begun.
    if terminal::is_public() {
        return;
    }
    let later: Later = expect_context();
    let is_fetched = StoredValue::new(false);
    let fetch = move |places: &'static [&'static str]| {
        if !is_fetched.get_value() {
            is_fetched.set_value(true);
            later.fetch(places, later.parts.meeting);
        }
    };
    let asked = fetch.clone();
    enliven(place::KEEP, move || view! { <AskToKeep filling=filling asked=move || asked(&[place::KEEP])/> });
    let look = move || {
        let fetch = fetch.clone();
        spawn_local(async move {
            if has_profile().await {
                fetch(&[]);
            }
        });
    };
    look();
    tabs::listen(move |word| {
        if word == Word::Profile {
            look();
        }
    });
}

/// The way to a profile for those who have none (書いた内容を残す案内), at the end of a form that asks for somebody's name.
#[component]
fn AskToKeep(filling: Filling, asked: impl Fn() + Clone + Send + 'static) -> impl IntoView {
    let names_somebody = filling.form().questions.iter().any(|question| question.kind == Kind::Person);
    part(move || {
        let is_finished = matches!(filling.here.get(), Screen::Carry | Screen::Sent);
        if !is_finished || !names_somebody {
            return ().into_any();
        }
        let ask = asked.clone();
        view! { <p class="keep-offer"><button class="button quiet" type="button" on:click=press(ask)>{own::ASK_TO_KEEP}</button></p> }
            .into_any()
    })
}
