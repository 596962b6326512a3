//! Codes that phones have shown with tables 0: they must be read for ever, so neither the format nor those tables may drift. What is shown
//! today is in `vectors`.
//!
//! If one of these tests fails, what was changed is not a correction but a new table or a new format.

use chrono::NaiveDate;

use super::*;
use crate::form::answer::Address;
use crate::form::{Choice, DateRule, Entries, When};

/// A form that asks one question of every kind, some of them twice.
pub(super) fn everything() -> Form {
    let asked = |id: &str, optional, when: Option<(&str, &str)>, kind| {
        let when = when.map(|(question, is)| When::is(question, &[is]));
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional, when, kind }
    };
    let question = |id, kind| asked(id, false, None, kind);
    let options = |ids: &[&str]| ids.iter().map(|id| Choice { id: (*id).into(), label: (*id).into(), help: None }).collect();
    arbitrary::form(vec![
        question("applicant", Kind::Person),
        question("home", Kind::Address),
        question("from", Kind::Address),
        question("phone", Kind::Phone),
        asked("second-phone", true, None, Kind::Phone),
        asked("third-phone", true, None, Kind::Phone),
        question("born", Kind::Date(DateRule::Past)),
        question("moved", Kind::Date(DateRule::Any)),
        question("who", Kind::Choice { options: options(&["self", "family", "representative"]) }),
        asked("representative", false, Some(("who", "representative")), Kind::Person),
        question("wants", Kind::Several { options: options(&["head", "domicile", "number"]) }),
        question("mail", Kind::YesNo),
        asked("mail-to", false, Some(("mail", "yes")), Kind::Address),
        question("copies", Kind::Count { min: 1, max: 10, unit: "通".into() }),
        question("customer", Kind::Digits { length: 11, of: "お客様番号".into() }),
        asked("note", true, None, Kind::Text { max: 200, lines: true }),
        question(
            "members",
            Kind::Group {
                noun: "人".into(),
                min: 1,
                max: 8,
                questions: vec![
                    question("name", Kind::Person),
                    question("born", Kind::Date(DateRule::Past)),
                    asked("card", true, None, Kind::YesNo),
                ],
            },
        ),
    ])
}

pub(super) fn answers() -> Answers {
    let person = |family: &str, given: &str, family_kana: &str, given_kana: &str| {
        let [family, given, family_kana, given_kana] = [family, given, family_kana, given_kana].map(str::to_owned);
        Answer::Person(Person { family, given, family_kana, given_kana, rare_glyph: false })
    };
    let address = |postcode: &str, city: &str, town: &str, block: &str, building: &str| {
        let [postcode, city, town, block, building] = [postcode, city, town, block, building].map(str::to_owned);
        Answer::Address(Address { postcode, city, town, block, building })
    };
    let date = |year, month, day| Answer::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap());
    let all = |answers: Vec<(&str, Answer)>| Answers(answers.into_iter().map(|(id, answer)| (id.to_owned(), answer)).collect());
    let hanako = person("﨑山", "花子", "サキヤマ", "ハナコ");
    let taro =
        all(vec![("name", person("﨑山", "𠮷郎", "サキヤマ", "ヨシロウ")), ("born", date(2026, 9, 1)), ("card", Answer::YesNo(false))]);
    all(vec![
        ("applicant", hanako.clone()),
        ("home", address("9990001", "さくら県さくら野市", "青葉町三丁目", "12番3号", "ハイツ葵２０３")),
        ("from", address("9990412", "さくら県さくら野市", "", "１丁目２−３", "")),
        ("phone", Answer::Phone("09012345678".into())),
        ("second-phone", Answer::Phone("0120444444".into())),
        ("third-phone", Answer::Phone("05012345678".into())),
        ("born", date(1987, 6, 5)),
        ("moved", date(2026, 11, 20)),
        ("who", Answer::Choice("representative".into())),
        ("representative", person("葛󠄀西", "Nguyễn", "カサイ", "グエン・アン")),
        ("wants", Answer::Several(vec!["head".into(), "number".into()])),
        ("mail", Answer::YesNo(true)),
        ("mail-to", address("9990001", "さくら県さくら野市", "青葉町三丁目", "12番3号", "ハイツ葵２０３")),
        ("copies", Answer::Count(2)),
        ("customer", Answer::Digits("00123456789".into())),
        ("note", Answer::Text("印鑑登録も、あわせてお願いします。\n急ぎ (urgent)！".into())),
        ("members", Answer::Group(vec![all(vec![("name", hanako), ("born", date(1987, 6, 5))]), taro])),
    ])
}

