//! Who is called: one very large, the others beside.

use domain::queue::{Call, Stage};
use leptos::prelude::*;

use super::pages;
use crate::device::live::Live;

/// How many calls fit beside the newest.
const FIT: usize = 5;

/// The newest call (お呼び出し中). It flashes each time it is announced.
#[component]
pub fn Newest(
    /// The call to show, and whether it is being announced right now.
    shown: Memo<Option<(Call, bool)>>,
) -> impl IntoView {
    let call = move || match shown.get() {
        None => {
            view! { <p class="newest-nobody">"番号でお呼びします"<small lang="en">"Please wait for your number"</small></p> }.into_any()
        }
        // A new element for each announcement, so that its flash begins again.
        Some((call, announced)) => view! {
            <p class="newest-call" class:announced=announced>
                <b class="newest-ticket">{call.ticket.to_string()}</b>
                <span class="newest-arrow" aria-hidden="true">"→"</span>
                <span class="newest-counter"><b>{call.counter.0}</b>"番窓口"<small lang="en">"Counter"</small></span>
            </p>
        }
        .into_any(),
    };
    view! {
        <section class="newest" aria-live="polite">
            <h2 class="display-title">"お呼び出し中"<small lang="en">"Now calling"</small></h2>
            {call}
        </section>
    }
}

/// The calls before it (最近のお呼び出し), newest first.
#[component]
pub fn Latest(
    /// The lobby.
    live: Live,
    /// The call that is shown large already.
    shown: Memo<Option<(Call, bool)>>,
) -> impl IntoView {
    let others = Memo::new(move |_| {
        let large = shown.get().map(|(call, _)| call.ticket);
        let calls = live.board.with(|board| board.as_ref().map(|board| board.calls.clone())).unwrap_or_default();
        calls.into_iter().filter(|call| Some(call.ticket) != large).collect::<Vec<_>>()
    });
    let turn = pages::turning();
    let rows = move || {
        let others = others.get();
        let (first, end) = pages::page(others.len(), FIT, turn.get());
        others[first..end].iter().map(row).collect_view()
    };
    view! {
        <section class="latest">
            <h2 class="display-title">
                "最近のお呼び出し"<small lang="en">"Recent calls"</small>
                <span class="page-mark">{move || others.with(|others| pages::mark(others.len(), FIT, turn.get()))}</span>
            </h2>
            <ul class="latest-calls">{rows}</ul>
        </section>
    }
}

fn row(call: &Call) -> impl IntoView + use<> {
    let (stage, words) = match call.stage {
        Stage::Called => ("called", "お越しください"),
        Stage::Serving => ("serving", "対応中"),
        Stage::Missed => ("missed", "不在・窓口へお声がけください"),
    };
    view! {
        <li class="latest-call" data-stage=stage>
            <b class="latest-ticket">{call.ticket.to_string()}</b>
            <span class="latest-counter"><b>{call.counter.0}</b>"番窓口"</span>
            <span class="latest-stage">{words}</span>
        </li>
    }
}
