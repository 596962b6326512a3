//! A profile: what a household writes once, on its own device, to be offered to every form.
//!
//! It is written and judged like a form, by [`Profile::form`]. So what it holds under a control fits, letter for letter, every
//! question of the same kind, and there is no second rule of what a name or an address may be.

mod fit;
mod keep;
mod offer;
mod piece;
mod questions;
mod renew;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::form::control::belongs_to;
use crate::form::{Answer, Entries, Form};
pub use fit::own_birthday;
pub use keep::News;
pub use offer::{Offer, Origin, Whose};
pub use piece::Piece;
pub use questions::FORMER_ADDRESS;
pub use renew::Renewal;

/// A profile (プロフィール) of a household: what its people wrote about themselves, as typed, right or wrong.
///
/// Only what is right is ever offered to a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Profile(pub Entries);

/// The group of the household's people.
pub const PEOPLE: &str = "people";

/// The most people that a profile holds.
pub const MOST_PEOPLE: u8 = 8;

impl Profile {
    /// Whether nothing is written in it.
    pub fn is_empty(&self) -> bool {
        self.0.written().next().is_none()
    }

    /// The numbers of the people of whom anything is written, in their order.
    pub fn people(&self, form: &Form) -> Vec<u8> {
        form.question(PEOPLE).map_or_else(Vec::new, |people| people.items(&self.0))
    }

    /// What a person is called here: the name as far as it is written, or which person it is.
    pub fn name(&self, person: u8) -> String {
        let part = |end: &str| self.0.get(&format!("{PEOPLE}.{person}.name.{end}")).to_owned();
        match (part("family"), part("given")) {
            (family, given) if family.is_empty() && given.is_empty() => format!("{person}人目の家族"),
            (family, given) if family.is_empty() || given.is_empty() => family + &given,
            (family, given) => format!("{family}　{given}"),
        }
    }

    /// Takes a person out; those after them move up.
    pub fn without(&self, person: u8) -> Profile {
        let place = |control: &str| {
            let (number, end) = control.strip_prefix(PEOPLE)?.strip_prefix('.')?.split_once('.')?;
            Some((number.parse::<u8>().ok()?, end.to_owned()))
        };
        let moved = |(control, text): (&String, &String)| match place(control) {
            Some((number, _)) if number == person => None,
            Some((number, end)) if number > person => Some((format!("{PEOPLE}.{}.{end}", number - 1), text.clone())),
            _ => Some((control.clone(), text.clone())),
        };
        Profile(self.0.0.iter().filter_map(moved).collect())
    }

    /// What was changed here since `before`, taken over into what another tab has written `meanwhile`, control by control.
    ///
    /// If somebody was added or taken out there, the people stay as they are there: a number may mean somebody else now.
    pub fn merged(&self, before: &Profile, meanwhile: &Profile, form: &Form) -> Profile {
        let same_people = before.people(form).len() == meanwhile.people(form).len();
        let mut all = meanwhile.clone();
        for control in before.0.0.keys().chain(self.0.0.keys()).filter(|control| same_people || !belongs_to(control, PEOPLE)) {
            let text = |profile: &Profile| profile.0.0.get(control).cloned().unwrap_or_default();
            if text(self) != text(before) {
                all.0.set(control, text(self));
            }
        }
        all
    }
}

/// Whether an answer holds something that is worth offering.
fn says_something(answer: &Answer) -> bool {
    !matches!(answer, Answer::Text(text) if text.is_empty())
}
