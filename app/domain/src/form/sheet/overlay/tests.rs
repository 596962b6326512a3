use proptest::prelude::*;

use super::*;
use crate::form::answer::Person;
use crate::form::arbitrary::{answered, form};
use crate::form::{Choice, DateRule};
use crate::moment::Moment;
use crate::submission::ReferenceNumber;

fn heading() -> Heading {
    let reference = Some(ReferenceNumber::new(2026, 1));
    Heading {
        addressee: "さくら野市長".into(),
        created: Moment(1_795_311_720),
        reference,
        office: crate::form::sheet::OfficeMarks::default(),
    }
}

fn ask(id: &str, kind: Kind) -> Question {
    Question { id: id.into(), label: format!("{id}の欄"), slot_label: None, help: None, optional: false, when: None, kind }
}

fn spot(holds: Holds, w: f32, h: f32) -> Spot {
    Spot { page: 1, x: 20.0, y: 30.0, w, h, size: 11.0, align: Align::Left, holds }
}

fn answer(path: &str) -> Holds {
    Holds::Answer(path.into())
}

fn tick(of: &str, is: &str) -> Holds {
    Holds::Tick { of: of.into(), is: is.into() }
}

fn options(ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| Choice { id: (*id).into(), label: (*id).into(), help: None }).collect()
}

/// A small form, and what somebody wrote on it.
fn small() -> (Form, Answers) {
    let certificates = vec![ask("copies", Kind::Count { min: 1, max: 9, unit: "通".into() })];
    let group = Kind::Group { noun: "証明書".into(), min: 1, max: 4, questions: certificates };
    let questions = vec![
        ask("who", Kind::Choice { options: options(&["self", "other"]) }),
        ask("applicant", Kind::Person),
        ask("born", Kind::Date(DateRule::Past)),
        ask("certificates", group),
    ];
    let person =
        Person {
            family: "𠮷野".into(), given: "真央".into(), family_kana: "ヨシノ".into(), given_kana: "マオ".into(), rare_glyph: false
        };
    let copies = |n| Answers([("copies".to_owned(), Answer::Count(n))].into());
    let all = [
        ("who", Answer::Choice("other".into())),
        ("applicant", Answer::Person(person)),
        ("born", Answer::Date(chrono::NaiveDate::from_ymd_opt(1989, 3, 9).expect("a day"))),
        ("certificates", Answer::Group(vec![copies(2), copies(1)])),
    ];
    (form(questions), Answers(all.into_iter().map(|(id, answer)| (id.to_owned(), answer)).collect()))
}

/// What is written on the paper and what behind it.
fn laid(spots: Vec<Spot>) -> (Vec<String>, Vec<String>) {
    let (form, answers) = small();
    let Laid { written, annex } = form.lay_over(&Overlay { spots }, &answers, &heading());
    let behind = annex.into_iter().flat_map(|sheet| sheet.pages.concat()).filter(|slot| slot.role == Role::Answer);
    (written.into_iter().map(|one| one.text).collect(), behind.map(|slot| format!("{}：{}", slot.label, slot.text)).collect())
}

fn wide(holds: Holds) -> Spot {
    spot(holds, 60.0, 8.0)
}

#[test]
fn every_answer_has_its_place_as_a_whole_or_in_its_parts() {
    let spots = vec![
        spot(tick("who", "self"), 4.0, 4.0),
        spot(tick("who", "other"), 4.0, 4.0),
        wide(answer("applicant.name")),
        wide(answer("applicant.kana")),
        spot(tick("born.era", "heisei"), 4.0, 4.0),
        wide(answer("born.year")),
        wide(answer("born.month")),
        wide(answer("born.day")),
        wide(answer("certificates.1.copies.number")),
        wide(answer("certificates.2.copies")),
        wide(Holds::Reference),
    ];
    let (written, behind) = laid(spots);
    assert_eq!(written.join(" "), format!("レ 𠮷野　真央 ヨシノ　マオ レ 元 3 9 2 1通 {}", ReferenceNumber::new(2026, 1).0));
    assert_eq!(behind, Vec::<String>::new());
}

#[test]
fn what_has_no_place_stands_on_a_sheet_behind() {
    let (written, behind) = laid(vec![spot(tick("who", "self"), 4.0, 4.0), wide(answer("applicant.name")), wide(answer("born"))]);
    assert_eq!(written, ["𠮷野　真央", "平成元年3月9日"]);
    assert_eq!(
        behind,
        ["whoの欄：other", "applicantの欄：𠮷野　真央（ヨシノ　マオ）", "証明書1　copiesの欄：2通", "証明書2　copiesの欄：1通"]
    );
}

