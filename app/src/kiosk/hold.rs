//! Holding a code over the kiosk: what it holds is shown to whoever holds it, and printed. Nothing is handed in.

use std::sync::Arc;

use api::{Opened, Refused};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::finish::Outcome;
use super::printing::{Printing, Written};
use super::visit::{Stage, Visit};
use crate::device::{focus, reader};
use crate::resident::answers::FinishedAnswers;

/// Waiting for a code (コードをかざす画面).
#[component]
pub fn Hold() -> impl IntoView {
    let visit = Visit::here();
    let arrived = reader::read_typed(move |code| visit.go_from(&Stage::Hold, Stage::Brought(code.into())));
    let heading = focus::on_arrival::<html::H1>();
    let progress = move || match arrived.get() {
        0 => "読み取りを待っています",
        _ => "読み取っています…",
    };
    view! {
        <section class="kiosk-hold">
            <h1 tabindex="-1" node_ref=heading>"コードを読取機にかざしてください"<small lang="en">"Hold your code over the reader"</small></h1>
            <p>"スマートフォンの画面を明るくして、QRコード全体を読取機に向けてください。紙に印刷したコードも読めます。"</p>
            <p class="kiosk-progress" role="status">{progress}</p>
            <p class="kiosk-ways">
                <button type="button" class="button quiet" on:click=move |_| visit.go(Stage::Start)>"戻る"</button>
            </p>
        </section>
    }
}

/// What the code holds (かざしたコードの中身).
#[component]
pub fn Brought(
    /// The digits of the code.
    slip: Arc<str>,
) -> impl IntoView {
    let visit = Visit::here();
    let opened = RwSignal::new(None::<Result<Arc<Vec<Opened>>, Refused>>);
    let digits = slip.to_string();
    spawn_local(async move {
        let answer = api::look_over(digits).await.map(Arc::new);
        // The person may have gone meanwhile, and all of this with them.
        let _ = opened.try_set(Some(answer));
    });
    move || match opened.get() {
        None => view! { <p class="kiosk-waiting" role="status">"開いています…"</p> }.into_any(),
        Some(Err(refused)) => view! { <Unread refused=refused visit=visit/> }.into_any(),
        Some(Ok(forms)) => view! { <LookOver slip=slip.clone() forms=forms/> }.into_any(),
    }
}

/// Why it could not be opened, and the way on.
#[component]
fn Unread(refused: Refused, visit: Visit) -> impl IntoView {
    let again = focus::on_arrival::<html::Button>();
    let why = match refused {
        Refused::NotSignedIn => Refused::NotPermitted.sentence(),
        refused => refused.sentence(),
    };
    view! {
        <section class="kiosk-trouble">
            <h1>"コードを開けませんでした"</h1>
            <p role="alert">{why}</p>
            <button type="button" class="kiosk-again" node_ref=again on:click=move |_| visit.go(Stage::Hold)>"もう一度かざす"</button>
            <button type="button" class="kiosk-done" on:click=move |_| visit.end()>"はじめに戻る"</button>
        </section>
    }
}

/// The answers as the person gave them, to be looked over and printed.
#[component]
fn LookOver(slip: Arc<str>, forms: Arc<Vec<Opened>>) -> impl IntoView {
    let visit = Visit::here();
    let printing = Printing::new(visit);
    let heading = focus::on_arrival::<html::H1>();
    let answers = forms.iter().map(|one| {
        view! {
            <section class="kiosk-answers">
                <h2>{one.form.title.clone()}</h2>
                <FinishedAnswers form=&one.form entries=&one.entries today=one.created.date()/>
            </section>
        }
    });
    let answers = answers.collect_view();
    let print = move |_| {
        let addressee = visit.addressee();
        let (slip, forms) = (slip.clone(), forms.clone());
        spawn_local(async move {
            let city = addressee.come().await;
            if printing.is_over() {
                return; // the person has gone
            }
            printing.begin(Ok(Written::brought(&slip, &forms, &city)));
        });
    };
    view! {
        <section class="kiosk-brought">
            <h1 tabindex="-1" node_ref=heading>"内容の確認"</h1>
            <p>"まだ提出していません。印刷した用紙か、お持ちのコードを窓口でお出しください。"</p>
            {answers}
            <Outcome printing=printing/>
            <div class="ends">
                <button type="button" class="button" disabled=move || printing.is_busy() on:click=print>"印刷する"</button>
                <button type="button" class="button quiet" on:click=move |_| visit.end()>"終わる（すべて消す）"</button>
            </div>
        </section>
    }
}
