//! The clock, the dice and the alarm of this device.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use domain::moment::Moment;
use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// The time on the device's clock; it may be wrong, so nothing is ordered by it.
pub fn now() -> Moment {
    Moment((milliseconds() / 1000.0) as i64)
}

/// The same in milliseconds, to measure how long ago something was. It leaps when somebody sets the clock, but unlike
/// the browser's steadier clocks it does not stand still while the device sleeps.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// A number from 0 to below 1, by chance; for jitter, not for secrets.
pub fn dice() -> f64 {
    js_sys::Math::random()
}

/// 32 hex digits that nobody else has: for drafts and for the keys of submissions.
pub fn unique() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("every browser that runs Wasm has randomness");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Waits.
pub async fn pause(time: Duration) {
    TimeoutFuture::new(u32::try_from(time.as_millis()).unwrap_or(u32::MAX)).await;
}

/// Waits for something, but no longer than this.
pub async fn within<T>(time: Duration, something: impl Future<Output = T>) -> Option<T> {
    let (mut something, mut alarm) = (pin!(something), pin!(pause(time)));
    poll_fn(|context| match something.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => alarm.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Does something every so many milliseconds while the component that asks for it is on the screen.
pub fn every(milliseconds: u32, tick: impl FnMut() + 'static) {
    StoredValue::new_local(Interval::new(milliseconds, tick));
}

/// Something that will be done later, unless it is put off or dropped first.
#[derive(Clone, Copy)]
pub struct Later(StoredValue<SendWrapper<Option<Timeout>>>);

impl Later {
    /// Nothing to be done yet. It is forgotten together with the component that made it.
    pub fn nothing() -> Later {
        Later(StoredValue::new(SendWrapper::new(None)))
    }

    /// Does this after so many milliseconds, instead of whatever was to be done.
    pub fn instead(self, milliseconds: u32, then: impl FnOnce() + 'static) {
        let alarm = Timeout::new(milliseconds, move || {
            self.never();
            then();
        });
        self.0.set_value(SendWrapper::new(Some(alarm)));
    }

    /// Does this after so many milliseconds, unless something is to be done already.
    pub fn unless_soon(self, milliseconds: u32, then: impl FnOnce() + 'static) {
        if !self.is_soon() {
            self.instead(milliseconds, then);
        }
    }

    /// Whether something is still to be done.
    pub fn is_soon(self) -> bool {
        self.0.with_value(|alarm| alarm.is_some())
    }

    /// Does nothing after all.
    pub fn never(self) {
        self.0.set_value(SendWrapper::new(None));
    }
}

/// Does something whenever the person or the network comes back: the page is looked at again, or is online again.
pub fn on_return(then: impl Fn() + Clone + 'static) {
    let (seen, online) = (then.clone(), then);
    let seen = EventListener::new(&document(), "visibilitychange", move |_| {
        if !document().hidden() {
            seen();
        }
    });
    let online = EventListener::new(&window(), "online", move |_| online());
    StoredValue::new_local((seen, online));
}
