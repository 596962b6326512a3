//! Send a form from home: the same sealed slip as in the code goes into the outbox, and from there to the city hall.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filling::Filling;
use super::screen::{Focus, Screen};
use crate::device::document;
use crate::device::outbox::Outbox;
use crate::page::Page;
use crate::route::Route;
use crate::words;

/// The button that sends (オンライン申請), or why there is none.
#[component]
pub fn Apply(
    /// What the page carries: the city, to which the slip is sealed.
    page: Arc<Page>,
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
    let page = StoredValue::new(page);
    let send = move |_| {
        if !filling.may_leave_review() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            trouble.set(hand_over(filling, outbox, page.get_value()).await.err());
            busy.set(false);
        });
    };
    view! {
        <section class="apply">
            <p>{words::SEND_LEAD}</p>
            <button class="button" type="button" aria-disabled=move || busy.get().to_string() on:click=send>
                {move || if busy.get() { words::SENDING } else { words::SEND }}
            </button>
            <p class="fault" role="alert">{move || trouble.get()}</p>
        </section>
    }
    .into_any()
}

/// Seals what stands on the page and puts it into the outbox, which keeps it until the city's receipt is there.
async fn hand_over(filling: Filling, outbox: Outbox, page: Arc<Page>) -> Result<(), String> {
    let carried = filling.seal(&page.city)?;
    filling.draft.settle().await;
    let kept = filling.draft.kept().ok_or(words::SEND_ELSEWHERE)?;
    filling.draft.put_down();
    outbox.put(&filling.form().title, &carried.slip, kept).await;
    match outbox.trouble.get_untracked() {
        // It lies in this page's memory only: the person stays here, and the page sends it.
        Some(trouble) => Err(trouble.sentence().to_owned()),
        None => {
            document::go_to(&Route::Outbox.path());
            Ok(())
        }
    }
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
