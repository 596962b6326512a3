//! The address of the page after `#`, and the way back: each screen of a form is one place in the browser's history.

use std::cell::Cell;

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

thread_local! {
    /// Whether screens are places in the history.
    static KEPT: Cell<bool> = const { Cell::new(true) };
}

/// From now on no screen of this page is a place in the history: whoever comes next finds none of them by Back.
pub fn keep_none() {
    KEPT.set(false);
}

/// Goes to another screen of this page: the browser's Back leads here again.
pub fn go(fragment: &str) {
    if !KEPT.get() {
        return;
    }
    let steps = JsValue::from_f64(f64::from(steps() + 1));
    // A browser refuses only when a page does this hundreds of times a second; the screen changes all the same.
    let _ = history().push_state_with_url(&steps, "", Some(&address(fragment)));
}

/// Corrects the address of this screen without a new place in the history.
pub fn correct(fragment: &str) {
    if !KEPT.get() {
        return;
    }
    let _ = history().replace_state_with_url(&JsValue::from_f64(f64::from(steps())), "", Some(&address(fragment)));
}

/// Goes back to the screen before; `false` if this page has not shown any.
pub fn back() -> bool {
    steps() > 0 && history().back().is_ok()
}

/// Calls `changed` whenever the address changes by a link, Back or Forward, for as long as the page lives; and `settled` after it, once
/// the browser has moved the focus as it does for any link within a page.
pub fn watch(mut changed: impl FnMut() + 'static, mut settled: impl FnMut() + 'static) {
    EventListener::new(&window(), "popstate", move |_| changed()).forget();
    EventListener::new(&window(), "hashchange", move |_| settled()).forget();
}

/// How many screens of this page lie before this one.
fn steps() -> u32 {
    history().state().ok().and_then(|state| state.as_f64()).map_or(0, |steps| steps as u32)
}

fn history() -> web_sys::History {
    window().history().expect("every page has a history")
}

fn address(fragment: &str) -> String {
    match fragment {
        "" => window().location().pathname().unwrap_or_else(|_| "/".into()),
        fragment => format!("#{fragment}"),
    }
}
