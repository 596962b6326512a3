//! A draft that was begun with another edition of its form: what of it still fits, and what is left over.

use crate::form::control::belongs_to;
use crate::form::journey::Step;
use crate::form::{Entries, Form, Kind, Part, Question};

/// What was written for another edition (前の様式での答え) and fits nowhere in this one; to be read, and written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// The screen of the question that asks for it now; none if nothing does.
    pub step: Option<Step>,
    /// What was written.
    pub text: String,
}

/// Said of a choice that cannot be made any more.
const OPTION_GONE: &str = "前に選んだものは、新しい様式にはありません。";

impl Form {
    /// What of these entries, written for another edition, this one has no place for, question by question.
    ///
    /// Everything else stands in controls of the same name, and is judged there like anything that was typed.
    pub fn left_over(&self, former: &Entries) -> Vec<LeftOver> {
        let mut all: Vec<LeftOver> = Vec::new();
        let mut left: Vec<_> = former.0.iter().filter(|(control, text)| !self.takes(control, text.trim())).collect();
        left.sort_by_key(|(control, _)| place_in_question(control));
        for (control, text) in left {
            let step = self.step_for(control);
            // The name of an option means nothing to anybody without the form it stood in.
            let text = if self.chooses(control) { OPTION_GONE } else { text.trim() };
            match all.iter_mut().find(|there| step.is_some() && there.step == step) {
                Some(there) => there.text = format!("{}　{text}", there.text),
                None => all.push(LeftOver { step, text: text.to_owned() }),
            }
        }
        // A tick says nothing without its words.
        all.retain(|left| left.text != "yes" && left.text != "no" && !left.text.is_empty());
        all
    }

    /// Whether a text has its place: the control is there, and where it chooses, it chooses something that is there.
    fn takes(&self, control: &str, text: &str) -> bool {
        self.question_of(control).is_some_and(|question| match &question.kind {
            Kind::Choice { options } => options.iter().any(|option| option.id == text),
            Kind::YesNo => matches!(text, "yes" | "no"),
            _ => true,
        })
    }

    /// Whether a control is one that chooses.
    fn chooses(&self, control: &str) -> bool {
        self.question_of(control).is_some_and(|question| matches!(question.kind, Kind::Choice { .. } | Kind::YesNo))
    }

    /// The question that has a control of this name.
    fn question_of(&self, control: &str) -> Option<&Question> {
        let is_this = |question: &&Question, path: &str| question.controls(path).iter().any(|name| name == control);
        let top = self.questions.iter().find(|question| is_this(question, &question.id));
        let inside = || {
            let (group, number, questions) = self.item_of(control)?;
            questions.iter().find(|question| is_this(question, &format!("{}.{number}.{}", group.id, question.id)))
        };
        top.or_else(inside)
    }

    /// The group, the number of the item and the questions that a control is about.
    fn item_of(&self, control: &str) -> Option<(&Question, u8, &[Question])> {
        let (id, rest) = control.split_once('.')?;
        let number = rest.split('.').next()?.parse().ok()?;
        let group = self.question(id)?;
        match &group.kind {
            Kind::Group { questions, max, .. } if (1..=*max).contains(&number) => Some((group, number, questions)),
            _ => None,
        }
    }

    /// The screen that asks for what a control held: that of the question with the same id.
    fn step_for(&self, control: &str) -> Option<Step> {
        if let Some((group, number, _)) = self.item_of(control) {
            return Some(Step { question: group.id.clone(), item: Some(number) });
        }
        let question = self.questions.iter().find(|question| belongs_to(control, &question.id))?;
        let item = matches!(question.kind, Kind::Group { .. }).then_some(1);
        Some(Step { question: question.id.clone(), item })
    }
}

/// Where a control stands: its question, and which of the question's parts it is, in the order in which they are read.
fn place_in_question(control: &str) -> (&str, Option<usize>) {
    let (stem, end) = control.rsplit_once('.').unwrap_or((control, ""));
    let mut parts = Part::PERSON.iter().chain(&Part::ADDRESS).chain(&Part::ACCOUNT).chain(&Part::DATE);
    (stem, parts.position(|part| part.id() == end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::arbitrary::{answered, form};
    use crate::form::{Choice, DateRule};
    use proptest::prelude::*;

    fn ask(id: &str, kind: Kind) -> Question {
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind }
    }

    fn check(questions: Vec<Question>, former: &[(&str, &str)], expected: &[(Option<&str>, &str)]) {
        let former = former.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect();
        let left = form(questions).left_over(&former);
        let left: Vec<_> = left.iter().map(|left| (left.step.as_ref().map(Step::path), left.text.as_str())).collect();
        let expected: Vec<_> = expected.iter().map(|(path, text)| (path.map(str::to_owned), *text)).collect();
        assert_eq!(left, expected);
    }

    #[test]
    fn a_text_that_became_an_address_is_shown_where_the_address_is_asked_for() {
        check(vec![ask("place", Kind::Address)], &[("place", "桜町一丁目2番3号")], &[(Some("place"), "桜町一丁目2番3号")]);
    }

    #[test]
    fn the_parts_of_one_answer_are_shown_together() {
        let home = [("place.city", "さくら県さくら野市"), ("place.town", "桜町一丁目"), ("place.block", "2番3号")];
        let text = Kind::Text { max: 100, lines: false };
        check(vec![ask("place", text)], &home, &[(Some("place"), "さくら県さくら野市　桜町一丁目　2番3号")]);
    }

    #[test]
    fn an_option_that_is_gone_is_left_over() {
        let options = vec![Choice { id: "slip".into(), label: "納付書".into(), help: None }];
        check(vec![ask("payment", Kind::Choice { options })], &[("payment", "transfer")], &[(Some("payment"), OPTION_GONE)]);
    }

    #[test]
    fn what_no_question_asks_for_any_more_is_not_forgotten() {
        let born = ask("born", Kind::Date(DateRule::Past));
        check(vec![born], &[("supply-number", "W-104"), ("born.year", "1985")], &[(None, "W-104")]);
    }

    #[test]
    fn a_member_of_a_group_finds_their_place_among_the_members() {
        let name = ask("name", Kind::Person);
        let members = ask("members", Kind::Group { noun: "異動する人".into(), min: 1, max: 4, questions: vec![name] });
        let former = [("members.2.name.family", "髙﨑"), ("members.2.job", "会社員")];
        check(vec![members], &former, &[(Some("members.2"), "会社員")]);
    }

    proptest! {
        #[test]
        fn nothing_is_left_over_where_the_form_is_the_same((form, answers) in answered()) {
            prop_assert_eq!(form.left_over(&answers.entries()), []);
        }
    }
}
