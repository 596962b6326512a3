//! What a form asks, in the words by which it is found too.

use domain::form::{Form, Kind, Question};

/// What its questions and their options say, each once, and without what the form says of itself already. Whose name, address, phone or
/// date is asked for leads nobody to a form.
pub fn by(form: &Form) -> Vec<&str> {
    let mut texts = Vec::new();
    form.questions.iter().for_each(|question| of_question(question, &mut texts));
    let is_said = |text: &str| form.title.contains(text) || form.summary.contains(text);
    let mut asked: Vec<&str> = Vec::new();
    for text in &texts {
        let is_part = texts.iter().any(|other| other != text && other.contains(text));
        if !is_said(text) && !is_part && !asked.contains(text) {
            asked.push(text);
        }
    }
    asked
}

fn of_question<'f>(question: &'f Question, texts: &mut Vec<&'f str>) {
    match &question.kind {
        Kind::Person | Kind::Address | Kind::Phone | Kind::Mail | Kind::Date(_) | Kind::PartialDate(_) | Kind::Total { .. } => return,
        Kind::Choice { options } | Kind::Several { options } => texts.extend(options.iter().map(|option| option.label.as_str())),
        Kind::Group { questions, .. } => questions.iter().for_each(|question| of_question(question, texts)),
        _ => {}
    }
    texts.push(&question.label);
}
