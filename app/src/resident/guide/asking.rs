//! The questions of a guide, all on one page.

use std::sync::Arc;

use domain::guide::{Guide, Kind, Question};
use leptos::prelude::*;

use crate::components::choice::{ChooseOne, ChooseSeveral, ChooseYesNo};
use crate::components::date_field::DateField;

/// The place of a question on the page.
pub fn place(question: &str) -> String {
    format!("ask-{question}")
}

/// The questions (案内の質問). One that is asked only after certain answers waits unseen.
#[component]
pub fn Asking(
    /// The guide.
    guide: Arc<Guide>,
) -> impl IntoView {
    let questions = guide.questions.iter().cloned().map(|question| view! { <Asked question=question/> }).collect_view();
    view! { <form id="form" class="guide-form" method="dialog" novalidate autocomplete="off">{questions}</form> }
}

/// One question.
#[component]
fn Asked(question: Question) -> impl IntoView {
    let Question { id, label, help, when, kind } = question;
    let help_id = help.as_ref().map(|_| format!("{id}-help"));
    let help = help.map(|help| view! { <p class="help" id=help_id.clone()>{help}</p> });
    let controls = match kind {
        Kind::YesNo => view! { <ChooseYesNo name=id.clone()/> }.into_any(),
        Kind::Choice { options } => view! { <ChooseOne name=id.clone() options=options/> }.into_any(),
        Kind::Several { options } => view! { <ChooseSeveral path=id.clone() options=options/> }.into_any(),
        Kind::Date { .. } => view! { <DateField path=id.clone()/> }.into_any(),
    };
    view! {
        <fieldset class="several question" id=place(&id) hidden=!when.is_empty() tabindex="-1" aria-describedby=help_id>
            <legend><h2 class="ask">{label}</h2></legend>
            {help}
            {controls}
        </fieldset>
    }
}
