//! Nobody writes at the counter (書かない): filled in at home, carried as a code, opened, looked over, accepted and printed here.

mod bundle;
mod export;
mod office;
mod till;

use domain::form::Entries;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::browser::Browser;
use crate::city_hall::CityHall;

const FORM: &str = "residence-certificate";

/// The control of the applicant's family name in the form's sample.
const FAMILY_NAME: &str = "applicant.family";

pub fn entries(of: &Value) -> Entries {
    serde_json::from_value(of["entries"].clone()).expect("entries")
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What staff see of a code with one form.
fn open(staff: &mut Browser, slip: &str) -> Value {
    let opened: Vec<Value> = staff.get("open", &json!({ "slip": slip }));
    let [only] = <[Value; 1]>::try_from(opened).expect("one form");
    only
}

/// What a refused code is called.
fn fault_of(staff: &mut Browser, slip: &str) -> String {
    let answer = staff.ask("open", &json!({ "slip": slip }));
    assert_eq!((answer.status, answer.refused().as_str()), (422, "bad-code"), "{}", answer.body);
    answer.json::<Value>()["fault"]["fault"].as_str().expect("a fault").to_owned()
}

#[test]
fn a_code_is_opened_accepted_and_printed_and_a_second_reading_changes_nothing() {
    let mut hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let sample: Entries = serde_json::from_str(&hall.command(&["form", "sample", FORM], "")).expect("the sample");
    let slip = hall.sealed_sample(FORM);

    let opened = open(&mut staff, &slip);
    assert_eq!((opened["form"]["id"].as_str(), &opened["stored"]), (Some(FORM), &Value::Null));
    assert_eq!(entries(&opened), sample);

    let receipt = staff.ask("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() })).ok();
    let reference = receipt.json::<Value>()[0]["reference"].clone();
    assert_eq!(receipt.json::<Value>()[0]["digest"], sha256(&slip));
    assert_eq!(
        staff.ask("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() })).ok().body,
        receipt.body,
        "a second reading is no second application"
    );
    let again = open(&mut staff, &slip);
    assert_eq!(again["stored"]["reference"], reference, "whoever reads it again sees that it was received");
    assert_eq!((&again["stored"]["status"], &again["stored"]["channel"]), (&json!("accepted"), &json!("counter")));

    let list: Value = staff.get("submissions", &json!({}));
    assert_eq!(list.as_array().map(Vec::len), Some(1));
    assert_eq!(list[0]["title"], "住民票の写し等交付請求書");

    assert_eq!(staff.ask("printed", &json!({ "reference": reference })).ok().body, "false");
    assert_eq!(staff.ask("printed", &json!({ "reference": reference })).ok().body, "true", "it was printed before");

    assert!(hall.close(), "it closes in good order");
    hall.start_again();
    let kept: Value = staff.get("submission", &json!({ "reference": reference }));
    assert_eq!(entries(&kept), sample);
    assert!(kept["printed_at"].is_i64());
}

#[test]
fn a_correction_is_checked_remembered_and_as_unreadable_on_the_disk_as_the_slip() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let reference =
        staff.get::<Value>("receive", &json!({ "slip": hall.sealed_sample(FORM), "noted": crate::city_hall::seen() }))[0]["reference"]
            .clone();
    let before = entries(&staff.get::<Value>("submission", &json!({ "reference": reference })));
    let family = before.get(FAMILY_NAME).to_owned();
    assert!(!family.is_empty(), "the sample has an applicant");

    let mut wrong = before.clone();
    wrong.set(FAMILY_NAME, "");
    let refused = staff.ask("correct", &json!({ "reference": reference, "entries": wrong }));
    assert_eq!((refused.status, refused.refused().as_str()), (422, "bad-answers"));
    assert_eq!(refused.json::<Value>()["problems"][0]["control"], FAMILY_NAME);

    let mut right = before.clone();
    right.set(FAMILY_NAME, "髙\u{e0100}橋");
    let corrected: Value = staff.get("correct", &json!({ "reference": reference, "entries": right }));
    assert_eq!(entries(&corrected), right, "byte for byte as it was typed");
    let correction = &corrected["corrections"][0];
    assert_eq!((&correction["control"], &correction["before"]), (&json!(FAMILY_NAME), &json!(family)));
    assert_eq!((&correction["after"], &correction["by"]), (&json!("髙\u{e0100}橋"), &json!("窓口 花子")));
    let unchanged: Value = staff.get("correct", &json!({ "reference": reference, "entries": right }));
    assert_eq!(unchanged["corrections"].as_array().map(Vec::len), Some(1), "what is not changed is no correction");

    for written in [family.as_str(), "髙\u{e0100}橋"] {
        for file in ["ledger.sqlite", "ledger.sqlite-wal"] {
            let bytes = std::fs::read(hall.data().join(file)).unwrap_or_default();
            let found = bytes.windows(written.len()).any(|part| part == written.as_bytes());
            assert!(!found, "「{written}」 can be read in {file}");
        }
    }
}

#[test]
fn the_log_says_who_did_what_and_nothing_of_what_was_written() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample(FORM);
    staff.ask("open", &json!({ "slip": slip })).ok();
    let reference = staff.get::<Value>("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() }))[0]["reference"].clone();
    let shown: Value = staff.get("submission", &json!({ "reference": reference }));
    let mut changed = entries(&shown);
    changed.set(FAMILY_NAME, "別名");
    staff.ask("correct", &json!({ "reference": reference, "entries": changed })).ok();
    staff.ask("printed", &json!({ "reference": reference })).ok();
    staff.ask("printed", &json!({ "reference": reference })).ok();

    let log = hall.command(&["log", "show"], "");
    let acts: Vec<&str> = log.lines().filter_map(|line| line.split("  ").filter(|part| !part.is_empty()).nth(3)).map(str::trim).collect();
    let slips: Vec<&str> = acts.into_iter().skip_while(|act| *act != "join").skip(1).collect();
    assert_eq!(slips, ["open-code", "receive", "open", "correct", "print", "print-again"], "{log}");
    let number = reference.as_str().expect("a number");
    assert_eq!(log.matches(number).count(), 5, "each but the first names the number");
    for text in entries(&shown).0.values().map(String::as_str).chain(["別名"]).filter(|text| !text.is_ascii()) {
        assert!(!log.contains(text), "「{text}」 stands in the log");
    }
    assert!(hall.command(&["log", "verify"], "").contains("書き換えや抜けはありません"));
}

#[test]
fn each_harmed_or_foreign_code_has_a_sentence_of_its_own() {
    let (hall, other) = (CityHall::open(&[]), CityHall::open(&[]));
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample(FORM);
    let mistyped = |at: usize| {
        let digit = if &slip[at..=at] == "5" { "6" } else { "5" };
        format!("{}{digit}{}", &slip[..at], &slip[at + 1..])
    };
    let plain = hall.command(&["slip", "seal", "--plain", "--form", FORM], &hall.command(&["form", "sample", FORM], ""));
    assert_eq!(fault_of(&mut staff, "https://example.jp/qr"), "not-ours");
    assert_eq!(fault_of(&mut staff, ""), "not-ours");
    assert_eq!(fault_of(&mut staff, &slip[..slip.len() - 40]), "truncated");
    assert_eq!(fault_of(&mut staff, &mistyped(slip.len() / 2)), "check-failed");
    assert_eq!(fault_of(&mut staff, &mistyped(3)), "wrong-key");
    assert_eq!(fault_of(&mut staff, &other.sealed_sample(FORM)), "wrong-key");
    assert_eq!(fault_of(&mut staff, &format!("9{}", &slip[1..])), "not-ours");
    assert_eq!(fault_of(&mut staff, &format!("312{}", &slip[3..])), "pages-missing", "page 1 of 2 is not the whole");
    let opened = open(&mut staff, &plain);
    assert_eq!(opened["form"]["id"], FORM, "at the counter a plain code is read too");
    assert_eq!(staff.get::<Value>("submissions", &json!({})), json!([]), "looking stores nothing");
}
