//! The guides of the demo city: each is right, leads to plans whose dates are right, and a mistake in a file is refused where it is.

mod brought;
mod mistakes;

use std::fs;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::find::{Folded, Sought};
use domain::form::{Entries, Form};
use domain::guide::{Guide, Kind, Plan, Question};
use domain::procedure::Place;
use server::city::{Library, load_guide};
use server::guide_command;

use crate::demo::{catalogue, folder, library};

fn guide(id: &str) -> Arc<Guide> {
    catalogue().guides.iter().find(|guide| guide.id == id).unwrap_or_else(|| panic!("no guide {id}")).clone()
}

/// Answers as `way=into household.dog=yes moved=2026-11-22`.
fn answers(text: &str) -> Entries {
    let mut entries = Entries::default();
    for (control, text) in text.split_whitespace().filter_map(|pair| pair.split_once('=')) {
        match text.split('-').collect::<Vec<_>>()[..] {
            [year, month, day] => {
                for (end, text) in [("year", year), ("month", month), ("day", day)] {
                    entries.set(format!("{control}.{end}"), text);
                }
            }
            _ => entries.set(control, text),
        }
    }
    entries
}

/// The steps of a plan with their last days, parted by blanks.
fn steps(id: &str, given: &str) -> String {
    let guide = guide(id);
    let plan = guide.plan(&answers(given));
    assert!(plan.open.is_empty(), "{:?}", plan.open);
    let step = |step: &domain::guide::Step| match step.term {
        Some(term) => format!("{}:{}", step.procedure.id, term.until),
        None => step.procedure.id.clone(),
    };
    plan.steps.iter().map(step).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_demo_city_guides_through_moving_birth_and_bereavement() {
    let titles: Vec<String> = catalogue().guides.iter().map(|guide| guide.title.clone()).collect();
    assert_eq!(titles, ["引っ越し", "子どもが生まれる", "家族が亡くなった（おくやみ）"]);
}

#[test]
fn a_family_moves_in_and_sees_what_to_do_by_when() {
    let given = "way=into abroad=no moved=2026-11-22 household.insurance=yes household.allowance=yes household.dog=yes foreign=no agent=no";
    assert_eq!(
        steps("moving", given),
        "leave-before:2026-11-21 move-in:2026-12-06 insurance-join:2026-12-06 allowance-claim:2026-12-07 dog water-start:2026-11-18"
    );
    let guide = guide("moving");
    let plan = guide.plan(&answers(given));
    let bring: Vec<&str> = plan.bring.iter().map(|thing| thing.id.as_str()).collect();
    let expected = ["identity", "out-certificate", "cards", "insurance-numbers", "account", "card-number", "dog-tag"];
    assert_eq!(bring, expected, "no attorney, no passport, nothing twice");
    assert_eq!(plan.steps[1].term.and_then(|term| term.opens), NaiveDate::from_ymd_opt(2026, 11, 22), "not before the move");
}

#[test]
fn who_moves_out_is_not_sent_to_the_counter_for_those_who_move_in() {
    let given = "way=out moved=2027-03-31 household.seal=yes household.insurance=yes agent=yes";
    assert_eq!(steps("moving", given), "move-out:2027-03-30 insurance-leave:2027-04-14 water-stop");
}

#[test]
fn a_child_is_born_and_the_allowance_is_asked_for_in_time() {
    let given = "stage=born born=2026-12-20 servant=no receiving=no household.insurance=yes household.certificate=yes";
    assert_eq!(steps("birth", given), "birth allowance:2027-01-04 insurance:2027-01-03 after-birth certificate");
    assert_eq!(steps("birth", "stage=expecting household.none=yes"), "pregnancy after-birth");
}

#[test]
fn a_family_in_mourning_sees_only_what_concerns_them() {
    let given = "died=2028-02-29 filed=yes head=yes had.elderly=yes had.pension=yes inherit=no";
    assert_eq!(steps("bereavement", given), "desk head elderly funeral:2030-02-28 pension");
}

#[test]
fn the_forms_of_the_city_are_named_with_how_they_are_handed_in() {
    let guide = guide("moving");
    let place = |id: &str| guide.procedures.iter().find(|procedure| procedure.id == id).map(|procedure| procedure.place.clone());
    assert_eq!(place("move-in"), Some(Place::Form { id: "move-in".into(), online: false, minutes: 12 }));
    assert_eq!(place("water-start"), Some(Place::Form { id: "water-start".into(), online: true, minutes: 4 }));
}

/// Every way to answer a question: each option alone; for what may be ticked, nothing but one, and all.
fn ways(question: &Question) -> Vec<Vec<(String, String)>> {
    let control = |end: &str| format!("{}.{end}", question.id);
    match &question.kind {
        Kind::YesNo | Kind::Choice { .. } => question.possible().iter().map(|id| vec![(question.id.clone(), (*id).to_owned())]).collect(),
        Kind::Several { .. } => {
            let tick = |id: &&str| (control(id), "yes".to_owned());
            let mut ways: Vec<_> = question.possible().iter().map(|id| vec![tick(id)]).collect();
            ways.push(question.possible().iter().map(tick).collect());
            ways
        }
        Kind::Date { .. } => {
            vec![[("year", "2026"), ("month", "11"), ("day", "22")].map(|(end, text)| (control(end), text.into())).to_vec()]
        }
    }
}

/// Goes through a guide in every way, and hands over the answers and the plan wherever no question is left.
fn every_plan(guide: &Guide, mut see: impl FnMut(&Entries, &Plan)) {
    let mut open = vec![Entries::default()];
    while let Some(entries) = open.pop() {
        let plan = guide.plan(&entries);
        match plan.open.first() {
            Some(question) => open.extend(ways(question).into_iter().map(|way| entries.0.clone().into_iter().chain(way).collect())),
            None => see(&entries, &plan),
        }
    }
}

#[test]
fn every_way_through_every_guide_leads_to_a_plan_and_every_procedure_can_be_reached() {
    for guide in catalogue().guides {
        let mut reached = std::collections::BTreeSet::new();
        let mut brought = std::collections::BTreeSet::new();
        every_plan(&guide, |_, plan| {
            for step in &plan.steps {
                assert_eq!(step.term.is_some(), step.procedure.deadline.is_some(), "{}: {}", guide.id, step.procedure.id);
                reached.insert(step.procedure.id.clone());
            }
            brought.extend(plan.bring.iter().map(|thing| thing.id.clone()));
        });
        assert_eq!(reached.len(), guide.procedures.len(), "{}: only {reached:?} can be reached", guide.id);
        assert_eq!(brought.len(), guide.things.len(), "{}: only {brought:?} is ever brought", guide.id);
    }
}

#[test]
fn a_procedure_is_found_by_its_reading_and_by_everyday_words() {
    let (catalogue, library) = (catalogue(), library());
    let found = |typed: &str| {
        let sought = Sought::new(typed);
        let hit = |text: String| sought.is_in(&Folded::new(&format!("{text} {}", catalogue.synonyms.of(&text))));
        library
            .current()
            .iter()
            .filter(|form| hit(format!("{} {}", form.title, form.summary)))
            .map(|form| form.id.clone())
            .collect::<Vec<_>>()
    };
    for (typed, form) in [("じゅうみんひょう", "residence-certificate"), ("ヒッコシ", "move-in"), ("みず", "water-start")] {
        assert!(found(typed).iter().any(|id| id == form), "{typed}");
    }
    assert_eq!(found("パスポート申請"), [] as [&str; 0]);
}

#[test]
fn the_command_counts_what_the_guides_hold_and_what_is_unconfirmed() {
    let files = ["moving", "birth", "bereavement"].map(|id| folder("public/guides").join(format!("{id}.toml")));
    let judgement = guide_command::check(&files, &library());
    assert!(judgement.right, "{}", judgement.words);
    let (procedures, unconfirmed) = catalogue().guides.iter().fold((0, 0), |(all, open), guide| {
        (all + guide.procedures.len(), open + guide.procedures.iter().filter(|procedure| !procedure.confirmed).count())
    });
    let last = format!("3個の案内を調べました。どれも使えます。手続は{procedures}個で、うち市で確認中は{unconfirmed}個です。");
    assert!(judgement.words.contains(&last), "{}", judgement.words);
    assert!(judgement.words.ends_with("（足りないもの0個）。"), "{}", judgement.words);
    assert!(!judgement.words.contains("どの文のものでも"), "{}", judgement.words);
    let wrong = guide_command::check(&[folder("public/forms/move-in.toml")], &library());
    assert!(!wrong.right && wrong.words.contains("move-in.toml:") && wrong.words.contains("うち市で確認中は0個です。"), "{}", wrong.words);
}
