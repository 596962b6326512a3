//! The head of the desk: where one is, who one is, and the way to everything else.

use std::sync::Arc;

use domain::city::City;
use leptos::prelude::*;

use super::View;
use super::idle;
use super::interview::Interview;
use super::place::Place;
use super::session::session;

/// The head (見出し帯) of the desk.
#[component]
pub fn Head(
    /// The city.
    city: Arc<City>,
    /// Who is signed in.
    name: String,
    /// Where they work.
    place: RwSignal<Option<Place>>,
    /// What the desk shows.
    view: RwSignal<View>,
) -> impl IntoView {
    let session = session();
    let interview = Interview::here();
    let is_bound = move || interview.is_under_way();
    let near = idle::watch();
    let here = move || place.get().map(|here| format!("{} {}番窓口", here.office.name, here.counter.0));
    let elsewhere = move |_| {
        place.set(None);
        view.set(View::Window);
    };
    let warning = Memo::new(move |_| near.get().is_some());
    let way = move |words: &'static str, to: View| {
        let current = move || (view.get() == to).then_some("page");
        view! { <button type="button" class="desk-way" aria-current=current disabled=is_bound on:click=move |_| view.set(to)>{words}</button> }
    };
    view! {
        <header class="desk-head">
            <p class="desk-name"><span class="desk-city">{city.name.clone()}</span>" 窓口"</p>
            <nav class="desk-ways" aria-label="画面">
                {way("呼出と受付", View::Window)}
                {way("申請の一覧", View::Submissions)}
                {way("収納集計", View::Totals)}
                {way("端末", View::Devices)}
                {way("職員を招待", View::Colleagues)}
            </nav>
            <p class="desk-here">
                {move || here().map(|here| view! { <span>{here}</span> <button type="button" class="button plain" disabled=is_bound on:click=elsewhere>"変更"</button> })}
            </p>
            <p class="desk-who">
                <span>{name}</span>
                <button type="button" class="button quiet" on:click=move |_| session.sign_out("")>"サインアウト"</button>
            </p>
        </header>
        <p class="idle" role="status">
            {move || warning.get().then(|| view! {
                "操作がないため、まもなくサインアウトします。続けるには、どれかのキーを押してください。"
                <span aria-hidden="true">{move || near.get().map(|seconds| format!("あと{seconds}秒"))}</span>
            })}
        </p>
    }
}
