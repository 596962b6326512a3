//! Rules between answers (項目間の決まり): what no question can see alone.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::check::{Judge, Part};
use super::control::belongs_to;
use super::place::Place;
use super::{Answer, Fault, Form, Kind, Question, When};

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
        /// How many days the later one lies after the earlier at the least.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_least: Option<u16>,
        /// How many days it lies after it at the most.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_most: Option<u16>,
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
        /// The greatest; [`NO_LIMIT`] if there is none.
        max: u8,
    },
    /// Under a condition another one must hold, such as that somebody of another household comes as a representative (代理人).
    Needs {
        /// When it counts.
        when: When,
        /// What must hold then.
        then: When,
        /// The question where the problem is told. If it stands in a group, both conditions look at each item as its questions do.
        at: String,
        /// The problem and how to mend it, in the city's own words.
        text: String,
    },
}

/// An age that nobody is older than.
pub const NO_LIMIT: u8 = 150;

/// An answer and where it stands.
struct Found<'a> {
    question: &'a Question,
    answer: Answer,
    path: String,
}

impl<'a> Judge<'a> {
    /// Names what breaks the rules of a form.
    pub(super) fn rules(&mut self, form: &'a Form) {
        let top = Place::top(form, self.today);
        for rule in &form.rules {
            let (told, beside) = match rule {
                Rule::Order { first, then, .. } => (then, first),
                Rule::Differ { one, other } => (other, one),
                Rule::Age { of, .. } => (of, of),
                Rule::Needs { at, .. } => (at, at),
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
                if let Rule::Needs { when, then, at, text } = rule {
                    let place = if at.contains('.') { within } else { top };
                    if place.holds(when, self.entries) && !place.holds(then, self.entries) {
                        self.needed(place, at, text);
                    }
                    continue;
                }
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
                _ => return self.distance(rule, told, beside),
            },
            Rule::Differ { .. } if told.answer == beside.answer => Fault::SameAsOther { other: other() },
            Rule::Differ { .. } => return,
            Rule::Age { min, max, .. } => match first_day(&told.answer).map(|born| age(born, self.today)) {
                Some(age) if !(i32::from(*min)..=i32::from(*max)).contains(&age) => Fault::WrongAge { min: *min, max: *max, age },
                _ => return,
            },
            Rule::Needs { .. } => return,
        };
        self.break_at(told, fault);
    }

    /// Two dates in order that lie too near or too far from each other, as far as they are known.
    fn distance(&mut self, rule: &Rule, told: &Found, beside: &Found) {
        let Rule::Order { at_least, at_most, .. } = rule else { return };
        let days = |from: Option<NaiveDate>, to: Option<NaiveDate>| Some((to? - from?).num_days());
        let longest = days(first_day(&beside.answer), last_day(&told.answer));
        let shortest = days(last_day(&beside.answer), first_day(&told.answer));
        let other = beside.question.label.clone();
        match (*at_least, *at_most) {
            (Some(days), _) if longest.is_some_and(|found| found < i64::from(days)) => {
                self.break_at(told, Fault::TooNear { other, days });
            }
            (_, Some(days)) if shortest.is_some_and(|found| found > i64::from(days)) => self.break_at(told, Fault::TooFar { other, days }),
            _ => {}
        }
    }

    /// What the city wants under a condition is not so. It is told where it can be mended, unless something is wrong there already.
    fn needed(&mut self, place: Place<'a>, at: &str, text: &str) {
        let id = at.split_once('.').map_or(at, |(_, inner)| inner);
        let Some(question) = place.question(id).filter(|question| place.asks(question, self.entries)) else { return };
        let path = place.path(id);
        if !self.problems.iter().any(|problem| belongs_to(&problem.control, &path)) {
            self.problem(first_control(question, &path), question.label.clone(), Fault::Needed { text: text.to_owned() });
        }
    }

    fn break_at(&mut self, told: &Found, fault: Fault) {
        self.problem(first_control(told.question, &told.path), told.question.label.clone(), fault);
    }
}

