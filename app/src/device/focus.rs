//! Where the keyboard stands.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the keyboard onto an element as soon as it is on the screen: whoever works without a mouse is where things
/// happen, and a screen reader reads on from there. The element must be one that takes the focus.
pub fn on_arrival<E>() -> NodeRef<E>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    let node = NodeRef::<E>::new();
    Effect::new(move || {
        if let Some(element) = node.get().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that is on the page takes the focus or ignores it.
            let _ = element.focus();
        }
    });
    node
}

/// The same for the first field of a form that appears.
pub fn on_first_field<E>() -> NodeRef<E>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    let node = NodeRef::<E>::new();
    Effect::new(move || {
        let form = node.get().and_then(|element| element.dyn_into::<HtmlElement>().ok());
        let field = form.and_then(|form| form.query_selector("input,select,textarea").ok().flatten());
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
    node
}

/// Takes the keyboard off whatever it stands on.
pub fn leave() {
    if let Some(element) = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that does not let go of it keeps it.
        let _ = element.blur();
    }
}

/// Puts the keyboard onto the element of this id; `false` if there is none on the page.
pub fn on(id: &str) -> bool {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Whether the keyboard stands on nothing: what it stood on has gone from the page.
pub fn is_nowhere() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
