//! The phone at home.

pub mod addressee;
pub mod aids;
pub mod alive;
pub mod answers;
pub mod apply;
pub mod around;
pub mod back;
pub mod banks;
pub mod begun;
mod beside;
mod bring;
pub mod bundle;
pub mod carry;
mod catalogue;
pub mod choose;
pub mod city_key;
mod conditions;
mod dated;
mod dates;
pub mod draft;
pub mod draft_line;
pub mod ends;
pub mod fill;
pub mod filling;
pub mod guide;
pub mod items;
pub mod later;
mod leaflet;
mod left_over;
mod meet;
pub mod moves;
mod newer;
mod numbering;
mod offline;
pub mod outbox;
pub mod people;
pub mod postal;
pub mod profile;
pub mod progress;
pub mod ready;
pub mod review;
pub mod screen;
mod small_kana;
mod sound;
pub mod speak;
pub mod standing;
pub mod start;
pub mod summary;
pub mod terminal;
pub mod together;
pub mod wait;

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::banner::Banner;
use crate::device;
use crate::device::document::carried;
use crate::device::language;
use crate::device::outbox::Outbox;
use crate::page::{self, Page};
use crate::route::Route;
use crate::words;
pub use conditions::conditions;
use later::{Later, Parts};

/// Where a page stands that the program alone can fill: it shows what only this device or the lobby knows.
pub(crate) const LIVE: &str = "live";

/// A page of the resident's app (住民の画面) as the server draws it: the same for everybody.
#[component]
pub fn Resident(
    /// What the page carries.
    page: Arc<Page>,
) -> impl IntoView {
    let body = match (Route::parse(&page.path), &page.form) {
        (Some(Route::Choose), _) => view! { <choose::Choose page=page.clone()/> }.into_any(),
        (Some(Route::Form(_)), Some(form)) => view! { <fill::Fill form=form.clone()/> }.into_any(),
        (Some(Route::Profile), Some(form)) => view! { <profile::Household form=form.clone()/> }.into_any(),
        (Some(Route::Guide(_)), _) if page.guide.is_some() => {
            page.guide.clone().map(|guide| view! { <guide::GuidePage guide=guide/> }).into_any()
        }
        (Some(Route::Procedures), _) => view! { <catalogue::Catalogue chapters=page.chapters.clone()/> }.into_any(),
        (Some(Route::Procedure(_)), _) if page.leaflet.is_some() => view! { <leaflet::LeafletPage page=page.clone()/> }.into_any(),
        (Some(Route::Bundle), _) => view! { <Coming title=words::bundle::TITLE.into()/> }.into_any(),
        (Some(Route::Outbox), _) => view! { <Coming title="送信待ち・送信済み".into()/> }.into_any(),
        (Some(Route::Wait(id)), _) if page.city.office(&id).is_some() => {
            page.city.office(&id).map(|office| view! { <Coming title=format!("{}の順番", office.name)/> }).into_any()
        }
        _ => match page.closed.first() {
            Some(title) => view! { <Closed title=title.clone()/> }.into_any(),
            None => view! { <NotFound/> }.into_any(),
        },
    };
    view! {
        <Banner page=page.clone()/>
        {(!page.reviewed).then(|| view! { <p class="unreviewed">{words::UNREVIEWED}</p> })}
        <div id=aids::AIDS></div>
        <div id=around::NEWER></div>
        <div id=around::OFFLINE></div>
        <div id=terminal::PLACE></div>
        <main id="main" class="page">{body}</main>
    }
}

/// Brings a drawn page to life. What it shows lives as long as the page.
pub fn come_alive(parts: Parts) {
    let later = Later::new(parts);
    provide_context(Outbox::new());
    if device::terminal::is_public() {
        later.fetch(&[terminal::PLACE], parts.terminal);
    }
    match Route::parse(&carried::<String>(page::PATH)) {
        Some(Route::Choose) => later.fetch(&[choose::BEGUN], parts.choose),
        Some(Route::Form(_)) => alive::come_alive(later.clone()),
        Some(Route::Guide(_)) => later.fetch(&[guide::PLAN], parts.guide),
        Some(Route::Outbox) => later.fetch(&[LIVE], parts.outbox),
        Some(Route::Bundle) => later.fetch(&[LIVE], parts.bundle),
        Some(Route::Profile) => later.fetch(&[profile::place::SAVED], parts.profile),
        Some(Route::Wait(_)) => later.fetch(&[LIVE], parts.wait),
        // These are read, not filled in.
        Some(Route::Procedures | Route::Procedure(_)) | None => {}
    }
    provide_context(later.clone());
    language::hold();
    later.fetch(&[], parts.around);
}

/// What stands on such a page until the program is there.
#[component]
fn Coming(
    /// Its heading.
    title: String,
) -> impl IntoView {
    view! {
        <div id=LIVE>
            <h1>{title}</h1>
            <p role="status">{words::COMING}</p>
        </div>
    }
}

/// What stands where a form would be whose file is refused.
#[component]
fn Closed(
    /// What the form is called.
    title: String,
) -> impl IntoView {
    view! {
        <h1>{title}</h1>
        <p class="notice warn">{words::FORM_CLOSED}</p>
        <p>{words::FORM_CLOSED_WAY}</p>
        <p><a class="button" href="/">"手続の一覧から探す"</a></p>
    }
}

/// What stands where there is no page.
#[component]
fn NotFound() -> impl IntoView {
    view! {
        <h1>"このページは見つかりません"</h1>
        <p>"アドレスが変わったか、手続の受付が終わった可能性があります。"</p>
        <p><a class="button" href="/">"手続の一覧から探す"</a></p>
    }
}
