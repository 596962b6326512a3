//! Printing at the counter: who may, what is noted, and what is said when it cannot be done.

use domain::form::Entries;
use serde_json::{Value, json};

use super::*;
use crate::browser::Browser;
use crate::city_hall::CityHall;

const FORM: &str = "residence-certificate";

/// Receives a code and says its numbers.
fn receive(staff: &mut Browser, slip: &str) -> Vec<String> {
    let receipts: Vec<Value> = staff.get("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() }));
    receipts.iter().map(|receipt| receipt["reference"].as_str().unwrap().to_owned()).collect()
}

/// The prints that the log tells of.
fn prints(hall: &CityHall) -> Vec<String> {
    let log = hall.command(&["log", "show"], "");
    log.lines().filter(|line| line.contains("print")).map(str::to_owned).collect()
}

#[test]
fn a_sheet_is_printed_noted_and_printed_again_with_a_mark() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let references = receive(&mut staff, &hall.sealed_sample(FORM));
    let mut print = || staff.ask("sheets", &json!({ "references": references })).ok();
    let first = print();
    assert_eq!((first.header("content-type"), first.header("cache-control")), ("application/pdf", "no-store"));
    assert_eq!((first.header("madoguchi-repeated"), first.bytes.len().to_string().as_str()), ("", first.header("content-length")));
    let text = pages(&first.bytes).concat();
    assert!(
        text.contains(&references[0]) && text.contains("𠮷野 真央") && text.contains("葛\u{E0100}西 千代") && !text.contains("再印刷"),
        "{text}"
    );
    let second = print();
    assert_eq!(second.header("madoguchi-repeated"), references[0]);
    assert!(pages(&second.bytes).iter().all(|page| page.contains("再印刷（令和")));
    let noted = prints(&hall);
    assert!(noted.len() == 2 && noted[1].contains("print-again") && noted.iter().all(|line| line.contains(&references[0])), "{noted:?}");
    assert!(hall.browser().ask("sheets", &json!({ "references": references })).refused() == "not-signed-in");
    assert_eq!(staff.ask("sheets", &json!({ "references": [] })).refused(), "bad-value");
    assert_eq!(prints(&hall).len(), 2);
}

#[test]
fn where_no_paper_came_out_the_next_sheet_is_no_repeated_one() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let references = receive(&mut staff, &hall.sealed_sample(FORM));
    let asked = json!({ "references": references });
    let is_marked = |staff: &mut Browser| !staff.ask("sheets", &asked).ok().header("madoguchi-repeated").is_empty();
    staff.ask("no_paper", &asked).ok();
    assert_eq!(prints(&hall), [""; 0], "nothing was printed that could be taken back");
    assert!(!is_marked(&mut staff));
    staff.ask("no_paper", &asked).ok();
    assert!(!is_marked(&mut staff), "the printer had none");
    assert!(is_marked(&mut staff));
    staff.ask("no_paper", &asked).ok();
    assert!(is_marked(&mut staff), "the second one had no paper, the first one had");
    let log = hall.command(&["log", "show"], "");
    let told: Vec<&str> = log.lines().filter(|line| line.contains("no-paper")).collect();
    assert!(told.len() == 2 && told.iter().all(|line| line.contains(&references[0])), "{told:?}");
    assert_eq!(staff.ask("no_paper", &json!({ "references": [] })).refused(), "bad-value");
}

#[test]
fn the_forms_of_a_code_come_in_the_order_of_the_counters() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    // Water is the third counter's, certificates are the first's.
    let references: Vec<String> = ["water-start", FORM].iter().flat_map(|form| receive(&mut staff, &hall.sealed_sample(form))).collect();
    let pdf = staff.ask("sheets", &json!({ "references": references })).ok().bytes;
    let pages = pages(&pdf);
    let place = |number: &str| pages.iter().position(|page| page.contains(number)).unwrap();
    assert!(place(&references[1]) < place(&references[0]), "{pages:?}");
}

#[test]
fn a_correction_is_on_the_sheet() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let references = receive(&mut staff, &hall.sealed_sample(FORM));
    let shown: Value = staff.get("submission", &json!({ "reference": references[0] }));
    let mut entries: Entries = serde_json::from_value(shown["entries"].clone()).unwrap();
    entries.set("applicant.family", "𠮷\u{E0101}野");
    let corrected = staff.ask("correct", &json!({ "reference": references[0], "entries": entries })).ok();
    assert!(corrected.body.contains("𠮷\u{E0101}野"));
    // No font has this variant of 𠮷, and the sheet must not show another in its place.
    let refused = staff.ask("sheets", &json!({ "references": references }));
    assert_eq!((refused.status, refused.refused().as_str()), (422, "no-glyph"));
    let told = refused.json::<Value>()["sentence"].as_str().unwrap().to_owned();
    assert!(told.contains("「窓口に来る人の氏名」の「𠮷\u{E0101}」（U+20BB7 U+E0101）"), "{told}");
    assert_eq!(prints(&hall), [""; 0], "what could not be drawn was not printed");
    entries.set("applicant.family", "葛\u{E0100}西");
    staff.ask("correct", &json!({ "reference": references[0], "entries": entries })).ok();
    let pdf = staff.ask("sheets", &json!({ "references": references })).ok().bytes;
    assert!(pages(&pdf).concat().contains("葛\u{E0100}西 真央"));
}

#[test]
fn without_fonts_everything_else_goes_on_and_the_package_is_named() {
    let hall = CityHall::open(&["--fonts", "/nowhere"]);
    assert!(hall.printed.contains("apt-get install fonts-morisawa-bizud-gothic fonts-ipamj-mincho"), "{}", hall.printed);
    let mut staff = hall.first_staff();
    let references = receive(&mut staff, &hall.sealed_sample(FORM));
    let refused = staff.ask("sheets", &json!({ "references": references }));
    assert_eq!((refused.status, refused.refused().as_str()), (503, "no-fonts"));
    assert!(refused.body.contains("fonts-ipamj-mincho"));
    assert_eq!(prints(&hall), [""; 0]);
    assert_eq!(staff.ask("printed", &json!({ "reference": references[0] })).ok().body, "false", "the browser prints it itself");
}
