//! A form as the columns of a table, and its answers as the cells of a row: for those who work on with what was written.
//!
//! The columns are the same whatever was answered, so that a program finds them by place and by name. They are called as on the sheet.
//! Cells are made for programs: digits without signs between them, numbers without units, dates as `2026-11-22`.

use chrono::Datelike;

use super::answer::{Account, Address, Person};
use super::control::RARE_GLYPH;
use super::{Answer, Answers, Form, Kind, Part, Question};
use crate::era::PartialDate;

/// What stands in the cell of an option (選択肢) that was ticked.
const TICKED: &str = "○";

/// A column (列) of one question, and where its question stands.
#[derive(Clone)]
struct Column {
    name: String,
    /// The name of its control, or of the question: no two are alike.
    path: String,
}

impl Form {
    /// What the columns are called, in the order of the form; no two alike. Those of a group stand once for every item there may be,
    /// with its number at the end: `氏名_氏_2`.
    pub fn columns(&self) -> Vec<String> {
        let mut named: Vec<String> = Vec::new();
        for column in self.questions.iter().flat_map(columns_of) {
            let is_taken = named.contains(&column.name);
            named.push(if is_taken { format!("{}（{}）", column.name, column.path) } else { column.name });
        }
        named
    }

    /// The cells of one application, one for each of [`Form::columns`]; blank where nothing was asked or answered.
    pub fn cells(&self, answers: &Answers) -> Vec<String> {
        self.questions.iter().flat_map(|question| cells_of(question, answers.0.get(&question.id))).collect()
    }
}

fn columns_of(question: &Question) -> Vec<Column> {
    let base = question.slot_label.as_ref().unwrap_or(&question.label);
    let parted = |parts: &[Part]| {
        let column = |part: &Part| Column { name: format!("{base}_{}", part.label()), path: format!("{}.{}", question.id, part.id()) };
        parts.iter().map(column).collect::<Vec<_>>()
    };
    match &question.kind {
        Kind::Person => {
            let glyph = Column { name: format!("{base}_字形の確認"), path: format!("{}.{RARE_GLYPH}", question.id) };
            [parted(&Part::PERSON), vec![glyph]].concat()
        }
        Kind::Address => parted(&Part::ADDRESS),
        Kind::Account => parted(&Part::ACCOUNT),
        Kind::Several { options } => {
            let column = |id: &str, label: &str| Column { name: format!("{base}_{label}"), path: format!("{}.{id}", question.id) };
            options.iter().map(|option| column(&option.id, &option.label)).collect()
        }
        Kind::Group { questions, max, .. } => {
            let numbered = |number: u8| {
                let column = move |Column { name, path }: Column| Column {
                    name: format!("{name}_{number}"),
                    path: format!("{}.{number}.{path}", question.id),
                };
                questions.iter().flat_map(columns_of).map(column)
            };
            (1..=*max).flat_map(numbered).collect()
        }
        _ => vec![Column { name: base.clone(), path: question.id.clone() }],
    }
}

fn cells_of(question: &Question, answer: Option<&Answer>) -> Vec<String> {
    if let Kind::Group { questions, max, .. } = &question.kind {
        let items: &[Answers] = if let Some(Answer::Group(items)) = answer { items } else { &[] };
        let of_item = |number: usize| {
            let item = items.get(number);
            questions.iter().flat_map(move |asked| cells_of(asked, item.and_then(|item| item.0.get(&asked.id))))
        };
        return (0..usize::from(*max)).flat_map(of_item).collect();
    }
    let Some(answer) = answer else { return vec![String::new(); columns_of(question).len()] };
    match answer {
        Answer::Person(Person { family, given, family_kana, given_kana, rare_glyph }) => {
            let glyph = if *rare_glyph { TICKED } else { "" };
            vec![family.clone(), given.clone(), family_kana.clone(), given_kana.clone(), glyph.into()]
        }
        Answer::Address(Address { postcode, city, town, block, building }) => {
            [postcode, city, town, block, building].map(Clone::clone).into()
        }
        Answer::Account(Account { bank, branch, account_type, number, holder }) => {
            vec![bank.clone(), branch.clone(), account_type.label().into(), number.clone(), holder.clone()]
        }
        Answer::Several(ticked) => match &question.kind {
            Kind::Several { options } => {
                let cell = |id| if ticked.contains(id) { TICKED } else { "" };
                options.iter().map(|option| cell(&option.id).to_owned()).collect()
            }
            _ => Vec::new(),
        },
        Answer::Date(date) => vec![date.to_string()],
        Answer::PartialDate(date) => vec![as_known(*date)],
        Answer::Count(number) | Answer::Amount(number) | Answer::Total(number) => vec![number.to_string()],
        Answer::Phone(text) | Answer::Mail(text) | Answer::Digits(text) | Answer::Text(text) => vec![text.clone()],
        Answer::Choice(_) | Answer::YesNo(_) | Answer::Group(_) => vec![answer.show(question)],
    }
}

