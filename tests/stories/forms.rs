//! Every form of the demo city can be filled in, carried and printed; a file with a mistake is refused where the mistake is.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use server::city::{Library, load_city, load_form};

/// The day of these stories.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// A folder of this repository.
fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The forms of the demo city.
fn library() -> Library {
    let city = load_city(&folder("public/cities/sakurano")).unwrap();
    Library::load(&folder("public/forms"), &folder("public/cities/sakurano"), &city, today()).unwrap()
}

#[test]
fn the_demo_city_has_its_forms() {
    let ids: Vec<String> = library().current().iter().map(|form| form.id.clone()).collect();
    assert_eq!(ids, ["residence-certificate", "move-in", "water-start"]);
}

#[test]
fn every_sample_is_understood_and_survives_being_written_down_again() {
    for form in library().every() {
        let answers = form.check(&form.sample, today()).unwrap_or_else(|problems| panic!("{}: {problems:?}", form.id));
        assert_eq!(form.check(&answers.entries(), today()), Ok(answers), "{}", form.id);
    }
}

mod mistakes;
