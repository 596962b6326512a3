//! Whether somebody is at the screen.

use gloo::events::EventListener;
use leptos::prelude::*;

use crate::device::clock;

/// When the screen was last touched or typed at, in [`clock::milliseconds`], while the component that asks is on it.
pub fn last_touched() -> StoredValue<f64> {
    let touched = StoredValue::new(clock::milliseconds());
    Effect::new(move || {
        let touch = move |_: &_| touched.set_value(clock::milliseconds());
        StoredValue::new_local(["pointerdown", "keydown", "wheel"].map(|what| EventListener::new(&window(), what, touch)));
    });
    touched
}
