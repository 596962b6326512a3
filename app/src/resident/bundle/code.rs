//! The one code, and what is in it.

use std::collections::BTreeSet;

use domain::form::Evidence;
use leptos::prelude::*;

use super::Bundling;
use crate::device::history;
use crate::follow::{part, press};
use crate::resident::answers::FinishedAnswers;
use crate::resident::carry::{Carried, Code};
use crate::resident::ready::Begun;
use crate::words;

/// The screen of the code (まとめたQRコードの画面).
#[component]
pub fn BundleCode(bundling: Bundling) -> impl IntoView {
    let code = part(move || match bundling.carried.get() {
        Some(carried) => shown(carried, bundling.fewer.get(), &untrack(|| bundling.going_in())),
        None => view! { <p role="status">{words::COMING}</p> }.into_any(),
    });
    let again = press(move || {
        if !history::back() {
            bundling.is_seen.set(false);
        }
    });
    view! {
        <h1 tabindex="-1">{words::CODE}</h1>
        {code}
        <p class="ends"><button class="button quiet" type="button" on:click=again>{words::bundle::CHOOSE_AGAIN}</button></p>
    }
}

fn shown(carried: Carried, fewer: Option<String>, inside: &[Begun]) -> AnyView {
    let today = carried.created.date();
    let mut seen = BTreeSet::new();
    let things = inside.iter().flat_map(|begun| begun.form.to_bring(&begun.kept.draft.entries, today)).map(|thing| &*thing.text);
    let mut things: Vec<&str> = things.filter(|thing| seen.insert(*thing)).collect();
    // That one of several forms needs nothing is no word to whoever brings something for another.
    if things.len() > 1 {
        things.retain(|thing| *thing != Evidence::NOTHING);
    }
    let things: Vec<_> = things.into_iter().map(|thing| view! { <li>{thing.to_owned()}</li> }).collect();
    let bring = (!things.is_empty()).then(|| view! { <h2>{words::YOU_BRING}</h2> <ul class="bring">{things}</ul> });
    let forms = inside.iter().map(|begun| {
        view! {
            <li>
                <details>
                    <summary>{begun.form.title.clone()}</summary>
                    <FinishedAnswers form=&begun.form entries=&begun.kept.draft.entries today=today/>
                </details>
            </li>
        }
    });
    let who_reads = carried.who_reads();
    view! {
        <p>{words::bundle::in_one(inside.len())}</p>
        {fewer.map(|fewer| view! { <p class="notice">{fewer}</p> })}
        <Code forms=inside.iter().map(|begun| begun.form.clone()).collect() carried=carried/>
        {bring}
        <h2>{words::bundle::INSIDE}</h2>
        <p>{who_reads}</p>
        <ol class="bundle-inside">{forms.collect_view()}</ol>
        <p class="help">{words::bundle::AFTERWARDS}</p>
    }
    .into_any()
}
