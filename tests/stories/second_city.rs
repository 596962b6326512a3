//! A second city beside the demo city: what it says itself is seen, and the rest comes from the library.

use std::fs;
use std::path::PathBuf;

use domain::form::{Entries, Form};
use domain::leaflet::About;
use domain::open_days::OpenDays;
use serde_json::{Value, json};
use server::city::{Catalogue, Library, load_city};

use crate::city_hall::{CityHall, root};
use crate::demo::{self, library_of};
use crate::mistakes;

fn folder() -> PathBuf {
    root().join("public/cities/shiosai")
}

#[test]
fn a_city_has_the_librarys_forms_but_for_those_that_it_changes_adds_and_leaves_out() {
    let (ours, demo) = (library_of(&folder()), demo::library());
    assert_eq!(ours.refused().len(), 0);
    let (dog, their_dog) = (ours.form("dog-death").unwrap(), demo.form("dog-death").unwrap());
    assert_eq!((dog.fee.as_deref(), their_dog.fee.as_deref()), (Some("無料"), Some("市の窓口でご確認ください")));
    assert!(dog.questions.len() < their_dog.questions.len());
    assert!(ours.form("beach-cleaning").is_some() && demo.form("beach-cleaning").is_none());
    assert!(ours.form("bulky-waste").is_none() && demo.form("bulky-waste").is_some());
    let water = |library: &Library| Form {
        open_days: OpenDays::default(),
        sample: Entries::default(),
        ..(**library.form("water-start").unwrap()).clone()
    };
    assert_eq!(water(&ours), water(&demo), "but for when each city is closed");
    assert_eq!(ours.current().len(), demo.current().len() + 1 - 7);
}

#[test]
fn what_a_city_leaves_out_is_still_known_and_leads_to_its_counter() {
    let library = library_of(&folder());
    let catalogue = Catalogue::load(&root().join("public"), &folder(), &library).unwrap();
    assert_eq!(catalogue.mistakes, []);
    let (_, waste) = catalogue.leaflet("bulky-waste").unwrap();
    let About::Told(told) = &waste.about else { panic!("there is no such form here") };
    assert_eq!((waste.name.is_empty(), told.place.as_str()), (false, "市の窓口"));
    assert_eq!(catalogue.leaflet("drying-nets").map(|(chapter, _)| chapter.title.as_str()), Some("浜と港"));
    assert_eq!(catalogue.guides.len(), 3, "every guide goes on");
}

#[test]
fn a_visitor_sees_the_citys_own_colours_logo_hours_and_forms() {
    let hall = CityHall::open(&["--city", &folder().display().to_string()]);
    assert!(!hall.printed.contains("使わず"), "{}", hall.printed);
    let mut browser = hall.browser();
    let start = browser.fetch("/").ok();
    for seen in [
        "しおさい市",
        "--accent:#0b5c66",
        "content=\"#0b5c66\"",
        "src=\"/city-logo.svg\"",
        "木曜日は19時まで",
        "/forms/beach-cleaning",
        "/procedures/drying-nets",
        "/forms/move-in",
    ] {
        assert!(start.body.contains(seen), "{seen} is not on the first page");
    }
    assert!(!start.body.contains("/forms/bulky-waste") && start.body.contains("/procedures/bulky-waste"));
    let logo = browser.fetch("/city-logo.svg").ok();
    assert_eq!((logo.header("content-type"), logo.body.contains("<svg")), ("image/svg+xml", true));
    assert!(browser.fetch("/forms/dog-death").ok().body.contains("海で見つかったときは"));
    assert!(browser.fetch("/postal/000.txt").ok().body.contains("灯台下"));
    let manifest: Value = browser.fetch("/manifest.webmanifest").ok().json();
    assert_eq!((&manifest["theme_color"], &manifest["short_name"]), (&json!("#0b5c66"), &json!("しおさい市窓口")));

    let slip = hall.command(
        &["slip", "seal", "--form", "beach-cleaning", "--city", &folder().display().to_string()],
        &hall.command(&["form", "sample", "beach-cleaning", "--city", &folder().display().to_string()], ""),
    );
    let opened: Value = hall.first_staff().get("open", &json!({ "slip": slip }));
    assert_eq!(opened[0]["form"]["title"], "海岸清掃届");
}

