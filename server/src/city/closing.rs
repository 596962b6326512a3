//! `[closed]` of `city.toml`: the days on which the city hall is closed.

use std::ops::Range;

use chrono::{NaiveDate, Weekday};
use domain::open_days::{Closing, MonthDay, OpenDays};

use super::section::Section;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("月", Weekday::Mon),
    ("火", Weekday::Tue),
    ("水", Weekday::Wed),
    ("木", Weekday::Thu),
    ("金", Weekday::Fri),
    ("土", Weekday::Sat),
    ("日", Weekday::Sun),
];

/// The longest rest at the turn of the year, in days.
const LONGEST_REST: usize = 31;

/// Reads `[closed]`. What is not said there, or all of it, is as usual: closed on Saturdays, Sundays and holidays. How a city rests at the turn
/// of the year only the city itself can say.
pub(super) fn read(top: &Section, holidays: Vec<NaiveDate>) -> Option<OpenDays> {
    let usual = Closing { weekdays: vec![Weekday::Sat, Weekday::Sun], holidays, ..Closing::default() };
    let Some(section) = top.section("closed") else {
        return (!top.has("closed")).then(|| OpenDays::new(&usual));
    };
    let weekdays = if section.has("weekdays") { weekdays(&section) } else { Some(usual.weekdays) };
    let holidays = if section.flag_or("holidays", true) { usual.holidays } else { Vec::new() };
    let year_end = year_end(&section);
    let (days, opened) = (days(&section, "days"), days(&section, "open"));
    section.finish();
    let (days, opened) = (days?, opened?);
    for (day, place) in opened.iter().filter(|(day, _)| days.iter().any(|(other, _)| other == day)) {
        section.object_at(place.clone(), format!("「{day}」は「days」にもあります。どちらかから消してください。"));
    }
    let only = |days: Vec<(NaiveDate, Range<usize>)>| days.into_iter().map(|(day, _)| day).collect();
    Some(OpenDays::new(&Closing { weekdays: weekdays?, year_end: year_end.ok()?, holidays, days: only(days), opened: only(opened) }))
}

fn weekdays(section: &Section) -> Option<Vec<Weekday>> {
    let mut read = Vec::new();
    for (text, place) in section.texts("weekdays") {
        match WEEKDAYS.iter().find(|(name, _)| *name == text) {
            Some((_, day)) => read.push(*day),
            None => {
                let reason =
                    format!("「{text}」は曜日ではありません。「土」のように、月、火、水、木、金、土、日のどれかを書いてください。");
                section.object_at(place, reason);
                return None;
            }
        }
    }
    if WEEKDAYS.iter().all(|(_, day)| read.contains(day)) {
        section.object("weekdays", "開いている曜日がありません。休みの曜日だけを書いてください。");
        return None;
    }
    Some(read)
}

/// # Errors
/// If there is one that cannot be understood.
fn year_end(section: &Section) -> Result<Option<(MonthDay, MonthDay)>, ()> {
    if !section.has("year_end") {
        return Ok(None);
    }
    let texts = section.texts("year_end");
    let read: Vec<MonthDay> = texts.iter().filter_map(|(text, _)| MonthDay::parse(text)).collect();
    let rest = match read.as_slice() {
        [first, last] if texts.len() == 2 => Some((*first, *last)),
        _ => None,
    };
    let reason = match rest {
        Some((first, last)) if MonthDay::days_from(first, last) <= LONGEST_REST => return Ok(rest),
        Some(_) => format!("年末年始の休みが{LONGEST_REST}日より長くなっています。初めの日と終わりの日を確かめてください。"),
        None => "年末年始の休みは、[\"12-29\", \"01-03\"] のように、初めの日と終わりの日を書いてください。".to_owned(),
    };
    section.object("year_end", reason);
    Err(())
}

/// Days, each with where it is written; `None` if one of them is none.
fn days(section: &Section, key: &'static str) -> Option<Vec<(NaiveDate, Range<usize>)>> {
    let mut read = Some(Vec::new());
    for (text, place) in section.texts(key) {
        match text.parse::<NaiveDate>() {
            Ok(day) => read.iter_mut().for_each(|days| days.push((day, place.clone()))),
            Err(_) => {
                section.object_at(place, format!("「{text}」は日付ではありません。「2027-02-01」のように、引用符で囲んで書いてください。"));
                read = None;
            }
        }
    }
    read
}
