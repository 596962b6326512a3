//! Whether every question of a form can come up at all: a condition may ask for what it rules out itself, or what other conditions rule
//! out.
//!
//! Whatever a condition needs is narrowed down answer by answer, and where there are several ways each is tried. What several people of a
//! group answer is not put together: for all that is known here they may be different people.

mod answers;

use std::collections::BTreeMap;

use domain::form::condition::{Like, Test};
use domain::form::{Form, Kind, Question, Rule, When};

use super::condition::range;
use super::section::Section;
use answers::{Left, Narrow};

/// So many steps are enough for any form that a person has written; whoever needs more is believed.
const STEPS: u32 = 20_000;

/// Notes every question, at its condition, that no answers lead to. `sections` are where the questions stand.
pub(super) fn judge(questions: &[Question], rules: &[Rule], sections: &[Section]) {
    let search = Search::new(questions, rules);
    for (question, section) in questions.iter().zip(sections) {
        if !search.can_be(vec![Goal::Asked(search.top(), question, true)]) {
            object(question, section);
            continue;
        }
        let Kind::Group { questions: inner, .. } = &question.kind else { continue };
        let within = Stand { group: Some((question, 0)) };
        for (asked, section) in inner.iter().zip(section.sections("question")) {
            if !search.can_be(vec![Goal::Asked(within, asked, true)]) {
                object(asked, &section);
            }
        }
    }
}

fn object(question: &Question, section: &Section) {
    let reason = format!(
        "「{}」は、どのように答えても聞かれません。条件にした質問の、そのまた条件と食い違っています。「when」を直すか、この質問を消してください。",
        question.label
    );
    section.object("when", reason);
}

/// Whether a question is asked whatever is answered, though it has a condition; `group` is the one that it stands in.
pub(crate) fn is_always_asked(form: &Form, group: Option<&Question>, question: &Question) -> bool {
    let search = Search::new(&form.questions, &form.rules);
    let stand = Stand { group: group.map(|group| (group, 0)) };
    let around = group.map(|group| Goal::Asked(search.top(), group, true));
    question.when.as_ref().is_some_and(|when| !search.can_be(around.into_iter().chain([Goal::Holds(stand, when, false)]).collect()))
}

/// Whether a condition on answers outside of groups can hold.
pub(crate) fn can_hold(form: &Form, when: &When) -> bool {
    let search = Search::new(&form.questions, &form.rules);
    search.can_be(vec![Goal::Holds(search.top(), when, true)])
}

/// Where a question stands: outside of groups, or in an item of one; 0 is the item in question, others are just any.
#[derive(Clone, Copy)]
struct Stand<'f> {
    group: Option<(&'f Question, u32)>,
}

/// Something that must be so.
#[derive(Clone, Copy)]
enum Goal<'f> {
    /// A question is asked, or is not.
    Asked(Stand<'f>, &'f Question, bool),
    /// A condition holds, or does not.
    Holds(Stand<'f>, &'f When, bool),
}

/// What is settled so far.
#[derive(Clone, Default)]
struct Settled<'f> {
    /// What each question may still be answered with.
    left: BTreeMap<String, Left>,
    /// The tests that some item of a group meets, and those that none does.
    met: Vec<&'f Test>,
    unmet: Vec<&'f Test>,
    items: u32,
}

/// A form being searched.
struct Search<'f> {
    questions: &'f [Question],
    /// The ages that the form takes, by question.
    ages: BTreeMap<&'f str, (u32, u32)>,
}

