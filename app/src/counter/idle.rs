//! An unattended desk signs itself out. The city hall ends a session after fifteen minutes without a question; the
//! screen keeps the same time, so that nothing stays readable on it.

use leptos::prelude::*;

use super::session::session;
use crate::device::{attention, clock};

/// So many minutes without a hand on the desk sign it out.
const LIMIT: f64 = 15.0;

/// So many minutes before that it says so.
const NOTICE: f64 = 1.0;

/// While somebody works without asking the city hall anything, it is told so this often, in minutes.
const SIGN_OF_LIFE: f64 = 5.0;

/// Watches over the desk while somebody is signed in.
///
/// Returns in how many seconds it signs itself out, once that is near.
pub fn watch() -> Signal<Option<u32>> {
    let session = session();
    let touched = attention::last_touched();
    let told = StoredValue::new(clock::milliseconds());
    let near = RwSignal::new(None);
    Effect::new(move || {
        clock::every(1_000, move || {
            let idle = minutes_since(touched.get_value());
            near.set((idle > LIMIT - NOTICE).then(|| ((LIMIT - idle).max(0.0) * 60.0) as u32));
            if idle >= LIMIT {
                session.sign_out("しばらく操作がなかったため、サインアウトしました。");
            } else if touched.get_value() > told.get_value() && minutes_since(told.get_value()) > SIGN_OF_LIFE {
                told.set_value(clock::milliseconds());
                session.ask(api::who_am_i(), |_| ());
            }
        });
    });
    near.into()
}

fn minutes_since(then: f64) -> f64 {
    (clock::milliseconds() - then) / 60_000.0
}
