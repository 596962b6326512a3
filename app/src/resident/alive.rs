//! What happens when the page that the server drew comes to life: what was typed is adopted, then the draft comes, as a later part.
//!
//! Nothing that was drawn is drawn again. So whatever happened to the page before, typing, a translation, a password manager's marks, it
//! stays as it is; the program follows the form and fills its own places.

use std::sync::Arc;

use domain::form::{Form, Kind};
use leptos::prelude::*;

use super::dates::echo_dates;
use super::draft;
use super::ends;
use super::fill::place;
use super::filling::Filling;
use super::later::Later;
use super::people::People;
use super::progress::Progress;
use super::screen::Screen;
use super::summary::Summary;
use crate::components::date_field;
use crate::device::document::{carried, enliven, on_click, set_class, set_text};
use crate::device::{clock, form_marks, form_page, history, storage};
use crate::follow::follow;
use crate::page;
use crate::words;

/// Brings the page of a form to life.
pub fn come_alive(later: Later) {
    // There is none where an old link leads to a form that is gone.
    if form_page::the_form().is_none() {
        return;
    }
    let form: Arc<Form> = Arc::new(carried(page::FORM));
    let filling = Filling::new(form);
    provide_context(filling);
    // Before the next key: what was typed while the program was still on its way.
    filling.adopt_all();
    filling.hear();
    // The next lines change the page's address.
    provide_context(storage::wish());
    history::watch(move || filling.arrive(), move || filling.settle_in());
    filling.arrive();
    filling.follow_screens();
    filling.fill_places();
    filling.speak_beside_controls();
    filling.show_decided();
    later.fetch(&draft::PLACES, later.parts.draft);
    filling.fetch_ends(later);
}

impl Filling {
    /// Hears from now on what the person does on the page, and knows which day it is.
    pub(super) fn hear(self) {
        let Some(drawn) = form_page::the_form() else { return };
        form_page::before_all_else(&drawn, move || self.tell_typed());
        form_page::hear(&drawn, move |control, text| self.adopt(control, text), move |control| self.leave(control), move || self.next());
        self.today.set(Some(clock::now().date()));
    }

    /// What the program knows, in the places that were drawn for it.
    pub(super) fn fill_places(self) {
        enliven(place::PROGRESS, || view! { <Progress/> });
        enliven(place::FAULTS, || view! { <Summary/> });
        for group in self.form().questions.iter().filter(|question| matches!(question.kind, Kind::Group { .. })).cloned() {
            enliven(&place::people(&group.id), || view! { <People group=group/> });
        }
        on_click(place::BEGIN, move || self.next());
        on_click(place::BACK, move || self.back());
        follow(move || set_text(place::NEXT, if self.correcting.get() { words::DONE_CORRECTING } else { words::NEXT }));
        follow(move || {
            let here = self.here.get();
            set_class(place::MOVES, "now", matches!(here, Screen::Ask(_)));
            set_class("form", "under-way", here != Screen::Start);
        });
    }

    /// Fetches what the end of the form needs as soon as the person has begun, long before they are there.
    fn fetch_ends(self, later: Later) {
        let is_begun = Memo::new(move |_| self.here.get() != Screen::Start);
        let mut fetched = false;
        follow(move || {
            if is_begun.get() && !std::mem::replace(&mut fetched, true) {
                later.fetch(&ends::PLACES, later.parts.ends);
            }
        });
    }

    /// The parts of items that no style can show or hide.
    pub(super) fn show_decided(self) {
        if !form_marks::has_decided() {
            return;
        }
        follow(move || {
            let today = self.today.get().unwrap_or_default();
            self.form.with_value(|form| self.entries.with(|entries| form_marks::show_decided(|path| form.asks_at(path, entries, today))));
        });
    }

    /// What is wrong, and what a date is by the other calendar, beside the controls.
    pub(super) fn speak_beside_controls(self) {
        follow(move || self.told.with(|told| self.entries.with_untracked(|entries| form_marks::tell_problems(told, entries))));
        echo_dates(self.entries, move |dates| {
            self.form.with_value(|form| {
                form_marks::tell_closed_days(|path| date_field::closed(dates, path, &form.open_days).unwrap_or_default());
            });
        });
    }
}
