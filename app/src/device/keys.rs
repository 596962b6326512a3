//! Keys that work wherever the focus is.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// A key that was struck (キー操作), with what was held down beside it: `F2`, `Shift+F4`, `Control+Enter`, `Digit1`.
///
/// The name is that of the key's place on the keyboard, so layouts and input methods do not change it.
pub type Chord = String;

/// Listens to every key while the component that asks is on the screen; `true` means that the key was used up.
pub fn on_key(used: impl Fn(&str) -> bool + Clone + 'static) {
    Effect::new(move || {
        let used = used.clone();
        let options = EventListenerOptions::enable_prevent_default();
        StoredValue::new_local(EventListener::new_with_options(&window(), "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if !event.repeat() && used(&chord(event)) {
                event.prevent_default();
            }
        }));
    });
}

fn chord(event: &KeyboardEvent) -> Chord {
    let held = [(event.ctrl_key(), "Control+"), (event.alt_key(), "Alt+"), (event.shift_key(), "Shift+")];
    let mut chord: String = held.iter().filter(|(held, _)| *held).map(|(_, name)| *name).collect();
    chord.push_str(&event.code());
    chord
}
