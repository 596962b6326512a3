//! What is written is read, whatever it is, and costs what it is worth.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::header::{Header, Tables};
use super::listed::{self, Said};
use super::tape::Tape;
use super::text::{Seen, Style, text};
use super::walker::Walker;
use super::{Here, Number, Towns};
use crate::form::answer::{Address, Person};
use crate::form::{Answer, Answers, Choice, DateRule, Form, Kind, Question, arbitrary};
use crate::moment::Moment;
use crate::slip::Slip;

/// The towns of a city, as far as the tests live in it.
fn towns() -> [Towns; 1] {
    [Towns::parse("さくら県 さくら野市\n9990000\n9990001青葉町\n9990001青葉町南\n9990002桜台\n").unwrap()]
}

/// A text of table 2 in a code that has said a few things.
fn listed_text(tape: &mut Tape, seen: &mut Seen, style: Style, given: &str) -> Result<String, super::tape::Misfit> {
    let mut said = Said::default();
    for text in ["さくら県さくら野市", "髙橋", "佐々", "若葉"] {
        said.say(text);
    }
    listed::text(tape, seen, &said, style, given)
}

fn write(form: &Form, answers: &Answers) -> Number {
    write_with(Tables::USUAL, form, answers)
}

fn write_with(tables: Tables, form: &Form, answers: &Answers) -> Number {
    let (mut tape, towns) = (Tape::blank(), towns());
    let walked = Walker::new(&mut tape, arbitrary::today(), tables, &towns).form(form, answers);
    let walked = walked.expect("answers that pass the check can be written");
    assert_eq!(walked.entries(), answers.entries(), "the writer sees what a reader will find");
    tape.finish().expect("answers that a code holds")
}

fn read(form: &Form, number: Number) -> Option<Answers> {
    read_with(Tables::USUAL, form, number)
}

fn read_with(tables: Tables, form: &Form, number: Number) -> Option<Answers> {
    let (mut tape, towns) = (Tape::read(number), towns());
    let answers = Walker::new(&mut tape, arbitrary::today(), tables, &towns).form(form, &Answers::default()).ok()?;
    tape.is_at_end().then_some(answers)
}

fn question(id: &str, kind: Kind) -> Question {
    Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind }
}

/// A form that asks one thing.
fn asking(kind: Kind) -> Form {
    arbitrary::form(vec![question("q", kind)])
}

fn answering(answer: Answer) -> Answers {
    Answers([("q".to_owned(), answer)].into())
}

fn person(family: &str, given: &str) -> Person {
    Person {
        family: family.into(), given: given.into(), family_kana: "ヤマダ".into(), given_kana: "ハナコ".into(), rare_glyph: false
    }
}

fn address((postcode, block): (&str, &str), city: &str) -> Address {
    Address { postcode: postcode.into(), city: city.into(), town: "青葉町".into(), block: block.into(), building: String::new() }
}

/// Names as people have them, and texts that nobody would write.
fn any_text() -> impl Strategy<Value = String> {
    const LIVED: &[&str] =
        &["髙橋", "𠮷田", "﨑山", "葛󠄀西", "辻󠄀乃", "佐々木", "タカハシ", "1-2-3", "１丁目２番３号", "", "\u{202E}", "一行目\r\n二行目"];
    prop_oneof![
        prop::sample::select(LIVED).prop_map(str::to_owned),
        prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
        "[ァ-ー一-龥ぁ-ゖ0-9０-９ -~、。々〇-]{0,20}",
    ]
}

proptest! {
    #[test]
    fn every_answer_to_every_form_is_read_as_it_was_written((form, answers) in arbitrary::answered()) {
        for tables in [Tables::One, Tables::Two] {
            let read = read_with(tables, &form, write_with(tables, &form, &answers)).map(|answers| answers.entries());
            prop_assert_eq!(read, Some(answers.entries()));
        }
    }

    #[test]
    fn a_household_that_shares_names_and_addresses_comes_back(
        members in prop::collection::vec(((0usize..3, 0usize..3), (0usize..3, 0usize..2), 0usize..3), 0..9)
    ) {
        let questions = vec![question("name", Kind::Person), question("home", Kind::Address), question("phone", Kind::Phone)];
        let form = asking(Kind::Group { noun: "人".into(), min: 0, max: 9, questions });
        let member = |((family, given), (place, city), phone): ((usize, usize), (usize, usize), usize)| {
            let name = person(["山田", "髙橋", "葛󠄀西"][family], ["花子", "太郎", "𠮷"][given]);
            let home = address([("9990001", "1-2"), ("9990001", "1-3"), ("9990002", "1-2")][place], ["さくら県さくら野市", "東京都千代田区"][city]);
            let phone = ["09012345678", "05012345678", "0312345678"][phone].to_owned();
            let answers = [("name", Answer::Person(name)), ("home", Answer::Address(home)), ("phone", Answer::Phone(phone))];
            Answers(answers.map(|(id, answer)| (id.to_owned(), answer)).into())
        };
        let answers = answering(Answer::Group(members.into_iter().map(member).collect()));
        prop_assert_eq!(read(&form, write(&form, &answers)), Some(answers));
    }

    #[test]
    fn any_number_is_read_to_an_end_or_refused(form in arbitrary::forms(), digits in "[0-9]{0,400}") {
        if let Some(answers) = read(&form, Number::from_decimal(digits.as_bytes())) {
            // Whatever is read can be written, and is read again.
            prop_assert_eq!(read(&form, write(&form, &answers)), Some(answers));
        }
    }

    #[test]
    fn every_text_comes_back_byte_for_byte(given in any_text()) {
        use Style::*;
        for style in [Family, Given, FamilyKana, GivenKana, Place, Block, Building, Free] {
            for text in [text, listed_text] {
                let mut tape = Tape::blank();
                text(&mut tape, &mut Seen::default(), style, &given).unwrap();
                let mut tape = Tape::read(tape.finish().unwrap());
                prop_assert_eq!(&text(&mut tape, &mut Seen::default(), style, "").unwrap(), &given);
                prop_assert!(tape.is_at_end());
            }
        }
    }

    #[test]
    fn every_day_comes_back(day in 1i32..3_652_059) {
        let (form, date) = (asking(Kind::Date(DateRule::Any)), NaiveDate::from_num_days_from_ce_opt(day).unwrap());
        let answers = answering(Answer::Date(date));
        prop_assert_eq!(read(&form, write(&form, &answers)), Some(answers));
    }
}

