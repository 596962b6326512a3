//! The list of everything to correct, each a way to where it is.

use leptos::prelude::*;

use super::filling::Filling;
use super::moves::SUMMARY;
use super::screen::Screen;
use crate::follow::{self, part, press, whether};
use crate::words;

/// Everything to correct on this screen, or anywhere on the review (不備の一覧).
#[component]
pub fn Summary() -> impl IntoView {
    let filling = Filling::here();
    let problems = Memo::new(move |_| match filling.here.get() {
        Screen::Ask(step) if filling.is_finished(&step) => filling.problems_on(&step),
        Screen::Review => filling.problems.get(),
        _ => Vec::new(),
    });
    let lines = move || {
        let line = |problem: domain::form::Problem| {
            let sentence = problem.sentence();
            let control = problem.control;
            let href = format!("#{control}");
            view! { <li><a href=href on:click=press(move || filling.go_to_control(&control))>{sentence}</a></li> }
        };
        problems.get().into_iter().map(line).collect_view().into_any()
    };
    let title = follow::words(move || words::to_correct(problems.with(Vec::len)));
    view! {
        <div class="summary" id=SUMMARY role="alert" tabindex="-1" hidden=whether(move || problems.with(Vec::is_empty))>
            <h2 class="summary-title">{title}</h2>
            <ul>{part(lines)}</ul>
        </div>
    }
    .into_any()
}
