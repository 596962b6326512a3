//! Holding a code over the kiosk: what it holds is shown to whoever holds it, and printed. Nothing is handed in.

use std::sync::Arc;

use api::{Opened, Refused};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::finish::Outcome;
use super::printing::{Printing, Written};
use super::reading::Reading;
use super::visit::{Stage, Visit};
use crate::device::camera::watching::Taken;
use crate::device::camera::{Facing, NoCamera};
use crate::device::eye::{Eye, Seen};
use crate::device::reader::digits;
use crate::device::{brought, focus};
use crate::hall::camera::{CameraReader, NEXT_PAGE, stranger};
use crate::hall::pages_read::PagesList;
use crate::resident::answers::FinishedAnswers;

/// Waiting for a code (コードをかざす画面).
#[component]
pub fn Hold() -> impl IntoView {
    let (visit, reading) = (Visit::here(), Reading::here());
    let camera = RwSignal::new(false);
    let unread = RwSignal::new("");
    // Nobody chooses a file here: that window would show what is on the machine. What is dropped is read instead of opened by the browser.
    let over = brought::on_drop(move |files| {
        spawn_local(async move {
            let eye = Eye::default();
            for file in files {
                let seen = eye.look_into(file.file()).await;
                if unread.is_disposed() {
                    return; // the person has gone elsewhere
                }
                match seen {
                    Seen::Code(text) => text.lines().for_each(|code| {
                        reading.take(digits(code));
                    }),
                    Seen::Nothing(_) | Seen::Trouble(_) => {
                        unread
                            .set("このファイルからは、コードを読み取れません。読取機かカメラにかざすか、お近くの職員にお声がけください。");
                    }
                }
            }
        });
    });
    visit.back_by_key(move || {
        let was_open = camera.get_untracked();
        camera.set(false);
        !was_open
    });
    let heading = focus::on_arrival::<html::H1>();
    let progress = move || if reading.is_arriving() { "読み取っています…" } else { "読み取りを待っています" };
    let pages = move || reading.pages().map(|read| view! { <div class="kiosk-pages"><PagesList read=read/></div> });
    let told = move || {
        (!camera.get()).then(|| {
            view! {
                <p>"スマートフォンの画面を明るくして、QRコード全体を読取機に向けてください。紙に印刷したコードも読めます。"</p>
                <p class="kiosk-progress" role="status">{progress}</p>
            }
        })
    };
    let seen = move || camera.get().then(|| view! { <Lens camera=camera/> });
    view! {
        <section class="kiosk-hold" class:dropping=over>
            <h1 tabindex="-1" node_ref=heading>"コードを読取機にかざしてください"<small lang="en">"Hold your code over the reader"</small></h1>
            {told}
            <p class="fault" role="alert">{unread}</p>
            {pages}
            {seen}
            <p class="kiosk-ways">
                {move || (!camera.get()).then(|| view! {
                    <button type="button" class="button quiet" on:click=move |_| camera.set(true)>"この端末のカメラにかざす"</button>
                })}
                <button type="button" class="button quiet" on:click=move |_| visit.go(Stage::Start)>"戻る"</button>
            </p>
        </section>
    }
}

/// The camera of the kiosk, while somebody holds a code before it.
#[component]
fn Lens(camera: RwSignal<bool>) -> impl IntoView {
    let reading = Reading::here();
    let read = Callback::new(move |text: String| match stranger(&text) {
        Some(why) => Taken::No(why),
        None if reading.take(digits(&text)) => Taken::More(NEXT_PAGE),
        None => Taken::Yes,
    });
    let leave = Callback::new(move |()| camera.set(false));
    view! { <CameraReader facing=Facing::Near read=read leave=leave no_camera=no_camera/> }
}

/// Why there is no picture: whoever stands here can change nothing about it.
fn no_camera(why: NoCamera) -> &'static str {
    match why {
        NoCamera::Insecure | NoCamera::Denied => {
            "この端末では、カメラを使えるようになっていません。読取機にかざすか、お近くの職員にお声がけください。"
        }
        NoCamera::Absent => "この端末には、カメラがありません。読取機にかざすか、お近くの職員にお声がけください。",
        NoCamera::Busy | NoCamera::Gone => "カメラを、いま使えません。読取機にかざすか、お近くの職員にお声がけください。",
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
