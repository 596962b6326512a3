//! Several forms of one code: the list of them beside the one that is looked over.

use std::sync::Arc;

use api::Opened;
use leptos::prelude::*;

use super::case::Case;
use super::laid::{Laid, waits};
use super::opened::status;

/// The forms of one code (まとめた申請書), and what can be done with all of them.
#[component]
pub fn Bundle(
    /// What lies on the desk.
    laid: Laid,
    /// What can be done with it.
    case: Case,
) -> impl IntoView {
    let shown = laid.place();
    let leaves = laid.forms().iter().enumerate().map(|(place, form)| {
        view! { <Leaf form=form.clone() place=place is_shown=place == shown case=case/> }
    });
    let (waiting, stored) = (laid.waiting(), laid.references().len());
    let accept = (waiting > 1).then(|| {
        view! {
            <button type="button" class="button quiet" aria-keyshortcuts="Control+Alt+Enter" on:click=move |_| case.accept_all()>
                {format!("残り{waiting}件をすべて受理する")} <kbd aria-hidden="true">"Ctrl+Alt+Enter"</kbd>
            </button>
        }
    });
    let print = (stored > 1).then(|| {
        view! {
            <button type="button" class="button quiet" aria-keyshortcuts="Control+Alt+P" on:click=move |_| case.print_all()>
                {format!("受理した{stored}件をすべて印刷")} <kbd aria-hidden="true">"Ctrl+Alt+P"</kbd>
            </button>
        }
    });
    let heading = format!("このコードの申請書（{}件）", laid.forms().len());
    view! {
        <nav class="bundle" aria-labelledby="bundle-title">
            <h3 class="bundle-title" id="bundle-title">
                {heading} <span class="bundle-keys" aria-hidden="true"><kbd>"Alt+↑"</kbd> <kbd>"Alt+↓"</kbd>" で移る"</span>
            </h3>
            <ol class="bundle-leaves">{leaves.collect_view()}</ol>
            <div class="bundle-acts">{accept} {print}</div>
        </nav>
    }
}

/// One of them: the way to it, and how far it is.
#[component]
fn Leaf(form: Arc<Opened>, place: usize, is_shown: bool, case: Case) -> impl IntoView {
    let state = match &form.stored {
        None => "未受理".to_owned(),
        Some(stored) => format!("{} {}", status(stored.status), stored.reference.0),
    };
    let title = form.form.title.clone();
    view! {
        <li>
            <button type="button" class="bundle-leaf" aria-current=is_shown.then_some("true") on:click=move |_| case.show(place)>
                <span class="bundle-nth" aria-hidden="true">{place + 1}</span>
                <span class="bundle-name">{title}</span>
                <span class="listing-status" data-status=if waits(&form) { "received" } else { "accepted" }>{state}</span>
            </button>
        </li>
    }
}
