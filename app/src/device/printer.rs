//! The printer, through the browser's own dialog (or without one, where the browser was started so).

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::{document, window};

/// Prints what the page shows on paper. `title` is the name of the print job: no name of a person belongs in it,
/// because it stays in the printer's list.
pub fn print(title: &str) {
    let before = document().title();
    document().set_title(title);
    // A browser without printers says so itself.
    let _ = window().print();
    document().set_title(&before);
}

/// Does this once the browser is done with printing, or somebody has given it up.
pub fn afterwards(then: impl FnOnce() + 'static) {
    EventListener::once_with_options(&window(), "afterprint", EventListenerOptions::run_in_capture_phase(), move |_| then()).forget();
}
