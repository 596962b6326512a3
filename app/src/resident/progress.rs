//! How far the person is in a form.

use leptos::prelude::*;

use super::filling::Filling;
use super::screen::Screen;
use crate::follow::{self, whether};
use crate::words;

/// How far the person is (進み具合).
#[component]
pub fn Progress() -> impl IntoView {
    let filling = Filling::here();
    let place = follow::settled(move || match filling.here.get() {
        Screen::Ask(step) => filling.steps.with(|steps| Some((steps.iter().position(|other| *other == step)? + 1, steps.len()))),
        _ => None,
    });
    view! {
        <div class="progress" class:now=whether(move || place.get().is_some())>
            <p class="progress-words">{follow::words(move || place.get().map(|(at, all)| words::place(at, all)).unwrap_or_default())}</p>
            <progress
                class="progress-bar"
                aria-hidden="true"
                value=follow::words(move || place.get().map_or(0, |(at, _)| at).to_string())
                max=follow::words(move || place.get().map_or(1, |(_, all)| all).to_string())
            ></progress>
        </div>
    }
}
