//! The clock, the dice and the alarm of this device.

use std::time::Duration;

use domain::moment::Moment;
use gloo::timers::future::TimeoutFuture;

/// The time on the device's clock; it may be wrong, so nothing is ordered by it.
pub fn now() -> Moment {
    Moment((js_sys::Date::now() / 1000.0) as i64)
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
