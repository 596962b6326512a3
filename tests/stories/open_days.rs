//! The days on which the city hall is closed: a city says them, forms and guides know them, and everybody is judged by the same ones.

use std::fs;

use chrono::NaiveDate;
use domain::form::{Entries, Fault};
use domain::open_days::{Closure, OpenDays};
use server::Clock;
use server::city::{Catalogue, Library, Mistakes, load_city};

use crate::city_hall::{CityHall, root, run};
use crate::demo::{catalogue, folder, library, library_of, today};
use crate::mistakes;

fn shiosai() -> Library {
    library_of(&folder("public/cities/shiosai"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The example of the water form with another first day.
fn water_from(first_day: &str) -> Entries {
    let mut entries = library().form("water-start").unwrap().sample.clone();
    entries.set("first-day", first_day);
    entries
}

#[test]
fn two_cities_are_closed_on_days_of_their_own() {
    let (sakurano, shiosai) = (library(), shiosai());
    let why = |library: &Library, text: &str| library.open_days().closure(day(text)).map_or("open", Closure::label);
    for (text, in_sakurano, in_shiosai) in [
        ("2026-11-22", "日曜日", "日曜日"),
        ("2026-11-23", "祝日", "祝日"),
        ("2026-12-28", "open", "年末年始"),
        ("2026-12-31", "年末年始", "年末年始"),
        ("2027-01-04", "open", "年末年始"),
        ("2027-03-28", "日曜日", "open"),
        ("2027-07-16", "open", "臨時の休み"),
    ] {
        assert_eq!((why(&sakurano, text), why(&shiosai, text)), (in_sakurano, in_shiosai), "{text}");
    }
}

#[test]
fn water_needs_three_business_days_and_a_saturday_is_no_mistake() {
    let library = library();
    let form = library.form("water-start").unwrap();
    let told = |first_day: &str| form.check(&water_from(first_day), today()).err().unwrap_or_default();
    // Today is a Sunday before a holiday: Tuesday, Wednesday and Thursday are the three.
    let problems = told("2026-11-26");
    assert_eq!(problems.iter().map(|problem| problem.control.as_str()).collect::<Vec<_>>(), ["first-day"]);
    assert!(problems[0].sentence().ends_with("今日届け出るときは、令和8年11月27日金曜日か、それより後の日付を入力してください。"));
    assert_eq!(told("2026-11-27"), []);
    assert_eq!(told("2026-11-28"), [], "water can be used on a Saturday");
}

#[test]
fn the_city_fetches_what_was_found_on_the_beach_on_a_day_on_which_it_is_open() {
    let library = shiosai();
    let form = library.form("beach-cleaning").unwrap();
    let told = |day: &str, today: &str| {
        let mut entries = form.sample.clone();
        entries.set("day", day);
        form.check(&entries, today.parse().unwrap()).err().unwrap_or_default().pop().map(|problem| problem.fault)
    };
    let closed = |why, next: &str| Some(Fault::Closed { why, next: next.into() });
    assert_eq!(told("2027-03-27", "2027-03-01"), closed(Closure::Weekday(5), "令和9年3月28日日曜日"), "the Sunday after is open");
    assert_eq!(told("2027-03-28", "2027-03-01"), None);
    assert_eq!(told("2027-01-04", "2026-12-01"), closed(Closure::YearEnd, "令和9年1月5日火曜日"));
}

#[test]
fn phones_get_the_closed_days_with_what_depends_on_them_and_only_there() {
    let (library, catalogue) = (library(), catalogue());
    for form in library.current() {
        assert_eq!(form.minds_open_days(), !form.open_days.is_unknown(), "{}", form.id);
        if form.minds_open_days() {
            let written = serde_json::to_string(&form.open_days).unwrap();
            assert!(written.len() < 700, "{}: {} bytes", form.id, written.len());
            assert_eq!(serde_json::from_str::<OpenDays>(&written).unwrap(), *library.open_days());
        }
    }
    assert!(library.form("water-start").unwrap().minds_open_days() && library.form("move-in").unwrap().minds_open_days());
    assert!(!library.form("residence-certificate").unwrap().minds_open_days());
    assert!(catalogue.guides.iter().all(|guide| guide.open_days == *library.open_days()));
    let hall = CityHall::open(&[]);
    assert!(hall.browser().fetch("/forms/water-start").ok().body.contains("\"open_days\":{\"weekdays\":96,\"year_end\":[1229,103]"));
}

#[test]
fn the_last_day_of_a_guide_is_counted_in_business_days() {
    let guides = catalogue().guides;
    let moving = guides.iter().find(|guide| guide.id == "moving").unwrap();
    let given = [("way", "into"), ("moved.year", "2027"), ("moved.month", "1"), ("moved.day", "12")];
    let plan = moving.plan(&given.into_iter().map(|(control, text)| (control.to_owned(), text.to_owned())).collect());
    let water = plan.steps.iter().find(|step| step.procedure.id == "water-start").unwrap();
    // Before Tuesday 12 January lie a holiday and a weekend.
    let until = water.term.unwrap().until;
    assert_eq!(until, day("2027-01-06"));
    // The form that the step leads to is of the same mind.
    let (library, entries) = (library(), water_from("2027-01-12"));
    let form = library.form("water-start").unwrap();
    assert!(form.check(&entries, until).is_ok(), "in time on the last day");
    assert!(form.check(&entries, until.succ_opt().unwrap()).is_err(), "and too late on the next");
}

#[test]
fn a_slip_for_a_day_that_is_too_soon_is_not_made() {
    let command = |words: &[&str], input: &str| {
        let output = run(root(), words, input);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
    };
    let seal = |entries: &Entries| command(&["slip", "seal", "--form", "water-start", "--plain"], &serde_json::to_string(entries).unwrap());
    let mut sample: Entries = serde_json::from_str(&command(&["form", "sample", "water-start"], "").unwrap()).unwrap();
    seal(&sample).expect("the example is in time on any day");
    // The day after today is never three business days away.
    let today = Clock::of_the_machine().now().date();
    sample.set("first-day", today.succ_opt().unwrap().to_string());
    let told = seal(&sample).unwrap_err();
    assert!(told.contains("3日前までに届け出てください"), "{told}");
}

/// Changes what the second city says of its closed days and expects refusals.
fn refused(right: &str, wrong: &str, expected: &str) {
    let city = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(folder("public/cities/shiosai/city.toml")).unwrap();
    assert!(text.contains(right), "{right} is not in the file");
    fs::write(city.path().join("city.toml"), text.replacen(right, wrong, 1)).unwrap();
    fs::copy(folder("public/cities/shiosai/logo.svg"), city.path().join("logo.svg")).unwrap();
    mistakes::expect(&load_city(&folder("public"), city.path()).expect_err(wrong), expected);
}

#[test]
fn closed_days_with_a_mistake_are_refused_where_they_are() {
    refused("[\"12-28\", \"01-04\"]", "[\"12-28\"]", "56: 初めの日と終わりの日を書いてください");
    refused("\"12-28\"", "\"12/28\"", "56: [\"12-29\", \"01-03\"] のように");
    refused("\"12-28\"", "\"02-30\"", "56: [\"12-29\", \"01-03\"] のように");
    refused("\"12-28\"", "\"11-28\"", "56: 31日より長くなっています");
    refused("\"2027-07-16\"", "\"7月16日\"", "57: 「7月16日」は日付ではありません");
    refused("\"2027-07-16\"", "\"2027-04-04\"", "58: 「2027-04-04」は「days」にもあります");
    refused("days = [", "day = [", "57: 「days」の書き間違いではありませんか");
    refused("days = [\"2027-07-16\"]", "weekdays = [\"土曜\"]", "57: 「土曜」は曜日ではありません");
    let all = "weekdays = [\"月\", \"火\", \"水\", \"木\", \"金\", \"土\", \"日\"]";
    refused("days = [\"2027-07-16\"]", all, "57: 開いている曜日がありません");
    refused("days = [\"2027-07-16\"]", "holidays = \"no\"", "57: true か false");
}

#[test]
fn a_city_that_says_nothing_is_closed_at_weekends_and_on_holidays() {
    let city = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(folder("public/cities/sakurano/city.toml")).unwrap();
    let at = text.find("[closed]").unwrap();
    let open_days = |closed: &str| {
        fs::write(city.path().join("city.toml"), format!("{}{closed}", &text[..at])).unwrap();
        load_city(&folder("public"), city.path()).unwrap().open_days
    };
    let open = |open_days: &OpenDays| ["2026-11-21", "2026-11-23", "2026-12-31"].map(|text| open_days.is_open(day(text)));
    assert_eq!(open(&open_days("")), [false, false, true], "of the turn of the year nobody has told us");
    assert_eq!(open(&open_days("[closed]\nholidays = false\nweekdays = []")), [true, true, true]);
}

#[test]
fn holidays_that_cannot_be_read_are_told_and_the_rest_goes_on() {
    let public = tempfile::tempdir().unwrap();
    fs::create_dir(public.path().join("data")).unwrap();
    fs::write(public.path().join("data/holidays.txt"), "2026-11-23 勤労感謝の日\n2026-11-31\n").unwrap();
    let city = folder("public/cities/sakurano");
    let open_days = load_city(public.path(), &city).unwrap().open_days;
    assert!(open_days.is_open(day("2026-11-23")) && !open_days.is_open(day("2026-11-22")));
    let catalogue = Catalogue::load(public.path(), &city, &library()).unwrap();
    mistakes::expect(&Mistakes(catalogue.mistakes), "2: 日付と名前を書いてください");
}

#[test]
fn a_colleague_asks_what_is_not_known_of_closed_days() {
    let place = tempfile::tempdir().unwrap();
    let city = place.path().join("city");
    fs::create_dir(&city).unwrap();
    let text = fs::read_to_string(folder("public/cities/sakurano/city.toml")).unwrap();
    fs::write(city.join("city.toml"), &text[..text.find("[closed]").unwrap()]).unwrap();
    let folders = server::config::Folders { data: place.path().join("data"), city: Some(city), app: Some(root().to_owned()) };
    let judged = |moment: i64| server::form_command::check_city(&folders, domain::moment::Moment(moment)).unwrap().words;
    let words = judged(1_795_311_720);
    assert!(
        words.contains("年末年始の休み（[closed] の「year_end」）が書かれていません") && !words.contains("祝日が分かりません"),
        "{words}"
    );
    // Four years later nobody has made the table anew.
    assert!(judged(1_921_542_120).contains("2031年の祝日が分かりません"));
}
