//! From a finished slip to digits and back, and everything that can happen to the digits in between.

use proptest::prelude::*;

use super::*;
use crate::form::answer::Person;
use crate::form::{Answer, Kind, Question, arbitrary};

mod bundle;
mod drift;
mod fuzz;
mod harm;
mod pages;
mod vectors;

const CITY: u16 = 2040;
/// 2026-11-22 10:42 in Japan.
const NOW: Moment = Moment(1_795_311_720);

fn key(seed: u8) -> PrivateKey {
    PrivateKey::derive(&[seed; 32])
}

fn ring(seeds: &[u8]) -> KeyRing {
    seeds.iter().map(|seed| key(*seed)).collect()
}

fn slip(form: &Form, answers: &Answers) -> Slip {
    let answers = form.check(&answers.entries(), NOW.date()).expect("answers that pass the check");
    Slip::new(form, NOW.quarter(), answers)
}

fn seal(slip: &Slip, form: &Form) -> SealedSlip {
    slip.seal([form], CITY, &key(1).public(), [7; 32]).expect("a slip can be sealed")
}

fn open(digits: &str, form: &Form) -> Result<Slip, CodeFault> {
    SealedSlip::parse(digits)?.open(&ring(&[1]), [form], CITY, NOW)
}

/// A form with a text so long and so rare that its code takes several pages.
fn long() -> (Form, Slip) {
    let text = Kind::Text { max: 800, lines: true };
    let why = Question { id: "why".into(), label: "why".into(), slot_label: None, help: None, optional: false, when: None, kind: text };
    let form = Form { id: "long".into(), number: 10, ..arbitrary::form(vec![why]) };
    // Rare characters, none of them twice: nothing is as long to carry.
    let text: String = (0x5000..0x5000 + 400).filter_map(char::from_u32).collect();
    let slip = slip(&form, &Answers([("why".to_owned(), Answer::Text(text))].into()));
    (form, slip)
}

/// A form with a name, a date and a text, and what Hanako answers.
fn small() -> (Form, Slip) {
    let question =
        |id: &str, kind| Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind };
    let form = arbitrary::form(vec![
        question("name", Kind::Person),
        question("born", Kind::Date(crate::form::DateRule::Past)),
        question("why", Kind::Text { max: 200, lines: false }),
    ]);
    let name = Person {
        family: "葛󠄀西".into(),
        given: "花子".into(),
        family_kana: "カサイ".into(),
        given_kana: "ハナコ".into(),
        rare_glyph: false,
    };
    let born = chrono::NaiveDate::from_ymd_opt(1987, 6, 5).unwrap();
    let answers = [("name", Answer::Person(name)), ("born", Answer::Date(born)), ("why", Answer::Text("年金の手続のため".into()))];
    let slip = slip(&form, &Answers(answers.map(|(id, answer)| (id.to_owned(), answer)).into()));
    (form, slip)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_slip_comes_back_from_its_digits_as_it_was((form, answers) in arbitrary::answered(), fresh: [u8; 32]) {
        let slip = slip(&form, &answers);
        let plain = slip.digits([&form], CITY).unwrap();
        prop_assert_eq!(open(&plain, &form), Ok(slip.clone()));
        let sealed = slip.seal([&form], CITY, &key(1).public(), fresh).unwrap();
        prop_assert_eq!(open(sealed.digits(), &form), Ok(slip));
    }
}

#[test]
fn a_seal_costs_its_48_bytes_and_no_more() {
    let (form, slip) = small();
    let plain = slip.digits([&form], CITY).unwrap().len();
    let sealed = seal(&slip, &form).digits().len();
    assert!(sealed - plain <= 120, "{plain} digits became {sealed}");
}

#[test]
fn a_sealed_slip_tells_nothing_but_its_key() {
    let (form, slip) = small();
    let one = seal(&slip, &form);
    let other = slip.seal([&form], CITY, &key(1).public(), [8; 32]).unwrap();
    assert_eq!(one.key_id(), Some(key(1).public().id.as_str()));
    assert_ne!(one.digits()[7..], other.digits()[7..], "the same answers do not look the same");
    assert_ne!(one.digest(), other.digest());
    assert_eq!(one.digest(), SealedSlip::parse(&format!("{}\n", one.digits())).unwrap().digest());
    assert_eq!(SealedSlip::parse(&slip.digits([&form], CITY).unwrap()).unwrap().key_id(), None);
}

#[test]
fn an_old_key_still_opens_what_was_sealed_to_it() {
    let (form, slip) = small();
    let sealed = seal(&slip, &form);
    assert_eq!(sealed.open(&ring(&[2, 1]), [&form], CITY, NOW), Ok(slip));
    assert_eq!(sealed.open(&ring(&[2]), [&form], CITY, NOW), Err(CodeFault::WrongKey));
    assert_eq!(sealed.open(&KeyRing::default(), [&form], CITY, NOW), Err(CodeFault::WrongKey));
}

#[test]
fn a_key_is_kept_as_text_and_read_again() {
    let kept = PrivateKey::from_hex(&key(1).to_hex()).unwrap();
    assert_eq!(kept.public(), key(1).public());
    assert!(key(1).public().is_whole());
    assert!(!CityKey { id: "000000".into(), ..key(1).public() }.is_whole());
    for damaged in ["", "00", &"g".repeat(64), &"A".repeat(64), &"é".repeat(32)] {
        assert!(PrivateKey::from_hex(damaged).is_none(), "{damaged}");
    }
}

#[test]
fn nothing_is_sealed_to_a_key_that_is_none() {
    let (form, slip) = small();
    let no_point = CityKey::new(&[0; 32]);
    for key in [CityKey { id: "123456".into(), ..key(1).public() }, CityKey { public: "abc".into(), ..key(1).public() }, no_point] {
        assert_eq!(slip.seal([&form], CITY, &key, [7; 32]), Err(CodeFault::WrongKey));
    }
}

#[test]
fn a_slip_is_written_with_its_own_form_only() {
    let (form, slip) = small();
    let other = Form { edition: form.edition + 1, ..form.clone() };
    assert_eq!(slip.digits([&other], CITY), Err(CodeFault::FormDiffers));
    let fewer = Form { questions: form.questions[1..].to_vec(), ..form };
    assert_eq!(slip.digits([&fewer], CITY), Err(CodeFault::FormDiffers));
}

#[test]
fn a_slip_made_before_the_count_of_days_is_not_written() {
    let (form, slip) = small();
    let early = Slip { created: Moment(0), ..slip };
    assert_eq!(early.digits([&form], CITY), Err(CodeFault::WrongClock));
}
