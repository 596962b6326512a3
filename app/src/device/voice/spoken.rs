//! What a spoken mode says by itself: the screen when it changes, and the control on which the keyboard has come to stand.

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::{is_seen, say, text};
use crate::device::clock;

/// What stands before the rest: what is wrong, and what is asked at once.
const URGENT: &str = "[role=alert], [role=alertdialog]";
/// The screen itself.
const SCREEN: &str = ".screen.now, [data-spoken]";

/// How often it is looked whether the screen has changed, in milliseconds.
const LOOK: u32 = 300;
/// So many milliseconds after a screen began to be read, a keyboard that moves with it interrupts nothing.
const TOGETHER: f64 = 900.0;

/// Reads every new screen, and every control that is come to, while `is_on`.
pub fn follow(is_on: Signal<bool>) {
    let (before, began) = (StoredValue::new(String::new()), StoredValue::new(0.0));
    Effect::new(move || {
        let on = is_on.get();
        before.set_value(String::new());
        if !on {
            return;
        }
        clock::every(LOOK, move || {
            let now = heading();
            if !now.is_empty() && before.with_value(|before| *before != now) {
                before.set_value(now);
                began.set_value(clock::milliseconds());
                read_all();
            }
        });
        let control = move |event: &web_sys::Event| {
            let told = clock::milliseconds() - began.get_value() > TOGETHER;
            let control = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(control) = control.filter(|_| told) {
                say(&in_words(&control));
            }
        };
        StoredValue::new_local(["focusin", "change"].map(|what| EventListener::new(&document(), what, control)));
    });
}

/// Reads everything that is seen now, what is urgent first.
pub fn read_all() {
    let parts: Vec<String> = [URGENT, SCREEN].into_iter().flat_map(seen).map(|part| text(&part)).filter(|part| !part.is_empty()).collect();
    say(&parts.join("\n"));
}

/// By this it is known that another screen is seen: its heading, and what is urgent. Not all of it, or each key would have it read anew.
fn heading() -> String {
    let headings = seen(SCREEN).into_iter().filter_map(|screen| screen.query_selector("h1,h2").ok().flatten());
    let all: Vec<String> = seen(URGENT).into_iter().chain(headings).map(|part| text(&part)).collect();
    all.join("\n")
}

fn seen(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    let elements = (0..found.length()).filter_map(|nth| found.item(nth)?.dyn_into::<Element>().ok());
    elements.filter(is_seen).collect()
}

/// A control as it is said: what it is called, what it is, and what stands in it.
fn in_words(control: &Element) -> String {
    let label = control.get_attribute("aria-label").or_else(|| labelled(control)).unwrap_or_else(|| text(control));
    let held = if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        match (input.type_().as_str(), input.checked()) {
            ("radio" | "checkbox", true) => "選んでいます".to_owned(),
            ("radio" | "checkbox", false) => "選んでいません".to_owned(),
            _ => written(&input.value()),
        }
    } else if let Some(menu) = control.dyn_ref::<HtmlSelectElement>() {
        menu.selected_options().item(0).and_then(|option| option.text_content()).unwrap_or_default()
    } else if let Some(lines) = control.dyn_ref::<HtmlTextAreaElement>() {
        written(&lines.value())
    } else if control.matches("button, a").unwrap_or(false) {
        "ボタン".to_owned()
    } else {
        String::new()
    };
    [label, held].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("、")
}

fn written(value: &str) -> String {
    if value.is_empty() { "入力欄、空です".to_owned() } else { format!("入力欄、{value}") }
}

/// The words of the label that belongs to a control.
fn labelled(control: &Element) -> Option<String> {
    let around = control.closest("label").ok().flatten();
    let beside = || document().query_selector(&format!("label[for=\"{}\"]", control.id())).ok().flatten();
    around.or_else(beside).map(|label| text(&label))
}
