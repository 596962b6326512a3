//! The ticket's page on the phone: how many are ahead, and 「順番です」.
//!
//! The page is the same for everybody; which ticket it is about stands after the `#` in its address and stays on the
//! phone. So it is read after the page has come to life.

mod alarm;
mod standing;

use std::sync::Arc;

use domain::city::{City, Office};
use leptos::prelude::*;

use self::alarm::Alarm;
use self::standing::{Standing, Ticket};
use crate::device::document::{carried, enliven};
use crate::device::{address, live, notice};
use crate::lobby::{Connection, queue_of};
use crate::page;
use crate::resident::LIVE;
use crate::route::Route;

/// Brings the page to life, if the city has the office that its address names.
pub fn come_alive() {
    let Some(Route::Wait(id)) = Route::parse(&carried::<String>(page::PATH)) else { return };
    if let Some(office) = carried::<City>(page::CITY).office(&id).cloned() {
        enliven(LIVE, move || view! { <Wait office=office/> });
    }
}

/// What to do while the city hall is not heard.
const CUT_OFF: &str =
    "順番は、庁舎の呼出表示でも確かめられます。つながらないときは、電波の届くところで、この画面を読み込み直してください。";

/// What to do when the address names no ticket.
const NO_NUMBER: &str = "整理券の番号がわかりません。整理券のQRコードを、もう一度スマートフォンのカメラで読み取ってください。";

/// The page of a waiting ticket (整理券の画面).
#[component]
pub fn Wait(
    /// The office where it was issued.
    office: Office,
) -> impl IntoView {
    let live = live::watch(&office.id);
    let fragment = RwSignal::new(None::<String>);
    Effect::new(move || fragment.set(Some(address::fragment())));
    address::on_fragment(move |changed| fragment.set(Some(changed)));
    let ticket = Memo::new(move |_| fragment.with(|fragment| fragment.as_deref().and_then(Ticket::parse)));
    let standing = Memo::new(move |_| {
        let ticket = ticket.get()?;
        live.board.with(|board| board.as_ref().map(|board| Standing::of(ticket, board)))
    });
    let alarm = Alarm::new();
    Effect::new(move |before: Option<Option<Standing>>| {
        let now = standing.get();
        if let (Some(now), Some(ticket)) = (now, ticket.get_untracked())
            && now.wakes(before.flatten())
        {
            alarm.sound(&format!("{}番の方", ticket.number), &now.headline());
        }
        now.or(before.flatten())
    });
    notice::stay_awake();
    let unknown = move || fragment.with(Option::is_some) && ticket.with(Option::is_none);
    let number = move || ticket.get().map(|ticket| ticket.number.to_string());
    let office = Arc::new(office);
    let queue = {
        let office = office.clone();
        move || ticket.get().and_then(|ticket| queue_of(&office, ticket.number).map(|plan| plan.name.clone()))
    };
    let headline = move || match standing.get() {
        Some(standing) => sentences(&standing.headline()),
        None if live.lost.get() => sentences("いまの順番を確かめられません"),
        None => sentences("確かめています…"),
    };
    let called = move || matches!(standing.get(), Some(Standing::Called { .. }));
    view! {
        <section class="ticket" class:called=called>
            <h1 class="ticket-office">{format!("{}の順番", office.name)}</h1>
            <div hidden=unknown>
                <p class="ticket-own"><span>{queue}</span><b class="ticket-own-number">{number}</b></p>
                <p class="ticket-headline" role="status">{headline}</p>
                <p class="ticket-advice">{move || standing.get().map(|standing| sentences(&standing.advice()))}</p>
                <alarm::Button alarm=alarm standing=standing/>
            </div>
            <p class="ticket-advice" hidden=move || !unknown()>{sentences(NO_NUMBER)}</p>
            <Connection live=live/>
            <p class="ticket-advice" hidden=move || !live.lost.get()>{sentences(CUT_OFF)}</p>
        </section>
    }
}

/// Each sentence by itself, so that a narrow screen breaks the line between them.
fn sentences(words: &str) -> impl IntoView + use<> {
    words.split_inclusive('。').map(|sentence| view! { <span class="sentence">{sentence.to_owned()}</span> }).collect_view()
}
