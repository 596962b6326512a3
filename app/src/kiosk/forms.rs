//! Which form to fill in.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::visit::{Stage, Visit};
use crate::device::{focus, forms};
use crate::page::Entry;

/// The forms to choose from (書類を選ぶ画面).
#[component]
pub fn Forms(
    /// Those that the city has.
    forms: Arc<Vec<Entry>>,
) -> impl IntoView {
    let visit = Visit::here();
    let missing = RwSignal::new(false);
    visit.back_by_key(|| true);
    let heading = focus::on_arrival::<html::H1>();
    let choose = move |id: String| {
        missing.set(false);
        spawn_local(async move {
            match forms::form(&id).await {
                Some(form) => visit.go_from(&Stage::Forms, Stage::Write(Arc::new(form))),
                None => missing.set(true),
            }
        });
    };
    let one = move |entry: &Entry| {
        let Entry { id, title, summary, .. } = entry.clone();
        view! {
            <li>
                <button type="button" class="kiosk-form" on:click=move |_| choose(id.clone())>
                    <b class="kiosk-form-title">{title}</b>
                    <span>{summary}</span>
                </button>
            </li>
        }
    };
    let all = forms.iter().map(one).collect_view();
    view! {
        <section class="kiosk-forms">
            <h1 tabindex="-1" node_ref=heading>"どの書類を書きますか"<small lang="en">"Choose a form to fill in"</small></h1>
            <p class="fault" role="alert">{move || missing.get().then_some("この書類を、いま読み込めません。もう一度押すか、お近くの職員にお声がけください。")}</p>
            <ul class="kiosk-form-list">{all}</ul>
            <p class="kiosk-ways">
                <button type="button" class="button quiet" on:click=move |_| visit.go(Stage::Start)>"戻る"</button>
            </p>
        </section>
    }
}
