//! Weeks as a city hall knows them: weekends, a holiday on a Monday, the turn of the year, a Sunday in spring on which it opens.

use chrono::{TimeDelta, Weekday};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(text: &str) -> Vec<NaiveDate> {
    text.split_whitespace().map(day).collect()
}

/// Closed at weekends, on the holidays of some months, from 29 December to 3 January and on a day of its own; open on a Sunday in March.
fn closing() -> Closing {
    Closing {
        weekdays: vec![Weekday::Sat, Weekday::Sun],
        year_end: MonthDay::parse("12-29").zip(MonthDay::parse("01-03")),
        // The last of them is a Sunday.
        holidays: days("2026-11-03 2026-11-23 2027-01-01 2027-01-11 2027-03-21 2027-03-22 2027-08-11"),
        days: days("2027-02-01"),
        opened: days("2027-03-28"),
    }
}

fn city() -> OpenDays {
    OpenDays::new(&closing())
}

#[test]
fn a_day_is_closed_for_a_reason() {
    let why = |text: &str| city().closure(day(text)).map_or("", Closure::label);
    assert_eq!(why("2026-11-20"), "", "a Friday");
    assert_eq!(why("2026-11-21"), "土曜日");
    assert_eq!(why("2026-11-22"), "日曜日");
    assert_eq!(why("2026-11-23"), "祝日");
    assert_eq!(why("2026-12-28"), "");
    assert_eq!(why("2026-12-29"), "年末年始");
    assert_eq!(why("2027-01-02"), "年末年始", "though it is a Saturday too");
    assert_eq!(why("2027-01-04"), "");
    assert_eq!(why("2027-02-01"), "臨時の休み");
    assert_eq!(why("2027-03-21"), "日曜日", "though it is a holiday too");
    assert_eq!(why("2027-03-28"), "", "a Sunday on which it opens");
}

#[test]
fn who_was_told_nothing_finds_it_open_every_day() {
    let unknown = OpenDays::default();
    assert!(unknown.is_unknown() && !city().is_unknown());
    assert!(city().knows_year_end() && !unknown.knows_year_end());
    assert!(day("2026-12-20").iter_days().take(30).all(|day| unknown.is_open(day)));
    assert_eq!(unknown.add_business_days(day("2026-12-31"), 3), Some(day("2027-01-03")));
}

#[test]
fn the_next_and_the_last_open_day_are_found_over_the_turn_of_the_year() {
    assert_eq!(city().next_open(day("2026-12-28")), Some(day("2026-12-28")));
    assert_eq!(city().next_open(day("2026-12-29")), Some(day("2027-01-04")));
    assert_eq!(city().last_open(day("2027-01-03")), Some(day("2026-12-28")));
    assert_eq!(city().last_open(day("2026-11-23")), Some(day("2026-11-20")));
}

#[test]
fn business_days_leave_out_weekends_and_the_holiday_on_monday() {
    let later = |from: &str, count| city().add_business_days(day(from), count).unwrap().to_string();
    assert_eq!(later("2026-11-20", 0), "2026-11-20");
    assert_eq!(later("2026-11-20", 1), "2026-11-24");
    assert_eq!(later("2026-11-22", 3), "2026-11-26");
    let before = |from: &str, count| city().business_days_before(day(from), count).unwrap().to_string();
    assert_eq!(before("2026-11-27", 3), "2026-11-24");
    assert_eq!(before("2026-11-26", 3), "2026-11-20");
    assert_eq!(before("2026-11-29", 3), "2026-11-25", "a Sunday has Friday, Thursday and Wednesday before it");
}

#[test]
fn whoever_files_on_a_day_is_in_time_for_the_days_from_here_on() {
    let first = |today: &str, count| city().first_in_time(day(today), count).unwrap().to_string();
    assert_eq!(first("2026-11-24", 3), "2026-11-27", "Tuesday, Wednesday and Thursday lie before that Friday");
    assert_eq!(first("2026-11-22", 3), "2026-11-27", "a Sunday and the holiday after it win nothing");
    assert_eq!(first("2026-11-25", 3), "2026-11-28");
    assert_eq!(first("2026-11-22", 0), "2026-11-22");
}

