//! Dates as other languages write them.

use chrono::{Datelike, NaiveDate};

use crate::era::{self, Era, Reckoning};
use crate::language::Language;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A date, as [`crate::era`] shows it or by both calendars, or a moment as [`crate::moment::Moment::words`] has it, in this language; `None`
/// for anything else.
///
/// In English the western year comes first and the era's beside it, because that is what is printed on the official form.
pub(super) fn say(text: &str, language: Language) -> Option<String> {
    if let Some((day, clock)) = text.split_once(' ').filter(|(_, clock)| is_clock(clock)) {
        return Some(format!("{} {clock}", say(day, language)?));
    }
    let (date, by_era) = read(text)?;
    match language {
        Language::Japanese => None,
        Language::English => Some(english(date, by_era)),
        Language::Easy => Some(easy(text)),
    }
}

/// Hours and minutes, as `10:42`.
fn is_clock(text: &str) -> bool {
    text.len() == 5 && text.split_once(':').is_some_and(|(hours, minutes)| [hours, minutes].iter().all(|part| part.parse::<u8>().is_ok()))
}

fn english(date: NaiveDate, by_era: bool) -> String {
    let month = MONTHS[date.month0() as usize];
    let western = format!("{} {month} {}", date.day(), date.year());
    match Era::of(date).filter(|_| by_era) {
        Some((era, year)) => format!("{western} ({} {year})", romanised(era)),
        None => western,
    }
}

/// The same with the readings of what stands between the numbers.
fn easy(text: &str) -> String {
    let readings = [("明治", "明治《めいじ》"), ("大正", "大正《たいしょう》"), ("昭和", "昭和《しょうわ》"), ("平成", "平成《へいせい》")];
    let more = [("令和", "令和《れいわ》"), ("元年", "元年《がんねん》"), ("月", "月《がつ》"), ("日", "日《にち》")];
    let text = readings.into_iter().chain(more).fold(text.to_owned(), |text, (word, read)| text.replace(word, read));
    let mut read = String::new();
    let mut before = ' ';
    for character in text.chars() {
        read.push(character);
        if character == '年' && before.is_ascii_digit() {
            read.push_str("《ねん》");
        }
        before = character;
    }
    read
}

fn romanised(era: Era) -> &'static str {
    match era {
        Era::Meiji => "Meiji",
        Era::Taisho => "Taisho",
        Era::Showa => "Showa",
        Era::Heisei => "Heisei",
        Era::Reiwa => "Reiwa",
    }
}

/// The date that a whole text is, and whether an era is named in it.
fn read(text: &str) -> Option<(NaiveDate, bool)> {
    let Some((first, western)) = text.strip_suffix('）').and_then(|text| text.split_once('（')) else { return read_one(text) };
    let (date, by_era) = read_one(first)?;
    (read_one(western)?.0 == date).then_some((date, by_era))
}

fn read_one(text: &str) -> Option<(NaiveDate, bool)> {
    let era = Era::ALL.into_iter().find_map(|era| Some((Reckoning::Era(era), text.strip_prefix(era.name())?)));
    let (reckoning, rest) = era.unwrap_or((Reckoning::Western, text));
    let (year, rest) = rest.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    Some((era::read(reckoning, year, month, day).ok()?, era.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expected: Option<&str>) {
        assert_eq!(say(text, language).as_deref(), expected, "{text}");
    }

    #[test]
    fn english_has_the_western_year_first() {
        check("令和8年11月22日", Language::English, Some("22 November 2026 (Reiwa 8)"));
        check("昭和64年1月7日（1989年1月7日）", Language::English, Some("7 January 1989 (Showa 64)"));
        check("2026年11月22日", Language::English, Some("22 November 2026"));
        check("2026年11月22日 10:42", Language::English, Some("22 November 2026 10:42"));
    }

    #[test]
    fn easy_japanese_has_the_readings() {
        check("令和元年5月1日", Language::Easy, Some("令和《れいわ》元年《がんねん》5月《がつ》1日《にち》"));
        check("2026年11月22日", Language::Easy, Some("2026年《ねん》11月《がつ》22日《にち》"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["令和8年", "8月22日", "昭和64年1月8日", "令和8年11月22日（2026年11月23日）", "年月日", "2026年13月1日", "2026年11月22日 朝"]
        {
            check(text, Language::English, None);
        }
    }
}
