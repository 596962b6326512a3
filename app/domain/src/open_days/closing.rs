//! What a city says of the days on which it is closed, before it is made short for the phones.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{OpenDays, number};

/// What closes the city hall (閉庁日の決まり).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// The weekdays on which it is closed.
    pub weekdays: Vec<Weekday>,
    /// The first and the last day of its rest at the turn of the year.
    pub year_end: Option<(MonthDay, MonthDay)>,
    /// The holidays on which it is closed.
    pub holidays: Vec<NaiveDate>,
    /// Other days on which it is closed.
    pub days: Vec<NaiveDate>,
    /// Days on which it is open though it would be closed.
    pub opened: Vec<NaiveDate>,
}

/// A day of any year (月日): 1229 for 29 December.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MonthDay(u16);

impl MonthDay {
    /// The month and the day of a date.
    pub fn of(day: NaiveDate) -> MonthDay {
        MonthDay((day.month() * 100 + day.day()) as u16)
    }

    /// Reads `12-29`; `None` if no year has such a day.
    pub fn parse(text: &str) -> Option<MonthDay> {
        let in_a_leap_year = format!("2024-{text}").parse::<NaiveDate>().ok()?;
        in_a_leap_year.to_string().ends_with(&format!("-{text}")).then(|| MonthDay::of(in_a_leap_year))
    }

    /// How many days there are from one to another at most, both counted.
    pub fn days_from(first: MonthDay, last: MonthDay) -> usize {
        let leap_year = NaiveDate::from_ymd_opt(2024, 1, 1).into_iter().flat_map(|day| day.iter_days()).take(366);
        leap_year.filter(|day| MonthDay::of(*day).is_within(first, last)).count()
    }

    /// Whether it lies between two others, which may have a New Year's Eve between them.
    pub(super) fn is_within(self, first: MonthDay, last: MonthDay) -> bool {
        match first <= last {
            true => (first..=last).contains(&self),
            false => self >= first || self <= last,
        }
    }
}

impl OpenDays {
    /// The open days of a city that closes so.
    pub fn new(closing: &Closing) -> OpenDays {
        let weekdays = closing.weekdays.iter().fold(0, |bits, day| bits | 1 << day.num_days_from_monday());
        let mut days = OpenDays { weekdays, year_end: closing.year_end, ..OpenDays::default() };
        // What is closed anyhow need not be named.
        let holidays = closing.holidays.iter().copied().filter(|day| days.is_open(*day));
        days.holidays = numbers(holidays);
        days.closed = numbers(closing.days.iter().copied());
        days.opened = numbers(closing.opened.iter().copied());
        days
    }

    /// Whether it is known how the city rests at the turn of the year.
    pub fn knows_year_end(&self) -> bool {
        self.year_end.is_some()
    }
}

fn numbers(days: impl Iterator<Item = NaiveDate>) -> Vec<u16> {
    let mut numbers: Vec<u16> = days.filter_map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
