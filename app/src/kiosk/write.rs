//! Filling in a form standing: question by question, then the answers are looked over, and printed or taken along as a code.

use std::sync::Arc;

use domain::era;
use domain::form::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::finish::Outcome;
use super::printing::{Printing, Written};
use super::visit::{Stage, Visit};
use crate::components::qr_code::{Modules, QrPicture};
use crate::device::form_page;
use crate::resident::answers::AnswerList;
use crate::resident::carry::Carried;
use crate::resident::filling::Filling;
use crate::resident::screen::{Focus, Screen};
use crate::resident::standing::Standing;
use crate::words;

/// A form that is filled in here (立って書く画面).
#[component]
pub fn Write(
    /// The form.
    form: Arc<Form>,
) -> impl IntoView {
    let visit = Visit::here();
    view! {
        <div class="kiosk-write">
            <Standing form=form review=|filling| view! { <Review filling=filling/> }.into_any() carry=|filling| view! { <Carry filling=filling/> }.into_any()
                left=move || visit.go(Stage::Forms)/>
        </div>
    }
}

/// The answers, to be looked over (内容の確認).
#[component]
fn Review(filling: Filling) -> impl IntoView {
    let visit = Visit::here();
    let printing = Printing::new(visit);
    let print = move || {
        filling.finish_all();
        if !untrack(|| filling.problems.with(Vec::is_empty)) {
            return filling.go(Screen::Review, Focus::Summary);
        }
        let addressee = visit.addressee();
        spawn_local(async move {
            let city = addressee.come().await;
            if filling.entries.is_disposed() {
                return; // the person has gone
            }
            printing.begin(filling.seal(&city).map(|carried| Written::of(filling, &carried, &city)));
        });
    };
    let button = visit.has_printer().then(|| {
        view! { <button class="button" type="button" disabled=move || printing.is_busy() on:click=move |_| print()>"印刷する"</button> }
    });
    let class = if button.is_some() { "button quiet" } else { "button" };
    view! {
        <h2 tabindex="-1">{words::REVIEW}</h2>
        <p>"まだ提出していません。内容を確かめてください。"</p>
        <AnswerList correctable=true/>
        <Outcome printing=printing/>
        <div class="ends">
            {button}
            <button class=class type="button" on:click=move |_| filling.carry()>"窓口で見せるコードを出す"</button>
            <button class="button quiet" type="button" on:click=move |_| filling.back()>{words::BACK}</button>
        </div>
    }
}

/// The code, to be photographed and shown at the counter (コードの画面).
#[component]
fn Carry(filling: Filling) -> impl IntoView {
    let made = RwSignal::new(None::<Result<Carried, String>>);
    let visit = Visit::here();
    Effect::new(move || {
        if filling.here.get() != Screen::Carry {
            return made.set(None);
        }
        let addressee = visit.addressee();
        spawn_local(async move {
            let city = addressee.come().await;
            if filling.entries.is_disposed() {
                return; // the person has gone
            }
            made.set(Some(filling.seal(&city)));
            // The heading is there before the code is.
            form_page::focus_screen(&Screen::Carry.id(), false);
        });
    });
    let code = move || match made.get() {
        None => view! { <p role="status">{words::COMING}</p> }.into_any(),
        Some(Err(why)) => view! { <p class="fault" role="alert">{why}</p> }.into_any(),
        Some(Ok(carried)) => {
            let picture = Modules::of(carried.slip.digits()).map(|modules| view! { <QrPicture modules=modules label=words::CODE/> });
            view! { {picture} <p class="until">{words::until(&era::show(carried.until))}</p> }.into_any()
        }
    };
    view! {
        <h2 tabindex="-1">"このコードを窓口で見せてください"</h2>
        <p>"スマートフォンのカメラで撮影して、窓口の読取機にかざすと、書いた内容がそのまま届きます。コードの中身は、市役所でしか読めません。"</p>
        {code}
        <div class="ends">
            <button class="button" type="button" on:click=move |_| visit.end()>"撮影したので終わる（すべて消す）"</button>
            <button class="button quiet" type="button" on:click=move |_| filling.go(Screen::Review, Focus::Heading)>{words::BACK}</button>
        </div>
    }
}
