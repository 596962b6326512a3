//! Who waits, who is where, and tickets for those who did not take one.

use domain::city::QueuePlan;
use domain::queue::{Board, Call, Stage};
use leptos::prelude::*;

use super::doing::Doing;
use super::place::Place;
use super::wish::Wish;
use crate::device::live::Live;

/// The queues and the other counters (待っている方と各窓口).
#[component]
pub fn Waiting(
    /// Which counter looks.
    here: Place,
    /// The lobby.
    live: Live,
    /// What came of the last request.
    doing: Doing,
) -> impl IntoView {
    let lines = here.office.queues.iter().cloned().map(|plan| {
        let served_here = here.office.counter(here.counter).is_some_and(|counter| counter.queues.contains(&plan.id));
        view! { <Line plan=plan served_here=served_here live=live doing=doing/> }
    });
    view! {
        <h2>"待っている方"</h2>
        <ul class="lines">{lines.collect_view()}</ul>
        <h2>"各窓口"</h2>
        <Counters live=live/>
    }
}

/// One queue: how many wait, and who.
#[component]
fn Line(plan: QueuePlan, served_here: bool, live: Live, doing: Doing) -> impl IntoView {
    let queue = plan.id.clone();
    let waiting = Memo::new(move |_| {
        let lane = |board: &Board| board.queues.iter().find(|lane| lane.queue == queue).map(|lane| lane.waiting.clone());
        live.board.with(|board| board.as_ref().and_then(lane).unwrap_or_default())
    });
    let numbers = move || waiting.get().iter().map(|ticket| view! { <li>{ticket.to_string()}</li> }).collect_view();
    let issue = {
        let queue = plan.id.clone();
        move |_| doing.press(Wish::Ticket { queue: queue.clone() })
    };
    view! {
        <li class="line-of-waiting" class:elsewhere=!served_here>
            <p class="line-head">
                <b>{plan.letter.to_string()}</b> " " <span class="line-name">{plan.name.clone()}</span>
                <span class="line-count">{move || waiting.with(Vec::len)}"人"</span>
                <button type="button" class="button plain" aria-label=format!("{}の整理券を発券", plan.name) on:click=issue>"発券"</button>
            </p>
            <ol class="line-numbers" aria-label=format!("{}を待っている番号", plan.name)>{numbers}</ol>
        </li>
    }
}

/// Who is at which counter, and who did not come.
#[component]
fn Counters(live: Live) -> impl IntoView {
    let calls = Memo::new(move |_| live.board.with(|board| board.as_ref().map(|board| board.calls.clone()).unwrap_or_default()));
    let row = |call: &Call| {
        let stage = match call.stage {
            Stage::Called => "呼出中",
            Stage::Serving => "対応中",
            Stage::Missed => "不在",
        };
        view! { <li><b>{call.ticket.to_string()}</b> <span>{format!("{}番窓口", call.counter.0)}</span> <span>{stage}</span></li> }
    };
    let rows = move || calls.get().iter().map(row).collect_view();
    view! {
        <ul class="counters">{rows}</ul>
        <p class="note" hidden=move || !calls.with(Vec::is_empty)>"呼び出している方はいません。"</p>
    }
}
