//! The official form on A4 paper: each answer in its slot.

use std::sync::Arc;

use api::{Listing, Opened};
use domain::city::{City, addressee};
use domain::form::sheet::{Heading, Slot};
use domain::submission::ReferenceNumber;
use leptos::portal::Portal;
use leptos::prelude::*;

use super::case::{Case, Paper};
use super::laid::Laid;
use crate::components::sheet::OneSlot;

/// The sheets (帳票) of stored submissions. Only the printer sees them; they hold the forms of one code and nothing else.
#[component]
pub fn PrintedSheets(
    /// The city.
    city: Arc<City>,
    /// The forms.
    laid: Laid,
    /// Which of them are printed, and which of those again.
    case: Case,
) -> impl IntoView {
    let shown = laid.shown().cloned();
    let any = !laid.references().is_empty();
    let sheets = move || {
        let forms = match case.paper() {
            Paper::Shown => shown.iter().cloned().collect(),
            Paper::All => laid.forms().to_vec(),
        };
        let stored = forms.into_iter().filter_map(|opened| Some((opened.stored.clone()?, opened)));
        let pages = stored.flat_map(|(stored, opened)| {
            pages(&city, &opened, &stored).into_iter().map(move |page| (page, stored.reference.clone())).collect::<Vec<_>>()
        });
        pages.map(|(page, reference)| view! { <Page slots=page reference=reference case=case/> }).collect_view()
    };
    any.then(|| view! { <Portal><div class="sheets" aria-hidden="true">{sheets.clone()}</div></Portal> })
}

/// The slots of each page.
fn pages(city: &City, opened: &Opened, stored: &Listing) -> Vec<Vec<Slot>> {
    let answers = opened.form.check(&opened.entries, opened.created.date()).unwrap_or_default();
    let heading = Heading {
        addressee: addressee(&city.name),
        created: opened.created,
        reference: Some(stored.reference.clone()),
        office: opened.marks(&city.name),
    };
    opened.form.sheet(&answers, &heading).pages
}

/// One page of paper, 210 by 297 millimetres.
#[component]
fn Page(slots: Vec<Slot>, reference: ReferenceNumber, case: Case) -> impl IntoView {
    let slots = slots.into_iter().map(|slot| view! { <OneSlot filled=slot/> });
    let number = reference.0.clone();
    let mark = move || case.is_repeated(&reference).then_some("再印刷　");
    view! {
        <section class="sheet-page">
            {slots.collect_view()}
            <p class="sheet-mark">{mark} {number}</p>
        </section>
    }
}
