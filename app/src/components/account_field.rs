//! A bank account.

use domain::form::{AccountType, Choice, Part};
use leptos::prelude::*;

use super::choice::ChooseOne;
use super::paper::{FaultLine, fault_id, found_id};
use super::text_field::{Keys, Line, TextField, Wide};
use crate::words;

/// The controls of a bank account (口座の入力欄).
#[component]
pub fn AccountField(
    /// The controls' names begin with this.
    path: String,
) -> impl IntoView {
    let name = |part: Part| format!("{path}.{}", part.id());
    let line = |part| Line { name: name(part), wide: Wide::Medium, ..Line::default() };
    let number = Line { keys: Keys::Digits, ..line(Part::AccountNumber) };
    let kind = name(Part::AccountType);
    let described = fault_id(&kind);
    let types = AccountType::ALL.map(|one| Choice { id: one.id().into(), label: one.label().into(), help: None });
    view! {
        <TextField line=line(Part::Bank) label=Part::Bank.label() hint=words::BANK_HINT/>
        <div id=found_id(&name(Part::Bank)) role="status"></div>
        <TextField line=line(Part::Branch) label=Part::Branch.label() hint=words::BRANCH_HINT/>
        <div id=found_id(&name(Part::Branch)) role="status"></div>
        <fieldset class="field several" aria-describedby=described>
            <legend class="field-label">{Part::AccountType.label()}</legend>
            <ChooseOne name=kind.clone() options=types.to_vec()/>
            <FaultLine controls=vec![kind]/>
        </fieldset>
        <TextField line=number label=Part::AccountNumber.label() hint=words::ACCOUNT_NUMBER_HINT/>
        <TextField line=Line { wide: Wide::Full, ..line(Part::Holder) } label=Part::Holder.label() hint=words::HOLDER_HINT/>
    }
}
