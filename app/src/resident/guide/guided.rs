//! What the program knows of a guide that is being followed, and how it follows the page.

use chrono::NaiveDate;
use domain::form::Entries;
use domain::guide::{Guide, Kind};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asking;
use crate::components::date_field;
use crate::device::document::set_hidden;
use crate::device::form_page::{self, Reach};
use crate::device::storage::{Following, Leads};
use crate::device::{clock, form_marks};
use crate::follow::follow;
use crate::resident::dates::echo_dates;
use crate::resident::ready::Ready;

/// A date that is whole but does not exist.
const NO_SUCH_DAY: &str = "この日付はありません。年号、年、月、日を確かめてください。";

/// A guide being followed (案内の途中). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Guided {
    /// The guide.
    pub guide: StoredValue<Guide>,
    /// What the page's controls hold.
    pub entries: RwSignal<Entries>,
    /// What this device keeps of it.
    pub kept: Following,
    /// The date on the device's clock.
    pub today: RwSignal<Option<NaiveDate>>,
    /// How far the forms are that were begun on this device.
    pub ready: Ready,
}

impl Guided {
    /// Nothing answered yet.
    pub fn new(guide: Guide) -> Guided {
        Guided {
            kept: Following::new(guide.id.clone()),
            guide: StoredValue::new(guide),
            entries: RwSignal::new(Entries::default()),
            today: RwSignal::new(None),
            ready: Ready::new(),
        }
    }

    /// Takes over what was answered before the program was there, follows every answer from now on, and brings back what was kept;
    /// calls `then` when that is done.
    pub fn begin(self, then: fn()) {
        let Some(drawn) = form_page::the_form() else { return };
        self.today.set(Some(clock::now().date()));
        self.ready.begin();
        clock::on_return(move || self.today.set(Some(clock::now().date())));
        self.entries.set(form_page::read(&drawn));
        let changed = move |control: &str, text: &str| {
            self.entries.update(|entries| entries.set(control.to_owned(), text.to_owned()));
            self.keep();
        };
        form_page::hear(&drawn, changed, |_| {}, || {});
        self.show_what_is_asked();
        self.speak_beside_dates();
        spawn_local(async move {
            self.bring_back().await;
            then();
        });
        self.kept.when_another_tab_writes(move || spawn_local(self.show_what_another_tab_wrote()));
    }

    /// Takes everything back: the answers, the ticks, and what is kept of them.
    pub fn start_over(self) {
        self.write(&Entries::default(), Reach::Below(""));
        self.kept.forget();
    }

    /// What was kept goes into controls that hold nothing: what was answered meanwhile wins, and is kept as well.
    async fn bring_back(self) {
        let before = self.kept.load().await;
        self.write(&before, Reach::Empty);
        if self.entries.with_untracked(|now| *now != before) {
            self.keep();
        }
    }

    /// Keeps what is answered now, with the forms that it leads to.
    fn keep(self) {
        let entries = self.entries.get_untracked();
        let leads = self.guide.with_value(|guide| Leads { title: guide.title.clone(), forms: guide.plan(&entries).forms() });
        self.kept.answer(entries, leads);
    }

    async fn show_what_another_tab_wrote(self) {
        // Whoever is writing here will read what is there by then.
        if !self.kept.is_writing() {
            let there = self.kept.load().await;
            self.write(&there, Reach::Below(""));
        }
    }

    fn write(self, entries: &Entries, reach: Reach) {
        if let Some(form) = form_page::the_form() {
            form_page::fill(&form, entries, reach);
            self.entries.set(form_page::read(&form));
        }
    }

    fn show_what_is_asked(self) {
        follow(move || {
            self.entries.with(|entries| {
                self.guide.with_value(|guide| {
                    for question in guide.questions.iter().filter(|question| !question.when.is_empty()) {
                        set_hidden(&asking::place(&question.id), !guide.asks(question, entries));
                    }
                });
            });
        });
    }

    /// What a date is by the other calendar, or that there is no such day.
    fn speak_beside_dates(self) {
        echo_dates(self.entries, move |written| {
            self.guide.with_value(|guide| {
                let dates = guide.questions.iter().filter(|question| matches!(question.kind, Kind::Date { .. }));
                let is_whole = |path: &str| ["year", "month", "day"].iter().all(|end| !written.get(&format!("{path}.{end}")).is_empty());
                let is_wrong = |path: &str| is_whole(path) && date_field::echo(written, path, false).is_none();
                let wrong: Vec<String> = dates.filter(|date| is_wrong(&date.id)).map(|date| format!("{}.year", date.id)).collect();
                form_marks::tell(|control| wrong.iter().any(|year| year == control).then(|| NO_SUCH_DAY.to_owned()));
            });
        });
    }
}
