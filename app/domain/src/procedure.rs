//! A procedure as a guide names it: where it is done, by when, and with what in hand.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::guide::When;
use crate::open_days::OpenDays;

/// A procedure (手続) that a life event may bring.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Procedure {
    /// Lower-case words joined by `-`, one of a kind within its guide.
    pub id: String,
    /// What it is called at the counter, such as `住民異動届（転入）`.
    pub name: String,
    /// What it is for or what to do, in a sentence.
    pub summary: String,
    /// When it applies: all of these hold. Always, if there are none.
    pub when: Vec<When>,
    /// Where it is done.
    pub place: Place,
    /// How it can be done from home, in words; absent if it cannot.
    pub home: Option<String>,
    /// By when it must be done; absent if nothing certain can be said.
    pub deadline: Option<Deadline>,
    /// The fee (手数料) in words.
    pub fee: Option<String>,
    /// What people get wrong about it, in words.
    pub note: Option<String>,
    /// What to bring, by the ids of the guide's things.
    pub bring: Vec<String>,
    /// Whether what is said of it can be pointed to; if not, the page says 「市で確認中」.
    pub confirmed: bool,
}

/// Where a procedure is done (手続の場所).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// With a form of ours, filled in on the phone.
    Form {
        /// The form's id.
        id: String,
        /// Whether it may be sent from home.
        online: bool,
        /// How long filling it in takes, in minutes.
        minutes: u16,
    },
    /// At a counter of the city, in words.
    Counter(String),
    /// Somewhere else, such as another city or one's employer, in words.
    Elsewhere(String),
}

/// By when something must be done (期限), counted from a date that the person gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The id of the guide's question about that date.
    pub of: String,
    /// How it is counted.
    pub rule: Rule,
    /// Whether it cannot be done before that date.
    pub opens: bool,
}

/// How a deadline is counted (期限の数え方).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Until so many days after the date; the date itself is not counted.
    Days(u16),
    /// Until the same day so many years later; the last of February, if that day is missing.
    Years(u8),
    /// Until the day before the date.
    Before,
    /// Until so many business days (営業日) before the date: days on which the city hall is closed are not counted.
    BusinessDaysBefore(u8),
}

/// The days (期間) within which something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The first day, if it cannot be done at any time before.
    pub opens: Option<NaiveDate>,
    /// The last day.
    pub until: NaiveDate,
}

impl Procedure {
    /// Whether nobody has to go anywhere for it.
    pub fn is_done_at_home(&self) -> bool {
        self.home.is_some() || matches!(self.place, Place::Form { online: true, .. })
    }
}

impl Deadline {
    /// The days that follow from the date; `None` only where the calendar ends.
    pub fn term(&self, date: NaiveDate, open_days: &OpenDays) -> Option<Term> {
        let opens = self.opens.then_some(date);
        Some(Term { opens, until: self.rule.until(date, open_days)? })
    }

    /// The rule in words, such as `引っ越しの日から14日以内`; `noun` is what the date is called.
    pub fn words(&self, noun: &str) -> String {
        let rule = match self.rule {
            Rule::Days(days) => format!("{noun}から{days}日以内"),
            Rule::Years(years) => format!("{noun}から{years}年以内"),
            Rule::Before => format!("{noun}の前日まで"),
            Rule::BusinessDaysBefore(days) => format!("{noun}の{days}日前まで（市役所が休みの日は数えません）"),
        };
        if self.opens { format!("{rule}（{noun}より前にはできません）") } else { rule }
    }
}

impl Rule {
    fn until(self, date: NaiveDate, open_days: &OpenDays) -> Option<NaiveDate> {
        match self {
            Rule::Days(days) => date.checked_add_days(Days::new(days.into())),
            Rule::Years(years) => date.checked_add_months(Months::new(u32::from(years) * 12)),
            Rule::Before => date.pred_opt(),
            Rule::BusinessDaysBefore(days) => open_days.business_days_before(date, days),
        }
    }
}

impl Term {
    /// How many days are left, today among them not; 0 on the last day, negative when it is over.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        (self.until - today).num_days()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_days::Closing;
    use chrono::Weekday;
    use proptest::prelude::*;

    /// Closed at weekends and on the Monday of a holiday.
    fn open_days() -> OpenDays {
        let (weekdays, holidays) = (vec![Weekday::Sat, Weekday::Sun], vec![day("2026-11-23")]);
        OpenDays::new(&Closing { weekdays, holidays, ..Closing::default() })
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(rule: Rule, date: &str, until: &str) {
        assert_eq!(rule.until(day(date), &open_days()), Some(day(until)), "{rule:?} of {date}");
    }

    #[test]
    fn fourteen_days_after_a_move_are_counted_from_the_next_day() {
        check(Rule::Days(14), "2026-11-22", "2026-12-06");
        check(Rule::Days(15), "2026-12-20", "2027-01-04");
        check(Rule::Days(14), "2028-02-20", "2028-03-05");
    }

    #[test]
    fn years_end_on_the_same_day_or_on_the_last_of_february() {
        check(Rule::Years(2), "2026-11-22", "2028-11-22");
        check(Rule::Years(2), "2028-02-29", "2030-02-28");
    }

    #[test]
    fn what_must_be_done_before_is_done_the_day_before_at_the_latest() {
        check(Rule::Before, "2027-01-01", "2026-12-31");
    }

    #[test]
    fn weekends_and_holidays_are_not_counted_towards_the_water_works() {
        // 2026-11-30 is a Monday, and the Monday before it a holiday.
        check(Rule::BusinessDaysBefore(1), "2026-11-30", "2026-11-27");
        check(Rule::BusinessDaysBefore(7), "2026-11-30", "2026-11-18");
        check(Rule::BusinessDaysBefore(5), "2026-11-29", "2026-11-20");
    }

    #[test]
    fn a_deadline_says_how_it_is_counted() {
        let deadline = Deadline { of: "moved".into(), rule: Rule::Days(14), opens: true };
        assert_eq!(deadline.words("引っ越しの日"), "引っ越しの日から14日以内（引っ越しの日より前にはできません）");
        let term = deadline.term(day("2026-11-22"), &open_days()).unwrap();
        assert_eq!((term.opens, term.days_left(day("2026-12-06"))), (Some(day("2026-11-22")), 0));
        assert_eq!(term.days_left(day("2026-12-07")), -1);
    }

    proptest! {
        #[test]
        fn the_last_day_lies_as_far_from_the_date_as_the_rule_says(number in 0_i32..120_000, n in 0_u8..=60) {
            let date = day("1868-01-25") + chrono::TimeDelta::days(number.into());
            let days = |rule: Rule| (rule.until(date, &open_days()).unwrap() - date).num_days();
            prop_assert_eq!(days(Rule::Days(n.into())), i64::from(n));
            prop_assert_eq!(days(Rule::Before), -1);
            prop_assert!((365 * i64::from(n)..=366 * i64::from(n)).contains(&days(Rule::Years(n))));
            let until = Rule::BusinessDaysBefore(n).until(date, &open_days()).unwrap();
            prop_assert_eq!(Some(until), open_days().business_days_before(date, n));
        }
    }
}
