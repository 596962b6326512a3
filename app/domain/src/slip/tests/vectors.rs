//! The golden vectors of the specification: forms, answers, keys and the digits they come to. Another vendor's program reads these, and
//! `tests/specification/code-1.mjs`, which shares nothing with ours, reads them too.
//!
//! If a vector differs, what was changed is not a correction but a new table or a new format.

use serde_json::{Value, json};

use super::drift::{answers, everything, later_answers, later_kinds};
use super::*;
use crate::form::DateRule;
use crate::form::condition::{Bounds, Like, Test, When};
use crate::slip::code::canonical;

/// The towns of the city of the vectors.
const TOWNS: &str = "さくら県 さくら野市\n9990000\n9990001青葉町\n9990002大字花里\n9990412桜台\n";
/// Before the towns changed: a code that was made then is read with these.
const FORMER_TOWNS: &str = "さくら県 さくら野市\n9990001青葉町\n9990002花里村\n";
/// What the seals of the vectors are made with; any other would do.
const FRESH: [u8; 32] = [7; 32];

/// A vector on its way to the file.
struct Vector {
    name: &'static str,
    /// What it shows.
    shows: &'static str,
    forms: Vec<Form>,
    slip: Slip,
    towns: Vec<Towns>,
    sealed: bool,
}

impl Vector {
    fn digits(&self) -> String {
        let city = Municipality { number: CITY, towns: &self.towns };
        match self.sealed {
            true => self.slip.seal(&self.forms, city, &key(1).public(), FRESH).expect("it can be sealed").into_digits(),
            false => self.slip.digits(&self.forms, city).expect("it can be written"),
        }
    }

    /// What the file says.
    fn told(&self) -> Value {
        let public = key(1).public();
        let answers: Vec<_> = self.slip.leaves().iter().map(|leaf| json!(leaf.answers().entries())).collect();
        json!({
            "shows": self.shows,
            "city": CITY,
            "created": self.slip.created().rfc3339(),
            "towns": self.towns.iter().map(Towns::text).collect::<Vec<_>>(),
            "forms": self.forms.iter().map(definition).collect::<Vec<_>>(),
            "answers": answers,
            "key": { "id": public.id, "public": public.public, "private": key(1).to_hex() },
            "fresh": self.sealed.then(|| crate::slip::hex::write(&FRESH)),
            "canonical": canonical(&self.slip, &self.forms.iter().collect::<Vec<_>>(), CITY),
            "digits": self.digits(),
            "pictures": SealedSlip::parse(&self.digits()).map(|sealed| sealed.pictures()).ok().filter(|pictures| pictures.len() > 1),
        })
    }
}

/// A form as far as a code depends on it, in the words of the specification.
fn definition(form: &Form) -> Value {
    json!({ "number": form.number, "edition": form.edition, "questions": form.questions.iter().map(asked).collect::<Vec<_>>() })
}

fn asked(question: &Question) -> Value {
    let ids = |options: &[crate::form::Choice]| options.iter().map(|option| option.id.clone()).collect::<Vec<_>>();
    let (kind, more) = match &question.kind {
        Kind::Person => ("person", json!({})),
        Kind::Address => ("address", json!({})),
        Kind::Phone => ("phone", json!({})),
        Kind::Date(_) => ("date", json!({})),
        Kind::PartialDate(_) => ("partial-date", json!({})),
        Kind::Mail => ("mail", json!({})),
        Kind::Account => ("account", json!({})),
        Kind::Choice { options } => ("choice", json!({ "options": ids(options) })),
        Kind::Several { options } => ("several", json!({ "options": ids(options) })),
        Kind::YesNo => ("yes-no", json!({})),
        Kind::Count { min, max, .. } => ("count", json!({ "min": min, "max": max })),
        Kind::Amount { .. } => ("amount", json!({})),
        Kind::Total { .. } => ("total", json!({})),
        Kind::Digits { length, .. } => ("digits", json!({ "length": length })),
        Kind::Text { .. } => ("text", json!({})),
        Kind::Group { max, questions, .. } => {
            ("group", json!({ "max": max, "questions": questions.iter().map(asked).collect::<Vec<_>>() }))
        }
    };
    let when = question.when.as_ref().map(condition);
    let mut told = json!({ "id": question.id, "kind": kind, "optional": question.optional, "when": when });
    told.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    told
}

