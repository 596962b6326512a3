use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn reads(era: Era, year: &str, month: &str, day: &str) -> Result<NaiveDate, NoDate> {
    read(Reckoning::Era(era), year, month, day)
}

#[test]
fn an_era_ends_the_day_before_the_next_begins() {
    let ends = [
        (day(1912, 7, 29), "明治45年7月29日", "大正元年7月30日"),
        (day(1926, 12, 24), "大正15年12月24日", "昭和元年12月25日"),
        (day(1989, 1, 7), "昭和64年1月7日", "平成元年1月8日"),
        (day(2019, 4, 30), "平成31年4月30日", "令和元年5月1日"),
    ];
    for (last, old, new) in ends {
        assert_eq!(show(last), old);
        assert_eq!(show(last.succ_opt().unwrap()), new);
    }
}

#[test]
fn a_year_is_read_in_either_width_with_or_without_its_word() {
    assert_eq!(reads(Era::Reiwa, "元", "5", "1"), Ok(day(2019, 5, 1)));
    assert_eq!(reads(Era::Reiwa, "元年", "５月", "１日"), Ok(day(2019, 5, 1)));
    assert_eq!(reads(Era::Heisei, "０１", "1", "08"), Ok(day(1989, 1, 8)));
    assert_eq!(read(Reckoning::Western, "２０２６年", "11", "22"), Ok(day(2026, 11, 22)));
}

#[test]
fn a_day_of_another_era_is_told_its_own() {
    let told = |written: &str, instead: &str| NoDate::OtherEra { written: written.into(), instead: instead.into() };
    assert_eq!(reads(Era::Showa, "64", "1", "8"), Err(told("昭和64年1月8日", "平成元年1月8日")));
    assert_eq!(reads(Era::Reiwa, "1", "4", "30"), Err(told("令和元年4月30日", "平成31年4月30日")));
    assert_eq!(reads(Era::Heisei, "38", "11", "22"), Err(told("平成38年11月22日", "令和8年11月22日")));
    assert_eq!(reads(Era::Meiji, "1", "1", "24"), Err(told("明治元年1月24日", "1868年1月24日")));
}

#[test]
fn a_day_that_does_not_exist_is_told_the_last_one() {
    assert_eq!(reads(Era::Reiwa, "7", "2", "29"), Err(NoDate::NoSuchDay { written: "令和7年2月29日".into(), last: 28 }));
    assert_eq!(read(Reckoning::Western, "2024", "2", "30"), Err(NoDate::NoSuchDay { written: "2024年2月30日".into(), last: 29 }));
    assert_eq!(reads(Era::Reiwa, "0", "2", "3"), Err(NoDate::Year));
    assert_eq!(reads(Era::Reiwa, "8", "13", "3"), Err(NoDate::Month));
    assert_eq!(reads(Era::Reiwa, "8", "3", "三"), Err(NoDate::Day));
}

/// The oracle is ICU's Japanese calendar, which knows the eras from its own data; before 1873 it counts by the old calendar.
#[test]
fn every_day_since_1873_agrees_with_icu() {
    use icu_calendar::{Date, cal::Japanese};
    let mut date = day(1873, 1, 1);
    while date.year() <= 2100 {
        let icu = Date::try_new_iso(date.year(), date.month() as u8, date.day() as u8).unwrap().to_calendar(Japanese::new());
        let year = icu.year().era().unwrap();
        let (era, count) = Era::of(date).unwrap();
        assert_eq!((era.id(), count), (year.era.as_str(), year.year), "{date}");
        let read_back = reads(era, &count.to_string(), &date.month().to_string(), &date.day().to_string());
        assert_eq!(read_back, Ok(date));
        date = date.succ_opt().unwrap();
    }
}

#[test]
fn every_reckoning_is_read_by_its_id_and_its_name() {
    for reckoning in Era::ALL.map(Reckoning::Era).into_iter().chain([Reckoning::Western]) {
        assert_eq!(Reckoning::parse(reckoning.id()), Some(reckoning));
        assert_eq!(Reckoning::parse(reckoning.name()), Some(reckoning));
    }
    assert_eq!(Reckoning::parse("keio"), None);
}
