//! A person's name with its kana.

use domain::form::Part;
use domain::form::control::{RARE_GLYPH, SINGLE_NAME};
use leptos::prelude::*;

use super::choice::Tick;
use super::text_field::{Line, TextField, Wide};

/// The controls of a name (氏名の入力欄).
#[component]
pub fn NameField(
    /// The controls' names begin with this.
    path: String,
    /// Whether it is the name of the person who fills the form in, which the browser may know.
    own: bool,
) -> impl IntoView {
    let field = |part: Part, hint, token| {
        let line = Line {
            name: format!("{path}.{}", part.id()),
            wide: Wide::Medium,
            autocomplete: if own { token } else { "" },
            ..Line::default()
        };
        view! { <TextField line=line label=part.label() hint=hint/> }
    };
    view! {
        <div class="row name">
            {field(Part::Family, "", "family-name")} <div class="given">{field(Part::Given, "", "given-name")}</div>
        </div>
        <div class="row name">
            {field(Part::FamilyKana, "カタカナ。名前を入力すると読みが入ります。違うときは直してください。", "")} <div class="given">{field(Part::GivenKana, "カタカナ", "")}</div>
        </div>
        <Tick name=format!("{path}.{SINGLE_NAME}") label="氏と名に分かれない名前です"/>
        <Tick name=format!("{path}.{RARE_GLYPH}") label="正しい字形が出ない字があります（近い字で書けば、窓口で直します）"/>
    }
}
