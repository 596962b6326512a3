//! Whether this is a terminal that everybody uses, as in a library: then nothing that a person writes goes to its disk, and one press
//! takes all of it away.
//!
//! A city opens such a terminal's browser with `/?public`; a person presses a link that says the same. What is remembered on the device is
//! only that it is one: so every other tab, and whoever comes next, is as safe.

use std::cell::{Cell, OnceCell};
use std::time::Duration;

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlFormElement;

use super::{clock, looks, storage};

/// What stands after the path to say that this is such a terminal. The same stands in the links that say it.
pub const SAYS_SO: &str = "?public";
/// What stands after the `#` of the front page once everything was taken away.
const ENDED: &str = "ended";
/// The class of the whole page on such a terminal; the style shows by it what is true there.
const CLASS: &str = "public";
/// How often it is looked whether anybody is still here.
const LOOK_EVERY: u32 = 5_000;

thread_local! {
    /// Settled once for a page: nothing that it holds may lie half here and half there.
    static PUBLIC: OnceCell<bool> = const { OnceCell::new() };
    /// Whether everything was taken away, so that the page may be left unasked.
    static ENDING: Cell<bool> = const { Cell::new(false) };
    /// When somebody last touched this page, in milliseconds.
    static TOUCHED: Cell<f64> = const { Cell::new(0.0) };
}

/// Whether this is a terminal that everybody uses.
pub fn is_public() -> bool {
    PUBLIC.with(|settled| *settled.get_or_init(settle))
}

/// Follows what the page's address says, and takes it out of there; otherwise it is as it was.
fn settle() -> bool {
    let location = window().location();
    if location.search().as_deref() != Ok(SAYS_SO) {
        return looks::kept(looks::PUBLIC).is_some();
    }
    looks::keep(looks::PUBLIC, Some("yes"));
    let address = [location.pathname(), location.hash()].map(Result::unwrap_or_default).concat();
    if let Ok(history) = window().history() {
        // Where the address stays, it says the same once more.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    true
}

/// Has the page keep to itself what is written on it, for as long as it lives. While `holds` says that something would be lost, it is
/// not left unasked.
pub fn begin(holds: impl Fn() -> bool + 'static) {
    if let Some(page) = document().document_element() {
        // Fails only for names that no class can have.
        let _ = page.class_list().add_1(CLASS);
    }
    be_discreet();
    leave_nothing();
    ask_before_leaving(holds);
}

/// While `holds` says that something would be lost, the browser asks before this page is left.
pub fn ask_before_leaving(holds: impl Fn() -> bool + 'static) {
    let may_prevent = EventListenerOptions::enable_prevent_default;
    EventListener::new_with_options(&window(), "beforeunload", may_prevent(), move |event| {
        if !ENDING.get() && holds() {
            event.prevent_default();
        }
    })
    .forget();
}

/// From now on nothing of this page stays when it is left. A browser may keep it as it stands, for Back: whoever comes next must not find it.
pub fn leave_nothing() {
    EventListener::new(&window(), "pagehide", |_| take_away()).forget();
    EventListener::new(&window(), "pageshow", |event| {
        if js_sys::Reflect::get(event, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy()) {
            // Nothing of it is left to be shown.
            let _ = window().location().reload();
        }
    })
    .forget();
}

/// In the controls that are on the page now the browser offers nobody's earlier words in the controls, and remembers none.
pub fn be_discreet() {
    let Ok(found) = document().query_selector_all("form, input, select, textarea") else { return };
    for control in (0..found.length()).filter_map(|i| found.item(i)?.dyn_into::<web_sys::Element>().ok()) {
        // Every element takes an attribute of this name.
        let _ = control.set_attribute("autocomplete", "off");
    }
}

/// Takes away everything that this page holds: its memory, its controls, what stands on it.
fn take_away() {
    storage::forget_memory();
    if let Some(form) = document().get_element_by_id("form").and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        form.reset();
    }
    if let Some(body) = document().body() {
        body.replace_children_with_node_0();
    }
}

/// Loads this page anew: what the program held goes with its memory.
pub fn begin_anew() {
    take_away();
    // Where it is not loaded, nothing of it is left to be seen.
    let _ = window().location().reload();
}

/// Ends the visit: nothing is left of it on this page or this device, and the front page stands there for the next person.
pub fn end() {
    ENDING.set(true);
    take_away();
    looks::forget();
    // An address of our own is always well formed. From the front page to itself only this loads it anew.
    let location = window().location();
    let _ = location.replace(&format!("/#{ENDED}"));
    if location.pathname().as_deref() == Ok("/") {
        let _ = location.reload();
    }
}

/// Whether a visit has just ended here.
pub fn has_ended() -> bool {
    window().location().hash().is_ok_and(|fragment| fragment.trim_start_matches('#') == ENDED)
}

/// It is one person's own device after all: from now on it keeps what is written.
pub fn be_own() {
    looks::keep(looks::PUBLIC, None);
    // What stands here now is lost; the page asks before it goes.
    let _ = window().location().reload();
}

/// Says again and again how long nobody has touched this page, for as long as it lives.
pub fn watch_quiet(mut quiet_for: impl FnMut(Duration) + 'static) {
    touch();
    let options = EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: true };
    for what in ["pointerdown", "keydown", "input", "scroll"] {
        EventListener::new_with_options(&document(), what, options, |_| touch()).forget();
    }
    clock::every(LOOK_EVERY, move || quiet_for(Duration::from_millis((clock::milliseconds() - TOUCHED.get()).max(0.0) as u64)));
}

/// Somebody is here.
pub fn touch() {
    TOUCHED.set(clock::milliseconds());
}
