//! One thing over the whole screen, and how much room there is for it.

use std::time::Duration;

use gloo::events::EventListener;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlDialogElement;

use super::clock;

/// How long the browser is waited for before the dialog opens without its own bars gone.
const PATIENCE: Duration = Duration::from_millis(500);

/// Opens the dialog with this id over everything, without the browser's bars where it lets us, and says when it is there.
pub fn open(id: &'static str, opened: impl FnOnce() + 'static) {
    spawn_local(async move {
        // The whole page is shown so: only what opens afterwards lies above it.
        let asked = document().document_element().and_then(|page| method(&page, "requestFullscreen")?.call0(&page).ok());
        if let Some(asked) = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) {
            let _ = clock::within(PATIENCE, JsFuture::from(asked)).await;
        }
        if let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) {
            // Fails only for a dialog that is open or gone.
            let _ = dialog.show_modal();
            opened();
        }
    });
}

/// Closes the dialog with this id, if it is open.
pub fn close(id: &str) {
    if let Some(dialog) = dialog(id).filter(HtmlDialogElement::open) {
        dialog.close();
    }
}

/// Gives the browser its bars back.
pub fn leave() {
    if is_full() {
        let _ = method(&document(), "exitFullscreen").and_then(|exit| exit.call0(&document()).ok());
    }
}

/// While the component that asks is on the screen: closes the dialog with this id once the browser has its bars back (by Esc, or by a
/// gesture), and says whenever the room may have changed.
pub fn watch(id: &'static str, resized: impl Fn() + 'static) {
    let over = EventListener::new(&document(), "fullscreenchange", move |_| {
        if !is_full() {
            close(id);
        }
    });
    let size = EventListener::new(&window(), "resize", move |_| resized());
    StoredValue::new_local((over, size));
}

/// The width and height of the element with this id, and how many of the screen's pixels are one of the page's.
pub fn room(id: &str) -> Option<(f64, f64, f64)> {
    let place = document().get_element_by_id(id)?;
    Some((f64::from(place.client_width()), f64::from(place.client_height()), window().device_pixel_ratio()))
}

fn is_full() -> bool {
    Reflect::get(&document(), &"fullscreenElement".into()).is_ok_and(|element| element.is_object())
}

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}
