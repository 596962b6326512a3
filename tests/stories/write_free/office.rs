//! What the office fills in: who was seen to be whom, what was brought, what was paid. What lacks is told before anything is stored.

use serde_json::{Value, json};

use super::{FORM, open};
use crate::browser::Browser;
use crate::city_hall::CityHall;

const CARD: &str = "seal-certificate";

/// Why a code is not accepted with this.
fn refused(staff: &mut Browser, slip: &str, office: &Value) -> String {
    let answer = staff.ask("receive", &json!({ "slip": slip, "noted": { "1": office } }));
    assert_eq!((answer.status, answer.refused().as_str()), (422, "bad-value"), "{}", answer.body);
    answer.json::<Value>()["reason"].as_str().expect("a sentence").to_owned()
}

fn accepted(staff: &mut Browser, slip: &str, office: &Value) -> Value {
    let receipts: Value = staff.get("receive", &json!({ "slip": slip, "noted": { "1": office } }));
    staff.get("submission", &json!({ "reference": receipts[0]["reference"] }))
}

#[test]
fn nobody_is_accepted_unseen_but_with_a_reason() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample(FORM);
    let asks = open(&mut staff, &slip)["asks"].clone();
    assert_eq!(asks["identity"], json!({ "asked": "papers", "with_photo": 1, "without_photo": 2 }));
    assert_eq!((&asks["due"], &asks["copies"]), (&json!(900), &json!(3)));
    let letter = asks["evidence"][0]["text"].clone();

    let told = refused(&mut staff, &slip, &json!({}));
    assert!(told.contains("本人確認が足りません") && told.contains("委任状"), "{told}");
    let told = refused(&mut staff, &slip, &json!({ "plain": 1, "brought": [letter] }));
    assert!(told.contains("確かめたのは、顔写真のない書類1点です") && !told.contains("委任状"), "{told}");
    assert!(
        refused(&mut staff, &slip, &json!({ "plain": 2, "brought": ["別の紙"] }))
            .contains("「別の紙」は、この申請で確かめるものではありません")
    );
    assert!(refused(&mut staff, &slip, &json!({ "despite": "番号は 1234 5678 9018 です" })).contains("マイナンバー"));
    assert_eq!(staff.get::<Value>("submissions", &json!({})), json!([]), "nothing was stored");

    let shown = accepted(&mut staff, &slip, &json!({ "plain": 1, "despite": "顔を知っている" }));
    let noted = &shown["noted"][0];
    assert_eq!((&noted["office"]["despite"], &noted["by"]), (&json!("顔を知っている"), &json!("窓口 花子")));
    assert_eq!((&noted["office"]["charged"], &noted["due"], &noted["copies"]), (&json!(900), &json!(900), &json!(3)));
}

#[test]
fn without_the_card_no_reason_helps() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample(CARD);
    let asks = open(&mut staff, &slip)["asks"].clone();
    assert_eq!(asks["identity"], json!({ "asked": "nothing" }), "whoever brings the card gets the certificate");
    let told = refused(&mut staff, &slip, &json!({ "despite": "家に忘れた" }));
    assert!(told.contains("これがないと受理できません"), "{told}");
    let shown = accepted(&mut staff, &slip, &json!({ "brought": [asks["evidence"][0]["text"]] }));
    assert_eq!(shown["noted"][0]["office"]["charged"], 600);
}

#[test]
fn of_several_forms_none_is_stored_if_one_lacks_something() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let samples =
        [FORM, "water-start"].map(|form| serde_json::from_str::<Value>(&hall.command(&["form", "sample", form], "")).expect("a sample"));
    let slip = hall.command(&["slip", "seal", "--form", FORM, "--form", "water-start"], &json!(samples).to_string());
    let told = refused(&mut staff, &slip, &json!({}));
    assert!(told.starts_with("「住民票の写し等交付請求書」："), "{told}");
    assert_eq!(staff.get::<Value>("submissions", &json!({})), json!([]));
    // 水道 asks for nothing.
    staff.ask("receive", &json!({ "slip": slip, "only": 2 })).ok();
}

#[test]
fn another_amount_has_its_reason_and_what_stood_before_is_kept() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample(FORM);
    let seen = json!({ "photo": ["passport"], "despite": "委任状は後日" });
    let with = |charged: u32, waiver: Value| {
        let mut office = seen.clone();
        office["charged"] = charged.into();
        office["waiver"] = waiver;
        office
    };
    assert!(refused(&mut staff, &slip, &with(0, Value::Null)).contains("計算した手数料は900円です"));
    assert!(refused(&mut staff, &slip, &with(500, json!({ "kind": "exempt", "reason": "減免" }))).contains("0円に"));
    let reference = accepted(&mut staff, &slip, &seen)["stored"]["reference"].clone();

    let exempt = with(0, json!({ "kind": "exempt", "reason": "猫山さんの事情による" }));
    let changed: Value = staff.get("note", &json!({ "reference": reference, "office": exempt }));
    let noted = changed["noted"].as_array().expect("a list");
    assert_eq!(noted.iter().map(|noted| noted["office"]["charged"].as_u64()).collect::<Vec<_>>(), [Some(900), Some(0)]);
    let unchanged: Value = staff.get("note", &json!({ "reference": reference, "office": exempt }));
    assert_eq!(unchanged["noted"].as_array().map(Vec::len), Some(2), "what is not changed is no change");
    let wrong = staff.ask("note", &json!({ "reference": reference, "office": {} }));
    assert_eq!((wrong.status, wrong.refused().as_str()), (422, "bad-value"));

    let log = hall.command(&["log", "show"], "");
    assert!(log.contains("identity 1+0 evidence 0/1 despite fee 900/900"), "{log}");
    assert!(log.contains("identity 1+0 evidence 0/1 despite fee 0/900 exempt"), "{log}");
    for words in ["猫山", "後日"] {
        assert!(!log.contains(words), "a reason in words stands in the log");
        for file in ["ledger.sqlite", "ledger.sqlite-wal"] {
            let bytes = std::fs::read(hall.data().join(file)).unwrap_or_default();
            assert!(!bytes.windows(words.len()).any(|part| part == words.as_bytes()), "「{words}」 can be read in {file}");
        }
    }
}

#[test]
fn nothing_is_noted_on_what_is_not_accepted_and_a_second_reading_is_told() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample("water-start");
    assert_eq!(open(&mut staff, &slip)["read_at"], Value::Null);
    assert!(open(&mut staff, &slip)["read_at"].is_i64(), "it was read before, and not accepted");
    let receipt: Value = staff.get("submit", &json!({ "slip": slip, "key": "00112233445566778899aabbccddeeff" }));
    let early = staff.ask("note", &json!({ "reference": receipt["reference"], "office": {} }));
    assert!(early.status == 422 && early.body.contains("受理してから"), "{}", early.body);
    staff.ask("accept", &json!({ "reference": receipt["reference"] })).ok();
    let shown: Value = staff.get("submission", &json!({ "reference": receipt["reference"] }));
    assert_eq!((shown["noted"].as_array().map(Vec::len), &shown["asks"]["identity"]["asked"]), (Some(1), &json!("nothing")));
}
