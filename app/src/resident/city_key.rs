//! The end of the city's key: past it the page asks for a network before anything is written, not when the code is wanted.

use std::cell::RefCell;

use chrono::NaiveDate;
use domain::slip::{DatedKey, key};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fill::place;
use crate::device::document::{carried_word, enliven_after};
use crate::device::{clock, json, library};
use crate::follow::{part, press};
use crate::page;
use crate::words;

thread_local! {
    /// The key as the city said it last, while this page is open.
    static NEWEST: RefCell<Option<DatedKey>> = const { RefCell::new(None) };
}

/// The key that the city uses now; none if nobody can be asked and the city has not said it since the page was opened.
pub async fn newest() -> Option<DatedKey> {
    if let Ok(Some(text)) = library::text(page::CITY_KEY).await {
        let said: Option<DatedKey> = json::read(&text);
        if let Some(said) = said.filter(|said| said.key.is_whole()) {
            NEWEST.replace(Some(said));
        }
    }
    NEWEST.with_borrow(Option::clone)
}

/// Past the end of the page's key asks the city for the one that it uses now, and says so on the first screen while it cannot be asked.
pub fn ask_before_writing() {
    let until: Option<NaiveDate> = carried_word(page::CITY, "key_until").and_then(|until| until.parse().ok());
    if !key::is_over(until, clock::now().date()) {
        return;
    }
    let stand = RwSignal::new(Stand::Asking);
    let ask = move || {
        spawn_local(async move {
            let is_known = newest().await.is_some();
            stand.set(if is_known { Stand::Known } else { Stand::Unreachable });
        });
    };
    ask();
    clock::on_return(move || {
        if stand.get_untracked() == Stand::Unreachable {
            ask();
        }
    });
    enliven_after(place::RESUME, move || {
        part(move || match stand.get() {
            Stand::Unreachable => view! { <Over again=ask/> }.into_any(),
            Stand::Asking | Stand::Known => ().into_any(),
        })
    });
}

/// Whether the key is known that the city uses now (鍵の確認).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    Asking,
    Known,
    Unreachable,
}

/// That the key is over, and what to do (鍵の期限切れ). The way on stays open: the clock may be wrong, and older keys are kept.
#[component]
fn Over(again: impl Fn() + 'static) -> impl IntoView {
    view! {
        <div class="notice warn" role="alert">
            <h2 class="notice-title">{words::code::KEY_OVER_TITLE}</h2>
            <p>{words::code::KEY_OVER}</p>
            <button class="button quiet" type="button" on:click=press(again)>{words::code::ASK_FOR_KEY}</button>
        </div>
    }
}
