//! The phone at home.

pub mod choose;
pub mod fill;
pub mod wait;

use std::sync::Arc;

use domain::form::Form;
use leptos::prelude::*;

use crate::components::banner::Banner;
use crate::page::Page;
use crate::route::Route;
use choose::Choose;
use fill::Fill;
use wait::Wait;

/// The resident's app (住民の画面): draws the page it is given.
#[component]
pub fn Resident(
    /// What the page carries.
    page: Arc<Page>,
) -> impl IntoView {
    let body = match (Route::parse(&page.path), &page.form) {
        (Some(Route::Choose), _) => view! { <Choose page=page.clone()/> }.into_any(),
        (Some(Route::Form(_)), Some(form)) => view! { <Fill form=form.clone()/> }.into_any(),
        (Some(Route::Wait(id)), _) if page.city.office(&id).is_some() => {
            page.city.office(&id).cloned().map(|office| view! { <Wait office=office/> }).into_any()
        }
        _ => view! { <NotFound/> }.into_any(),
    };
    view! {
        <Banner city=page.city.name.clone()/>
        <main id="main" class="page">{body}</main>
    }
}

/// What stands where there is no page.
#[component]
fn NotFound() -> impl IntoView {
    view! {
        <h1>"このページは見つかりません"</h1>
        <p>"アドレスが変わったか、手続の受付が終わった可能性があります。"</p>
        <p><a class="button" href="/">"手続の一覧から探す"</a></p>
    }
}

/// The style sheet by which the parts of a form that do not apply are hidden, with or without the Wasm.
///
/// A browser that does not know `:has` drops these rules and shows every question.
pub fn conditions(form: &Form) -> String {
    let rule = |question: &domain::form::Question| {
        let when = question.when.as_ref()?;
        let chosen: Vec<String> = when.is.iter().map(|id| format!("[name=\"{}\"][value=\"{id}\"]:checked", when.question)).collect();
        Some(format!("form:not(:has({}))>[data-question=\"{}\"]{{display:none}}", chosen.join(","), question.id))
    };
    form.questions.iter().filter_map(rule).collect()
}
