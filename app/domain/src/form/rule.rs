//! Rules between answers (項目間の決まり): what no question can see alone.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::check::{Judge, Part};
use super::place::Place;
use super::{Answer, Fault, Form, Kind, Question};

/// Something that must hold between answers (項目間の決まり). It counts only where its questions are asked and answered.
///
/// A question of a group is named as `members.born`; a rule then looks at each item, together with what stands outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A date does not lie before another.
    Order {
        /// The earlier one.
        first: String,
        /// The later one, where the problem is told.
        then: String,
    },
    /// Two answers are not the same.
    Differ {
        /// One of them.
        one: String,
        /// The other, where the problem is told.
        other: String,
    },
    /// Whoever was born on a date is of some age on the day the form is made.
    Age {
        /// The date of birth.
        of: String,
        /// The least age in years.
        min: u8,
        /// The greatest.
        max: u8,
    },
}

/// An answer and where it stands.
struct Found<'a> {
    question: &'a Question,
    answer: Answer,
    path: String,
}

impl<'a> Judge<'a> {
    /// Names what breaks the rules of a form.
    pub(super) fn rules(&mut self, form: &'a Form) {
        let top = Place::top(form);
        for rule in &form.rules {
            let (told, beside) = match rule {
                Rule::Order { first, then } => (then, first),
                Rule::Differ { one, other } => (other, one),
                Rule::Age { of, .. } => (of, of),
            };
            let group = [told, beside].into_iter().find_map(|id| id.split_once('.')).and_then(|(group, _)| form.question(group));
            let stands = match group {
                None => vec![top],
                Some(group) if top.asks(group, self.entries) => {
                    group.items(self.entries).into_iter().map(|number| top.within(group, number)).collect()
                }
                Some(_) => Vec::new(),
            };
            for within in stands {
                let found = |id: &str| match id.split_once('.') {
                    None => self.found(top, id),
                    Some((_, inner)) => self.found(within, inner),
                };
                if let (Some(told), Some(beside)) = (found(told), found(beside)) {
                    self.rule(rule, &told, &beside);
                }
            }
        }
    }

