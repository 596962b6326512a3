//! The screens of the hall: counter, kiosk and display, built into an empty shell.

use app::device::{document, panic};
use app::hall::{Hall, Screen};
use app::page::{CITY, CLOSED, Entry, FORMS, NAMES, PATH};
use leptos::mount;
use leptos::prelude::*;

fn main() {
    panic::show();
    let path: String = document::carried(PATH);
    let city = document::carried(CITY);
    let is_counter = path == Screen::Counter.path();
    // The display lists none.
    let mut forms: Vec<Entry> =
        if is_counter || matches!(Screen::parse(&path), Some(Screen::Kiosk(_))) { document::carried(FORMS) } else { Vec::new() };
    // Only the counter is told which are closed, and by what names people ask for the others.
    let (closed, names): (Vec<String>, Vec<String>) =
        if is_counter { (document::carried(CLOSED), document::carried(NAMES)) } else { Default::default() };
    forms.iter_mut().zip(names).for_each(|(entry, names)| entry.also.names = names);
    let place = document::place();
    // The words that stood there until now.
    place.set_text_content(None);
    mount::mount_to(place, move || view! { <Hall path=path city=city closed=closed forms=forms/> }).forget();
}
