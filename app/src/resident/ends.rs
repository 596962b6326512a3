//! The end of a form's page: the answers to check, the code, and what became of what was sent.

use leptos::prelude::*;

use super::addressee::Addressee;
use super::apply::Sent;
use super::carry::Carry;
use super::filling::Filling;
use super::review::Review;
use super::screen::{CARRY, REVIEW, SENT, Screen};
use crate::device::document::{carried, enliven};
use crate::device::outbox::Outbox;
use crate::page;

/// Where these screens stand on the page.
pub const PLACES: [&str; 3] = [REVIEW, CARRY, SENT];

/// Brings these screens to life.
pub fn come_alive() {
    let outbox: Outbox = expect_context();
    outbox.begin();
    let addressee = Addressee::new(carried(page::CITY));
    enliven(REVIEW, move || view! { <Review addressee=addressee/> });
    enliven(CARRY, move || view! { <Carry addressee=addressee/> });
    enliven(SENT, || view! { <Sent/> });
    let filling = Filling::here();
    if matches!(filling.here.get_untracked(), Screen::Review | Screen::Carry | Screen::Sent) {
        // The person was here before the screen was.
        filling.put_focus();
    }
}
