//! Whatever is answered, the plan is finite, in order, and its dates are right.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::form::{Entries, SourceKind};
use crate::open_days::OpenDays;
use crate::procedure::{Place, Rule};

fn when(question: &str, is: &[&str]) -> Vec<When> {
    vec![When { question: question.into(), is: is.iter().map(|is| (*is).into()).collect() }]
}

fn ask(id: &str, kind: Kind, when: Vec<When>) -> Question {
    Question { id: id.into(), label: id.into(), help: None, when, kind }
}

fn options(ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| Choice { id: (*id).into(), label: (*id).into(), help: None }).collect()
}

fn procedure(id: &str, when: Vec<When>, rule: Option<Rule>, bring: &[&str]) -> Procedure {
    Procedure {
        id: id.into(),
        name: id.into(),
        summary: id.into(),
        when,
        place: Place::Counter("窓口".into()),
        home: None,
        deadline: rule.map(|rule| Deadline { of: "moved".into(), rule, opens: true }),
        fee: None,
        note: None,
        bring: bring.iter().map(|id| (*id).into()).collect(),
        confirmed: true,
    }
}

fn thing(id: &str, when: Vec<When>) -> Thing {
    Thing { id: id.into(), name: id.into(), help: None, when }
}

/// Moving: into the city or out of it; from abroad or not is asked of those who come; when; and what the household has.
fn moving() -> Guide {
    Guide {
        id: "moving".into(),
        order: 1,
        title: "引っ越し".into(),
        summary: "引っ越す人".into(),
        note: None,
        questions: vec![
            ask("way", Kind::Choice { options: options(&["into", "out"]) }, vec![]),
            ask("abroad", Kind::YesNo, when("way", &["into"])),
            ask("moved", Kind::Date { noun: "引っ越しの日".into() }, vec![]),
            ask("has", Kind::Several { options: options(&["insurance", "dog", "none"]) }, vec![]),
        ],
        things: vec![thing("identity", vec![]), thing("certificate", when("abroad", &["no"])), thing("passport", when("abroad", &["yes"]))],
        procedures: vec![
            procedure("move-in", when("way", &["into"]), Some(Rule::Days(14)), &["identity", "certificate", "passport"]),
            procedure("insurance", when("has", &["insurance"]), Some(Rule::Days(14)), &["identity"]),
            procedure("dog", when("has", &["dog"]), None, &["passport"]),
        ],
        source: Source { kind: SourceKind::Facts, text: "見本".into(), confirmed: false },
        open_days: OpenDays::default(),
    }
}

/// Answers as `way=into has.dog=yes`.
fn answers(text: &str) -> Entries {
    text.split_whitespace().filter_map(|pair| pair.split_once('=')).map(|(control, text)| (control.to_owned(), text.to_owned())).collect()
}

/// What a plan comes to: its steps with their last days, what to bring, what is still to be answered.
fn check(given: &str, expected: &str) {
    let guide = moving();
    let plan = guide.plan(&answers(given));
    let step = |step: &Step| match step.term {
        Some(term) => format!("{}:{}", step.procedure.id, term.until),
        None => step.procedure.id.clone(),
    };
    let steps: Vec<String> = plan.steps.iter().map(step).collect();
    let bring: Vec<&str> = plan.bring.iter().map(|thing| thing.id.as_str()).collect();
    let open: Vec<&str> = plan.open.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(format!("{} / bring {} / open {}", steps.join(" "), bring.join(" "), open.join(" ")), expected, "{given}");
}

#[test]
fn nothing_answered_is_an_empty_plan_with_its_questions() {
    check("", " / bring  / open way moved has");
}

