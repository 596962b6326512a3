//! Dates: whole ones, or the era, year, month and day as they were typed.

use chrono::NaiveDate;

use super::{Asked, Fault, Judge, Part, control};
use crate::era::{self, Era, NoDate, PartialDate, Reckoning};
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
        read.and_then(|date| self.within(date, rule)).map_err(|fault| self.object_at(asked, at, fault)).ok()
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

    /// A date that a form can hold and that keeps the rule of its question, as far as it is known.
    fn within(&self, date: PartialDate, rule: DateRule) -> Result<PartialDate, Fault> {
        let (first, last) = (date.first_day(), date.last_day());
        match rule {
            _ if last < Era::Meiji.first_day() => Err(Fault::TooEarly),
            _ if first > last_day() => Err(Fault::TooLate),
            DateRule::Past if first > self.today => Err(Fault::InFuture),
            DateRule::Future | DateRule::Ahead { .. } if last < self.today => Err(Fault::InPast),
            DateRule::Ahead { business_days, open } => self.ahead(first, business_days, open).map(|()| date),
            _ => Ok(date),
        }
    }

    /// A day to come for which the city hall still has its business days, and on which it is open, if it must be.
    fn ahead(&self, day: NaiveDate, business_days: u8, open: bool) -> Result<(), Fault> {
        // Where the calendar ends nobody can be too late.
        let wanted = |from: NaiveDate| era::show_with_weekday(if open { self.open_days.next_open(from).unwrap_or(from) } else { from });
        if let Some(first) = self.open_days.first_in_time(self.today, business_days).filter(|first| day < *first) {
            return Err(Fault::TooSoon { days: business_days, first: wanted(first) });
        }
        match self.open_days.closure(day).filter(|_| open) {
            Some(why) => Err(Fault::Closed { why, next: wanted(day) }),
            None => Ok(()),
        }
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

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;
    use crate::form::arbitrary::{form, today};
    use crate::form::{Form, Kind, Question};
    use crate::open_days::{Closing, OpenDays};

    /// What is told on Sunday 22 November 2026 of a day for which the city hall needs so many business days; the Monday after is a holiday.
    fn told(business_days: u8, open: bool, typed: &str) -> String {
        let kind = Kind::Date(DateRule::Ahead { business_days, open });
        let question =
            Question { id: "day".into(), label: "使う日".into(), slot_label: None, help: None, optional: true, when: None, kind };
        let (weekdays, holidays) = (vec![Weekday::Sat, Weekday::Sun], vec!["2026-11-23".parse().unwrap()]);
        let open_days = OpenDays::new(&Closing { weekdays, holidays, ..Closing::default() });
        let form = Form { open_days, ..form(vec![question]) };
        let entries = [("day".to_owned(), typed.to_owned())].into_iter().collect();
        let problems = form.check(&entries, today()).err().unwrap_or_default();
        problems.iter().map(|problem| format!("{}: {}", problem.control, problem.sentence())).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_day_has_its_business_days_before_it() {
        assert_eq!(told(3, false, "2026-11-27"), "", "Tuesday, Wednesday and Thursday lie before it");
        assert_eq!(
            told(3, false, "2026-11-26"),
            "day: 「使う日」に間に合いません。市役所が開いている日で数えて、3日前までに届け出てください。\
             今日届け出るときは、令和8年11月27日金曜日か、それより後の日付を入力してください。"
        );
        assert_eq!(told(3, false, "2026-11-28"), "", "a Saturday may be chosen");
        assert!(told(3, false, "2026-11-21").contains("今日より前の日付になっています"));
        assert_eq!(told(3, true, ""), "", "it may be left blank");
    }

    #[test]
    fn where_the_city_hall_must_be_open_the_next_open_day_is_named() {
        assert_eq!(told(0, true, "2026-11-24"), "");
        assert_eq!(
            told(0, true, "2026-11-23"),
            "day: 「使う日」は、市役所がお休みの日です（祝日）。市役所が開いている日を入力してください。次に開いている日は、令和8年11月24日火曜日です。"
        );
        assert!(told(3, true, "2026-11-28").contains("（土曜日）") && told(3, true, "2026-11-28").contains("令和8年11月30日月曜日です。"));
        // Four business days from this Sunday are over on Friday: the first day is a Saturday, the first open one the Monday after.
        assert!(told(4, true, "2026-11-26").contains("令和8年11月30日月曜日か、それより後"));
    }
}
