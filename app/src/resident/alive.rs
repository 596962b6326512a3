//! What happens when the page that the server drew comes to life: what was typed is adopted, then the draft comes.
//!
//! Nothing that was drawn is drawn again. So whatever happened to the page before, typing, a translation, a password manager's marks, it
//! stays as it is; the program follows the form and fills its own places.

use std::sync::Arc;

use domain::form::control::{NOT_MY_NUMBER, belongs_to};
use domain::form::{Fault, Form, Kind, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_line::DraftLine;
use super::ends;
use super::fill::place;
use super::filling::Filling;
use super::later::Later;
use super::people::People;
use super::progress::Progress;
use super::screen::Screen;
use super::start::Resume;
use super::summary::Summary;
use crate::components::date_field;
use crate::device::document::{carried, enliven, on_click, set_class, set_text};
use crate::device::form_page::{self, Reach};
use crate::device::storage::{self, Hold};
use crate::device::{address, clock, form_marks, history};
use crate::follow::follow;
use crate::page;
use crate::words;

/// Brings the page of a form to life.
pub fn come_alive(later: Later) {
    // There is none where an old link leads to a form that is gone.
    let Some(drawn) = form_page::the_form() else { return };
    let form: Arc<Form> = Arc::new(carried(page::FORM));
    let filling = Filling::new(form);
    provide_context(filling);
    // Before the next key: what was typed while the program was still on its way.
    filling.adopt_all();
    form_page::hear(
        &drawn,
        move |control, text| filling.adopt(control, text),
        move |control| filling.leave(control),
        move || filling.next(),
    );
    filling.today.set(Some(clock::now().date()));
    let wish = storage::wish();
    history::watch(move || filling.arrive(), move || filling.settle_in());
    filling.arrive();
    filling.follow_screens();
    filling.fill_places();
    filling.fetch_ends(later);
    filling.speak_beside_controls();
    filling.keep_draft();
    filling.show_what_another_tab_wrote();
    spawn_local(filling.take_draft(wish));
}

impl Filling {
    /// What the program knows, in the places that were drawn for it.
    fn fill_places(self) {
        enliven(place::DRAFT, || view! { <DraftLine/> });
        enliven(place::PROGRESS, || view! { <Progress/> });
        enliven(place::FAULTS, || view! { <Summary/> });
        enliven(place::RESUME, || view! { <Resume/> });
        for group in self.form().questions.iter().filter(|question| matches!(question.kind, Kind::Group { .. })).cloned() {
            enliven(&place::people(&group.id), || view! { <People group=group/> });
        }
        on_click(place::BEGIN, move || self.next());
        on_click(place::BACK, move || self.back());
        follow(move || set_text(place::NEXT, if self.correcting.get() { words::DONE_CORRECTING } else { words::NEXT }));
        follow(move || {
            let here = self.here.get();
            set_class(place::MOVES, "now", matches!(here, Screen::Ask(_)));
            set_class("form", "begun", here != Screen::Start);
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

    /// What is wrong, and what a date is by the other calendar, beside the controls.
    fn speak_beside_controls(self) {
        follow(move || {
            let Some(form) = form_page::the_form() else { return };
            self.told.with(|told| {
                // Of several faults at one control the first is told; the next one follows when it is mended.
                let first = |control: &str| told.iter().find(|problem| problem.control == control);
                form_marks::tell(&form, |control| first(control).map(Problem::sentence));
                let ticked = |path: &str| self.entries.with_untracked(|entries| entries.get(&format!("{path}.{NOT_MY_NUMBER}")) == "yes");
                let looks_like_one = |path: &str| told.iter().any(|p| p.fault == Fault::MyNumber && belongs_to(&p.control, path));
                form_marks::offer_ways_out(&form, |path| looks_like_one(path) || ticked(path));
            });
        });
        follow(move || {
            let Some(form) = form_page::the_form() else { return };
            self.entries.with(|entries| {
                let words = |path: &str| date_field::echo(|end| entries.get(&format!("{path}.{end}")).to_owned());
                form_marks::echo_dates(&form, |path| words(path).unwrap_or_default());
            });
        });
    }

    /// Brings back what was written before, into empty controls only.
    async fn take_draft(self, wish: storage::Wish) {
        let form = self.form();
        let entries = self.draft.open(&form, wish).await;
        self.resumed.set(!entries.0.is_empty());
        self.write(&entries, Reach::Empty);
        self.draft.change(self.entries.get_untracked());
        // The screen of the address may be one that only the draft has, or that of somebody who was added just before.
        if let Screen::Ask(step) = Screen::parse(&address::fragment()) {
            self.add_again(&step);
        }
        self.arrive();
    }

    /// Every change goes to the device's disk.
    fn keep_draft(self) {
        let mut drawn = true;
        follow(move || {
            let entries = self.entries.get();
            // What the page holds at the very first is not a change yet.
            if !std::mem::replace(&mut drawn, false) {
                self.draft.change(entries);
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
