//! The office's own slots on paper: filled in as they were at the counter, and the same on every later sheet.

use serde_json::{Value, json};

use super::*;
use crate::browser::Browser;
use crate::city_hall::{CityHall, root};

const FORM: &str = "residence-certificate";

fn accepted(staff: &mut Browser, slip: &str) -> Value {
    let noted = json!({ "1": { "photo": ["my-number-card"], "despite": "委任状は後日" } });
    staff.get::<Value>("receive", &json!({ "slip": slip, "noted": noted }))[0]["reference"].clone()
}

fn sheet(staff: &mut Browser, reference: &Value) -> String {
    bare(&pages(&staff.ask("sheets", &json!({ "references": [reference] })).ok().bytes).concat())
}

#[test]
fn a_later_sheet_has_the_same_marks_and_a_correction_its_own() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let reference = accepted(&mut staff, &hall.sealed_sample(FORM));
    let first = sheet(&mut staff, &reference);
    for words in ["受付印", "さくら野市", "受付", "本人確認", "マイナンバーカード", "手数料", "900円", "担当", "窓口花子"]
    {
        assert!(first.contains(words), "{words}: {first}");
    }
    let again = sheet(&mut staff, &reference);
    let without_mark = |text: &str| text.split("再印刷").next().unwrap_or_default().to_owned();
    assert!(again.contains("再印刷") && without_mark(&again).contains("マイナンバーカード"), "{again}");
    let office =
        json!({ "photo": ["my-number-card"], "despite": "委任状は後日", "charged": 0, "waiver": { "kind": "exempt", "reason": "減免" } });
    staff.ask("note", &json!({ "reference": reference, "office": office })).ok();
    assert!(sheet(&mut staff, &reference).contains("免除（900円）"));
}

#[test]
fn on_the_citys_own_paper_the_marks_lie_in_its_boxes() {
    let city = root().join("public/cities/shiosai");
    let city = city.to_str().expect("a path");
    let hall = CityHall::open(&["--city", city]);
    let mut staff = hall.first_staff();
    let slip = hall.command(&["slip", "seal", "--form", FORM, "--city", city], &hall.command(&["form", "sample", FORM], ""));
    let reference = accepted(&mut staff, &slip);
    let pdf = staff.ask("sheets", &json!({ "references": [reference] })).ok().bytes;
    let text = pages(&pdf);
    assert_eq!(text.len(), 1, "nothing had to go behind: {text:?}");
    let text = bare(&text[0]);
    for words in ["しおさい市様式第１号", "マイナンバーカード", "900円", "窓口花子"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_stamp_is_a_circle_of_ink_within_its_slot() {
    let form = Arc::clone(library().form("water-start").unwrap());
    let with = sample(&form);
    let mut without = with.clone();
    without.heading.office.stamp = None;
    let stamp = form.sheet(&with.answers, &with.heading).pages.concat().into_iter().find(|slot| slot.role == Role::Stamp).unwrap();
    let [stamped, plain] = [with, without].map(|job| ink::Picture::all(&drawn(&[job])).remove(0));
    let more = |x: f32, y: f32, w: f32, h: f32| stamped.ink(x, y, w, h).saturating_sub(plain.ink(x, y, w, h));
    let middle = (stamp.x + stamp.w / 2.0, stamp.y + stamp.h / 2.0);
    for (dx, dy) in [(0.0, -0.5), (0.0, 0.5), (-0.5, 0.0), (0.5, 0.0)] {
        let (x, y) = (middle.0 + dx * stamp.w, middle.1 + dy * stamp.h);
        assert!(more(x - 0.6, y - 0.6, 1.2, 1.2) > 0, "the ring passes {x},{y}");
    }
    assert_eq!(more(stamp.x, stamp.y, 1.5, 1.5), 0, "its corners are free: it is round");
}
