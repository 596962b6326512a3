//! How many wait.

use std::sync::Arc;

use domain::city::{Office, QueuePlan};
use leptos::prelude::*;

use super::pages;
use crate::device::live::Live;
use crate::lobby::{People, n_waiting};

/// How many queues fit below each other.
const FIT: usize = 6;

/// A name of more characters than this is written smaller.
const LONG_NAME: usize = 9;

/// How many wait in each queue (待ち人数).
#[component]
pub fn Counts(
    /// The office.
    office: Arc<Office>,
    /// The lobby.
    live: Live,
) -> impl IntoView {
    let turn = pages::turning();
    let queues = office.queues.len();
    let rows = {
        let office = office.clone();
        move || {
            let (first, end) = pages::page(queues, FIT, turn.get());
            office.queues[first..end].iter().cloned().map(|plan| view! { <Row plan=plan live=live/> }).collect_view()
        }
    };
    view! {
        <section class="counts">
            <h2 class="display-title">
                "待ち人数"<small lang="en">"Waiting"</small>
                <span class="page-mark">{move || pages::mark(queues, FIT, turn.get())}</span>
            </h2>
            <ul class="counts-rows">{rows}</ul>
        </section>
    }
}

#[component]
fn Row(plan: QueuePlan, live: Live) -> impl IntoView {
    let count = n_waiting(live, plan.id);
    let long = plan.name.chars().count() > LONG_NAME;
    view! {
        <li class="count">
            <b class="count-letter">{plan.letter.to_string()}</b>
            <span class="count-name" class:long=long>{plan.name}</span>
            <span class="count-people"><People/><b>{count}</b>"人"</span>
        </li>
    }
}
