//! Whether this device has a network.

use gloo::events::EventListener;
use leptos::prelude::*;

/// Whether there is a network, as far as the device knows: `false` is certain, `true` may still lead nowhere.
pub fn online() -> ReadSignal<bool> {
    let (online, set_online) = signal(true);
    Effect::new(move || {
        let look = move || set_online.set(window().navigator().on_line());
        look();
        StoredValue::new_local(["online", "offline"].map(|change| EventListener::new(&window(), change, move |_| look())));
    });
    online
}
