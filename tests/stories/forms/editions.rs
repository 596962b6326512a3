//! Editions with a day on which they begin to count: the one of today is served, the others are read, and nobody starts the server again.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::draft::Draft;
use domain::slip::{KeyRing, SealedSlip};
use server::Clock;
use server::city::Used;
use server::config::{Command, CommandLine, Folders};
use server::form_command::{check_city, diff};
use server::serving::Ready;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::browser::Browser;
use crate::city_hall::app_without_programs;
use crate::demo::library_of;

/// 23:59:30 in Japan on 31 March 2027.
const BEFORE_MIDNIGHT: i64 = 1_806_505_170;

/// A city like the demo city, with editions of the water form: each file's name, and what is different in it.
fn city(editions: &[(&str, &[(&str, &str)])]) -> TempDir {
    let city = tempfile::tempdir().unwrap();
    fs::copy(folder("public/cities/sakurano/city.toml"), city.path().join("city.toml")).unwrap();
    fs::create_dir(city.path().join("forms")).unwrap();
    let text = fs::read_to_string(folder("public/forms/water-start.toml")).unwrap();
    for (name, changes) in editions {
        let changed = changes.iter().fold(text.clone(), |text, (from, to)| {
            assert!(text.contains(from), "{from} is not in the form");
            text.replacen(from, to, 1)
        });
        fs::write(city.path().join("forms").join(name), changed).unwrap();
    }
    city
}

const SECOND: (&str, &str) = ("edition = 1", "edition = 2\neffective = \"2027-04-01\"");
const LONGER: (&str, &str) = ("max = 20", "max = 30");

/// The second edition is ready, and begins with April.
fn with_second() -> TempDir {
    city(&[("water-start@2.toml", &[SECOND, LONGER, ("label = \"前の住所\"\n", "label = \"引っ越す前の住所\"\n")])])
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_edition_of_the_day_counts_and_the_others_are_read() {
    let city = with_second();
    let library = library_of(city.path());
    assert_eq!(library.mistakes().count(), 0, "{:?}", library.refused());
    let edition = |library: &Library| library.form("water-start").unwrap().edition;
    assert_eq!((edition(&library), library.next_change()), (1, Some(day("2027-04-01"))));
    assert_eq!(library.coming().map(|form| form.edition).collect::<Vec<_>>(), [2]);
    let in_april = library.clone().on(day("2027-04-01"));
    assert_eq!((edition(&in_april), in_april.next_change(), in_april.coming().count()), (2, None, 0));
    assert_eq!(edition(&library.clone().on(day("2027-03-31"))), 1);
    assert_eq!(in_april.current().len(), library.current().len());

    // A code that was made with the first one in March is opened in April.
    let (march, april) = (Moment(BEFORE_MIDNIGHT), Moment(BEFORE_MIDNIGHT + 86_400));
    let first = library.edition("water-start", 1).unwrap();
    let mut entries = first.sample.clone();
    entries.set("first-day", "2027-05-10");
    let draft = Draft { form: first.id.clone(), edition: 1, entries };
    let slip = draft.finish(first, march).unwrap_or_else(|problems| panic!("{problems:?}"));
    let code = SealedSlip::parse(&slip.digits([&**first], 2040).unwrap()).unwrap();
    assert_eq!(code.open(&KeyRing::default(), in_april.every().map(|form| &**form), 2040, april), Ok(slip));
}

#[test]
fn an_edition_that_is_still_to_come_may_be_changed() {
    let (city, data) = (with_second(), tempfile::tempdir().unwrap());
    let library = library_of(city.path());
    Used::read(data.path()).unwrap().remember(&library).unwrap();
    let used = || fs::read_to_string(data.path().join("editions.txt")).unwrap();
    assert!(used().contains("water-start 1 ") && !used().contains("water-start 2 "), "nobody has used it");
    Used::read(data.path()).unwrap().remember(&library.on(day("2027-04-01"))).unwrap();
    assert!(used().contains("water-start 2 "));
}

#[test]
fn editions_that_begin_in_the_wrong_order_are_refused() {
    let told = |editions: &[(&str, &[(&str, &str)])]| {
        let city = city(editions);
        library_of(city.path()).mistakes().map(|mistake| mistake.reason.clone()).collect::<Vec<_>>().join("\n")
    };
    let from = |edition: &str, day: &str| format!("edition = {edition}\neffective = \"{day}\"");
    let (second, third) = (from("2", "2027-04-01"), from("3", "2027-03-01"));
    let wrong =
        told(&[("water-start@2.toml", &[("edition = 1", second.as_str())]), ("water-start@3.toml", &[("edition = 1", third.as_str())])]);
    assert!(wrong.contains("第2版は2027-04-01から使うことになっていて、その後の第3版のほうが先に始まります"), "{wrong}");
    let wrong = told(&[("water-start@2.toml", &[("edition = 1", "edition = 2")])]);
    assert!(wrong.contains("「effective」に使い始める日を書いてください"), "{wrong}");
    let wrong = told(&[("water-start@2.toml", &[("edition = 1", "edition = 2\neffective = \"April\"")])]);
    assert!(wrong.contains("「April」は日付ではありません。「2027-04-01」のように"), "{wrong}");
}

#[test]
fn where_a_later_edition_is_refused_the_one_before_it_is_not_offered_in_its_place() {
    let begun = ("edition = 1", "edition = 2\neffective = \"2026-10-01\"");
    let city = city(&[("water-start@2.toml", &[begun, ("id = \"payment\"\nlabel", "id = \"payment\"\nlable")])]);
    let library = library_of(city.path());
    assert!(library.form("water-start").is_none(), "what the city asks now nobody can read");
    assert!(library.edition("water-start", 1).is_some() && library.named().iter().any(|form| form.id == "water-start"));
}

#[test]
fn form_check_judges_every_edition_and_points_at_gaps() {
    let fourth = ("edition = 1", "edition = 4\neffective = \"2027-04-01\"");
    let city = city(&[("water-start.toml", &[("edition = 1", "edition = 2")]), ("water-start@4.toml", &[fourth])]);
    let place = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(fs::canonicalize(folder("public")).unwrap(), place.path().join("public")).unwrap();
    let data = place.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("editions.txt"), "water-start 1 00\n").unwrap();
    let folders = Folders { data, city: Some(city.path().to_owned()), app: Some(place.path().to_owned()) };
    let judgement = check_city(&folders, Moment(1_795_311_720)).unwrap();
    assert!(judgement.right, "{}", judgement.words);
    for words in [
        "water-start: 「水道使用開始届」第2版。",
        "water-start: 「水道使用開始届」第4版（2027-04-01から使う版）。",
        "water-start：第3版のファイルがありません。",
        "water-start：使ったことのある第1版のファイルがありません。",
    ] {
        assert!(judgement.words.contains(words), "{words}: {}", judgement.words);
    }
    let files = [city.path().join("forms/water-start@4.toml")];
    let alone = form_command::check(&files, Moment(1_795_311_720)).words;
    assert!(alone.contains("water-start：2027-04-01より前に使う版がありません"), "{alone}");
    let both = diff(&city.path().join("forms/water-start.toml"), &files[0], Moment(1_795_311_720)).unwrap();
    assert!(both.right && both.words.contains("使い始める日：（なし） → 2027-04-01"), "{}", both.words);
}

