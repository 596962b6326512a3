//! A field of the page that a scanner may write into by mistake.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventInit, HtmlElement};

/// The `id` of the reading field: the one place where text that arrives without keys is taken for a code.
pub const READING: &str = "reading";

/// An input or a text area.
#[derive(Clone, PartialEq)]
pub struct Field(HtmlElement);

impl Field {
    /// The field that the event would write into, if it is one.
    pub fn of(event: &Event) -> Option<Field> {
        let element: HtmlElement = event.target()?.dyn_into().ok()?;
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA").then_some(Field(element))
    }

    /// Whether it is the reading field.
    pub fn reads(&self) -> bool {
        self.0.id() == READING
    }

    /// What stands in it.
    pub fn text(&self) -> String {
        Reflect::get(&self.0, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
    }

    /// Writes into it, as if a person had. It loses the focus, because an open composition would write itself again.
    pub fn write(&self, text: &str) {
        // None of these fails on an element that is on the page.
        let _ = self.0.blur();
        let _ = Reflect::set(&self.0, &"value".into(), &text.into());
        let bubbling = EventInit::new();
        bubbling.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbling) {
            let _ = self.0.dispatch_event(&event);
        }
    }
}