#[test]
fn a_family_with_insurance_moves_in_and_brings_each_thing_once() {
    check(
        "way=into abroad=no moved.year=2026 moved.month=11 moved.day=22 has.insurance=yes",
        "move-in:2026-12-06 insurance:2026-12-06 / bring identity certificate / open ",
    );
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_any_more_does_not_count() {
    check("way=out abroad=yes has.dog=yes", "dog / bring  / open moved");
    check("way=into abroad=yes has.dog=yes", "move-in dog / bring identity passport / open moved");
}

#[test]
fn a_date_is_read_by_either_calendar_and_a_wrong_one_is_no_answer() {
    let dated = |date: &str| format!("way=out has.insurance=yes {date}");
    check(&dated("moved.era=reiwa moved.year=8 moved.month=11 moved.day=22"), "insurance:2026-12-06 / bring identity / open ");
    check(&dated("moved.year=2026 moved.month=2 moved.day=30"), "insurance / bring identity / open moved");
    check(&dated("moved.year=9999 moved.month=1 moved.day=1"), "insurance / bring identity / open moved");
}

#[test]
fn nothing_applies_is_an_answer_too() {
    check("way=out moved.year=2026 moved.month=1 moved.day=1 has.none=yes", " / bring  / open ");
}

/// Conditions on earlier questions of a random guide.
fn conditions(before: usize) -> impl Strategy<Value = Vec<When>> {
    let one = (0..before.max(1), prop::sample::subsequence(vec!["yes", "no", "a", "b"], 1..=2));
    let one = one.prop_map(|(nth, is)| When { question: format!("q{nth}"), is: is.into_iter().map(str::to_owned).collect() });
    prop::collection::vec(one, 0..=if before == 0 { 0 } else { 2 })
}

fn rule() -> impl Strategy<Value = Rule> {
    prop_oneof![
        any::<u16>().prop_map(Rule::Days),
        any::<u8>().prop_map(Rule::Years),
        Just(Rule::Before),
        any::<u8>().prop_map(Rule::BusinessDaysBefore)
    ]
}

prop_compose! {
    fn question(nth: usize)(when in conditions(nth), kind in 0..4) -> Question {
        let kind = match kind {
            0 => Kind::YesNo,
            1 => Kind::Choice { options: options(&["a", "b"]) },
            2 => Kind::Several { options: options(&["a", "b"]) },
            _ => Kind::Date { noun: "その日".into() },
        };
        ask(&format!("q{nth}"), kind, when)
    }
}

prop_compose! {
    fn a_procedure(nth: usize, n_questions: usize)(
        when in conditions(n_questions),
        deadline in prop::option::of((0..n_questions, rule(), any::<bool>())),
        bring in prop::collection::vec(0_usize..4, 0..6),
    ) -> Procedure {
        let bring: Vec<String> = bring.iter().map(|nth| format!("t{nth}")).collect();
        let deadline = deadline.map(|(of, rule, opens)| Deadline { of: format!("q{of}"), rule, opens });
        Procedure { when, deadline, bring, ..procedure(&format!("p{nth}"), vec![], None, &[]) }
    }
}

#[test]
fn whatever_a_guide_says_is_there_once_with_its_deadlines() {
    let guide = moving();
    let texts = guide.texts();
    for text in [
        "引っ越し",
        "引っ越す人",
        "引っ越しの日",
        "abroad",
        "passport",
        "窓口",
        "引っ越しの日から14日以内（引っ越しの日より前にはできません）",
    ] {
        assert_eq!(texts.iter().filter(|found| *found == text).count(), 1, "{text}");
    }
}

fn guide() -> impl Strategy<Value = Guide> {
    (1_usize..6).prop_flat_map(|n| {
        let questions = (0..n).map(question).collect::<Vec<_>>();
        let procedures = (0..8).map(|nth| a_procedure(nth, n)).collect::<Vec<_>>();
        let things = (0..4).map(|nth| conditions(n).prop_map(move |when| thing(&format!("t{nth}"), when))).collect::<Vec<_>>();
        (questions, procedures, things).prop_map(|(questions, procedures, things)| Guide { questions, procedures, things, ..moving() })
    })
}

/// Answers that are mostly of the right kind.
fn anything() -> impl Strategy<Value = Entries> {
    let control = (0..6, prop::sample::select(vec!["", ".a", ".b", ".era", ".year", ".month", ".day"]));
    let text = prop_oneof![prop::sample::select(vec!["yes", "no", "a", "b", "reiwa", "2026", "2", "29"]).prop_map(str::to_owned), ".{0,6}"];
    let entry = (control, text).prop_map(|((nth, end), text)| (format!("q{nth}{end}"), text));
    prop::collection::vec(entry, 0..30).prop_map(Entries::from_iter)
}

proptest! {
    #[test]
    fn whatever_is_answered_the_plan_is_finite_and_its_dates_are_right(guide in guide(), entries in anything()) {
        let plan = guide.plan(&entries);
        // In the order of the file, none twice.
        let place = |step: &Step| guide.procedures.iter().position(|procedure| procedure.id == step.procedure.id);
        prop_assert!(plan.steps.windows(2).all(|two| place(&two[0]) < place(&two[1])));
        for step in &plan.steps {
            let date: Option<NaiveDate> = step.procedure.deadline.as_ref().and_then(|deadline| guide.date(&deadline.of, &entries));
            prop_assert_eq!(step.term, date.and_then(|date| step.procedure.deadline.as_ref()?.term(date, &guide.open_days)));
            prop_assert!(date.is_none() || step.term.is_some(), "a date that is understood gives a last day");
            prop_assert!(step.bring.iter().all(|thing| plan.bring.contains(thing)));
        }
        prop_assert!(plan.bring.iter().all(|thing| plan.steps.iter().any(|step| step.bring.contains(thing))));
        let ids: std::collections::BTreeSet<&str> = plan.bring.iter().map(|thing| thing.id.as_str()).collect();
        prop_assert_eq!(ids.len(), plan.bring.len());
        prop_assert!(plan.open.iter().all(|question| !guide.is_answered(question, &entries)));
    }
}
