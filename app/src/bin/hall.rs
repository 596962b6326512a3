//! The screens of the hall: counter, kiosk and display, built into an empty shell.

use app::device::document;
use leptos::prelude::*;

fn main() {
    document::begin(move || view! { <h1>"窓口"</h1> });
}
