//! Conditions: what earlier answers must be like, so that something is asked, to be brought, or right.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rule::age;
use super::{Answer, Answers};

/// A condition (条件) on answers: one of them, or several joined.
///
/// A question that is not asked, not answered or answered wrongly meets no test; `Not` is then true. Within a group a test looks at
/// the question of the same item first, then at one outside of groups. Outside of groups it may name a question of a group, as
/// `members.foreign`: then it is met if any item meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// An answer is like this.
    Answer(Test),
    /// Each of these holds (すべて).
    All(Vec<When>),
    /// At least one of these holds (どれか).
    Any(Vec<When>),
    /// This does not hold (でない).
    Not(Box<When>),
}

/// What is looked for in one answer (答えの条件).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// The id of the question; `group.question` for one of a group.
    pub question: String,
    /// What its answer is like.
    pub like: Like,
}

/// What an answer is like (答えのようす).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Like {
    /// One of these options is chosen, or ticked among several; `yes` or `no` for a yes-no.
    Chosen(Vec<String>),
    /// The number, the amount, or how many people or things a group holds.
    Number(Bounds),
    /// The age in whole years of whoever was born on this date, on the day the form is made.
    Age(Bounds),
}

/// From how much to how much (範囲), both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// The least.
    pub least: u32,
    /// The most.
    pub most: u32,
}

impl Bounds {
    /// Whether a number lies within.
    pub fn hold(self, number: u32) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

impl When {
    /// One of these options of a question is chosen or ticked.
    pub fn is(question: &str, options: &[&str]) -> When {
        let like = Like::Chosen(options.iter().map(|option| (*option).to_owned()).collect());
        When::Answer(Test { question: question.into(), like })
    }

    /// Whether it holds, if `meets` says of each test whether the answers meet it.
    pub fn holds(&self, meets: &dyn Fn(&Test) -> bool) -> bool {
        match self {
            When::Answer(test) => meets(test),
            When::All(all) => all.iter().all(|when| when.holds(meets)),
            When::Any(any) => any.iter().any(|when| when.holds(meets)),
            When::Not(when) => !when.holds(meets),
        }
    }

    /// Every test in it.
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            When::Answer(test) => vec![test],
            When::All(all) | When::Any(all) => all.iter().flat_map(When::tests).collect(),
            When::Not(when) => when.tests(),
        }
    }
}

impl Test {
    /// Whether it is met by these answers of a form, or of one item of a group, that was made on this day.
    pub(crate) fn met_among(&self, answers: &Answers, made: NaiveDate) -> bool {
        let fits = |answer: &Answer| self.like.fits(answer, made);
        match self.question.split_once('.') {
            None => answers.0.get(&self.question).is_some_and(fits),
            // Of a group outside: by any of its items.
            Some((group, inner)) => match answers.0.get(group) {
                Some(Answer::Group(items)) => items.iter().any(|item| item.0.get(inner).is_some_and(fits)),
                _ => false,
            },
        }
    }
}

impl Like {
    /// Whether an answer is like this, on this day.
    pub(super) fn fits(&self, answer: &Answer, today: NaiveDate) -> bool {
        let is = |wanted: &str, ids: &[String]| ids.iter().any(|id| id == wanted);
        match (self, answer) {
            (Like::Chosen(ids), Answer::Choice(chosen)) => is(chosen, ids),
            (Like::Chosen(ids), Answer::YesNo(yes)) => is(if *yes { "yes" } else { "no" }, ids),
            (Like::Chosen(ids), Answer::Several(ticked)) => ticked.iter().any(|option| is(option, ids)),
            (Like::Number(bounds), Answer::Count(number) | Answer::Amount(number)) => bounds.hold(*number),
            // A group of nobody is one that was not answered.
            (Like::Number(bounds), Answer::Group(items)) => !items.is_empty() && bounds.hold(items.len() as u32),
            (Like::Age(bounds), Answer::Date(born)) => is_aged(*born, *bounds, today),
            (Like::Age(bounds), Answer::PartialDate(born)) => is_aged(born.first_day(), *bounds, today),
            _ => false,
        }
    }
}

