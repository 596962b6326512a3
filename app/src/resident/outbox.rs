//! What was handed over for sending: what waits and why, and the receipts of what arrived.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::clock;
use crate::device::document::{self, carried, enliven};
use crate::device::outbox::{Outbox, Parcel, State};
use crate::device::printer;
use crate::device::storage::HOW_LONG;
use crate::page;
use crate::resident::LIVE;
use crate::route::Route;
use crate::words;
use domain::city::City;
use domain::submission::{Receipt, SubmissionKey};

/// Brings the page to life, and sends what waits.
pub fn come_alive() {
    let outbox: Outbox = expect_context();
    outbox.begin();
    let city = carried::<City>(page::CITY).name;
    enliven(LIVE, move || view! { <Sent outbox=outbox city=city/> });
}

/// The page of what waits and what was sent (送信待ち・送信済み).
#[component]
pub fn Sent(
    /// The outbox of this device.
    outbox: Outbox,
    /// The city it is sent to, by name.
    city: String,
) -> impl IntoView {
    // The receipt that goes to the printer; the others stay off the paper.
    let printing = RwSignal::new(None::<SubmissionKey>);
    let lines = move || match outbox.parcels.get() {
        None => view! { <p>{words::COMING}</p> }.into_any(),
        Some(all) if all.is_empty() => view! { <p>"この端末から送った申請書や、送信を待っている申請書はありません。"</p> }.into_any(),
        Some(all) => {
            let city = city.clone();
            let line = move |parcel: Parcel| view! { <Line parcel=parcel outbox=outbox printing=printing city=city.clone()/> };
            view! { <ul class="parcels">{all.into_iter().map(line).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <h1>"送信待ち・送信済み"</h1>
        <Trouble outbox=outbox/>
        <div aria-live="polite">{lines}</div>
        <Forget outbox=outbox/>
    }
}

/// What keeps parcels from being kept.
#[component]
fn Trouble(outbox: Outbox) -> impl IntoView {
    let sentence = move || outbox.trouble.get().map(|trouble| view! { <p class="notice warn" role="alert">{trouble.sentence()}</p> });
    let unreadable = move || {
        let count = outbox.unreadable.get();
        (count > 0).then(|| view! { <p class="notice warn" role="alert">{format!("読み取れなくなった記録が{count}件あります。下の「すべて消す」で消せます。")}</p> })
    };
    view! { {sentence} {unreadable} }
}

/// One parcel: how it gets on, and what may be done.
#[component]
fn Line(parcel: Parcel, outbox: Outbox, printing: RwSignal<Option<SubmissionKey>>, city: String) -> impl IntoView {
    let key = parcel.key.clone();
    let body = match &parcel.state {
        State::Received { receipt } => {
            view! { <Arrived title=parcel.title.clone() receipt=receipt.clone() key=key outbox=outbox printing=printing city=city/> }
                .into_any()
        }
        State::Refused { sentence, .. } => view! { <Stays parcel=parcel.clone() sentence=sentence.clone() outbox=outbox/> }.into_any(),
        State::Waiting { .. } => view! { <Waits parcel=parcel.clone() outbox=outbox/> }.into_any(),
    };
    let off_paper = {
        let key = parcel.key.clone();
        move || printing.get().is_some_and(|printed| printed != key)
    };
    view! {
        <li class="parcel" class:off-paper=off_paper>
            <h2>{parcel.title.clone()}</h2>
            {body}
        </li>
    }
}

/// A parcel that waits for its turn or for the network.
#[component]
fn Waits(parcel: Parcel, outbox: Outbox) -> impl IntoView {
    let State::Waiting { left, next, asked, why, .. } = parcel.state.clone() else { return ().into_any() };
    let key = parcel.key.clone();
    let word = move || if outbox.sending.get().as_ref() == Some(&key) { "送信しています" } else { "送信待ち" };
    let explained = why.map(|why| {
        let when = if next.date() == clock::now().date() { next.clock() } else { next.words() };
        let again = match (next > parcel.since, asked) {
            (false, _) => String::new(),
            (true, false) => format!("次は{when}ごろ、またはつながったときに、自動で送ります。"),
            // The city has said when: before that, only the person sends it.
            (true, true) => format!("次は{when}ごろに、自動で送ります。"),
        };
        view! { <p>{why}{again}</p> }
    });
    let may_have_arrived = left
        .then(|| view! { <p class="help">"市に届いているかもしれません。このまま待っても、二重に受け付けられることはありません。"</p> });
    view! {
        <p class="parcel-state">{word}</p>
        <p>{format!("{} にお預かりしました。", parcel.since.words())}</p>
        {explained}
        {may_have_arrived}
        <Choices parcel=parcel outbox=outbox/>
    }
    .into_any()
}

/// A parcel that the city will not have.
#[component]
fn Stays(parcel: Parcel, sentence: String, outbox: Outbox) -> impl IntoView {
    view! {
        <p class="parcel-state parcel-refused">{parcel.state.word()}</p>
        <p role="alert">{sentence}</p>
        <Choices parcel=parcel outbox=outbox/>
    }
}

/// What may be done with a parcel that has not arrived.
#[component]
fn Choices(parcel: Parcel, outbox: Outbox) -> impl IntoView {
    let asking = RwSignal::new(false);
    let (again, mend, discard) = (parcel.key.clone(), parcel.key.clone(), parcel.key.clone());
    let form = parcel.form.clone();
    let to_form = move |_| {
        let (key, form) = (mend.clone(), form.clone());
        spawn_local(async move {
            if let Some(draft) = outbox.mend(key).await {
                document::go_to(&format!("{}#draft={}", Route::Form(form).path(), draft.id));
            }
        });
    };
    let mendable = parcel.draft_to_mend().is_some();
    let warning = if mendable {
        "書いた内容も、この端末から消えます。"
    } else {
        "市に届いているかもしれません。届いていたときは、窓口で取り下げてください。"
    };
    let sure = move || {
        let discard = discard.clone();
        asking.get().then(|| {
            view! {
                <div role="group" aria-label="取り消しの確認">
                    <p>"送信を取り消しますか。"{warning}</p>
                    <button type="button" class="button" on:click=move |_| outbox.remove(discard.clone())>"取り消す"</button>
                    <button type="button" class="button quiet" on:click=move |_| asking.set(false)>"取り消さない"</button>
                </div>
            }
        })
    };
    view! {
        <p class="parcel-choices">
            <button type="button" class="button" on:click=move |_| outbox.send_again(again.clone())>"今すぐ送る"</button>
            {mendable.then(|| view! { <button type="button" class="button quiet" on:click=to_form>"内容を直す"</button> })}
            <button type="button" class="button quiet" aria-expanded=move || asking.get().to_string() on:click=move |_| asking.set(true)>
                "送信を取り消す"
            </button>
        </p>
        {sure}
    }
}

/// The receipt of what arrived.
#[component]
fn Arrived(
    title: String,
    receipt: Receipt,
    key: SubmissionKey,
    outbox: Outbox,
    printing: RwSignal<Option<SubmissionKey>>,
    city: String,
) -> impl IntoView {
    let remove = key.clone();
    let print = move |_| {
        printing.set(Some(key.clone()));
        spawn_local(async {
            // The page is laid out for the paper first.
            clock::pause(std::time::Duration::from_millis(50)).await;
            printer::print("受付票");
        });
    };
    view! {
        <p class="parcel-state parcel-arrived">"送信済み"</p>
        <dl class="receipt">
            <dt>"受付番号"</dt>
            <dd class="reference">{receipt.reference.0}</dd>
            <dt>"受付日時"</dt>
            <dd>{receipt.received_at.words()}</dd>
            <dt>"提出先"</dt>
            <dd>{city}</dd>
            <dt>"申請書"</dt>
            <dd>{title}</dd>
        </dl>
        <p class="parcel-choices">
            <button type="button" class="button" on:click=print>"受付票を印刷する"</button>
            <button type="button" class="button quiet" on:click=move |_| outbox.remove(remove.clone())>"この端末から消す"</button>
        </p>
    }
}

/// Everything off this device, for one that others use too.
#[component]
fn Forget(outbox: Outbox) -> impl IntoView {
    let asking = RwSignal::new(false);
    let forget = move |_| {
        outbox.forget_everything();
        asking.set(false);
    };
    let sure = move || {
        asking.get().then(|| {
            view! {
                <div role="group" aria-label="すべて消すことの確認">
                    <p>"記入途中の申請書、送信を待っている申請書、受付票、プロフィール、案内の答えと印を、すべてこの端末から消します。元には戻せません。"</p>
                    <button type="button" class="button" on:click=forget>"すべて消す"</button>
                    <button type="button" class="button quiet" on:click=move |_| asking.set(false)>"消さない"</button>
                </div>
            }
        })
    };
    view! {
        <section class="forget if-own">
            <h2>"この端末に残っているもの"</h2>
            <p>{HOW_LONG}</p>
            <p>"ほかの人も使う端末では、使い終わったら消してください。"</p>
            <button type="button" class="button quiet" aria-expanded=move || asking.get().to_string() on:click=move |_| asking.set(true)>
                "この端末からすべて消す"
            </button>
            {sure}
        </section>
    }
}
