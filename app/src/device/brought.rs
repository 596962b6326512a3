//! Files that are dropped onto the page, pasted or chosen: pictures of a code, PDFs.

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::untyped::{elements, get, has, set};

/// What is dropped or pasted is not opened by the browser.
const MAY_PREVENT: EventListenerOptions = EventListenerOptions { phase: EventListenerPhase::Bubble, passive: false };

/// A file that somebody has brought (持ち込まれたファイル).
#[derive(Clone)]
pub struct Brought(JsValue);

impl Brought {
    /// The file, for those who look into it.
    pub fn file(&self) -> &JsValue {
        &self.0
    }
}

/// Calls this with the files that are dropped anywhere onto the page, while the component that asks is on the screen. Without it a browser
/// would leave the page and open what was dropped instead.
///
/// Returns whether files are held over the page just now.
pub fn on_drop(then: impl Fn(Vec<Brought>) + Clone + 'static) -> ReadSignal<bool> {
    let (over, set_over) = signal(false);
    Effect::new(move || {
        let then = then.clone();
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
                hand_on(&get(event, "dataTransfer"), &then);
            }
        };
        // Whoever leaves the window leaves it to nothing.
        let left = move |event: &Event| {
            if !has(event, "relatedTarget") {
                set_over.set(false);
            }
        };
        StoredValue::new_local([
            EventListener::new_with_options(&window(), "dragover", MAY_PREVENT, held),
            EventListener::new_with_options(&window(), "drop", MAY_PREVENT, dropped),
            EventListener::new_with_options(&window(), "dragleave", MAY_PREVENT, left),
        ]);
    });
    over
}

/// The same with files that are pasted: a picture of the screen.
pub fn on_paste(then: impl Fn(Vec<Brought>) + Clone + 'static) {
    Effect::new(move || {
        let then = then.clone();
        let pasted = move |event: &Event| {
            // Copied text may bring a picture of itself along; then the text is what was meant.
            let clipboard = get(event, "clipboardData");
            let is_text = elements(&get(&clipboard, "types")).contains(&"text/plain".into());
            if !is_text && hand_on(&clipboard, &then) {
                event.prevent_default();
            }
        };
        StoredValue::new_local(EventListener::new_with_options(&window(), "paste", MAY_PREVENT, pasted));
    });
}

/// The files that were chosen in a field, which is empty afterwards: the same files can be chosen again.
pub fn chosen(event: &Event) -> Vec<Brought> {
    let field = get(event, "target");
    let files = files(&field);
    set(&field, "value", &"".into());
    files
}

/// Hands on the files of a drop or of a clipboard, if there are any.
fn hand_on(of: &JsValue, then: &impl Fn(Vec<Brought>)) -> bool {
    let files = files(of);
    let are_any = !files.is_empty();
    if are_any {
        then(files);
    }
    are_any
}

fn files(of: &JsValue) -> Vec<Brought> {
    elements(&get(of, "files")).into_iter().map(Brought).collect()
}

fn holds_files(event: &Event) -> bool {
    elements(&get(&get(event, "dataTransfer"), "types")).contains(&"Files".into())
}
