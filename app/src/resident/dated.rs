//! Dates that are today's until somebody changes them (`default = "today"`): written once, when a draft begins, and said to be an offer.
//!
//! Nothing of it is drawn: a page that was drawn yesterday would show yesterday's date.

use domain::form::Answer;
use domain::form::journey::Step;
use leptos::prelude::*;

use super::filling::Filling;
use super::screen::Screen;
use crate::components::paper::fault_id;
use crate::device::document::enliven_after;
use crate::device::form_page::Reach;
use crate::follow::{follow, whether};
use crate::words;

/// Offers today's date wherever the form begins with it, once what this gives is set: the draft is in hand and holds nothing yet. One that
/// held something when it was opened has had the offer.
pub(super) fn offer(filling: Filling) -> RwSignal<bool> {
    let is_new = RwSignal::new(false);
    let form = filling.form();
    for id in form.begins_today.iter().cloned() {
        enliven_after(&fault_id(&format!("{id}.year")), move || view! { <Offered filling=filling id=id/> });
    }
    follow(move || {
        let has_begun = filling.here.get() != Screen::Start;
        if let Some(today) = filling.today.get().filter(|_| is_new.get() && has_begun) {
            is_new.set(false);
            let dated = filling.entries.with_untracked(|entries| form.dated_today(entries, today));
            if !dated.0.is_empty() {
                untrack(|| filling.write(&dated, Reach::Empty));
            }
        }
    });
    is_new
}

/// What is said beside such a date as long as it is today's (初期値の案内).
#[component]
fn Offered(filling: Filling, id: String) -> impl IntoView {
    let step = Step { question: id, item: None };
    let is_today = Memo::new(move |_| {
        let (form, today) = (filling.form(), filling.today.get());
        let answer = form.question(&step.question).zip(today).and_then(|(question, today)| {
            let answer = filling.entries.with(|entries| form.answer(&step, question, entries, today));
            answer.filter(|answer| *answer == Answer::Date(today))
        });
        answer.is_some()
    });
    view! { <p class="field-hint" role="status" hidden=whether(move || !is_today.get())>{words::BEGINS_TODAY}</p> }
}
