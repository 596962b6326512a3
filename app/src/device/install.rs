//! The app on the device: kept for the time without a network, and replaced by a newer version only when the person wants.

use std::time::Duration;

use futures::channel::oneshot;
use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    RegistrationOptions, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState, ServiceWorkerUpdateViaCache,
};

use super::clock;
use super::storage::nothing_unsaved;

/// A page that stays open asks this often whether there is a newer version.
const LOOK_EVERY: Duration = Duration::from_secs(60 * 60);

/// A version that has not taken over by then takes over when the page is loaded.
const TAKES_OVER_WITHIN: Duration = Duration::from_secs(5);

/// The app as this device keeps it (端末への保存). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Install {
    /// Whether everything for the time without a network is on the device.
    pub ready: RwSignal<bool>,
    /// Whether there is a newer version than this page (新しい版があります). It replaces nothing until [`Install::renew`].
    pub newer: RwSignal<bool>,
    registration: StoredValue<Option<ServiceWorkerRegistration>, LocalStorage>,
}

impl Install {
    /// Nothing known yet; touches no browser. Call [`Install::begin`] from an effect, once for the page.
    pub fn new() -> Install {
        Install { ready: RwSignal::new(false), newer: RwSignal::new(false), registration: StoredValue::new_local(None) }
    }

    /// Has the browser keep the app, and looks for newer versions for as long as the page lives.
    pub fn begin(self) {
        let Some(workers) = workers() else { return };
        spawn_local(async move {
            let options = RegistrationOptions::new();
            // The browser's own cache must not hide a newer version.
            options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
            let registered = JsFuture::from(workers.register_with_options("/sw.js", &options)).await;
            // Private browsing or a full disk: the app works as long as the network does.
            let Ok(Ok(registration)) = registered.map(|found| found.dyn_into::<ServiceWorkerRegistration>()) else { return };
            self.registration.set_value(Some(registration.clone()));
            self.look(&registration);
            self.notice_other_tabs(&workers);
            let found = registration.clone();
            EventListener::new(&registration, "updatefound", move |_| self.follow(found.installing())).forget();
            self.follow(registration.installing());
            EventListener::new(&document(), "visibilitychange", move |_| self.ask()).forget();
            loop {
                clock::pause(LOOK_EVERY).await;
                self.ask();
            }
        });
    }

    /// Changes to the newer version: only when nothing typed is unsaved, and then the page is loaded anew. Whether it did.
    pub async fn renew(self) -> bool {
        if !nothing_unsaved() {
            return false;
        }
        let waiting = self.registration.with_value(|found| found.as_ref().and_then(ServiceWorkerRegistration::waiting));
        // None waits where another tab has changed over already: then there is only this page to be loaded.
        if let (Some(workers), Some(waiting)) = (workers(), waiting) {
            let (changed, change) = oneshot::channel();
            let _listening = EventListener::once(&workers, "controllerchange", move |_| {
                // Nobody waits any more if the page is on its way out.
                let _ = changed.send(());
            });
            if waiting.post_message(&JsValue::from_str("take over")).is_ok() {
                clock::within(TAKES_OVER_WITHIN, change).await;
            }
        }
        // Something may have been typed meanwhile.
        nothing_unsaved() && window().location().reload().is_ok()
    }

    /// When another tab changes over, this page goes on as it is, and is of the older version from then on.
    fn notice_other_tabs(self, workers: &ServiceWorkerContainer) {
        let mut had_one = workers.controller().is_some();
        EventListener::new(workers, "controllerchange", move |_| {
            // The very first one takes its place by itself.
            if std::mem::replace(&mut had_one, true) {
                self.newer.set(true);
            }
        })
        .forget();
    }

    fn ask(self) {
        if let Some(registration) = self.registration.get_value().filter(|_| !document().hidden()) {
            spawn_local(async move {
                // Without a network there is nothing newer to be had.
                if let Ok(asked) = registration.update() {
                    let _ = JsFuture::from(asked).await;
                }
            });
        }
    }

    /// Watches a version that is being installed.
    fn follow(self, worker: Option<ServiceWorker>) {
        let Some(worker) = worker else { return };
        EventListener::new(&worker, "statechange", move |_| {
            if let Some(registration) = self.registration.get_value() {
                self.look(&registration);
            }
        })
        .forget();
    }

    fn look(self, registration: &ServiceWorkerRegistration) {
        let serves = registration.active().is_some_and(|active| active.state() == ServiceWorkerState::Activated);
        self.ready.set(serves);
        // A waiting version with no active one beside it is the first: it takes its place by itself.
        if registration.active().is_some() && registration.waiting().is_some() {
            self.newer.set(true);
        }
    }
}

impl Default for Install {
    fn default() -> Install {
        Install::new()
    }
}

/// The browser's service workers; `None` where there are none, as on a plain address of the local network.
fn workers() -> Option<ServiceWorkerContainer> {
    js_sys::Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?.dyn_into().ok()
}
