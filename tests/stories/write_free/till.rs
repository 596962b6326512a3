//! The day's totals, and the money in the till.

use chrono::Utc;
use domain::moment::Moment;
use serde_json::{Value, json};

use super::FORM;
use crate::city_hall::{CityHall, seen};

#[test]
fn the_days_totals_are_compared_with_the_till_and_what_is_given_back_counts() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let today = Moment(Utc::now().timestamp()).date().to_string();
    let empty: Value = staff.get("totals", &json!({ "day": today }));
    assert_eq!((&empty["rows"], &empty["counted"]), (&json!([]), &json!([])));

    let mut references = Vec::new();
    for slip in [hall.sealed_sample(FORM), hall.sealed_sample(FORM), hall.sealed_sample("family-register")] {
        let receipts: Value = staff.get("receive", &json!({ "slip": slip, "noted": seen() }));
        references.push(receipts[0]["reference"].clone());
    }
    let reduced =
        json!({ "photo": ["driving-licence"], "despite": "後日", "charged": 300, "waiver": { "kind": "reduced", "reason": "2通は減免" } });
    staff.ask("note", &json!({ "reference": references[1], "office": reduced })).ok();

    let totals: Value = staff.get("totals", &json!({ "day": today }));
    let row =
        |title: &str| totals["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["form"] == title)).cloned().expect("a row");
    let residence = row("住民票の写し等交付請求書");
    assert_eq!(
        residence,
        json!({ "form": "住民票の写し等交付請求書", "by": "窓口 花子", "count": 2, "copies": 6, "charged": 1200, "waived": 600, "open": 0 })
    );
    let register = totals["rows"].as_array().expect("rows").iter().find(|row| row["open"] == 1).expect("no source says its fee");
    assert_eq!((&register["count"], &register["charged"]), (&json!(1), &json!(0)));
    staff.ask("note", &json!({ "reference": references[2], "office": { "photo": ["passport"], "despite": "後日", "charged": 450 } })).ok();

    let counted: Value = staff.get("count_till", &json!({ "day": today, "yen": 1500 }));
    let counted: domain::office_use::till::DayTotals = serde_json::from_value(counted).expect("totals");
    assert_eq!((counted.all().charged, counted.all().open, counted.difference()), (1650, 0, Some(-150)));
    let again: Value = staff.get("count_till", &json!({ "day": today, "yen": 1650 }));
    assert_eq!(again["counted"].as_array().map(Vec::len), Some(2), "what was counted before is kept");
    let other: Value = staff.get("totals", &json!({ "day": "2025-01-06" }));
    assert_eq!(other["rows"], json!([]), "of another day nothing");

    let log = hall.command(&["log", "show"], "");
    assert!(log.contains(&format!("{today} counted 1500 taken 1650")), "{log}");
}

#[test]
fn a_day_to_come_and_an_amount_that_no_till_holds_are_refused_in_words() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    for (function, arguments, words) in [
        ("totals", json!({ "day": "9999-01-01" }), "これから来る日"),
        ("count_till", json!({ "day": "9999-01-01", "yen": 1 }), "これから来る日"),
        ("count_till", json!({ "day": "2025-01-06", "yen": 100_000_000 }), "99,999,999円まで"),
    ] {
        let answer = staff.ask(function, &arguments);
        assert!(answer.status == 422 && answer.body.contains(words), "{function}: {} {}", answer.status, answer.body);
    }
    assert_eq!(staff.ask("totals", &json!({ "day": "2026-02-30" })).status, 400);
}
