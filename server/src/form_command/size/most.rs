//! Answers by which a form asks the most: of every way to choose, the one after which the most is written, each person and thing another.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::form::condition::{Like, Test};
use domain::form::journey::Step;
use domain::form::{Answer, Entries, Form, Kind, Question, When};

use super::invented::{self, Place};

/// What is chosen, counted or how old somebody is at a question, by its name: `who`, or `members.foreign` for everyone of a group.
type Picks = BTreeMap<String, Pick>;

#[derive(Clone, PartialEq, Eq)]
enum Pick {
    /// The id of an option, `yes` or `no`.
    Option(String),
    /// A number.
    Number(u32),
    /// An age in years.
    Age(u32),
}

/// As many ways as this to come to a question are tried.
const MOST_WAYS: usize = 12;

/// The fullest entries that are found; none if none of what is tried passes the form's check, as where a total has a cap that the least
/// already passes.
pub(super) fn written(form: &Form, today: NaiveDate) -> Option<Entries> {
    let most = Most { form, today };
    // Two of each tell which way leads to the most, and take little time; where all of them pass a cap, all are looked at.
    let fullest = most.fill(&most.best(2), u8::MAX);
    if most.passes(&fullest) {
        return Some(fullest);
    }
    let picks = most.best(u8::MAX);
    (1..=most.longest()).rev().map(|items| most.fill(&picks, items)).find(|entries| most.passes(entries))
}

struct Most<'f> {
    form: &'f Form,
    today: NaiveDate,
}

impl<'f> Most<'f> {
    /// What to pick so that the most is written, with so many items in every group at the most.
    fn best(&self, items: u8) -> Picks {
        let (mut picks, mut best) = (Picks::new(), self.worth(&Picks::new(), items));
        let moves = self.moves();
        // What one way opens another may need: once more, until nothing gains any more.
        for _ in 0..4 {
            let before = best;
            for way in &moves {
                let tried: Picks = picks.clone().into_iter().chain(way.clone()).collect();
                let worth = self.worth(&tried, items);
                if worth > best {
                    (picks, best) = (tried, worth);
                }
            }
            if best == before {
                break;
            }
        }
        picks
    }

    /// Whether what is written then is right, and how much it is.
    fn worth(&self, picks: &Picks, items: u8) -> (bool, usize) {
        let entries = self.fill(picks, items);
        let typed = entries.0.values().filter(|text| !text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
        (self.passes(&entries), typed.map(|text| text.chars().count()).sum())
    }

    fn passes(&self, entries: &Entries) -> bool {
        self.form.check(entries, self.today).is_ok()
    }

    /// The items of the longest group.
    fn longest(&self) -> u8 {
        let max = |question: &Question| if let Kind::Group { max, .. } = question.kind { max } else { 1 };
        self.form.questions.iter().map(max).max().unwrap_or(1)
    }

    /// Answers every question that is asked when this is picked, with so many items in every group at the most.
    fn fill(&self, picks: &Picks, items: u8) -> Entries {
        let mut entries = Entries::default();
        let mut nth = 0;
        for question in self.form.questions.iter().filter(|question| question.kind.is_asked()) {
            if !self.form.asks(question, &entries, self.today) {
                continue;
            }
            let Kind::Group { questions, min, max, .. } = &question.kind else {
                self.write(question, None, picks, &mut nth, &mut entries);
                continue;
            };
            for number in 1..=(*max).min(items).max((*min).max(1)) {
                let step = Step { question: question.id.clone(), item: Some(number) };
                for inner in questions {
                    if self.form.asked_on(&step, &entries, self.today).contains(&inner) {
                        self.write(inner, Some((&question.id, number)), picks, &mut nth, &mut entries);
                    }
                }
            }
        }
        entries
    }

    /// Writes an answer to one question, outside of groups or in an item.
    fn write(&self, question: &Question, item: Option<(&str, u8)>, picks: &Picks, nth: &mut usize, entries: &mut Entries) {
        let id = &question.id;
        let (name, path) = match item {
            Some((group, number)) => (format!("{group}.{id}"), format!("{group}.{number}.{id}")),
            None => (id.clone(), id.clone()),
        };
        let pick = picks.get(&name);
        let like = self.example(question, item, &path);
        let text = self.form.sample.get(&like).to_owned();
        match (&question.kind, pick) {
            (Kind::Choice { .. } | Kind::YesNo, Some(Pick::Option(option))) => entries.set(path, option),
            (Kind::Choice { options }, _) => entries.set(path, if text.is_empty() { &options[0].id } else { &text }),
            (Kind::YesNo, _) => entries.set(path, if text.is_empty() { "yes" } else { &text }),
            // Everything ticked leads to whatever follows from any of it.
            (Kind::Several { options }, _) => options.iter().for_each(|option| entries.set(format!("{path}.{}", option.id), "yes")),
            (Kind::Count { .. } | Kind::Amount { .. }, Some(Pick::Number(number))) => entries.set(path, number.to_string()),
            (_, pick) => {
                let age = if let Some(Pick::Age(age)) = pick { Some(*age) } else { None };
                let day = self.day(question, &like);
                *nth += 1;
                let place = Place { name: &name, item: item.map_or(0, |(_, number)| number - 1), nth: *nth, text: &text, day, age };
                for (end, text) in invented::answer(self.form, question, &place, self.today) {
                    entries.set(format!("{path}{end}"), text);
                }
            }
        }
    }

    /// Where the example answers the question: here, or in the first other item that does.
    fn example(&self, question: &Question, item: Option<(&str, u8)>, path: &str) -> String {
        let is_written = |path: &String| question.controls(path).iter().any(|control| !self.form.sample.get(control).is_empty());
        let others = item.into_iter().flat_map(|(group, number)| (1..=number.max(8)).map(move |other| format!("{group}.{other}")));
        let others = others.map(|item| format!("{item}.{}", question.id));
        std::iter::once(path.to_owned()).chain(others).find(is_written).unwrap_or_else(|| path.to_owned())
    }

    /// The day that the example has there.
    fn day(&self, question: &Question, path: &str) -> Option<NaiveDate> {
        let parts: Vec<&str> = path.split('.').collect();
        let step = Step { question: parts[0].to_owned(), item: parts.get(1).and_then(|number| number.parse().ok()) };
        match self.form.answer(&step, question, &self.form.sample, self.today)? {
            Answer::Date(date) => Some(date),
            Answer::PartialDate(date) => Some(date.first_day()),
            _ => None,
        }
    }

    /// Everything that may be picked otherwise: each option, and the ways that lead to a question.
    fn moves(&self) -> Vec<Picks> {
        let mut moves = Vec::new();
        for (name, question) in self.named() {
            let options: Vec<String> = match &question.kind {
                Kind::Choice { options } => options.iter().map(|option| option.id.clone()).collect(),
                Kind::YesNo => ["yes", "no"].map(str::to_owned).to_vec(),
                _ => Vec::new(),
            };
            moves.extend(options.into_iter().map(|option| Picks::from([(name.clone(), Pick::Option(option))])));
            moves.extend(self.ways_to(&name, 0));
        }
        moves
    }

    /// Every question that is asked, as conditions name it from outside.
    fn named(&self) -> Vec<(String, &'f Question)> {
        let within = |group: &'f Question| match &group.kind {
            Kind::Group { questions, .. } => questions.iter().map(|inner| (format!("{}.{}", group.id, inner.id), inner)).collect(),
            _ => Vec::new(),
        };
        self.form.questions.iter().flat_map(|question| [vec![(question.id.clone(), question)], within(question)].concat()).collect()
    }

