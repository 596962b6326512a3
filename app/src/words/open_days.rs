//! What is said of days on which the city hall is closed.

use chrono::NaiveDate;
use domain::era;
use domain::open_days::OpenDays;

/// Said beside a date, if the city hall is closed then.
pub fn closed_then(open_days: &OpenDays, day: NaiveDate) -> Option<String> {
    let why = open_days.closure(day)?.label();
    Some(format!("この日は市役所がお休みです（{why}）。"))
}

/// Said of a last day to come on which the city hall is closed. That the next open day counts instead nobody has told us, so what is named is
/// the last open day before it, unless that has passed.
pub fn closed_on_last_day(open_days: &OpenDays, last: NaiveDate, today: NaiveDate) -> Option<String> {
    let why = open_days.closure(last).filter(|_| today <= last)?.label();
    match open_days.last_open(last).filter(|before| today <= *before) {
        Some(before) => {
            let before = era::show_with_weekday(before);
            Some(format!("この日は市役所がお休みです（{why}）。その前に開いている最後の日は、{before}です。"))
        }
        None => closed_then(open_days, last),
    }
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;
    use domain::open_days::Closing;

    use super::*;

    fn city() -> OpenDays {
        let holidays = vec!["2026-11-23".parse().unwrap()];
        OpenDays::new(&Closing { weekdays: vec![Weekday::Sat, Weekday::Sun], holidays, ..Closing::default() })
    }

    fn check(last: &str, today: &str, expected: Option<&str>) {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(closed_on_last_day(&city(), day(last), day(today)).as_deref(), expected, "{last}");
    }

    #[test]
    fn a_last_day_that_is_closed_names_the_last_open_day_before() {
        check("2026-11-20", "2026-11-01", None);
        let told = "この日は市役所がお休みです（祝日）。その前に開いている最後の日は、令和8年11月20日金曜日です。";
        check("2026-11-23", "2026-11-20", Some(told));
        check("2026-11-23", "2026-11-21", Some("この日は市役所がお休みです（祝日）。"));
        check("2026-11-22", "2026-11-23", None);
    }
}
