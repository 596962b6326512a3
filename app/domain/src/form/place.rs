//! Where a question stands in a form, and so which conditions it sees and what its controls are called.

use chrono::NaiveDate;

use super::condition::{Like, Test, When};
use super::control::belongs_to;
use super::{Entries, Form, Kind, Question};

/// A stand in a form (記入欄の場所): at its top, or in one item of a group.
#[derive(Clone, Copy)]
pub(crate) struct Place<'f> {
    form: &'f Form,
    /// The day the form is made: ages are counted on it.
    today: NaiveDate,
    group: Option<(&'f Question, u8)>,
}

impl<'f> Place<'f> {
    /// Outside of groups, on this day.
    pub(crate) fn top(form: &'f Form, today: NaiveDate) -> Place<'f> {
        Place { form, today, group: None }
    }

    /// In item `number` of a group, counted from 1.
    pub(crate) fn within(self, group: &'f Question, number: u8) -> Place<'f> {
        Place { group: Some((group, number)), ..self }
    }

    /// The controls of a question here begin with this: `born`, or `members.2.born`.
    pub(crate) fn path(self, id: &str) -> String {
        match self.group {
            None => id.to_owned(),
            Some((group, number)) => format!("{}.{number}.{id}", group.id),
        }
    }

    /// Whether a question is asked here, given what was typed so far.
    ///
    /// A condition looks at earlier questions only, of the same group first; a test is not met if its question is not asked itself.
    pub(crate) fn asks(self, question: &Question, entries: &Entries) -> bool {
        let meets = |test: &Test| match self.earlier(&question.id, &test.question) {
            Some((place, other)) => place.has(other, test, entries),
            // Of a group outside: by any of its items.
            None => test.question.contains('.') && self.meets(test, entries),
        };
        question.when.as_ref().is_none_or(|when| when.holds(&meets))
    }

    /// Whether a condition holds that looks at questions here, of the same item first, or at any outside of groups.
    pub(crate) fn holds(self, when: &When, entries: &Entries) -> bool {
        when.holds(&|test| self.meets(test, entries))
    }

    /// Whether a test is met by a question here or outside of groups, or by any item of a group.
    fn meets(self, test: &Test, entries: &Entries) -> bool {
        let top = Place { group: None, ..self };
        let Some((group, inner)) = test.question.split_once('.') else {
            let here = [self, top].into_iter().find_map(|place| Some((place, place.question(&test.question)?)));
            return here.is_some_and(|(place, question)| place.has(question, test, entries));
        };
        top.question(group).filter(|group| top.asks(group, entries)).is_some_and(|group| {
            let of_item = |number| top.within(group, number);
            let has = |item: Place<'f>| item.question(inner).is_some_and(|question| item.has(question, test, entries));
            group.items(entries).into_iter().map(of_item).any(has)
        })
    }

    /// Whether a question here is asked and its answer is as a test wants it.
    fn has(self, question: &'f Question, test: &Test, entries: &Entries) -> bool {
        let is = |control: &str, text: &str| entries.get(control) == text;
        self.asks(question, entries)
            && match (&test.like, &question.kind) {
                (Like::Chosen(ids), Kind::Several { .. }) => {
                    let path = self.path(&question.id);
                    ids.iter().any(|id| is(&format!("{path}.{id}"), "yes"))
                }
                (Like::Chosen(ids), _) => ids.iter().any(|id| is(&self.path(&question.id), id)),
                (Like::Number(bounds), Kind::Group { .. }) => {
                    let n_items = self.n_items(question, entries);
                    n_items > 0 && bounds.hold(n_items)
                }
                (like, _) => {
                    let answer = self.form.answer_in(self, question, entries, self.today);
                    answer.is_some_and(|answer| like.fits(&answer, self.today))
                }
            }
    }

    /// How many items of a group are answered: what is written where nothing is asked any more makes none.
    fn n_items(self, group: &'f Question, entries: &Entries) -> u32 {
        let Kind::Group { min, questions, .. } = &group.kind else { return 0 };
        let is_answered = |number: u8| {
            let item = self.within(group, number);
            let is_written = |path: String| entries.written().any(|control| belongs_to(control, &path));
            questions.iter().any(|question| item.asks(question, entries) && is_written(item.path(&question.id)))
        };
        group.items(entries).into_iter().zip(1u8..).filter(|(number, nth)| nth <= min || is_answered(*number)).count() as u32
    }

    /// The question of this id that stands here.
    pub(super) fn question(self, id: &str) -> Option<&'f Question> {
        let all = match self.group {
            None => &self.form.questions,
            Some((Question { kind: Kind::Group { questions, .. }, .. }, _)) => questions,
            Some(_) => return None,
        };
        all.iter().find(|question| question.id == id)
    }

    /// The question of this id that stands before the one called `end`, and where it stands.
    fn earlier(self, end: &str, id: &str) -> Option<(Place<'f>, &'f Question)> {
        let before = |all: &'f [Question], end: &str| all.iter().take_while(|q| q.id != end).find(|q| q.id == id);
        let top = Place { group: None, ..self };
        let Some((group, _)) = self.group else {
            return before(&self.form.questions, end).map(|found| (top, found));
        };
        let Kind::Group { questions, .. } = &group.kind else { return None };
        let inside = before(questions, end).map(|found| (self, found));
        inside.or_else(|| before(&self.form.questions, &group.id).map(|found| (top, found)))
    }
}
