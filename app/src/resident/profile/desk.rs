//! The profile being written: the page holds the text, the desk follows it and has every change kept.

use domain::form::control::belongs_to;
use domain::form::{Entries, Form, Problem};
use domain::profile::{FORMER_ADDRESS, PEOPLE, Profile};
use leptos::prelude::*;

use super::{people, place};
use crate::device::document::{set_hidden, set_open};
use crate::device::form_page::{self, Reach};
use crate::device::storage::Trouble;
use crate::device::vault::{Closed, Keeping};
use crate::device::{clock, form_marks};
use crate::follow::{self, follow, whether};
use crate::resident::dates::echo_dates;

/// A profile on the desk (書いているプロフィール). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub form: StoredValue<Form>,
    /// What the controls hold.
    pub entries: RwSignal<Entries>,
    /// How many people stand on the page.
    pub count: RwSignal<u8>,
    /// The profile as it was before somebody was taken out, and who.
    pub taken: RwSignal<Option<(String, Profile)>>,
    pub keeping: Keeping,
    /// The controls that were left.
    left: RwSignal<Vec<String>>,
    /// Whether what was kept has come: before that nothing is kept over it.
    ready: StoredValue<bool>,
}

impl Desk {
    pub fn new(form: Form) -> Desk {
        Desk {
            form: StoredValue::new(form),
            entries: RwSignal::new(Entries::default()),
            count: RwSignal::new(1),
            taken: RwSignal::new(None),
            keeping: Keeping::new(),
            left: RwSignal::new(Vec::new()),
            ready: StoredValue::new(false),
        }
    }

    /// Follows the page from now on.
    pub fn begin(self) {
        let Some(drawn) = form_page::the_form() else { return };
        self.adopt_all();
        let changed = move |control: &str, text: &str| {
            self.entries.update(|entries| entries.set(control.to_owned(), text.to_owned()));
            self.keep();
        };
        form_page::hear(&drawn, changed, move |control| self.left.update(|left| left.push(control.to_owned())), || {});
        follow(move || {
            let count = self.count.get();
            (1..=domain::profile::MOST_PEOPLE).for_each(|number| set_hidden(&people::path(number), number > count));
        });
        follow(move || {
            if let Some(profile) = self.keeping.fresh.get() {
                self.keeping.fresh.set(None);
                self.show(&profile);
            }
        });
        follow(move || {
            // What cannot be read now cannot be kept either, and that is said when something is written.
            if self.keeping.closed.get().is_some_and(|closed| closed != Closed::Trouble(Trouble::Failed)) {
                self.ready.set_value(true);
            }
        });
        self.speak_beside_controls();
        self.keeping.begin();
    }

    /// What is written, as it is on the page.
    pub fn profile(self) -> Profile {
        Profile(self.entries.get_untracked())
    }

    /// Writes something else onto the page, and keeps it.
    pub fn rewrite(self, profile: &Profile, count: u8) {
        self.count.set(count);
        self.left.set(Vec::new());
        self.write(profile, Reach::Below(""));
        self.keep();
    }

    /// Shows what lies on the disk. At first it goes into empty controls only: what was typed meanwhile wins.
    fn show(self, profile: &Profile) {
        let people = self.form.with_value(|form| profile.people(form));
        let last = people.last().copied().unwrap_or(1);
        let is_first = !self.ready.get_value();
        self.count.update(|count| *count = if is_first { last.max(*count) } else { last.max(1) });
        self.write(profile, if is_first { Reach::Empty } else { Reach::Below("") });
        self.ready.set_value(true);
        if profile.0.written().any(|control| belongs_to(control, FORMER_ADDRESS)) {
            set_open(place::FORMER, true);
        }
        self.keep();
    }

    fn write(self, profile: &Profile, reach: Reach<'_>) {
        if let Some(page) = form_page::the_form() {
            form_page::fill(&page, &profile.0, reach);
        }
        self.adopt_all();
    }

    fn adopt_all(self) {
        if let Some(page) = form_page::the_form() {
            self.entries.set(form_page::read(&page));
        }
    }

    fn keep(self) {
        if self.ready.get_value() {
            self.keeping.change(self.profile());
        }
    }

    /// What is wrong, and what a date is by the other calendar, beside the controls.
    fn speak_beside_controls(self) {
        let today = clock::now().date();
        let problems = Memo::new(move |_| {
            let check = |form: &Form| self.entries.with(|entries| form.check(entries, today)).err().unwrap_or_default();
            self.form.with_value(check)
        });
        follow(move || {
            let told = self.left.with(|left| problems.with(|problems| told(problems, left)));
            self.entries.with_untracked(|entries| form_marks::tell_problems(&told, entries));
        });
        echo_dates(self.entries, |_| {});
    }
}

/// What is said beside the controls: what is wrong at those that were left.
fn told(problems: &[Problem], left: &[String]) -> Vec<Problem> {
    problems.iter().filter(|problem| left.contains(&problem.control)).cloned().collect()
}

/// How safe it is (保存の状態).
#[component]
pub(super) fn State(desk: Desk) -> impl IntoView {
    let trouble = follow::words(move || desk.keeping.closed.get().map(|closed| closed.sentence().to_owned()).unwrap_or_default());
    view! {
        <p class="saved">{follow::words(move || desk.keeping.saved.get().words())}</p>
        <p class="notice warn" role="alert" hidden=whether(move || trouble.with(String::is_empty))>{trouble}</p>
    }
}

/// The controls of a person begin with this.
pub(super) fn path_of(number: u8) -> String {
    format!("{PEOPLE}.{number}")
}
