//! The plan: what follows from the answers, in order, to be ticked off; what to bring; and paper for those who want it.

use std::sync::Arc;

use domain::guide::{Kind, Plan};
use leptos::prelude::*;

use super::asking;
use super::guided::Guided;
use super::step::{StepView, Tick};
use crate::device::printer;
use crate::device::storage::{HOW_LONG, Saved, Trouble};
use crate::follow::{self, press, whether};
use crate::resident::together::Together;
use crate::words;

/// What is to be done (あなたの手続), for the answers so far.
#[component]
pub fn PlanView(
    /// The guide being followed.
    guided: Guided,
) -> impl IntoView {
    let plan = follow::part(move || {
        let entries = guided.entries.get();
        let begun = entries.written().next().is_some();
        guided.guide.with_value(|guide| if begun { body(guided, &guide.plan(&entries)) } else { nothing_yet() })
    });
    view! {
        <h2>"あなたの手続"</h2>
        {plan}
        <Keeping guided=guided/>
    }
    .into_any()
}

fn nothing_yet() -> AnyView {
    view! { <p class="help">"質問に答えると、手続がここに順番に並びます。答えは、この端末の外には送られません。"</p> }.into_any()
}

fn body(guided: Guided, plan: &Plan) -> AnyView {
    let open: Vec<(String, String, bool)> = plan
        .open
        .iter()
        .map(|question| (asking::place(&question.id), question.label.clone(), matches!(question.kind, Kind::Date { .. })))
        .collect();
    let ids: Arc<[String]> = plan.steps.iter().map(|step| format!("procedure.{}", step.procedure.id)).collect();
    let steps = plan.steps.iter().zip(1..).map(|(step, nth)| view! { <StepView guided=guided step=step nth=nth/> }).collect_view();
    let none = plan.steps.is_empty() && plan.open.iter().all(|question| matches!(question.kind, Kind::Date { .. }));
    let things = plan.bring.iter().map(|thing| {
        let help = thing.help.clone().map(|help| view! { <span class="card-help">{help}</span> });
        let (name, what) = (thing.name.clone(), format!("thing.{}", thing.id));
        view! { <li><Tick guided=guided what=what><span>{name} {help}</span></Tick></li> }
    });
    let things = (!plan.bring.is_empty()).then(|| {
        view! {
            <section class="things" aria-labelledby="things">
                <h2 id="things">"持ち物の一覧"</h2>
                <p class="help screen-only">"かばんに入れたものに、印を付けられます。"</p>
                <ul class="things-list">{things.collect_view()}</ul>
            </section>
        }
    });
    view! {
        {(!ids.is_empty()).then(|| view! { <Progress guided=guided ids=ids/> })}
        {(!open.is_empty()).then(|| still_open(open))}
        {none.then(|| view! { <p>"この答えで、市への手続は見当たりません。迷うときは、市に確かめてください。"</p> })}
        <ol class="steps">{steps}</ol>
        <Together ready=guided.ready among=plan.forms()/>
        {things}
    }
    .into_any()
}

/// How much of it is done.
#[component]
fn Progress(guided: Guided, ids: Arc<[String]>) -> impl IntoView {
    let all = ids.len();
    let done = Signal::derive(move || guided.kept.ticked.with(|ticked| ids.iter().filter(|id| ticked.contains(*id)).count()));
    let words = follow::words(move || match done.get() {
        0 => format!("手続は{all}件です。"),
        done if done == all => format!("手続は{all}件です。すべて済みました。"),
        done => format!("手続は{all}件です。{done}件済みました。"),
    });
    view! {
        <p class="plan-count" role="status">{words}</p>
        <progress class="progress-bar screen-only" max=all.to_string() value=move || done.get().to_string() aria-label="済んだ手続"></progress>
    }
}

/// Questions without an answer; each leads there.
fn still_open(open: Vec<(String, String, bool)>) -> impl IntoView {
    let lines = open.into_iter().map(|(place, label, is_date)| {
        let why = is_date.then_some("（答えると、期限が日付で出ます）");
        view! { <li><a href=format!("#{place}")>{label}</a>{why}</li> }
    });
    view! {
        <div class="notice still-open screen-only">
            <p>"まだ答えていない質問があります。答えによって、手続が増えることがあります。"</p>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
}

/// What is kept on the device, the way onto paper, and the way out.
#[component]
fn Keeping(guided: Guided) -> impl IntoView {
    let asking = RwSignal::new(false);
    let saved = guided.kept.saved;
    let is_begun = whether(move || guided.entries.with(|entries| entries.written().next().is_some()));
    let trouble = follow::words(move || {
        match saved.get() {
        Saved::Failing(Trouble::NoDatabase) => {
            "この端末には保存できません（プライベートブラウズなど）。ページを閉じると、答えと印は消えます。残したいときは、印刷してください。".into()
        }
        Saved::Failing(trouble) => trouble.sentence().into(),
        _ => String::new(),
    }
    });
    let print = press(move || printer::print(&guided.guide.with_value(|guide| words::of_event(&guide.title))));
    let sure = follow::part(move || match asking.get() {
        true => view! {
            <div class="notice" role="group" aria-label="消すことの確認">
                <p>"この案内の答えと印を、この端末から消します。元には戻せません。"</p>
                <button type="button" class="button" on:click=press(move || { asking.set(false); guided.start_over(); })>"消す"</button>
                <button type="button" class="button quiet" on:click=press(move || asking.set(false))>"消さない"</button>
            </div>
        }
        .into_any(),
        false => ().into_any(),
    });
    view! {
        <p class="notice warn screen-only" role="alert" hidden=whether(move || trouble.with(String::is_empty))>{trouble}</p>
        <div class="plan-keep screen-only" hidden=whether(move || !is_begun.get())>
            <p class="saved">{follow::words(move || saved.get().words())}</p>
            <p class="plan-buttons">
                <button type="button" class="button" on:click=print>"印刷する"</button>
                <button type="button" class="button quiet" aria-expanded=move || asking.get().to_string() on:click=press(move || asking.set(true))>
                    "答えと印を消す"
                </button>
            </p>
            {sure}
            <details class="if-own">
                <summary>"いつまで残りますか"</summary>
                <p>{HOW_LONG}</p>
                <p>"ほかの人も使う端末では、使い終わったら消してください。"</p>
            </details>
        </div>
    }
}
