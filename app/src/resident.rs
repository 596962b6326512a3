//! The phone at home.

use std::sync::Arc;

use leptos::prelude::*;

use crate::page::Page;

/// The resident's app (住民の画面): draws the page it is given.
#[component]
pub fn Resident(
    /// What the page carries.
    page: Arc<Page>,
) -> impl IntoView {
    view! { <h1>{page.city.name.clone()}</h1> }
}
