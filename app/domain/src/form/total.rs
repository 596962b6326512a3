//! Totals: numbers that follow from other answers, so that nobody has to work them out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::check::{Asked, Judge};
use super::place::Place;
use super::{Answer, Entries, Fault, Form, Kind, Question};

/// Something that is added up in a total (合計の内訳): `each` times every answer named in `of`.
///
/// Answers in a group are multiplied item by item, and the items added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The ids of the questions whose numbers are multiplied: `copies`, or `items.number` for a question of a group.
    ///
    /// All lie in the same group, or outside of groups. A question that is not asked or not answered counts 0.
    pub of: Vec<String>,
    /// What one is worth.
    pub each: u32,
    /// What each option of a choice is worth, by its id.
    pub worth: BTreeMap<String, u32>,
}

impl Form {
    /// The totals that belong to what was typed so far, in the order of the form.
    pub fn totals(&self, entries: &Entries, today: NaiveDate) -> Vec<(&Question, Answer)> {
        let asked = self.questions.iter().filter(|q| matches!(q.kind, Kind::Total { .. }) && self.asks(q, entries, today));
        asked.filter_map(|question| Some((question, self.answer_at_top(question, entries, today)?))).collect()
    }

    /// How much all answers to one question come to: `copies`, or `certificates.copies` for a question of a group.
    pub(super) fn count(&self, id: &str, entries: &Entries, today: NaiveDate) -> u32 {
        let judge = Judge { open_days: &self.open_days, entries, today, problems: Vec::new() };
        let term = Term { of: vec![id.to_owned()], each: 1, worth: BTreeMap::new() };
        u32::try_from(judge.term(Place::top(self, today), &term)).unwrap_or(u32::MAX)
    }
}

impl Kind {
    /// Whether it has a screen and a control; a total follows by itself.
    pub fn is_asked(&self) -> bool {
        !matches!(self, Kind::Total { .. })
    }
}

impl<'a> Judge<'a> {
    /// What the terms come to; a problem if it is too much.
    pub(super) fn total(&mut self, place: Place<'a>, asked: &Asked, sum: &[Term], unit: &str, max: u32) -> Option<u32> {
        let all: u64 = sum.iter().map(|term| self.term(place, term)).fold(0, u64::saturating_add);
        let found = u32::try_from(all).unwrap_or(u32::MAX);
        if found > max {
            // It lies on no screen; the first of its numbers is where it can be changed.
            let at = sum.first().and_then(|term| term.of.first()).cloned().unwrap_or_default();
            let at = at.replacen('.', ".1.", 1);
            self.object_at(asked, at, Fault::TotalTooLarge { max, found, unit: unit.into() });
            return None;
        }
        Some(found)
    }

    /// The answer to a question, if it is right in itself; what is wrong with it is told where it stands.
    pub(super) fn quietly(&self, place: Place<'a>, question: &'a Question) -> Option<Answer> {
        let mut quiet = Judge { open_days: self.open_days, entries: self.entries, today: self.today, problems: Vec::new() };
        let answer = quiet.answer(place, &Asked { path: place.path(&question.id), label: String::new(), question });
        answer.filter(|_| quiet.problems.is_empty())
    }

    fn term(&self, place: Place<'a>, term: &Term) -> u64 {
        let Some((group, _)) = term.of.first().and_then(|id| id.split_once('.')) else {
            return self.product(place, term, |id| place.question(id));
        };
        let Some(group) = place.question(group).filter(|group| place.asks(group, self.entries)) else { return 0 };
        let of_item = |number| {
            let within = place.within(group, number);
            self.product(within, term, |id| within.question(id.split_once('.').map_or(id, |(_, id)| id)))
        };
        group.items(self.entries).into_iter().map(of_item).fold(0, u64::saturating_add)
    }

