//! The phone at home: takes over the page that the server drew.

use std::sync::Arc;

use app::device::document;
use app::resident::Resident;
use leptos::mount;
use leptos::prelude::*;

fn main() {
    let page = Arc::new(document::carried("page").expect("the server puts the page's JSON into every page it draws"));
    mount::hydrate_from(document::place(), move || view! { <Resident page=page/> }).forget();
}
