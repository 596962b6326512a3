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

/// The oracle is ICU's Japanese calendar, which knows the eras from its own data. It shows days before 1873 by the western calendar, but reads
/// the years of Meiji that long ago too.
#[test]
fn every_day_since_the_first_of_meiji_agrees_with_icu() {
    use icu_calendar::{Date, cal::Japanese};
    let mut date = Era::Meiji.first_day();
    while date.year() <= 2100 {
        let (month, day) = (date.month() as u8, date.day() as u8);
        let iso = Date::try_new_iso(date.year(), month, day).unwrap();
        let (era, count) = Era::of(date).unwrap();
        let read_by_icu = Date::try_new_japanese_with_calendar(era.id(), count, month, day, Japanese::new()).unwrap();
        assert_eq!(read_by_icu, iso.to_calendar(Japanese::new()), "{date}");
        if date.year() >= 1873 {
            let year = iso.to_calendar(Japanese::new()).year().era().unwrap();
            assert_eq!((era.id(), count), (year.era.as_str(), year.year), "{date}");
        }
        let read_back = reads(era, &count.to_string(), &date.month().to_string(), &date.day().to_string());
        assert_eq!(read_back, Ok(date));
        date = date.succ_opt().unwrap();
    }
}

/// Until 明治5年12月2日 Japan counted months by the moon, so New Year came weeks after 1 January; ICU does not follow that calendar either.
/// We count such days by the solar calendar: between 1 January and the New Year of then we are a year ahead, and from there on in step. Meiji
/// begins with the New Year of its first year, as was decreed in its autumn.
#[test]
fn before_1873_a_year_begins_with_january_and_not_with_the_moon() {
    let new_years = [
        (1, day(1868, 1, 25)),
        (2, day(1869, 2, 11)),
        (3, day(1870, 2, 1)),
        (4, day(1871, 2, 19)),
        (5, day(1872, 2, 9)),
        (6, day(1873, 1, 1)),
    ];
    for (year, new_year) in new_years {
        assert_eq!(Era::of(new_year), Some((Era::Meiji, year)));
        assert_eq!(Era::of(day(new_year.year(), 12, 31)), Some((Era::Meiji, year)), "to the end of the solar year");
        let eve = new_year.pred_opt().unwrap();
        let ours = if eve.year() == new_year.year() { year } else { year - 1 };
        assert_eq!(Era::of(eve), (year > 1).then_some((Era::Meiji, ours)), "{eve} was the last day of a year by the moon");
    }
    assert_eq!(show(day(1872, 12, 31)), "明治5年12月31日", "明治5年12月2日 by the moon, the last day that was counted so");
}

#[test]
fn every_reckoning_is_read_by_its_id_and_its_name() {
    for reckoning in Era::ALL.map(Reckoning::Era).into_iter().chain([Reckoning::Western]) {
        assert_eq!(Reckoning::parse(reckoning.id()), Some(reckoning));
        assert_eq!(Reckoning::parse(reckoning.name()), Some(reckoning));
    }
    assert_eq!(Reckoning::parse("keio"), None);
}
