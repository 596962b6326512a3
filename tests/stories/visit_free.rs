//! Nobody comes to the city hall (行かない): slips sent from home arrive exactly once, whatever happens on the way.

mod disk;
mod kills;
mod outbox;

use api::LISTED;
use domain::draft::Draft;
use domain::form::Entries;
use domain::slip::{CityKey, SealedSlip};
use serde_json::{Value, json};
use server::Clock;
use server::city::{Library, load_city};

use crate::browser::{Answer, Browser};
use crate::city_hall::{CityHall, STAFF, root};

/// The form that goes online.
const FORM: &str = "water-start";

/// Seals the sample of a form to this city, each time anew: as many slips as there are residents.
pub fn seal(hall: &CityHall, form: &str, residents: std::ops::Range<u32>) -> Vec<String> {
    let now = Clock::of_the_machine().now();
    let folder = root().join("public/cities/sakurano");
    let city = load_city(&root().join("public"), &folder).expect("the demo city");
    let library = Library::load(&root().join("public/forms"), &folder, &city, now.date()).expect("its forms");
    let form = library.form(form).expect("it has the form");
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries: form.sample.clone() };
    let slip = draft.finish(form, now).expect("a sample passes the check");
    let key: CityKey = server::keys::read_public(&hall.data().join("keys/city-key.json")).expect("the public key");
    residents
        .map(|resident| {
            let mut fresh = [0; 32];
            fresh[..4].copy_from_slice(&resident.to_le_bytes());
            let sealed: SealedSlip = slip.seal([&**form], city.number, &key, fresh).expect("it can be sealed");
            sealed.digits().to_owned()
        })
        .collect()
}

/// The sender's key of a resident.
pub fn key(resident: u32) -> String {
    format!("{resident:032x}")
}

fn send(hall: &CityHall, slip: &str, resident: u32) -> Answer {
    hall.browser().submit(slip, &key(resident)).expect("an answer")
}

#[test]
fn an_application_sent_from_home_is_found_opened_and_accepted_by_staff() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample(FORM);
    let receipt = send(&hall, &slip, 1).ok();
    assert_eq!(send(&hall, &slip, 1).ok().body, receipt.body, "the same receipt, byte for byte");
    let reference = receipt.json::<Value>()["reference"].clone();

    let list: Value = staff.get("submissions", &json!({}));
    assert_eq!((&list[0]["reference"], &list[0]["title"]), (&reference, &json!("水道使用開始届")));
    assert_eq!((&list[0]["channel"], &list[0]["status"], &list[0]["fault"]), (&json!("online"), &json!("received"), &Value::Null));
    let opened: Value = staff.get("submission", &json!({ "reference": reference }));
    let sample: Entries = serde_json::from_str(&hall.command(&["form", "sample", FORM], "")).expect("the sample");
    assert_eq!(opened["entries"], json!(sample));

    for _ in 0..2 {
        staff.ask("accept", &json!({ "reference": reference })).ok();
        let list: Value = staff.get("submissions", &json!({}));
        assert_eq!(list[0]["status"], "accepted");
    }
    let receipt_at_counter = staff.ask("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() })).ok();
    assert_eq!(receipt_at_counter.body, format!("[{}]", receipt.body), "who shows the code at the counter too is not received twice");
}

#[test]
fn the_first_look_at_a_form_from_home_stands_in_the_log_once() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let reference = send(&hall, &hall.sealed_sample(FORM), 1).ok().json::<Value>()["reference"].clone();
    for _ in 0..3 {
        let list: Value = staff.get("submissions", &json!({}));
        assert_eq!(list[0]["title"], "水道使用開始届");
    }
    let _: Value = staff.get("submission", &json!({ "reference": reference }));
    let log = hall.command(&["log", "show"], "");
    let number = reference.as_str().expect("a number");
    let of_it: Vec<&str> = log.lines().filter(|line| line.contains(number)).collect();
    let [look, open] = &*of_it else { panic!("{log}") };
    assert!(look.contains(&format!("staff 1 {}  look  {number}", STAFF.0)), "who, what and which: {look}");
    assert!(open.contains(&format!("staff 1 {}  open  {number}", STAFF.0)), "{open}");
}

