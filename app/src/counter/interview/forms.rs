//! Which form somebody came for.

use std::sync::Arc;

use domain::find::{Kin, Listed, find};
use leptos::prelude::*;

use super::{Interview, Stage, back_to_the_beginning};
use crate::counter::session::session;
use crate::device::forms;
use crate::device::line::Line;
use crate::page::Entry;

/// The forms to choose from (様式を選ぶ画面). What is typed leaves those that are about it.
#[component]
pub fn Forms(
    /// Those that the city has.
    forms: Arc<Vec<Entry>>,
) -> impl IntoView {
    let interview = Interview::here();
    let session = session();
    let typed = Line::first();
    let sought = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let listed = |entry: &Entry| Listed::new(Kin::Form, &entry.title, &entry.also.names, &entry.summary, "");
    let listed: Vec<Listed> = forms.iter().map(listed).collect();
    let found = Memo::new(move |_| sought.with(|sought| find(&listed, sought).places));
    let choose = move |id: String| {
        missing.set(false);
        let fetched = async move { Ok(forms::form(&id).await) };
        session.ask(fetched, move |form| match form.ok().flatten() {
            _ if interview.stage.try_with_untracked(|stage| *stage != Stage::Forms).unwrap_or(true) => {}
            Some(form) => interview.go(Stage::Write(Arc::new(form))),
            None => missing.set(true),
        });
    };
    let lines = forms.iter().cloned().enumerate().map(|(nth, entry)| {
        let Entry { id, title, summary, .. } = entry;
        let hidden = move || found.with(|found| !found.contains(&nth));
        view! {
            <li hidden=hidden>
                <button type="button" class="listing" on:click=move |_| choose(id.clone())>
                    <b>{title}</b> <span class="note">{summary}</span>
                </button>
            </li>
        }
    });
    let lines = lines.collect_view();
    let leave = move |_| {
        interview.go(Stage::Off);
        back_to_the_beginning();
    };
    let count = move || found.with(|found| if found.is_empty() { "ありません".to_owned() } else { format!("{}件", found.len()) });
    view! {
        <section class="interview" aria-labelledby="interview-title">
            <h3 class="interview-title" id="interview-title">"どの申請書を作りますか"</h3>
            <label class="field">
                <span class="field-label">"様式を探す"</span>
                <input class="input" type="search" autocomplete="off" node_ref=typed.node() on:input=move |_| sought.set(typed.text())/>
            </label>
            <p class="note" role="status">{count}</p>
            <p class="fault" role="alert">{move || missing.get().then_some("この様式を、いま読み込めません。もう一度選んでください。")}</p>
            <ul class="listings">{lines}</ul>
            <button type="button" class="button quiet" on:click=leave>"戻る"</button>
        </section>
    }
}
