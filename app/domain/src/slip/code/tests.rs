//! What is written is read, for every form and every answer that can be.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::tape::Tape;
use super::text::{Style, text};
use super::walker::Walker;
use crate::form::answer::{Address, Person};
use crate::form::{Answer, Answers, Choice, DateRule, Kind, Question, When};

fn made() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn write(questions: &[Question], answers: &Answers) -> super::Number {
    let mut tape = Tape::blank();
    let walked = Walker::new(&mut tape, made()).questions(questions, answers, None);
    assert_eq!(walked.as_ref(), Ok(answers), "the writer sees what a reader will find");
    tape.finish()
}

fn read(questions: &[Question], number: super::Number) -> Option<Answers> {
    let mut tape = Tape::read(number);
    let answers = Walker::new(&mut tape, made()).questions(questions, &Answers::default(), None).ok()?;
    tape.finish().is_one().then_some(answers)
}

fn question(id: String, optional: bool, when: Option<When>, kind: Kind) -> Question {
    Question { label: id.clone(), id, slot_label: None, help: None, optional, when, kind }
}

fn options(n: usize) -> Vec<Choice> {
    (0..n).map(|i| Choice { id: format!("o{i}"), label: format!("選択肢{i}"), help: None }).collect()
}

/// Names as people have them, and texts that nobody would write.
fn any_text() -> impl Strategy<Value = String> {
    const LIVED: &[&str] = &[
        "髙橋",
        "𠮷田",
        "﨑山",
        "葛󠄀西",
        "辻󠄀乃",
        "佐々木",
        "タカハシ",
        "さくら県さくら野市",
        "1-2-3",
        "１丁目２番３号",
        "ハイツ葵２０３",
        "",
        "\u{202E}",
        "一行目\r\n二行目",
    ];
    prop_oneof![
        prop::sample::select(LIVED).prop_map(str::to_owned),
        prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
        "[ァ-ー一-龥ぁ-ゖ0-9０-９ -~、。々〇-]{0,20}",
    ]
}

fn any_person() -> impl Strategy<Value = Person> {
    let name = || prop::sample::select(&["田中", "﨑山", "タナカ"][..]).prop_map(str::to_owned);
    (prop_oneof![name(), any_text()], any_text(), prop_oneof![name(), any_text()], any_text())
        .prop_map(|(family, given, family_kana, given_kana)| Person { family, given, family_kana, given_kana })
}

fn any_address() -> impl Strategy<Value = Address> {
    let city = prop_oneof![Just("さくら県さくら野市".to_owned()), any_text()];
    (0u32..10_000_000, city, any_text(), any_text(), any_text()).prop_map(|(postcode, city, town, block, building)| Address {
        postcode: format!("{postcode:07}"),
        city,
        town,
        block,
        building,
    })
}

fn any_phone() -> impl Strategy<Value = String> {
    prop_oneof![Just("09012345678".to_owned()), "0[0-9]{9}", "0[0-9]{10}", "0[789]0[0-9]{8}"]
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    let day = prop_oneof![(739_000..740_500i32), (681_932..813_004i32), (1..3_652_059i32)];
    day.prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).unwrap())
}

/// A kind that is asked of one thing, and an answer to it.
fn any_plain() -> BoxedStrategy<(Kind, Answer)> {
    let several = prop::collection::vec(any::<bool>(), 1..9).prop_map(|ticks| {
        let ticked = options(ticks.len()).into_iter().zip(&ticks).filter(|(_, tick)| **tick).map(|(option, _)| option.id);
        (Kind::Several { options: options(ticks.len()) }, Answer::Several(ticked.collect()))
    });
    let count = (0u32..50, 0u32..u32::MAX / 2, any::<u32>())
        .prop_map(|(min, span, count)| (Kind::Count { min, max: min + span, unit: "通".into() }, Answer::Count(min + count % (span + 1))));
    prop_oneof![
        any_person().prop_map(|person| (Kind::Person, Answer::Person(person))),
        any_address().prop_map(|address| (Kind::Address, Answer::Address(address))),
        any_phone().prop_map(|digits| (Kind::Phone, Answer::Phone(digits))),
        any_date().prop_map(|date| (Kind::Date(DateRule::Any), Answer::Date(date))),
        (1usize..20, any::<prop::sample::Index>())
            .prop_map(|(n, i)| (Kind::Choice { options: options(n) }, Answer::Choice(format!("o{}", i.index(n))))),
        several,
        any::<bool>().prop_map(|yes| (Kind::YesNo, Answer::YesNo(yes))),
        count,
        "[0-9]{1,30}".prop_map(|digits| (Kind::Digits { length: digits.len() as u8, of: "番号".into() }, Answer::Digits(digits))),
        any_text().prop_map(|text| (Kind::Text { max: 400, lines: true }, Answer::Text(text))),
    ]
    .boxed()
}

/// Questions of every kind with answers to them; each may be optional and left out, or hang on the one before it.
fn any_questions(kinds: BoxedStrategy<(Kind, Answer)>) -> impl Strategy<Value = (Vec<Question>, Answers)> {
    let each = (kinds, any::<bool>(), any::<bool>(), any::<bool>());
    prop::collection::vec(each, 0..12).prop_map(|each| {
        let (mut questions, mut answers) = (Vec::new(), Answers::default());
        for (i, (kind, answer, optional, left_out, hangs)) in each.into_iter().enumerate().map(|(i, (k, o, l, h))| (i, (k.0, k.1, o, l, h)))
        {
            let before = questions.last().filter(|_| hangs).map(|before: &Question| before.id.clone());
            let when = before.map(|question| When { question, is: vec!["yes".into(), "o0".into()] });
            let asked = when.as_ref().is_none_or(|when| match answers.0.get(&when.question) {
                Some(Answer::YesNo(yes)) => *yes,
                Some(Answer::Choice(id)) => id == "o0",
                _ => false,
            });
            if asked && !(optional && left_out) {
                answers.0.insert(format!("q{i}"), answer);
            }
            questions.push(question(format!("q{i}"), optional, when, kind));
        }
        (questions, answers)
    })
}

