//! What was answered so far, as the controls of a guide's page hold it.

use chrono::{Datelike, NaiveDate};

use super::{Guide, Kind, Question, When};
use crate::era::{self, Reckoning};
use crate::form::Entries;

/// The years that a date may lie in; deadlines can be counted from any of them.
const YEARS: std::ops::RangeInclusive<i32> = 1868..=2199;

impl Guide {
    /// Whether a question is asked. An answer given to one that is not asked any more does not count.
    pub fn asks(&self, question: &Question, entries: &Entries) -> bool {
        self.holds_all(&question.when, entries)
    }

    /// Whether a question has an answer. A date that is no date is none.
    pub fn is_answered(&self, question: &Question, entries: &Entries) -> bool {
        match &question.kind {
            Kind::Date { .. } => self.date(&question.id, entries).is_some(),
            _ => question.possible().into_iter().any(|option| has(question, option, entries)),
        }
    }

    /// The date that was given in answer to a question that is asked.
    pub fn date(&self, question: &str, entries: &Entries) -> Option<NaiveDate> {
        let question = self.question(question).filter(|question| matches!(question.kind, Kind::Date { .. }))?;
        let part = |end: &str| entries.get(&format!("{}.{end}", question.id)).to_owned();
        let reckoning = match part("era").as_str() {
            "" => Reckoning::Western,
            era => Reckoning::parse(era)?,
        };
        let date = era::read(reckoning, &part("year"), &part("month"), &part("day")).ok()?;
        (YEARS.contains(&date.year()) && self.asks(question, entries)).then_some(date)
    }

    /// Whether all of these conditions hold.
    pub(super) fn holds_all(&self, when: &[When], entries: &Entries) -> bool {
        when.iter().all(|when| self.holds(when, entries))
    }

    /// Whether a condition holds. A question names only questions before it, so this comes to an end.
    fn holds(&self, when: &When, entries: &Entries) -> bool {
        let Some(question) = self.question(&when.question) else { return false };
        self.asks(question, entries) && when.is.iter().any(|option| has(question, option, entries))
    }
}

/// Whether this is the answer, or among the answers, that the controls hold.
fn has(question: &Question, option: &str, entries: &Entries) -> bool {
    match question.kind {
        Kind::YesNo | Kind::Choice { .. } => entries.get(&question.id) == option,
        Kind::Several { .. } => entries.get(&format!("{}.{option}", question.id)) == "yes",
        Kind::Date { .. } => false,
    }
}