#[test]
fn what_nobody_has_accepted_is_found_however_much_came_after_it() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = seal(&hall, FORM, 0..1).remove(0);
    let number = |receipt: Answer| receipt.ok().json::<Value>()["reference"].as_str().expect("a number").to_owned();
    let first = number(send(&hall, &slip, 1));
    let others: Vec<String> = (2..=LISTED as u32 + 20).map(|resident| number(send(&hall, &slip, resident))).collect();

    let ask = |staff: &mut Browser, wanted: &Value| -> Vec<String> {
        let page: Vec<Value> = staff.get("submissions", wanted);
        page.iter().map(|listing| listing["reference"].as_str().expect("a number").to_owned()).collect()
    };
    let mut newest_first: Vec<String> = others.iter().rev().cloned().collect();
    newest_first.push(first.clone());
    let page = ask(&mut staff, &json!({ "waiting": true }));
    assert_eq!(page, newest_first[..LISTED], "the newest");
    let rest = ask(&mut staff, &json!({ "waiting": true, "before": page.last() }));
    assert_eq!(rest, newest_first[LISTED..], "and every other one");
    assert_eq!(ask(&mut staff, &json!({ "waiting": true, "before": first })), [""; 0]);

    for reference in &others {
        staff.ask("accept", &json!({ "reference": reference })).ok();
    }
    assert_eq!(ask(&mut staff, &json!({ "waiting": true })), [first.as_str()], "the oldest one of all is seen at once");
    assert_eq!(ask(&mut staff, &json!({})).len(), LISTED);
    let nowhere = staff.ask("submissions", &json!({ "before": "26-999999-9" }));
    assert_eq!((nowhere.status, nowhere.refused().as_str()), (404, "not-found"));
}

#[test]
fn another_slip_under_a_used_key_is_refused_and_changes_nothing() {
    let hall = CityHall::open(&[]);
    let slips = seal(&hall, FORM, 0..2);
    let receipt = send(&hall, &slips[0], 7).ok().body;
    let refused = send(&hall, &slips[1], 7);
    assert_eq!((refused.status, refused.refused().as_str()), (409, "key-used"));
    assert_eq!(send(&hall, &slips[0], 7).ok().body, receipt);
}

#[test]
fn what_may_not_come_online_or_cannot_be_opened_says_so_in_the_list() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let counter_only = seal(&hall, "move-in", 0..1).remove(0);
    let at = counter_only.len() / 2;
    let digit = if &counter_only[at..=at] == "5" { "6" } else { "5" };
    let harmed = format!("{}{digit}{}", &counter_only[..at], &counter_only[at + 1..]);
    let reference = send(&hall, &counter_only, 1).ok().json::<Value>()["reference"].clone();
    let unreadable = send(&hall, &harmed, 2).ok().json::<Value>()["reference"].clone();

    for _ in 0..2 {
        let list: Value = staff.get("submissions", &json!({}));
        assert_eq!((&list[0]["reference"], &list[0]["status"], &list[0]["title"]), (&unreadable, &json!("unreadable"), &Value::Null));
        assert!(list[0]["fault"].as_str().expect("words").contains("コード"), "{list}");
        assert_eq!((&list[1]["reference"], &list[1]["title"]), (&reference, &json!("住民異動届（転入）")));
        assert!(list[1]["fault"].as_str().expect("words").contains("オンライン"), "{list}");
    }
    let refused = staff.ask("accept", &json!({ "reference": reference }));
    assert_eq!((refused.status, refused.refused().as_str()), (422, "bad-value"));
    let refused = staff.ask("accept", &json!({ "reference": unreadable }));
    assert_eq!((refused.status, refused.refused().as_str()), (422, "bad-code"));
    assert_eq!(staff.ask("submission", &json!({ "reference": reference })).status, 200, "staff may see whom to tell");
}