/// A question of several controls is mended from its first.
fn first_control(question: &Question, path: &str) -> String {
    match question.kind {
        Kind::Date(_) | Kind::PartialDate(_) => format!("{path}.{}", Part::Year.id()),
        _ => question.controls(path).into_iter().next().unwrap_or_default(),
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
pub(super) fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    today.year() - born.year() - i32::from((today.month(), today.day()) < (born.month(), born.day()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::arbitrary::{form, today};
    use crate::form::condition::{Bounds, Like, Test};
    use crate::form::{Choice, DateRule, Entries};
    use chrono::Days;

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
        vec![Rule::Order { first: first.into(), then: then.into(), at_least: None, at_most: None }]
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
    fn dates_lie_so_many_days_apart() {
        let apart = |at_least, at_most| vec![Rule::Order { first: "born".into(), then: "moved".into(), at_least, at_most }];
        let later = |days: i64| format!("born=2026-01-01 moved={}", NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(days as u64));
        assert_eq!(checked(apart(Some(91), None), &later(91)), "");
        assert_eq!(
            checked(apart(Some(91), None), &later(90)),
            "moved.year: 「movedの欄」は、「bornの欄」の91日後か、それより後にしてください。どちらの日付も確かめてください。"
        );
        assert_eq!(checked(apart(None, Some(14)), &later(14)), "");
        assert_eq!(
            checked(apart(None, Some(14)), &later(15)),
            "moved.year: 「movedの欄」は、「bornの欄」の14日後までにしてください。どちらの日付も確かめてください。"
        );
        assert!(checked(apart(Some(1), None), "born=2026-01-02 moved=2026-01-01").contains("より前の日付"), "order comes first");
        let built = vec![Rule::Order { first: "moved".into(), then: "built".into(), at_least: Some(30), at_most: Some(60) }];
        assert_eq!(checked(built.clone(), "moved=1990-05-01 built=1990"), "", "it may have been in June");
        assert!(checked(built, "moved=1990-05-01 built=1990-09").contains("60日後まで"));
    }

    #[test]
    fn somebody_of_another_household_comes_as_a_representative() {
        let household = |is: &str| When::is("same", &[is]);
        let rule = Rule::Needs {
            when: household("no"),
            then: When::is("who", &["representative"]),
            at: "who".into(),
            text: "世帯が別の人は代理人です。「代理人」を選んでください。".into(),
        };
        let option = |id: &str| Choice { id: id.into(), label: id.into(), help: None };
        let who = ask("who", Kind::Choice { options: vec![option("self"), option("representative")] });
        let asked = Form { rules: vec![rule], ..form(vec![who, ask("same", Kind::YesNo)]) };
        let told = |typed: &[(&str, &str)]| {
            let entries = typed.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect();
            let problems = asked.check(&entries, today()).err().unwrap_or_default();
            problems.iter().map(|problem| format!("{}: {}", problem.control, problem.sentence())).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(told(&[("who", "self"), ("same", "yes")]), "");
        assert_eq!(told(&[("who", "representative"), ("same", "no")]), "");
        let words = "who: 世帯が別の人は代理人です。「代理人」を選んでください。";
        assert_eq!(told(&[("who", "self"), ("same", "no")]), words);
        assert_eq!(told(&[("same", "no")]), words, "a blank one is told of too");
        assert!(told(&[("who", "head"), ("same", "no")]).contains("選び直してください"), "what is wrong in itself comes first");
    }

    #[test]
    fn what_each_of_a_group_needs_is_told_at_the_item() {
        let young = When::Answer(Test { question: "born".into(), like: Like::Age(Bounds { least: 0, most: 14 }) });
        let here = When::Answer(Test { question: "since".into(), like: Like::Age(Bounds { least: 0, most: 0 }) });
        let rules = vec![Rule::Needs { when: young, then: here, at: "people.since".into(), text: "確かめてください。".into() }];
        let typed = "people.1.born=1990-01-01 people.1.since=2000-01-01 people.2.born=2020-01-01 people.2.since=2021-01-01";
        assert_eq!(checked(rules, typed), "people.2.since.year: 確かめてください。");
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
        assert!(checked(of(15, NO_LIMIT), "born=2011-11-23").contains("この書類は15歳以上の人のものです。"));
        assert!(checked(of(0, 14), "born=1990-01-01").contains("この書類は14歳以下の人のものです。"));
        assert_eq!(age(NaiveDate::from_ymd_opt(2004, 2, 29).unwrap(), NaiveDate::from_ymd_opt(2026, 2, 28).unwrap()), 21);
    }
}
