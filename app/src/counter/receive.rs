//! Receiving: hold the code over the reader.

use std::sync::Arc;

use domain::city::City;
use leptos::prelude::*;

use super::case::{Case, OnDesk};
use super::opened::OpenedForms;
use super::pages::PagesOnDesk;
use crate::device::reader;

/// The receiving side of the window (受付).
#[component]
pub fn Receive(
    /// The city.
    city: Arc<City>,
    /// What lies on the desk.
    case: Case,
) -> impl IntoView {
    let arrived = reader::read(move |code| case.read(code));
    let progress = move || match arrived.get() {
        0 => String::new(),
        digits => format!("読み取っています… {digits}文字"),
    };
    view! {
        <section class="receive" aria-labelledby="receive-title">
            <h2 id="receive-title" class="receive-title">"申請書を受け付ける"</h2>
            <label class="reading" for=reader::FIELD>
                <span>"申請書のQRコードを読取機にかざしてください"</span>
                <input class="input" id=reader::FIELD type="text" lang="en" inputmode="none" autocomplete="off" spellcheck="false"
                    placeholder="コードの貼り付けもできます"/>
            </label>
            <p class="reading-progress" role="status">{progress}</p>
            <Desk city=city case=case/>
        </section>
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
