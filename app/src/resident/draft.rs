//! The draft of a form's page: brought back, kept with every change, and shared with the other tabs.
//!
//! It comes a moment after the page is alive: keys are taken before, and what they wrote is kept as soon as this is here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_line::DraftLine;
use super::fill::place;
use super::filling::Filling;
use super::left_over::LeftOver;
use super::screen::Screen;
use super::start::Resume;
use super::{banks, city_key, dated, meet, numbering, postal, small_kana, sound};
use crate::device::address;
use crate::device::document::enliven;
use crate::device::form_page::{self, Reach};
use crate::device::storage::{Hold, Wish};
use crate::follow::follow;

/// Where it shows itself on the page.
pub const PLACES: [&str; 1] = [place::DRAFT];

/// Takes the wished draft in hand.
pub fn come_alive() {
    enliven(place::DRAFT, || view! { <DraftLine/> });
    enliven(place::RESUME, || view! { <Resume/> });
    let filling = Filling::here();
    enliven(place::LEFT_OVER, move || view! { <LeftOver filling=filling/> });
    meet::meet(filling);
    banks::fetch_for(&filling.form(), &expect_context());
    filling.keep_draft();
    filling.show_what_another_tab_wrote();
    sound::write_kana();
    small_kana::ask_about();
    postal::look_up();
    numbering::say_how();
    city_key::ask_before_writing();
    let is_new = dated::offer(filling);
    spawn_local(filling.take_draft(expect_context(), is_new));
}

impl Filling {
    /// Brings back what was written before, into empty controls only; says whether that was nothing.
    async fn take_draft(self, wish: Wish, is_new: RwSignal<bool>) {
        let form = self.form();
        let entries = self.draft.open(&form, wish).await;
        self.resumed.set(!entries.0.is_empty());
        self.write(&entries, Reach::Empty);
        self.entries.with_untracked(|entries| self.draft.change(entries));
        // The screen of the address may be one that only the draft has, or that of somebody who was added just before.
        let asked = Screen::parse(&address::fragment());
        if let Screen::Ask(step) = &asked {
            self.add_again(step);
        }
        // Whoever is on their way there keeps the control that they are led to.
        if self.here.get_untracked() != asked {
            self.arrive();
        }
        is_new.set(entries.0.is_empty());
    }

    /// Every change goes to the device's disk; what is typed is on its way there with the key.
    fn keep_draft(self) {
        if let Some(form) = form_page::the_form() {
            form_page::hear_changes(&form, move |control, text| self.draft.change_one(control, text));
        }
        let mut drawn = true;
        follow(move || {
            self.entries.track();
            // What the page holds at the very first is not a change yet.
            if !std::mem::replace(&mut drawn, false) {
                self.entries.with_untracked(|entries| self.draft.change(entries));
            }
        });
    }

    /// While another tab writes this draft, this one shows what it wrote.
    fn show_what_another_tab_wrote(self) {
        follow(move || {
            let Some(entries) = self.draft.fresh.get() else { return };
            if self.draft.hold.get_untracked() != Hold::Apart {
                self.write(&entries, Reach::Below(""));
                self.draft.fresh.set(None);
            }
        });
    }
}
