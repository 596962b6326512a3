//! What is said beside the controls of a drawn form. The marks are found by their `data-` attributes, so that whatever else happened to
//! the page, a translation of its labels for example, does no harm.

use domain::form::control::{NOT_MY_NUMBER, belongs_to};
use domain::form::{Entries, Fault, Problem};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::form_page::the_form;

/// A part of which no style can say when it is asked; holds the path of its question.
const DECIDED: &str = "data-decided";
/// What was written into a line, in Japanese.
const WRITTEN: &str = "data-written";

/// Says what is wrong where it is, and shows the ways out for numbers that look like a My Number, or were said to be none.
pub fn tell_problems(told: &[Problem], entries: &Entries) {
    // Of several faults at one control the first is told; the next one follows when it is mended.
    tell(|control| told.iter().find(|problem| problem.control == control).map(Problem::sentence));
    let ticked = |path: &str| entries.get(&format!("{path}.{NOT_MY_NUMBER}")) == "yes";
    let looks_like_one = |path: &str| told.iter().any(|p| p.fault == Fault::MyNumber && belongs_to(&p.control, path));
    each("data-not-my-number", |way_out, path| way_out.set_hidden(!looks_like_one(path) && !ticked(path)));
}

/// Writes into every line of faults what is wrong at the controls it speaks for, and marks the controls themselves.
pub fn tell(sentence: impl Fn(&str) -> Option<String>) {
    each("data-tells", |line, controls| write(line, &controls.split(' ').find_map(&sentence).unwrap_or_default()));
    each("name", |control, name| {
        let done = match sentence(name) {
            Some(_) => control.set_attribute("aria-invalid", "true"),
            None => control.remove_attribute("aria-invalid"),
        };
        debug_assert!(done.is_ok(), "any element takes this attribute");
    });
}

/// Writes beside every date what it is by the other calendar; `words` is told whether the date may be known in part.
pub fn echo_dates(words: impl Fn(&str, bool) -> String) {
    each("data-date", |line, path| write(line, &words(path, line.has_attribute("data-in-part"))));
}

/// Writes beside every date that minds it that the city hall is closed on that day.
pub fn tell_closed_days(words: impl Fn(&str) -> String) {
    each("data-closed-day", |line, path| write(line, &words(path)));
}

/// Whether the program decides which parts of the form are asked.
pub fn has_decided() -> bool {
    the_form().is_some_and(|form| form.query_selector(&format!("[{DECIDED}]")).ok().flatten().is_some())
}

/// Shows the parts that the program decides about where they are asked, and hides them elsewhere.
pub fn show_decided(is_asked: impl Fn(&str) -> bool) {
    each(DECIDED, |part, path| {
        // It fails only for names that no class can have.
        let _ = part.class_list().toggle_with_force("asked", is_asked(path));
    });
}

/// Every element of the form that has this attribute, with its value.
fn each(attribute: &str, seen: impl Fn(&HtmlElement, &str)) {
    let Some(Ok(found)) = the_form().map(|form| form.query_selector_all(&format!("[{attribute}]"))) else { return };
    for element in (0..found.length()).filter_map(|i| found.item(i)?.dyn_into::<HtmlElement>().ok()) {
        if let Some(value) = element.get_attribute(attribute) {
            seen(&element, &value);
        }
    }
}

/// Writes only what is new: a screen reader says again whatever is written. What was written is noted, for it may be read in another
/// language by now.
fn write(line: &HtmlElement, text: &str) {
    if line.get_attribute(WRITTEN).unwrap_or_default() != text && line.set_attribute(WRITTEN, text).is_ok() {
        line.set_text_content(Some(text));
    }
}
