//! Correcting an answer, with what stood there before kept in sight.

use std::sync::Arc;

use api::{Correction, Opened};
use domain::form::control::{RARE_GLYPH, belongs_to};
use domain::form::{AccountType, Answer, Entries, Kind, Part, Question};
use leptos::html;
use leptos::prelude::*;

use super::case::Case;
use super::session::session;
use crate::device::{focus, form_page};

/// An answer that can be corrected (補正) once the form is stored.
#[component]
pub fn Correctable(
    /// The form.
    opened: Arc<Opened>,
    /// The question.
    question: Question,
    /// Where it stands in the form: the names of its controls begin with this.
    path: String,
    /// Its answer in words; nothing if it was left blank.
    shown: Option<String>,
    /// Where a corrected form goes.
    case: Case,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    let changes: Vec<Correction> = opened.corrections.iter().filter(|change| belongs_to(&change.control, &path)).cloned().collect();
    let changed = !changes.is_empty();
    let marks = changes.iter().map(|change| mark(change, &question)).collect_view();
    let label = question.label.clone();
    let may = opened.stored.is_some() && question.kind.is_asked();
    let body = move || {
        if editing.get() {
            return view! { <Edit opened=opened.clone() question=question.clone() path=path.clone() editing=editing case=case/> }
                .into_any();
        }
        let correct = may.then(|| {
            let label = format!("「{}」を直す", question.label);
            view! { <button type="button" class="button plain" aria-label=label on:click=move |_| editing.set(true)>"直す"</button> }
        });
        let answer = match shown.clone() {
            Some(answer) => view! { <span class="answer">{answer}</span> }.into_any(),
            None => view! { <span class="answer note">"（記入なし）"</span> }.into_any(),
        };
        view! { {answer} {correct} }.into_any()
    };
    view! {
        <div class="answer-row" class:changed=changed>
            <dt>{label}</dt>
            <dd>{body} {marks}</dd>
        </div>
    }
    .into_any()
}

/// Who changed what, and what stood there before.
fn mark(change: &Correction, question: &Question) -> impl IntoView + use<> {
    let words = |text: &str| if text.is_empty() { "（記入なし）".to_owned() } else { in_words(question, &change.control, text) };
    let part = part_of(&change.control, question).map(|part| format!("{part}："));
    view! {
        <p class="correction">
            <b>"補正"</b> {part}
            <del>{words(&change.before)}</del> " → " <ins>{words(&change.after)}</ins>
            <span>{format!("（{} {}）", change.by, change.at.words())}</span>
        </p>
    }
}

/// The controls of one question, to be written anew.
#[component]
fn Edit(opened: Arc<Opened>, question: Question, path: String, editing: RwSignal<bool>, case: Case) -> impl IntoView {
    let session = session();
    let wrong = RwSignal::new(Vec::<String>::new());
    let form = focus::on_first_field::<html::Form>();
    let controls = controls(&question, &path).into_iter().map(|control| {
        let before = opened.entries.get(&control.name).to_owned();
        view! { <OneControl control=control before=before/> }
    });
    let controls = controls.collect_view();
    let label = format!("「{}」の補正", question.label);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = form.get_untracked().map(|form| form_page::read(&form)).unwrap_or_default();
        let entries = rewritten(&opened.entries, &question, &path, &typed);
        if let Err(problems) = opened.form.check(&entries, opened.created.date()) {
            return wrong.set(problems.iter().map(|problem| problem.sentence()).collect());
        }
        let Some(stored) = &opened.stored else { return };
        session.ask(api::correct(stored.reference.clone(), entries), move |answer| match answer {
            Ok(opened) => case.corrected(opened),
            Err(refused) => wrong.set(vec![refused.sentence()]),
        });
    };
    view! {
        <form class="edit" aria-label=label novalidate node_ref=form on:submit=save>
            {controls}
            <ul class="fault" role="alert">{move || wrong.get().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
            <button type="submit" class="button">"補正を保存"</button>
            <button type="button" class="button quiet" on:click=move |_| editing.set(false)>"やめる"</button>
        </form>
    }
    .into_any()
}

/// One control of a question, plainly.
struct Control {
    name: String,
    label: String,
    shape: Shape,
}

enum Shape {
    Line,
    Lines,
    Date,
    /// Texts to choose from, each with its words.
    Menu(Vec<(String, String)>),
    Tick,
}