#[test]
fn a_long_name_shrinks_then_wraps_and_then_goes_behind() {
    let (form, mut answers) = small();
    let mut lay = |family: String| {
        let person = Person { family, given: "花".into(), family_kana: "カ".into(), given_kana: "カ".into(), rare_glyph: false };
        answers.0.insert("applicant".into(), Answer::Person(person));
        let spots = vec![spot(answer("applicant.name"), 30.0, 9.0), wide(answer("applicant.kana"))];
        let Laid { written, annex } = form.lay_over(&Overlay { spots }, &answers, &heading());
        let behind = annex.is_some_and(|sheet| sheet.pages.concat().iter().any(|slot| slot.label == "applicantの欄"));
        (written[0].size, written[0].lines().len(), written[0].text == SEE_ANNEX, behind)
    };
    assert_eq!(lay("佐倉".into()), (11.0, 1, false, false));
    let (size, lines, crowded, _) = lay("佐倉佐倉佐倉佐".into());
    assert!(size < 11.0 && lines == 1 && !crowded, "{size} {lines}");
    let (size, lines, crowded, _) = lay("佐倉".repeat(10));
    assert!(size >= FLOOR && lines > 1 && !crowded, "{size} {lines}");
    let (_, _, crowded, behind) = lay("佐倉".repeat(30));
    assert!(crowded && behind, "nothing is lost, and nothing runs over");
}

#[test]
fn a_place_for_what_is_not_asked_is_refused_in_words() {
    let (form, _) = small();
    let why = |holds| form.objection_to(&holds).unwrap_or_default();
    assert_eq!(why(answer("born.western-year")), "");
    assert_eq!(why(tick("born.era", "reiwa")), "");
    assert_eq!(why(answer("certificates.4.copies")), "");
    assert!(why(answer("certificates.5.copies")).contains("「certificates.5.copies」という質問はありません。who、applicant"));
    assert!(why(answer("applicant.nickname")).contains("「nickname」という部分はありません。書けるのは name、kana"));
    assert!(why(answer("who.self")).contains("「who」と書いてください"));
    assert!(why(tick("who", "mother")).contains("「mother」という選択肢はありません。self、other のどれか"));
    assert!(why(tick("applicant", "yes")).contains("「is」を消してください"));
}

#[test]
fn a_name_that_could_not_be_typed_is_put_right_behind() {
    let (form, mut answers) = small();
    let Some(Answer::Person(person)) = answers.0.get_mut("applicant") else { panic!("somebody applies") };
    person.rare_glyph = true;
    let spots = ["who", "applicant", "born", "certificates.1.copies", "certificates.2.copies"].map(|path| wide(answer(path)));
    let annex = form.lay_over(&Overlay { spots: spots.into() }, &answers, &heading()).annex.expect("a sheet behind");
    assert!(annex.pages.concat().iter().any(|slot| slot.label.starts_with("字形の訂正欄")));
}

proptest! {
    #[test]
    fn without_any_place_every_answer_stands_behind((form, answers) in answered()) {
        let annex = form.lay_over(&Overlay::default(), &answers, &heading()).annex;
        let texts: String = annex.iter().flat_map(|sheet| sheet.pages.concat()).filter(|slot| slot.role == Role::Answer).map(|slot| slot.text).collect();
        for question in form.questions.iter().filter(|question| question.kind.is_asked()) {
            match (answers.0.get(&question.id), &question.kind) {
                (Some(Answer::Group(items)), Kind::Group { questions, .. }) => {
                    for (inner, answer) in items.iter().flat_map(|item| questions.iter().filter_map(|one| Some((one, item.0.get(&one.id)?)))) {
                        prop_assert!(texts.contains(&answer.show(inner)));
                    }
                }
                (Some(answer), _) => prop_assert!(texts.contains(&answer.show(question))),
                _ => {}
            }
        }
    }

    #[test]
    fn what_is_written_fits_its_place(text in "\\PC{1,40}", w in 3.0f32..90.0, h in 3.0f32..30.0) {
        if let Some(size) = fit::snug(&text, w, h, 11.0) {
            let n = fit::lines(&text, w, size).len();
            prop_assert!(size >= FLOOR && (n == 1 || n <= fit::capacity(h, size)));
        }
    }
}

/// The office's marks of a certificate for 900 yen.
fn marked() -> Heading {
    let stamp = Some(["さくら野市".to_owned(), "8.11.23".to_owned(), "受付".to_owned()]);
    let office = crate::form::sheet::OfficeMarks { stamp, identity: "運転免許証".into(), fee: "900円".into(), by: "佐倉".into() };
    Heading { office, ..heading() }
}

#[test]
fn what_the_office_filled_in_has_its_places_or_stands_behind() {
    let (form, answers) = small();
    let all = ["who", "applicant", "born", "certificates.1.copies", "certificates.2.copies"].map(|path| wide(answer(path)));
    let places = [spot(Holds::Stamp, 15.0, 15.0), wide(Holds::Identity), wide(Holds::Fee), wide(Holds::By)];
    let spots = |n: usize| Overlay { spots: all.iter().chain(&places[..n]).cloned().collect() };
    let whole = form.lay_over(&spots(4), &answers, &marked());
    assert_eq!(whole.annex, None);
    let texts: Vec<&str> = whole.written.iter().rev().take(4).map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["佐倉", "900円", "運転免許証", "さくら野市\n8.11.23\n受付"]);
    let behind = form.lay_over(&spots(3), &answers, &marked()).annex.expect("担当 has no place").pages.concat();
    assert!(behind.iter().any(|slot| slot.label == "担当" && slot.text == "佐倉"), "{behind:?}");
    assert_eq!(form.lay_over(&spots(0), &answers, &heading()).annex, None, "what is not filled in needs no place");
}
