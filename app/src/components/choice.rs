//! Big buttons to choose one or tick several.

use domain::form::Choice;
use leptos::prelude::*;

use crate::words;

/// One of several (一つだけ選ぶ).
#[component]
pub fn ChooseOne(
    /// The control's name.
    name: String,
    /// What may be chosen.
    options: Vec<Choice>,
) -> impl IntoView {
    let cards = options.into_iter().map(|option| card(name.clone(), "radio", option.id.clone(), option)).collect_view();
    view! { <div class="cards">{cards}</div> }
}

/// Any of several (当てはまるものを選ぶ).
#[component]
pub fn ChooseSeveral(
    /// The controls' names begin with this.
    path: String,
    /// What may be ticked.
    options: Vec<Choice>,
) -> impl IntoView {
    let cards = options.into_iter().map(|option| card(format!("{path}.{}", option.id), "checkbox", "yes".into(), option)).collect_view();
    view! { <div class="cards">{cards}</div> }
}

/// Yes or no (はい・いいえ).
#[component]
pub fn ChooseYesNo(
    /// The control's name.
    name: String,
) -> impl IntoView {
    let option = |id: &str, label: &str| Choice { id: id.into(), label: label.into(), help: None };
    view! { <ChooseOne name=name options=vec![option("yes", words::YES), option("no", words::NO)]/> }
}

/// One thing to tick (確認の印), such as 「これはマイナンバーではありません」.
#[component]
pub fn Tick(
    /// The control's name.
    name: String,
    /// What it says.
    label: &'static str,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input class="card-mark" type="checkbox" name=name value="yes"/>
            <span>{label}</span>
        </label>
    }
}

fn card(name: String, kind: &'static str, value: String, option: Choice) -> impl IntoView {
    let help = option.help.map(|help| view! { <span class="card-help">{help}</span> });
    view! {
        <label class="card">
            <input class="card-mark" type=kind name=name value=value/>
            <span class="card-words">{option.label} {help}</span>
        </label>
    }
}
