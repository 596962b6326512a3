//! Aids to reading: larger letters, a form as a whole instead of question by question, and a voice that reads aloud.

use domain::form::journey::Step;
use leptos::prelude::*;

use super::filling::Filling;
use super::screen::Screen;
use crate::device::document::set_class;
use crate::device::form_page;
use crate::device::looks::{self, Size};
use crate::device::voice;
use crate::follow::follow;
use crate::words;

/// Where the aids stand.
pub const AIDS: &str = "aids";

/// The class of a screen that is asked, for those who see them all at once.
const ASKED: &str = "asked";

/// What helps to read this page (読みやすくする).
#[component]
pub fn Aids() -> impl IntoView {
    let size = RwSignal::new(looks::size());
    follow(move || looks::set_size(size.get()));
    let sizes = Size::ALL.map(|one| {
        let pressed = move || (size.get() == one).to_string();
        view! { <button class="button plain" type="button" aria-pressed=pressed on:click=move |_| size.set(one)>{words::size(one)}</button> }
    });
    let filling = use_context::<Filling>();
    let whole = filling.map(|filling| view! { <Whole filling=filling/> });
    view! {
        <details class="aids">
            <summary>{words::AIDS}</summary>
            <div class="aids-sizes" role="group" aria-label=words::SIZE>{sizes}</div>
            {whole}
            <Aloud/>
        </details>
    }
}

/// All questions at once, or one by one (全部の質問を一度に).
#[component]
fn Whole(filling: Filling) -> impl IntoView {
    let whole = RwSignal::new(looks::whole());
    follow(move || looks::set_whole(whole.get()));
    let mut before = Vec::new();
    follow(move || {
        let now: Vec<String> = filling.steps.with(|steps| steps.iter().map(Step::path).collect());
        // Few screens come or go with an answer.
        before.iter().filter(|screen| !now.contains(screen)).for_each(|screen| set_class(screen, ASKED, false));
        now.iter().filter(|screen| !before.contains(screen)).for_each(|screen| set_class(screen, ASKED, true));
        before = now;
    });
    // Whoever sees all questions is done with all of them at once.
    form_page::before_next(move || {
        let is_asked = whole.get_untracked() && matches!(filling.here.get_untracked(), Screen::Ask(_));
        if is_asked {
            filling.finish_all();
            filling.go_on();
        }
        is_asked
    });
    let word = move || if whole.get() { words::ONE_BY_ONE } else { words::WHOLE };
    view! { <p><button class="button plain" type="button" on:click=move |_| whole.update(|whole| *whole = !*whole)>{word}</button></p> }
}

/// Reads aloud what is seen, where the device has a voice for the language (読み上げ).
#[component]
fn Aloud() -> impl IntoView {
    let (voice, reads) = (voice::voice(), voice::reads());
    let press = move |_| if reads.get_untracked() { voice::stop() } else { voice::read() };
    let word = move || if reads.get() { words::STOP_READING } else { words::READ_ALOUD };
    view! { <p hidden=move || !voice.get()><button class="button plain" type="button" on:click=press>{word}</button></p> }
}
