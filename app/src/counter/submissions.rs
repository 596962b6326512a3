//! Every submission the city holds: the list of them, a look-up by number, and the one that lies on the desk.

use std::sync::Arc;
use std::time::Duration;

use api::Listing;
use domain::city::City;
use domain::submission::ReferenceNumber;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::case::{Case, OnDesk};
use super::held::Held;
use super::opened::{status, way};
use super::receive::Desk;
use crate::device::line::Line;
use crate::device::{clock, focus, keys};

/// The key that leads to the look-up.
const LOOK_UP: &str = "F3";

/// The field of the look-up.
const FIELD: &str = "look-up";

/// The submissions (申請の一覧), newest first, and the one that lies on the desk.
#[component]
pub fn Submissions(
    /// The city.
    city: Arc<City>,
) -> impl IntoView {
    let case = Case::new();
    let held = Held::watched(case);
    let taken = Memo::new(move |_| case.on_desk() != OnDesk::Nothing);
    let from = StoredValue::new(String::new());
    // Whoever put a form away without a mouse stands where they took it from.
    Effect::new(move |before: Option<bool>| {
        if before == Some(true) && !taken.get() {
            spawn_local(async move {
                // The form has left the page by then, and the keyboard with it.
                clock::pause(Duration::ZERO).await;
                if focus::is_nowhere() && from.try_get_value().is_some_and(|place| !focus::on(&place)) {
                    focus::on(FIELD);
                }
            });
        }
        taken.get()
    });
    let take = move |reference: ReferenceNumber, place: String| {
        from.set_value(place);
        case.take(reference);
    };
    view! {
        <div class="window">
            <section class="submissions">
                <h1>"申請の一覧"</h1>
                <LookUp take=move |reference| take(reference, FIELD.to_owned())/>
                <label class="inline-choice">
                    <input type="checkbox" on:change:target=move |event| held.only_waiting(event.target().checked())/>
                    "まだ受理していない申請だけ"
                </label>
                <p class="fault" role="alert">{move || held.trouble()}</p>
                <p class="note" role="status">{move || held.words()}</p>
                <ul class="listings">
                    <For each=move || held.listings() key=|listing| format!("{listing:?}") children=move |listing| view! { <Row listing=listing take=take/> }/>
                </ul>
                <button type="button" class="button quiet" hidden=move || !held.has_more() on:click=move |_| held.show_more()>
                    "さらに前の申請を表示"
                </button>
            </section>
            <section class="receive" aria-label="選んだ申請">
                <p class="note" hidden=move || taken.get()>"一覧から申請を選ぶか、受付番号で探すと、ここに内容が出ます。"</p>
                <Desk city=city case=case/>
            </section>
        </div>
    }
}

/// Finds one by the number on its receipt, however long ago it came.
#[component]
fn LookUp(take: impl Fn(ReferenceNumber) + Copy + Send + 'static) -> impl IntoView {
    let typed = Line::new();
    let wrong = RwSignal::new(false);
    keys::on_key(move |key| key == LOOK_UP && focus::on(FIELD));
    let look_up = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let number = ReferenceNumber::meant(&typed.text());
        wrong.set(number.is_none());
        if let Some(number) = number {
            typed.clear();
            take(number);
        }
    };
    let why = move || wrong.get().then_some("受付番号が正しくありません。受付票の番号を「26-000123-4」のように、すべて入力してください。");
    view! {
        <form class="look-up" on:submit=look_up>
            <label>
                <span class="field-label">"受付番号で探す " <kbd aria-hidden="true">{LOOK_UP}</kbd></span>
                <input class="input" id=FIELD type="text" inputmode="numeric" autocomplete="off" placeholder="26-000123-4" size="12"
                    aria-keyshortcuts=LOOK_UP aria-invalid=move || wrong.get().then_some("true") aria-describedby="look-up-why" node_ref=typed.node()/>
            </label>
            <button type="submit" class="button quiet">"開く"</button>
        </form>
        <p class="fault" id="look-up-why" role="alert">{why}</p>
    }
}

/// One submission.
#[component]
fn Row(listing: Listing, take: impl Fn(ReferenceNumber, String) + Copy + Send + 'static) -> impl IntoView {
    let reference = listing.reference.clone();
    let place = format!("listing-{}", reference.0);
    let state = format!("{:?}", listing.status).to_lowercase();
    let choose = {
        let place = place.clone();
        move |_| take(reference.clone(), place.clone())
    };
    view! {
        <li>
            <button type="button" class="listing" id=place on:click=choose>
                <b class="reference">{listing.reference.0.clone()}</b>
                <span class="listing-status" data-status=state>{status(listing.status)}</span>
                <span class="listing-title">{listing.title.clone().unwrap_or_else(|| "（開いていない申請）".into())}</span>
                <span class="note">{format!("{}・{}", listing.received_at.words(), way(listing.channel))}</span>
                {listing.fault.clone().map(|fault| view! { <span class="fault">{fault}</span> })}
            </button>
        </li>
    }
}
