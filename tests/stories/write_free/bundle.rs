//! A family that moves carries all its forms in one code.

use domain::form::Entries;
use serde_json::{Value, json};

use super::entries;
use crate::browser::Browser;
use crate::city_hall::CityHall;

const FORMS: [&str; 3] = ["move-in", "child-allowance", "water-start"];

/// The samples of these forms, sealed to this city as one code.
fn sealed_together(hall: &CityHall, forms: &[&str]) -> String {
    let samples: Vec<Value> =
        forms.iter().map(|form| serde_json::from_str(&hall.command(&["form", "sample", form], "")).expect("a sample")).collect();
    let named = forms.iter().flat_map(|form| ["--form", form]);
    hall.command(&["slip", "seal"].into_iter().chain(named).collect::<Vec<_>>(), &json!(samples).to_string())
}

fn open(staff: &mut Browser, slip: &str) -> Vec<Value> {
    staff.get("open", &json!({ "slip": slip }))
}

/// The reference numbers of the forms of a code, as far as they were received.
fn references(opened: &[Value]) -> Vec<Option<&str>> {
    opened.iter().map(|form| form["stored"]["reference"].as_str()).collect()
}

#[test]
fn each_form_of_a_code_is_received_under_its_own_number_and_the_code_held_again_shows_the_same() {
    let mut hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = sealed_together(&hall, &FORMS);

    let opened = open(&mut staff, &slip);
    assert_eq!(opened.iter().map(|form| form["form"]["id"].as_str().expect("an id")).collect::<Vec<_>>(), FORMS);
    for (form, id) in opened.iter().zip(FORMS) {
        let sample: Entries = serde_json::from_str(&hall.command(&["form", "sample", id], "")).expect("the sample");
        assert_eq!(entries(form), sample, "{id}");
    }
    assert_eq!(references(&opened), [None; 3], "looking stores nothing");

    let receipts: Vec<Value> = staff.get("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() }));
    let mut numbers: Vec<&str> = receipts.iter().map(|receipt| receipt["reference"].as_str().expect("a number")).collect();
    let again: Vec<Value> = staff.get("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() }));
    assert_eq!(again, receipts, "a second reading is no second application");
    assert_eq!(references(&open(&mut staff, &slip)), numbers.iter().copied().map(Some).collect::<Vec<_>>());
    let list: Vec<Value> = staff.get("submissions", &json!({}));
    assert_eq!(list.len(), 3);
    assert_eq!(list[0]["title"], opened[2]["form"]["title"], "the newest first");

    assert!(hall.close(), "it closes in good order");
    hall.start_again();
    for (nth, number) in numbers.iter().enumerate() {
        let kept: Value = staff.get("submission", &json!({ "reference": number }));
        assert_eq!((&kept["form"]["id"], entries(&kept)), (&json!(FORMS[nth]), entries(&opened[nth])));
    }
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 3);
}

#[test]
fn one_window_takes_its_own_form_and_the_next_window_the_others() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = sealed_together(&hall, &FORMS);

    let allowance: Vec<Value> = staff.get("receive", &json!({ "slip": slip, "only": 2, "noted": crate::city_hall::seen() }));
    let [allowance] = &*allowance else { panic!("{allowance:?}") };
    let number = allowance["reference"].as_str().expect("a number");
    assert_eq!(references(&open(&mut staff, &slip)), [None, Some(number), None]);

    let shown: Value = staff.get("submission", &json!({ "reference": number }));
    let mut right = entries(&shown);
    right.set("phone", "09087654321");
    staff.ask("correct", &json!({ "reference": number, "entries": right })).ok();
    let opened = open(&mut staff, &slip);
    assert_eq!(opened[1]["entries"]["phone"], "09087654321", "what was corrected is shown when the code is held again");
    assert_eq!(opened[0]["corrections"], json!([]), "and belongs to its own form only");

    let all: Vec<Value> = staff.get("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() }));
    assert_eq!(all[1], *allowance, "the number of then");
    let none = staff.ask("receive", &json!({ "slip": slip, "only": 4, "noted": crate::city_hall::seen() }));
    assert_eq!((none.status, none.refused().as_str()), (404, "not-found"));
}

#[test]
fn a_bundle_does_not_come_from_home() {
    let hall = CityHall::open(&[]);
    let slip = sealed_together(&hall, &["water-start", "bulky-waste"]);
    let refused = hall.browser().submit(&slip, &"a".repeat(32)).expect("an answer");
    assert_eq!((refused.status, refused.refused().as_str()), (422, "bad-value"));
    assert!(refused.body.contains("1件ずつ"), "{}", refused.body);
    let mut staff = hall.first_staff();
    assert_eq!(staff.get::<Value>("submissions", &json!({})), json!([]), "nothing of it was stored");
}

#[test]
fn the_log_names_every_form_that_was_seen_and_received() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = sealed_together(&hall, &FORMS[..2]);
    open(&mut staff, &slip);
    staff.ask("receive", &json!({ "slip": slip, "only": 1, "noted": crate::city_hall::seen() })).ok();
    open(&mut staff, &slip);
    staff.ask("receive", &json!({ "slip": slip, "only": 2, "noted": crate::city_hall::seen() })).ok();
    open(&mut staff, &slip);
    let log = hall.command(&["log", "show"], "");
    let acts: Vec<&str> = log.lines().filter_map(|line| line.split("  ").filter(|part| !part.is_empty()).nth(3)).map(str::trim).collect();
    let slips: Vec<&str> = acts.into_iter().skip_while(|act| *act != "join").skip(1).collect();
    assert_eq!(slips, ["open-code", "receive", "open-code", "open", "receive", "open", "open"], "{log}");
}
