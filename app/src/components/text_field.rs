//! Lines of text to fill in.

use leptos::prelude::*;

use super::paper::{FaultLine, control_id, fault_id};
use crate::words;

/// What the keyboard of a phone should offer (文字の種類).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// Any text.
    #[default]
    Text,
    /// Digits only.
    Digits,
    /// A telephone number.
    Phone,
    /// A mail address.
    Mail,
}

/// How long a line is drawn (欄の長さ): what fits in it says what belongs in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wide {
    /// A number of two digits.
    Number,
    /// A year, or a postcode.
    Short,
    /// A name or a telephone number.
    Medium,
    /// All there is.
    #[default]
    Full,
}

/// A line to write in (入力欄), as its question wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The control's name.
    pub name: String,
    /// The keyboard.
    pub keys: Keys,
    /// How long it is drawn.
    pub wide: Wide,
    /// What the browser may offer from its own memory; nothing if empty.
    pub autocomplete: &'static str,
    /// The id of the element that helps to fill it in, if there is one.
    pub help: Option<String>,
    /// The control at which its fault is told, where that is not itself.
    pub told_at: Option<String>,
}

/// The control of a line, without its label.
#[component]
pub fn Input(
    /// As its question wants it.
    line: Line,
) -> impl IntoView {
    let Line { name, keys, wide, autocomplete, help, told_at } = line;
    let (kind, mode) = match keys {
        Keys::Text => ("text", "text"),
        Keys::Digits => ("text", "numeric"),
        Keys::Phone => ("tel", "tel"),
        // Not "email": some browsers rewrite what stands in such a control.
        Keys::Mail => ("text", "email"),
    };
    let class = match wide {
        Wide::Number => "input wide-2",
        Wide::Short => "input wide-4",
        Wide::Medium => "input wide-8",
        Wide::Full => "input",
    };
    let described = help.into_iter().chain([fault_id(told_at.as_ref().unwrap_or(&name))]).collect::<Vec<_>>().join(" ");
    let autocomplete = if autocomplete.is_empty() { "off" } else { autocomplete };
    view! {
        <input
            class=class
            id=control_id(&name)
            name=name
            type=kind
            inputmode=mode
            autocomplete=autocomplete
            aria-describedby=described
        />
    }
}

/// A line of text under its label (ラベル付きの入力欄).
#[component]
pub fn TextField(
    /// As its question wants it.
    line: Line,
    /// What stands above it.
    label: &'static str,
    /// What helps to fill it in.
    #[prop(default = "")]
    hint: &'static str,
    /// Whether it may be left blank.
    #[prop(default = false)]
    optional: bool,
) -> impl IntoView {
    let name = line.name.clone();
    let help = (!hint.is_empty()).then(|| format!("{name}-hint"));
    let hint = help.clone().map(|id| view! { <p class="field-hint" id=id>{hint}</p> });
    view! {
        <div class="field">
            <label class="field-label" for=control_id(&name)>
                {label}
                {optional.then(|| view! { <span class="optional">{words::OPTIONAL}</span> })}
            </label>
            {hint}
            <Input line=Line { help, ..line }/>
            <FaultLine controls=vec![name]/>
        </div>
    }
}

/// Several lines of text (複数行の入力欄), without their label.
#[component]
pub fn Lines(
    /// The control's name.
    name: String,
    /// The id of the element that helps to fill it in, if there is one.
    help: Option<String>,
) -> impl IntoView {
    let described = help.into_iter().chain([fault_id(&name)]).collect::<Vec<_>>().join(" ");
    view! {
        <textarea class="input" rows="4" id=control_id(&name) name=name autocomplete="off" aria-describedby=described></textarea>
    }
}
