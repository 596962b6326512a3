//! A guide's page: what happened, a few questions, and the procedures that follow, to be ticked off.
//!
//! The server draws the questions and the list of everything that may follow. What follows for this person is worked out on the phone, from
//! the guide that the page carries; the answers stay there.

mod asking;
mod guided;
mod plan;
mod step;

use std::sync::Arc;

use domain::guide::Guide;
use domain::procedure::Procedure;
use leptos::prelude::*;

use crate::device::document::{carried, come_to, enliven, set_open};
use crate::device::{address, form_page};
use crate::page;
use crate::route::Route;
use crate::words;
use asking::Asking;
use guided::Guided;
use plan::PlanView;

/// Where everything that may follow is listed.
const ALL: &str = "all-procedures";
/// Where the plan stands.
pub const PLAN: &str = "plan";

/// The page of a guide (ワンストップ案内) as the server draws it.
#[component]
pub fn GuidePage(
    /// The guide.
    guide: Arc<Guide>,
) -> impl IntoView {
    let all = guide.procedures.iter().map(|procedure| listed(&guide, procedure)).collect_view();
    view! {
        <article class="guide">
            <h1>{words::of_event(&guide.title)}</h1>
            <p class="lead">{guide.summary.clone()}</p>
            {guide.note.clone().map(|note| view! { <p class="notice">{note}</p> })}
            <Asking guide=guide.clone()/>
            <section id=PLAN class="plan" aria-label="あなたの手続">
                <h2>"あなたの手続"</h2>
                <p class="help">"質問に答えると、手続がここに順番に並びます。"</p>
            </section>
            <details class="guide-all" id=ALL>
                <summary>{format!("この案内にある手続の一覧（{}件）", guide.procedures.len())}</summary>
                <ul class="guide-list">{all}</ul>
            </details>
            <p class="help guide-source">
                {(!guide.source.confirmed).then_some("この案内の内容は、市で確認中です。")}
                "出典："<span lang="ja">{guide.source.text.clone()}</span>
            </p>
        </article>
    }
}

/// The place of a procedure in the list of everything; what was found leads there.
pub fn listed_id(procedure: &str) -> String {
    format!("procedure-{procedure}")
}

/// A procedure in the list of everything that may follow.
fn listed(guide: &Guide, procedure: &Procedure) -> impl IntoView + use<> {
    let deadline =
        procedure.deadline.as_ref().map(|deadline| view! { <p class="help">{format!("期限：{}", guide.deadline_words(deadline))}</p> });
    let name = match &procedure.place {
        domain::procedure::Place::Form { id, .. } => {
            view! { <a href=Route::Form(id.clone()).path()>{procedure.name.clone()}</a> }.into_any()
        }
        _ => view! { <b>{procedure.name.clone()}</b> }.into_any(),
    };
    view! {
        <li id=listed_id(&procedure.id)>
            {name}
            <p>{procedure.summary.clone()}</p>
            <p class="help">{step::where_words(&procedure.place)}</p>
            {deadline}
            {(!procedure.confirmed).then(|| view! { <p class="unsure">{step::UNSURE}</p> })}
        </li>
    }
}

/// Brings the page to life: the questions that do not apply go, the plan follows the answers, and all of it is kept on the device.
pub fn come_alive() {
    // There is none where an old link leads to a guide that is gone.
    if form_page::the_form().is_none() {
        return;
    }
    let guided = Guided::new(carried::<Guide>(page::GUIDE));
    guided.begin(come_to_what_is_sought);
    enliven(PLAN, move || view! { <PlanView guided=guided/> });
}

/// Not every browser opens the list by itself when an address leads into it, and what came alive above has moved the place away.
fn come_to_what_is_sought() {
    let sought = address::fragment();
    if sought.starts_with(&listed_id("")) {
        set_open(ALL, true);
        come_to(&sought);
    }
}
