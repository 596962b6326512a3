//! One wrong file does not stop the city: it is left out, people are told so wherever it was to be found, and it comes back when it is mended.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::city_hall::{CityHall, STAFF, root, run};

/// A city folder like the demo city's, with forms of its own.
fn city() -> tempfile::TempDir {
    let city = tempfile::tempdir().unwrap();
    // Its towns too: codes that somebody sealed before name them.
    for file in ["city.toml", "postal.txt"] {
        fs::copy(root().join("public/cities/sakurano").join(file), city.path().join(file)).unwrap();
    }
    fs::create_dir(city.path().join("forms")).unwrap();
    city
}

/// Writes the city's own water form, changed.
fn write_form(city: &Path, right: &str, wrong: &str) {
    let text = fs::read_to_string(root().join("public/forms/water-start.toml")).unwrap();
    assert!(text.contains(right), "{right} is not in the form");
    fs::write(city.join("forms/water-start.toml"), text.replacen(right, wrong, 1)).unwrap();
}

fn open(city: &Path) -> CityHall {
    CityHall::open(&["--city", &city.display().to_string()])
}

/// What `form check` says of the city, and how it ends.
fn check(hall: &CityHall, city: &Path) -> (Option<i32>, String) {
    let (city, data) = (city.display().to_string(), hall.data().display().to_string());
    let output = run(hall.app(), &["form", "check", "--city", &city, "--data", &data], "");
    (output.status.code(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_form_with_a_mistake_is_left_out_and_everything_else_is_served() {
    let city = city();
    write_form(city.path(), "id = \"payment\"\nlabel = ", "id = \"payment\"\nlable = ");
    let hall = open(city.path());
    let mut browser = hall.browser();

    let place = format!("{}:", city.path().join("forms/water-start.toml").display());
    let told = hall.printed.lines().find(|line| line.starts_with(&place)).unwrap_or_else(|| panic!("{}", hall.printed));
    assert!(told.trim_start_matches(&place).starts_with(|c: char| c.is_ascii_digit()) && told.contains("label"), "{told}");
    assert_eq!(check(&hall, city.path()).0, Some(1));
    assert!(check(&hall, city.path()).1.contains(told), "the same as at the start");

    let closed = browser.fetch("/forms/water-start").ok().body;
    assert!(closed.contains("水道使用開始届") && closed.contains("いまこの画面で書けません") && !closed.contains("page-form"), "{closed}");
    assert!(browser.fetch("/en/forms/water-start").ok().body.contains("cannot be filled in here at present"));
    assert_eq!(browser.fetch("/forms/water-start.json").status, 404);
    assert!(browser.fetch("/forms/move-in").ok().body.contains("page-form"), "the others are offered");

    let start = browser.fetch("/").ok().body;
    assert!(!start.contains("href=\"/forms/water-start\"") && start.contains("href=\"/forms/move-in\""));
    let guide = browser.fetch("/guides/moving").ok().body;
    assert!(!guide.contains("/forms/water-start") && guide.contains("水道使用開始届") && guide.contains("いまは、この画面で書けません"));
    assert!(browser.fetch("/procedures/water-start").ok().body.contains("いまは、この画面で書けません"), "its leaflet says so");

    let health: Value = browser.fetch("/health").ok().json();
    assert_eq!((&health["status"], &health["forms_refused"]), (&json!("ok"), &json!(["water-start"])));
    assert!(browser.fetch("/counter").ok().body.contains("[\"水道使用開始届\"]"), "the counter is told which form is missing");
}

#[test]
fn a_used_form_that_was_changed_is_left_out_until_it_is_put_back() {
    let city = city();
    let mut hall = open(city.path());
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample("water-start");
    let other = hall.sealed_sample("move-in");
    assert_eq!(hall.browser().submit(&slip, &"0a".repeat(16)).unwrap().status, 200);

    write_form(city.path(), "max = 20", "max = 30");
    hall.close();
    hall.start_again();
    assert!(hall.printed.contains("第1版は、前に使ったときと質問が変わっています"), "{}", hall.printed);
    let refused = staff.ask("open", &json!({ "slip": slip }));
    let fault = &refused.json::<Value>()["fault"];
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert_eq!(*fault, json!({ "fault": "refused-form", "title": "水道使用開始届", "changed": true }));
    let (folder, data) = (city.path().display().to_string(), hall.data().display().to_string());
    let by_hand = run(hall.app(), &["slip", "open", "--city", &folder, "--data", &data], &slip);
    assert!(!by_hand.status.success() && String::from_utf8_lossy(&by_hand.stderr).contains("版の番号を変えずに書き換えられています"));
    assert_eq!(staff.ask("open", &json!({ "slip": other })).status, 200, "{} opens the other forms", STAFF.0);
    let list: Value = staff.get("submissions", &json!({}));
    assert!(list[0]["fault"].as_str().is_some_and(|fault| fault.contains("版の番号を変えずに書き換えられています")), "{list}");

    fs::remove_file(city.path().join("forms/water-start.toml")).unwrap();
    hall.close();
    hall.start_again();
    assert_eq!(staff.ask("open", &json!({ "slip": slip })).status, 200);
    let list: Value = staff.get("submissions", &json!({}));
    assert_eq!((&list[0]["title"], &list[0]["fault"]), (&json!("水道使用開始届"), &Value::Null), "what came meanwhile is not lost");
}

#[test]
fn a_guide_a_chapter_and_words_with_a_mistake_are_left_out_alone() {
    let city = city();
    for (file, text) in [
        ("guides/birth.toml", "order = \"2\""),
        ("procedures/care.toml", "order = 3"),
        ("words/en/screens.toml", "[words]\n\"次へ\" = \"Next\""),
        ("postal.txt", "桜町\n"),
    ] {
        let file = city.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let hall = open(city.path());
    let mut browser = hall.browser();
    for file in ["guides/birth.toml:1:", "procedures/care.toml:", "words/en/screens.toml:", "postal.txt:1:"] {
        assert!(hall.printed.contains(&format!("{}", city.path().join(file).display())), "{file}: {}", hall.printed);
    }
    assert_eq!(browser.fetch("/guides/birth").status, 404);
    assert_eq!(browser.fetch("/guides/moving").status, 200);
    let start = browser.fetch("/").ok().body;
    assert!(!start.contains("/guides/birth") && start.contains("/guides/bereavement"));
    assert_eq!(browser.fetch("/en").status, 200, "the library's words are still there");
}
