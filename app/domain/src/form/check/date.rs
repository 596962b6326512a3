//! Dates: whole ones, or the era, year, month and day as they were typed.

use chrono::NaiveDate;

use super::{Asked, Fault, Judge, Part, control};
use crate::era::{Era, NoDate, PartialDate, Reckoning};
use crate::form::DateRule;
use crate::kana;

impl Judge<'_> {
    pub(super) fn date(&mut self, asked: &Asked, rule: DateRule) -> Option<NaiveDate> {
        match self.dated(asked, rule, &[Part::Year, Part::Month, Part::Day])? {
            PartialDate::Day(date) => Some(date),
            // Only what was written whole, as `1980-03`, comes here.
            _ => {
                self.object(asked, None, Fault::NotADate);
                None
            }
        }
    }

    /// A date of which only the year must be known; a day without its month says nothing.
    pub(super) fn partial_date(&mut self, asked: &Asked, rule: DateRule) -> Option<PartialDate> {
        let day_is_known = !self.written(asked, Some(Part::Day)).is_empty();
        self.dated(asked, rule, if day_is_known { &[Part::Year, Part::Month] } else { &[Part::Year] })
    }

    /// What is written as a date, of which these parts must be there.
    fn dated(&mut self, asked: &Asked, rule: DateRule, needed: &[Part]) -> Option<PartialDate> {
        let is_blank = |part: &Part| self.written(asked, Some(*part)).is_empty();
        let whole = self.written(asked, None);
        // A date is one thing to its writer: the problem lies at a part's control, but its sentence speaks of the whole.
        let at = |part| control(asked, Some(part));
        let (read, at) = if [Part::Year, Part::Month, Part::Day].iter().all(is_blank) {
            // An era alone is what the control shows before anything is typed.
            if whole.is_empty() {
                if !asked.question.optional {
                    self.object_at(asked, at(Part::Year), Fault::Blank);
                }
                return None;
            }
            (read_whole(whole), asked.path.clone())
        } else {
            let missing: Vec<Part> = needed.iter().filter(|part| is_blank(part)).copied().collect();
            if let Some(first) = missing.first() {
                self.object_at(asked, at(*first), Fault::DateIncomplete { missing });
                return None;
            }
            (self.read_parts(asked), at(Part::Year))
        };
        read.and_then(|date| within(date, rule, self.today)).map_err(|fault| self.object_at(asked, at, fault)).ok()
    }

    fn read_parts(&self, asked: &Asked) -> Result<PartialDate, Fault> {
        let text = |part| self.written(asked, Some(part));
        let reckoning = match text(Part::Era) {
            "" => Reckoning::Western,
            era => Reckoning::parse(era).ok_or(Fault::NotADate)?,
        };
        let date = PartialDate::read(reckoning, text(Part::Year), text(Part::Month), text(Part::Day)).map_err(Fault::from)?;
        // Nobody alive means the first century: the era was left as it stood.
        if date.year() < 100 { Err(Fault::NoEra { year: date.year() }) } else { Ok(date) }
    }
}

/// `2026-11-22`, of either width, with any of `-`, `/` and `.` between; the day, or the month and the day, may be missing.
fn read_whole(text: &str) -> Result<PartialDate, Fault> {
    let text: String = text.chars().map(kana::half_width).collect();
    let mut parts = text.split(['-', '/', '.']);
    let mut next = || parts.next().unwrap_or_default();
    let (year, month, day, rest) = (next(), next(), next(), next());
    if !rest.is_empty() {
        return Err(Fault::NotADate);
    }
    PartialDate::read(Reckoning::Western, year, month, day).map_err(Fault::from)
}

/// A date that a form can hold and that keeps the rule of its question, as far as it is known.
fn within(date: PartialDate, rule: DateRule, today: NaiveDate) -> Result<PartialDate, Fault> {
    let (first, last) = (date.first_day(), date.last_day());
    match rule {
        _ if last < Era::Meiji.first_day() => Err(Fault::TooEarly),
        _ if first > last_day() => Err(Fault::TooLate),
        DateRule::Past if first > today => Err(Fault::InFuture),
        DateRule::Future if last < today => Err(Fault::InPast),
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
