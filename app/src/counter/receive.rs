//! Receiving: hold the code over the reader, or bring it in another way.

mod ways;
mod words;

use std::sync::Arc;

use domain::city::City;
use leptos::prelude::*;

use self::ways::Ways;
use super::case::{Case, OnDesk};
use super::interview::{Begin, Interview, Stage, UnderWay};
use super::opened::OpenedForms;
use super::pages::PagesOnDesk;
use crate::device::reader;
use crate::device::serial::Serial;
use crate::page::Entry;

/// The receiving side of the window (受付).
#[component]
pub fn Receive(
    /// The city.
    city: Arc<City>,
    /// Every form of the city.
    forms: Arc<Vec<Entry>>,
    /// What lies on the desk.
    case: Case,
) -> impl IntoView {
    let interview = Interview::here();
    let is_off = Memo::new(move |_| interview.stage() == Stage::Off);
    let body = move || match is_off.get() {
        true => view! { <Reading case=case/> <Desk city=city.clone() case=case/> }.into_any(),
        false => view! { <UnderWay forms=forms.clone() case=case/> }.into_any(),
    };
    view! {
        <section class="receive" aria-labelledby="receive-title">
            <h2 id="receive-title" class="receive-title">"申請書を受け付ける"</h2>
            {body}
        </section>
    }
}

/// The field of the reader; and, while nothing lies on the desk, the way for those who bring no code.
#[component]
fn Reading(case: Case) -> impl IntoView {
    let arrived = reader::read(move |code| case.read(code));
    let serial = Serial::listen(move |code| case.read(code));
    let progress = move || match arrived.get().max(serial.arrived()) {
        0 => String::new(),
        digits => format!("読み取っています… {digits}文字"),
    };
    let is_free = move || matches!(case.on_desk(), OnDesk::Nothing | OnDesk::Refused(_));
    view! {
        <label class="reading" for=reader::FIELD>
            <span>"申請書のQRコードを読取機にかざしてください"</span>
            <input class="input" id=reader::FIELD type="text" lang="en" inputmode="none" autocomplete="off" spellcheck="false"
                placeholder="コードの貼り付けもできます"/>
        </label>
        <p class="reading-progress" role="status">{progress}</p>
        <Ways case=case serial=serial/>
        {move || is_free().then(|| view! { <Begin case=case/> })}
    }
}

/// Whatever lies on the desk.
#[component]
pub fn Desk(
    /// The city.
    city: Arc<City>,
    /// What lies on it.
    case: Case,
) -> impl IntoView {
    move || match case.on_desk() {
        OnDesk::Nothing => ().into_any(),
        OnDesk::Opening => view! { <p role="status">"開いています…"</p> }.into_any(),
        OnDesk::Pages(read) => view! { <PagesOnDesk read=read case=case/> }.into_any(),
        OnDesk::Refused(why) => view! { <p class="fault" role="alert">{why}</p> }.into_any(),
        OnDesk::Open(laid) => view! { <OpenedForms city=city.clone() laid=laid case=case/> }.into_any(),
    }
}