/// `1985`, `1985-04` or `1985-04-12`: as much of it as is known.
fn as_known(date: PartialDate) -> String {
    match date {
        PartialDate::Year(year) => format!("{year:04}"),
        PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
        PartialDate::Day(day) => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::form::arbitrary::{answers, form, forms};
    use crate::form::{Choice, Entries};

    fn ask(id: &str, label: &str, kind: Kind) -> Question {
        Question { id: id.into(), label: label.into(), slot_label: None, help: None, optional: true, when: None, kind }
    }

    /// A form of a name, a choice of several, and up to two people of whom two things are asked.
    fn example() -> Form {
        let options = ["a", "b"].map(|id| Choice { id: id.into(), label: id.to_uppercase(), help: None }).to_vec();
        let questions = vec![ask("name", "氏名", Kind::Person), ask("copies", "通数", Kind::Count { min: 1, max: 9, unit: "通".into() })];
        let people = Kind::Group { noun: "人".into(), min: 0, max: 2, questions };
        form(vec![ask("name", "氏名", Kind::Person), ask("papers", "書類", Kind::Several { options }), ask("people", "人", people)])
    }

    #[test]
    fn columns_are_called_as_on_the_sheet_and_numbered_where_there_are_several() {
        let of_item = |number: u8| {
            let parts = Part::PERSON.map(|part| format!("氏名_{}_{number}", part.label()));
            parts.into_iter().chain([format!("氏名_字形の確認_{number}"), format!("通数_{number}")]).collect::<Vec<_>>()
        };
        let own = ["氏名_氏", "氏名_名", "氏名_氏のフリガナ", "氏名_名のフリガナ", "氏名_字形の確認", "書類_A", "書類_B"]
            .map(String::from)
            .to_vec();
        assert_eq!(example().columns(), [own, of_item(1), of_item(2)].concat());
    }

    #[test]
    fn what_was_not_answered_is_blank_and_keeps_its_place() {
        let entries = [("papers.b", "yes"), ("people.1.copies", "3")];
        let entries: Entries = entries.map(|(control, text)| (control.to_owned(), text.to_owned())).into_iter().collect();
        let answers = example().check(&entries, crate::form::arbitrary::today()).expect("all of it is optional");
        let mut expected = vec![""; 19];
        (expected[6], expected[12]) = (TICKED, "3");
        assert_eq!(example().cells(&answers), expected);
    }

    #[test]
    fn columns_of_one_name_are_told_apart() {
        let two = form(vec![ask("first", "備考", Kind::Mail), ask("second", "備考", Kind::Mail)]);
        assert_eq!(two.columns(), ["備考", "備考（second）"]);
    }

    proptest! {
        #[test]
        fn every_form_has_a_cell_for_each_column(form in forms().prop_flat_map(|form| (answers(&form), Just(form)))) {
            let (answers, form) = form;
            let columns = form.columns();
            prop_assert_eq!(form.cells(&answers).len(), columns.len());
            prop_assert_eq!(columns.iter().collect::<BTreeSet<_>>().len(), columns.len());
        }
    }
}
