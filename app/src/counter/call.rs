//! Calling people to this counter.

use domain::queue::{Call, Stage};
use leptos::prelude::*;

use super::bells::Bells;
use super::doing::Doing;
use super::place::Place;
use super::waiting::Waiting;
use super::wish::{Step, Wish};
use crate::device::line::Line;
use crate::device::{keys, live};
use crate::lobby::{Connection, ticket_meant};

/// The lobby (呼出) as one counter works with it.
#[component]
pub fn Calls(
    /// Which counter.
    here: Place,
) -> impl IntoView {
    let doing = Doing::at(here.clone());
    let live = live::watch(&here.office.id);
    let counter = here.counter;
    let current = Memo::new(move |_| live.board.with(|board| board.as_ref().and_then(|board| board.at(counter).cloned())));
    keys::on_key(move |key| {
        let step = Step::ALL.into_iter().find(|step| step.key() == key);
        step.map(|step| doing.press(Wish::Step(step))).is_some()
    });
    view! {
        <section class="calls" aria-labelledby="calls-title">
            <h1 id="calls-title" class="calls-title">{format!("{}番窓口", counter.0)}</h1>
            <Connection live=live/>
            <Bells office=here.office.id.clone() live=live/>
            <Current call=current/>
            <div class="steps">{Step::ALL.map(|step| view! { <StepButton step=step current=current doing=doing/> }).collect_view()}</div>
            <p class="said" role="status">{move || doing.said()}</p>
            <p class="fault" role="alert">{move || doing.fault()}</p>
            <CallByNumber doing=doing/>
            <Waiting here=here live=live doing=doing/>
        </section>
    }
}

/// The button of a step. While its answer is late, or it is kept for afterwards, it says so in the place of its key.
#[component]
fn StepButton(step: Step, current: Memo<Option<Call>>, doing: Doing) -> impl IntoView {
    let usual = move || current.with(|call| Step::usual(call.as_ref()) == step);
    let state = Memo::new(move |_| doing.state(&Wish::Step(step)));
    let mark = move || match state.get() {
        Some(words) => view! { <span class="step-state">{words}</span> }.into_any(),
        None => view! { <kbd aria-hidden="true">{step.key()}</kbd> }.into_any(),
    };
    view! {
        <button type="button" class="step-button" class:usual=usual aria-keyshortcuts=step.key()
            on:click=move |_| doing.press(Wish::Step(step))>
            {step.words()} " " {mark}
        </button>
    }
}

/// Who is at this counter now.
#[component]
fn Current(call: Memo<Option<Call>>) -> impl IntoView {
    let stage = |call: &Call| if call.stage == Stage::Serving { "対応中" } else { "呼出中" };
    move || match call.get() {
        Some(call) => {
            view! { <p class="current" data-stage=stage(&call)><b class="current-number">{call.ticket.to_string()}</b> {stage(&call)}</p> }
                .into_any()
        }
        None => view! { <p class="current nobody">"対応中の方はいません"</p> }.into_any(),
    }
}

/// Calling one person out of turn.
#[component]
fn CallByNumber(doing: Doing) -> impl IntoView {
    let typed = Line::new();
    let call = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match ticket_meant(&typed.text()) {
            Some(ticket) => {
                typed.clear();
                doing.press(Wish::Call(ticket));
            }
            None => doing.object("番号は「A012」のように、文字と数字で入力してください。"),
        }
    };
    view! {
        <form class="call-by-number" on:submit=call>
            <label>
                <span class="field-label">"番号で呼ぶ"</span>
                <input class="input" type="text" autocomplete="off" placeholder="A012" size="8" node_ref=typed.node()/>
            </label>
            <button type="submit" class="button quiet">"呼ぶ"</button>
        </form>
    }
}
