//! The parts of a form that do not apply, hidden by style: they follow every click, with or without the Wasm.
//!
//! A browser that does not know `:has` drops these rules and shows every question; whether an answer counts is decided
//! by the form all the same.

use domain::form::{Form, Kind, Question, When};

/// The style sheet for the conditions of a form.
pub fn conditions(form: &Form) -> String {
    let mut rules = String::new();
    for question in &form.questions {
        let top = Reach { inside: &[], outside: &form.questions };
        rules += &top.rules(question, &format!("[data-question=\"{}\"]", question.id));
        if let Kind::Group { questions, .. } = &question.kind {
            let within = Reach { inside: questions, outside: &form.questions };
            for asked in questions {
                rules += &within.rules(asked, &format!("[data-question=\"{}\"]", asked.id));
            }
        }
    }
    rules
}

/// The questions that a condition may name.
struct Reach<'f> {
    inside: &'f [Question],
    outside: &'f [Question],
}

impl Reach<'_> {
    /// Hides `part` unless its question's condition holds, and the condition of the question that one looks at, and so on.
    fn rules(&self, question: &Question, part: &str) -> String {
        let Some(when) = &question.when else { return String::new() };
        // On any item of a group hang whole screens only, and the journey leaves those out.
        if when.question.contains('.') {
            return String::new();
        }
        let other = |all: &[Question]| all.iter().find(|q| q.id == when.question && q.id != question.id).cloned();
        let (scope, other) = match other(self.inside) {
            Some(found) => (".item", Some(found)),
            None => ("form", other(self.outside)),
        };
        let rule = format!("{scope}:not(:has({})) {part}{{display:none}}", chosen(when));
        rule + &other.map(|other| self.rules(&other, part)).unwrap_or_default()
    }
}

/// Any of the options that make the condition true is chosen. In a group the controls' names differ by item, so the
/// question they stand in is named instead.
fn chosen(when: &When) -> String {
    let option = |id: &String| format!("[data-question=\"{}\"] [value=\"{id}\"]:checked", when.question);
    when.is.iter().map(option).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, when: Option<(&str, &str)>, kind: Kind) -> Question {
        let when = when.map(|(question, is)| When { question: question.into(), is: vec![is.into()] });
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when, kind }
    }

    #[test]
    fn a_part_follows_the_whole_chain_of_its_conditions() {
        let questions = [
            question("who", None, Kind::YesNo),
            question("legal", Some(("who", "no")), Kind::YesNo),
            question("letter", Some(("legal", "no")), Kind::Phone),
        ];
        let rules = Reach { inside: &[], outside: &questions }.rules(&questions[2], ".part");
        assert_eq!(
            rules,
            "form:not(:has([data-question=\"legal\"] [value=\"no\"]:checked)) .part{display:none}\
             form:not(:has([data-question=\"who\"] [value=\"no\"]:checked)) .part{display:none}"
        );
    }

    #[test]
    fn a_part_of_a_group_looks_at_its_own_item_first() {
        let people = [question("foreign", None, Kind::YesNo), question("card", Some(("foreign", "yes")), Kind::Phone)];
        let rules = Reach { inside: &people, outside: &[] }.rules(&people[1], ".part");
        assert!(rules.starts_with(".item:not(:has("), "{rules}");
    }
}
