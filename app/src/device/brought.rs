//! Files that are dropped onto the page, pasted or chosen: pictures of a code, PDFs.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::untyped::{elements, get, has, set};

/// A file that somebody has brought (持ち込まれたファイル).
#[derive(Clone)]
pub struct Brought(JsValue);

impl Brought {
    /// The file, for those who look into it.
    pub fn file(&self) -> &JsValue {
        &self.0
    }
}

/// Calls this with each file that is dropped or pasted anywhere onto the page, while the component that asks is on the screen. Without it a
/// browser would leave the page and open what was dropped instead.
///
/// Returns whether a file is held over the page just now.
pub fn on_bring(then: impl Fn(Brought) + 'static) -> ReadSignal<bool> {
    let (over, set_over) = signal(false);
    let then = std::rc::Rc::new(then);
    Effect::new(move || {
        let then = then.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let held = move |event: &Event| {
            if holds_files(event) {
                event.prevent_default();
                set_over.set(true);
            }
        };
        let dropped = move |event: &Event| {
            set_over.set(false);
            if holds_files(event) {
                event.prevent_default();
                if let Some(file) = elements(&get(&get(event, "dataTransfer"), "files")).into_iter().next() {
                    then(Brought(file));
                }
            }
        };
        let pasting = then.clone();
        let pasted = move |event: &Event| {
            // A picture of the screen. Copied text may bring a picture of itself along; then the text is what was meant.
            let clipboard = get(event, "clipboardData");
            let is_text = elements(&get(&clipboard, "types")).contains(&"text/plain".into());
            if let Some(file) = elements(&get(&clipboard, "files")).into_iter().next().filter(|_| !is_text) {
                event.prevent_default();
                pasting(Brought(file));
            }
        };
        // Whoever leaves the window leaves it to nothing.
        let left = move |event: &Event| {
            if !has(event, "relatedTarget") {
                set_over.set(false);
            }
        };
        StoredValue::new_local([
            EventListener::new_with_options(&window(), "dragover", options, held),
            EventListener::new_with_options(&window(), "drop", options, dropped),
            EventListener::new_with_options(&window(), "dragleave", options, left),
            EventListener::new_with_options(&window(), "paste", options, pasted),
        ]);
    });
    over
}

/// The file that was chosen in a field, which is empty afterwards: the same file can be chosen again.
pub fn chosen(event: &Event) -> Option<Brought> {
    let field = get(event, "target");
    let file = elements(&get(&field, "files")).into_iter().next()?;
    set(&field, "value", &"".into());
    Some(Brought(file))
}

fn holds_files(event: &Event) -> bool {
    elements(&get(&get(event, "dataTransfer"), "types")).contains(&"Files".into())
}
