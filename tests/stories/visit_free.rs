//! Nobody visits: a form goes from home to the city hall, exactly once, whatever happens on the way.

use domain::submission::Receipt;
use serde_json::json;

use crate::city_hall::CityHall;

#[test]
fn a_form_sent_again_after_a_power_cut_is_received_once() {
    let mut hall = CityHall::open(&[]);
    let slip = hall.sealed_sample("water-start");
    let key = "0123456789abcdef0123456789abcdef";
    let mut phone = hall.browser();
    let first = phone.submit(&slip, key).expect("an answer").ok();
    hall.kill();
    hall.start_again();
    let again = phone.submit(&slip, key).expect("an answer").ok();
    assert_eq!(first.body, again.body, "the same receipt, byte for byte");
    let other = hall.sealed_sample("water-start");
    assert_eq!(phone.submit(&other, key).expect("an answer").status, 409, "sealed anew it is another slip");
    assert!(hall.close(), "it closes in good order");
}

#[test]
fn a_form_whose_answer_was_lost_is_there_when_it_is_sent_again() {
    let hall = CityHall::open(&[]);
    let slip = hall.sealed_sample("water-start");
    let mut phone = hall.browser();
    let mut staff = hall.first_staff();
    for n in 0..20 {
        let key = format!("{n:032x}");
        phone.send_and_leave("/api/submit", json!({ "slip": slip, "key": key }).to_string().as_bytes()).expect("sent");
        let receipt: Receipt = phone.submit(&slip, &key).expect("an answer").ok().json();
        assert_eq!(receipt.digest.len(), 64);
    }
    let listed: Vec<api::Listing> = staff.get("submissions", &json!({}));
    assert_eq!(listed.len(), 20);
    assert!(listed.iter().all(|line| line.title.as_deref() == Some("水道使用開始届")), "{listed:?}");
}
