//! The controls with which staff write an answer anew: plain ones, since they know the form.

use domain::form::control::RARE_GLYPH;
use domain::form::{AccountType, Kind, Part, Question};
use leptos::prelude::*;

/// One control of a question, plainly.
pub struct Control {
    /// Its name.
    pub name: String,
    label: String,
    shape: Shape,
}

enum Shape {
    Line,
    Lines,
    Date,
    /// Texts to choose from, each with its words.
    Menu(Vec<(String, String)>),
    Tick,
}

/// The controls of a question that stands at this place of the form.
pub fn controls(question: &Question, path: &str) -> Vec<Control> {
    let own = |shape| vec![Control { name: path.to_owned(), label: question.label.clone(), shape }];
    let parts = |parts: &[Part]| {
        let control = |part: &Part| Control { name: format!("{path}.{}", part.id()), label: part.label().to_owned(), shape: Shape::Line };
        parts.iter().map(control).collect::<Vec<_>>()
    };
    match &question.kind {
        Kind::Person => {
            let glyph = Control { name: format!("{path}.{RARE_GLYPH}"), label: "正しい字形が出ない".into(), shape: Shape::Tick };
            parts(&Part::PERSON).into_iter().chain([glyph]).collect()
        }
        Kind::Address => parts(&Part::ADDRESS),
        Kind::Account => parts(&Part::ACCOUNT).into_iter().map(account_part).collect(),
        Kind::Date(_) => own(Shape::Date),
        Kind::Choice { options } => own(Shape::Menu(options.iter().map(|option| (option.id.clone(), option.label.clone())).collect())),
        Kind::YesNo => own(Shape::Menu(vec![("yes".into(), "はい".into()), ("no".into(), "いいえ".into())])),
        Kind::Several { options } => {
            let tick = |id: &str, label: &str| Control { name: format!("{path}.{id}"), label: label.to_owned(), shape: Shape::Tick };
            options.iter().map(|option| tick(&option.id, &option.label)).collect()
        }
        Kind::Text { lines: true, .. } => own(Shape::Lines),
        Kind::Phone
        | Kind::PartialDate(_)
        | Kind::Mail
        | Kind::Count { .. }
        | Kind::Amount { .. }
        | Kind::Digits { .. }
        | Kind::Text { .. } => own(Shape::Line),
        // A group's people are corrected one by one, in their own questions; a total follows by itself.
        Kind::Group { .. } | Kind::Total { .. } => Vec::new(),
    }
}

/// The type of an account is chosen, the rest of it is written.
fn account_part(control: Control) -> Control {
    let is_type = control.name.ends_with(Part::AccountType.id());
    let types = || AccountType::ALL.map(|one| (one.id().to_owned(), one.label().to_owned())).to_vec();
    Control { shape: if is_type { Shape::Menu(types()) } else { control.shape }, ..control }
}

/// A control with its label.
#[component]
pub fn OneControl(
    /// Which.
    control: Control,
    /// What stands in it.
    before: String,
) -> impl IntoView {
    let Control { name, label, shape } = control;
    let input = match shape {
        Shape::Line => view! { <input class="input" type="text" name=name autocomplete="off" value=before/> }.into_any(),
        Shape::Date => view! { <input class="input" type="date" name=name value=before/> }.into_any(),
        Shape::Lines => view! { <textarea class="input" name=name>{before}</textarea> }.into_any(),
        Shape::Tick => view! { <input type="checkbox" name=name value="yes" checked=before == "yes"/> }.into_any(),
        Shape::Menu(options) => {
            let options = options.into_iter().map(|(id, words)| {
                let chosen = id == before;
                view! { <option value=id selected=chosen>{words}</option> }
            });
            view! { <select class="input" name=name><option value="">"（記入なし）"</option>{options.collect_view()}</select> }.into_any()
        }
    };
    view! { <label class="field"><span class="field-label">{label}</span> {input}</label> }
}