fn controls(question: &Question, path: &str) -> Vec<Control> {
    let own = |shape| vec![Control { name: path.to_owned(), label: question.label.clone(), shape }];
    let parts = |parts: &[Part]| {
        let control = |part: &Part| Control { name: format!("{path}.{}", part.id()), label: part.label().to_owned(), shape: Shape::Line };
        parts.iter().map(control).collect::<Vec<_>>()
    };
    match &question.kind {
        Kind::Person => {
            let glyph = Control { name: format!("{path}.{RARE_GLYPH}"), label: "正しい字形が出ない".into(), shape: Shape::Tick };
            parts(&Part::PERSON).into_iter().chain([glyph]).collect()
        }
        Kind::Address => parts(&Part::ADDRESS),
        Kind::Account => parts(&Part::ACCOUNT).into_iter().map(account_part).collect(),
        Kind::Date(_) => own(Shape::Date),
        Kind::Choice { options } => own(Shape::Menu(options.iter().map(|option| (option.id.clone(), option.label.clone())).collect())),
        Kind::YesNo => own(Shape::Menu(vec![("yes".into(), "はい".into()), ("no".into(), "いいえ".into())])),
        Kind::Several { options } => {
            let tick = |id: &str, label: &str| Control { name: format!("{path}.{id}"), label: label.to_owned(), shape: Shape::Tick };
            options.iter().map(|option| tick(&option.id, &option.label)).collect()
        }
        Kind::Text { lines: true, .. } => own(Shape::Lines),
        Kind::Phone
        | Kind::PartialDate(_)
        | Kind::Mail
        | Kind::Count { .. }
        | Kind::Amount { .. }
        | Kind::Digits { .. }
        | Kind::Text { .. } => own(Shape::Line),
        // A group's people are corrected one by one, in their own questions; a total follows by itself.
        Kind::Group { .. } | Kind::Total { .. } => Vec::new(),
    }
}

/// The type of an account is chosen, the rest of it is written.
fn account_part(control: Control) -> Control {
    let is_type = control.name.ends_with(Part::AccountType.id());
    let types = || AccountType::ALL.map(|one| (one.id().to_owned(), one.label().to_owned())).to_vec();
    Control { shape: if is_type { Shape::Menu(types()) } else { control.shape }, ..control }
}

#[component]
fn OneControl(control: Control, before: String) -> impl IntoView {
    let Control { name, label, shape } = control;
    let input = match shape {
        Shape::Line => view! { <input class="input" type="text" name=name autocomplete="off" value=before/> }.into_any(),
        Shape::Date => view! { <input class="input" type="date" name=name value=before/> }.into_any(),
        Shape::Lines => view! { <textarea class="input" name=name>{before}</textarea> }.into_any(),
        Shape::Tick => view! { <input type="checkbox" name=name value="yes" checked=before == "yes"/> }.into_any(),
        Shape::Menu(options) => {
            let options = options.into_iter().map(|(id, words)| {
                let chosen = id == before;
                view! { <option value=id selected=chosen>{words}</option> }
            });
            view! { <select class="input" name=name><option value="">"（記入なし）"</option>{options.collect_view()}</select> }.into_any()
        }
    };
    view! { <label class="field"><span class="field-label">{label}</span> {input}</label> }
}

/// The whole form's entries with this question written anew.
fn rewritten(before: &Entries, question: &Question, path: &str, typed: &Entries) -> Entries {
    let mut entries = before.clone();
    for control in controls(question, path) {
        entries.set(control.name.clone(), typed.0.get(&control.name).cloned().unwrap_or_default());
    }
    entries
}

/// What the text of the control `of` means to a person: options and yes or no are written as ids.
fn in_words(question: &Question, of: &str, text: &str) -> String {
    let answer = match &question.kind {
        Kind::Choice { .. } => Answer::Choice(text.to_owned()),
        Kind::YesNo => Answer::YesNo(text == "yes"),
        Kind::Several { .. } => return "選択".into(),
        Kind::Person if text == "yes" && of.ends_with(RARE_GLYPH) => return "あり".into(),
        Kind::Account => match AccountType::ALL.into_iter().find(|one| one.id() == text) {
            Some(one) => return one.label().into(),
            None => return text.to_owned(),
        },
        Kind::Date(_) => match text.parse() {
            Ok(date) => Answer::Date(date),
            Err(_) => return text.to_owned(),
        },
        _ => return text.to_owned(),
    };
    answer.show_on_screen(question)
}

/// The part of its question that a control holds: a part of a name or an address, one of several options.
fn part_of(control: &str, question: &Question) -> Option<String> {
    let (_, end) = control.rsplit_once('.')?;
    match &question.kind {
        Kind::Several { options } => options.iter().find(|option| option.id == end).map(|option| option.label.clone()),
        Kind::Person if end == RARE_GLYPH => Some("字形の確認".into()),
        Kind::Person | Kind::Address | Kind::Account => Part::PERSON
            .into_iter()
            .chain(Part::ADDRESS)
            .chain(Part::ACCOUNT)
            .find(|part| part.id() == end)
            .map(|part| part.label().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_touches_its_question_only() {
        let question = Question {
            id: "name".into(),
            label: "氏名".into(),
            slot_label: None,
            help: None,
            optional: false,
            when: None,
            kind: Kind::Person,
        };
        let entries =
            |pairs: &[(&str, &str)]| -> Entries { pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect() };
        let before = entries(&[("name.family", "佐倉"), ("name.given", "花子"), ("named", "x")]);
        let typed = entries(&[("name.family", "櫻"), ("name.given", ""), ("stranger", "y")]);
        assert_eq!(rewritten(&before, &question, "name", &typed), entries(&[("name.family", "櫻"), ("named", "x")]));
        assert!(belongs_to("name.family", "name") && belongs_to("name", "name") && !belongs_to("named", "name"));
    }
}