#[test]
fn a_form_of_which_no_edition_counts_yet_sends_people_to_the_counter() {
    let city = city(&[("water-start.toml", &[("edition = 1", "edition = 1\neffective = \"2027-04-01\"")])]);
    let library = library_of(city.path());
    assert_eq!((library.mistakes().count(), library.form("water-start").is_none()), (0, true));
    let catalogue = server::city::Catalogue::load(&folder("public"), city.path(), &library).unwrap();
    assert_eq!(catalogue.mistakes, []);
    assert!(catalogue.closed.iter().any(|closed| closed.id == "water-start" && !closed.comes_back));
    assert!(library.on(day("2027-04-01")).form("water-start").is_some());
}

#[test]
fn at_midnight_the_server_shows_the_new_edition_and_nobody_starts_it_again() {
    let (city, data, app) = (with_second(), tempfile::tempdir().unwrap(), app_without_programs());
    let words = ["madoguchi", "serve", "--listen", "127.0.0.1:0", "--data"].map(str::to_owned).into_iter();
    let places = [data.path().display().to_string(), "--city".into(), city.path().display().to_string(), "--app".into()];
    let line = CommandLine::of(words.chain(places).chain([app.path().display().to_string()]));
    let Command::Serve(settings) = line.command else { panic!("it serves") };
    let time = Arc::new(AtomicI64::new(BEFORE_MIDNIGHT));
    let hands = Arc::clone(&time);
    let clock = Clock::by(move || Moment(hands.load(Ordering::Relaxed)));
    let (shutdown, (tell, told)) = (CancellationToken::new(), std::sync::mpsc::channel::<SocketAddr>());
    let closing = shutdown.clone();
    let server = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let ready = Ready::prepare(*settings, clock, closing).await.unwrap_or_else(|trouble| panic!("{trouble}"));
            tell.send(ready.address()).unwrap();
            ready.serve().await;
        });
    });
    let mut browser = Browser::at(told.recv().unwrap());
    let mut shown = |path: &str| browser.fetch(path).ok().body;
    assert!(shown("/forms/water-start").contains("前の住所") && shown("/forms/water-start.json").contains("\"edition\":1"));
    time.fetch_add(29, Ordering::Relaxed);
    assert!(shown("/forms/water-start.json").contains("\"edition\":1"), "23:59:59");
    time.fetch_add(1, Ordering::Relaxed);
    assert!(shown("/forms/water-start").contains("引っ越す前の住所"), "it is April");
    assert!(shown("/forms/water-start.json").contains("\"edition\":2"));
    assert!(fs::read_to_string(data.path().join("editions.txt")).unwrap().contains("water-start 2 "), "from now on it is used");
    shutdown.cancel();
    server.join().unwrap();
}
