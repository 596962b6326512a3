//! The offer to carry several forms in one code, where two or more of them are complete.

use leptos::prelude::*;

use super::ready::Ready;
use crate::follow::part;
use crate::route::Route;
use crate::words;

/// The offer (まとめる案内).
#[component]
pub fn Together(
    /// How far the forms are.
    ready: Ready,
    /// The forms that belong together, in their order; every form, if none is named.
    #[prop(optional)]
    among: Vec<String>,
) -> impl IntoView {
    part(move || {
        let complete = ready.complete();
        let forms: Vec<String> = match among.as_slice() {
            [] => complete,
            among => among.iter().filter(|form| complete.contains(form)).cloned().collect(),
        };
        if forms.len() < 2 {
            return ().into_any();
        }
        view! {
            <div class="notice together screen-only" role="status">
                <p>{words::bundle::offer(forms.len())}</p>
                <p><a class="button" href=format!("{}#{}", Route::Bundle.path(), forms.join(","))>{words::bundle::TITLE}</a></p>
            </div>
        }
        .into_any()
    })
}
