//! People who answer with sense, each choosing something that nobody has chosen yet: every question of every form comes up, and whoever
//! has answered it is done.

mod sense;

use std::collections::{BTreeMap, BTreeSet};

use domain::draft::Draft;
use domain::form::When;
use domain::form::condition::Like;
use domain::slip::{KeyRing, SealedSlip};
use sense::Sense;

use super::*;

/// 2026-11-22 10:42 in Japan.
const NOW: Moment = Moment(1_795_311_720);

/// The number of さくら野市 in a code.
const CITY: u16 = 2040;

/// A question as conditions name it, such as `relation` or `members.foreign`, and what is chosen there; nothing where there is no choice.
type Branch = (String, String);

/// What somebody has set their mind on: of each question the answers that lead there.
type Aim = BTreeMap<String, Vec<String>>;

/// What may be chosen; nothing for a question that is answered otherwise.
fn options(question: &Question) -> Vec<String> {
    match &question.kind {
        Kind::Choice { options } | Kind::Several { options } => options.iter().map(|option| option.id.clone()).collect(),
        Kind::YesNo => ["yes", "no"].map(str::to_owned).to_vec(),
        _ => Vec::new(),
    }
}

/// What somebody may choose for whom the form is not: a sentence tells them where to go, and no code is made.
const ELSEWHERE: [(&str, &str, &str); 2] = [("disaster-certificate", "cause", "fire"), ("child-allowance", "civil-servant", "yes")];

fn is_elsewhere(form: &Form, name: &str, option: &str) -> bool {
    ELSEWHERE.contains(&(&*form.id, name, option))
}

/// Every branch of a form.
fn branches(form: &Form) -> Vec<Branch> {
    let of = |name: String, question: &Question| match options(question) {
        options if options.is_empty() => vec![(name, String::new())],
        options => options.into_iter().map(|option| (name.clone(), option)).collect(),
    };
    let all = form.questions.iter().filter(|question| question.kind.is_asked()).flat_map(|question| match &question.kind {
        Kind::Group { questions, .. } => {
            questions.iter().flat_map(|inner| of(format!("{}.{}", question.id, inner.id), inner)).collect::<Vec<_>>()
        }
        _ => of(question.id.clone(), question),
    });
    all.collect()
}

/// The question of a name, and the group that it stands in.
fn named<'f>(form: &'f Form, name: &str) -> Option<(Option<&'f Question>, &'f Question)> {
    match name.split_once('.') {
        None => Some((None, form.question(name)?)),
        Some((group, inner)) => {
            let group = form.question(group)?;
            let Kind::Group { questions, .. } = &group.kind else { return None };
            Some((Some(group), questions.iter().find(|question| question.id == inner)?))
        }
    }
}

/// Sets the mind on whatever leads to a question.
fn aim_at(form: &Form, name: &str, aim: &mut Aim) {
    let (group, question) = named(form, name).unwrap_or_else(|| panic!("{}: {name}", form.id));
    if let Some(group) = group {
        aim_at(form, &group.id, aim);
    }
    if let Some(when) = &question.when {
        aim_for(form, group, when, aim);
    }
}

/// Sets the mind on whatever makes a condition hold. Of several ways the first is taken; what is counted is left to what is written anyway.
fn aim_for(form: &Form, group: Option<&Question>, when: &When, aim: &mut Aim) {
    match when {
        When::All(all) => all.iter().for_each(|when| aim_for(form, group, when, aim)),
        When::Any(any) => any.iter().take(1).for_each(|when| aim_for(form, group, when, aim)),
        When::Not(_) => {}
        When::Answer(test) => {
            let inside = group.map(|group| format!("{}.{}", group.id, test.question)).filter(|name| named(form, name).is_some());
            let name = inside.unwrap_or_else(|| test.question.clone());
            if let Like::Chosen(is) = &test.like {
                let wanted = aim.entry(name.clone()).or_insert_with(|| is.clone());
                wanted.retain(|option| is.contains(option));
                assert!(!wanted.is_empty(), "{}: nothing leads to what depends on {name}", form.id);
            }
            aim_at(form, &name, aim);
        }
    }
}

