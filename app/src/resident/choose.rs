//! Choose a procedure, or go on with a form that was begun.

use std::sync::Arc;

use leptos::prelude::*;

use super::begun::Begun;
use crate::components::icon::{Icon, Way};
use crate::device::document::{carried, enliven, follow_input, set_hidden, set_text};
use crate::page::{self, Entry, Page};
use crate::route::Route;
use crate::words;

/// Where the forms that were begun are listed.
pub const BEGUN: &str = "begun";
/// The field to look for a procedure in.
const SEARCH: &str = "search-input";
/// What is said when nothing was found.
const FOUND: &str = "found";

/// The list of procedures (手続の一覧).
#[component]
pub fn Choose(
    /// What the page carries.
    page: Arc<Page>,
) -> impl IntoView {
    let lines = page.forms.iter().cloned().map(|entry| view! { <Line entry=entry/> }).collect_view();
    view! {
        <h1>{words::CHOOSE}</h1>
        <p class="lead">{words::CHOOSE_LEAD}</p>
        <div id=BEGUN></div>
        <form class="search" role="search" method="dialog">
            <label class="field-label" for=SEARCH>{words::SEARCH}</label>
            <input class="input" id=SEARCH name="search" type="search" autocomplete="off"/>
        </form>
        <ul class="procedures">{lines}</ul>
        <p role="status" id=FOUND></p>
    }
}

/// Brings the list to life: what was begun is listed, and the search narrows it with every key.
pub fn come_alive() {
    let forms = StoredValue::new(carried::<Vec<Entry>>(page::FORMS));
    enliven(BEGUN, move || view! { <Begun forms=forms/> });
    follow_input(SEARCH, move |sought| {
        forms.with_value(|forms| {
            let mut found = false;
            for form in forms {
                let fits = holds(form, &sought);
                set_hidden(&line_id(form), !fits);
                found |= fits;
            }
            set_text(FOUND, if found { "" } else { words::NOTHING_FOUND });
        });
    });
}

/// The id of a form's line.
fn line_id(form: &Entry) -> String {
    format!("procedure-{}", form.id)
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
) -> impl IntoView {
    let way = if entry.online { Way::Online } else { Way::Counter };
    let href = Route::Form(entry.id.clone()).path();
    let id = line_id(&entry);
    view! {
        <li class="procedure" id=id>
            <a class="procedure-name" href=href>{entry.title}</a>
            <p>{entry.summary}</p>
            <ul class="procedure-facts">
                <li><Icon way=Way::Time/>{words::minutes(entry.minutes)}</li>
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
