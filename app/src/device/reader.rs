//! The code reader: a scanner that types like a keyboard, a paste, or text put into the reading field.
//!
//! A scanner knows neither where the focus is nor which layout or input method is on. So keys are read by their place
//! on the keyboard (`KeyboardEvent.code`), before anything else on the page sees them, wherever the focus is; a person
//! who types into a field is told from a scanner by the speed alone.

pub mod burst;
mod field;

pub use self::field::READING as FIELD;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, KeyboardEvent};

use self::burst::{Burst, CLUMPS, SILENCE, Stroke, Verdict, cut_short};
use self::field::Field;
use crate::device::clock::Later;

/// Text put into the reading field is complete without Enter from this length on; no code is shorter.
const SHORTEST: usize = 20;

/// Reads codes while the component that asks is on the screen, and hands each on.
///
/// Returns how many digits of one have arrived: 0 when none is arriving.
pub fn read(then: impl Fn(String) + 'static) -> ReadSignal<usize> {
    let (arrived, set_arrived) = signal(0);
    Effect::new({
        let then = Rc::new(then) as Rc<dyn Fn(String)>;
        move || Reader::begin(then.clone(), set_arrived)
    });
    arrived
}

/// Reads what a scanner types, and nothing else: where everybody stands, nobody pastes a code.
pub fn read_typed(then: impl Fn(String) + 'static) -> ReadSignal<usize> {
    let (arrived, set_arrived) = signal(0);
    Effect::new({
        let then = Rc::new(then) as Rc<dyn Fn(String)>;
        move || Reader::of(then.clone(), set_arrived).listen_to_keys()
    });
    arrived
}

/// The digits of a text: full-width ones, as input methods write them, become plain; blanks, hyphens and line ends go.
/// Anything else stays, for whoever judges the code.
pub fn digits(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '-');
    kept.map(|c| if ('０'..='９').contains(&c) { char::from(b'0' + (c as u32 - '０' as u32) as u8) } else { c }).collect()
}

/// Before anything else on the page.
const BEFORE_ALL: EventListenerOptions = EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: false };

#[derive(Clone)]
struct Reader {
    burst: Rc<RefCell<Burst>>,
    /// The field the burst began to write into, and what stood there before.
    spoilt: Rc<RefCell<Option<(Field, String)>>>,
    silence: Later,
    arrived: WriteSignal<usize>,
    then: Rc<dyn Fn(String)>,
}

impl Reader {
    fn begin(then: Rc<dyn Fn(String)>, arrived: WriteSignal<usize>) {
        let reader = Reader::of(then, arrived);
        let (paste, text) = (reader.clone(), reader.clone());
        reader.listen_to_keys();
        let listeners = [
            EventListener::new_with_options(&window(), "paste", BEFORE_ALL, move |event| paste.paste(event)),
            EventListener::new(&window(), "input", move |event| text.text(event)),
        ];
        StoredValue::new_local(listeners);
    }

    fn of(then: Rc<dyn Fn(String)>, arrived: WriteSignal<usize>) -> Reader {
        Reader { burst: Rc::default(), spoilt: Rc::default(), silence: Later::nothing(), arrived, then }
    }

    fn listen_to_keys(self) {
        StoredValue::new_local(EventListener::new_with_options(&window(), "keydown", BEFORE_ALL, move |event| self.key(event)));
    }

    fn key(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        // A key that is held down repeats as fast as a scanner types.
        if event.repeat() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some(stroke) = stroke(event) else { return };
        let verdict = self.burst.borrow_mut().strike(stroke, event.time_stamp());
        if verdict == Verdict::Pass {
            return self.passed(event, stroke);
        }
        event.prevent_default();
        event.stop_immediate_propagation();
        match verdict {
            Verdict::Caught => self.mend(),
            Verdict::Pass | Verdict::Swallow => {}
            Verdict::Complete(code) => {
                self.mend();
                return self.complete(code);
            }
        }
        self.arrived.set(self.burst.borrow().arrived());
        let (reader, burst) = (self.clone(), self.burst.clone());
        self.when_silent(
            move || burst.borrow().text().to_owned(),
            move || {
                let code = reader.burst.borrow_mut().end();
                reader.complete(code.unwrap_or_default());
            },
        );
    }

    /// A key that may be a person's. The first of a burst remembers what stood in the field before it; Enter in the
    /// reading field ends text that came without keys.
    fn passed(&self, event: &KeyboardEvent, stroke: Stroke) {
        let field = Field::of(event);
        if stroke != Stroke::End {
            if self.burst.borrow().arrived() == 1 {
                self.spoilt.replace(field.map(|field| (field.clone(), field.text())));
            }
        } else if let Some(field) = field.filter(|field| field.reads() && !field.text().is_empty()) {
            event.prevent_default();
            self.take(&field);
        }
    }

    fn paste(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        if Field::of(event).is_some_and(|field| !field.reads()) {
            return;
        }
        let text = event.clipboard_data().and_then(|clipboard| clipboard.get_data("text/plain").ok());
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            event.prevent_default();
            self.complete(digits(&text));
        }
    }

    /// Some readers write through the input method: text appears, but no keys are struck.
    fn text(&self, event: &Event) {
        let Some(field) = Field::of(event).filter(Field::reads) else { return };
        let length = digits(&field.text()).len();
        if self.burst.borrow().caught() || length == 0 {
            return;
        }
        self.arrived.set(length);
        let (reader, written) = (self.clone(), field.clone());
        self.when_silent(
            move || digits(&written.text()),
            move || {
                if digits(&field.text()).len() >= SHORTEST {
                    reader.take(&field);
                }
            },
        );
    }

    /// Does this when nothing more comes. A code whose end is still missing is given more time: over a remote desktop, or
    /// on a machine that has other work, what a scanner types comes in clumps.
    fn when_silent(&self, so_far: impl Fn() -> String + 'static, then: impl FnOnce() + 'static) {
        let silence = self.silence;
        silence.instead(SILENCE, move || if cut_short(&so_far()) { silence.instead(CLUMPS, then) } else { then() });
    }

    fn take(&self, field: &Field) {
        let code = digits(&field.text());
        field.write("");
        self.complete(code);
    }

    /// Takes back what the scanner wrote into a field before it was recognised.
    fn mend(&self) {
        if let Some((field, before)) = self.spoilt.take() {
            field.write(&before);
        }
    }

    fn complete(&self, code: String) {
        self.silence.never();
        self.arrived.set(0);
        if !code.is_empty() {
            (self.then)(code);
        }
    }
}

/// What a key means to a reader; nothing for keys that write nothing, such as Shift.
fn stroke(event: &KeyboardEvent) -> Option<Stroke> {
    let code = event.code();
    let digit = code.strip_prefix("Digit").or_else(|| code.strip_prefix("Numpad"));
    let digit = digit.filter(|rest| rest.len() == 1).and_then(|rest| rest.chars().next()).filter(char::is_ascii_digit);
    match (digit, code.as_str()) {
        (Some(digit), _) => Some(Stroke::Digit(digit)),
        (None, "Enter" | "NumpadEnter" | "Tab") => Some(Stroke::End),
        _ => (event.key().chars().count() == 1 || event.key() == "Process").then_some(Stroke::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn full_width_digits_and_line_ends_are_folded_and_strangers_stay() {
        assert_eq!(digits(" ２０４\r\n0-12　３"), "2040123");
        assert_eq!(digits("https://"), "https://");
    }
}