#[test]
fn a_plain_code_of_table_0_is_these_digits() {
    let form = everything();
    let slip = slip(&form, &answers());
    assert_eq!(code::plain(&slip, &[&form], CITY.into(), code::Tables::Zero).unwrap(), PLAIN);
    assert_eq!(open(PLAIN, &form), Ok(slip));
}

#[test]
fn a_sealed_code_of_table_0_is_these_digits() {
    let form = everything();
    let slip = slip(&form, &answers());
    assert_eq!(key(1).public(), CityKey { id: KEY_ID.into(), public: KEY.into() });
    let sealed = slip.seal_with(code::Tables::Zero, &[&form], CITY.into(), &key(1).public(), [7; 32]).unwrap();
    assert_eq!(sealed.digits(), SEALED);
    assert_eq!(open(SEALED, &form), Ok(slip));
}

/// The kinds that came later, on a form of their own.
pub(super) fn later_kinds() -> Form {
    let question =
        |id: &str, kind| Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind };
    arbitrary::form(vec![
        question("mail", Kind::Mail),
        question("second-mail", Kind::Mail),
        question("account", Kind::Account),
        question("by-code", Kind::Account),
        question("same", Kind::Account),
        question("year", Kind::PartialDate(DateRule::Any)),
        question("month", Kind::PartialDate(DateRule::Any)),
        question("day", Kind::PartialDate(DateRule::Any)),
        question("round", Kind::Amount { min: 0, max: u32::MAX }),
        question("exact", Kind::Amount { min: 0, max: u32::MAX }),
        question("nothing", Kind::Amount { min: 0, max: u32::MAX }),
        question("total", Kind::Total { sum: vec![], unit: "円".into(), max: 0 }),
    ])
}

pub(super) fn later_answers() -> Answers {
    let form = later_kinds();
    let typed = "mail=hanako.s+city@example.co.jp second-mail=hanako.s+city@example.co.jp \
        account.bank=さくら銀行 account.branch=本店 account.account-type=savings account.account-number=0012345 account.holder=サクラ＿ハナコ \
        by-code.bank=9876 by-code.branch=012 by-code.account-type=ordinary by-code.account-number=7654321 by-code.holder=A.SMITH \
        same.bank=9876 same.branch=012 same.account-type=ordinary same.account-number=7654321 same.holder=A.SMITH \
        year=1955 month=1989-01 day=1980-03-14 round=120000 exact=98765 nothing=0";
    let controls = typed.split_whitespace().filter_map(|pair| pair.split_once('='));
    let entries: Entries = controls.map(|(name, text)| (name.to_owned(), text.replace('＿', "　"))).collect();
    form.check(&entries, arbitrary::today()).unwrap()
}

#[test]
fn a_plain_code_of_the_later_kinds_is_these_digits() {
    let form = later_kinds();
    let slip = slip(&form, &later_answers());
    assert_eq!(code::plain(&slip, &[&form], CITY.into(), code::Tables::Zero).unwrap(), LATER);
    assert_eq!(open(LATER, &form), Ok(slip));
}

/// One form after the other in one code: the second one names whom the first one has named.
fn bundle() -> (Vec<Form>, Slip) {
    let again = Form { id: "again".into(), number: 8, edition: 1, ..everything() };
    let slips = [&everything(), &again].map(|form| slip(form, &answers()));
    (vec![everything(), again], Slip::bind(slips).expect("made at the same time"))
}

