//! An address.

use domain::form::Part;
use leptos::prelude::*;

use super::paper::found_id;
use super::text_field::{Keys, Line, TextField, Wide};

/// The controls of an address (住所の入力欄).
#[component]
pub fn AddressField(
    /// The controls' names begin with this.
    path: String,
    /// Whether it is the address of the person who fills the form in, which the browser may know.
    own: bool,
) -> impl IntoView {
    let line = |part: Part| Line { name: format!("{path}.{}", part.id()), ..Line::default() };
    let postcode =
        Line { keys: Keys::Digits, wide: Wide::Short, autocomplete: if own { "postal-code" } else { "" }, ..line(Part::Postcode) };
    view! {
        <TextField line=postcode label=Part::Postcode.label() hint="7桁の数字。町名までの住所が入ります。"/>
        <div id=found_id(&path) role="status"></div>
        <TextField line=line(Part::City) label=Part::City.label() hint="例：さくら県さくら野市"/>
        <TextField line=line(Part::Town) label=Part::Town.label() hint="例：桜町一丁目"/>
        <TextField line=Line { wide: Wide::Medium, ..line(Part::Block) } label=Part::Block.label() hint="例：2番3号（住居表示）、123番地4（地番）。書いたとおりに残します。"/>
        <TextField line=line(Part::Building) label=Part::Building.label() optional=true/>
    }
}
