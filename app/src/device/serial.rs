//! A scanner on a serial line (USB-COM), through Web Serial: what it sends arrives byte for byte, wherever the focus is, whatever the
//! keyboard.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use super::reader::burst::{CLUMPS, SILENCE, cut_short};
use super::reader::wire::Wire;
use super::untyped::{call, elements, get, has, name_of, object, promised};
use crate::device::clock::Later;

/// What scanners are set to when they come. Over USB it means nothing, but a browser wants to be told.
const BAUD: u32 = 9_600;

/// How a scanner on a serial line is doing (シリアル接続の状態).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The browser has no serial lines.
    Unsupported,
    /// No scanner was chosen yet.
    None,
    /// It is connected.
    Open,
    /// It was pulled out; it is connected again as soon as it is plugged in.
    Unplugged,
    /// Another program has it, or it does not answer.
    Busy,
}

/// A scanner on a serial line.
#[derive(Clone, Copy)]
pub struct Serial {
    line: RwSignal<Line>,
    arrived: RwSignal<usize>,
    parts: StoredValue<SendWrapper<Rc<Parts>>>,
}

struct Parts {
    then: Box<dyn Fn(String)>,
    wire: RefCell<Wire>,
    silence: Later,
    /// The port that is open, and who reads from it.
    port: RefCell<Option<(JsValue, Option<JsValue>)>>,
    over: Cell<bool>,
}

impl Serial {
    /// Listens while the component that asks is on the screen, at once where a scanner was allowed before.
    pub fn listen(then: impl Fn(String) + 'static) -> Serial {
        let parts = Parts {
            then: Box::new(then),
            wire: RefCell::default(),
            silence: Later::nothing(),
            port: RefCell::new(None),
            over: Cell::new(false),
        };
        let serial = Serial {
            line: RwSignal::new(Line::Unsupported),
            arrived: RwSignal::new(0),
            parts: StoredValue::new(SendWrapper::new(Rc::new(parts))),
        };
        Effect::new(move || serial.begin());
        on_cleanup(move || serial.finish());
        serial
    }

    /// How it is doing.
    pub fn line(self) -> Line {
        self.line.get()
    }

    /// How many digits of a code have arrived.
    pub fn arrived(self) -> usize {
        self.arrived.get()
    }

    /// Has the person choose a scanner, in the browser's own window; the browser remembers it.
    pub fn choose(self) {
        spawn_local(async move {
            // Whoever closes the window without choosing changes nothing.
            if let Ok(port) = promised(&ports(), "requestPort", &[]).await {
                self.open(port).await;
            }
        });
    }

    fn begin(self) {
        let serial = ports();
        if !has(&serial, "getPorts") {
            return;
        }
        self.line.set(Line::None);
        let plugged_in = EventListener::new(serial.unchecked_ref::<EventTarget>(), "connect", move |_| self.take_up());
        let pulled_out = EventListener::new(serial.unchecked_ref::<EventTarget>(), "disconnect", move |event| {
            if let Some(parts) = self.parts() {
                let is_ours =
                    parts.port.borrow().as_ref().is_some_and(|(port, _)| Some(port) == event.target().map(JsValue::from).as_ref());
                if is_ours {
                    self.lost();
                }
            }
        });
        StoredValue::new_local([plugged_in, pulled_out]);
        self.take_up();
    }

    /// Opens the scanner that was allowed before.
    fn take_up(self) {
        spawn_local(async move {
            let known = promised(&ports(), "getPorts", &[]).await.map(|ports| elements(&ports)).unwrap_or_default();
            let is_open = self.line.try_get_untracked() == Some(Line::Open);
            if let Some(port) = known.into_iter().next().filter(|_| !is_open) {
                self.open(port).await;
            }
        });
    }

    async fn open(self, port: JsValue) {
        let Some(parts) = self.parts() else { return };
        self.close_port().await;
        if let Err(why) = promised(&port, "open", &[&object([("baudRate", BAUD.into())])]).await
            && name_of(&why) != "InvalidStateError"
        {
            self.line.try_set(Line::Busy);
            return;
        }
        if parts.over.get() {
            drop(promised(&port, "close", &[]).await);
            return;
        }
        parts.port.replace(Some((port.clone(), None)));
        self.line.set(Line::Open);
        spawn_local(self.follow(port));
    }

    /// Reads until the scanner is pulled out or nobody listens any more. After a disturbance on the line there is a new stream to read.
    async fn follow(self, port: JsValue) {
        let Some(parts) = self.parts() else { return };
        while let (true, Ok(reader)) = (!parts.over.get(), call(&get(&port, "readable"), "getReader", &[])) {
            parts.port.replace(Some((port.clone(), Some(reader.clone()))));
            while let Ok(read) = promised(&reader, "read", &[]).await {
                let Ok(bytes) = get(&read, "value").dyn_into::<Uint8Array>() else { break };
                self.arrive(&parts, &bytes.to_vec());
            }
            // It is given back even after it has failed, so that the port can be closed.
            drop(call(&reader, "releaseLock", &[]));
            let is_ours = parts.port.borrow().as_ref().is_some_and(|(ours, _)| *ours == port);
            if !is_ours {
                return;
            }
        }
        self.lost();
    }

    fn arrive(self, parts: &Rc<Parts>, bytes: &[u8]) {
        let codes = parts.wire.borrow_mut().take(bytes);
        codes.into_iter().for_each(|code| (parts.then)(code));
        let so_far = parts.wire.borrow().so_far();
        self.arrived.try_set(so_far.len());
        if so_far.is_empty() {
            return parts.silence.never();
        }
        let (silence, ending) = (parts.silence, parts.clone());
        let end = move || {
            self.arrived.try_set(0);
            let code = ending.wire.borrow_mut().end();
            if let Some(code) = code {
                (ending.then)(code);
            }
        };
        silence.instead(SILENCE, move || if cut_short(&so_far) { silence.instead(CLUMPS, end) } else { end() });
    }

    fn lost(self) {
        if let Some(parts) = self.parts() {
            parts.port.replace(None);
            self.line.try_set(Line::Unplugged);
            self.arrived.try_set(0);
        }
    }

    /// Gives the port that is open back to the machine.
    async fn close_port(self) {
        let Some((port, reader)) = self.parts().and_then(|parts| parts.port.take()) else { return };
        if let Some(reader) = reader {
            // Whoever reads is told that nothing comes any more.
            drop(promised(&reader, "cancel", &[]).await);
            drop(call(&reader, "releaseLock", &[]));
        }
        drop(promised(&port, "close", &[]).await);
    }

    fn finish(self) {
        if let Some(parts) = self.parts() {
            parts.over.set(true);
            let port = parts.port.take();
            spawn_local(async move {
                if let Some((port, reader)) = port {
                    if let Some(reader) = reader {
                        drop(promised(&reader, "cancel", &[]).await);
                        drop(call(&reader, "releaseLock", &[]));
                    }
                    drop(promised(&port, "close", &[]).await);
                }
            });
        }
    }

    fn parts(self) -> Option<Rc<Parts>> {
        self.parts.try_with_value(|parts| Rc::clone(parts))
    }
}

/// The browser's serial lines.
fn ports() -> JsValue {
    get(&window().navigator(), "serial")
}
