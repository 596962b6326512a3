//! The first screen of a form: what it is for, what it needs, and where it can be handed in.

use std::sync::Arc;

use domain::form::{Evidence, Form, Kind, Question};
use leptos::prelude::*;

use super::fill::place;
use super::filling::Filling;
use super::screen::START;
use crate::device::terminal;
use crate::follow::{press, whether};
use crate::page::blank_path;
use crate::route::Route;
use crate::words;

/// What to know before beginning (はじめに).
#[component]
pub fn Start(
    /// The form.
    form: Arc<Form>,
) -> impl IntoView {
    let first = form.questions.first().map(|question| match question.kind {
        Kind::Group { .. } => format!("#{}.1", question.id),
        _ => format!("#{}", question.id),
    });
    let things: Vec<_> = form.bring.iter().map(thing).collect();
    let bring = (!things.is_empty()).then(|| fact(words::BRING, view! { <ul class="bring">{things}</ul> }.into_any()));
    let ways = match form.facts.ways.as_slice() {
        [] => words::ways(form.goes_online()).into_any(),
        ways => {
            let ways = ways.iter().map(|way| view! { <li>{words::official_way(way)}</li> }).collect_view();
            view! { <ul class="bring">{ways}</ul> }.into_any()
        }
    };
    let text = |label, text: &Option<String>| text.clone().map(|text| fact(label, text.into_any()));
    let (questions, n_asked) = listed(&form.questions);
    view! {
        <section class="screen start" id=START>
            <p class="lead">{form.summary.clone()}</p>
            <div id=place::RESUME></div>
            <div id=place::OFFER></div>
            <p class="begin"><a class="button" id=place::BEGIN href=first>{words::BEGIN}</a></p>
            <p class="field-hint if-own">{words::STAYS_HERE}</p>
            <p class="field-hint if-public">{words::terminal::STAYS_IN_PAGE}</p>
            <dl class="facts">
                {text(words::WHO, &form.facts.who)}
                {fact(words::TIME, words::minutes(form.minutes).into_any())}
                {form.facts.counter_minutes.map(|minutes| fact(words::COUNTER_TIME, words::counter_minutes(minutes).into_any()))}
                {bring}
                {text(words::FEE, &form.fee)}
                {text(words::DEADLINE, &form.deadline.as_ref().map(|deadline| deadline.text.clone()))}
                {fact(words::HOW, ways)}
                {fact(words::SIGNATURE, words::signature(form.signature).into_any())}
            </dl>
            {form.not_online.clone().map(|why| view! {
                <div class="notice">
                    <h2 class="notice-title">{words::NOT_ONLINE}</h2>
                    <p>{why}</p>
                </div>
            })}
            {(!form.source.confirmed).then(|| view! { <p class="unconfirmed">{words::UNCONFIRMED}</p> })}
            <details class="all-questions">
                <summary>{words::all_questions(n_asked)}</summary>
                {questions}
                <p class="field-hint">{words::NOT_ALL}</p>
            </details>
            <p><a href=blank_path(&form.id) hreflang="ja">{words::BLANK}</a></p>
            <SayPublic/>
        </section>
    }
    .into_any()
}

/// The questions to be seen beforehand (質問の一覧), those of a group in a list of their own under its line; and how many they are.
fn listed(questions: &[Question]) -> (AnyView, usize) {
    let mut n_asked = 0;
    let mut line = |question: &Question| {
        n_asked += 1;
        let label = question.label.clone();
        let Kind::Group { questions, .. } = &question.kind else { return view! { <li>{label}</li> }.into_any() };
        let (within, n_within) = listed(questions);
        n_asked += n_within;
        view! { <li>{label} {within}</li> }.into_any()
    };
    let lines: Vec<AnyView> = questions.iter().filter(|question| question.kind.is_asked()).map(&mut line).collect();
    (view! { <ol>{lines}</ol> }.into_any(), n_asked)
}

/// The way to say that everybody uses this terminal (みんなで使う端末の申し出); its address says so, whichever page it stands on.
#[component]
pub fn SayPublic() -> impl IntoView {
    view! { <p class="say-public if-own"><a href=terminal::SAYS_SO>{words::terminal::IT_IS}</a></p> }
}

/// Something to bring, with the way to the form with which it can be made.
pub(super) fn thing(evidence: &Evidence) -> AnyView {
    let way = evidence.form.clone().map(|form| view! { " " <a href=Route::Form(form).path()>{words::MAKE_IT}</a> });
    view! { <li>{evidence.text.clone()}{way}</li> }.into_any()
}

/// The way on for those who have written something before (続きから).
#[component]
pub fn Resume() -> impl IntoView {
    let filling = Filling::here();
    view! {
        <div class="notice resume" hidden=whether(move || !filling.resumed.get())>
            <h2 class="notice-title">{words::RESUME_TITLE}</h2>
            <button class="button" type="button" on:click=press(move || filling.go_on())>{words::RESUME}</button>
        </div>
    }
}

fn fact(label: &'static str, text: AnyView) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>{label}</dt>
            <dd>{text}</dd>
        </div>
    }
}
