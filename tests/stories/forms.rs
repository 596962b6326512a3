//! Every form of the demo city can be filled in and printed; a file with a mistake is refused where the mistake is.

mod branches;
mod by_chance;
mod carried;
mod changes;
mod city_folder;
mod code_size;
mod commands;
mod conditions;
mod differences;
mod drawn;
mod editions;
mod kinds;
mod mistakes;
mod printed;
mod small;
mod told;
mod walk_through;
mod walks;

use std::fs;
use std::path::PathBuf;

use domain::form::sheet::{Heading, Role, Sheet};
use domain::form::{Answer, Answers, DateRule, Entries, Form, Kind, Question};
use domain::moment::Moment;
use domain::open_days::OpenDays;
use server::city::{Library, Mistake, Mistakes, load_city, load_form};
use server::form_command;

use crate::demo::{folder, library, today};

/// What a form makes of its own example.
fn understood(form: &Form) -> Answers {
    form.check(&form.sample, today()).unwrap_or_else(|problems| panic!("{}: {problems:?}", form.id))
}

fn printed(form: &Form, answers: &Answers) -> Sheet {
    form.sheet(
        answers,
        &Heading {
            addressee: "さくら野市長".into(),
            created: Moment(1_795_311_720),
            reference: None,
            office: domain::form::sheet::OfficeMarks::default(),
        },
    )
}

#[test]
fn the_demo_city_has_its_forms() {
    let ids: Vec<String> = library().current().iter().map(|form| form.id.clone()).collect();
    assert_eq!(
        ids.join(" "),
        "residence-certificate move-in water-start child-allowance bulky-waste seal-certificate move-out move-within household-change \
         family-register tax-certificate seal-registration national-health-insurance care-certification disaster-certificate \
         dog-registration dog-death dog-change water-name letter-of-attorney bereavement funeral-expenses late-elderly-loss"
    );
}

#[test]
fn every_sample_is_understood_and_survives_being_written_down_again() {
    for form in library().every() {
        let answers = understood(form);
        assert_eq!(form.check(&answers.entries(), today()), Ok(answers), "{}", form.id);
    }
}

#[test]
fn every_sample_is_printed_whole() {
    for form in library().every() {
        let answers = understood(form);
        let sheet = printed(form, &answers);
        assert!(sheet.pages.len() <= 2, "{} needs {} pages", form.id, sheet.pages.len());
        look_for(&form.questions, &answers, "", &sheet);
    }
}

/// Looks for each answer in the slots of its path.
fn look_for(questions: &[Question], answers: &Answers, place: &str, sheet: &Sheet) {
    for question in questions {
        let path = format!("{place}{}", question.id);
        match (answers.0.get(&question.id), &question.kind) {
            (Some(Answer::Group(items)), Kind::Group { questions, .. }) => {
                items.iter().zip(1..).for_each(|(item, nth)| look_for(questions, item, &format!("{path}.{nth}."), sheet));
            }
            (Some(answer), _) => {
                let slots = sheet.pages.iter().flatten().filter(|slot| slot.role == Role::Answer && slot.path == path);
                assert_eq!(slots.map(|slot| slot.text.as_str()).collect::<String>(), answer.show(question), "{path}");
            }
            (None, _) => {}
        }
    }
}

#[test]
fn a_japanese_family_moves_in_without_a_word_about_foreigners() {
    let library = library();
    let form = library.form("move-in").unwrap();
    let answers = understood(form);
    let Some(Answer::Group(members)) = answers.0.get("members") else { panic!("nobody moves in") };
    assert_eq!(members.len(), 4);
    let foreign = ["foreign", "nationality", "category", "status", "period", "expires", "card-number"];
    assert!(members.iter().all(|member| foreign.iter().all(|id| !member.0.contains_key(*id))));
}

#[test]
fn a_foreign_resident_is_asked_about_the_card_that_they_have() {
    let library = library();
    let form = library.form("move-in").unwrap();
    let mut entries = form.sample.clone();
    let problems = |entries: &Entries| {
        let problems = form.check(entries, today()).err().unwrap_or_default();
        problems.into_iter().map(|problem| problem.control).collect::<Vec<_>>().join(" ")
    };
    entries.set("members.2.foreign", "yes");
    assert_eq!(problems(&entries), "members.2.nationality members.2.category");
    entries.set("members.2.nationality", "フィリピン");
    entries.set("members.2.category", "special-permanent");
    assert_eq!(problems(&entries), "members.2.card-number");
    entries.set("members.2.category", "mid-to-long-term");
    assert_eq!(problems(&entries), "members.2.status members.2.card-number");
    entries.set("members.2.status", "永住者");
    entries.set("members.2.card-number", "AB12345678CD");
    assert_eq!(problems(&entries), "");
    let sheet = printed(form, &form.check(&entries, today()).unwrap());
    assert_eq!(sheet.pages.iter().flatten().filter(|slot| slot.path.ends_with(".nationality")).count(), 1, "a row for her alone");
}

#[test]
fn only_a_representative_is_asked_for_a_letter_of_attorney() {
    let library = library();
    let form = library.form("residence-certificate").unwrap();
    let screens = |relation: &str| {
        let mut entries = form.sample.clone();
        entries.set("relation", relation);
        form.journey(&entries, today()).into_iter().map(|step| step.path()).collect::<Vec<_>>()
    };
    let asked = |relation: &str, id: &str| screens(relation).iter().any(|path| path == id);
    assert!(asked("representative", "letter-of-attorney"));
    assert!(!asked("self", "letter-of-attorney") && !asked("household", "letter-of-attorney"));
    assert!(!asked("self", "principal") && asked("household", "principal"));
    assert!(asked("third-party", "third-party-purpose") && !asked("third-party", "my-number"));
}

#[test]
fn a_form_that_does_not_go_online_says_why() {
    let online = ["water-start", "bulky-waste", "dog-death", "dog-change", "water-name"];
    for form in library().current() {
        assert_eq!(form.goes_online(), online.contains(&form.id.as_str()), "{}", form.id);
        assert_eq!(form.not_online.is_some(), !form.goes_online(), "{}", form.id);
    }
}

#[test]
fn the_command_prints_a_sample_that_can_be_handed_in() {
    let library = library();
    let sample: Entries = serde_json::from_str(&form_command::sample("water-start", &library).unwrap()).unwrap();
    assert!(library.form("water-start").unwrap().check(&sample, today()).is_ok());
    let refusal = form_command::sample("passport", &library).unwrap_err().to_string();
    assert!(refusal.contains("residence-certificate、move-in、water-start、child-allowance、bulky-waste"), "{refusal}");
}
