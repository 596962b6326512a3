//! The screens of the hall: counter, kiosk and display, built into an empty shell.

use std::sync::Arc;

use app::device::{document, panic};
use app::hall::Hall;
use leptos::mount;
use leptos::prelude::*;

fn main() {
    panic::show();
    let page = Arc::new(document::carried("page").expect("the server puts the page's JSON into every page it draws"));
    let place = document::place();
    // The words that stood there until now.
    place.set_text_content(None);
    mount::mount_to(place, move || view! { <Hall page=page/> }).forget();
}
