//! Japanese years: eras, their exact first days, and dates read and shown with them.

use chrono::{Datelike, NaiveDate};

use crate::kana::half_width;

mod partial;

pub use partial::PartialDate;

/// An era (年号) of the modern calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治, from 1868-01-25.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

/// How a year was counted (年の数え方): within an era or by the western calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reckoning {
    /// 和暦.
    Era(Era),
    /// 西暦.
    Western,
}

/// Why parts of a date are no date (日付の誤り).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDate {
    /// The year is no number, or 0.
    Year,
    /// The month is no number from 1 to 12.
    Month,
    /// The day is no number.
    Day,
    /// The month has fewer days.
    NoSuchDay {
        /// The date as it was meant, such as `令和8年2月30日`.
        written: String,
        /// The last day of that month.
        last: u32,
    },
    /// That day lies in another era.
    OtherEra {
        /// The date as it was meant, such as `昭和64年1月8日`.
        written: String,
        /// The same day with its own era, such as `平成元年1月8日`.
        instead: String,
    },
}

impl Era {
    /// All of them, the latest first: the order in which a person looks for theirs.
    pub const ALL: [Era; 5] = [Era::Reiwa, Era::Heisei, Era::Showa, Era::Taisho, Era::Meiji];

    /// The value of its option in a control: `reiwa`, `heisei`, `showa`, `taisho`, `meiji`.
    pub fn id(self) -> &'static str {
        match self {
            Era::Meiji => "meiji",
            Era::Taisho => "taisho",
            Era::Showa => "showa",
            Era::Heisei => "heisei",
            Era::Reiwa => "reiwa",
        }
    }

    /// Its name, such as `令和`.
    pub fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// The first day of its first year.
    pub fn first_day(self) -> NaiveDate {
        let (year, month, day) = match self {
            Era::Meiji => (1868, 1, 25),
            Era::Taisho => (1912, 7, 30),
            Era::Showa => (1926, 12, 25),
            Era::Heisei => (1989, 1, 8),
            Era::Reiwa => (2019, 5, 1),
        };
        NaiveDate::from_ymd_opt(year, month, day).expect("the first days of the eras exist")
    }

    /// The era of a date and its year in it; none before Meiji.
    pub fn of(date: NaiveDate) -> Option<(Era, i32)> {
        let era = Era::ALL.into_iter().find(|era| era.first_day() <= date)?;
        Some((era, date.year() - era.first_day().year() + 1))
    }
}

impl Reckoning {
    /// Reads the value of an era control: an id or name of an [`Era`], or `western` or 西暦.
    pub fn parse(text: &str) -> Option<Reckoning> {
        match text {
            "western" | "西暦" => Some(Reckoning::Western),
            _ => Era::ALL.into_iter().find(|era| text == era.id() || text == era.name()).map(Reckoning::Era),
        }
    }

    /// The value of its option in a control; `western` for 西暦.
    pub fn id(self) -> &'static str {
        match self {
            Reckoning::Era(era) => era.id(),
            Reckoning::Western => "western",
        }
    }

    /// Its name, such as `令和` or `西暦`.
    pub fn name(self) -> &'static str {
        match self {
            Reckoning::Era(era) => era.name(),
            Reckoning::Western => "西暦",
        }
    }
}

/// The date with its era, as it stands on Japanese forms: `令和8年11月22日`, `令和元年5月1日`.
pub fn show(date: NaiveDate) -> String {
    match Era::of(date) {
        Some((era, year)) => words(era.name(), year, date.month(), date.day()),
        None => show_western(date),
    }
}

/// The date by the western calendar: `2026年11月22日`.
pub fn show_western(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The date with its era and its day of the week: `令和8年11月22日日曜日`.
pub fn show_with_weekday(date: NaiveDate) -> String {
    format!("{}{}曜日", show(date), weekday(date))
}

/// The day of the week in one character: `日`.
pub fn weekday(date: NaiveDate) -> &'static str {
    ["月", "火", "水", "木", "金", "土", "日"][date.weekday().num_days_from_monday() as usize]
}

/// Reads a date in parts as typed: a year within its era or western, month and day, digits of either width, 元 for 1.
///
/// # Errors
/// The first part that is wrong, or what the date would be in its own era.
pub fn read(reckoning: Reckoning, year: &str, month: &str, day: &str) -> Result<NaiveDate, NoDate> {
    let year = read_year(year).ok_or(NoDate::Year)?;
    let month = number(month, '月').filter(|month| (1..=12).contains(month)).ok_or(NoDate::Month)?;
    let day = number(day, '日').filter(|day| (1..=99).contains(day)).ok_or(NoDate::Day)?;
    let (name, western) = match reckoning {
        Reckoning::Era(era) => (era.name(), era.first_day().year() + year - 1),
        Reckoning::Western => ("", year),
    };
    let written = || words(name, year, month, day);
    let date = NaiveDate::from_ymd_opt(western, month, day)
        .ok_or_else(|| NoDate::NoSuchDay { written: written(), last: last_day(western, month) })?;
    match reckoning {
        Reckoning::Era(era) if Era::of(date).is_none_or(|(its, _)| its != era) => {
            Err(NoDate::OtherEra { written: written(), instead: show(date) })
        }
        _ => Ok(date),
    }
}

/// `令和元年5月1日`; western years, whose name is empty, have no 元年.
fn words(era: &str, year: i32, month: u32, day: u32) -> String {
    match year {
        1 if !era.is_empty() => format!("{era}元年{month}月{day}日"),
        _ => format!("{era}{year}年{month}月{day}日"),
    }
}

fn read_year(text: &str) -> Option<i32> {
    match text.trim_end_matches('年') {
        "元" => Some(1),
        _ => number(text, '年').filter(|year| (1..=9999).contains(year)).and_then(|year| i32::try_from(year).ok()),
    }
}

/// A number of at most four digits of either width, with or without its unit.
fn number(text: &str, unit: char) -> Option<u32> {
    let digits: String = text.trim_end_matches(unit).trim().chars().map(half_width).collect();
    let short = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    short.then(|| digits.parse().ok()).flatten()
}

fn last_day(year: i32, month: u32) -> u32 {
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some()).unwrap_or(31)
}

#[cfg(test)]
mod tests;