impl<'f> Search<'f> {
    fn new(questions: &'f [Question], rules: &'f [Rule]) -> Search<'f> {
        let ages = rules.iter().filter_map(|rule| match rule {
            Rule::Age { of, min, max } => Some((of.as_str(), (u32::from(*min), u32::from(*max)))),
            _ => None,
        });
        Search { questions, ages: ages.collect() }
    }

    fn top(&self) -> Stand<'f> {
        Stand { group: None }
    }

    /// Whether there are answers for which all of this is so.
    fn can_be(&self, goals: Vec<Goal<'f>>) -> bool {
        let mut steps = STEPS;
        self.solve(goals, Settled::default(), &mut steps)
    }

    fn solve(&self, mut goals: Vec<Goal<'f>>, mut settled: Settled<'f>, steps: &mut u32) -> bool {
        while let Some(goal) = goals.pop() {
            *steps = steps.saturating_sub(1);
            if *steps == 0 {
                return true;
            }
            let ways: Vec<Vec<Goal>> = match goal {
                Goal::Asked(stand, question, is_asked) => {
                    let group = stand.group.map(|(group, _)| Goal::Asked(self.top(), group, is_asked));
                    let own = question.when.as_ref().map(|when| Goal::Holds(stand, when, is_asked));
                    let both = group.into_iter().chain(own);
                    if is_asked { vec![both.collect()] } else { both.map(|goal| vec![goal]).collect() }
                }
                Goal::Holds(stand, When::Not(when), holds) => vec![vec![Goal::Holds(stand, when, !holds)]],
                Goal::Holds(stand, When::All(each), holds) | Goal::Holds(stand, When::Any(each), holds) => {
                    let goals = each.iter().map(|when| Goal::Holds(stand, when, holds));
                    let is_each = matches!(goal, Goal::Holds(_, When::All(_), true) | Goal::Holds(_, When::Any(_), false));
                    if is_each { vec![goals.collect()] } else { goals.map(|goal| vec![goal]).collect() }
                }
                Goal::Holds(stand, When::Answer(test), holds) => return self.settle(stand, test, holds, &goals, &mut settled, steps),
            };
            match ways.len() {
                0 => return false,
                1 => goals.extend(ways.into_iter().flatten()),
                _ => return ways.into_iter().any(|way| self.solve([goals.clone(), way].concat(), settled.clone(), steps)),
            }
        }
        true
    }

    /// Goes on with every way in which a test is met, or is not.
    fn settle(
        &self,
        stand: Stand<'f>,
        test: &'f Test,
        holds: bool,
        goals: &[Goal<'f>],
        settled: &mut Settled<'f>,
        steps: &mut u32,
    ) -> bool {
        let Some((stand, other)) = self.named(stand, test, settled) else { return true };
        if test.question.contains('.') {
            let (same, others) = if holds { (&mut settled.met, &settled.unmet) } else { (&mut settled.unmet, &settled.met) };
            if others.contains(&test) {
                return false;
            }
            same.push(test);
            if !holds {
                return self.solve(goals.to_vec(), settled.clone(), steps);
            }
        }
        let path = match stand.group {
            Some((group, item)) => format!("{}.{item}.{}", group.id, other.id),
            None => other.id.clone(),
        };
        let is_asked = |is_asked| [goals, &[Goal::Asked(stand, other, is_asked)]].concat();
        let narrowed = narrowings(test, other, holds).into_iter().any(|narrow| {
            let mut settled = settled.clone();
            let left = settled.left.entry(path.clone()).or_insert_with(|| self.all_of(stand, other));
            left.narrow(&narrow) && self.solve(is_asked(true), settled, steps)
        });
        narrowed || (!holds && self.solve(is_asked(false), settled.clone(), steps))
    }

    /// The question that a test names, and where it stands.
    fn named(&self, stand: Stand<'f>, test: &Test, settled: &mut Settled) -> Option<(Stand<'f>, &'f Question)> {
        let top = self.top();
        let at_top = |id: &str| self.questions.iter().find(|question| question.id == id);
        if let Some((group, inner)) = test.question.split_once('.') {
            let group = at_top(group)?;
            settled.items += 1;
            let item = Stand { group: Some((group, settled.items)) };
            return Some((item, asked_in(group).iter().find(|question| question.id == inner)?));
        }
        let inside = stand.group.and_then(|(group, _)| asked_in(group).iter().find(|question| question.id == test.question));
        inside.map(|question| (stand, question)).or_else(|| at_top(&test.question).map(|question| (top, question)))
    }

    /// Whatever a question may be answered with.
    fn all_of(&self, stand: Stand, question: &Question) -> Left {
        let name = stand.group.map_or_else(|| question.id.clone(), |(group, _)| format!("{}.{}", group.id, question.id));
        let options = |options: &[domain::form::Choice]| options.iter().map(|option| option.id.clone()).collect();
        match &question.kind {
            Kind::Choice { options: all } => Left::options(options(all), question.optional),
            Kind::Several { options: all } => Left::ticks(options(all), question.optional),
            Kind::YesNo => Left::options(["yes".to_owned(), "no".to_owned()].into(), question.optional),
            Kind::Group { min, max, .. } => Left::range((u32::from(*min).max(1), u32::from(*max)), *min == 0),
            kind => {
                let ages = || self.ages.get(name.as_str()).copied().unwrap_or((0, u32::MAX));
                Left::range(range(kind).unwrap_or_else(ages), question.optional)
            }
        }
    }
}

fn asked_in(group: &Question) -> &[Question] {
    match &group.kind {
        Kind::Group { questions, .. } => questions,
        _ => &[],
    }
}

/// The ways in which the answer to a question that is asked meets a test, or does not.
fn narrowings(test: &Test, other: &Question, holds: bool) -> Vec<Narrow> {
    let is_several = matches!(other.kind, Kind::Several { .. });
    match &test.like {
        Like::Chosen(ids) if holds && is_several => ids.iter().cloned().map(Narrow::Tick).collect(),
        Like::Chosen(ids) if holds => vec![Narrow::Only(ids.clone())],
        Like::Chosen(ids) => vec![Narrow::Without(ids.clone()), Narrow::Blank],
        Like::Number(bounds) | Like::Age(bounds) if holds => vec![Narrow::Within(bounds.least, bounds.most)],
        Like::Number(bounds) | Like::Age(bounds) => {
            let below = bounds.least.checked_sub(1).map(|most| Narrow::Within(0, most));
            let above = bounds.most.checked_add(1).map(|least| Narrow::Within(least, u32::MAX));
            below.into_iter().chain(above).chain([Narrow::Blank]).collect()
        }
    }
}
