//! Every submission the city holds.

use std::sync::Arc;

use api::Listing;
use domain::city::City;
use leptos::prelude::*;

use super::case::{Case, OnDesk};
use super::opened::{status, way};
use super::receive::Desk;
use super::session::session;
use crate::device::clock;

/// How often the list is asked for anew, in milliseconds.
const AGAIN: u32 = 10_000;

/// The submissions (申請の一覧), newest first, and the one that lies on the desk.
#[component]
pub fn Submissions(
    /// The city.
    city: Arc<City>,
) -> impl IntoView {
    let session = session();
    let case = Case::new();
    let (list, trouble) = (RwSignal::new(None::<Vec<Listing>>), RwSignal::new(None::<String>));
    let only_new = RwSignal::new(false);
    let look = move || {
        session.ask(api::submissions(), move |answer| match answer {
            Ok(held) => {
                trouble.set(None);
                list.set(Some(held));
            }
            Err(refused) => trouble.set(Some(refused.sentence())),
        });
    };
    Effect::new(move || {
        // What was just accepted shows in the list at once.
        case.follow();
        look();
    });
    Effect::new(move || clock::every(AGAIN, look));
    let shown = Memo::new(move |_| {
        let wanted = |listing: &&Listing| !only_new.get() || listing.status == domain::submission::Status::Received;
        list.with(|list| list.as_ref().map(|list| list.iter().filter(wanted).cloned().collect::<Vec<_>>()))
    });
    let rows = move || shown.get().unwrap_or_default().into_iter().map(|listing| view! { <Row listing=listing case=case/> }).collect_view();
    let none = move || shown.with(|shown| shown.as_ref().is_some_and(Vec::is_empty));
    let taken = move || case.on_desk() != OnDesk::Nothing;
    view! {
        <div class="window">
            <section class="submissions">
                <h1>"申請の一覧"</h1>
                <label class="inline-choice">
                    <input type="checkbox" on:change:target=move |event| only_new.set(event.target().checked())/>
                    "未確認の申請だけ"
                </label>
                <p class="fault" role="alert">{move || trouble.get()}</p>
                <p class="note" hidden=move || !none()>"申請はありません。"</p>
                <ul class="listings">{rows}</ul>
            </section>
            <section class="receive" aria-label="選んだ申請">
                <p class="note" hidden=taken>"一覧から申請を選ぶと、ここに内容が出ます。"</p>
                <Desk city=city case=case/>
            </section>
        </div>
    }
}

#[component]
fn Row(listing: Listing, case: Case) -> impl IntoView {
    let reference = listing.reference.clone();
    let state = format!("{:?}", listing.status).to_lowercase();
    view! {
        <li>
            <button type="button" class="listing" on:click=move |_| case.take(reference.clone())>
                <b class="reference">{listing.reference.0.clone()}</b>
                <span class="listing-status" data-status=state>{status(listing.status)}</span>
                <span class="listing-title">{listing.title.clone().unwrap_or_else(|| "（開いていない申請）".into())}</span>
                <span class="note">{format!("{}・{}", listing.received_at.words(), way(listing.channel))}</span>
                {listing.fault.clone().map(|fault| view! { <span class="fault">{fault}</span> })}
            </button>
        </li>
    }
}
