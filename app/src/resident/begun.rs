//! The forms that were begun on this device, to go on with or to throw away.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::storage::{Drafts, HOW_LONG, Kept, Lasting, Listed, lasting};
use crate::page::Entry;
use crate::route::Route;
use crate::words;

/// The forms begun on this device (記入途中の一覧); nothing, where there is none.
#[component]
pub fn Begun(
    /// The city's forms.
    forms: StoredValue<Vec<Entry>>,
) -> impl IntoView {
    let drafts = Drafts::new();
    Effect::new(move || drafts.load());
    let lasts = RwSignal::new(None::<Lasting>);
    spawn_local(async move { lasts.set(Some(lasting().await)) });
    let is_empty = move || drafts.listed.with(|listed| listed.as_ref().is_none_or(Vec::is_empty)) && drafts.deleted.with(Option::is_none);
    // Two drafts of one form do not go into one code together.
    let is_alone = move || {
        drafts.listed.with(|listed| {
            let forms = listed.iter().flatten().filter_map(|listed| match listed {
                Listed::Draft(kept) => Some(kept.draft.form.as_str()),
                Listed::Unreadable(_) => None,
            });
            forms.collect::<BTreeSet<_>>().len() < 2
        })
    };
    let lines = move || {
        let line = |listed| view! { <Line listed=listed forms=forms drafts=drafts/> };
        drafts.listed.get().unwrap_or_default().into_iter().map(line).collect_view()
    };
    let undo = move || {
        drafts.deleted.get().map(|_| {
            view! {
                <p>
                    {words::DRAFT_DELETED}
                    <button class="button plain" type="button" on:click=move |_| drafts.undo()>{words::UNDO}</button>
                </p>
            }
        })
    };
    view! {
        <section class="begun" hidden=is_empty>
            <h2>{words::BEGUN}</h2>
            <ul class="begun-list">{lines}</ul>
            <p hidden=is_alone><a href=Route::Bundle.path()>{words::bundle::TITLE}</a></p>
            <div role="status">{undo}</div>
            <p>{move || lasts.get().map(Lasting::sentence)}</p>
            <details>
                <summary>{words::HOW_LONG_TITLE}</summary>
                <p>{HOW_LONG}</p>
            </details>
        </section>
        <p class="notice warn" role="alert" hidden=move || drafts.trouble.get().is_none()>
            {move || drafts.trouble.get().map(|trouble| trouble.sentence())}
        </p>
    }
    .into_any()
}

/// One of them.
#[component]
fn Line(listed: Listed, forms: StoredValue<Vec<Entry>>, drafts: Drafts) -> impl IntoView {
    let (id, way) = match listed {
        Listed::Draft(Kept { id, draft, updated, .. }) => {
            let title = forms.with_value(|forms| forms.iter().find(|form| form.id == draft.form).map(|form| form.title.clone()));
            let href = format!("{}#draft={id}", Route::Form(draft.form).path());
            let way = match title {
                Some(title) => view! { <a class="begun-name" href=href>{title}</a> }.into_any(),
                None => view! { <span class="begun-name">{words::FORM_GONE}</span> }.into_any(),
            };
            (id, view! { {way} <span class="begun-when">{words::written_at(&updated.words())}</span> }.into_any())
        }
        Listed::Unreadable(id) => (id, view! { <span class="begun-name">{words::UNREADABLE}</span> }.into_any()),
    };
    view! {
        <li>
            <span class="begun-words">{way}</span>
            <button class="button plain" type="button" on:click=move |_| drafts.delete(id.clone())>{words::REMOVE}</button>
        </li>
    }
}
