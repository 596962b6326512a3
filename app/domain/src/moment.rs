//! Points in time as the city hall reads them: Japanese wall time, without a time-zone table.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

/// Seconds by which Japan Standard Time is ahead of UTC; there is no daylight saving time.
const JST_AHEAD: i64 = 9 * 60 * 60;

/// A point in time (日時): whole seconds since 1970-01-01 UTC. Shown in Japan Standard Time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The calendar date in Japan.
    pub fn date(self) -> NaiveDate {
        self.local().date()
    }

    /// The moment at which a calendar date begins in Japan.
    pub fn begin_of(date: NaiveDate) -> Moment {
        Moment(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() - JST_AHEAD)
    }

    /// Hours and minutes in Japan, as `10:42`.
    pub fn clock(self) -> String {
        let t = self.local().time();
        format!("{:02}:{:02}", t.hour(), t.minute())
    }

    /// Date and time for a person to read: `2026年11月22日 10:42`.
    pub fn words(self) -> String {
        let d = self.date();
        format!("{}年{}月{}日 {}", d.year(), d.month(), d.day(), self.clock())
    }

    /// Date and time for a program to read (RFC 3339): `2026-11-22T10:42:00+09:00`.
    pub fn rfc3339(self) -> String {
        format!("{}+09:00", self.local().format("%Y-%m-%dT%H:%M:%S"))
    }

    /// The start of the quarter of an hour this moment lies in: what a code keeps of it (qr format 1).
    pub fn quarter(self) -> Moment {
        Moment(self.0 - self.0.rem_euclid(15 * 60))
    }

    /// Days and quarter-hours of the Japanese wall clock, counted from 2024-01-01.
    pub fn day_and_quarter(self) -> (i64, u32) {
        let local = self.0 + JST_AHEAD;
        let day = local.div_euclid(86_400) - EPOCH_2024;
        (day, (local.rem_euclid(86_400) / 900) as u32)
    }

    /// The inverse of [`Moment::day_and_quarter`].
    pub fn from_day_and_quarter(day: i64, quarter: u32) -> Moment {
        Moment((day + EPOCH_2024) * 86_400 + i64::from(quarter) * 900 - JST_AHEAD)
    }

    fn local(self) -> NaiveDateTime {
        DateTime::from_timestamp(self.0 + JST_AHEAD, 0).unwrap_or_default().naive_utc()
    }
}

/// Days from 1970-01-01 to 2024-01-01.
const EPOCH_2024: i64 = 19_723;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_on_the_japanese_clock() {
        let noon = Moment(1_795_311_720);
        assert_eq!(noon.words(), "2026年11月22日 10:42");
        assert_eq!(noon.rfc3339(), "2026-11-22T10:42:00+09:00");
        assert_eq!(Moment::begin_of(noon.date()).words(), "2026年11月22日 00:00");
        let (day, quarter) = noon.day_and_quarter();
        assert_eq!(Moment::from_day_and_quarter(day, quarter), noon.quarter());
    }
}
