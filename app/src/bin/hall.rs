//! The screens of the hall: counter, kiosk and display, built into an empty shell.

use app::device::document;
use leptos::mount;
use leptos::prelude::*;

fn main() {
    mount::mount_to(document::place(), move || view! { <h1>"窓口"</h1> }).forget();
}
