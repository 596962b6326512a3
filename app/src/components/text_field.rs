//! One labelled line of text.

use leptos::prelude::*;

/// A line of text (一行の入力欄) under its label.
#[component]
pub fn TextField(
    /// The control's name.
    name: String,
    /// What stands above it.
    label: String,
    /// The keyboard that a phone should offer.
    #[prop(default = "text")]
    mode: &'static str,
) -> impl IntoView {
    let id = format!("{name}-input");
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <input class="input" id=id name=name type="text" inputmode=mode autocomplete="off"/>
        </div>
    }
}
