//! The phone at home: takes over the page that the server drew.

use std::sync::Arc;

use app::device::{document, panic};
use app::resident::Resident;
use leptos::mount;
use leptos::prelude::*;

fn main() {
    let page = Arc::new(document::carried("page").expect("the server puts the page's JSON into every page it draws"));
    let place = document::place();
    let app = move || view! { <Resident page=page/> };
    // It is empty when the page had been changed by a translator or an extension: then the page's script begins anew.
    if place.has_child_nodes() {
        mount::hydrate_from(place, app).forget();
    } else {
        mount::mount_to(place, app).forget();
    }
    panic::show();
}
