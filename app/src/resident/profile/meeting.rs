//! Where a form meets the profile: what was written once is offered, said to be the profile's where it is, and kept where it is new.

use domain::form::Entries;
use domain::profile::{Offer, Profile};
use leptos::prelude::*;

use crate::device::document::{enliven, holds_focus};
use crate::device::form_page::Reach;
use crate::device::storage::Hold;
use crate::device::vault::{self, Household};
use crate::follow::follow;
use crate::resident::fill::place;
use crate::resident::filling::Filling;

use super::{hint, keep, offer, renew};

/// A form and the profile of whoever fills it in (様式とプロフィールの出会い). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub(super) struct Meeting {
    pub filling: Filling,
    /// What is on the device; `None` until it was read, and where it cannot be.
    pub household: RwSignal<Option<Household>>,
}

impl Meeting {
    /// Whether this tab may write into the form.
    pub fn may_write(self) -> bool {
        matches!(self.filling.draft.hold.get(), Hold::Here | Hold::Apart) && self.filling.sent.with(Option::is_none)
    }

    /// Asks the profile about the form as it is now, on the screen where the person stands; nothing, where there is no profile.
    pub fn ask<T: Default>(self, question: impl FnOnce(&Profile, &domain::form::Form, &Entries, chrono::NaiveDate) -> T) -> T {
        let Some(today) = self.filling.today.get() else { return T::default() };
        self.household.with(|household| match household {
            Some(household) => self.filling.entries.with(|entries| question(&household.now, &self.filling.form(), entries, today)),
            None => T::default(),
        })
    }

    /// Writes what was chosen into the controls that are still empty.
    pub fn write(self, chosen: impl Iterator<Item = (Offer, Vec<u8>)>) {
        let entries: Entries = chosen.flat_map(|(offer, people)| offer.entries(&people).0).collect();
        self.filling.write(&entries, Reach::Empty);
    }
}

/// Brings the places on a form's page to life.
pub fn come_alive() {
    // There is none where an old link leads to a form that is gone.
    let Some(filling) = use_context::<Filling>() else { return };
    let meeting = Meeting { filling, household: vault::follow() };
    follow(move || {
        if meeting.household.with(Option::is_some) {
            filling.answer_each_key();
        }
    });
    enliven(place::OFFER, move || view! { <offer::Beginning meeting=meeting/> });
    enliven(place::RENEW, move || view! { <renew::RenewThis meeting=meeting/> });
    enliven(place::HINT, move || view! { <hint::Hint meeting=meeting/> });
    // Whoever has asked for it stands on the button that goes now.
    let asked = holds_focus(place::KEEP);
    enliven(place::KEEP, move || view! { <keep::Keep meeting=meeting asked=asked/> });
}