/// Whoever is not born yet has no age.
fn is_aged(born: NaiveDate, bounds: Bounds, today: NaiveDate) -> bool {
    u32::try_from(age(born, today)).is_ok_and(|age| bounds.hold(age))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::arbitrary::{form, today};
    use crate::form::{Choice, DateRule, Entries, Form, Kind, Question};

    fn ask(id: &str, kind: Kind) -> Question {
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: true, when: None, kind }
    }

    fn options(ids: &[&str]) -> Vec<Choice> {
        ids.iter().map(|id| Choice { id: (*id).into(), label: (*id).into(), help: None }).collect()
    }

    fn number(question: &str, least: u32, most: u32) -> When {
        When::Answer(Test { question: question.into(), like: Like::Number(Bounds { least, most }) })
    }

    fn aged(question: &str, least: u32, most: u32) -> When {
        When::Answer(Test { question: question.into(), like: Like::Age(Bounds { least, most }) })
    }

    /// A form that asks `extra` under a condition, at its end; and `guardian` of each child under another.
    fn asked(when: When, of_child: When) -> Form {
        let born = || ask("born", Kind::Date(DateRule::Past));
        let guardian = Question { when: Some(of_child), ..ask("guardian", Kind::Person) };
        let children =
            Kind::Group { noun: "子ども".into(), min: 0, max: 4, questions: vec![born(), ask("abroad", Kind::YesNo), guardian] };
        form(vec![
            ask("who", Kind::Choice { options: options(&["self", "agent"]) }),
            ask("papers", Kind::Several { options: options(&["head", "domicile", "code"]) }),
            ask("copies", Kind::Count { min: 1, max: 20, unit: "通".into() }),
            born(),
            ask("children", children),
            Question { when: Some(when), ..ask("extra", Kind::Phone) },
        ])
    }

    fn typed(text: &str) -> Entries {
        text.split_whitespace().filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect()
    }

    /// Whether the question at the end is asked; the answers and what was typed must say the same.
    fn check(when: When, text: &str, expected: bool) {
        let form = asked(when.clone(), When::is("abroad", &["yes"]));
        let entries = typed(text);
        let is_asked = form.journey(&entries, today()).iter().any(|step| step.question == "extra");
        assert_eq!(is_asked, expected, "{text}");
        let answers = form.check(&entries, today()).unwrap_or_default();
        let by_answers = when.holds(&|test| test.met_among(&answers, today()));
        assert_eq!(by_answers, expected, "{text}: by the answers");
    }

    #[test]
    fn answers_are_combined() {
        let both = || When::All(vec![When::is("who", &["agent"]), When::is("papers", &["code"])]);
        check(both(), "who=agent papers.code=yes", true);
        check(both(), "who=agent papers.head=yes", false);
        check(both(), "who=self papers.code=yes", false);
        let either = || When::Any(vec![When::is("who", &["agent"]), number("copies", 5, u32::MAX)]);
        check(either(), "who=self copies=4", false);
        check(either(), "who=self copies=5", true);
        check(either(), "who=agent", true);
        check(When::Not(Box::new(either())), "who=self copies=4", true);
        check(When::Not(Box::new(both())), "", true);
    }

    #[test]
    fn several_ticked_things_are_looked_through() {
        check(When::is("papers", &["domicile", "code"]), "papers.head=yes papers.code=yes", true);
        check(When::is("papers", &["domicile", "code"]), "papers.head=yes", false);
    }

    #[test]
    fn numbers_are_compared_however_wide_they_are_typed() {
        check(number("copies", 2, 10), "copies=１０通", true);
        check(number("copies", 2, 10), "copies=11", false);
        check(number("children", 2, u32::MAX), "children.1.abroad=no children.3.abroad=yes", true);
        check(number("children", 2, u32::MAX), "children.1.abroad=no", false);
        check(number("children", 0, 3), "", false);
    }

    #[test]
    fn an_age_is_that_of_the_day_the_form_is_made() {
        check(aged("born", 0, 14), "born=2011-11-23", true);
        check(aged("born", 0, 14), "born.era=heisei born.year=23 born.month=11 born.day=22", false);
        check(aged("children.born", 18, 22), "children.1.born=2020-01-01 children.2.born=2004-11-22", true);
        check(aged("children.born", 18, 22), "children.1.born=2020-01-01", false);
    }

    #[test]
    fn within_a_group_the_same_item_is_looked_at_and_what_stands_outside() {
        let young_with_agent = When::All(vec![aged("born", 0, 14), When::Not(Box::new(When::is("who", &["self"])))]);
        let form = asked(When::is("who", &["agent"]), young_with_agent);
        let asks = |text: &str, number: u8| {
            let step = crate::form::journey::Step { question: "children".into(), item: Some(number) };
            form.asked_on(&step, &typed(text), today()).iter().any(|question| question.id == "guardian")
        };
        let both = "children.1.born=2020-01-01 children.2.born=1990-01-01";
        assert!(asks(&format!("who=agent {both}"), 1) && !asks(&format!("who=agent {both}"), 2));
        assert!(!asks(&format!("who=self {both}"), 1));
        assert!(asks(both, 1), "nothing is chosen yet, so it is not 「本人」");
    }
}