/// A condition in the words of the specification.
fn condition(when: &When) -> Value {
    let all = |of: &[When]| of.iter().map(condition).collect::<Vec<_>>();
    match when {
        When::All(of) => json!({ "all": all(of) }),
        When::Any(of) => json!({ "any": all(of) }),
        When::Not(of) => json!({ "not": condition(of) }),
        When::Answer(Test { question, like }) => match like {
            Like::Chosen(is) => json!({ "question": question, "is": is }),
            Like::Number(Bounds { least, most }) => json!({ "question": question, "number": [least, most] }),
            Like::Age(Bounds { least, most }) => json!({ "question": question, "age": [least, most] }),
        },
    }
}

/// A family whose names and places are hard: rare characters, a mark, one name only, addresses in every way to write them.
fn hard() -> (Form, Answers) {
    let question =
        |id: &str, kind| Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind };
    let member = vec![question("name", Kind::Person), question("home", Kind::Address), question("born", Kind::Date(DateRule::Past))];
    let form = Form {
        id: "hard".into(),
        number: 9,
        ..arbitrary::form(vec![question("members", Kind::Group { noun: "人".into(), min: 1, max: 9, questions: member })])
    };
    let rows = [
        "𠮷﨑 髙志 ヨシザキ タカシ 9990001 さくら県さくら野市 青葉町三丁目 12番3号 ハイツ葵２０３",
        "𠮷﨑 つばさ ヨシザキ ツバサ 9990001 さくら県さくら野市 青葉町3丁目 12-3 -",
        "葛󠄀西 辻󠄀乃 カサイ ツジノ 9990002 さくら県さくら野市 大字花里 字北久保1234番地の5 -",
        "鱻龘 𩸽 センドウ ホッケ 9990412 さくら県さくら野市 桜台１０丁目西 甲7 荘Ⅲ",
        "Nguyễn Anh グエン アン 1000001 東京都千代田区 千代田 1番1号 -",
        "サントス - サントス - 1000002 東京都千代田区 皇居外苑 1-1 -",
        "朴 민준 パク ミンジュン 5300001 兵庫県神戸市中央区 - ９９番地 -",
        "山田 😀 ヤマダ ニコ 0000000 Seoul 명동 1 -",
        "神 福󠄀子 カミ フクコ 9990000 さくら県さくら野市 山奥 無番地 -",
    ];
    let blank = |word: &str| if word == "-" { String::new() } else { word.to_owned() };
    let mut entries = crate::form::Entries::default();
    for (row, nth) in rows.iter().zip(1..) {
        let controls = [
            "name.family",
            "name.given",
            "name.family-kana",
            "name.given-kana",
            "home.postcode",
            "home.city",
            "home.town",
            "home.block",
            "home.building",
        ];
        for (control, word) in controls.iter().zip(row.split(' ')) {
            entries.set(format!("members.{nth}.{control}"), blank(word));
        }
        entries.set(format!("members.{nth}.born"), format!("19{nth}8-0{nth}-1{nth}"));
    }
    entries.set("members.6.name.single-name", "yes");
    entries.set("members.4.name.rare-glyph", "yes");
    let answers = form.check(&entries, NOW.date()).expect("answers that pass the check");
    (form, answers)
}

