//! The official form on A4 paper: each answer in its slot.

use std::sync::Arc;

use api::{Listing, Opened};
use domain::city::City;
use domain::form::sheet::{Heading, LINE, MARGIN, Role, Slot};
use leptos::portal::Portal;
use leptos::prelude::*;

use super::case::Case;

/// The sheet (帳票) of a stored submission. Only the printer sees it; it holds one person's form and nothing else.
#[component]
pub fn PrintedSheet(
    /// The city.
    city: Arc<City>,
    /// The form.
    opened: Arc<Opened>,
    /// Whether it is printed again.
    case: Case,
) -> impl IntoView {
    let opened = opened.stored.clone().map(|stored| (opened, stored));
    opened.map(|(opened, stored)| {
        let pages = pages(&city, &opened, &stored);
        let reference = stored.reference.0;
        view! {
            <Portal>
                <div class="sheets" aria-hidden="true">
                    {pages.iter().map(|page| view! { <Page slots=page.clone() reference=reference.clone() case=case/> }).collect_view()}
                </div>
            </Portal>
        }
    })
}

/// The slots of each page.
fn pages(city: &City, opened: &Opened, stored: &Listing) -> Vec<Vec<Slot>> {
    let answers = opened.form.check(&opened.entries, opened.created.date()).unwrap_or_default();
    let heading = Heading { addressee: format!("{}長", city.name), created: opened.created, reference: Some(stored.reference.clone()) };
    opened.form.sheet(&answers, &heading).pages
}

/// One page of paper, 210 by 297 millimetres.
#[component]
fn Page(slots: Vec<Slot>, reference: String, case: Case) -> impl IntoView {
    let slots = slots.into_iter().map(|slot| view! { <OneSlot filled=slot/> });
    view! {
        <section class="sheet-page">
            {slots.collect_view()}
            <p class="sheet-mark">{move || case.reprint().then_some("再印刷　")} {reference}</p>
        </section>
    }
}

/// One slot in its place. Lengths are set one by one, because the content policy forbids style attributes.
#[component]
fn OneSlot(filled: Slot) -> impl IntoView {
    let slot = filled;
    let millimetres = |length: f32| format!("{length}mm");
    let role = match slot.role {
        Role::Title => "title",
        Role::Note => "note",
        Role::Label => "label",
        Role::Answer => "answer",
        Role::Blank => "blank",
    };
    let corner = (slot.role == Role::Blank).then(|| view! { <span class="slot-label">{slot.label.clone()}</span> });
    view! {
        <div
            class="slot"
            data-role=role
            style:left=millimetres(slot.x)
            style:top=millimetres(slot.y)
            style:width=millimetres(slot.w)
            style:height=millimetres(slot.h)
            style:font-size=format!("{}pt", slot.size)
            style:line-height=LINE.to_string()
            style:padding=format!("0 {MARGIN}mm")
        >
            {corner}
            <span class="slot-text">{slot.text}</span>
        </div>
    }
    .into_any()
}
