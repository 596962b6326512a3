//! A screen that does not go dark while a code is being shown.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Keeps the screen awake while the component that asks is on it, where the browser can. The browser lets it go when the page is left, so
/// it is asked for again when somebody comes back.
pub fn stay_awake() {
    let lock = Lock::default();
    lock.ask();
    let again = lock.clone();
    let listener = EventListener::new(&document(), "visibilitychange", move |_| {
        if !document().hidden() {
            again.ask();
        }
    });
    StoredValue::new_local((LetGo(lock), listener));
}

/// The browser's word that the screen stays on (画面の点灯).
#[derive(Clone, Default)]
struct Lock {
    held: Rc<RefCell<Option<JsValue>>>,
    is_over: Rc<Cell<bool>>,
}

/// Lets the screen go dark again when it is dropped.
struct LetGo(Lock);

impl Drop for LetGo {
    fn drop(&mut self) {
        self.0.is_over.set(true);
        self.0.release();
    }
}

impl Lock {
    fn ask(&self) {
        let lock = self.clone();
        spawn_local(async move {
            // Without the interface, or with an empty battery, the screen goes dark as ever; a touch brings it back.
            let Some(held) = request().await else { return };
            lock.held.replace(Some(held));
            if lock.is_over.get() {
                lock.release();
            }
        });
    }

    fn release(&self) {
        if let Some(held) = self.held.take() {
            // What was let go already need not be let go again.
            let _ = method(&held, "release").and_then(|release| release.call0(&held).ok());
        }
    }
}

async fn request() -> Option<JsValue> {
    let locks = Reflect::get(&window().navigator(), &"wakeLock".into()).ok().filter(JsValue::is_object)?;
    let asked: Promise = method(&locks, "request")?.call1(&locks, &"screen".into()).ok()?.dyn_into().ok()?;
    JsFuture::from(asked).await.ok()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}
