//! Fill in a form.

use std::sync::Arc;

use domain::form::{Form, Question};
use leptos::prelude::*;

use crate::components::question::Controls;
use crate::words;

/// A form being filled in (記入の画面).
#[component]
pub fn Fill(
    /// Which.
    form: Arc<Form>,
) -> impl IntoView {
    let steps = form.questions.iter().cloned().map(|question| view! { <Step question=question/> }).collect_view();
    view! {
        <h1>{form.title.clone()}</h1>
        <p>{form.summary.clone()}</p>
        <form id="form" method="dialog" novalidate>
            {steps}
            <button class="button" type="submit">{words::NEXT}</button>
        </form>
    }
}

/// One question, one screen.
#[component]
fn Step(
    /// Which.
    question: Question,
) -> impl IntoView {
    let id = question.id.clone();
    view! {
        <section class="step" data-question=id>
            <h2>{question.label.clone()}</h2>
            {question.help.clone().map(|help| view! { <p class="help">{help}</p> })}
            <Controls path=question.id.clone() question=question/>
        </section>
    }
}
