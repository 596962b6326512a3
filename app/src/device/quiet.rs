//! A screen that strangers touch: nothing is selected, dragged or asked of it by a long press.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;

/// Takes the browser's own answers to long presses and drags away while the component that asks is on the screen.
pub fn keep_quiet() {
    Effect::new(move || {
        let quiet = |what: &'static str| {
            EventListener::new_with_options(&document(), what, EventListenerOptions::enable_prevent_default(), |event| {
                event.prevent_default()
            })
        };
        StoredValue::new_local(["contextmenu", "selectstart", "dragstart"].map(quiet));
    });
}
