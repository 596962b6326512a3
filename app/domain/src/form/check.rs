//! The only validator in the house: what was typed is understood, or every problem is named at once.

mod account;
mod address;
mod characters;
mod date;
mod fault;
mod mail;
pub(crate) mod my_number;
mod number;
mod option;
mod part;
mod person;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::control::NOT_MY_NUMBER;
use super::journey::Step;
use super::place::Place;
use super::show::counter;
use super::{Answer, Answers, Entries, Form, Kind, Question};
use crate::open_days::OpenDays;
pub use characters::{length, objection};
pub use fault::Fault;
pub use part::Part;

/// Something to correct (不備): where it is and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The control to mend, such as `members.2.born.month`.
    pub control: String,
    /// The label of its question, with 「2人目」 before it in a group.
    pub label: String,
    /// Which of the question's controls it is, if it has several.
    pub part: Option<Part>,
    /// What is wrong.
    pub fault: Fault,
}

impl Problem {
    /// The sentence beside the control: what is wrong and how to mend it.
    pub fn sentence(&self) -> String {
        match self.part {
            Some(part) => self.fault.sentence(&format!("「{}」の{}", self.label, part.label())),
            None => self.fault.sentence(&format!("「{}」", self.label)),
        }
    }
}

impl Form {
    /// Understands what was typed, or names every problem at once. `today` is the date in Japan.
    ///
    /// A question that is not asked is neither judged nor among the answers. The phone, the counter and the server all
    /// call this; a sealed slip that was opened is judged again, with the day it was made as `today`.
    ///
    /// # Errors
    /// Everything to correct, in the order of the form; controls that it does not have come last.
    pub fn check(&self, entries: &Entries, today: NaiveDate) -> Result<Answers, Vec<Problem>> {
        let mut judge = Judge { entries, today, open_days: &self.open_days, problems: Vec::new() };
        let answers = judge.questions(Place::top(self, today), &self.questions, "");
        judge.rules(self);
        for control in entries.written().filter(|control| !self.has_control(control)) {
            judge.problems.push(Problem { control: control.into(), label: control.into(), part: None, fault: Fault::UnknownControl });
        }
        if judge.problems.is_empty() { Ok(answers) } else { Err(judge.problems) }
    }

    /// The answer to a question on a screen, for showing a form that is not complete yet; none if it is blank or wrong.
    ///
    /// Nothing is made of it: only [`Form::check`] leads to a slip.
    pub fn answer(&self, step: &Step, question: &Question, entries: &Entries, today: NaiveDate) -> Option<Answer> {
        let place = match (self.question(&step.question), step.item) {
            (Some(group), Some(number)) => Place::top(self, today).within(group, number),
            _ => return self.answer_at_top(question, entries, today),
        };
        self.answer_in(place, question, entries, today)
    }

    /// The same for a question outside of groups.
    pub(super) fn answer_at_top(&self, question: &Question, entries: &Entries, today: NaiveDate) -> Option<Answer> {
        self.answer_in(Place::top(self, today), question, entries, today)
    }

    /// The same for a question in a place.
    pub(super) fn answer_in<'a>(
        &'a self,
        place: Place<'a>,
        question: &'a Question,
        entries: &'a Entries,
        today: NaiveDate,
    ) -> Option<Answer> {
        let mut judge = Judge { entries, today, open_days: &self.open_days, problems: Vec::new() };
        let asked = Asked { path: place.path(&question.id), label: question.label.clone(), question };
        judge.answer(place, &asked).filter(|_| judge.problems.is_empty())
    }
}

/// Reads all that was typed and collects what is wrong with it.
pub(super) struct Judge<'a> {
    pub(super) entries: &'a Entries,
    pub(super) today: NaiveDate,
    pub(super) open_days: &'a OpenDays,
    pub(super) problems: Vec<Problem>,
}

/// One question where it stands.
pub(super) struct Asked<'a> {
    pub(super) path: String,
    pub(super) label: String,
    pub(super) question: &'a Question,
}

impl<'a> Judge<'a> {
    /// The answers to questions of one place; `prefix` goes before their labels.
    fn questions(&mut self, place: Place<'a>, questions: &'a [Question], prefix: &str) -> Answers {
        let mut answers = BTreeMap::new();
        for question in questions.iter().filter(|q| place.asks(q, self.entries)) {
            let asked = Asked { path: place.path(&question.id), label: format!("{prefix}{}", question.label), question };
            if let Some(answer) = self.answer(place, &asked) {
                answers.insert(question.id.clone(), answer);
            }
        }
        Answers(answers)
    }

