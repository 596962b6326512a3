//! Nobody writes: a code made at home is opened, accepted and numbered at the counter.

use api::Opened;
use domain::submission::{Receipt, Status};
use serde_json::json;

use crate::city_hall::CityHall;

#[test]
fn a_family_moves_in_with_one_code() {
    let hall = CityHall::open(&[]);
    let slip = hall.sealed_sample("move-in");
    let mut staff = hall.first_staff();
    let opened: Opened = staff.get("open", &json!({ "slip": slip }));
    assert_eq!(opened.form.id, "move-in");
    assert_eq!(opened.stored, None);
    let receipt: Receipt = staff.get("receive", &json!({ "slip": slip }));
    let again: Receipt = staff.get("receive", &json!({ "slip": slip }));
    assert_eq!(receipt, again, "a code accepted before gives the receipt of then");
    let stored: Opened = staff.get("submission", &json!({ "reference": receipt.reference }));
    assert_eq!(stored.entries, opened.entries);
    assert_eq!(stored.stored.expect("it is stored").status, Status::Accepted);
    let printed: bool = staff.get("printed", &json!({ "reference": receipt.reference }));
    let printed_again: bool = staff.get("printed", &json!({ "reference": receipt.reference }));
    assert_eq!((printed, printed_again), (false, true));
}

#[test]
fn a_mistyped_code_is_refused_in_words() {
    let hall = CityHall::open(&[]);
    let slip = hall.sealed_sample("residence-certificate");
    let mut staff = hall.first_staff();
    for harmed in [slip[..slip.len() - 4].to_owned(), format!("{slip}1"), "hello".to_owned()] {
        let answer = staff.ask("open", &json!({ "slip": harmed }));
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.body.contains("sentence"), "{}", answer.body);
    }
}