#[test]
fn a_text_costs_what_its_characters_are_worth() {
    let check = |style, given: &str, of_table_0: usize, of_table_2: usize| {
        let bytes = [text, listed_text].map(|text| {
            let mut tape = Tape::blank();
            text(&mut tape, &mut Seen::default(), style, given).unwrap();
            tape.finish().unwrap().to_bytes().len()
        });
        assert!(bytes[0] <= of_table_0 && bytes[1] <= of_table_2, "{given}: {bytes:?}");
    };
    check(Style::Family, "高橋", 5, 3);
    check(Style::FamilyKana, "タカハシ", 4, 3);
    check(Style::Given, "花子", 5, 3);
    check(Style::GivenKana, "ハナコ", 4, 3);
    check(Style::Place, "さくら県さくら野市", 12, 12);
    check(Style::Free, "さくら県さくら野市若葉1-2", 18, 6);
    check(Style::Block, "12-3", 4, 3);
    // A variation selector costs two bytes, not its code point.
    check(Style::Family, "葛󠄀西", 8, 8);
}

#[test]
fn a_kanji_that_comes_again_costs_a_place_among_those_that_came() {
    let form = arbitrary::form(["a", "b"].map(|id| question(id, Kind::Text { max: 99, lines: false })).into());
    let size = |first: &str, second: &str| {
        let answers = [("a", first), ("b", second)].map(|(id, text)| (id.to_owned(), Answer::Text(text.to_owned())));
        let answers = Answers(answers.into());
        let number = write(&form, &answers);
        assert_eq!(read(&form, number.clone()), Some(answers));
        number.to_bytes().len()
    };
    assert!(size("髙﨑葛󠄀城𠮷", "髙﨑葛󠄀城𠮷") + 5 < size("髙﨑葛󠄀城𠮷", "濵邉祗󠄀園𡈽"));
}

#[test]
fn a_character_to_be_put_right_is_told_of_and_costs_nobody_else_anything() {
    let form = asking(Kind::Person);
    let written = |tables, rare_glyph| {
        let answers = answering(Answer::Person(Person { rare_glyph, ..person("渡邊", "花子") }));
        let slip = Slip::new(&form, Moment(1_795_311_000), answers);
        let digits = super::plain(&slip, &[&form], 2040u16.into(), tables).unwrap();
        let here = Here { city: 2040u16.into(), now: slip.created };
        assert_eq!(super::read_plain(&digits, &[&form], here).as_ref(), Ok(&slip));
        let header = Header::read(&mut Tape::read(Number::from_decimal(&digits.as_bytes()[7..]))).unwrap();
        (header.numbers()[0], digits)
    };
    for (tables, number) in [(Tables::One, 1), (Tables::Two, 2)] {
        let ((usual, without), (marked, with)) = (written(tables, false), written(tables, true));
        assert_eq!((usual, marked), (number, number));
        assert_ne!(without[1..7], with[1..7], "the check digits vouch for the mark");
        assert!(with.len() - without.len() <= 2, "{} digits more", with.len() - without.len());
    }
}

#[test]
fn a_family_is_named_once() {
    let form = arbitrary::form(["a", "b", "c"].map(|id| question(id, Kind::Person)).into());
    let answers = |names: [&str; 3]| {
        Answers(["a", "b", "c"].map(str::to_owned).into_iter().zip(names.map(|name| Answer::Person(person("山田", name)))).collect())
    };
    let size = |names| write(&form, &answers(names)).to_bytes().len();
    assert!(size(["花子", "花子", "花子"]) < size(["花子", "華子", "花子"]));
    assert!(size(["花子", "花子", "花子"]) <= 12);
}

#[test]
fn an_answer_that_does_not_belong_is_not_written() {
    let refuses = |kind, answer| {
        let answers = answering(answer);
        let walked = Walker::new(&mut Tape::blank(), arbitrary::today(), Tables::USUAL, &[]).form(&asking(kind), &answers);
        assert_ne!(walked.ok(), Some(answers), "the writer would not see what was answered");
    };
    let option = Choice { id: "a".into(), label: "あ".into(), help: None };
    refuses(Kind::Choice { options: vec![option] }, Answer::Choice("b".into()));
    refuses(Kind::Count { min: 1, max: 3, unit: "通".into() }, Answer::Count(4));
    refuses(Kind::Count { min: 1, max: 3, unit: "通".into() }, Answer::Count(0));
    refuses(Kind::Digits { length: 4, of: "番号".into() }, Answer::Digits("123".into()));
    refuses(Kind::Phone, Answer::Phone("0312345".into()));
    refuses(Kind::Person, Answer::YesNo(true));
    refuses(Kind::Date(DateRule::Any), Answer::Date(NaiveDate::from_ymd_opt(12_345, 1, 1).unwrap()));
}
