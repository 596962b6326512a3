//! The form on the page: it holds the text, the app follows.
//!
//! Controls carry a name and nothing else of the app's. What they hold is read here, and written only into controls
//! that the person is not writing in: otherwise the caret would jump and an open conversion of kana be doubled.

use std::cell::RefCell;
use std::rc::Rc;

use domain::form::Entries;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    CompositionEvent, Event, EventTarget, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};

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

/// The form of the page; `None` on pages without one.
pub fn the_form() -> Option<HtmlFormElement> {
    document().get_element_by_id("form")?.dyn_into().ok()
}

/// Hears from now on what a control holds after each change (blank if it was unticked), which control is left, and when the person is done
/// with a screen.
pub fn hear(form: &HtmlFormElement, changed: impl Fn(&str, &str) + 'static, left: impl Fn(&str) + 'static, done: impl Fn() + 'static) {
    hear_text(form, changed, left);
    // The form's method is `dialog`: the browser sends nothing anywhere.
    EventListener::new(form, "submit", move |_| done()).forget();
    EventListener::new(form, "click", step).forget();
}

/// Hears changes as [`hear`] does, after whoever heard them before.
pub fn hear_changes(form: &HtmlFormElement, changed: impl Fn(&str, &str) + 'static) {
    hear_text(form, changed, |_| ());
}

/// Hears changes and leavings as [`hear`] does, and first of all those that were before: whoever is quick has typed before this is here.
pub fn catch_up(form: &HtmlFormElement, changed: impl Fn(&str, &str) + 'static, left: impl Fn(&str) + 'static) {
    for (control, text) in &read(form).0 {
        let is_left = !is_written_in(control);
        changed(control, text);
        if is_left {
            left(control);
        }
    }
    hear_text(form, changed, left);
}

/// Is told the control and the text in it.
type Changed = Box<dyn Fn(&str, &str)>;

/// Who hears of the controls, in the order in which they came.
struct Hearer {
    changed: Changed,
    left: Box<dyn Fn(&str)>,
}

thread_local! {
    /// Those of the page's form. The browser calls the program once for a key, however many there are: each call costs a slow phone time.
    static HEARERS: RefCell<Vec<Rc<Hearer>>> = const { RefCell::new(Vec::new()) };
}

/// Whoever has heard of the controls until now hears no more: another form is on the page.
pub fn forget_hearers() {
    HEARERS.with_borrow_mut(Vec::clear);
}

fn hear_text(form: &HtmlFormElement, changed: impl Fn(&str, &str) + 'static, left: impl Fn(&str) + 'static) {
    let hearer = Rc::new(Hearer { changed: Box::new(changed), left: Box::new(left) });
    let is_first = HEARERS.with_borrow_mut(|hearers| {
        hearers.push(hearer);
        hearers.len() == 1
    });
    if !is_first {
        return;
    }
    // Who hears may write into a control, which is heard too: nothing is borrowed meanwhile.
    let hearers = || HEARERS.with_borrow(Clone::clone);
    let control = |event: &Event| Control::of(event.target()?.unchecked_into());
    // Key by key it is the same one: which it is and what it is called is asked of the browser once.
    let mut writing: Option<(EventTarget, Control, String)> = None;
    let on_input = EventListener::new(form, "input", move |event| {
        let Some(target) = event.target() else { return };
        if writing.as_ref().is_none_or(|(before, ..)| *before != target) {
            writing = control(event).map(|control| {
                let name = control.name();
                (target, control, name)
            });
        }
        if let Some((_, control, name)) = &writing {
            let text = control.text();
            hearers().iter().for_each(|hearer| (hearer.changed)(name, &text));
        }
    });
    let on_focusout = EventListener::new(form, "focusout", move |event| {
        if let Some(control) = control(event) {
            let name = control.name();
            hearers().iter().for_each(|hearer| (hearer.left)(&name));
        }
    });
    [on_input, on_focusout].into_iter().for_each(EventListener::forget);
}

/// A click on a button with `data-step` changes the number in the control that it names, within the question's bounds.
fn step(event: &Event) {
    let button = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(button) = button else { return };
    let number = |name: &str| button.get_attribute(name)?.parse::<i64>().ok();
    let (Some(control), Some(step)) = (button.get_attribute("data-of"), number("data-step")) else { return };
    let (Some(min), Some(max)) = (number("data-min"), number("data-max")) else { return };
    let holds = Control::named(&control).and_then(|control| control.text().parse::<i64>().ok());
    let next = holds.map_or(min, |now| now.saturating_add(step)).clamp(min, max);
    type_into(&control, &next.to_string());
}

/// Shows the screen with this id and no other.
pub fn show(screen: &str) {
    let Ok(screens) = document().query_selector_all(".screen") else { return };
    for section in (0..screens.length()).filter_map(|i| screens.item(i)?.dyn_into::<HtmlElement>().ok()) {
        // Fails only for names that no class can have.
        let _ = section.class_list().toggle_with_force("now", section.id() == screen);
    }
}

/// Does this before anything but writing and choosing happens in the form.
pub fn before_all_else(form: &HtmlFormElement, then: impl Fn() + Copy + 'static) {
    let options = EventListenerOptions::run_in_capture_phase();
    for event in ["click", "submit", "focusout"] {
        EventListener::new_with_options(form, event, options, move |_| then()).forget();
    }
}

/// Asks this before the person is done with a screen; if it is true, what comes next has been seen to.
pub fn before_next(sees_to_it: impl Fn() -> bool + 'static) {
    let Some(form) = the_form() else { return };
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&form, "submit", options, move |event| {
        if sees_to_it() {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    })
    .forget();
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

/// Hears how an input method makes of kana what is written: what it holds on the way, then what that became and the text it stands in.
pub fn hear_conversions(
    form: &HtmlFormElement,
    composing: impl Fn(String, &str) + 'static,
    converted: impl Fn(String, &str, &str) + 'static,
) {
    let heard = |event: &Event| {
        let control = Control::of(event.target()?.unchecked_into())?;
        Some((control, event.dyn_ref::<CompositionEvent>()?.data()?))
    };
    let on_update = EventListener::new(form, "compositionupdate", move |event| {
        if let Some((control, text)) = heard(event) {
            composing(control.name(), &text);
        }
    });
    let on_end = EventListener::new(form, "compositionend", move |event| {
        if let Some((control, text)) = heard(event) {
            converted(control.name(), &text, &control.text());
        }
    });
    [on_update, on_end].into_iter().for_each(EventListener::forget);
}

/// Whether somebody is just writing in this control.
pub fn is_written_in(name: &str) -> bool {
    let focused = document().active_element().and_then(Control::of);
    focused.is_some_and(|control| control.name() == name)
}

/// What a control holds; nothing where there is none.
pub fn text_of(name: &str) -> String {
    Control::named(name).map_or_else(String::new, |control| control.text())
}

/// Puts a text into a control as if it had been typed.
pub fn type_into(name: &str, text: &str) {
    let Some(control) = Control::named(name) else { return };
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
    fn named(name: &str) -> Option<Control> {
        document().query_selector(&format!("[name=\"{name}\"]")).ok().flatten().and_then(Control::of)
    }

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
