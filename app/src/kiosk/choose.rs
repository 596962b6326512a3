//! The buttons: one for each queue.

use std::sync::Arc;

use domain::city::{Office, QueuePlan};
use leptos::prelude::*;

use super::press::Press;
use crate::device::{keys, live::Live};
use crate::lobby::{People, n_waiting};

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
    keys::on_key({
        let queues: Vec<_> = office.queues.iter().map(|plan| plan.id.clone()).collect();
        move |key| {
            let digit = key.strip_prefix("Digit").or_else(|| key.strip_prefix("Numpad")).and_then(|digit| digit.parse::<usize>().ok());
            let queue = digit.and_then(|digit| queues.get(digit.checked_sub(1)?));
            queue.map(|queue| press.queue(queue)).is_some()
        }
    });
    let many = office.queues.len() > 4;
    let buttons = office.queues.iter().cloned().zip(1..).map(|(plan, nth)| view! { <Button plan=plan nth=nth live=live press=press/> });
    view! {
        <section class="kiosk-choose">
            <h1>"ご用件を押してください"<small lang="en">"Please choose what you came for"</small></h1>
            <ul class="kiosk-queues" class:many=many>{buttons.collect_view()}</ul>
        </section>
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
