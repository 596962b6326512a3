//! Which form somebody came for.

use std::sync::Arc;

use domain::find::{Folded, Sought};
use leptos::prelude::*;

use super::{Interview, Stage, back_to_the_beginning};
use crate::counter::session::session;
use crate::device::forms;
use crate::device::line::Line;
use crate::page::Entry;

/// The forms to choose from (様式を選ぶ画面). What is typed leaves those that are about it.
#[component]
pub fn Forms(
    /// Those that the city has.
    forms: Arc<Vec<Entry>>,
) -> impl IntoView {
    let interview = Interview::here();
    let session = session();
    let typed = Line::first();
    let sought = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let texts: Vec<Folded> = forms.iter().map(|entry| Folded::new(&format!("{} {}", entry.title, entry.summary))).collect();
    let found = Memo::new(move |_| sought.with(|sought| about(&texts, sought)));
    let choose = move |id: String| {
        missing.set(false);
        let fetched = async move { Ok(forms::form(&id).await) };
        session.ask(fetched, move |form| match form.ok().flatten() {
            _ if interview.stage.try_with_untracked(|stage| *stage != Stage::Forms).unwrap_or(true) => {}
            Some(form) => interview.go(Stage::Write(Arc::new(form))),
            None => missing.set(true),
        });
    };
    let lines = forms.iter().cloned().enumerate().map(|(nth, entry)| {
        let Entry { id, title, summary, .. } = entry;
        let hidden = move || found.with(|found| !found.contains(&nth));
        view! {
            <li hidden=hidden>
                <button type="button" class="listing" on:click=move |_| choose(id.clone())>
                    <b>{title}</b> <span class="note">{summary}</span>
                </button>
            </li>
        }
    });
    let lines = lines.collect_view();
    let leave = move |_| {
        interview.go(Stage::Off);
        back_to_the_beginning();
    };
    let count = move || found.with(|found| if found.is_empty() { "ありません".to_owned() } else { format!("{}件", found.len()) });
    view! {
        <section class="interview" aria-labelledby="interview-title">
            <h3 class="interview-title" id="interview-title">"どの申請書を作りますか"</h3>
            <label class="field">
                <span class="field-label">"様式を探す"</span>
                <input class="input" type="search" autocomplete="off" node_ref=typed.node() on:input=move |_| sought.set(typed.text())/>
            </label>
            <p class="note" role="status">{count}</p>
            <p class="fault" role="alert">{move || missing.get().then_some("この様式を、いま読み込めません。もう一度選んでください。")}</p>
            <ul class="listings">{lines}</ul>
            <button type="button" class="button quiet" on:click=leave>"戻る"</button>
        </section>
    }
}

/// The places of the texts that something typed is about; all, if nothing is. Slips of the finger are forgiven where nothing is written so.
fn about(texts: &[Folded], typed: &str) -> Vec<usize> {
    let sought = Sought::new(typed.trim());
    let places = |fits: fn(&Sought, &Folded) -> bool| {
        texts.iter().enumerate().filter(|(_, text)| fits(&sought, text)).map(|(place, _)| place).collect::<Vec<_>>()
    };
    let exact = places(Sought::is_in);
    if exact.is_empty() { places(Sought::is_nearly_in) } else { exact }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_found_by_a_part_of_what_it_is_called_or_for() {
        let texts = ["水道使用開始届 水道を使い始める", "住民票の写し等交付請求書 証明書をとる"].map(Folded::new);
        assert_eq!([about(&texts, ""), about(&texts, "すいどう 水道"), about(&texts, "証明")], [vec![0, 1], vec![], vec![1]]);
        assert_eq!(about(&texts, "水動使用"), [0]);
    }
}
