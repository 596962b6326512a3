//! Choose a procedure, or go on with a form that was begun.

use std::sync::Arc;

use leptos::prelude::*;

use super::begun::Begun;
use crate::components::icon::{Icon, Way};
use crate::page::{Entry, Page};
use crate::route::Route;
use crate::words;

/// The list of procedures (手続の一覧).
#[component]
pub fn Choose(
    /// What the page carries.
    page: Arc<Page>,
) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let forms = StoredValue::new(page.forms.clone());
    let found = move || sought.with(|sought| forms.with_value(|forms| forms.iter().filter(|form| holds(form, sought)).count()));
    let lines = page.forms.iter().cloned().map(|entry| view! { <Line entry=entry sought=sought/> }).collect_view();
    view! {
        <h1>{words::CHOOSE}</h1>
        <p class="lead">{words::CHOOSE_LEAD}</p>
        <Begun forms=forms/>
        <form class="search" role="search" method="dialog" on:submit=move |event| event.prevent_default()>
            <label class="field-label" for="search-input">{words::SEARCH}</label>
            <input
                class="input"
                id="search-input"
                name="search"
                type="search"
                autocomplete="off"
                on:input=move |event| sought.set(event_target_value(&event))
            />
        </form>
        <ul class="procedures">{lines}</ul>
        <p role="status">{move || (found() == 0).then_some(words::NOTHING_FOUND)}</p>
    }
}

/// Whether a form is about what is sought: every word of it occurs in its title or summary.
fn holds(form: &Entry, sought: &str) -> bool {
    sought.split_whitespace().all(|word| form.title.contains(word) || form.summary.contains(word))
}

/// One procedure of the list.
#[component]
fn Line(
    /// Which.
    entry: Entry,
    /// What is sought; others are hidden.
    sought: RwSignal<String>,
) -> impl IntoView {
    let way = if entry.online { Way::Online } else { Way::Counter };
    let href = Route::Form(entry.id.clone()).path();
    let (title, summary, minutes) = (entry.title.clone(), entry.summary.clone(), entry.minutes);
    view! {
        <li class="procedure" hidden=move || sought.with(|sought| !holds(&entry, sought))>
            <a class="procedure-name" href=href>{title}</a>
            <p>{summary}</p>
            <ul class="procedure-facts">
                <li><Icon way=Way::Time/>{words::minutes(minutes)}</li>
                <li><Icon way=way/>{words::way(way)}</li>
            </ul>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_procedure_is_found_by_any_of_its_words() {
        let form = Entry {
            id: "water-start".into(),
            title: "水道使用開始届".into(),
            summary: "水道を使い始めることを届け出る書類です。".into(),
            minutes: 4,
            online: true,
        };
        for sought in ["", "水道", "届　書類", " 使い始める "] {
            assert!(holds(&form, sought), "{sought}");
        }
        assert!(!holds(&form, "水道 住民票"));
    }
}
