//! Dates: whole ones, or the era, year, month and day as they were typed.

use chrono::{Datelike, NaiveDate};

use super::{Asked, Fault, Judge, Part, control};
use crate::era::{self, Era, NoDate, Reckoning};
use crate::form::DateRule;
use crate::kana;

impl Judge<'_> {
    pub(super) fn date(&mut self, asked: &Asked, rule: DateRule) -> Option<NaiveDate> {
        let parts = [Part::Year, Part::Month, Part::Day];
        let missing: Vec<Part> = parts.into_iter().filter(|part| self.written(asked, Some(*part)).is_empty()).collect();
        let whole = self.written(asked, None);
        // A date is one thing to its writer: the problem lies at a part's control, but its sentence speaks of the whole.
        let at = |part| control(asked, Some(part));
        let (read, at) = match missing.len() {
            // An era alone is what the control shows before anything is typed.
            3 if whole.is_empty() => {
                if !asked.question.optional {
                    self.object_at(asked, at(Part::Year), Fault::Blank);
                }
                return None;
            }
            3 => (read_whole(whole), asked.path.clone()),
            0 => (self.read_parts(asked), at(Part::Year)),
            _ => {
                self.object_at(asked, at(missing[0]), Fault::DateIncomplete { missing });
                return None;
            }
        };
        read.and_then(|date| within(date, rule, self.today)).map_err(|fault| self.object_at(asked, at, fault)).ok()
    }

    fn read_parts(&self, asked: &Asked) -> Result<NaiveDate, Fault> {
        let text = |part| self.written(asked, Some(part));
        let reckoning = match text(Part::Era) {
            "" => Reckoning::Western,
            era => Reckoning::parse(era).ok_or(Fault::NotADate)?,
        };
        let date = era::read(reckoning, text(Part::Year), text(Part::Month), text(Part::Day)).map_err(Fault::from)?;
        // Nobody alive means the first century: the era was left as it stood.
        if date.year() < 100 { Err(Fault::NoEra { year: date.year() }) } else { Ok(date) }
    }
}

/// `2026-11-22`, of either width, with any of `-`, `/` and `.` between.
fn read_whole(text: &str) -> Result<NaiveDate, Fault> {
    let text: String = text.chars().map(kana::half_width).collect();
    match text.split(['-', '/', '.']).collect::<Vec<_>>()[..] {
        [year, month, day] => era::read(Reckoning::Western, year, month, day).map_err(Fault::from),
        _ => Err(Fault::NotADate),
    }
}

/// A date that a form can hold and that keeps the rule of its question.
fn within(date: NaiveDate, rule: DateRule, today: NaiveDate) -> Result<NaiveDate, Fault> {
    match rule {
        _ if date < Era::Meiji.first_day() => Err(Fault::TooEarly),
        _ if date > last_day() => Err(Fault::TooLate),
        DateRule::Past if date > today => Err(Fault::InFuture),
        DateRule::Future if date < today => Err(Fault::InPast),
        _ => Ok(date),
    }
}

/// The last day that a form can hold; a code counts days in 17 bits and could go a little further.
fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2199, 12, 31).expect("New Year's Eve of 2199 exists")
}

impl From<NoDate> for Fault {
    fn from(reason: NoDate) -> Fault {
        match reason {
            NoDate::Year | NoDate::Month | NoDate::Day => Fault::NotADate,
            NoDate::NoSuchDay { written, last } => Fault::NoSuchDay { written, last },
            NoDate::OtherEra { written, instead } => Fault::OtherEra { written, instead },
        }
    }
}
