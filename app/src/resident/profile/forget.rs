//! The profile off this device.

use leptos::prelude::*;

use super::desk::Desk;
use crate::follow::{part, press};
use crate::words::profile as own;

/// Throws all of it away, once the person is sure (プロフィールの消去).
#[component]
pub(super) fn Forget(desk: Desk) -> impl IntoView {
    let asking = RwSignal::new(false);
    let gone = RwSignal::new(false);
    let sure = move || {
        let forget = move || {
            desk.taken.set(None);
            desk.keeping.forget();
            asking.set(false);
            gone.set(true);
        };
        let sure = || {
            view! {
                <div role="group" aria-label="消すことの確認">
                    <p>{own::FORGET_SURE}</p>
                    <p class="parcel-choices">
                        <button type="button" class="button" on:click=press(forget)>{own::FORGET_YES}</button>
                        <button type="button" class="button quiet" on:click=press(move || asking.set(false))>{own::FORGET_NOT}</button>
                    </p>
                </div>
            }
        };
        asking.get().then(sure).into_any()
    };
    let begin = move || {
        gone.set(false);
        asking.set(true);
    };
    let told = move || if gone.get() { own::FORGOTTEN } else { "" };
    view! {
        <section class="forget">
            <h2>{own::FORGET_TITLE}</h2>
            <button type="button" class="button quiet" aria-expanded=move || asking.get().to_string() on:click=press(begin)>
                {own::FORGET}
            </button>
            {part(sure)}
            <p role="status">{told}</p>
        </section>
    }
}
