//! Which answers the city's own paper has room for as a whole, be it in one place or in several for their parts.

use super::{Holds, Overlay, part};
use crate::form::{Answer, Answers, Form, Kind, Question};

/// What must be written in another place, with the label it has there: every answer of which a part has no place, or too little
/// room (`crowded`: the paths of the places where that is so). What follows from other answers need not be written.
pub(super) fn left_over(form: &Form, overlay: &Overlay, answers: &Answers, crowded: &[&str]) -> Vec<(String, String)> {
    let paper = Paper { overlay, crowded };
    let mut left = Vec::new();
    for question in form.questions.iter().filter(|question| question.kind.is_asked()) {
        match (answers.0.get(&question.id), &question.kind) {
            (Some(Answer::Group(items)), Kind::Group { questions, noun, .. }) => {
                for (item, nth) in items.iter().zip(1..) {
                    let of_item = questions.iter().filter_map(|inner| Some((inner, item.0.get(&inner.id)?)));
                    for (inner, answer) in of_item {
                        if !paper.covers(&format!("{}.{nth}.{}", question.id, inner.id), answer) {
                            left.push((format!("{noun}{nth}　{}", inner.slot()), answer.show(inner)));
                        }
                    }
                }
            }
            (Some(answer), _) if !paper.covers(&question.id, answer) => left.push(row(question, answer)),
            _ => {}
        }
    }
    left
}

fn row(question: &Question, answer: &Answer) -> (String, String) {
    (question.slot().to_owned(), answer.show(question))
}

/// The city's paper and the places on it that are too small today.
struct Paper<'a> {
    overlay: &'a Overlay,
    crowded: &'a [&'a str],
}

impl Paper<'_> {
    /// Whether the whole answer stands on the paper.
    fn covers(&self, path: &str, answer: &Answer) -> bool {
        let crowded = |one: &&str| *one == path || one.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        !self.crowded.iter().any(crowded) && (self.holds(path) || self.holds_parts(path, answer))
    }

    fn holds(&self, path: &str) -> bool {
        self.overlay.spots.iter().any(|spot| matches!(&spot.holds, Holds::Answer(held) if held == path))
    }

    fn ticks(&self, path: &str, option: &str) -> bool {
        self.overlay.spots.iter().any(|spot| matches!(&spot.holds, Holds::Tick { of, is } if of == path && is == option))
    }

    fn holds_parts(&self, path: &str, answer: &Answer) -> bool {
        // A part that is empty needs no room.
        let has = |name: &str| {
            part::text(answer, name).is_some_and(|text| text.is_empty()) || self.holds(&format!("{path}.{name}")) || {
                let path = format!("{path}.{name}");
                let chosen = |spot: &super::Spot| match &spot.holds {
                    Holds::Tick { of, is } => *of == path && part::has_chosen(answer, name, is),
                    _ => false,
                };
                self.overlay.spots.iter().any(chosen)
            }
        };
        let all = |names: &[&str]| names.iter().all(|name| has(name));
        match answer {
            Answer::Person(_) => (all(&["name"]) || all(&["family", "given"])) && (all(&["kana"]) || all(&["family-kana", "given-kana"])),
            Answer::Address(_) => all(&["postcode"]) && (all(&["place"]) || all(&["city", "town", "block", "building"])),
            Answer::Date(_) => all(&["month", "day"]) && (all(&["western-year"]) || all(&["era", "year"])),
            Answer::Account(_) => all(&["bank", "branch", "account-type", "account-number", "holder"]),
            Answer::Count(_) | Answer::Amount(_) => all(&["number"]),
            Answer::Choice(id) => self.ticks(path, id),
            Answer::Several(ids) => ids.iter().all(|id| self.ticks(path, id)),
            // A box for yes alone says no when it is left empty.
            Answer::YesNo(yes) => self.ticks(path, "yes") || (!yes && self.ticks(path, "no")),
            _ => false,
        }
    }
}
