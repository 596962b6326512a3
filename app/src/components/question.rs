//! One question of a form, whatever its kind.

use domain::form::{Kind, Question};
use leptos::prelude::*;

use super::choice::{ChooseOne, ChooseSeveral, ChooseYesNo};
use super::text_field::TextField;

/// The controls of a question (記入欄).
#[component]
pub fn Controls(
    /// Which.
    question: Question,
    /// The names of its controls begin with this.
    path: String,
) -> impl IntoView {
    let parts = |parts: &[(&str, &str)]| {
        parts.iter().map(|(end, label)| view! { <TextField name=format!("{path}.{end}") label=(*label).into()/> }).collect_view().into_any()
    };
    match question.kind {
        Kind::Person => parts(&[("family", "氏"), ("given", "名"), ("family-kana", "氏のフリガナ"), ("given-kana", "名のフリガナ")]),
        Kind::Address => parts(&[
            ("postcode", "郵便番号"),
            ("city", "都道府県と市区町村"),
            ("town", "町名・大字・丁目"),
            ("block", "番地・号"),
            ("building", "建物名と部屋番号"),
        ]),
        Kind::Date(_) => parts(&[("year", "年"), ("month", "月"), ("day", "日")]),
        Kind::Phone | Kind::Count { .. } | Kind::Digits { .. } => {
            view! { <TextField name=path label=question.label mode="numeric"/> }.into_any()
        }
        Kind::Text { .. } => view! { <TextField name=path label=question.label/> }.into_any(),
        Kind::Choice { options } => view! { <ChooseOne name=path options=options/> }.into_any(),
        Kind::Several { options } => view! { <ChooseSeveral path=path options=options/> }.into_any(),
        Kind::YesNo => view! { <ChooseYesNo name=path/> }.into_any(),
        Kind::Group { questions, .. } => questions
            .into_iter()
            .map(|question| {
                let path = format!("{path}.1.{}", question.id);
                view! { <h3>{question.label.clone()}</h3> <Controls question=question path=path/> }
            })
            .collect_view()
            .into_any(),
    }
}
