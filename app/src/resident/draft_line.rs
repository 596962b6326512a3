//! How safe what was typed is, and who may type: one line above the form.

use leptos::prelude::*;

use super::filling::Filling;
use crate::device::storage::Saved;
use crate::follow::{self, press, whether};
use crate::words;

/// The state of the draft (保存の状態). 保存済み stands here only when the device's disk has it.
#[component]
pub fn DraftLine() -> impl IntoView {
    let filling = Filling::here();
    let draft = filling.draft;
    let trouble = follow::words(move || match draft.saved.get() {
        Saved::Failing(trouble) => trouble.sentence().into(),
        _ => String::new(),
    });
    let hold = follow::words(move || draft.hold.get().sentence().unwrap_or_default().into());
    let of_this_edition = whether(move || draft.other_edition.with(Option::is_none));
    let is_nothing = |words: Signal<String>| whether(move || words.with(String::is_empty));
    view! {
        <p class="saved">{follow::words(move || draft.saved.get().words())}</p>
        <p class="notice warn" role="alert" hidden=is_nothing(trouble)>{trouble}</p>
        <p class="notice warn" hidden=of_this_edition>{words::OTHER_EDITION}</p>
        <div class="notice warn" role="status" hidden=is_nothing(hold)>
            <p>{hold}</p>
            <button class="button quiet" type="button" hidden=whether(move || !draft.is_elsewhere()) on:click=press(move || draft.take_over())>
                {words::TAKE_OVER}
            </button>
        </div>
    }
    .into_any()
}