/// Goes through the form to where the mind is set on, and writes sense wherever something is asked. What else is to be chosen goes by turns.
fn walk(form: &Form, aim: &Aim, turn: usize, sense: &Sense) -> (Entries, BTreeSet<Branch>) {
    let (mut entries, mut seen, mut passed) = (Entries::default(), BTreeSet::new(), BTreeSet::new());
    while let Some(mut step) = form.journey(&entries, today()).into_iter().find(|step| !seen.contains(&step.path())) {
        assert!(seen.insert(step.path()) && seen.len() < 200, "{} does not end", form.id);
        if let Some(Question { kind: Kind::Group { .. }, .. }) = form.question(&step.question) {
            // Nobody needs to be named; somebody is.
            step.item = step.item.or(Some(1));
            seen.insert(step.path());
        }
        for nth in 0.. {
            let Some(question) = form.asked_on(&step, &entries, today()).get(nth).copied() else { break };
            let (name, path) = match step.item {
                Some(_) => (format!("{}.{}", step.question, question.id), format!("{}.{}", step.path(), question.id)),
                None => (question.id.clone(), step.path()),
            };
            let all: Vec<String> = options(question).into_iter().filter(|option| !is_elsewhere(form, &name, option)).collect();
            let wanted = aim.get(&name).unwrap_or(&all);
            let chosen = if all.is_empty() { String::new() } else { wanted[turn % wanted.len()].clone() };
            for (end, text) in sense.answer(form, question, &path, &chosen, turn) {
                entries.set(format!("{path}{end}"), text);
            }
            passed.insert((name, chosen));
        }
    }
    (entries, passed)
}

/// Hands in what was written: it is finished, printed whole, and read again from its code as it was.
fn hand_in(form: &Form, entries: Entries) {
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries: entries.clone() };
    let slip = draft.finish(form, NOW).unwrap_or_else(|problems| {
        let told: Vec<_> = problems.iter().map(|problem| format!("{}: {}", problem.control, problem.sentence())).collect();
        panic!("{}: {told:#?}\n{entries:#?}", form.id)
    });
    let answers = slip.leaves()[0].answers().clone();
    look_for(&form.questions, &answers, "", &printed(form, &answers));
    let code = slip.digits([form], CITY).and_then(|digits| SealedSlip::parse(&digits)).unwrap();
    assert_eq!(code.open(&KeyRing::default(), [form], CITY, NOW).as_ref(), Ok(&slip), "{}", form.id);
}

/// Nothing is wrong with what was written but that it is not for this form, and that is told where it was chosen.
fn turned_away(form: &Form, entries: &Entries, name: &str) {
    let problems = form.check(entries, today()).expect_err("nobody is sent to the counter in vain");
    let told: Vec<_> = problems.iter().map(|problem| (problem.control.as_str(), problem.sentence())).collect();
    assert!(matches!(&told[..], [(control, text)] if *control == name && text.contains("この書類は要りません")), "{}: {told:?}", form.id);
}

#[test]
fn every_answer_of_every_choice_leads_to_a_finished_form() {
    let library = library();
    let sense = Sense::of(library.current().iter().map(|form| &**form));
    for form in library.current() {
        let all = branches(form);
        let mut passed = BTreeSet::new();
        for (turn, (name, option)) in all.iter().enumerate() {
            if passed.contains(&(name.clone(), option.clone())) {
                continue;
            }
            let mut aim = Aim::new();
            aim_at(form, name, &mut aim);
            if !option.is_empty() {
                aim.insert(name.clone(), vec![option.clone()]);
            }
            let (entries, more) = walk(form, &aim, turn, &sense);
            if is_elsewhere(form, name, option) {
                turned_away(form, &entries, name);
                passed.insert((name.clone(), option.clone()));
                continue;
            }
            hand_in(form, entries);
            passed.extend(more);
        }
        let missed: Vec<_> = all.iter().filter(|branch| !passed.contains(*branch)).collect();
        assert!(missed.is_empty(), "{}: {missed:?}", form.id);
    }
}
