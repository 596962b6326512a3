//! Style that comes with a later part of the program, so that no first visit waits for it.

use std::cell::RefCell;

use js_sys::{Array, Reflect};
use leptos::prelude::document;
use web_sys::CssStyleSheet;

thread_local! {
    static WORN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Has the page wear this style from now on, once. A browser too old for it shows everything, less well arranged.
pub fn wear(style: &'static str) {
    let is_new = WORN.with_borrow_mut(|worn| {
        let is_new = !worn.contains(&style);
        worn.extend(is_new.then_some(style));
        is_new
    });
    let Ok(sheet) = CssStyleSheet::new() else { return };
    if is_new && sheet.replace_sync(style).is_ok() {
        let name = "adoptedStyleSheets".into();
        let worn = Reflect::get(&document(), &name).map(|worn| Array::from(&worn)).unwrap_or_default();
        worn.push(&sheet);
        // Where it fails the style is not worn, as in an older browser.
        let _ = Reflect::set(&document(), &name, &worn);
    }
}
