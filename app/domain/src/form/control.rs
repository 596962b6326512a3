//! The names of the controls that hold each question's answer.

use std::collections::BTreeSet;

use super::{Entries, Form, Kind, Part, Question};

/// The end of the control by which a person says that a name has no 氏 and 名 but is one.
pub const SINGLE_NAME: &str = "single-name";

/// The end of the control by which a person says that a character of the name cannot be typed as it is registered.
pub const RARE_GLYPH: &str = "rare-glyph";

/// The end of the control by which a person says that twelve digits are not a My Number.
pub const NOT_MY_NUMBER: &str = "not-my-number";

/// Whether a control is the one at `path`, or one of those whose names begin with it: `name.family` belongs to `name`, `named` does not.
pub fn belongs_to(control: &str, path: &str) -> bool {
    control.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The control for the kana of what this control holds; `None` if that is no part of a name.
pub fn kana_of(control: &str) -> Option<String> {
    let pairs = [(Part::Family, Part::FamilyKana), (Part::Given, Part::GivenKana)];
    pairs.iter().find_map(|(part, kana)| Some(format!("{}.{}", part.path_in(control)?, kana.id())))
}

impl Question {
    /// Every control it may have, for the question standing at `path`; those of a group's items are not among them.
    pub fn controls(&self, path: &str) -> Vec<String> {
        let ends = |ends: &[&str]| ends.iter().map(|end| format!("{path}.{end}")).collect();
        let parts = |parts: &[Part], more: &[&str]| {
            let all: Vec<&str> = parts.iter().map(|part| part.id()).chain(more.iter().copied()).collect();
            ends(&all)
        };
        match &self.kind {
            Kind::Person => parts(&Part::PERSON, &[SINGLE_NAME, RARE_GLYPH, NOT_MY_NUMBER]),
            Kind::Address => parts(&Part::ADDRESS, &[NOT_MY_NUMBER]),
            Kind::Account => parts(&Part::ACCOUNT, &[NOT_MY_NUMBER]),
            Kind::Date(_) | Kind::PartialDate(_) => [vec![path.to_owned()], parts(&Part::DATE, &[])].concat(),
            Kind::Several { options } => options.iter().map(|option| format!("{path}.{}", option.id)).collect(),
            Kind::Mail | Kind::Text { .. } => vec![path.to_owned(), format!("{path}.{NOT_MY_NUMBER}")],
            Kind::Phone | Kind::Choice { .. } | Kind::YesNo | Kind::Count { .. } | Kind::Amount { .. } | Kind::Digits { .. } => {
                vec![path.to_owned()]
            }
            Kind::Group { .. } | Kind::Total { .. } => Vec::new(),
        }
    }

    /// The numbers of a group's items: those of which anything is written, and at least the first `min`.
    ///
    /// Empty for a question that is no group.
    pub fn items(&self, entries: &Entries) -> Vec<u8> {
        let Kind::Group { min, .. } = self.kind else { return Vec::new() };
        // While somebody types this is asked again and again: one look at what is written has to do.
        let written = entries.written_below(&self.id).filter_map(|control| item_of(control, &self.id));
        BTreeSet::from_iter((1..=min).chain(written)).into_iter().collect()
    }
}

impl Form {
    /// Whether the form has a control of this name, asked or not.
    pub fn has_control(&self, name: &str) -> bool {
        let of = |questions: &[Question], place: &str| {
            questions.iter().any(|q| {
                let path = format!("{place}{}", q.id);
                name.starts_with(&path) && q.controls(&path).iter().any(|control| control == name)
            })
        };
        of(&self.questions, "")
            || self.questions.iter().any(|group| match (&group.kind, item_of(name, &group.id)) {
                (Kind::Group { questions, .. }, Some(number)) => of(questions, &format!("{}.{number}.", group.id)),
                _ => false,
            })
    }
}

/// The number of the item of `group` that a control belongs to: 1 to 99, written without a leading zero.
fn item_of(control: &str, group: &str) -> Option<u8> {
    let (number, _) = control.strip_prefix(group)?.strip_prefix('.')?.split_once('.')?;
    number.parse().ok().filter(|n: &u8| (1..=99).contains(n) && n.to_string() == number)
}
