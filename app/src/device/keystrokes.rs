//! Listens to a scanner as it is, key by key, for the page where one is tried out.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};

use super::reader::burst::Stroke;
use super::reader::stroke::stroke;
use crate::device::clock::Later;
use crate::scanner::heard::{Heard, Keystroke};

/// The `id` of the field into which the scanner writes.
pub const FIELD: &str = "trial";

/// So many milliseconds after a line end nothing more is waited for.
const ENDED: u32 = 400;

/// The same without a line end: a scanner that is far too slow shall be heard out.
const SILENCE: u32 = 1_500;

/// So few keys are a person who finds their way.
const FEWEST: usize = 6;

/// Listens while the component that asks is on the screen; hands on whatever came in one go.
///
/// Returns how many characters have arrived.
pub fn listen(then: impl Fn(Heard) + 'static) -> ReadSignal<usize> {
    let (arrived, set_arrived) = signal(0);
    let then: Rc<dyn Fn(Heard)> = Rc::new(then);
    Effect::new(move || {
        let ear = Ear { heard: Rc::default(), silence: Later::nothing(), arrived: set_arrived, then: then.clone() };
        let before_all = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        let text = ear.clone();
        StoredValue::new_local([
            EventListener::new_with_options(&window(), "keydown", before_all, move |event| ear.key(event)),
            EventListener::new(&window(), "input", move |_| text.text()),
        ]);
    });
    arrived
}

#[derive(Clone)]
struct Ear {
    heard: Rc<RefCell<Heard>>,
    silence: Later,
    arrived: WriteSignal<usize>,
    then: Rc<dyn Fn(Heard)>,
}

impl Ear {
    fn key(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.repeat() || stroke(event).is_none_or(|stroke| stroke == Stroke::Held) {
            return;
        }
        let key = Keystroke {
            place: event.code(),
            written: event.key(),
            control: event.ctrl_key() || event.alt_key() || event.meta_key(),
            at: event.time_stamp(),
        };
        let is_scanner = self.heard.borrow().keys.len() >= FEWEST;
        let ends = key.ends();
        // A person walks through the page by Tab and presses buttons by Enter.
        if !is_scanner && (ends || !key.writes()) {
            return;
        }
        if is_scanner && (ends || !key.writes()) {
            event.prevent_default();
            event.stop_immediate_propagation();
        } else if let Some(field) = field() {
            // Wherever the focus is, what comes is to be seen.
            let _ = field.focus();
        }
        self.heard.borrow_mut().keys.push(key);
        self.arrived.set(self.heard.borrow().keys.len());
        self.wait(if ends { ENDED } else { SILENCE });
    }

    /// Text has appeared: with the keys that were heard, or without any.
    fn text(&self) {
        let length = field().map(|field| field.value().chars().count()).unwrap_or_default();
        if length > 0 && self.heard.borrow().keys.is_empty() {
            self.arrived.set(length);
            self.wait(SILENCE);
        }
    }

    fn wait(&self, milliseconds: u32) {
        let ear = self.clone();
        self.silence.instead(milliseconds, move || ear.end());
    }

    fn end(&self) {
        let mut heard = self.heard.take();
        self.arrived.set(0);
        if let Some(field) = field() {
            heard.text = field.value();
            field.set_value("");
        }
        if heard.keys.len() >= FEWEST || heard.keys.is_empty() && !heard.is_empty() {
            (self.then)(heard);
        }
    }
}

fn field() -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(FIELD)?.dyn_into().ok()
}
