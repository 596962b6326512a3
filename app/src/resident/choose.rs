//! Choose a procedure.

use std::sync::Arc;

use leptos::prelude::*;

use crate::page::{Entry, Page};
use crate::route::Route;
use crate::words;

/// The list of procedures (手続の一覧).
#[component]
pub fn Choose(
    /// What the page carries.
    page: Arc<Page>,
) -> impl IntoView {
    let lines = page.forms.iter().cloned().map(|entry| view! { <Line entry=entry/> }).collect_view();
    view! {
        <h1>"どの手続をしますか"</h1>
        <ul class="procedures">{lines}</ul>
    }
}

/// One procedure of the list.
#[component]
fn Line(
    /// Which.
    entry: Entry,
) -> impl IntoView {
    let way = if entry.online { "オンラインで送れます" } else { "窓口に持って行きます" };
    view! {
        <li class="procedure">
            <a class="procedure-name" href=Route::Form(entry.id).path()>{entry.title}</a>
            <p>{entry.summary}</p>
            <p class="procedure-facts">{words::minutes(entry.minutes)}" ／ "{way}</p>
        </li>
    }
}
