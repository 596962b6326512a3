//! A form being filled in: what the page holds, what is wrong with it, and where the person stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::form::control::belongs_to;
use domain::form::journey::Step;
use domain::form::{Entries, Fault, Form, Kind, Part, Problem};
use domain::submission::SubmissionKey;
use leptos::prelude::*;

use super::carry::Carried;
use super::screen::{Focus, Screen};
use crate::device::clock::Later;
use crate::device::form_page::{self, Reach};
use crate::device::storage::{Hold, Writing};

/// So long after a key, in milliseconds, those are told of it who follow what is typed: an old phone works it all out once for several keys.
const TOLD_AFTER: u32 = 150;

/// A form being filled in (記入中の様式). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Filling {
    pub(super) form: StoredValue<Arc<Form>>,
    /// What the controls hold, followed key by key.
    pub entries: RwSignal<Entries>,
    /// How many items of each group stand on the page.
    pub items: RwSignal<BTreeMap<String, u8>>,
    /// Today in Japan by this device's clock; nothing is judged before it is known.
    pub today: RwSignal<Option<NaiveDate>>,
    /// Where the person stands.
    pub here: RwSignal<Screen>,
    /// Where the keyboard goes on the next screen.
    pub(super) focus: StoredValue<Focus>,
    /// Whether an answer is being corrected from the review, and the way leads back there.
    pub correcting: RwSignal<bool>,
    /// Whether the draft held something when the page came to life.
    pub resumed: RwSignal<bool>,
    /// The draft on this device.
    pub draft: Writing,
    /// The code, once it was made.
    pub carried: RwSignal<Option<Carried>>,
    /// The key under which it was handed over for sending; from then on it is not written on.
    pub sent: RwSignal<Option<SubmissionKey>>,
    /// When those who follow the controls are told what was typed.
    telling: Later,
    /// Whether something on the page answers each key.
    is_answered: StoredValue<bool>,
    /// The controls that were left with something in them.
    left: RwSignal<Vec<String>>,
    /// The screens that the person wanted to be done with.
    done: RwSignal<Vec<String>>,
    /// Every screen that asks something, in order.
    pub steps: Memo<Vec<Step>>,
    /// Everything to correct.
    pub problems: Memo<Vec<Problem>>,
    /// What is said of it beside the controls.
    pub(super) told: Memo<Vec<Problem>>,
}

impl Filling {
    /// A form of which nothing is filled in.
    pub fn new(form: Arc<Form>) -> Filling {
        let mut drawn = BTreeMap::new();
        for question in &form.questions {
            if let Kind::Group { min, .. } = question.kind {
                drawn.insert(question.id.clone(), min.max(1));
            }
        }
        let items = RwSignal::new(drawn);
        let form = StoredValue::new(form);
        let entries = RwSignal::new(Entries::default());
        let today = RwSignal::new(None::<NaiveDate>);
        let (left, done) = (RwSignal::new(Vec::new()), RwSignal::new(Vec::new()));
        let steps = Memo::new(move |_| {
            // Nobody has an age before it is known which day it is.
            let today = today.get().unwrap_or_default();
            form.with_value(|form| items.with(|items| entries.with(|entries| steps(form, entries, items, today))))
        });
        let problems = Memo::new(move |_| match today.get() {
            Some(today) => form.with_value(|form| entries.with(|entries| form.check(entries, today).err().unwrap_or_default())),
            None => Vec::new(),
        });
        let told = Memo::new(move |_| {
            // As long as nothing may be said, no key has the whole form judged.
            let is_silent = left.with(Vec::is_empty) && done.with(Vec::is_empty);
            if is_silent { Vec::new() } else { problems.with(|problems| left.with(|left| done.with(|done| told(problems, left, done)))) }
        });
        Filling {
            form,
            entries,
            items,
            today,
            here: RwSignal::new(Screen::Start),
            focus: StoredValue::new(Focus::Heading),
            correcting: RwSignal::new(false),
            resumed: RwSignal::new(false),
            draft: Writing::new(),
            carried: RwSignal::new(None),
            sent: RwSignal::new(None),
            telling: Later::nothing(),
            is_answered: StoredValue::new(false),
            left,
            done,
            steps,
            problems,
            told,
        }
    }

    /// The one that this component is about.
    pub fn here() -> Filling {
        expect_context()
    }

    /// The form.
    pub fn form(self) -> Arc<Form> {
        self.form.get_value()
    }

    /// Whether what is typed here is being saved: not before the draft has come, unless nothing was typed yet.
    pub fn is_in_hand(self) -> bool {
        self.draft.hold.get_untracked() != Hold::Asking || self.entries.with_untracked(|entries| entries.0.is_empty())
    }

    /// What is wrong on a screen.
    pub fn problems_on(self, step: &Step) -> Vec<Problem> {
        self.problems.with(|problems| problems.iter().filter(|problem| step.holds(&problem.control)).cloned().collect())
    }

