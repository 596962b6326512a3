//! An amount of yen.

use leptos::prelude::*;

use super::text_field::{Input, Line};

/// The control of an amount (金額の入力欄) with its unit.
#[component]
pub fn AmountField(
    /// As its question wants it.
    line: Line,
) -> impl IntoView {
    view! { <div class="count"><Input line=line/> <span>"円"</span></div> }
}
