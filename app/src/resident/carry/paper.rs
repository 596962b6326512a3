//! The filled-in form on paper, from this phone: laid out as the counter lays it out, in the phone's own letters.

use std::sync::Arc;
use std::time::Duration;

use domain::city::addressee;
use domain::form::Form;
use domain::form::sheet::{Heading, OfficeMarks, Slot};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Carried;
use crate::components::sheet::Sheets;
use crate::device::{clock, late_style, printer};
use crate::follow::press;
use crate::words;

/// The style of a sheet, which nobody's first visit waits for.
const STYLE: &str = include_str!("../../../../style/late/sheet.css");

/// So long the page takes to lay out its sheets before they are printed.
const LAYS_OUT: Duration = Duration::from_millis(80);

/// The button that prints the forms as the official sheet (様式に印刷).
#[component]
pub fn OnPaper(
    /// The forms.
    forms: Vec<Arc<Form>>,
    /// What was filled in.
    carried: Carried,
) -> impl IntoView {
    let pages = RwSignal::new(Vec::new());
    let print = move || {
        late_style::wear(STYLE);
        pages.set(laid_out(&forms, &carried));
        spawn_local(async move {
            clock::pause(LAYS_OUT).await;
            printer::afterwards(move || {
                pages.try_set(Vec::new());
            });
            printer::print(words::code::ON_PAPER);
        });
    };
    let sheets = move || Some(pages.get()).filter(|pages| !pages.is_empty()).map(|pages| view! { <Sheets pages=pages/> });
    view! {
        <button class="button quiet" type="button" on:click=press(print)>{words::code::ON_PAPER}</button>
        {sheets}
    }
}

/// Every page: the answers in their slots, what the office fills in left blank.
fn laid_out(forms: &[Arc<Form>], carried: &Carried) -> Vec<Vec<Slot>> {
    let sheet = |(form, entries): (&Arc<Form>, &_)| {
        let answers = form.check(entries, carried.created.date()).unwrap_or_default();
        let heading =
            Heading { addressee: addressee(&carried.city), created: carried.created, reference: None, office: OfficeMarks::default() };
        form.sheet(&answers, &heading).pages
    };
    forms.iter().zip(&carried.entries).flat_map(sheet).collect()
}