    /// The answer to a question that is asked in a place, if it is right in itself.
    fn found(&self, place: Place<'a>, id: &str) -> Option<Found<'a>> {
        let question = place.question(id).filter(|question| place.asks(question, self.entries))?;
        Some(Found { question, answer: self.quietly(place, question)?, path: place.path(id) })
    }

    fn rule(&mut self, rule: &Rule, told: &Found, beside: &Found) {
        let other = || beside.question.label.clone();
        let fault = match rule {
            Rule::Order { .. } => match (last_day(&told.answer), first_day(&beside.answer)) {
                (Some(then), Some(first)) if then < first => Fault::BeforeOther { other: other() },
                _ => return,
            },
            Rule::Differ { .. } if told.answer == beside.answer => Fault::SameAsOther { other: other() },
            Rule::Differ { .. } => return,
            Rule::Age { min, max, .. } => match first_day(&told.answer).map(|born| age(born, self.today)) {
                Some(age) if !(i32::from(*min)..=i32::from(*max)).contains(&age) => Fault::WrongAge { min: *min, max: *max, age },
                _ => return,
            },
        };
        // A question of several controls is mended from its first.
        let control = match told.question.kind {
            Kind::Date(_) | Kind::PartialDate(_) => format!("{}.{}", told.path, Part::Year.id()),
            _ => told.question.controls(&told.path).into_iter().next().unwrap_or_default(),
        };
        self.problem(control, told.question.label.clone(), fault);
    }
}

fn first_day(answer: &Answer) -> Option<NaiveDate> {
    match answer {
        Answer::Date(date) => Some(*date),
        Answer::PartialDate(date) => Some(date.first_day()),
        _ => None,
    }
}

fn last_day(answer: &Answer) -> Option<NaiveDate> {
    match answer {
        Answer::PartialDate(date) => Some(date.last_day()),
        _ => first_day(answer),
    }
}

/// The age in whole years on a day. Who was born on 29 February is a year older from 1 March on.
fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    today.year() - born.year() - i32::from((today.month(), today.day()) < (born.month(), born.day()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::arbitrary::{form, today};
    use crate::form::{DateRule, Entries};

    fn ask(id: &str, kind: Kind) -> Question {
        Question { id: id.into(), label: format!("{id}の欄"), slot_label: None, help: None, optional: true, when: None, kind }
    }

    fn checked(rules: Vec<Rule>, typed: &str) -> String {
        let date = || Kind::Date(DateRule::Any);
        let people = Kind::Group { noun: "人".into(), min: 0, max: 4, questions: vec![ask("born", date()), ask("since", date())] };
        let asked = vec![
            ask("born", date()),
            ask("moved", date()),
            ask("built", Kind::PartialDate(DateRule::Any)),
            ask("from", Kind::Address),
            ask("to", Kind::Address),
            ask("people", people),
        ];
        let form = Form { rules, ..form(asked) };
        let entries: Entries =
            typed.split_whitespace().filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect();
        let problems = form.check(&entries, today()).err().unwrap_or_default();
        problems.iter().map(|problem| format!("{}: {}", problem.control, problem.sentence())).collect::<Vec<_>>().join("\n")
    }

    fn order(first: &str, then: &str) -> Vec<Rule> {
        vec![Rule::Order { first: first.into(), then: then.into() }]
    }

    #[test]
    fn dates_come_in_their_order() {
        let born_first = || order("born", "moved");
        assert_eq!(checked(born_first(), "born=1990-01-02 moved=1990-01-02"), "");
        assert_eq!(
            checked(born_first(), "born=1990-01-02 moved=1990-01-01"),
            "moved.year: 「movedの欄」が、「bornの欄」より前の日付になっています。どちらの日付も確かめてください。"
        );
        assert_eq!(checked(born_first(), "moved=1990-01-01"), "", "nothing to compare with");
        assert_eq!(checked(order("moved", "built"), "moved=1990-05-01 built=1990"), "", "it may have been later in that year");
        assert!(checked(order("moved", "built"), "moved=1990-05-01 built=1990-04").starts_with("built.year"));
    }

    #[test]
    fn a_rule_looks_at_each_of_a_group() {
        let told = checked(
            order("people.born", "people.since"),
            "people.1.born=1990-01-01 people.1.since=1991-01-01 people.2.born=1990-01-01 people.2.since=1989-01-01",
        );
        assert!(told.starts_with("people.2.since.year: ") && told.lines().count() == 1, "{told}");
        let told = checked(order("people.born", "moved"), "people.1.born=1990-01-01 people.2.born=1995-01-01 moved=1992-01-01");
        assert!(told.starts_with("moved.year: ") && told.lines().count() == 1, "{told}");
    }

    #[test]
    fn a_new_address_is_not_the_old_one() {
        let differ = || vec![Rule::Differ { one: "from".into(), other: "to".into() }];
        let address = |id: &str, block: &str| format!("{id}.postcode=0000001 {id}.city=さくら県さくら野市 {id}.block={block} ");
        assert_eq!(checked(differ(), &(address("from", "1番") + &address("to", "2番"))), "");
        assert_eq!(
            checked(differ(), &(address("from", "1番") + &address("to", "1番"))),
            "to.postcode: 「toの欄」が、「fromの欄」と同じになっています。どちらも確かめてください。"
        );
    }

    #[test]
    fn an_age_is_counted_on_the_day_the_form_is_made() {
        let of = |min, max| vec![Rule::Age { of: "born".into(), min, max }];
        assert_eq!(checked(of(15, 120), "born=2011-11-22"), "", "fifteen today");
        assert_eq!(
            checked(of(15, 120), "born=2011-11-23"),
            "born.year: 「bornの欄」から計算すると14歳です。この書類は15歳から120歳までの人のものです。日付を確かめてください。"
        );
        assert_eq!(age(NaiveDate::from_ymd_opt(2004, 2, 29).unwrap(), NaiveDate::from_ymd_opt(2026, 2, 28).unwrap()), 21);
    }
}