#[test]
fn what_nobody_could_read_is_read_as_soon_as_what_it_lacked_is_there() {
    let mut hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let reference = send(&hall, &seal(&hall, FORM, 0..1)[0], 1).ok().json::<Value>()["reference"].clone();
    hall.command(&["key", "rotate"], "");
    hall.close();
    hall.start_again();
    hall.close();
    let keys = std::fs::read_dir(hall.data().join("keys")).unwrap().map(|file| file.unwrap().path());
    let key = keys.into_iter().find(|file| file.file_name().unwrap().to_string_lossy().starts_with("1-")).expect("the first key");
    let aside = hall.data().join("first.key");
    std::fs::rename(&key, &aside).unwrap();
    hall.start_again();
    let list: Value = staff.get("submissions", &json!({}));
    assert_eq!((&list[0]["reference"], &list[0]["status"], &list[0]["title"]), (&reference, &json!("unreadable"), &Value::Null));
    hall.close();
    std::fs::rename(&aside, &key).unwrap();
    hall.start_again();
    let list: Value = staff.get("submissions", &json!({}));
    assert_eq!((&list[0]["status"], &list[0]["title"], &list[0]["fault"]), (&json!("received"), &json!("水道使用開始届"), &Value::Null));
    staff.ask("accept", &json!({ "reference": reference })).ok();
}

#[test]
fn only_a_sealed_envelope_for_this_city_is_taken_at_the_door() {
    let (hall, other) = (CityHall::open(&[]), CityHall::open(&[]));
    let slip = seal(&hall, FORM, 0..1).remove(0);
    let plain = hall.command(&["slip", "seal", "--plain", "--form", FORM], &hall.command(&["form", "sample", FORM], ""));
    let foreign = seal(&other, FORM, 0..1).remove(0);
    let told = |slip: &str, key: &str| {
        let answer = hall.browser().submit(slip, key).expect("an answer");
        (answer.status, answer.refused())
    };
    assert_eq!(told(&plain, &key(1)), (422, "bad-value".into()));
    assert_eq!(told(&foreign, &key(1)), (422, "bad-code".into()));
    assert_eq!(told("", &key(1)), (422, "bad-code".into()));
    assert_eq!(told(&format!(" {slip}"), &key(1)), (422, "bad-code".into()), "the digest is of the digits as sent");
    assert_eq!(told(&slip.replace('1', "１"), &key(1)), (422, "bad-code".into()));
    for no_key in ["", "00112233445566778899AABBCCDDEEFF", &key(1)[1..], &format!("{}0", key(1))] {
        assert_eq!(told(&slip, no_key), (422, "bad-value".into()));
    }
}

#[test]
fn who_sends_too_often_is_told_when_to_come_back_and_the_neighbours_are_served() {
    let hall = CityHall::open(&["--submits-per-minute", "2", "--limit-local", "--behind-proxy", "127.0.0.1/32"]);
    let slips = seal(&hall, FORM, 0..1);
    let from = |address: &str| hall.browser().with("x-forwarded-for", address).submit(&slips[0], &key(1)).expect("an answer");
    assert_eq!((from("203.0.113.9").status, from("198.51.100.1, 203.0.113.9").status), (200, 200));
    let refused = from("203.0.113.9");
    assert_eq!((refused.status, refused.refused().as_str()), (429, "too-often"));
    let seconds: u32 = refused.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert_eq!(from("203.0.113.10").status, 200);

    let hall = CityHall::open(&["--submits-per-minute", "1", "--limit-local"]);
    let slips = seal(&hall, FORM, 0..1);
    let claims = |address: &str| hall.browser().with("x-forwarded-for", address).submit(&slips[0], &key(1)).expect("an answer").status;
    assert_eq!((claims("203.0.113.9"), claims("203.0.113.10")), (200, 429), "without a proxy nobody's word counts");
}
