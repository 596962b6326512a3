//! What makes sense as an answer: what the examples of the library write, or what fits by its kind.

use domain::form::{AccountType, DateRule, Rule};

use super::*;

/// What somebody writes who knows what is asked for (書ける人).
pub(super) struct Sense {
    /// Of every example what it writes into the controls of a question, by the ends of their names.
    written: Vec<(Kind, Vec<(String, String)>)>,
}

impl Sense {
    /// What the examples of these forms know.
    pub(super) fn of<'f>(forms: impl Iterator<Item = &'f Form>) -> Sense {
        let mut written = Vec::new();
        for form in forms {
            for step in form.journey(&form.sample, today()) {
                for question in form.asked_on(&step, &form.sample, today()) {
                    let path = if step.item.is_some() { format!("{}.{}", step.path(), question.id) } else { step.path() };
                    written.push((question.kind.clone(), of_sample(form, question, &path)));
                }
            }
        }
        written.retain(|(_, texts)| !texts.is_empty());
        Sense { written }
    }

    /// What to write at `path`: the ends of the controls' names, and a text for each. What is chosen was decided before.
    pub(super) fn answer(&self, form: &Form, question: &Question, path: &str, chosen: &str, turn: usize) -> Vec<(String, String)> {
        let one = |text: String| vec![(String::new(), text)];
        match &question.kind {
            Kind::Choice { .. } | Kind::YesNo => return one(chosen.to_owned()),
            Kind::Several { .. } => return vec![(format!(".{chosen}"), "yes".to_owned())],
            // Every other time nothing is written where nothing must be.
            _ if question.optional && turn % 2 == 1 => return Vec::new(),
            _ => {}
        }
        let own = of_sample(form, question, path);
        let mut texts = match &question.kind {
            _ if !own.is_empty() => own,
            Kind::Date(rule) | Kind::PartialDate(rule) => one(day(form, path, *rule).to_string()),
            Kind::Count { min, max, .. } | Kind::Amount { min, max } => one((*min).max(1).min(*max).to_string()),
            Kind::Digits { length, .. } => one((0..*length).map(|nth| char::from(b'0' + nth % 10)).collect()),
            Kind::Text { max, .. } => one("さくら野のこと".chars().take(usize::from(*max)).collect()),
            kind => self.of_kind(kind),
        };
        let account_type = texts.iter_mut().find(|(end, _)| end == ".account-type");
        account_type.into_iter().for_each(|(_, id)| *id = AccountType::ALL[turn % AccountType::ALL.len()].id().to_owned());
        texts
    }

    /// What some example writes for a question of this kind.
    fn of_kind(&self, kind: &Kind) -> Vec<(String, String)> {
        let found = self.written.iter().find(|(other, _)| other == kind);
        found.unwrap_or_else(|| panic!("no example has a {kind:?}")).1.clone()
    }
}

/// What the form's own example writes there, or for another person or thing of the group.
fn of_sample(form: &Form, question: &Question, path: &str) -> Vec<(String, String)> {
    let (group, id) = match *path.split('.').collect::<Vec<_>>() {
        [group, _, id] => (Some(group), id),
        _ => (None, path),
    };
    let others = group.into_iter().flat_map(|group| (1..=4).map(move |nth| format!("{group}.{nth}.{id}")));
    let stems = [path.to_owned()].into_iter().chain(others);
    let texts = stems.map(|stem| {
        let written = question.controls(&stem).into_iter().filter(|control| !form.sample.get(control).is_empty());
        written.map(|control| (control[stem.len()..].to_owned(), form.sample.get(&control).to_owned())).collect::<Vec<_>>()
    });
    texts.into_iter().find(|texts| !texts.is_empty()).unwrap_or_default()
}

/// A day that breaks no rule of the form: long ago for what something else comes after.
fn day(form: &Form, path: &str, rule: DateRule) -> chrono::NaiveDate {
    let name: String = path.split('.').filter(|part| part.parse::<u8>().is_err()).collect::<Vec<_>>().join(".");
    let comes_first = form.rules.iter().any(|rule| matches!(rule, Rule::Order { first, .. } if *first == name));
    let today = today();
    match rule {
        DateRule::Future => today + chrono::Days::new(7),
        DateRule::Ahead { .. } => {
            let soon = today + chrono::Days::new(28);
            form.open_days.next_open(soon).unwrap_or(soon)
        }
        DateRule::Past | DateRule::Any if comes_first => today - chrono::Days::new(20_000),
        DateRule::Past | DateRule::Any => today,
    }
}