/// A group whose items answer the same questions differently: the first item's answers, turned around.
fn any_group() -> impl Strategy<Value = (Kind, Answer)> {
    let person = (any_person(), any_date(), any::<bool>(), prop::option::of(any_address()));
    prop::collection::vec(person, 0..8).prop_map(|each| {
        let questions = vec![
            question("name".into(), false, None, Kind::Person),
            question("born".into(), false, None, Kind::Date(DateRule::Past)),
            question("foreign".into(), false, None, Kind::YesNo),
            question("from".into(), true, Some(When { question: "foreign".into(), is: vec!["yes".into()] }), Kind::Address),
        ];
        let answers = each.into_iter().map(|(name, born, foreign, from)| {
            let mut answers = Answers::default();
            answers.0.insert("name".into(), Answer::Person(name));
            answers.0.insert("born".into(), Answer::Date(born));
            answers.0.insert("foreign".into(), Answer::YesNo(foreign));
            if let Some(from) = from.filter(|_| foreign) {
                answers.0.insert("from".into(), Answer::Address(from));
            }
            answers
        });
        let answer = Answer::Group(answers.collect());
        (Kind::Group { noun: "人".into(), min: 0, max: 8, questions }, answer)
    })
}

proptest! {
    #[test]
    fn every_answer_to_every_form_is_read_as_it_was_written(
        (questions, answers) in any_questions(prop_oneof![6 => any_plain(), 1 => any_group()].boxed())
    ) {
        prop_assert_eq!(read(&questions, write(&questions, &answers)), Some(answers));
    }

    #[test]
    fn any_number_is_read_to_an_end_or_refused(
        (questions, _) in any_questions(prop_oneof![any_plain(), any_group().boxed()].boxed()),
        digits in "[0-9]{0,400}",
    ) {
        let number = super::Number::from_decimal(digits.as_bytes());
        if let Some(answers) = read(&questions, number.clone()) {
            // Whatever is read can be written, and is read again.
            prop_assert_eq!(read(&questions, write(&questions, &answers)), Some(answers));
        }
    }

    #[test]
    fn every_text_comes_back_byte_for_byte(given in any_text()) {
        for style in [Style::Name, Style::Kana, Style::Place, Style::Block, Style::Building, Style::Free] {
            let mut tape = Tape::blank();
            text(&mut tape, style, &given).unwrap();
            let mut tape = Tape::read(tape.finish());
            prop_assert_eq!(&text(&mut tape, style, "").unwrap(), &given);
            prop_assert!(tape.finish().is_one());
        }
    }
}

#[test]
fn a_name_costs_what_its_characters_are_worth() {
    let bits = |style, given: &str| {
        let mut tape = Tape::blank();
        text(&mut tape, style, given).unwrap();
        8 * tape.finish().to_bytes().len()
    };
    assert!(bits(Style::Name, "高橋") <= 40);
    assert!(bits(Style::Kana, "タカハシ") <= 32);
    assert!(bits(Style::Place, "さくら県さくら野市") <= 96);
    assert!(bits(Style::Block, "12-3") <= 32);
    assert!(bits(Style::Name, "葛󠄀西") <= 64, "a variation selector costs two bytes, not its code point");
}

#[test]
fn a_family_is_named_once() {
    let person = |given: &str| {
        Answer::Person(Person {
            family: "山田".into(), given: given.into(), family_kana: "ヤマダ".into(), given_kana: "ハナコ".into()
        })
    };
    let questions: Vec<_> = ["a", "b", "c"].map(|id| question(id.into(), false, None, Kind::Person)).into();
    let answers = |names: [&str; 3]| Answers(["a", "b", "c"].into_iter().map(str::to_owned).zip(names.map(person)).collect());
    let size = |names| write(&questions, &answers(names)).to_bytes().len();
    assert!(size(["花子", "花子", "花子"]) < size(["花子", "華子", "花子"]));
    assert!(size(["花子", "花子", "花子"]) <= 18);
}

#[test]
fn an_answer_that_does_not_belong_is_not_written() {
    let refuses = |kind, answer| {
        let questions = [question("q".into(), false, None, kind)];
        let answers = Answers([("q".to_owned(), answer)].into());
        let walked = Walker::new(&mut Tape::blank(), made()).questions(&questions, &answers, None);
        assert_ne!(walked.ok(), Some(answers), "the writer would not see what was answered");
    };
    refuses(Kind::Choice { options: options(2) }, Answer::Choice("o2".into()));
    refuses(Kind::Count { min: 1, max: 3, unit: "通".into() }, Answer::Count(4));
    refuses(Kind::Count { min: 1, max: 3, unit: "通".into() }, Answer::Count(0));
    refuses(Kind::Digits { length: 4, of: "番号".into() }, Answer::Digits("123".into()));
    refuses(Kind::Phone, Answer::Phone("0312345".into()));
    refuses(Kind::Person, Answer::YesNo(true));
    refuses(Kind::Date(DateRule::Any), Answer::Date(NaiveDate::from_ymd_opt(12_345, 1, 1).unwrap()));
}