    fn product(&self, place: Place<'a>, term: &Term, named: impl Fn(&str) -> Option<&'a Question>) -> u64 {
        let number = |id: &String| {
            let question = named(id).filter(|question| place.asks(question, self.entries))?;
            Some(worth(&self.quietly(place, question)?, &term.worth))
        };
        let factors = term.of.iter().map(|id| number(id).unwrap_or(0));
        factors.fold(u64::from(term.each), u64::saturating_mul)
    }
}

/// What an answer counts.
fn worth(answer: &Answer, worth: &BTreeMap<String, u32>) -> u64 {
    let of_option = |id: &String| worth.get(id).copied().map_or(0, u64::from);
    match answer {
        Answer::Count(number) | Answer::Amount(number) | Answer::Total(number) => u64::from(*number),
        Answer::YesNo(yes) => u64::from(*yes),
        Answer::Choice(id) => of_option(id),
        Answer::Several(ids) => ids.iter().map(of_option).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::arbitrary::{form, today};
    use crate::form::{Choice, When};

    fn ask(id: &str, kind: Kind) -> Question {
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind }
    }

    fn term(of: &[&str], each: u32, worth: &[(&str, u32)]) -> Term {
        let worth = worth.iter().map(|(id, yen)| ((*id).to_owned(), *yen)).collect();
        Term { of: of.iter().map(|id| (*id).to_owned()).collect(), each, worth }
    }

    /// Copies at 300 yen, by post for 110 yen more, and things to be taken away with a ticket each; at most 3000 yen.
    fn fees() -> Form {
        let options = ["t200", "t700"].map(|id| Choice { id: id.into(), label: id.into(), help: None }).to_vec();
        let number = Kind::Count { min: 0, max: 9, unit: "個".into() };
        let things = vec![ask("ticket", Kind::Choice { options }), ask("number", number.clone())];
        let sum = vec![
            term(&["copies"], 300, &[]),
            term(&["post"], 110, &[]),
            term(&["things.number", "things.ticket"], 1, &[("t200", 200), ("t700", 700)]),
        ];
        let post = Question { when: Some(When::is("far", &["yes"])), ..ask("post", Kind::YesNo) };
        form(vec![
            ask("copies", number),
            ask("far", Kind::YesNo),
            post,
            ask("things", Kind::Group { noun: "物".into(), min: 0, max: 5, questions: things }),
            ask("total", Kind::Total { sum, unit: "円".into(), max: 3000 }),
        ])
    }

    fn check(typed: &str, expected: &str) {
        let form = fees();
        let entries: Entries =
            typed.split_whitespace().filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect();
        let told = match form.check(&entries, today()) {
            Ok(answers) => answers.0["total"].show(form.question("total").unwrap()),
            Err(problems) => problems.iter().map(|p| format!("{}: {}", p.control, p.sentence())).collect(),
        };
        assert_eq!(told, expected, "{typed}");
    }

    #[test]
    fn a_total_follows_from_the_other_answers() {
        check("copies=2 far=no", "600円");
        check("copies=1 far=yes post=yes", "410円");
        check("copies=1 far=no post=yes", "300円");
        check("copies=0 far=no things.1.ticket=t200 things.1.number=2 things.4.ticket=t700 things.4.number=1", "1,100円");
    }

    #[test]
    fn a_total_that_is_too_large_says_by_how_much_and_where() {
        check(
            "copies=9 far=no things.1.ticket=t700 things.1.number=1",
            "copies: 「total」が3,400円になっています。3,000円までになるように減らしてください。",
        );
    }

    #[test]
    fn a_total_is_on_no_screen_and_in_no_control() {
        let form = fees();
        let entries: Entries = [("copies".to_owned(), "1".to_owned()), ("far".to_owned(), "no".to_owned())].into_iter().collect();
        assert!(form.journey(&entries, today()).iter().all(|step| step.question != "total"));
        assert_eq!(form.check(&entries, today()).unwrap().entries(), entries);
        assert_eq!(form.totals(&entries, today()), [(form.question("total").unwrap(), Answer::Total(300))]);
    }
}
