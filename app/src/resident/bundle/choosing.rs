//! Which forms go into the code, and what those that cannot yet still lack.

use domain::form::{Entries, Form, Problem};
use leptos::prelude::*;

use super::Bundling;
use crate::device::clock;
use crate::device::storage::Trouble;
use crate::follow::{part, press, whether, words as follow_words};
use crate::resident::ready::{Begun, Stand};
use crate::route::Route;
use crate::words;

/// How many of the things to correct are named; the form itself names all.
const NAMED: usize = 3;

/// The choice (申請書を選ぶ画面).
#[component]
pub fn Choosing(bundling: Bundling) -> impl IntoView {
    let forms = part(move || match bundling.ready.all.get() {
        None => match bundling.ready.trouble() {
            Some(trouble) => unreadable(trouble),
            None => view! { <p role="status">{words::COMING}</p> }.into_any(),
        },
        Some(all) if all.is_empty() => nothing(),
        Some(all) => some(bundling, all),
    });
    let missing = whether(move || bundling.ready.missing.with(Vec::is_empty));
    view! {
        <h1 tabindex="-1">{words::bundle::TITLE}</h1>
        <p class="lead">{words::bundle::LEAD}</p>
        <p class="notice warn" role="alert" hidden=missing>{words::bundle::MISSING}</p>
        {forms}
    }
}

fn unreadable(trouble: Trouble) -> AnyView {
    view! { <p class="notice warn" role="alert">{trouble.sentence()}</p> }.into_any()
}

fn nothing() -> AnyView {
    view! {
        <p>{words::bundle::NOTHING}</p>
        <p><a class="button" href=Route::Choose.path()>{words::bundle::TO_FORMS}</a></p>
    }
    .into_any()
}

fn some(bundling: Bundling, all: Vec<Begun>) -> AnyView {
    let unfinished = all.iter().any(|begun| begun.stand != Stand::Complete);
    let cards = all.into_iter().map(|begun| view! { <Card bundling=bundling begun=begun/> }).collect_view();
    let trouble = follow_words(move || bundling.trouble.get().unwrap_or_default());
    let make = follow_words(move || words::bundle::make(bundling.going_in().len()));
    view! {
        <fieldset class="bundle-forms">
            <legend><h2>{words::bundle::WHICH}</h2></legend>
            {unfinished.then(|| view! { <p class="help">{words::bundle::ONLY_COMPLETE}</p> })}
            <ul class="bundle-cards">{cards}</ul>
        </fieldset>
        <p class="notice warn" role="alert" hidden=whether(move || trouble.with(String::is_empty))>{trouble}</p>
        <p class="ends"><button class="button" type="button" on:click=press(move || leptos::task::spawn_local(bundling.carry()))>{make}</button></p>
    }
    .into_any()
}

/// A form that was begun: whether it goes in, how far it is, and the way to mend it.
#[component]
fn Card(bundling: Bundling, begun: Begun) -> impl IntoView {
    let Begun { kept, form, stand } = begun;
    let id = form.id.clone();
    let is_complete = stand == Stand::Complete;
    let ticked = whether(move || is_complete && bundling.is_chosen(&id));
    let id = form.id.clone();
    let choose = move |event| bundling.choose(&id, event_target_checked(&event));
    let state_id = format!("state-{}", form.id);
    let page = Route::Form(form.id.clone()).path();
    let (class, state, mend, way) = match stand {
        Stand::Complete => {
            ("stand good", words::bundle::COMPLETE.into(), None, view! { <a href=format!("{page}#Review")>{words::bundle::LOOK_OVER}</a> })
        }
        Stand::OtherEdition => {
            ("stand", words::bundle::OTHER_EDITION.into(), None, view! { <a href=page.clone()>{words::bundle::LOOK_OVER}</a> })
        }
        Stand::ToCorrect(problems) => {
            let state = words::bundle::to_correct(problems.len());
            (
                "stand",
                state,
                Some(to_mend(&form, &kept.draft.entries, &problems)),
                view! { <a href=page.clone()>{words::bundle::GO_ON}</a> },
            )
        }
    };
    view! {
        <li class="bundle-card">
            <label class="bundle-pick">
                <input class="card-mark" type="checkbox" prop:checked=ticked disabled=!is_complete aria-describedby=state_id.clone() on:change=choose/>
                <span>{form.title.clone()}</span>
            </label>
            <p class=class id=state_id>{state} <span class="help">{words::written_at(&kept.updated.words())}</span></p>
            {mend}
            <p class="bundle-way">{way}<span class="unseen">"："{form.title.clone()}</span></p>
        </li>
    }
    .into_any()
}

/// What a form still lacks, each with the way to where it is written.
fn to_mend(form: &Form, entries: &Entries, problems: &[Problem]) -> impl IntoView + use<> {
    let page = Route::Form(form.id.clone()).path();
    let steps = form.journey(entries, clock::now().date());
    let named = problems.iter().take(NAMED).map(|problem| {
        let href = match steps.iter().find(|step| step.holds(&problem.control)) {
            Some(step) => format!("{page}#{}", step.path()),
            None => page.clone(),
        };
        view! { <li><a href=href>{problem.sentence()}</a></li> }
    });
    let more = problems.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| view! { <li>{words::bundle::and_more(more)}</li> });
    view! { <ul class="bundle-lacks">{named.collect_view()} {more}</ul> }
}
