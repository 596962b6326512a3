//! The page itself: what it carries, and where the app lives in it.

use leptos::mount;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;

/// Reads the JSON that the server put into the page under this element id.
pub fn carried<T: DeserializeOwned>(id: &str) -> Option<T> {
    serde_json::from_str(&document().get_element_by_id(id)?.text_content()?).ok()
}

/// Brings the app to life in `<div id="app">`: takes over what the server drew there, or builds it if it is empty.
pub fn begin<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) {
    let place = document().get_element_by_id("app").and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    let place = place.expect("every page of ours has <div id=\"app\">");
    if place.has_child_nodes() {
        mount::hydrate_from(place, view).forget();
    } else {
        mount::mount_to(place, view).forget();
    }
}
