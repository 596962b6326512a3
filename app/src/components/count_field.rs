//! A whole number, with buttons for those who do not like to type.

use leptos::prelude::*;

use super::paper::Paper;
use super::text_field::{Input, Keys, Line, Wide};
use crate::device::form_page;

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
    let paper = Paper::here();
    let control = StoredValue::new(name.clone());
    let step = move |to: fn(u32) -> u32| {
        let now = control.with_value(|name| paper.text(name)).parse::<u32>().map_or(min, to);
        control.with_value(|name| form_page::type_into(name, &now.clamp(min, max).to_string()));
    };
    let label = format!("{min}{unit}から{max}{unit}まで");
    view! {
        <div class="count">
            <button class="button quiet" type="button" aria-label="1つ減らす" on:click=move |_| step(|n| n.saturating_sub(1))>
                "−"
            </button>
            <Input line=Line { name, keys: Keys::Digits, wide: Wide::Number, help, ..Line::default() }/>
            <span>{unit}</span>
            <button class="button quiet" type="button" aria-label="1つ増やす" on:click=move |_| step(|n| n.saturating_add(1))>
                "＋"
            </button>
        </div>
        <p class="field-hint">{label}</p>
    }
}
