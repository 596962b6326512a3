//! A date, by the Japanese or the western calendar, with the other one shown.

use chrono::NaiveDate;
use domain::era::{self, Era, PartialDate, Reckoning};
use domain::form::{Entries, Part};
use domain::open_days::OpenDays;
use leptos::prelude::*;

use super::paper::{FaultLine, control_id, fault_id};
use super::text_field::{Input, Keys, Line, Wide};
use crate::words::open_days::closed_then;

/// The controls of a date (日付の入力欄).
#[component]
pub fn DateField(
    /// The controls' names begin with this.
    path: String,
    /// What the browser may offer: the parts of the person's own birthday, or nothing.
    #[prop(default = false)]
    own_birthday: bool,
    /// Whether it is said beside it that the city hall is closed on that day.
    #[prop(default = false)]
    tells_closed: bool,
    /// Whether it may be known in part: then a year says something by itself.
    #[prop(default = false)]
    in_part: bool,
) -> impl IntoView {
    let part = |end: &str| format!("{path}.{end}");
    // One sentence speaks for the whole date.
    let controls = vec![part("year"), part("month"), part("day"), path.clone()];
    let told_at = Some(part("year"));
    let described = fault_id(&part("year"));
    let line = |end: &str, wide, autocomplete| {
        let line = Line { name: part(end), keys: Keys::Digits, wide, autocomplete, told_at: told_at.clone(), ..Line::default() };
        view! { <Input line=line/> }
    };
    let birthday = |token| if own_birthday { token } else { "" };
    // 西暦 has no value, so that a date nobody has touched holds nothing.
    let eras = Era::ALL.map(|era| view! { <option value=era.id()>{era.name()}</option> }).collect_view();
    view! {
        <div class="date">
            <div class="date-part">
                <label for=control_id(&part("era"))>"年号"</label>
                <select class="input" id=control_id(&part("era")) name=part("era") autocomplete="off" aria-describedby=described>
                    <option value="">"西暦"</option>
                    {eras}
                </select>
            </div>
            <div class="date-part">
                <label for=control_id(&part("year"))>"年"</label>
                {line("year", Wide::Short, birthday("bday-year"))}
            </div>
            <div class="date-part">
                <label for=control_id(&part("month"))>"月"</label>
                {line("month", Wide::Number, birthday("bday-month"))}
            </div>
            <div class="date-part">
                <label for=control_id(&part("day"))>"日"</label>
                {line("day", Wide::Number, birthday("bday-day"))}
            </div>
        </div>
        <p class="date-echo" aria-live="polite" data-date=path.clone() data-in-part=in_part></p>
        {tells_closed.then(|| view! { <p class="date-closed" aria-live="polite" data-closed-day=path></p> })}
        <FaultLine controls=controls/>
    }
}

/// What is written of dates.
pub fn dates(entries: &Entries) -> Entries {
    let is_part = |control: &str| control.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "era" | "year" | "month" | "day"));
    Entries(entries.0.iter().filter(|(control, _)| is_part(control)).map(|(control, text)| (control.clone(), text.clone())).collect())
}

/// What stands in the parts of the date at `path`, by both calendars, a whole one with its day of the week; nothing unless a form can hold
/// it. A year, or a year and a month, are a date only where one may be known in part.
pub fn echo(entries: &Entries, path: &str, in_part: bool) -> Option<String> {
    match understood(entries, path)? {
        PartialDate::Day(date) => Some(words(date)),
        date => in_part.then(|| format!("{}（{}）", date.show(), date.show_western())),
    }
}

/// That the city hall is closed on the date that stands in the parts; nothing if it is open.
pub fn closed(entries: &Entries, path: &str, open_days: &OpenDays) -> Option<String> {
    match understood(entries, path)? {
        PartialDate::Day(date) => closed_then(open_days, date),
        _ => None,
    }
}

/// The date that stands in the parts as far as it is known, if it is one that a form can hold.
fn understood(entries: &Entries, path: &str) -> Option<PartialDate> {
    let [era, year, month, day] = Part::DATE.map(|part| entries.get(&format!("{path}.{}", part.id())));
    let reckoning = if era.is_empty() { Reckoning::Western } else { Reckoning::parse(era)? };
    PartialDate::read(reckoning, year, month, day).ok().filter(|date| date.last_day() >= Era::Meiji.first_day())
}

/// The date by both calendars, and its day of the week.
fn words(date: NaiveDate) -> String {
    let weekday = era::weekday(date);
    format!("{}（{}）{weekday}曜日", era::show(date), era::show_western(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(parts: [&str; 4], in_part: bool) -> Option<String> {
        let named = ["born.era", "born.year", "born.month", "born.day"].into_iter().zip(parts);
        echo(&named.map(|(control, text)| (control.to_owned(), text.to_owned())).collect(), "born", in_part)
    }

    fn check(parts: [&str; 4], expected: Option<&str>) {
        assert_eq!(told(parts, false).as_deref(), expected);
    }

    #[test]
    fn a_date_is_shown_by_the_other_calendar_as_soon_as_it_is_one() {
        check(["", "2026", "11", "22"], Some("令和8年11月22日（2026年11月22日）日曜日"));
        check(["showa", "64", "1", "7"], Some("昭和64年1月7日（1989年1月7日）土曜日"));
        check(["reiwa", "元", "5", "1"], Some("令和元年5月1日（2019年5月1日）水曜日"));
        check(["", "2026", "11", ""], None);
        check(["", "4", "3", "9"], None);
        check(["showa", "64", "1", "8"], None);
    }
    #[test]
    fn a_year_alone_is_shown_by_both_calendars_where_a_date_may_be_known_in_part() {
        let check = |parts, expected: Option<&str>| assert_eq!(told(parts, true).as_deref(), expected);
        check(["showa", "55", "", ""], Some("昭和55年（1980年）"));
        check(["", "1980", "3", ""], Some("昭和55年3月（1980年3月）"));
        check(["", "1989", "", ""], Some("昭和64年・平成元年（1989年）"));
        check(["showa", "64", "1", "7"], Some("昭和64年1月7日（1989年1月7日）土曜日"));
        check(["", "1868", "", ""], Some("明治元年（1868年）"));
        check(["", "198", "", ""], None);
        check(["heisei", "38", "", ""], None);
        check(["showa", "", "3", ""], None);
        check(["showa", "55", "", "14"], None);
    }
}
