//! Following signals, at a price that a phone can pay.
//!
//! For every kind of closure that follows a signal the compiler makes the whole machinery of following anew, two to four kilobytes each.
//! Here all of them are of one kind.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Runs this now, and again whenever a signal that it has read changes.
pub fn follow(what: impl FnMut() + 'static) {
    let what: Box<dyn FnMut()> = Box::new(what);
    Effect::new(what);
}

/// Words that follow signals.
pub fn words(words: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(words)
}

/// What follows signals that change far more often than it does, such as with every key: whatever shows it is woken only when it differs.
pub fn settled<T: Clone + PartialEq + Send + Sync + 'static>(what: impl Fn() -> T + 'static) -> RwSignal<T> {
    let signal = RwSignal::new(untrack(&what));
    follow(move || {
        let now = what();
        if signal.with_untracked(|before| *before != now) {
            signal.set(now);
        }
    });
    signal
}

/// Whether something holds, following signals.
pub fn whether(holds: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(holds)
}

/// Part of a screen that follows signals.
pub fn part(part: impl Fn() -> AnyView + Send + 'static) -> Box<dyn Fn() -> AnyView + Send> {
    Box::new(part)
}

/// What a press does (ボタンの動作).
pub type Press = Box<dyn FnMut(MouseEvent)>;

/// Has a press do this, instead of what the browser would.
pub fn press(pressed: impl FnMut() + 'static) -> Press {
    let mut pressed = pressed;
    Box::new(move |event| {
        event.prevent_default();
        pressed();
    })
}
