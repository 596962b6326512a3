//! The way through a form: which screens there are, given what was typed so far.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::control::belongs_to;
use super::place::Place;
use super::{Entries, Form, Kind, Question};

/// A step (入力画面) of a form: one screen, with one question or with one person or thing of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The id of the question or group.
    pub question: String,
    /// The number of the group's item, from 1; absent for a question, and for a group that has no item yet.
    pub item: Option<u8>,
}

impl Step {
    /// The stem of its controls: `born`, or `members.2`.
    pub fn path(&self) -> String {
        match self.item {
            Some(number) => format!("{}.{number}", self.question),
            None => self.question.clone(),
        }
    }

    /// Whether a control, and so a problem, lies on this screen.
    pub fn holds(&self, control: &str) -> bool {
        belongs_to(control, &self.path())
    }
}

impl Form {
    /// The screens of the form in their order, without those that are not asked. `today` is the day on which ages are counted.
    pub fn journey(&self, entries: &Entries, today: NaiveDate) -> Vec<Step> {
        let asked = self.questions.iter().filter(|question| question.kind.is_asked() && self.asks(question, entries, today));
        asked.flat_map(|question| steps(question, entries)).collect()
    }

    /// Whether a question outside of groups is asked, given what was typed so far.
    pub fn asks(&self, question: &Question, entries: &Entries, today: NaiveDate) -> bool {
        Place::top(self, today).asks(question, entries)
    }

    /// Whether the question of a group's item is asked whose controls begin with this: `members.2.card`.
    pub fn asks_at(&self, path: &str, entries: &Entries, today: NaiveDate) -> bool {
        let Some((item, id)) = path.rsplit_once('.') else { return false };
        let Some((group, number)) = item.split_once('.') else { return false };
        let step = Step { question: group.to_owned(), item: number.parse().ok() };
        self.asked_on(&step, entries, today).iter().any(|question| question.id == id)
    }

    /// The questions that are asked on a screen: one, or those of a group that apply to the item.
    pub fn asked_on(&self, step: &Step, entries: &Entries, today: NaiveDate) -> Vec<&Question> {
        let Some(question) = self.question(&step.question) else { return Vec::new() };
        match (&question.kind, step.item) {
            (Kind::Group { questions, .. }, Some(number)) => {
                let place = Place::top(self, today).within(question, number);
                questions.iter().filter(|q| place.asks(q, entries)).collect()
            }
            _ => vec![question],
        }
    }
}

fn steps(question: &Question, entries: &Entries) -> Vec<Step> {
    let step = |item| Step { question: question.id.clone(), item };
    match question.items(entries) {
        items if items.is_empty() => vec![step(None)],
        items => items.into_iter().map(|number| step(Some(number))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::arbitrary::{answered, form, today};
    use crate::form::{Choice, When};
    use proptest::prelude::*;

    fn ask(id: &str, kind: Kind, when: Option<(&str, &str)>) -> Question {
        let when = when.map(|(question, is)| When::is(question, &[is]));
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when, kind }
    }

    /// Who comes; the representative's name if one comes; the people who move, with a card for foreigners.
    fn moving_in() -> Form {
        let option = |id: &str| Choice { id: id.into(), label: id.into(), help: None };
        let who = Kind::Choice { options: vec![option("self"), option("representative")] };
        let people = vec![ask("foreign", Kind::YesNo, None), ask("card", Kind::Phone, Some(("foreign", "yes")))];
        form(vec![
            ask("who", who, None),
            ask("name", Kind::Person, Some(("who", "representative"))),
            ask("people", Kind::Group { noun: "人".into(), min: 1, max: 8, questions: people }, None),
        ])
    }

    fn check(typed: &[(&str, &str)], expected: &str) {
        let entries: Entries = typed.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect();
        let form = moving_in();
        let screen = |step: &Step| {
            let asked: Vec<_> = form.asked_on(step, &entries, today()).iter().map(|q| q.id.as_str()).collect();
            if step.item.is_some() { format!("{}({})", step.path(), asked.join(" ")) } else { step.path() }
        };
        assert_eq!(form.journey(&entries, today()).iter().map(screen).collect::<Vec<_>>().join(" → "), expected);
    }

    #[test]
    fn the_way_follows_the_answers() {
        check(&[], "who → people.1(foreign)");
        check(&[("who", "self"), ("name.family", "佐倉")], "who → people.1(foreign)");
        check(&[("who", "representative")], "who → name → people.1(foreign)");
        check(&[("people.2.foreign", "yes"), ("people.1.foreign", "no")], "who → people.1(foreign) → people.2(foreign card)");
    }

    #[test]
    fn a_problem_is_found_on_its_screen() {
        let people = Step { question: "people".into(), item: Some(1) };
        assert!(people.holds("people.1.card"));
        assert!(!people.holds("people.11.card"));
        assert!(!people.holds("people"));
        assert!(Step { question: "born".into(), item: None }.holds("born"));
    }

    proptest! {
        #[test]
        fn every_control_of_valid_answers_lies_on_one_screen((form, answers) in answered()) {
            let entries = answers.entries();
            let journey = form.journey(&entries, today());
            for control in entries.written() {
                prop_assert_eq!(journey.iter().filter(|step| step.holds(control)).count(), 1, "{}", control);
            }
        }
    }
}