fn vectors() -> Vec<Vector> {
    let towns = |texts: &[&str]| texts.iter().map(|text| Towns::parse(text).expect("a town table")).collect::<Vec<_>>();
    let one = |name, shows, (form, answers): (Form, Answers), known: &[&str], sealed| {
        let slip = slip(&form, &answers);
        Vector { name, shows, forms: vec![form], slip, towns: towns(known), sealed }
    };
    let both = || {
        let again = Form { id: "again".into(), number: 8, edition: 1, ..everything() };
        let slips = [everything(), again.clone()].map(|form| slip(&form, &answers()));
        (vec![everything(), again], Slip::bind(slips).expect("made at the same time"))
    };
    let bundle = |name, shows, sealed| {
        let (forms, slip) = both();
        Vector { name, shows, forms, slip, towns: towns(&[TOWNS]), sealed }
    };
    let pages = |name, shows, sealed| {
        let (form, slip) = long();
        Vector { name, shows, forms: vec![form], slip, towns: Vec::new(), sealed }
    };
    let every = || (everything(), answers());
    vec![
        one("plain-every-kind", "a question of every older kind, plain", every(), &[TOWNS], false),
        one("sealed-every-kind", "the same, sealed", every(), &[TOWNS], true),
        one("plain-no-towns", "the same, made without a town table: addresses are spelt out", every(), &[], false),
        one("plain-former-towns", "the same, made when the city had another town table", every(), &[FORMER_TOWNS], false),
        one(
            "plain-later-kinds",
            "mail, account, amount, partial date; a total is in no code",
            (later_kinds(), later_answers()),
            &[],
            false,
        ),
        one("plain-hard-names", "rare characters, any Unicode, and every way to write an address", hard(), &[TOWNS], false),
        one("sealed-hard-names", "the same, sealed", hard(), &[TOWNS], true),
        bundle("plain-two-forms", "two forms in one code: what the first has named is named by its place", false),
        bundle("sealed-two-forms", "the same, sealed: the kind is 5", true),
        pages("plain-pages", "a text so long that the code is shown in pages", false),
        pages("sealed-pages", "the same, sealed", true),
    ]
}

/// The files, as they were frozen.
macro_rules! kept {
    ($($name:literal),*) => {
        [$(($name, include_str!(concat!("../../../../../public/specification/vectors/", $name, ".json")))),*]
    };
}
const KEPT: [(&str, &str); 11] = kept!(
    "plain-every-kind",
    "sealed-every-kind",
    "plain-no-towns",
    "plain-former-towns",
    "plain-later-kinds",
    "plain-hard-names",
    "sealed-hard-names",
    "plain-two-forms",
    "sealed-two-forms",
    "plain-pages",
    "sealed-pages"
);

#[test]
fn the_golden_vectors_are_what_this_program_makes() {
    let vectors = vectors();
    assert_eq!(vectors.iter().map(|vector| vector.name).collect::<Vec<_>>(), KEPT.map(|(name, _)| name));
    for (vector, (name, kept)) in vectors.iter().zip(KEPT) {
        let kept: Value = serde_json::from_str(kept).unwrap();
        let mut told = vector.told();
        // What was frozen before there were pages does not speak of them.
        if told["pictures"].is_null() {
            told.as_object_mut().unwrap().remove("pictures");
        }
        assert_eq!(kept, told, "{name} is now\n{told:#}");
    }
}

#[test]
fn the_golden_vectors_are_read() {
    for vector in vectors() {
        // What was in use before stands behind what is in use now.
        let known: Vec<Towns> = [TOWNS, FORMER_TOWNS].map(|text| Towns::parse(text).unwrap()).into();
        let city = Municipality { number: CITY, towns: &known };
        let read = SealedSlip::parse(&vector.digits()).unwrap().open(&ring(&[1]), &vector.forms, city, NOW);
        assert_eq!(read, Ok(vector.slip), "{}", vector.name);
    }
}

#[test]
fn a_code_with_a_town_table_that_is_not_known_says_so() {
    let known: Vec<Towns> = vec![Towns::parse(FORMER_TOWNS).unwrap()];
    for vector in vectors().into_iter().filter(|vector| vector.towns.iter().any(|towns| towns.text() == TOWNS)) {
        let city = Municipality { number: CITY, towns: &known };
        let read = SealedSlip::parse(&vector.digits()).unwrap().open(&ring(&[1]), &vector.forms, city, NOW);
        let expected = if vector.name == "plain-two-forms" { CodeFault::CheckFailed } else { CodeFault::UnknownTowns };
        assert_eq!(read, Err(expected), "{}", vector.name);
    }
}
