//! The way back from a form to the guides that have led to it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::guide::PLAN;
use crate::device::document::carried;
use crate::device::storage::guides_to;
use crate::page;
use crate::route::Route;
use crate::words;

/// The way back to each guide that is followed on this device and asks for this form (案内に戻る).
#[component]
pub fn Back() -> impl IntoView {
    let guides = RwSignal::new(Vec::new());
    if let Some(Route::Form(form)) = Route::parse(&carried::<String>(page::PATH)) {
        spawn_local(async move { guides.set(guides_to(&form).await) });
    }
    let links = move || {
        let link = |(guide, title): (String, String)| {
            let href = format!("{}#{PLAN}", Route::Guide(guide).path());
            view! { <p class="back"><a href=href>{words::bundle::back_to(&title)}</a></p> }
        };
        guides.get().into_iter().map(link).collect_view()
    };
    view! { {links} }
}
