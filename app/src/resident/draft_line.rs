//! How safe what was typed is, and who may type: one line above the form.

use leptos::prelude::*;

use super::filling::Filling;
use crate::device::storage::{Hold, Saved};
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
    let is_elsewhere = move || draft.hold.get() == Hold::Elsewhere;
    let edition = move || draft.other_edition.get().map(|_| words::OTHER_EDITION);
    view! {
        <p class="saved">{move || draft.saved.get().words()}</p>
        <p class="notice warn" role="alert" hidden=move || trouble().is_none()>{trouble}</p>
        <p class="notice warn" hidden=move || edition().is_none()>{edition}</p>
        <p class="notice" hidden=move || draft.hold.get() != Hold::Apart>{words::APART}</p>
        <div class="notice warn" hidden=move || !is_elsewhere()>
            <p>{words::ELSEWHERE}</p>
            <button class="button quiet" type="button" on:click=move |_| draft.take_over()>{words::TAKE_OVER}</button>
        </div>
    }
    .into_any()
}