#[test]
fn a_holiday_on_a_closed_weekday_does_not_travel() {
    let written = serde_json::to_string(&city()).unwrap();
    assert_eq!(written, r#"{"weekdays":96,"year_end":[1229,103],"holidays":[1037,1057,1106,1176,1318],"closed":[1127],"opened":[1182]}"#);
    assert_eq!(serde_json::from_str::<OpenDays>(&written).unwrap(), city());
    assert_eq!(serde_json::from_str::<OpenDays>("{}").unwrap(), OpenDays::default());
}

#[test]
fn a_day_of_any_year_is_read_as_it_is_written() {
    for right in ["01-03", "02-29", "12-31"] {
        assert!(MonthDay::parse(right).is_some(), "{right}");
    }
    for wrong in ["1-3", "13-01", "02-30", "12/29", "12-29-", "", "+1-03"] {
        assert!(MonthDay::parse(wrong).is_none(), "{wrong}");
    }
}

prop_compose! {
    fn any_city()(
        weekdays in prop::sample::subsequence(vec![Weekday::Mon, Weekday::Thu, Weekday::Sat, Weekday::Sun], 0..=4),
        rests in any::<bool>(),
        holidays in prop::collection::vec(0_i64..900, 0..40),
        closed in prop::collection::vec(0_i64..900, 0..9),
        opened in prop::collection::vec(0_i64..900, 0..9),
    ) -> OpenDays {
        let all = |numbers: Vec<i64>| numbers.into_iter().map(|number| day("2026-01-01") + TimeDelta::days(number)).collect();
        let year_end = MonthDay::parse("12-29").zip(MonthDay::parse("01-03")).filter(|_| rests);
        OpenDays::new(&Closing { weekdays, year_end, holidays: all(holidays), days: all(closed), opened: all(opened) })
    }
}

proptest! {
    #[test]
    fn business_days_are_counted_one_by_one(city in any_city(), from in 0_i64..900, count in 0_u8..=20) {
        let from = day("2026-01-01") + TimeDelta::days(from);
        let open = |first: NaiveDate, until: NaiveDate| first.iter_days().take_while(|day| *day < until).filter(|day| city.is_open(*day)).count();
        let later = city.add_business_days(from, count).unwrap();
        prop_assert_eq!(open(from + TimeDelta::days(1), later + TimeDelta::days(1)), usize::from(count));
        prop_assert!(count == 0 || city.is_open(later));
        let before = city.business_days_before(from, count).unwrap();
        prop_assert_eq!(open(before, from), usize::from(count));
        prop_assert!(count == 0 || city.is_open(before));
    }

    #[test]
    fn in_time_is_whoever_files_so_many_business_days_before(city in any_city(), today in 0_i64..900, count in 0_u8..=20) {
        let today = day("2026-01-01") + TimeDelta::days(today);
        let first = city.first_in_time(today, count).unwrap();
        prop_assert!(city.business_days_before(first, count).unwrap() >= today);
        let day_before = first.pred_opt().unwrap();
        prop_assert!(day_before < today || city.business_days_before(day_before, count).unwrap() < today);
    }

    #[test]
    fn the_nearest_open_days_have_only_closed_ones_between(city in any_city(), from in 0_i64..900) {
        let from = day("2026-01-01") + TimeDelta::days(from);
        let (last, next) = (city.last_open(from).unwrap(), city.next_open(from).unwrap());
        prop_assert!(city.is_open(last) && city.is_open(next) && last <= from && from <= next);
        prop_assert!(last.iter_days().skip(1).take_while(|day| *day < next).all(|day| !city.is_open(day)));
    }
}
