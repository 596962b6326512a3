//! A procedure in a guide's file: where it is done, by when, and with what in hand.

use std::sync::Arc;

use domain::form::Form;
use domain::guide::{Kind, Question, Thing};
use domain::procedure::{Deadline, Place, Procedure, Rule};

use super::super::question;
use super::super::section::Section;
use super::{condition, refuse_twin};

/// Reads the procedures; `None` if any of them could not be understood.
pub(super) fn read_all(
    sections: &[Section],
    questions: &Option<Vec<Question>>,
    things: &Option<Vec<Thing>>,
    forms: &[Arc<Form>],
) -> Option<Vec<Procedure>> {
    let (mut all, mut whole): (Vec<Procedure>, bool) = (Vec::new(), true);
    for section in sections {
        match read(section, questions.as_deref(), things.as_deref(), forms) {
            Some(procedure) if all.iter().any(|other| other.id == procedure.id) => refuse_twin(section, &procedure.id, "手続"),
            Some(procedure) => all.push(procedure),
            None => whole = false,
        }
    }
    whole.then_some(all)
}

fn read(section: &Section, questions: Option<&[Question]>, things: Option<&[Thing]>, forms: &[Arc<Form>]) -> Option<Procedure> {
    let id = section.text("id").filter(|id| question::accepts_id(section, id));
    let place = place(section, forms);
    let form = place.as_ref().and_then(|(_, form)| *form);
    // What a form says of itself need not be said again.
    let words = |key, of_form: fn(&Form) -> &String| match section.has("form") && !section.has(key) {
        true => form.map(|form| of_form(form).clone()),
        false => section.text(key),
    };
    let (name, summary) = (words("name", |form| &form.title), words("summary", |form| &form.summary));
    let fee = section.text_if("fee").or_else(|| form?.fee.clone());
    let (home, note) = (section.text_if("home"), section.text_if("note"));
    let when = condition::read_all(section, questions);
    let deadline = deadline(section, questions);
    let bring = bring(section, things);
    let confirmed = section.flag("confirmed");
    section.finish();
    Some(Procedure {
        id: id?,
        name: name?,
        summary: summary?,
        when: when?,
        place: place?.0,
        home,
        deadline: deadline.ok()?,
        fee,
        note,
        bring,
        confirmed,
    })
}

/// The one place where it is done, with our form if there is one.
fn place<'f>(section: &Section, forms: &'f [Arc<Form>]) -> Option<(Place, Option<&'f Arc<Form>>)> {
    let (form, counter, elsewhere) = (section.text_if("form"), section.text_if("counter"), section.text_if("elsewhere"));
    match (form, counter, elsewhere) {
        (Some(id), None, None) => {
            let Some(form) = forms.iter().find(|form| form.id == id) else {
                let ids: Vec<&str> = forms.iter().map(|form| form.id.as_str()).collect();
                section.object("form", format!("「{id}」という様式はありません。{} のどれかを書いてください。", ids.join("、")));
                return None;
            };
            Some((Place::Form { id, online: form.goes_online(), minutes: form.minutes }, Some(form)))
        }
        (None, Some(words), None) => Some((Place::Counter(words), None)),
        (None, None, Some(words)) => Some((Place::Elsewhere(words), None)),
        _ => {
            let reason = "手続をする場所を一つだけ書いてください。この画面の様式なら「form」、市の窓口なら「counter」、それ以外なら「elsewhere」です。";
            section.object("id", reason);
            None
        }
    }
}

/// The ways to count a deadline, by the key that says the number.
const RULES: &str =
    "days（何日以内）、years（何年以内）、before（前日まで）、business_days_before（市役所が開いている日で数えて何日前まで）";

/// # Errors
/// If there is one that could not be understood.
fn deadline(section: &Section, questions: Option<&[Question]>) -> Result<Option<Deadline>, ()> {
    let Some(section) = section.section("deadline") else {
        return if section.has("deadline") { Err(()) } else { Ok(None) };
    };
    let of = section.text("of");
    let mut rules = Vec::new();
    if section.has("days") {
        rules.extend(section.number("days", 1..=3660).map(Rule::Days));
    }
    if section.has("years") {
        rules.extend(section.number("years", 1..=50).map(Rule::Years));
    }
    if section.has("business_days_before") {
        rules.extend(section.number("business_days_before", 1..=100).map(Rule::BusinessDaysBefore));
    }
    if section.flag("before") {
        rules.push(Rule::Before);
    }
    let opens = section.flag("opens");
    section.finish();
    if rules.len() != 1 {
        section.object("of", format!("期限の数え方を一つだけ書いてください。{RULES} のどれかです。"));
    }
    let of = of.ok_or(())?;
    let is_date = |question: &Question| question.id == of && matches!(question.kind, Kind::Date { .. });
    if questions.is_some_and(|all| !all.iter().any(is_date)) {
        section.object("of", format!("「{of}」という日付の質問がありません。kind が \"date\" の質問のidを書いてください。"));
    }
    let rule = rules.pop().ok_or(())?;
    Ok(Some(Deadline { of, rule, opens }))
}

fn bring(section: &Section, things: Option<&[Thing]>) -> Vec<String> {
    let bring = section.texts("bring");
    if let Some(things) = things {
        for (id, place) in bring.iter().filter(|(id, _)| things.iter().all(|thing| thing.id != *id)) {
            section.object_at(place.clone(), format!("「{id}」という持ち物がありません。[[thing]] に書き足してください。"));
        }
    }
    bring.into_iter().map(|(id, _)| id).collect()
}
