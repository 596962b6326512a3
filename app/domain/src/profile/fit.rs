//! Which questions of a form a profile can answer, and about whom each of them asks.
//!
//! A form says it by what it says already: the kinds and the ids of its questions. `applicant-born` asks about the person of
//! `applicant`; the questions of a group's item about the person of that item; and what stands alone, `phone` or `born`, about the
//! first person of the form, who is the one that fills it in.

use super::offer::Whose;
use super::piece::Piece;
use crate::form::journey::Step;
use crate::form::{Entries, Form, Kind, Question};

/// A question of a form that a piece of the profile answers.
#[derive(Clone)]
pub(super) struct Fit<'f> {
    pub step: Step,
    pub question: &'f Question,
    /// Its controls begin with this.
    pub path: String,
    pub piece: Piece,
    pub whose: Whose,
}

/// Pieces whose questions, where they name nobody, ask about the person who fills the form in.
const OWN: [&str; 7] = ["born", "birthday", "sex", "relationship", "address", "phone", "mail"];

/// Every fit outside of groups, in the order of the form.
pub(super) fn fits(form: &Form) -> Vec<Fit<'_>> {
    let people: Vec<&str> = form.questions.iter().filter(|q| q.kind == Kind::Person).map(|q| q.id.as_str()).collect();
    let fit = |question: &'_ Question| -> Option<(Piece, Whose)> {
        let id = question.id.as_str();
        let asks_about = |person: &&&str| id == **person || id.strip_prefix(stem(person)).is_some_and(|tail| tail.starts_with('-'));
        let longest = people.iter().filter(asks_about).max_by_key(|person| stem(person).len());
        let (person, tail) = match longest {
            Some(person) if id == *person => (Some(*person), id),
            Some(person) => (Some(*person), &id[stem(person).len() + 1..]),
            None if OWN.contains(&id) => (people.first().copied(), id),
            None => (None, id),
        };
        let piece = Piece::of(question, tail)?;
        match person {
            Some(person) if piece != Piece::Domicile && piece != Piece::DomicileHead => Some((piece, Whose::Person(person.into()))),
            // Nobody knows whose birthday a question asks for that names nobody.
            None if piece.is_personal() => None,
            _ => Some((piece, Whose::Household)),
        }
    };
    let found = form.questions.iter().filter_map(|question| {
        let (piece, whose) = fit(question)?;
        let step = Step { question: question.id.clone(), item: None };
        Some(Fit { step, question, path: question.id.clone(), piece, whose })
    });
    found.collect()
}

/// The question for the date of birth of the person who fills the form in (本人の生年月日), by its id; none if nothing asks for it.
pub fn own_birthday(form: &Form) -> Option<&str> {
    let fits = fits(form);
    let own = fits.iter().find(|fit| fit.piece == Piece::Name)?;
    fits.iter().find(|fit| fit.piece == Piece::Born && fit.whose == own.whose).map(|fit| fit.question.id.as_str())
}

/// The fits in one item of a group of people; none if it is a group of something else.
pub(super) fn fits_in(group: &Question, number: u8) -> Vec<Fit<'_>> {
    let Kind::Group { questions, .. } = &group.kind else { return Vec::new() };
    // A second person in an item is somebody else's affair.
    let Some(person) = questions.iter().find(|question| question.kind == Kind::Person) else { return Vec::new() };
    let step = Step { question: group.id.clone(), item: Some(number) };
    let fit = |question: &'_ Question| {
        let piece = Piece::of(question, &question.id).filter(|piece| piece.is_personal())?;
        (piece != Piece::Name || question.id == person.id).then_some(piece)
    };
    let found = questions.iter().filter_map(|question| {
        let path = format!("{}.{}", step.path(), question.id);
        Some(Fit { piece: fit(question)?, step: step.clone(), question, path, whose: Whose::Each(group.id.clone()) })
    });
    found.collect()
}

/// The fits in one item of a group of anything that are the household's: where it lived before, as certificates of several years ask.
pub(super) fn household_fits_in(group: &Question, number: u8) -> Vec<Fit<'_>> {
    let Kind::Group { questions, .. } = &group.kind else { return Vec::new() };
    let step = Step { question: group.id.clone(), item: Some(number) };
    let found = questions.iter().filter(|question| Piece::of(question, &question.id) == Some(Piece::FormerAddress));
    let found = found.map(|question| {
        let path = format!("{}.{}", step.path(), question.id);
        Fit { step: step.clone(), question, path, piece: Piece::FormerAddress, whose: Whose::Household }
    });
    found.collect()
}

/// Every fit, those in the items that a group has among them.
pub(super) fn all_fits<'f>(form: &'f Form, entries: &Entries) -> Vec<Fit<'f>> {
    let in_item = |group: &'f Question, number| fits_in(group, number).into_iter().chain(household_fits_in(group, number));
    let items = form.questions.iter().flat_map(|group| group.items(entries).into_iter().flat_map(move |number| in_item(group, number)));
    fits(form).into_iter().chain(items).collect()
}

/// What the ids of questions about a person begin with: `child` for both `child` and `child-name`.
fn stem(person: &str) -> &str {
    person.strip_suffix("-name").unwrap_or(person)
}
