//! The other tabs of this app: one right to write for all of them, and words passed between them.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use gloo::events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, BroadcastChannel, MessageEvent};

use super::json;
use super::storage::DraftId;

/// What tabs tell each other (タブ間の伝言).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// I would like to write this draft: save what you have and let me.
    HandOver {
        /// Which.
        draft: DraftId,
    },
    /// I saved this draft.
    Saved {
        /// Which.
        draft: DraftId,
        /// Of which form.
        form: String,
    },
    /// This draft was deleted or sent.
    Gone {
        /// Which.
        draft: DraftId,
    },
    /// Something in the outbox changed.
    Outbox,
    /// The profile changed.
    Profile,
    /// I wrote down how far this guide is.
    Guide {
        /// Which.
        guide: String,
    },
}

const CHANNEL: &str = "madoguchi";

thread_local! {
    /// One channel for the whole tab: a channel does not hear its own words, so neither does the tab.
    static TABS: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL).ok();
}

/// Tells every other tab.
pub fn tell(word: &Word) {
    let text = serde_json::to_string(word).expect("words are texts");
    // Telling nobody is no harm: what is written is guarded by its revision, not by words.
    TABS.with(|tabs| tabs.as_ref().map(|tabs| tabs.post_message(&JsValue::from_str(&text))));
}

/// Listens to the other tabs for as long as the page lives.
pub fn listen(mut hear: impl FnMut(Word) + 'static) {
    TABS.with(|tabs| {
        let Some(tabs) = tabs else { return };
        EventListener::new(tabs, "message", move |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
            if let Some(word) = text.and_then(|text| json::read(&text)) {
                hear(word);
            }
        })
        .forget();
    });
}

/// The right to write something (書く権利): one tab has it at a time. Dropping it gives it back; so does closing the tab.
pub struct Right {
    give_back: Option<Function>,
}

impl Drop for Right {
    fn drop(&mut self) {
        if let Some(give_back) = &self.give_back {
            // Resolving a promise cannot throw.
            let _ = give_back.call0(&JsValue::NULL);
        }
    }
}

/// How a right is asked for (権利の求め方).
pub enum Ask<'a> {
    /// Only if nobody has it.
    IfFree,
    /// Wait until it is given back, or until nobody wants it any more.
    Wait(&'a AbortSignal),
    /// Take it away: the tab that has it does not answer.
    Take,
}

/// Asks for the right of this name; `lost` is called if another tab takes it away. `None` if it is not to be had.
///
/// A browser without Web Locks gives it to every tab: the revision in the draft is what keeps one from writing over another.
pub async fn right(name: &str, ask: Ask<'_>, lost: impl FnOnce() + 'static) -> Option<Right> {
    let Some(locks) = locks() else { return Some(Right { give_back: None }) };
    let (send, given) = oneshot::channel();
    let send = Rc::new(RefCell::new(Some(send)));
    let grant = {
        let send = send.clone();
        Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let Some(send) = send.borrow_mut().take() else { return JsValue::NULL };
            if lock.is_null() {
                // Whoever asked has gone if this fails; there is nothing to give.
                let _ = send.send(None);
                return JsValue::NULL;
            }
            let mut give_back = None;
            // The lock is held for as long as this promise is open.
            let held = Promise::new(&mut |resolve, _| give_back = Some(resolve));
            // If whoever asked has gone, the right is dropped here and so given back.
            let _ = send.send(Some(Right { give_back }));
            held.into()
        })
    };
    let options = Object::new();
    let (option, value) = match ask {
        Ask::IfFree => ("ifAvailable", JsValue::TRUE),
        Ask::Wait(until) => ("signal", until.into()),
        Ask::Take => ("steal", JsValue::TRUE),
    };
    Reflect::set(&options, &option.into(), &value).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into::<Function>().ok()?;
    let over = request.call3(&locks, &name.into(), &options, &grant).ok()?.dyn_into::<Promise>().ok()?;
    spawn_local(async move {
        let failed = JsFuture::from(over).await.is_err();
        let was_granted = send.borrow_mut().take().is_none();
        if failed && was_granted {
            lost();
        }
    });
    given.await.ok().flatten()
}

fn locks() -> Option<JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}
