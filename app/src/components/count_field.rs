//! A whole number, with buttons for those who do not like to type.

use leptos::prelude::*;

use super::text_field::{Input, Keys, Line, Wide};

/// The control of a number (数の入力欄) with its unit.
#[component]
pub fn CountField(
    /// The control's name.
    name: String,
    /// The least and the most.
    range: (u32, u32),
    /// What is counted.
    unit: String,
    /// The id of the element that helps to fill it in, if there is one.
    help: Option<String>,
) -> impl IntoView {
    let (min, max) = range;
    let of = name.clone();
    let label = format!("{min}{unit}から{max}{unit}まで");
    view! {
        <div class="count">
            <button class="button quiet" type="button" aria-label="1つ減らす" data-of=of.clone() data-step="-1" data-min=min data-max=max>
                "−"
            </button>
            <Input line=Line { name, keys: Keys::Digits, wide: Wide::Number, help, ..Line::default() }/>
            <span>{unit}</span>
            <button class="button quiet" type="button" aria-label="1つ増やす" data-of=of data-step="1" data-min=min data-max=max>
                "＋"
            </button>
        </div>
        <p class="field-hint">{label}</p>
    }
}