#[test]
fn a_representative_is_led_to_the_letter_of_attorney_or_told_of_the_citys_own_sheet() {
    let library_form = CityHall::open(&[]).browser().fetch("/forms/move-in").ok().body;
    assert!(library_form.contains("代理人が来るときは、委任状") && library_form.contains("href=\"/forms/letter-of-attorney\""));
    let hall = CityHall::open(&["--city", &folder().display().to_string()]);
    let own_sheet = hall.browser().fetch("/forms/move-in").ok().body;
    assert!(own_sheet.contains("用紙は市役所の1番窓口にあります") && !own_sheet.contains("href=\"/forms/letter-of-attorney\""));
    assert_eq!(hall.browser().fetch("/forms/letter-of-attorney").status, 404);
    let ours = library_of(&folder());
    let shown = |who: &str| {
        let form = ours.form("move-in").unwrap();
        let mut entries = form.sample.clone();
        entries.set("who", who);
        form.to_bring(&entries, demo::today()).iter().any(|thing| thing.text.contains("1番窓口"))
    };
    assert!(shown("representative") && !shown("self"), "only those who send somebody are told");
}

#[test]
fn a_form_that_begins_another_one_wrongly_is_left_out() {
    let told = |right: &str, wrong: &str| {
        let city = tempfile::tempdir().unwrap();
        fs::copy(root().join("public/cities/sakurano/city.toml"), city.path().join("city.toml")).unwrap();
        fs::create_dir(city.path().join("forms")).unwrap();
        let text = fs::read_to_string(root().join("public/forms/move-out.toml")).unwrap();
        assert!(text.contains(right));
        fs::write(city.path().join("forms/move-out.toml"), text.replacen(right, wrong, 1)).unwrap();
        library_of(city.path()).mistakes().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert!(
        told("representative = \"applicant\"", "agent = \"applicant\"")
            .contains("「agent」という質問は、様式「letter-of-attorney」にありません")
    );
    assert!(told("\"members.1.name\"", "\"members.9.name\"").contains("「members.9.name」という質問は、この様式にありません"));
    assert!(told("representative = \"applicant\"", "representative = \"address\"").contains("質問の種類が違うので引き継げません"));
    assert!(told("matters.1.filing", "matters.1.file").contains("「matters.1.file」という欄は、様式「letter-of-attorney」にありません"));
}

#[test]
fn a_form_that_leads_to_a_form_which_is_not_there_is_left_out() {
    let city = tempfile::tempdir().unwrap();
    fs::copy(root().join("public/cities/sakurano/city.toml"), city.path().join("city.toml")).unwrap();
    fs::create_dir(city.path().join("forms")).unwrap();
    let text = fs::read_to_string(root().join("public/forms/move-out.toml")).unwrap();
    fs::write(city.path().join("forms/move-out.toml"), text.replacen("form = \"letter-of-attorney\"", "form = \"letter\"", 1)).unwrap();
    let library = library_of(city.path());
    let told: Vec<String> = library.mistakes().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("「bring」の「letter」という様式はありません"), "{told:?}");
}

/// Changes the city's file and expects refusals: `line: words that the reason holds`, one a line.
fn refused(right: &str, wrong: &str, expected: &str) {
    let city = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(folder().join("city.toml")).unwrap();
    assert!(text.contains(right), "{right} is not in the file");
    fs::write(city.path().join("city.toml"), text.replacen(right, wrong, 1)).unwrap();
    fs::copy(folder().join("logo.svg"), city.path().join("logo.svg")).unwrap();
    mistakes::expect(&load_city(&root().join("public"), city.path()).expect_err(wrong), expected);
}

#[test]
fn looks_that_nobody_could_read_are_refused_with_the_reason() {
    refused("\"#0b5c66\"", "\"#5cb0b8\"", "19: 白い地の上で読みにくい色です（明るさの比が2.");
    refused("\"#7fd6cf\"", "\"#0b5c66\"", "20: 暗い地の上で読みにくい色です");
    refused("\"#0b5c66\"", "\"みどり\"", "19: 「みどり」は色ではありません");
    refused("colour_dark = \"#7fd6cf\"\n", "", "18: 「colour_dark」がありません");
    refused("logo.svg", "logo.gif", "21: 「logo.gif」という画像が市のフォルダーにありません");
    refused("logo.svg", "crest.svg", "21: 「crest.svg」という画像が市のフォルダーにありません");
}

#[test]
fn a_city_that_leaves_out_a_form_that_is_not_there_is_told() {
    let city = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(root().join("public/cities/sakurano/city.toml")).unwrap();
    fs::write(city.path().join("city.toml"), format!("without_forms = [\"move-inn\"]\n{text}")).unwrap();
    let refusal =
        Library::load(&root().join("public/forms"), city.path(), &load_city(&root().join("public"), city.path()).unwrap(), demo::today())
            .unwrap_err();
    assert!(refusal.to_string().contains("city.toml:1: 使わない様式の「move-inn」は、ライブラリーにありません"), "{refusal}");
}
