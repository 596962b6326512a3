//! The code reader: a scanner that types like a keyboard, a paste, or text put into the reading field. (A camera, a scanner on a serial
//! line and files have their own rooms: [`super::camera`], [`super::serial`], [`super::brought`].)
//!
//! A scanner knows neither where the focus is nor which layout or input method is on. So keys are read by their place
//! on the keyboard (`KeyboardEvent.code`), before anything else on the page sees them, wherever the focus is; a person
//! who types into a field is told from a scanner by the speed alone.

pub mod burst;
mod field;
pub mod stroke;
pub mod wire;

pub use self::field::READING as FIELD;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, KeyboardEvent};

use self::burst::{Burst, CERTAIN, CLUMPS, Ended, SILENCE, Stroke, Verdict, WHOLE, cut_short, whole};
use self::field::Field;
use self::stroke::stroke;
use super::untyped::get;
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
    spoilt: Rc<RefCell<Option<Spoilt>>>,
    /// The same of the keys before the last silence.
    former: Rc<RefCell<Option<Spoilt>>>,
    /// Whether the next text that appears was struck as a key that is counted already.
    struck: Rc<Cell<bool>>,
    silence: Later,
    arrived: WriteSignal<usize>,
    then: Rc<dyn Fn(String)>,
}

/// A field and what stood in it before a scanner may have written there.
#[derive(Clone)]
struct Spoilt {
    field: Field,
    before: String,
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
        Reader {
            burst: Rc::default(),
            spoilt: Rc::default(),
            former: Rc::default(),
            struck: Rc::default(),
            silence: Later::nothing(),
            arrived,
            then,
        }
    }

    fn listen_to_keys(self) {
        let written = self.clone();
        StoredValue::new_local([
            EventListener::new_with_options(&window(), "keydown", BEFORE_ALL, move |event| self.key(event)),
            EventListener::new_with_options(&window(), "beforeinput", BEFORE_ALL, move |event| written.written(event)),
        ]);
    }

    fn key(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        // A key that is held down repeats as fast as a scanner types.
        if event.repeat() {
            return;
        }
        let Some(stroke) = stroke(event) else { return self.struck.set(false) };
        let verdict = self.strike(stroke, event);
        self.struck.set(verdict == Verdict::Pass && matches!(stroke, Stroke::Digit(_) | Stroke::Other | Stroke::End));
        if verdict == Verdict::Pass {
            return self.passed(event, stroke);
        }
        event.prevent_default();
        event.stop_immediate_propagation();
        self.caught(verdict);
    }

    /// Some readers write through the input method, wherever the focus is: text appears, but no keys are struck.
    fn written(&self, event: &Event) {
        if self.struck.replace(false) || Field::of(event).is_none_or(|field| field.reads()) {
            return;
        }
        let text = match get(event, "inputType").as_string().as_deref() {
            Some("insertText") => get(event, "data").as_string().map(|data| digits(&data)).unwrap_or_default(),
            Some("insertLineBreak" | "insertParagraph") => "\n".to_owned(),
            _ => return,
        };
        // A word in one go is an input method's, or a suggestion that somebody took.
        let at_once = text.chars().count();
        if at_once > 1 && (at_once < CERTAIN || !text.bytes().all(|byte| byte.is_ascii_digit())) && !self.burst.borrow().caught() {
            return;
        }
        for written in text.chars() {
            let stroke = match written {
                '\n' => Stroke::End,
                '0'..='9' => Stroke::Digit(written),
                _ => Stroke::Other,
            };
            let verdict = self.strike(stroke, event);
            if verdict != Verdict::Pass {
                event.prevent_default();
                self.caught(verdict);
            }
        }
    }

    /// Counts a key; the first of a burst remembers what stood in the field before it.
    fn strike(&self, stroke: Stroke, event: &Event) -> Verdict {
        let verdict = self.burst.borrow_mut().strike(stroke, event.time_stamp());
        if verdict == Verdict::Pass && self.burst.borrow().arrived() == 1 && stroke != Stroke::Held {
            let field = Field::of(event).map(|field| Spoilt { before: field.text(), field });
            self.former.replace(self.spoilt.replace(field));
        }
        if self.burst.borrow().awaited() && !matches!(verdict, Verdict::Complete(_)) {
            self.await_end();
        }
        verdict
    }

    /// Does what a scanner's key means.
    fn caught(&self, verdict: Verdict) {
        match verdict {
            Verdict::Caught => self.mend(false),
            Verdict::Pass | Verdict::Swallow => {}
            Verdict::Complete(ended) => return self.ended(ended),
        }
        self.arrived.set(self.burst.borrow().arrived());
    }

    fn await_end(&self) {
        let (reader, burst) = (self.clone(), self.burst.clone());
        self.when_silent(
            move || burst.borrow().text().to_owned(),
            move || {
                let ended = reader.burst.borrow_mut().end();
                match ended {
                    Some(ended) => reader.ended(ended),
                    None => reader.arrived.set(0),
                }
            },
        );
    }

    /// A key that may be a person's: Enter in the reading field ends text that came without keys.
    fn passed(&self, event: &KeyboardEvent, stroke: Stroke) {
        let field = Field::of(event).filter(|field| stroke == Stroke::End && field.reads() && !field.text().is_empty());
        if let Some(field) = field {
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

    /// Text that has appeared in the reading field.
    fn text(&self, event: &Event) {
        let Some(field) = Field::of(event).filter(Field::reads) else { return };
        let length = digits(&field.text()).len();
        if self.burst.borrow().caught() || self.burst.borrow().awaited() || length == 0 {
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

    /// Does this when nothing more comes: at once after a code that is whole, late after one whose end is missing.
    fn when_silent(&self, so_far: impl Fn() -> String + 'static, then: impl FnOnce() + 'static) {
        let silence = self.silence;
        silence.instead(WHOLE, move || {
            if whole(&so_far()) {
                return then();
            }
            silence.instead(SILENCE - WHOLE, move || if cut_short(&so_far()) { silence.instead(CLUMPS, then) } else { then() });
        });
    }

    fn take(&self, field: &Field) {
        let code = digits(&field.text());
        field.write("");
        self.complete(code);
    }

    fn ended(&self, ended: Ended) {
        self.mend(ended.with_head);
        self.complete(ended.code);
    }

    /// Takes back what the scanner wrote into a field before it was recognised; `with_head`: before its pause, too.
    fn mend(&self, with_head: bool) {
        // It stays known until the next burst: the end may tell that a code had begun before the pause.
        let (spoilt, former) = (self.spoilt.borrow().clone(), self.former.borrow().clone().filter(|_| with_head));
        if let Some(Spoilt { field, before }) = spoilt {
            if field.text() != before {
                field.write(&before);
            }
            // Whoever has written something else there meanwhile keeps it.
            if let Some(former) = former.filter(|former| former.field == field && before.starts_with(&former.before)) {
                field.write(&former.before);
            }
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

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn full_width_digits_and_line_ends_are_folded_and_strangers_stay() {
        assert_eq!(digits(" ２０４\r\n0-12　３"), "2040123");
        assert_eq!(digits("https://"), "https://");
    }
}
