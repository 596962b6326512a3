//! In which language the person wants to read: said by the links at the head of every page, kept on the device.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use domain::language::Language;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlAnchorElement};

use super::document::language;
use super::storage::{DraftId, nothing_unsaved, wish_for};
use super::{clock, looks};

/// Whoever changes the language waits so long for the disk to have the last letter.
const SAVED_WITHIN: Duration = Duration::from_secs(2);

thread_local! {
    /// What was pressed before this part of the program could follow it.
    static PRESSED: RefCell<Option<HtmlAnchorElement>> = const { RefCell::new(None) };
    /// Whether it can by now.
    static FOLLOWS: Cell<bool> = const { Cell::new(false) };
}

/// Holds back whoever presses one of the links before [`follow`] is there: otherwise the place in the form would be lost. Whoever presses
/// twice is let go.
pub fn hold() {
    let may_prevent = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "click", may_prevent, move |event| {
        let link = if FOLLOWS.get() { None } else { switch(event) };
        if let Some(link) = link
            && PRESSED.replace(Some(link)).is_none()
        {
            event.prevent_default();
        }
    })
    .forget();
}

/// Follows the choice from now on: the links lead to the same place in another language, with the draft that is open here if there is
/// one, and the front page is the chosen one. Nobody is led away before `in_hand` says that what is typed here is being saved.
pub fn follow(in_hand: impl Fn() -> bool + Clone + 'static, open: impl Fn() -> Option<DraftId> + Clone + 'static) {
    let here = language();
    if here == Language::Japanese {
        go_where_chosen();
    } else {
        spawn_local(keep_pages(here));
    }
    FOLLOWS.set(true);
    let choose = move |link: HtmlAnchorElement| {
        looks::keep(looks::LANGUAGE, Some(&link.hreflang()));
        spawn_local(change(link.pathname(), in_hand.clone(), open.clone()));
    };
    if let Some(link) = PRESSED.take() {
        choose(link);
    }
    let may_prevent = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "click", may_prevent, move |event| {
        if let Some(link) = switch(event) {
            event.prevent_default();
            choose(link);
        }
    })
    .forget();
}

/// The front page says no language: it is read in the one that was chosen.
fn go_where_chosen() {
    let location = window().location();
    let chosen = chosen().filter(|chosen| *chosen != Language::Japanese);
    if let (Some(chosen), Ok("/")) = (chosen, location.pathname().as_deref()) {
        // An address of our own is always well formed.
        let _ = location.replace(&chosen.address("/"));
    }
}

/// To the same screen in another language, as soon as what was typed is on the disk: the draft is taken up there.
async fn change(path: String, in_hand: impl Fn() -> bool, open: impl Fn() -> Option<DraftId>) {
    let mut waited = Duration::ZERO;
    while !(in_hand() && nothing_unsaved()) && waited < SAVED_WITHIN {
        let pause = Duration::from_millis(20);
        clock::pause(pause).await;
        waited += pause;
    }
    let location = window().location();
    let fragment = location.hash().unwrap_or_default();
    let fragment = open().map_or(fragment.clone(), |draft| wish_for(&draft, &fragment));
    // An address of our own is always well formed.
    let _ = location.set_href(&format!("{path}{fragment}"));
}

/// The link that was pressed, if it leads to another language.
fn switch(event: &Event) -> Option<HtmlAnchorElement> {
    let pressed = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    pressed.closest(".languages a[hreflang]").ok()??.dyn_into().ok()
}

fn chosen() -> Option<Language> {
    looks::kept(looks::LANGUAGE).map(|tag| Language::of_tag(&tag))
}

/// Has the service worker keep the pages of this language for the time without a network.
async fn keep_pages(language: Language) {
    let Ok(workers) = js_sys::Reflect::get(&window().navigator(), &"serviceWorker".into()) else { return };
    let Ok(workers) = workers.dyn_into::<web_sys::ServiceWorkerContainer>() else { return };
    let Ok(ready) = workers.ready() else { return };
    if let Ok(registration) = JsFuture::from(ready).await
        && let Some(worker) = registration.unchecked_into::<web_sys::ServiceWorkerRegistration>().active()
    {
        // Without it there is only the network, as before.
        let _ = worker.post_message(&JsValue::from_str(language.id()));
    }
}
