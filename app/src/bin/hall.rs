//! The screens of the hall: counter, kiosk and display, built into an empty shell.

use app::device::{document, panic};
use app::hall::Hall;
use app::page::{CITY, PATH};
use leptos::mount;
use leptos::prelude::*;

fn main() {
    panic::show();
    let path: String = document::carried(PATH);
    let city = document::carried(CITY);
    let place = document::place();
    // The words that stood there until now.
    place.set_text_content(None);
    mount::mount_to(place, move || view! { <Hall path=path city=city/> }).forget();
}
