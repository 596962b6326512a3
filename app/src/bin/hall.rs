//! The screens of the hall: counter, kiosk and display, built into an empty shell.

use app::device::{document, panic};
use app::hall::{Hall, Screen};
use app::page::{CITY, CLOSED, FORMS, PATH};
use leptos::mount;
use leptos::prelude::*;

fn main() {
    panic::show();
    let path: String = document::carried(PATH);
    let city = document::carried(CITY);
    // Only the counter is told.
    let closed: Vec<String> = if path == Screen::Counter.path() { document::carried(CLOSED) } else { Vec::new() };
    // The display lists none.
    let forms =
        if matches!(Screen::parse(&path), Some(Screen::Kiosk(_) | Screen::Counter)) { document::carried(FORMS) } else { Vec::new() };
    let place = document::place();
    // The words that stood there until now.
    place.set_text_content(None);
    mount::mount_to(place, move || view! { <Hall path=path city=city closed=closed forms=forms/> }).forget();
}
