//! The page itself: what it carries, and where the app lives in it.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;

/// Reads the JSON that the server put into the page under this element id.
pub fn carried<T: DeserializeOwned>(id: &str) -> Option<T> {
    serde_json::from_str(&document().get_element_by_id(id)?.text_content()?).ok()
}

/// Where the app lives in the page: `<div id="app">`, drawn by the server or empty.
pub fn place() -> web_sys::HtmlElement {
    let place = document().get_element_by_id("app").and_then(|e| e.dyn_into().ok());
    place.expect("every page of ours has <div id=\"app\">")
}

/// The title in the browser's tab, and in its history.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Goes to another page of the app.
pub fn go_to(path: &str) {
    // An address of our own is always well formed.
    let _ = window().location().set_href(path);
}
