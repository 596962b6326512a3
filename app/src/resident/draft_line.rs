//! How safe what was typed is, and who may type: one line above the form.

use leptos::prelude::*;

use super::filling::Filling;
use crate::device::storage::Saved;
use crate::words;

/// The state of the draft (保存の状態). 保存済み stands here only when the device's disk has it.
#[component]
pub fn DraftLine() -> impl IntoView {
    let filling = Filling::here();
    let draft = filling.draft;
    let trouble = move || match draft.saved.get() {
        Saved::Failing(trouble) => Some(trouble.sentence()),
        _ => None,
    };
    let hold = move || draft.hold.get().sentence();
    let edition = move || draft.other_edition.get().map(|_| words::OTHER_EDITION);
    view! {
        <p class="saved">{move || draft.saved.get().words()}</p>
        <p class="notice warn" role="alert" hidden=move || trouble().is_none()>{trouble}</p>
        <p class="notice warn" hidden=move || edition().is_none()>{edition}</p>
        <div class="notice warn" role="status" hidden=move || hold().is_none()>
            <p>{hold}</p>
            <button class="button quiet" type="button" hidden=move || !draft.is_elsewhere() on:click=move |_| draft.take_over()>
                {words::TAKE_OVER}
            </button>
        </div>
    }
    .into_any()
}
