//! The buttons: one for each queue.

use std::sync::Arc;

use domain::city::{Office, QueuePlan};
use leptos::prelude::*;

use super::press::Press;
use super::visit::{Stage, Visit};
use crate::device::clock::{self, Later};
use crate::device::live::Live;
use crate::device::{keys, reader};
use crate::lobby::{People, n_waiting};

/// A digit that comes alone has so many milliseconds of silence around it.
const ALONE: f64 = 120.0;

/// The queues to choose from (発券のボタン). The keys 1 to 9 press them too.
#[component]
pub fn Choose(
    /// The office.
    office: Arc<Office>,
    /// The lobby.
    live: Live,
    /// What a button does.
    press: Press,
) -> impl IntoView {
    let visit = Visit::here();
    let (struck, hand) = (StoredValue::new(f64::MIN), Later::nothing());
    keys::on_key({
        let queues: Vec<_> = office.queues.iter().map(|plan| plan.id.clone()).collect();
        move |key| {
            let digit = key.strip_prefix("Digit").or_else(|| key.strip_prefix("Numpad")).and_then(|digit| digit.parse::<usize>().ok());
            let queue = digit.and_then(|digit| queues.get(digit.checked_sub(1)?));
            let Some(queue) = queue.cloned() else { return false };
            // A scanner types many digits: only one that stands alone is a hand's.
            let before = struck.get_value();
            struck.set_value(clock::milliseconds());
            hand.never();
            if clock::milliseconds() - before > ALONE {
                hand.instead(ALONE as u32, move || press.queue(&queue));
            }
            true
        }
    });
    let many = office.queues.len() > 4;
    let buttons = office.queues.iter().cloned().zip(1..).map(|(plan, nth)| view! { <Button plan=plan nth=nth live=live press=press/> });
    view! {
        <section class="kiosk-choose">
            <h1>"ご用件を押してください"<small lang="en">"Please choose what you came for"</small></h1>
            <ul class="kiosk-queues" class:many=many>{buttons.collect_view()}</ul>
            <div class="kiosk-selves">
                <button type="button" class="kiosk-self" on:click=move |_| visit.go(Stage::Forms)>
                    "書類をここで書く"<small lang="en">"Fill in a form"</small>
                </button>
                {move || visit.may_open().then(|| view! { <Scan visit=visit/> })}
            </div>
        </section>
    }
}

/// Whoever holds a code needs no button: it is read on this screen as well.
#[component]
fn Scan(visit: Visit) -> impl IntoView {
    reader::read_typed(move |code| visit.go_from(&Stage::Start, Stage::Brought(code.into())));
    view! {
        <button type="button" class="kiosk-self" on:click=move |_| visit.go(Stage::Hold)>
            "コードをかざす"<small lang="en">"Hold your code over the reader"</small>
        </button>
    }
}

#[component]
fn Button(plan: QueuePlan, nth: u32, live: Live, press: Press) -> impl IntoView {
    let count = n_waiting(live, plan.id.clone());
    view! {
        <li>
            <button type="button" class="kiosk-queue" on:click=move |_| press.queue(&plan.id)>
                <b class="kiosk-letter">{plan.letter.to_string()}</b>
                <span class="kiosk-words">
                    <b class="kiosk-name">{plan.name.clone()}</b>
                    <span class="kiosk-hint">{plan.hint.clone()}</span>
                </span>
                <span class="kiosk-people"><People/><b>{count}</b>"人待ち"</span>
                <kbd class="kiosk-key" aria-hidden="true">{(nth < 10).then_some(nth)}</kbd>
            </button>
        </li>
    }
}
