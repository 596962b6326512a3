//! Send a form from home: the same sealed slip as in the code goes into the outbox, and what becomes of it is shown here.

use domain::submission::{Receipt, SubmissionKey};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::addressee::Addressee;
use super::filling::Filling;
use super::screen::{Focus, Screen};
use crate::device::outbox::{Outbox, State};
use crate::route::Route;
use crate::words;

/// The button that sends (オンライン申請), or why there is none.
#[component]
pub fn Apply(
    /// The city, to which the slip is sealed.
    addressee: Addressee,
) -> impl IntoView {
    let filling = Filling::here();
    let form = filling.form();
    if !form.goes_online() {
        return view! {
            <section class="apply">
                <h3>{words::ONLY_BY_CODE}</h3>
                <p>{form.not_online.clone()}</p>
            </section>
        }
        .into_any();
    }
    let outbox = expect_context::<Outbox>();
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<String>);
    let send = move |_| {
        // A second press while the first is under way is no second wish.
        if !filling.may_leave_review() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            trouble.set(hand_over(filling, outbox, addressee).await.err());
            busy.set(false);
        });
    };
    view! {
        <section class="apply">
            <p>{words::SEND_LEAD}</p>
            <button class="button" type="button" aria-disabled=move || busy.get().to_string() on:click=send>{words::SEND}</button>
            <p class="fault" role="alert">{move || trouble.get()}</p>
        </section>
    }
    .into_any()
}

/// Seals what stands on the page and puts it into the outbox, which keeps it until the city's receipt is there.
async fn hand_over(filling: Filling, outbox: Outbox, addressee: Addressee) -> Result<(), String> {
    let carried = filling.seal(&*addressee.come().await)?;
    filling.draft.settle().await;
    let kept = filling.draft.kept().filter(|_| !untrack(|| filling.draft.is_elsewhere()));
    let mut kept = kept.ok_or(words::SEND_ELSEWHERE)?;
    // Saved or not, what is sent is what stands on the page.
    kept.draft.entries = filling.entries.get_untracked();
    let key = kept.key.clone();
    filling.draft.put_down();
    outbox.put(&filling.form().title, &carried.slip, kept).await;
    filling.sent.set(Some(key));
    filling.go(Screen::Sent, Focus::Heading);
    Ok(())
}

impl Filling {
    /// Whether everything is right; if not, the list of what is wrong is shown.
    pub(super) fn may_leave_review(self) -> bool {
        self.finish_all();
        let right = untrack(|| self.problems.with(Vec::is_empty));
        if !right {
            self.go(Screen::Review, Focus::Summary);
        }
        right
    }
}

/// What became of the form that was sent from this page (送信の結果).
#[component]
pub fn Sent() -> impl IntoView {
    let filling = Filling::here();
    let outbox: Outbox = expect_context();
    let parcel = Memo::new(move |_| {
        let key = filling.sent.get()?;
        outbox.parcels.with(|parcels| parcels.as_ref()?.iter().find(|parcel| parcel.key == key).cloned())
    });
    let state = move || {
        parcel.get().map(|parcel| match parcel.state {
            State::Received { receipt } => view! { <Received receipt=receipt/> }.into_any(),
            State::Refused { sentence, .. } => view! {
                <p class="notice warn">{sentence}</p>
                <p class="if-own">{words::REFUSED}</p>
                <Mend key=parcel.key outbox=outbox/>
            }
            .into_any(),
            State::Waiting { why, .. } => view! { <Waiting key=parcel.key why=why outbox=outbox/> }.into_any(),
        })
    };
    let trouble = move || outbox.trouble.get().map(|trouble| trouble.sentence());
    view! {
            <h2 tabindex="-1">{words::SENT_TITLE}</h2>
            <p class="notice warn" role="alert" hidden=move || trouble().is_none()>{trouble}</p>
            <div role="status">{state}</div>
            <p class="if-own"><a href=Route::Outbox.path()>{words::TO_OUTBOX}</a></p>
    }
}

/// The way to correct it here: on a terminal that everybody uses there is no list to do so from.
#[component]
fn Mend(key: SubmissionKey, outbox: Outbox) -> impl IntoView {
    let filling = Filling::here();
    let mend = move |_| {
        let key = key.clone();
        spawn_local(async move {
            if let Some(draft) = outbox.mend(key).await {
                filling.draft.take_up_again(draft);
                filling.sent.set(None);
                filling.carried.set(None);
                filling.go(Screen::Review, Focus::Heading);
            }
        });
    };
    view! {
        <div class="if-public">
            <p>{words::terminal::REFUSED}</p>
            <button class="button" type="button" on:click=mend>{words::terminal::MEND}</button>
        </div>
    }
}

/// It lies on the city's disk.
#[component]
fn Received(receipt: Receipt) -> impl IntoView {
    view! {
        <p class="lead">{words::RECEIVED}</p>
        <dl class="facts">
            <div class="fact">
                <dt>{words::REFERENCE}</dt>
                <dd class="reference">{receipt.reference.0}</dd>
            </div>
            <div class="fact">
                <dt>{words::RECEIVED_AT}</dt>
                <dd>{receipt.received_at.words()}</dd>
            </div>
        </dl>
        <p>{words::KEEP_REFERENCE}</p>
    }
}

/// It waits for its turn or for the network.
#[component]
fn Waiting(key: SubmissionKey, why: Option<String>, outbox: Outbox) -> impl IntoView {
    let word = move || if outbox.sending.get().as_ref() == Some(&key) { words::SENDING } else { words::WAITING };
    view! {
        <p class="lead">{word}</p>
        {why.map(|why| view! { <p>{why}</p> })}
        <p class="if-own">{words::WAITING_HELP}</p>
        <p class="if-public">{words::terminal::WAITING}</p>
    }
}
