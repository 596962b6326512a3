//! The phone at home.

pub mod alive;
pub mod answers;
pub mod apply;
pub mod begun;
pub mod carry;
pub mod choose;
mod conditions;
pub mod draft_line;
pub mod ends;
pub mod fill;
pub mod filling;
pub mod items;
pub mod later;
pub mod moves;
mod newer;
mod offline;
pub mod outbox;
pub mod people;
pub mod progress;
pub mod review;
pub mod screen;
pub mod start;
pub mod summary;
pub mod wait;

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::banner::Banner;
use crate::device::document::enliven;
use crate::device::install::Install;
use crate::device::outbox::Outbox;
use crate::page::Page;
use crate::route::Route;
use crate::words;
pub use conditions::conditions;
use later::{Later, fetch};

/// Where the offer of a newer version stands.
const NEWER: &str = "newer";
/// Where it is said that there is no network.
const OFFLINE: &str = "offline";
/// Where a page stands that the program alone can fill: it shows what only this device or the lobby knows.
pub const LIVE: &str = "live";

/// A page of the resident's app (住民の画面) as the server draws it: the same for everybody.
#[component]
pub fn Resident(
    /// What the page carries.
    page: Arc<Page>,
) -> impl IntoView {
    let body = match (Route::parse(&page.path), &page.form) {
        (Some(Route::Choose), _) => view! { <choose::Choose page=page.clone()/> }.into_any(),
        (Some(Route::Form(_)), Some(form)) => view! { <fill::Fill form=form.clone()/> }.into_any(),
        (Some(Route::Outbox), _) => view! { <Coming title="送信待ち・送信済み".into()/> }.into_any(),
        (Some(Route::Wait(id)), _) if page.city.office(&id).is_some() => {
            page.city.office(&id).map(|office| view! { <Coming title=format!("{}の順番", office.name)/> }).into_any()
        }
        _ => view! { <NotFound/> }.into_any(),
    };
    view! {
        <Banner city=page.city.name.clone()/>
        <div id=NEWER></div>
        <div id=OFFLINE></div>
        <main id="main" class="page">{body}</main>
    }
}

/// Brings a drawn page to life. What it shows lives as long as the page.
pub fn come_alive(page: &Arc<Page>, later: Later) {
    let (outbox, install) = (Outbox::new(), Install::new());
    provide_context(outbox);
    install.begin();
    enliven(NEWER, move || view! { <newer::Newer install=install/> });
    enliven(OFFLINE, || view! { <offline::Offline/> });
    match (Route::parse(&page.path), &page.form) {
        (Some(Route::Choose), _) => choose::come_alive(page),
        (Some(Route::Form(_)), Some(form)) => alive::come_alive(page, form, later),
        (Some(Route::Outbox), _) => {
            let page = StoredValue::new(page.clone());
            fetch(&[LIVE], move || (later.outbox)(outbox, page.get_value()));
        }
        (Some(Route::Wait(id)), _) => {
            if let Some(office) = page.city.office(&id).cloned().map(StoredValue::new) {
                fetch(&[LIVE], move || (later.wait)(office.get_value()));
            }
        }
        _ => {}
    }
    outbox.when_something_waits(move || fetch(&[], move || (later.send)(outbox)));
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

/// What stands where there is no page.
#[component]
fn NotFound() -> impl IntoView {
    view! {
        <h1>"このページは見つかりません"</h1>
        <p>"アドレスが変わったか、手続の受付が終わった可能性があります。"</p>
        <p><a class="button" href="/">"手続の一覧から探す"</a></p>
    }
}
