//! The form on the page: it holds the text, the app follows.
//!
//! Controls carry a name and nothing else of the app's. What they hold is read here, and written only into controls
//! that the person is not writing in: otherwise the caret would jump and an open conversion of kana be doubled.

use domain::form::Entries;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Which controls may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach<'a> {
    /// Those that hold nothing: what was typed meanwhile wins.
    Empty,
    /// All whose name begins so, even if that clears them.
    Below(&'a str),
}

/// Everything the controls hold.
pub fn read(form: &HtmlFormElement) -> Entries {
    let Ok(written) = FormData::new_with_form(form) else { return Entries::default() };
    let Ok(Some(pairs)) = js_sys::try_iter(&written) else { return Entries::default() };
    let pairs = pairs.flatten().map(|pair| js_sys::Array::from(&pair));
    pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?))).collect()
}

/// The name of the control that an event is about, and what it holds now; blank if it was unticked.
pub fn changed(event: &Event) -> Option<(String, String)> {
    let control = Control::of(event.target()?.unchecked_into())?;
    Some((control.name(), control.text()))
}

/// The name of the control that the person leaves, if it is a control of a form.
pub fn left(event: &Event) -> Option<String> {
    Control::of(event.target()?.unchecked_into()).map(|control| control.name())
}

/// Writes into controls.
pub fn fill(form: &HtmlFormElement, entries: &Entries, reach: Reach) {
    let holds = read(form);
    let may = |name: &str| match reach {
        Reach::Empty => !holds.0.contains_key(name) && entries.0.contains_key(name),
        Reach::Below(start) => name.starts_with(start),
    };
    let controls = form.elements();
    for control in (0..controls.length()).filter_map(|i| Control::of(controls.item(i)?)) {
        let name = control.name();
        if may(&name) {
            control.set(entries.0.get(&name).map_or("", String::as_str));
        }
    }
}

/// Goes to a control, to the first of those whose names begin so, or to the part of the page with this id.
pub fn focus(place: &str) {
    let find = |selector: String| document().query_selector(&selector).ok().flatten();
    let found = find(format!("[name=\"{place}\"]"))
        .or_else(|| find(format!("[name^=\"{place}.\"]")))
        .or_else(|| document().get_element_by_id(place));
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot be focused stays as it is.
        let _ = element.focus();
    }
}

/// Goes to the first control of a screen, or to its heading where there is none or the person came to look.
pub fn focus_screen(screen: &str, to_write: bool) {
    let Some(section) = document().get_element_by_id(screen) else { return };
    let find = |selector: &str| section.query_selector(selector).ok().flatten();
    let control = if to_write { find("input,select,textarea") } else { None };
    let heading = || find("h1,h2").or_else(|| document().query_selector("h1").ok().flatten());
    window().scroll_to_with_x_and_y(0.0, 0.0);
    if let Some(element) = control.or_else(heading).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Puts a text into a control as if it had been typed.
pub fn type_into(name: &str, text: &str) {
    let control = document().query_selector(&format!("[name=\"{name}\"]")).ok().flatten().and_then(Control::of);
    let Some(control) = control else { return };
    control.set(text);
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
        // Nobody cancels an input event.
        let _ = control.target().dispatch_event(&event);
    }
}

/// A control that has a name.
enum Control {
    Text(HtmlInputElement),
    Mark(HtmlInputElement),
    Lines(HtmlTextAreaElement),
    Menu(HtmlSelectElement),
}

impl Control {
    fn of(element: web_sys::Element) -> Option<Control> {
        let control = match element.dyn_into::<HtmlInputElement>() {
            Ok(input) if matches!(input.type_().as_str(), "radio" | "checkbox") => Control::Mark(input),
            Ok(input) => Control::Text(input),
            Err(element) => match element.dyn_into::<HtmlSelectElement>() {
                Ok(menu) => Control::Menu(menu),
                Err(element) => Control::Lines(element.dyn_into().ok()?),
            },
        };
        (!control.name().is_empty()).then_some(control)
    }

    fn name(&self) -> String {
        match self {
            Control::Text(input) | Control::Mark(input) => input.name(),
            Control::Lines(lines) => lines.name(),
            Control::Menu(menu) => menu.name(),
        }
    }

    fn text(&self) -> String {
        match self {
            Control::Mark(mark) if !mark.checked() => String::new(),
            Control::Text(input) | Control::Mark(input) => input.value(),
            Control::Lines(lines) => lines.value(),
            Control::Menu(menu) => menu.value(),
        }
    }

    fn set(&self, text: &str) {
        match self {
            Control::Text(input) => input.set_value(text),
            Control::Mark(mark) => mark.set_checked(mark.value() == text),
            Control::Lines(lines) => lines.set_value(text),
            Control::Menu(menu) => menu.set_value(text),
        }
    }

    fn target(&self) -> &web_sys::EventTarget {
        match self {
            Control::Text(input) | Control::Mark(input) => input,
            Control::Lines(lines) => lines,
            Control::Menu(menu) => menu,
        }
    }
}
