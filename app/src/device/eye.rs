//! The eye: has pictures read, by the browser itself where it can, else by our own reader in a worker beside the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use futures::channel::oneshot;
use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use super::untyped::{call, elements, get, has, name_of, new, object, promised};
use crate::device::{clock, document};
use crate::page::READER;

/// Looking at a large file takes seconds on a slow machine; what takes longer than this has stopped.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the browser's own reader has not found after so many looks our own looks for too; it also says what to do.
const OWN_LOOKS: u32 = 8;

/// What was seen in a picture (読取の結果).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A code, and what it says.
    Code(String),
    /// None that could be read, and what to do: the name of an advice of `reader::sight`.
    Nothing(String),
    /// It cannot be looked at, and why.
    Trouble(Trouble),
}

/// Why a picture cannot be looked at (見られない理由).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The file is too large.
    Large,
    /// It is no picture that the browser opens.
    NoPicture,
    /// It is a PDF without a picture in it that can be taken out.
    NoPictureInside,
    /// Our reader does not come: there is no network, or the browser is too old.
    NoReader,
}

/// What reads pictures, while somebody wants to read one.
#[derive(Clone, Default)]
pub struct Eye(Rc<Parts>);

#[derive(Default)]
struct Parts {
    /// The browser's own reader; `None` inside where it has none that reads QR codes.
    own: RefCell<Option<Option<JsValue>>>,
    looks: Cell<u32>,
    worker: RefCell<Option<Worker>>,
}

/// Our reader, at work beside the page; it ends with this value.
struct Worker {
    worker: JsValue,
    /// Who waits for its answer.
    waiting: Rc<RefCell<Option<oneshot::Sender<JsValue>>>>,
    _listeners: [EventListener; 2],
}

impl Eye {
    /// Looks at what a video shows just now, within its square in the middle.
    pub async fn look(&self, video: &JsValue) -> Seen {
        if let Some(text) = self.own_look(video).await {
            return Seen::Code(text);
        }
        self.0.looks.set(self.0.looks.get() + 1);
        if self.has_own() && self.0.looks.get() < OWN_LOOKS {
            return Seen::Nothing("aim".into());
        }
        let size = |name| get(video, name).as_f64().unwrap_or(0.0);
        let (width, height) = (size("videoWidth"), size("videoHeight"));
        let side = width.min(height);
        if side < 1.0 {
            return Seen::Nothing("aim".into());
        }
        let cut = [(width - side) / 2.0, (height - side) / 2.0, side, side].map(JsValue::from);
        let window: JsValue = leptos::prelude::window().into();
        match promised(&window, "createImageBitmap", &[video, &cut[0], &cut[1], &cut[2], &cut[3]]).await {
            Ok(frame) => self.ask("frame", &frame, true).await,
            // The video has no picture yet.
            Err(_) => Seen::Nothing("aim".into()),
        }
    }

    /// Looks into a file: a picture, or a PDF with pictures in it.
    pub async fn look_into(&self, file: &JsValue) -> Seen {
        self.ask("file", file, false).await
    }

    fn has_own(&self) -> bool {
        matches!(&*self.0.own.borrow(), Some(Some(_)))
    }

    /// What the browser's own reader finds.
    async fn own_look(&self, picture: &JsValue) -> Option<String> {
        if self.0.own.borrow().is_none() {
            let own = own_reader().await;
            self.0.own.replace(Some(own));
        }
        let own = self.0.own.borrow().clone().flatten()?;
        match promised(&own, "detect", &[picture]).await {
            Ok(found) => {
                let texts = elements(&found).into_iter().filter_map(|code| get(&code, "rawValue").as_string());
                // A poster's code may lie beside ours, which is of digits.
                texts.min_by_key(|text| !text.bytes().all(|byte| byte.is_ascii_digit()))
            }
            // A video without a picture yet is no fault of its own.
            Err(why) if name_of(&why) == "InvalidStateError" => None,
            // On some systems it is named and does nothing.
            Err(_) => {
                self.0.own.replace(Some(None));
                None
            }
        }
    }

    /// Has our own reader look at something; `hand_over`: it is the reader's from now on.
    async fn ask(&self, what: &str, picture: &JsValue, hand_over: bool) -> Seen {
        if self.0.worker.borrow().is_none() {
            let Some(worker) = Worker::start().await else { return Seen::Trouble(Trouble::NoReader) };
            self.0.worker.replace(Some(worker));
        }
        let question = object([(what, picture.clone())]);
        let asked = self.0.worker.borrow().as_ref().map(|worker| worker.ask(&question, hand_over.then_some(picture)));
        let Some(asked) = asked else { return Seen::Trouble(Trouble::NoReader) };
        let Some(Ok(answer)) = clock::within(PATIENCE, asked).await else {
            // It broke on this picture, or hangs: the next one gets a new reader.
            self.0.worker.replace(None);
            return Seen::Nothing("steady".into());
        };
        seen(&answer)
    }
}

/// What an answer of our reader means.
fn seen(answer: &JsValue) -> Seen {
    let text = |name| get(answer, name).as_string();
    match (text("text"), text("trouble").as_deref()) {
        (Some(code), _) => Seen::Code(code),
        (None, Some("large")) => Seen::Trouble(Trouble::Large),
        (None, Some("no-picture")) => Seen::Trouble(Trouble::NoPicture),
        (None, Some(_)) => Seen::Trouble(Trouble::NoPictureInside),
        (None, None) => Seen::Nothing(text("advice").unwrap_or_default()),
    }
}

/// The browser's own reader, if it has one that reads QR codes.
async fn own_reader() -> Option<JsValue> {
    let class = get(&leptos::prelude::window(), "BarcodeDetector");
    if !has(&class, "getSupportedFormats") {
        return None;
    }
    let formats = promised(&class, "getSupportedFormats", &[]).await.ok()?;
    let wanted = JsValue::from("qr_code");
    elements(&formats).contains(&wanted).then_some(())?;
    let wanted: js_sys::Array = std::iter::once(wanted).collect();
    new("BarcodeDetector", &[&object([("formats", wanted.into())])]).ok()
}

impl Worker {
    /// Fetches and starts it; `None` if it does not come.
    async fn start() -> Option<Worker> {
        let address: String = document::carried(READER);
        let worker = new("Worker", &[&address.into(), &object([("type", "module".into())])]).ok()?;
        let (sender, ready) = oneshot::channel();
        let waiting = Rc::new(RefCell::new(Some(sender)));
        let target: &EventTarget = worker.unchecked_ref();
        let (answered, failed) = (waiting.clone(), waiting.clone());
        let listeners = [
            EventListener::new(target, "message", move |event| {
                if let Some(sender) = answered.take() {
                    // Whoever asked may have gone.
                    let _ = sender.send(get(event, "data"));
                }
            }),
            // Whoever waits hears that nothing comes.
            EventListener::new(target, "error", move |_| drop(failed.take())),
        ];
        let worker = Worker { worker, waiting, _listeners: listeners };
        clock::within(PATIENCE, ready).await?.ok()?;
        Some(worker)
    }

    fn ask(&self, question: &JsValue, handed: Option<&JsValue>) -> oneshot::Receiver<JsValue> {
        let (sender, answer) = oneshot::channel();
        self.waiting.replace(Some(sender));
        let handed: js_sys::Array = handed.into_iter().collect();
        if call(&self.worker, "postMessage", &[question, &handed]).is_err() {
            self.waiting.take();
        }
        answer
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It has nothing to clear up.
        let _ = call(&self.worker, "terminate", &[]);
    }
}
