//! People who answer anything at all: the way through every form ends, and the form is finished or says what is wrong where it can be mended.

use std::collections::BTreeSet;

use domain::form::Fault;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

/// What somebody may write into a control of a question: sense and nonsense.
fn written(question: &Question, control: &str, form: &Form, which: Index) -> String {
    let mut texts: Vec<String> =
        ["", "yes", "no", "12", "１２", "さくら", "2001-02-03", "reiwa", "1234 5678 9018"].map(str::to_owned).to_vec();
    texts.push(form.sample.get(control).to_owned());
    texts.push(form.sample.get(control).to_owned());
    if let Kind::Choice { options } | Kind::Several { options } = &question.kind {
        texts.extend(options.iter().flat_map(|option| [option.id.clone(), option.id.clone()]));
    }
    which.get(&texts).clone()
}

/// Goes through the form as its answers lead, each screen once, and writes something into whatever is asked there.
fn walk(form: &Form, chance: &[Index]) -> Entries {
    let (mut entries, mut seen, mut chance) = (Entries::default(), BTreeSet::new(), chance.iter().copied().cycle());
    while let Some(step) = form.journey(&entries, today()).into_iter().find(|step| !seen.contains(&step.path())) {
        assert!(seen.insert(step.path()) && seen.len() < 200, "{} does not end", form.id);
        // Asking follows from what was written on the same screen too.
        for nth in 0.. {
            let Some(question) = form.asked_on(&step, &entries, today()).get(nth).copied().cloned() else { break };
            let path = if step.item.is_some() { format!("{}.{}", step.path(), question.id) } else { step.path() };
            for control in question.controls(&path) {
                let which = chance.next().expect("it goes round");
                entries.set(control.clone(), written(&question, &control, form, which));
            }
        }
    }
    entries
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_answered_the_form_is_finished_or_says_where_to_mend_it(chance in prop::collection::vec(any::<Index>(), 60..90)) {
        for form in library().current() {
            let entries = walk(form, &chance);
            let journey = form.journey(&entries, today());
            match form.check(&entries, today()) {
                Ok(answers) => prop_assert!(!printed(form, &answers).pages.is_empty()),
                Err(problems) => {
                    for problem in problems.iter().filter(|problem| problem.fault != Fault::UnknownControl) {
                        let on_a_screen = journey.iter().any(|step| step.holds(&problem.control));
                        prop_assert!(on_a_screen && problem.sentence().ends_with('。'), "{}: {:?}", form.id, problem);
                    }
                }
            }
        }
    }
}
