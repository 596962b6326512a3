//! The phone at home: takes over the page that the server drew.

use std::sync::Arc;

use app::device::document;
use app::resident::Resident;
use leptos::prelude::*;

fn main() {
    let page = Arc::new(document::carried("page").expect("the server puts the page's JSON into every page it draws"));
    document::begin(move || view! { <Resident page=page/> });
}
