//! Dates of which not everything is known: "in 1980", "in March of 昭和55年".

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{Era, NoDate, Reckoning, number, read, read_year, show};

/// A date as far as it is known (分かる範囲の日付).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialDate {
    /// Only the year, 1 to 9999 of the western calendar.
    Year(i32),
    /// The year and the month, 1 to 12.
    Month(i32, u32),
    /// The whole date.
    Day(NaiveDate),
}

impl PartialDate {
    /// Reads the parts as typed; the day, or the month and the day, may be blank.
    ///
    /// # Errors
    /// As [`read`]. A year or month of which no day lies in the era that was named is told its own.
    pub fn read(reckoning: Reckoning, year: &str, month: &str, day: &str) -> Result<PartialDate, NoDate> {
        if !day.is_empty() {
            return read(reckoning, year, month, day).map(PartialDate::Day);
        }
        let count = read_year(year).ok_or(NoDate::Year)?;
        let western = match reckoning {
            Reckoning::Era(era) => era.first_day().year() + count - 1,
            Reckoning::Western => count,
        };
        let date = match month {
            "" => PartialDate::Year(western),
            _ => PartialDate::Month(western, number(month, '月').filter(|month| (1..=12).contains(month)).ok_or(NoDate::Month)?),
        };
        match reckoning {
            Reckoning::Era(era) if !date.eras().contains(&Some(era)) => {
                Err(NoDate::OtherEra { written: date.words(era.name(), count), instead: date.show() })
            }
            _ => Ok(date),
        }
    }

    /// Its year of the western calendar.
    pub fn year(self) -> i32 {
        match self {
            PartialDate::Year(year) | PartialDate::Month(year, _) => year,
            PartialDate::Day(date) => date.year(),
        }
    }

    /// The first day it may be.
    pub fn first_day(self) -> NaiveDate {
        match self {
            PartialDate::Year(year) => day(year, 1, 1),
            PartialDate::Month(year, month) => day(year, month, 1),
            PartialDate::Day(date) => date,
        }
    }

    /// The last day it may be.
    pub fn last_day(self) -> NaiveDate {
        match self {
            PartialDate::Year(year) => day(year, 12, 31),
            PartialDate::Month(year, month) => {
                (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).unwrap_or_default()
            }
            PartialDate::Day(date) => date,
        }
    }

    /// As it stands on Japanese forms: `昭和55年`, `昭和55年3月`; where an era ended in it, both: `昭和64年・平成元年`.
    pub fn show(self) -> String {
        if let PartialDate::Day(date) = self {
            return show(date);
        }
        let [first, last] = [self.first_day(), self.last_day()].map(Era::of);
        let words = |(era, year): (Era, i32)| self.words(era.name(), year);
        match (first, last) {
            (Some(first), Some(last)) if first.0 != last.0 => format!("{}・{}", words(first), words(last)),
            (_, Some(last)) => words(last),
            _ => self.show_western(),
        }
    }

    /// By the western calendar: `1980年3月`.
    pub fn show_western(self) -> String {
        match self {
            PartialDate::Day(date) => super::show_western(date),
            _ => self.words("", self.year()),
        }
    }

    fn eras(self) -> [Option<Era>; 2] {
        [self.first_day(), self.last_day()].map(|day| Era::of(day).map(|(era, _)| era))
    }

    /// `昭和55年3月`, without its day.
    fn words(self, era: &str, year: i32) -> String {
        let year = if year == 1 && !era.is_empty() { "元".to_owned() } else { year.to_string() };
        match self {
            PartialDate::Month(_, month) => format!("{era}{year}年{month}月"),
            _ => format!("{era}{year}年"),
        }
    }
}

impl fmt::Display for PartialDate {
    /// As its control holds it: `1980`, `1980-03` or `1980-03-14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year:04}"),
            PartialDate::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            PartialDate::Day(date) => write!(f, "{date}"),
        }
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(era: &str, parts: [&str; 3], expected: Result<(&str, &str), NoDate>) {
        let reckoning = Reckoning::parse(era).unwrap();
        let read = PartialDate::read(reckoning, parts[0], parts[1], parts[2]).map(|date| (date.to_string(), date.show()));
        assert_eq!(read, expected.map(|(text, words)| (text.to_owned(), words.to_owned())));
    }

    #[test]
    fn as_much_as_is_known_is_kept() {
        check("showa", ["55", "", ""], Ok(("1980", "昭和55年")));
        check("showa", ["５５年", "3", ""], Ok(("1980-03", "昭和55年3月")));
        check("showa", ["55", "3", "14"], Ok(("1980-03-14", "昭和55年3月14日")));
        check("western", ["1980", "12", ""], Ok(("1980-12", "昭和55年12月")));
    }

    #[test]
    fn a_year_in_which_an_era_ended_names_both() {
        check("showa", ["64", "", ""], Ok(("1989", "昭和64年・平成元年")));
        check("heisei", ["元", "1", ""], Ok(("1989-01", "昭和64年1月・平成元年1月")));
        check("western", ["2019", "5", ""], Ok(("2019-05", "令和元年5月")));
        check("meiji", ["1", "", ""], Ok(("1868", "明治元年")));
    }

    #[test]
    fn a_year_that_its_era_did_not_have_is_told_its_own() {
        let told = |written: &str, instead: &str| NoDate::OtherEra { written: written.into(), instead: instead.into() };
        check("heisei", ["38", "", ""], Err(told("平成38年", "令和8年")));
        check("showa", ["64", "2", ""], Err(told("昭和64年2月", "平成元年2月")));
        check("reiwa", ["x", "", ""], Err(NoDate::Year));
        check("reiwa", ["8", "13", ""], Err(NoDate::Month));
    }
}
