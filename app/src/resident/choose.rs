//! Find a procedure: by a word, by what happened, in the list; or go on with a form that was begun.

mod search;

use std::sync::Arc;

use domain::city::City;
use leptos::prelude::*;

use self::search::{CLEAR, EVENTS, FORMS, FOUND, HITS, OTHERS, SEARCH, list_of};
use super::begun::Begun;
use super::guide::listed_id;
use super::start::SayPublic;
use crate::components::icon::{Icon, Way};
use crate::device::document::{carried, enliven};
use crate::page::{self, Entry, GuideEntry, LeafletEntry, Page, ProcedureEntry};
use crate::route::Route;
use crate::words;

/// Where the forms that were begun are listed.
pub const BEGUN: &str = "begun";

/// The list of procedures (手続の一覧).
#[component]
pub fn Choose(
    /// What the page carries.
    page: Arc<Page>,
) -> impl IntoView {
    let events = page.guides.iter().cloned().map(|guide| view! { <Event guide=guide/> }).collect_view();
    let lines = page.forms.iter().cloned().map(|entry| view! { <Line entry=entry/> }).collect_view();
    let of_guides: Vec<_> = page.guides.iter().flat_map(|guide| guide.procedures.iter().map(move |procedure| (guide, procedure))).collect();
    let count = page.leaflets.len() + of_guides.len();
    let leaflets = page.leaflets.iter().cloned().map(|entry| view! { <Leaflet entry=entry/> }).collect_view();
    let others = of_guides.into_iter().map(|(guide, procedure)| other(guide, procedure)).collect_view();
    view! {
        <h1>{words::CHOOSE}</h1>
        <p class="lead">{words::CHOOSE_LEAD}</p>
        <div id=BEGUN></div>
        <form class="search" role="search" method="dialog">
            <label class="field-label" for=SEARCH>{words::SEARCH}</label>
            <p class="help" id="search-help">{words::SEARCH_HELP}</p>
            <input class="input" id=SEARCH name="search" type="search" autocomplete="off" enterkeyhint="search" aria-describedby="search-help"/>
            <p class="found" role="status" id=FOUND></p>
            <button class="button plain" type="button" id=CLEAR hidden>{words::SEARCH_OVER}</button>
        </form>
        <ul class="find procedures" id=HITS aria-labelledby=FOUND hidden></ul>
        {(!page.leaflets.is_empty()).then(|| view! { <p><a href=Route::Procedures.path()>{words::TO_PROCEDURES}</a></p> })}
        {(!page.guides.is_empty()).then(|| view! {
            <section id=EVENTS class="find" aria-labelledby="events-title">
                <h2 id="events-title">{words::EVENTS}</h2>
                <ul class="events" id=list_of(EVENTS)>{events}</ul>
            </section>
        })}
        <section id=FORMS class="find" aria-labelledby="forms-title">
            <h2 id="forms-title">{words::FORMS}</h2>
            <ul class="procedures" id=list_of(FORMS)>{lines}</ul>
        </section>
        {(count > 0).then(|| view! {
            <details id=OTHERS class="find">
                <summary>{words::others(count)}</summary>
                <ul class="others" id=list_of(OTHERS)>{leaflets}{others}</ul>
            </details>
        })}
        {hours(&page.city)}
        <SayPublic/>
    }
}

/// Brings the list to life: what was begun is listed, and the search narrows it with every key.
pub fn come_alive() {
    let forms = StoredValue::new(carried::<Vec<Entry>>(page::FORMS));
    enliven(BEGUN, move || view! { <Begun forms=forms/> });
    search::come_alive();
}

/// When the offices are open, as far as the city says so.
fn hours(city: &City) -> AnyView {
    let lines = city.offices.iter().filter_map(|office| {
        let hours = office.hours.clone()?;
        Some(view! { <div class="fact"><dt>{office.name.clone()}</dt><dd>{hours}</dd></div> })
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="hours" aria-labelledby="hours-title">
            <h2 id="hours-title">{words::HOURS}</h2>
            <dl class="facts">{lines}</dl>
        </section>
    }
    .into_any()
}

/// One form of the list.
#[component]
fn Line(
    /// Which.
    entry: Entry,
) -> impl IntoView {
    let way = if entry.online { Way::Online } else { Way::Counter };
    let href = Route::Form(entry.id.clone()).path();
    let id = format!("form-{}", entry.id);
    view! {
        <li class="procedure" id=id data-names=entry.also.names data-asked=some(entry.also.asked)>
            <a class="procedure-name" href=href>{entry.title}</a>
            <p>{entry.summary}</p>
            <ul class="procedure-facts">
                <li><Icon way=Way::Time/>{words::minutes(entry.minutes)}</li>
                <li><Icon way=way/>{words::way(way)}</li>
            </ul>
        </li>
    }
}

/// What happened in a life: the way to its guide.
#[component]
fn Event(
    /// Which.
    guide: GuideEntry,
) -> impl IntoView {
    let href = Route::Guide(guide.id.clone()).path();
    view! {
        <li class="procedure event" id=format!("guide-{}", guide.id) data-names=guide.also.names data-asked=some(guide.also.asked)>
            <a class="procedure-name" href=href>{guide.title}</a>
            <p>{guide.summary}</p>
        </li>
    }
}

/// A procedure without a form of ours: the way to its leaflet.
#[component]
fn Leaflet(
    /// Which.
    entry: LeafletEntry,
) -> impl IntoView {
    let href = Route::Procedure(entry.id.clone()).path();
    view! {
        <li class="other" id=format!("leaflet-{}", entry.id) data-names=entry.also.names data-asked=some(entry.also.asked)>
            <a href=href>{entry.name}</a>
            <span class="other-guide">{entry.chapter}</span>
            <p>{entry.what}</p>
        </li>
    }
}

/// A procedure without a form of ours: the way to what its guide says of it.
fn other(guide: &GuideEntry, procedure: &ProcedureEntry) -> impl IntoView + use<> {
    let href = format!("{}#{}", Route::Guide(guide.id.clone()).path(), listed_id(&procedure.id));
    let also = procedure.also.clone();
    view! {
        <li class="other" id=format!("other-{}-{}", guide.id, procedure.id) data-names=also.names data-asked=some(also.asked)>
            <a href=href>{procedure.name.clone()}</a>
            <span class="other-guide">{guide.title.clone()}</span>
            <p>{procedure.summary.clone()}</p>
        </li>
    }
}

/// What is to stand in an attribute, if there is anything.
fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
