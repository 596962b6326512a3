//! How a kiosk or a display makes itself known to the city hall, and learns that staff let it in or sent it away.

use std::time::Duration;

use api::{DeviceState, Refused};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::clock;

/// How often a device asks whether it was let in, in milliseconds.
const WAITING: u32 = 3_000;

/// How often a device that was let in says that it is there, in milliseconds.
const HEARD: u32 = 60_000;

/// How long an answer is awaited.
const PATIENCE: Duration = Duration::from_secs(10);

/// How far the device is (端末の登録).
#[derive(Clone, Debug, PartialEq)]
pub enum Enrolment {
    /// The city hall has not answered yet.
    Asking,
    /// It has, or it has not: what it says of the device.
    Known(DeviceState),
    /// The city hall cannot be asked just now; it goes on trying.
    Trouble(Refused),
}

/// Makes the device known, and keeps on doing so while the component that asks is on the screen.
pub fn introduce() -> (ReadSignal<Enrolment>, Introduction) {
    let (enrolment, set) = signal(Enrolment::Asking);
    let introduction = Introduction { set, next: clock::Later::nothing() };
    Effect::new(move || introduction.again());
    (enrolment, introduction)
}

/// The repeated question of a device.
#[derive(Clone, Copy)]
pub struct Introduction {
    set: WriteSignal<Enrolment>,
    next: clock::Later,
}

impl Introduction {
    /// Asks at once instead of at the next turn: something was refused, so the device may have been sent away.
    pub fn again(self) {
        spawn_local(async move {
            let answer = clock::within(PATIENCE, api::introduce()).await.unwrap_or(Err(Refused::Unreachable));
            let confirmed = matches!(answer, Ok(DeviceState::Confirmed { .. }));
            self.set.update(|known| match answer {
                Ok(state) => *known = Enrolment::Known(state),
                // A device that was let in stays so while the city hall is away.
                Err(_) if matches!(known, Enrolment::Known(_)) => {}
                Err(refused) => *known = Enrolment::Trouble(refused),
            });
            self.next.instead(if confirmed { HEARD } else { WAITING }, move || self.again());
        });
    }
}
