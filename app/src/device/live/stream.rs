//! One event stream of the browser, and when it has to be replaced.

use domain::moment::Moment;
use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventSource, MessageEvent};

use super::hearing::Heard;

/// After so many milliseconds without a word the stream is taken for dead; the server speaks every two seconds.
pub const SILENCE: f64 = 6_000.0;

/// An open stream. A browser's `EventSource` comes back by itself only after a broken connection: one answer that is
/// not 200 closes it for good, and silence it never reports. So it is watched, and replaced rather than trusted.
pub struct Stream {
    source: EventSource,
    _listeners: [EventListener; 3],
}

impl Stream {
    /// Opens the stream of an office; `None` if the browser has no such thing.
    pub fn open(office: &str, hear: impl Fn(Heard) + Clone + 'static) -> Option<Stream> {
        let source = EventSource::new(&format!("/api/watch?office={office}")).ok()?;
        let (opened, board, beat) = (hear.clone(), hear.clone(), hear);
        let listeners = [
            EventListener::new(&source, "open", move |_| opened(Heard::Opened)),
            EventListener::new(&source, "message", move |event| {
                if let Some(told) = text(event).and_then(|text| serde_json::from_str(&text).ok()) {
                    board(Heard::Board(told));
                }
            }),
            EventListener::new(&source, "beat", move |event| {
                if let Some(seconds) = text(event).and_then(|text| text.trim().parse().ok()) {
                    beat(Heard::Beat(Moment(seconds)));
                }
            }),
        ];
        Some(Stream { source, _listeners: listeners })
    }

    /// Whether the browser has given it up.
    pub fn closed(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

fn text(event: &Event) -> Option<String> {
    event.dyn_ref::<MessageEvent>()?.data().as_string()
}

/// Milliseconds to wait before opening a stream again after so many failures: one second, then doubling to ten, each
/// time somewhere between half and all of it, so that a hall full of screens does not come back in one instant.
pub fn patience(failures: u32, chance: f64) -> f64 {
    let most = (1_000.0 * f64::from(1 << failures.min(4))).min(10_000.0);
    (most * (0.5 + chance / 2.0)).max(1_000.0)
}

#[cfg(test)]
mod tests {
    use super::patience;

    #[test]
    fn patience_lasts_one_to_ten_seconds() {
        for failures in [0, 1, 2, 3, 4, 9, 1000] {
            for chance in [0.0, 0.5, 1.0] {
                assert!((1_000.0..=10_000.0).contains(&patience(failures, chance)), "{failures} {chance}");
            }
        }
        assert!(patience(4, 0.5) > patience(1, 0.5));
    }
}