    /// The screen that a control stands on.
    pub fn step_of(self, control: &str) -> Option<Step> {
        self.steps.with_untracked(|steps| steps.iter().find(|step| step.holds(control)).cloned())
    }

    /// A control holds this now. While another tab writes the draft, it holds what that tab wrote.
    pub fn adopt(self, control: &str, text: &str) {
        if self.draft.hold.get_untracked() == Hold::Elsewhere {
            if let Some(page) = form_page::the_form() {
                self.entries.with_untracked(|entries| form_page::fill(&page, entries, Reach::Below(control)));
            }
        } else if self.entries.with_untracked(|entries| entries.0.get(control).map_or("", String::as_str) != text) {
            self.entries.update_untracked(|entries| entries.set(control.to_owned(), text.to_owned()));
            if self.may_wait(control) {
                self.telling.unless_soon(TOLD_AFTER, move || self.entries.notify());
            } else {
                self.entries.notify();
            }
        }
    }

    /// Whether this is typed in words, and nothing beside it changes with a key: what moved under the hand that presses the next button would lose the press.
    fn may_wait(self, control: &str) -> bool {
        let is_words = Part::PERSON.iter().chain(&Part::ADDRESS).any(|part| part.path_in(control).is_some());
        is_words && !self.is_answered.get_value() && self.told.with_untracked(Vec::is_empty)
    }

    /// From now on something on the page answers each key.
    pub(super) fn answer_each_key(self) {
        self.is_answered.set_value(true);
    }

    /// Tells those who follow the controls what was typed and not told yet, before anything else happens on the page.
    pub fn tell_typed(self) {
        if self.telling.is_soon() {
            self.telling.never();
            self.entries.notify();
        }
    }

    /// Reads all that the page holds.
    pub fn adopt_all(self) {
        let Some(page) = form_page::the_form() else { return };
        let holds = form_page::read(&page);
        if self.entries.with_untracked(|entries| *entries != holds) {
            self.entries.set(holds);
        }
    }

    /// Writes into the page's controls, and follows.
    pub fn write(self, entries: &Entries, reach: Reach<'_>) {
        let form = self.form();
        self.items.update(|items| {
            for group in &form.questions {
                if let (Some(&last), Some(count)) = (group.items(entries).last(), items.get_mut(&group.id)) {
                    *count = last.max(*count);
                }
            }
        });
        if let Some(page) = form_page::the_form() {
            form_page::fill(&page, entries, reach);
        }
        self.adopt_all();
    }

    /// The person left a control: what is wrong with what stands there may be said now.
    pub fn leave(self, control: &str) {
        if !self.entries.with_untracked(|entries| entries.get(control).is_empty()) {
            self.left.update(|left| note(left, control.to_owned()));
        }
    }

    /// From now on everything wrong on this screen is said.
    pub fn finish(self, step: &Step) {
        self.done.update(|done| note(done, step.path()));
    }

    /// From now on everything wrong anywhere is said.
    pub fn finish_all(self) {
        let paths = self.steps.with_untracked(|steps| steps.iter().map(Step::path).collect::<Vec<_>>());
        self.done.update(|done| paths.into_iter().for_each(|path| note(done, path)));
    }

    /// Whether the person wanted to be done with this screen.
    pub fn is_finished(self, step: &Step) -> bool {
        self.done.with(|done| done.contains(&step.path()))
    }

    /// Screens below this path are new: nothing on them was left or finished.
    pub fn forget(self, path: &str) {
        self.done.update(|done| done.retain(|finished| !finished.starts_with(path)));
        self.left.update(|left| left.retain(|control| !control.starts_with(path)));
    }
}

/// Notes it, unless it is noted already.
fn note(noted: &mut Vec<String>, path: String) {
    if !noted.contains(&path) {
        noted.push(path);
    }
}

/// Every screen in order: the journey, with the items that were added but not yet written in.
fn steps(form: &Form, entries: &Entries, items: &BTreeMap<String, u8>, today: NaiveDate) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for step in form.journey(entries, today) {
        match items.get(&step.question) {
            Some(_) if steps.last().is_some_and(|last| last.question == step.question) => {}
            Some(&count) => steps.extend((1..=count).map(|number| Step { question: step.question.clone(), item: Some(number) })),
            None => steps.push(step),
        }
    }
    steps
}

/// What is said beside the controls: everything on screens that the person is done with; elsewhere only what is wrong
/// with something that was typed and left.
fn told(problems: &[Problem], left: &[String], done: &[String]) -> Vec<Problem> {
    let is_told = |problem: &&Problem| {
        let control = &problem.control;
        done.iter().any(|path| belongs_to(control, path)) || (left.contains(control) && problem.fault != Fault::Blank)
    };
    problems.iter().filter(is_told).cloned().collect()
}
