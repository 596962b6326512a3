//! The address the page stands at.

use gloo::events::EventListener;
use leptos::prelude::*;

/// Where the house is reached, such as `https://madoguchi.example`.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// What stands after the `#`; it never leaves the device.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Writes what stands after the `#`, without a step in the browser's history.
pub fn set_fragment(fragment: &str) {
    // Fails only for pages without an address of their own, and there is nothing to remember there.
    let _ = window().location().replace(&format!("#{fragment}"));
}

/// Says when what stands after the `#` has changed, while the component that asks is on the screen.
pub fn on_fragment(changed: impl Fn(String) + Clone + 'static) {
    Effect::new(move || {
        let changed = changed.clone();
        StoredValue::new_local(EventListener::new(&window(), "hashchange", move |_| changed(fragment())));
    });
}