    /// The answer to a question; none if it is blank or wrong.
    pub(super) fn answer(&mut self, place: Place<'a>, asked: &Asked<'a>) -> Option<Answer> {
        match &asked.question.kind {
            Kind::Person => self.person(asked).map(Answer::Person),
            Kind::Address => self.address(asked).map(Answer::Address),
            Kind::Phone => self.phone(asked).map(Answer::Phone),
            Kind::Date(rule) => self.date(asked, *rule).map(Answer::Date),
            Kind::PartialDate(rule) => self.partial_date(asked, *rule).map(Answer::PartialDate),
            Kind::Mail => self.mail(asked).map(Answer::Mail),
            Kind::Account => self.account(asked).map(Answer::Account),
            Kind::Choice { options } => self.choice(asked, options).map(Answer::Choice),
            Kind::Several { options } => self.several(asked, options).map(Answer::Several),
            Kind::YesNo => self.yes_no(asked).map(Answer::YesNo),
            Kind::Count { min, max, unit } => self.count(asked, (*min, *max), unit).map(Answer::Count),
            Kind::Amount { min, max } => self.amount(asked, (*min, *max)).map(Answer::Amount),
            Kind::Total { sum, unit, max } => self.total(place, asked, sum, unit, *max).map(Answer::Total),
            Kind::Digits { length, of } => self.digits(asked, *length, of).map(Answer::Digits),
            Kind::Text { max, lines } => self.free_text(asked, *max, *lines).map(Answer::Text),
            Kind::Group { noun, min, max, questions } => self.group(place, asked, (*min, *max), noun, questions),
        }
    }

    fn group(
        &mut self,
        place: Place<'a>,
        asked: &Asked<'a>,
        (min, max): (u8, u8),
        noun: &str,
        questions: &'a [Question],
    ) -> Option<Answer> {
        let items = asked.question.items(self.entries);
        if items.len() > usize::from(max) {
            self.object(asked, None, Fault::TooMany { max, unit: counter(noun).into() });
        }
        let mut answers = Vec::new();
        for (number, nth) in items.into_iter().zip(1..) {
            let item = self.questions(place.within(asked.question, number), questions, &ordinal(noun, nth));
            // What was written only where nothing is asked any more makes no item.
            if nth <= min || !item.0.is_empty() {
                answers.push(item);
            }
        }
        (!answers.is_empty()).then_some(Answer::Group(answers))
    }

    fn free_text(&mut self, asked: &Asked, max: u16, lines: bool) -> Option<String> {
        // A browser may send a line break as two characters.
        let text = self.required(asked)?.replace("\r\n", "\n");
        self.allowed(asked, None, &text, max, lines).then_some(text)
    }

    /// What is written in a part of a question, or in its only control.
    fn written(&self, asked: &Asked, part: Option<Part>) -> &'a str {
        self.entries.get(&control(asked, part))
    }

    /// What is written; blank is a problem where the question must be answered.
    fn required(&mut self, asked: &Asked) -> Option<&'a str> {
        let text = self.written(asked, None);
        if text.is_empty() && !asked.question.optional {
            self.object(asked, None, Fault::Blank);
        }
        (!text.is_empty()).then_some(text)
    }

    /// What is written in a part that may not be blank once any other is written.
    fn part(&mut self, asked: &Asked, part: Part) -> Option<&'a str> {
        let text = self.written(asked, Some(part));
        if text.is_empty() {
            self.object(asked, Some(part), Fault::Blank);
        }
        (!text.is_empty()).then_some(text)
    }

    /// Whether free text may be kept as it is typed; names what speaks against it.
    fn allowed(&mut self, asked: &Asked, part: Option<Part>, text: &str, max: u16, lines: bool) -> bool {
        let forgiven = self.entries.get(&format!("{}.{NOT_MY_NUMBER}", asked.path)) == "yes";
        let my_number = || (!forgiven && my_number::is_in(text)).then_some(Fault::MyNumber);
        match characters::objection(text, max, lines).or_else(my_number) {
            Some(fault) => {
                self.object(asked, part, fault);
                false
            }
            None => true,
        }
    }

    /// Something is wrong with a part of a question, or with its only control.
    fn object(&mut self, asked: &Asked, part: Option<Part>, fault: Fault) {
        self.problems.push(Problem { control: control(asked, part), label: asked.label.clone(), part, fault });
    }

    /// Something is wrong with the question as a whole; this control is the one to go to.
    pub(super) fn object_at(&mut self, asked: &Asked, control: String, fault: Fault) {
        self.problem(control, asked.label.clone(), fault);
    }

    pub(super) fn problem(&mut self, control: String, label: String, fault: Fault) {
        self.problems.push(Problem { control, label, part: None, fault });
    }
}

fn control(asked: &Asked, part: Option<Part>) -> String {
    match part {
        Some(part) => format!("{}.{}", asked.path, part.id()),
        None => asked.path.clone(),
    }
}

/// `2人目の`, or `2つ目の` for what is no person.
pub fn ordinal(noun: &str, nth: u8) -> String {
    format!("{nth}{}目の", counter(noun))
}

#[cfg(test)]
mod tests;
