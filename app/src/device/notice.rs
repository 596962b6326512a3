//! Telling the owner of a phone that it is their turn: a notice, a shake, and a screen that stays awake.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use crate::device::clock;

/// Whether notices (お呼び出し通知) may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// This browser has no notices.
    Unknown,
    /// Nobody asked yet.
    Unasked,
    /// The owner said yes.
    Granted,
    /// The owner said no, and only the browser's settings can change it.
    Denied,
}

/// How it stands now.
pub fn permission() -> Permission {
    if !has(&window(), "Notification") {
        return Permission::Unknown;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Permission::Granted,
        NotificationPermission::Denied => Permission::Denied,
        _ => Permission::Unasked,
    }
}

/// Asks the owner; to be called while they press a button.
pub async fn ask() -> Permission {
    if permission() == Permission::Unasked
        && let Ok(asked) = Notification::request_permission()
    {
        // Closing the question without an answer is an answer: not now.
        let _ = JsFuture::from(asked).await;
    }
    permission()
}

/// Shows a notice, if it may. Phones show notices only through the service worker, desktops with or without one.
pub fn tell(title: &str, body: &str) {
    if permission() != Permission::Granted {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(body);
    options.set_lang("ja");
    // One notice for a ticket, not one for each repetition of the call.
    options.set_tag("madoguchi-call");
    options.set_renotify(true);
    let title = title.to_owned();
    spawn_local(async move {
        if through_worker(&title, &options).await.is_none() {
            // Where neither way is open, the page itself still says it.
            let _ = Notification::new_with_options(&title, &options);
        }
    });
}

async fn through_worker(title: &str, options: &NotificationOptions) -> Option<()> {
    let workers = get(&window().navigator(), "serviceWorker").filter(JsValue::is_object)?;
    let registered = call(&workers, "getRegistration", &Array::new())?.dyn_into::<Promise>().ok()?;
    let registration = JsFuture::from(registered).await.ok().filter(JsValue::is_object)?;
    get(&registration, "active").filter(JsValue::is_object)?;
    let shown = call(&registration, "showNotification", &Array::of2(&title.into(), options))?.dyn_into::<Promise>().ok()?;
    JsFuture::from(shown).await.ok().map(|_| ())
}

/// Shakes the phone: on, off, on … in milliseconds. Browsers allow it only after the page was touched.
pub fn shake(pattern: &[u32]) {
    let navigator = window().navigator();
    let touched = get(&navigator, "userActivation").and_then(|activation| get(&activation, "hasBeenActive"));
    if has(&navigator, "vibrate") && touched.is_some_and(|touched| touched.is_truthy()) {
        let pattern: Array = pattern.iter().map(|part| JsValue::from(*part)).collect();
        navigator.vibrate_with_pattern(&pattern);
    }
}

/// Keeps the screen awake while the component that asks is on it, where the browser and the battery allow it.
pub fn stay_awake() {
    let lock = || {
        let navigator = window().navigator();
        let Some(wake_lock) = get(&navigator, "wakeLock").filter(JsValue::is_object) else { return };
        if let Some(asked) = call(&wake_lock, "request", &Array::of1(&"screen".into())).and_then(|asked| asked.dyn_into::<Promise>().ok()) {
            // A refusal (an empty battery) leaves the screen as it would have been.
            spawn_local(async move { drop(JsFuture::from(asked).await) });
        }
    };
    Effect::new(move || {
        lock();
        // Browsers take the lock back when the page is hidden.
        clock::on_return(lock);
    });
}

fn has(object: &JsValue, name: &str) -> bool {
    Reflect::has(object, &name.into()).unwrap_or(false)
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|found| !found.is_undefined())
}

fn call(object: &JsValue, name: &str, arguments: &Array) -> Option<JsValue> {
    get(object, name)?.dyn_into::<Function>().ok()?.apply(object, arguments).ok()
}
