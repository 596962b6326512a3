//! Where a question stands in a form, and so which conditions it sees and what its controls are called.

use super::{Entries, Form, Kind, Question, When};

/// A stand in a form (記入欄の場所): at its top, or in one item of a group.
#[derive(Clone, Copy)]
pub(crate) struct Place<'f> {
    form: &'f Form,
    group: Option<(&'f Question, u8)>,
}

impl<'f> Place<'f> {
    /// Outside of groups.
    pub(crate) fn top(form: &'f Form) -> Place<'f> {
        Place { form, group: None }
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
    /// A condition looks at earlier questions only, of the same group first, and is false if its question is not asked itself.
    pub(crate) fn asks(self, question: &Question, entries: &Entries) -> bool {
        let Some(when) = &question.when else { return true };
        match self.earlier(question, &when.question) {
            Some((place, other)) => place.has(other, when, entries),
            // Of a group outside: for any of its items.
            None => when.question.contains('.') && self.holds(when, entries),
        }
    }

    /// Whether a condition holds for a question anywhere outside of groups, or for any item of a group.
    pub(crate) fn holds(self, when: &When, entries: &Entries) -> bool {
        let Some((group, inner)) = when.question.split_once('.') else {
            return self.question(&when.question).is_some_and(|question| self.has(question, when, entries));
        };
        self.question(group).filter(|group| self.asks(group, entries)).is_some_and(|group| {
            let of_item = |number| self.within(group, number);
            let has = |item: Place| item.question(inner).is_some_and(|question| item.has(question, when, entries));
            group.items(entries).into_iter().map(of_item).any(has)
        })
    }

    /// Whether a question here is asked and has one of the answers of a condition.
    fn has(self, question: &Question, when: &When, entries: &Entries) -> bool {
        self.asks(question, entries) && when.is.iter().any(|id| id == entries.get(&self.path(&question.id)))
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

    /// The question of this id before `question`, and where it stands.
    fn earlier(self, question: &Question, id: &str) -> Option<(Place<'f>, &'f Question)> {
        let before = |all: &'f [Question], end: &str| all.iter().take_while(|q| q.id != end).find(|q| q.id == id);
        let top = Place::top(self.form);
        let Some((group, _)) = self.group else {
            return before(&self.form.questions, &question.id).map(|found| (top, found));
        };
        let Kind::Group { questions, .. } = &group.kind else { return None };
        let inside = before(questions, &question.id).map(|found| (self, found));
        inside.or_else(|| before(&self.form.questions, &group.id).map(|found| (top, found)))
    }
}
