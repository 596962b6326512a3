//! Beside every date that is written: what it is by the other calendar.

use domain::form::Entries;
use leptos::prelude::*;

use crate::components::date_field;
use crate::device::form_marks;
use crate::follow::follow;

/// Says it from now on, and calls `then` with what is written of dates whenever that has changed.
pub fn echo_dates(entries: RwSignal<Entries>, then: impl Fn(&Entries) + 'static) {
    let mut before = Entries::default();
    follow(move || {
        let now = entries.with(date_field::dates);
        // Most keys write no date.
        if now != before {
            form_marks::echo_dates(|path, in_part| date_field::echo(&now, path, in_part).unwrap_or_default());
            then(&now);
            before = now;
        }
    });
}
