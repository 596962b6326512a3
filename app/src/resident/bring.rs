//! What this person must bring, by their answers; a paper that is made with another form of the city begins with what is known already.

use domain::form::Evidence;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filling::Filling;
use crate::device::document::go_to;
use crate::device::storage::{begin_with, wish_for};
use crate::device::{clock, forms};
use crate::follow::press;
use crate::route::Route;
use crate::words;

/// What must be brought (持ち物), once the answers are there.
pub fn things(filling: Filling) -> AnyView {
    let form = filling.form();
    let today = filling.today.get().unwrap_or_default();
    let things: Vec<Evidence> = filling.entries.with(|entries| form.to_bring(entries, today).into_iter().cloned().collect());
    if things.is_empty() {
        return ().into_any();
    }
    let things = things.into_iter().map(|evidence| thing(filling, evidence)).collect_view();
    view! { <h3>{words::YOU_BRING}</h3> <ul class="bring">{things}</ul> }.into_any()
}

fn thing(filling: Filling, evidence: Evidence) -> impl IntoView {
    let way = evidence.form.map(|other| {
        let path = Route::Form(other.clone()).path();
        let make = move || spawn_local(make(filling, other.clone()));
        view! { " " <a href=path on:click=press(make)>{words::MAKE_IT}</a> }
    });
    view! { <li>{evidence.text} {way}</li> }
}

/// Goes to the other form, which begins with what this one knows of it; where nothing can be kept it begins blank.
async fn make(filling: Filling, other: String) {
    filling.draft.settle().await;
    let path = Route::Form(other.clone()).path();
    let today = clock::now().date();
    let begun = filling.entries.with_untracked(|entries| filling.form().beginning_of(&other, entries, today));
    let draft = match forms::form(&other).await {
        Some(form) if !begun.0.is_empty() => begin_with(&form, &begun).await.ok(),
        _ => None,
    };
    go_to(&draft.map_or(path.clone(), |draft| format!("{path}{}", wish_for(&draft, ""))));
}
