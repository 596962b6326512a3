//! One question of a form, whatever its kind.

use domain::form::control::NOT_MY_NUMBER;
use domain::form::{DateRule, Kind, Question};
use leptos::prelude::*;

use super::account_field::AccountField;
use super::address_field::AddressField;
use super::amount_field::AmountField;
use super::choice::{ChooseOne, ChooseSeveral, ChooseYesNo, Tick};
use super::count_field::CountField;
use super::date_field::DateField;
use super::name_field::NameField;
use super::paper::{FaultLine, control_id, fault_id};
use super::text_field::{Input, Keys, Line, Lines, Wide};
use crate::words;

/// How a question stands on its screen (質問の置き方).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// Whether it shares its screen with others, whose heading stands above.
    pub shared: bool,
    /// Whether it asks about the person who fills the form in, so that the browser may offer what it knows of them.
    pub own: bool,
}

/// A question with its controls, its help and what is wrong with its answer (質問).
#[component]
pub fn Ask(
    /// Which.
    question: Question,
    /// The names of its controls begin with this.
    path: String,
    /// How it stands on its screen.
    #[prop(default = Stand::default())]
    stand: Stand,
) -> impl IntoView {
    let Question { label, help, optional, kind, id, .. } = question;
    let help_id = help.as_ref().map(|_| format!("{path}-help"));
    let help = help_id.clone().map(|id| view! { <p class="help" id=id>{help}</p> });
    let mark = optional.then(|| view! { <span class="optional">{words::OPTIONAL}</span> });
    let words = match has_one_control(&kind) {
        true => view! { <label for=control_id(&path)>{label} {mark}</label> }.into_any(),
        false => view! { {label} {mark} }.into_any(),
    };
    let heading = match stand.shared {
        true => view! { <h3 class="ask">{words}</h3> }.into_any(),
        false => view! { <h2 class="ask" tabindex="-1">{words}</h2> }.into_any(),
    };
    let body = match has_one_control(&kind) {
        true => view! { {heading} {help} <OneControl kind=kind path=path.clone() help=help_id/> }.into_any(),
        false => {
            let described = help_id.into_iter().chain([fault_id(&path)]).collect::<Vec<_>>().join(" ");
            view! {
                <fieldset class="several" aria-describedby=described>
                    <legend>{heading}</legend>
                    {help}
                    <SeveralControls kind=kind path=path.clone() own=stand.own/>
                </fieldset>
            }
            .into_any()
        }
    };
    view! { <div class="question" data-question=id>{body}</div> }
}

fn has_one_control(kind: &Kind) -> bool {
    matches!(kind, Kind::Phone | Kind::Mail | Kind::Count { .. } | Kind::Amount { .. } | Kind::Digits { .. } | Kind::Text { .. })
}

/// The control of a question whose heading is its label.
#[component]
fn OneControl(kind: Kind, path: String, help: Option<String>) -> impl IntoView {
    let line = Line { name: path.clone(), help: help.clone(), wide: Wide::Medium, ..Line::default() };
    let control = match kind {
        Kind::Phone => view! { <Input line=Line { keys: Keys::Phone, autocomplete: "tel-national", ..line }/> }.into_any(),
        Kind::Digits { .. } => view! { <Input line=Line { keys: Keys::Digits, ..line }/> }.into_any(),
        Kind::Count { min, max, unit } => view! { <CountField name=path.clone() range=(min, max) unit=unit help=help/> }.into_any(),
        Kind::Amount { .. } => view! { <AmountField line=Line { keys: Keys::Digits, ..line }/> }.into_any(),
        Kind::Mail => {
            let line = Line { keys: Keys::Mail, wide: Wide::Full, autocomplete: "email", ..line };
            view! { <Input line=line/> <NotMyNumber path=path.clone()/> }.into_any()
        }
        Kind::Text { lines: true, .. } => view! { <Lines name=path.clone() help=help/> <NotMyNumber path=path.clone()/> }.into_any(),
        _ => view! { <Input line=Line { wide: Wide::Full, ..line }/> <NotMyNumber path=path.clone()/> }.into_any(),
    };
    view! { {control} <FaultLine controls=vec![path]/> }
}

/// The controls of a question whose heading is the legend around them.
#[component]
fn SeveralControls(kind: Kind, path: String, own: bool) -> impl IntoView {
    let fault = || view! { <FaultLine controls=vec![path.clone()]/> };
    match kind {
        Kind::Person => view! { <NameField path=path.clone() own=own/> <NotMyNumber path=path.clone()/> }.into_any(),
        Kind::Address => view! { <AddressField path=path.clone() own=own/> <NotMyNumber path=path.clone()/> }.into_any(),
        Kind::Account => view! { <AccountField path=path.clone()/> <NotMyNumber path=path.clone()/> }.into_any(),
        // Where the city hall must be open, the check itself says that it is not.
        Kind::Date(DateRule::Ahead { open: false, .. }) => view! { <DateField path=path.clone() tells_closed=true/> }.into_any(),
        Kind::Date(_) => view! { <DateField path=path.clone() own_birthday=own/> }.into_any(),
        Kind::PartialDate(_) => {
            view! { <p class="field-hint">{words::AS_FAR_AS_KNOWN}</p> <DateField path=path.clone() in_part=true/> }.into_any()
        }
        Kind::Choice { options } => view! { <ChooseOne name=path.clone() options=options/> {fault()} }.into_any(),
        Kind::Several { options } => view! { <ChooseSeveral path=path.clone() options=options/> {fault()} }.into_any(),
        _ => view! { <ChooseYesNo name=path.clone()/> {fault()} }.into_any(),
    }
}

/// The way out for twelve digits that only look like a My Number (個人番号ではないという申し出); seen only then.
#[component]
fn NotMyNumber(path: String) -> impl IntoView {
    view! {
        <div hidden data-not-my-number=path.clone()>
            <Tick name=format!("{path}.{NOT_MY_NUMBER}") label="これはマイナンバーではありません"/>
        </div>
    }
}