    /// What to pick so that a question is asked, in several ways; one with nothing in it for what is asked anyway.
    fn ways_to(&self, name: &str, depth: u8) -> Vec<Picks> {
        let Some((_, question)) = self.named().into_iter().find(|(other, _)| other == name).filter(|_| depth < 8) else {
            return Vec::new();
        };
        let group = name.split_once('.').map(|(group, _)| group);
        let around = group.map_or_else(|| vec![Picks::new()], |group| self.ways_to(group, depth + 1));
        match &question.when {
            Some(when) => joined(&around, &self.ways_for(when, true, group, depth)),
            None => around,
        }
    }

    /// What to pick so that a condition holds, or does not.
    fn ways_for(&self, when: &When, holds: bool, group: Option<&str>, depth: u8) -> Vec<Picks> {
        match (when, holds) {
            (When::Not(when), _) => self.ways_for(when, !holds, group, depth),
            (When::All(all), true) | (When::Any(all), false) => {
                all.iter().fold(vec![Picks::new()], |ways, when| joined(&ways, &self.ways_for(when, holds, group, depth)))
            }
            (When::All(all), false) | (When::Any(all), true) => {
                all.iter().flat_map(|when| self.ways_for(when, holds, group, depth)).take(MOST_WAYS).collect()
            }
            (When::Answer(test), _) => self.ways_to_answer(test, holds, group, depth),
        }
    }

    fn ways_to_answer(&self, test: &Test, holds: bool, group: Option<&str>, depth: u8) -> Vec<Picks> {
        let named = self.named();
        let inside = group.map(|group| format!("{group}.{}", test.question)).filter(|name| named.iter().any(|(other, _)| other == name));
        let name = inside.unwrap_or_else(|| test.question.clone());
        let picks: Vec<Pick> = match &test.like {
            Like::Chosen(ids) if holds => ids.iter().cloned().map(Pick::Option).collect(),
            // What is not chosen is something else, or is not asked at all.
            Like::Chosen(ids) => match named.iter().find(|(other, _)| *other == name).map(|(_, question)| &question.kind) {
                Some(Kind::Choice { options }) => {
                    options.iter().filter(|option| !ids.contains(&option.id)).map(|option| Pick::Option(option.id.clone())).collect()
                }
                Some(Kind::YesNo) => {
                    ["yes", "no"].iter().filter(|id| !ids.iter().any(|it| it == *id)).map(|id| Pick::Option((*id).into())).collect()
                }
                _ => Vec::new(),
            },
            Like::Number(bounds) if holds => vec![Pick::Number(bounds.least.max(1))],
            Like::Number(bounds) => vec![Pick::Number(bounds.least.saturating_sub(1)), Pick::Number(bounds.most.saturating_add(1))],
            Like::Age(bounds) if holds => vec![Pick::Age(bounds.least)],
            Like::Age(bounds) => vec![Pick::Age(bounds.least.saturating_sub(1)), Pick::Age(bounds.most.saturating_add(1).min(100))],
        };
        let own: Vec<Picks> = picks.into_iter().map(|pick| Picks::from([(name.clone(), pick)])).collect();
        joined(&self.ways_to(&name, depth + 1), &own)
    }
}

/// Every way of one with every way of the other that says nothing against it.
fn joined(ways: &[Picks], others: &[Picks]) -> Vec<Picks> {
    let both = ways.iter().flat_map(|way| others.iter().map(move |other| (way, other)));
    let agree = |(way, other): &(&Picks, &Picks)| way.iter().all(|(name, pick)| other.get(name).is_none_or(|it| it == pick));
    both.filter(agree)
        .map(|(way, other)| way.iter().chain(other).map(|(name, pick)| (name.clone(), pick.clone())).collect())
        .take(MOST_WAYS)
        .collect()
}
