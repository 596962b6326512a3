//! The days on which the city hall is open. There is no clock in here: dates come in, and dates come out.

mod closing;
#[cfg(test)]
mod tests;

use std::iter::successors;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize};

pub use closing::{Closing, MonthDay};

/// The days on which the city hall is open (開庁日). To whoever was told nothing it is open every day.
///
/// A form or a guide that depends on them carries them to the phone, so they are few and short: days are numbers, and what is a holiday on
/// a Sunday is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpenDays {
    /// The weekdays on which it is closed, a bit each; Monday's is the lowest.
    weekdays: u8,
    /// The first and the last day of its rest at the turn of the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    year_end: Option<(MonthDay, MonthDay)>,
    /// Holidays, as far as they are known.
    holidays: Vec<u16>,
    /// Other days on which it is closed.
    closed: Vec<u16>,
    /// Days on which it is open though it would be closed.
    opened: Vec<u16>,
}

/// Why the city hall is closed on a day (休みの理由).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closure {
    /// It is closed on this weekday (曜日), 0 for Monday.
    Weekday(u8),
    /// A holiday (祝日).
    Holiday,
    /// The turn of the year (年末年始).
    YearEnd,
    /// The city has said so (臨時).
    Own,
}

impl Closure {
    /// The reason, as it stands in brackets.
    pub fn label(self) -> &'static str {
        match self {
            Closure::Weekday(day) => ["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"][usize::from(day) % 7],
            Closure::Holiday => "祝日",
            Closure::YearEnd => "年末年始",
            Closure::Own => "臨時の休み",
        }
    }
}

/// As many days as anybody looks for an open one.
const SEARCHED: usize = 2000;

impl OpenDays {
    /// Whether nothing is known of days on which it is closed.
    pub fn is_unknown(&self) -> bool {
        *self == OpenDays::default()
    }

    /// Why it is closed on a day; `None` if it is open.
    pub fn closure(&self, day: NaiveDate) -> Option<Closure> {
        let is_among = |days: &[u16]| number(day).is_some_and(|number| days.contains(&number));
        if is_among(&self.opened) {
            return None;
        }
        let weekday = day.weekday().num_days_from_monday() as u8;
        match () {
            () if is_among(&self.closed) => Some(Closure::Own),
            () if self.year_end.is_some_and(|(first, last)| MonthDay::of(day).is_within(first, last)) => Some(Closure::YearEnd),
            () if self.weekdays & (1 << weekday) != 0 => Some(Closure::Weekday(weekday)),
            () if is_among(&self.holidays) => Some(Closure::Holiday),
            () => None,
        }
    }

    /// Whether it is open on a day.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.closure(day).is_none()
    }

    /// The first open day from this one on.
    pub fn next_open(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.open_from(day, |day| day.succ_opt()).next()
    }

    /// The last open day up to this one.
    pub fn last_open(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.open_from(day, |day| day.pred_opt()).next()
    }

    /// The day so many business days (営業日) after this one, which is not counted itself.
    pub fn add_business_days(&self, day: NaiveDate, count: u8) -> Option<NaiveDate> {
        match usize::from(count).checked_sub(1) {
            None => Some(day),
            Some(others) => self.open_from(day.succ_opt()?, |day| day.succ_opt()).nth(others),
        }
    }

    /// The day so many business days before this one, which is not counted itself: by then, 「3営業日前まで」 is kept.
    pub fn business_days_before(&self, day: NaiveDate, count: u8) -> Option<NaiveDate> {
        match usize::from(count).checked_sub(1) {
            None => Some(day),
            Some(others) => self.open_from(day.pred_opt()?, |day| day.pred_opt()).nth(others),
        }
    }

    /// The first day for which today is still so many business days before.
    pub fn first_in_time(&self, today: NaiveDate, count: u8) -> Option<NaiveDate> {
        match count {
            0 => Some(today),
            _ => self.add_business_days(today.pred_opt()?, count)?.succ_opt(),
        }
    }

    /// The open days from this one on, one way or the other.
    fn open_from(&self, day: NaiveDate, next: fn(&NaiveDate) -> Option<NaiveDate>) -> impl Iterator<Item = NaiveDate> {
        successors(Some(day), next).take(SEARCHED).filter(|day| self.is_open(*day))
    }
}

/// Reads what a form or guide says of them, which may be nothing.
///
/// # Errors
/// If it says something else.
pub(crate) fn if_known<'de, D: Deserializer<'de>>(told: D) -> Result<OpenDays, D::Error> {
    Ok(Option::<OpenDays>::deserialize(told)?.unwrap_or_default())
}

/// The number of a day, from 2024-01-01 on; a day that has none is in no list.
fn number(day: NaiveDate) -> Option<u16> {
    // The days of the Common Era up to then.
    const BEFORE: i32 = 738_886;
    u16::try_from(day.num_days_from_ce() - BEFORE).ok()
}