#[test]
fn a_plain_bundle_is_these_digits() {
    let (forms, bound) = bundle();
    let shelf: Vec<&Form> = forms.iter().collect();
    assert_eq!(code::plain(&bound, &shelf, CITY.into(), code::Tables::Zero).unwrap(), PLAIN_BUNDLE);
    assert_eq!(SealedSlip::parse(PLAIN_BUNDLE).unwrap().open(&ring(&[1]), &forms, CITY, NOW), Ok(bound));
}

#[test]
fn a_sealed_bundle_is_these_digits() {
    let (forms, bound) = bundle();
    let shelf: Vec<&Form> = forms.iter().collect();
    let sealed = bound.seal_with(code::Tables::Zero, &shelf, CITY.into(), &key(1).public(), [7; 32]).unwrap();
    assert_eq!(sealed.digits(), SEALED_BUNDLE);
    assert_eq!(SealedSlip::parse(SEALED_BUNDLE).unwrap().open(&ring(&[1]), &forms, CITY, NOW), Ok(bound));
}

/// All of them.
pub(super) const CODES: [&str; 5] = [PLAIN, SEALED, LATER, PLAIN_BUNDLE, SEALED_BUNDLE];

const PLAIN_BUNDLE: &str = "\
    15040724646388230767002518918450185745321518948616439111972994197593423665585997656212427962431645645276916512367158\
    44963751769332301912910944592172268253880110682169635667339181279612506179778685816249774248312603710111231763658207\
    93005097251301535496637328629602971726416921620193731248704945309990014245089237031862106603574283925974100460043974\
    21982797284056012444565178424056435434880249459869008722468600412823225719485935091255806157328246822274297621884173\
    976793264315513199092496480770223847498855429906133027504350050451947170655197226339235317916139392";
const SEALED_BUNDLE: &str = "\
    54942299831085128233193344449476738632909313982665079670121556984696024490654920257748235541378705228248594395790781\
    18585715776093862178724818743505954338974389305136422393159486119154769882284124576763666489876362501321334160692450\
    59581380860540223078426074126499980970660666428488953104207519040859978895037080339828951398562351994011949195864473\
    63490703962155367584018842057683579739640602180923048731107953953147196855164844190296422434903317599512887367438729\
    80346975342104154980019125797611080212569349412027789265657929988556763410103304282747704620117124655478039529075580\
    864543983020889977883346221518797286739891389289501984467173764889451082522656021349811830477929142";

const LATER: &str = "\
    150134049914868893578779236476924097537026647959091648646583729632349511815471231898009788393152398630341343252057494281\
    81166455981479913723663056142127647841083263197325302165644352965284128580617673237953806208";

const PLAIN: &str = "\
    131307722144702519487412709974098617941331922315194452045499582475594217876124824882710572712415380064338292291055659340\
    324365618375549898917394020420584406597898682780159460312237807203838605655533302535522323060242704122018938488372657631\
    190852305876310647293209994544170587295697472570738907504049603834649076676267241052541749598247479467843286976656804757\
    7747658694522396396214145445993005447172421005473273605607049225936338816";
const KEY_ID: &str = "494229";
const KEY: &str = "41852320ff367495fa522c94cb83af391e4e89018392725bbf2098dd931bc424";
const SEALED: &str = "\
    249422988642772244734777820184136222236000727502458675957809537598467093564077328030910546149255769031570694099955313378\
    776847438420178698894729455275695626548379309346585392000586147503507367539979558969426571405920472752938897400700122041\
    048413036929257328876023185807384210593127563761690712008251939984051167716217261290923420519490797957512369038682041360\
    682220152627034683063624920653724328439175675837545538650156443823361073847248025982111200545760056860705711587082407815\
    400536897789635204689275870737142779185835239840988101479386686777152";
