//! The phone at home.

pub mod alive;
pub mod answers;
pub mod apply;
pub mod begun;
pub mod carry;
pub mod choose;
mod conditions;
pub mod draft_line;
pub mod fill;
pub mod filling;
pub mod items;
pub mod moves;
mod newer;
mod offline;
pub mod outbox;
pub mod people;
pub mod review;
pub mod screen;
pub mod start;
pub mod summary;
pub mod wait;

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::banner::Banner;
use crate::device::install::Install;
use crate::device::outbox::Outbox;
use crate::page::Page;
use crate::route::Route;
use choose::Choose;
pub use conditions::conditions;
use fill::Fill;
use newer::Newer;
use offline::Offline;
use outbox::Sent;
use wait::Wait;

/// The resident's app (住民の画面): draws the page it is given.
#[component]
pub fn Resident(
    /// What the page carries.
    page: Arc<Page>,
) -> impl IntoView {
    let (outbox, install) = (Outbox::new(), Install::new());
    provide_context(outbox);
    Effect::new(move || {
        outbox.begin();
        install.begin();
    });
    let body = match (Route::parse(&page.path), &page.form) {
        (Some(Route::Choose), _) => view! { <Choose page=page.clone()/> }.into_any(),
        (Some(Route::Form(_)), Some(form)) => view! { <Fill page=page.clone() form=form.clone()/> }.into_any(),
        (Some(Route::Outbox), _) => view! { <Sent outbox=outbox city=page.city.name.clone()/> }.into_any(),
        (Some(Route::Wait(id)), _) if page.city.office(&id).is_some() => {
            page.city.office(&id).cloned().map(|office| view! { <Wait office=office/> }).into_any()
        }
        _ => view! { <NotFound/> }.into_any(),
    };
    view! {
        <Banner city=page.city.name.clone()/>
        <Newer install=install/>
        <Offline/>
        <main id="main" class="page">{body}</main>
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
