//! The official form on A4 paper, as a page prints it itself: each answer in its slot.

use domain::form::sheet::{LINE, MARGIN, Role, Slot};
use leptos::portal::Portal;
use leptos::prelude::*;

/// Sheets (帳票), page by page. Only the printer sees them, and no translation touches them: they are the city's own words.
#[component]
pub fn Sheets(
    /// The slots of each page.
    pages: Vec<Vec<Slot>>,
) -> impl IntoView {
    let pages = StoredValue::new(pages);
    let drawn = move || pages.get_value().into_iter().map(|slots| view! { <Page slots=slots/> }).collect_view();
    view! { <Portal><div class="sheets" aria-hidden="true" translate="no">{drawn()}</div></Portal> }
}

/// One page of paper, 210 by 297 millimetres.
#[component]
fn Page(slots: Vec<Slot>) -> impl IntoView {
    let slots = slots.into_iter().map(|slot| view! { <OneSlot filled=slot/> });
    view! { <section class="sheet-page">{slots.collect_view()}</section> }
}

/// One slot in its place. Lengths are set one by one, because the content policy forbids style attributes.
#[component]
pub fn OneSlot(
    /// The slot.
    filled: Slot,
) -> impl IntoView {
    let slot = filled;
    let millimetres = |length: f32| format!("{length}mm");
    let role = match slot.role {
        Role::Title => "title",
        Role::Note => "note",
        Role::Label => "label",
        Role::Answer => "answer",
        Role::Blank => "blank",
        Role::Stamp => "stamp",
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
