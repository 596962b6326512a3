//! Correcting an answer, with what stood there before kept in sight.

mod add;
mod controls;
mod edit;

use std::sync::Arc;

use api::{Correction, Opened};
use domain::form::control::{RARE_GLYPH, belongs_to};
use domain::form::{AccountType, Answer, Kind, Part, Question};
use leptos::prelude::*;

use self::edit::{Asked, Edit};
use super::case::Case;

pub use self::add::AddItem;

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
            let label = format!("「{}」の補正", question.label);
            let asked = vec![Asked { path: path.clone(), question: question.clone() }];
            return view! { <Edit opened=opened.clone() label=label asked=asked editing=editing case=case/> }.into_any();
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
