//! What a form begins with when it is made from another one that knows it already: a 委任状 from the filing that it is for.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::control::belongs_to;
use super::{Entries, Form, Kind, Part, Question};

/// What another form begins with (引き継ぎ) when it is made from this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// The other form, by id.
    pub form: String,
    /// Its questions, each with the question of this form that knows the answer. Both may stand in an item of a group, as `people.1.name`.
    pub carry: Vec<(String, String)>,
    /// Its controls, each with the text that is the same for everybody.
    pub write: Vec<(String, String)>,
}

impl Form {
    /// What a form that is made from this one begins with; nothing if this form has nothing for it.
    pub fn beginning_of(&self, other: &str, entries: &Entries, today: NaiveDate) -> Entries {
        let mut begun = Entries::default();
        let Some(beginning) = self.begins.iter().find(|beginning| beginning.form == other) else { return begun };
        for (to, from) in &beginning.carry {
            // What is not asked any more was perhaps written for somebody else.
            let question = from.split('.').next().and_then(|id| self.question(id));
            if question.is_some_and(|question| self.asks(question, entries, today)) {
                for control in entries.written().filter(|control| belongs_to(control, from)) {
                    begun.set(format!("{to}{}", &control[from.len()..]), entries.get(control));
                }
            }
        }
        beginning.write.iter().for_each(|(control, text)| begun.set(control, text));
        begun
    }

    /// The dates that are today's in a draft that begins on this day, as their controls hold them; but for those of which something is
    /// written.
    pub fn dated_today(&self, entries: &Entries, today: NaiveDate) -> Entries {
        let is_blank = |id: &&String| !entries.written().any(|control| belongs_to(control, id));
        let parts =
            [(Part::Year, today.year().to_string()), (Part::Month, today.month().to_string()), (Part::Day, today.day().to_string())];
        let dates = self.begins_today.iter().filter(is_blank);
        dates.flat_map(|id| parts.iter().map(move |(part, text)| (format!("{id}.{}", part.id()), text.clone()))).collect()
    }

    /// The question whose controls begin with this: `applicant`, or `people.1.name` for one of a group's items.
    pub fn question_at(&self, path: &str) -> Option<&Question> {
        self.question_with(path).filter(|(whole, _)| *whole == path).map(|(_, question)| question)
    }

    /// The question that a control belongs to, and what all controls of that question begin with.
    pub fn question_with<'c>(&self, control: &'c str) -> Option<(&'c str, &Question)> {
        let first = |path: &'c str| path.split_once('.').unwrap_or((path, ""));
        let (id, below) = first(control);
        let question = self.question(id)?;
        let Kind::Group { questions, max, .. } = &question.kind else { return Some((id, question)) };
        if below.is_empty() {
            return Some((id, question));
        }
        let (number, below) = first(below);
        let (inner, _) = first(below);
        let is_item = number.parse().is_ok_and(|number: u8| (1..=*max).contains(&number));
        let question = questions.iter().find(|question| is_item && question.id == inner)?;
        Some((&control[..control.len() - below.len() + inner.len()], question))
    }
}

impl Entries {
    /// Takes over what the others hold of questions of which nothing is written here; whether that was anything.
    ///
    /// A question of which anything is written keeps all of it, so that no name becomes half one person's and half another's.
    pub fn take_over(&mut self, others: &Entries, form: &Form) -> bool {
        let written = self.clone();
        let mut took = false;
        for control in others.written() {
            let path = form.question_with(control).map_or(control, |(path, _)| path);
            if !written.written().any(|written| belongs_to(written, path)) {
                self.set(control, others.get(control));
                took = true;
            }
        }
        took
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::When;
    use crate::form::arbitrary::{form, today};

    fn ask(id: &str, kind: Kind, when: Option<(&str, &str)>) -> Question {
        let when = when.map(|(question, is)| When::is(question, &[is]));
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when, kind }
    }

    fn entries(typed: &[(&str, &str)]) -> Entries {
        typed.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect()
    }

    fn moving() -> Form {
        let people = Kind::Group { noun: "人".into(), min: 1, max: 4, questions: vec![ask("name", Kind::Person, None)] };
        let carry = [("principal", "people.1.name"), ("representative", "applicant"), ("representative-phone", "phone")];
        Form {
            begins: vec![Beginning {
                form: "letter".into(),
                carry: carry.map(|(to, from)| (to.to_owned(), from.to_owned())).into(),
                write: vec![("matters.1.filing".into(), "転入届".into())],
            }],
            ..form(vec![
                ask("agent", Kind::YesNo, None),
                ask("applicant", Kind::Person, None),
                ask("phone", Kind::Phone, Some(("agent", "yes"))),
                ask("people", people, None),
            ])
        }
    }

    #[test]
    fn a_letter_begins_with_what_the_filing_knows() {
        let typed = entries(&[
            ("agent", "yes"),
            ("applicant.family", "𠮷野"),
            ("phone", "09000000012"),
            ("people.1.name.family", "佐倉"),
            ("people.10.name.family", "別人"),
        ]);
        let letter = moving().beginning_of("letter", &typed, today());
        let expected = [
            ("principal.family", "佐倉"),
            ("representative.family", "𠮷野"),
            ("representative-phone", "09000000012"),
            ("matters.1.filing", "転入届"),
        ];
        assert_eq!(letter, entries(&expected));
        assert_eq!(moving().beginning_of("another", &typed, today()), Entries::default());
    }

    #[test]
    fn what_is_not_asked_any_more_is_not_carried_over() {
        let typed = entries(&[("agent", "no"), ("phone", "09000000012")]);
        assert_eq!(moving().beginning_of("letter", &typed, today()), entries(&[("matters.1.filing", "転入届")]));
    }

    #[test]
    fn what_was_written_stays_and_no_name_is_mixed() {
        let mut written = entries(&[("applicant.family", "佐倉"), ("people.1.name.family", "佐倉")]);
        let others = entries(&[("applicant.given", "真央"), ("people.2.name.family", "𠮷野"), ("phone", "03")]);
        assert!(written.take_over(&others, &moving()));
        let kept = [("applicant.family", "佐倉"), ("people.1.name.family", "佐倉"), ("people.2.name.family", "𠮷野"), ("phone", "03")];
        assert_eq!(written, entries(&kept));
        assert!(!written.take_over(&others, &moving()));
    }

    #[test]
    fn a_letter_is_dated_on_the_day_it_is_begun_unless_a_date_is_there() {
        let kind = || Kind::Date(crate::form::DateRule::Any);
        let letter = Form { begins_today: vec!["dated".into()], ..form(vec![ask("dated", kind(), None), ask("born", kind(), None)]) };
        let begun = letter.dated_today(&entries(&[("born.year", "1990")]), today());
        assert_eq!(begun, entries(&[("dated.year", "2026"), ("dated.month", "11"), ("dated.day", "22")]));
        assert_eq!(letter.dated_today(&entries(&[("dated.era", "reiwa")]), today()), Entries::default());
    }

    #[test]
    fn a_question_is_found_by_what_its_controls_begin_with() {
        let found = |path: &str| moving().question_at(path).map(|question| question.id.clone());
        assert_eq!(found("applicant"), Some("applicant".into()));
        assert_eq!(found("people.4.name"), Some("name".into()));
        assert_eq!((found("people.5.name"), found("people.1"), found("applicant.family"), found("x")), (None, None, None, None));
    }
}
