//! The kiosks where somebody waits for staff: which one and since when, until somebody here says that they go.

use std::collections::BTreeMap;

use domain::queue::Bell;
use leptos::prelude::*;

use super::session::session;
use crate::device::live::Live;

/// Those who wait for staff at a kiosk (係員の呼び出し).
#[component]
pub fn Bells(
    /// The office, by id.
    office: String,
    /// The lobby.
    live: Live,
) -> impl IntoView {
    let session = session();
    let office = StoredValue::new(office);
    let names = RwSignal::new(BTreeMap::<u32, String>::new());
    let trouble = RwSignal::new(None::<String>);
    let bells = Memo::new(move |_| live.board.with(|board| board.as_ref().map(|board| board.bells.clone()).unwrap_or_default()));
    Effect::new(move || {
        let is_new = |bell: &Bell| names.with_untracked(|names| !names.contains_key(&bell.kiosk));
        if bells.with(|bells| bells.iter().any(is_new)) {
            session.ask(api::devices(), move |answer| {
                // Without their names they ring all the same.
                let known = answer.unwrap_or_default().into_iter();
                names.set(known.filter_map(|device| Some((u32::try_from(device.id).ok()?, device.name))).collect());
            });
        }
    });
    let answer = move |kiosk| {
        session.ask(api::answer_kiosk(office.get_value(), kiosk), move |answer| {
            trouble.set(answer.err().map(|refused| refused.sentence()));
        });
    };
    let line = move |bell: Bell| {
        let name = move || names.with(|names| names.get(&bell.kiosk).cloned()).unwrap_or_else(|| format!("端末{}", bell.kiosk));
        let label = move || format!("「{}」の呼び出しに対応する", name());
        view! {
            <li>
                <span><b>{name}</b> {format!("で係員を呼んでいます（{}から）", bell.since.clock())}</span>
                <button type="button" class="button" aria-label=label on:click=move |_| answer(bell.kiosk)>"対応する"</button>
            </li>
        }
    };
    let lines = move || bells.get().into_iter().map(line).collect_view();
    view! {
        <div class="bells" role="alert">
            <ul hidden=move || bells.with(Vec::is_empty)>{lines}</ul>
            <p class="fault">{move || trouble.get()}</p>
        </div>
    }
}
