//! The tabs of one browser share one stream: plain HTTP allows a browser six, and each costs the server memory.
//!
//! One tab has the right to listen to the server, and repeats what it hears to the others over a BroadcastChannel. When
//! it is closed the browser gives the right to another; when it falls silent a tab takes the right away from it.
//! A browser without Web Locks or channels lets every tab listen for itself.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{AbortController, BroadcastChannel, MessageEvent};

use super::hearing::{Heard, Hearing};
use crate::device::tabs::{Ask, Right, right};

/// What tabs tell each other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Told {
    /// A tab has come and would like to know the board.
    Hello,
    /// To that tab: what is believed so far. It says nothing about now.
    Known(Hearing),
    /// The listening tab heard this just now.
    Heard(Heard),
    /// The listening tab heard nothing lately, but it is there and goes on trying.
    Trying,
}

/// This tab among the tabs of its browser. It leaves them when dropped.
pub struct Tabs {
    membership: Rc<Membership>,
    _told: Option<EventListener>,
}

struct Membership {
    name: String,
    channel: Option<BroadcastChannel>,
    /// The right to listen, while this tab has it.
    right: RefCell<Option<Right>>,
    /// Withdraws the request for the right that is under way.
    waiting: RefCell<Option<AbortController>>,
}

impl Tabs {
    /// Joins the other tabs that watch this office. Where nothing can be shared, this tab listens from the start.
    pub fn join(office: &str, told: impl Fn(Told) + 'static) -> Tabs {
        let name = format!("madoguchi-live-{office}");
        let channel = BroadcastChannel::new(&name).ok();
        let told = channel.as_ref().map(|channel| {
            EventListener::new(channel, "message", move |event| {
                let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
                if let Some(one) = text.and_then(|text| serde_json::from_str(&text).ok()) {
                    told(one);
                }
            })
        });
        let membership = Rc::new(Membership { name, channel, right: RefCell::default(), waiting: RefCell::default() });
        ask(&membership, false);
        let tabs = Tabs { membership, _told: told };
        tabs.tell(&Told::Hello);
        tabs
    }

    /// Whether this tab is the one that listens to the server.
    pub fn listens(&self) -> bool {
        self.membership.channel.is_none() || self.membership.right.borrow().is_some()
    }

    /// Tells the other tabs.
    pub fn tell(&self, told: &Told) {
        if let (Some(channel), Ok(text)) = (&self.membership.channel, serde_json::to_string(told)) {
            // This fails only on a closed channel, and then nobody is left to be told.
            let _ = channel.post_message(&text.into());
        }
    }

    /// Takes the right away from a tab that is not heard of any more.
    pub fn take_over(&self) {
        ask(&self.membership, true);
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            waiting.abort();
        }
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// Asks for the right to listen: in its turn, or now. Losing it to another tab puts this one back into the queue.
fn ask(membership: &Rc<Membership>, now: bool) {
    let Ok(waiting) = AbortController::new() else { return };
    let until = waiting.signal();
    if let Some(earlier) = membership.waiting.replace(Some(waiting)) {
        earlier.abort();
    }
    let (name, asking) = (membership.name.clone(), Rc::downgrade(membership));
    let losing = asking.clone();
    let lost = move || {
        if let Some(membership) = losing.upgrade() {
            membership.right.take();
            ask(&membership, false);
        }
    };
    spawn_local(async move {
        let right = right(&name, if now { Ask::Take } else { Ask::Wait(&until) }, lost).await;
        // A tab that has left meanwhile gives it back at once.
        if let (Some(right), Some(membership)) = (right, asking.upgrade()) {
            membership.right.replace(Some(right));
        }
    });
}
