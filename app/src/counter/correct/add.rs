//! One more of a group: the child that a family has forgotten to write down.

use std::sync::Arc;

use api::Opened;
use domain::form::journey::Step;
use domain::form::{Kind, Question};
use leptos::prelude::*;

use super::super::case::Case;
use super::edit::{Asked, Edit};
use crate::words;

/// The button that adds one of a group (1人追加する), while there is room.
#[component]
pub fn AddItem(
    /// The form.
    opened: Arc<Opened>,
    /// The group.
    group: Question,
    /// Where a corrected form goes.
    case: Case,
) -> impl IntoView {
    let Kind::Group { noun, max, .. } = &group.kind else { return ().into_any() };
    let number = group.items(&opened.entries).last().map_or(1, |last| last + 1);
    if opened.stored.is_none() || number > *max {
        return ().into_any();
    }
    let step = Step { question: group.id.clone(), item: Some(number) };
    let asked: Vec<Asked> = opened
        .form
        .asked_on(&step, &opened.entries, opened.created.date())
        .into_iter()
        .map(|question| Asked { path: format!("{}.{}", step.path(), question.id), question: question.clone() })
        .filter(|one| one.question.kind.is_asked())
        .collect();
    let editing = RwSignal::new(false);
    let words = words::add(noun);
    let body = move || match editing.get() {
        true => view! { <Edit opened=opened.clone() label=words.clone() asked=asked.clone() editing=editing case=case/> }.into_any(),
        false => {
            view! { <button type="button" class="button plain" on:click=move |_| editing.set(true)>{words.clone()}</button> }.into_any()
        }
    };
    view! { <div class="add-item">{body}</div> }.into_any()
}
