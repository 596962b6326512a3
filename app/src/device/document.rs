//! The page itself: what it carries, the places in it that come to life, and small changes to what was drawn.

use domain::language::Language;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::mount::mount_to;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::json;

/// Reads the JSON that the server put into the page under this element id.
pub fn carried<T: DeserializeOwned>(id: &str) -> T {
    let text = document().get_element_by_id(id).and_then(|part| part.text_content());
    text.and_then(|text| json::read(&text)).expect("the server puts into every page what its program reads there")
}

/// One word of the JSON that the server put into the page under this element id, without reading the rest.
pub fn carried_word(id: &str, name: &str) -> Option<String> {
    let text = document().get_element_by_id(id)?.text_content()?;
    js_sys::Reflect::get(&js_sys::JSON::parse(&text).ok()?, &name.into()).ok()?.as_string()
}

/// Where the app lives in the page: `<div id="app">`, drawn by the server or empty.
pub fn place() -> HtmlElement {
    find("app").expect("every page of ours has <div id=\"app\">")
}

/// Runs the program of this page; what it makes lives as long as the page.
pub fn begin(program: impl FnOnce() + 'static) {
    mount_to(place(), program).forget();
}

/// Brings the place with this id to life: the view stands there instead of what was drawn. Nothing happens on pages without it.
pub fn enliven<V: IntoView>(id: &str, view: impl FnOnce() -> V + 'static) {
    if let Some(place) = find(id) {
        place.replace_children_with_node_0();
        mount_to(place, view).forget();
    }
}

/// Brings a new place to life, beside the element with this id. Nothing happens on pages without it.
pub fn enliven_after<V: IntoView>(id: &str, view: impl FnOnce() -> V + 'static) {
    let Some(place) = document().create_element("div").ok().and_then(|place| place.dyn_into::<HtmlElement>().ok()) else { return };
    if find(id).is_some_and(|element| element.after_with_node_1(&place).is_ok()) {
        mount_to(place, view).forget();
    }
}

/// Whether the keyboard stands somewhere in the element with this id.
pub fn holds_focus(id: &str) -> bool {
    find(id).is_some_and(|place| place.contains(document().active_element().as_deref()))
}

/// Calls this at every click on the element with this id, instead of what the browser would do.
pub fn on_click(id: &str, mut clicked: impl FnMut() + 'static) {
    if let Some(place) = find(id) {
        let may_prevent = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&place, "click", may_prevent, move |event| {
            event.prevent_default();
            clicked();
        });
        listener.forget();
    }
}

/// Calls this with what stands in the field with this id: now, and at every change of it.
pub fn follow_input(id: &str, mut changed: impl FnMut(String) + 'static) {
    let Some(field) = find(id).and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
    changed(field.value());
    let listener = EventListener::new(&field.clone(), "input", move |_| changed(field.value()));
    listener.forget();
}

/// An element that is marked by an attribute (印のある要素).
pub struct Marked(HtmlElement);

/// Every element that has this attribute.
pub fn marked(attribute: &str) -> Vec<Marked> {
    let Ok(found) = document().query_selector_all(&format!("[{attribute}]")) else { return Vec::new() };
    (0..found.length()).filter_map(|nth| found.item(nth)?.dyn_into().ok().map(Marked)).collect()
}

impl Marked {
    /// Its id.
    pub fn id(&self) -> String {
        self.0.id()
    }

    /// What stands in one of its attributes; nothing, if it has none of that name.
    pub fn attribute(&self, name: &str) -> String {
        self.0.get_attribute(name).unwrap_or_default()
    }

    /// What is written in the first element of this name in it, without the readings above the kanji.
    pub fn written_in(&self, name: &str) -> String {
        let copy = |element: web_sys::Element| element.clone_node_with_deep(true).ok()?.dyn_into::<web_sys::Element>().ok();
        let Some(copy) = self.0.query_selector(name).ok().flatten().and_then(copy) else { return String::new() };
        while let Ok(Some(reading)) = copy.query_selector("rt") {
            reading.remove();
        }
        copy.text_content().unwrap_or_default()
    }
}

/// Moves the elements with these ids into the place with this id, behind what stands there, in this order.
pub fn gather<'i>(place: &str, ids: impl IntoIterator<Item = &'i str>) {
    let Some(place) = find(place) else { return };
    for element in ids.into_iter().filter_map(find) {
        // No element is put into itself.
        let _ = place.append_child(&element);
    }
}

/// Opens or closes the `<details>` with this id.
pub fn set_open(id: &str, open: bool) {
    if let Some(place) = find(id) {
        // Every element takes an attribute of this name.
        let _ = place.toggle_attribute_with_force("open", open);
    }
}

/// Moves the page so that the element with this id is seen, as soon as everything that is changing now has its place.
pub fn come_to(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(place) = find(&id) {
            place.scroll_into_view();
        }
    });
}

/// Empties the field with this id as if the person had done so, and goes there.
pub fn clear_input(id: &str) {
    let Some(field) = find(id).and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
    field.set_value("");
    if let Ok(event) = web_sys::Event::new("input") {
        // Nobody cancels an input event, and a field can be focused.
        let _ = field.dispatch_event(&event);
        let _ = field.focus();
    }
}

/// Writes a text into the element with this id.
pub fn set_text(id: &str, text: &str) {
    if let Some(place) = find(id).filter(|place| place.text_content().as_deref() != Some(text)) {
        place.set_text_content(Some(text));
    }
}

/// Hides the element with this id, or shows it.
pub fn set_hidden(id: &str, hidden: bool) {
    if let Some(place) = find(id) {
        place.set_hidden(hidden);
    }
}

/// Gives the element with this id a class, or takes it away.
pub fn set_class(id: &str, class: &str, on: bool) {
    if let Some(place) = find(id) {
        // Fails only for names that no class can have.
        let _ = place.class_list().toggle_with_force(class, on);
    }
}

/// The element with this id.
fn find(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// What the browser's tab says now.
pub fn title() -> String {
    document().title()
}

/// The title in the browser's tab, and in its history.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Goes to another page of the app, in the language of this one.
pub fn go_to(path: &str) {
    // An address of our own is always well formed.
    let _ = window().location().set_href(&language().address(path));
}

/// The language of this page.
pub fn language() -> Language {
    let tag = document().document_element().and_then(|page| page.get_attribute("lang"));
    Language::of_tag(&tag.unwrap_or_default())
}
