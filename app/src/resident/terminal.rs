//! The head of every page on a terminal that everybody uses: nothing is kept, and one press takes away what was written.

use std::time::Duration;

use leptos::html::Section;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::document::enliven;
use crate::device::outbox::{Outbox, State};
use crate::device::storage::{self, Trouble};
use crate::device::terminal;
use crate::follow::{follow, part, press, whether};
use crate::words::terminal as own;

/// Where it stands.
pub const PLACE: &str = "terminal";

/// Nobody has touched the page for so long: it is asked whether somebody is still there.
const ASKS_AFTER: Duration = Duration::from_secs(5 * 60);
/// Nobody has answered: the visit ends by itself.
const ENDS_AFTER: Duration = Duration::from_secs(7 * 60);

/// Has the page keep nothing, and offers the way out.
pub fn come_alive() {
    let outbox: Outbox = expect_context();
    terminal::begin(move || storage::holds_draft_in_memory() || is_unsent(outbox));
    enliven(PLACE, move || view! { <Terminal outbox=outbox/> });
}

/// Whether something has not arrived at the city hall.
fn is_unsent(outbox: Outbox) -> bool {
    let has_arrived = |state: &State| matches!(state, State::Received { .. });
    outbox.parcels.with_untracked(|parcels| parcels.iter().flatten().any(|parcel| !has_arrived(&parcel.state)))
}

/// A terminal that everybody uses (みんなで使う端末).
#[component]
fn Terminal(outbox: Outbox) -> impl IntoView {
    // What would be lost, once it was asked whether to end.
    let asked = RwSignal::new(None::<&'static str>);
    let is_quiet = RwSignal::new(false);
    let section = NodeRef::<Section>::new();
    terminal::watch_quiet(move |time| {
        is_quiet.set(time >= ASKS_AFTER);
        // What is on its way to the city hall is not thrown away by a clock.
        if time >= ENDS_AFTER && !is_unsent(outbox) {
            terminal::end();
        }
    });
    let end = move || match (is_unsent(outbox), storage::holds_draft_in_memory()) {
        (true, _) => asked.set(Some(own::END_UNSENT)),
        (false, true) => asked.set(Some(own::END_SURE)),
        (false, false) => terminal::end(),
    };
    let sure = move || match asked.get() {
        None => ().into_any(),
        Some(why) => view! {
            <div role="group" aria-label=own::END>
                <p>{why}</p>
                <p class="parcel-choices">
                    <button class="button" type="button" on:click=press(terminal::end)>{own::END_YES}</button>
                    <button class="button quiet" type="button" on:click=press(move || asked.set(None))>{own::END_NOT}</button>
                </p>
            </div>
        }
        .into_any(),
    };
    let go_on = move || {
        terminal::touch();
        is_quiet.set(false);
    };
    // Whoever has gone down the page must still see that it is about to end.
    follow(move || {
        if is_quiet.get()
            && let Some(section) = section.get_untracked()
        {
            section.scroll_into_view();
        }
    });
    view! {
        <section class="notice terminal" aria-labelledby="terminal-title" node_ref=section>
            <h2 class="notice-title" id="terminal-title">{own::TITLE}</h2>
            <p role="status">{terminal::has_ended().then_some(own::ENDED)}</p>
            <p>{own::KEEPS_NOTHING}</p>
            <div role="alert">
                {part(move || match is_quiet.get() {
                    true => view! {
                        <p>{own::STILL_THERE}</p>
                        <button class="button quiet" type="button" on:click=press(go_on)>{own::END_NOT}</button>
                    }
                    .into_any(),
                    false => ().into_any(),
                })}
            </div>
            <p hidden=whether(move || asked.get().is_some())>
                <button class="button" type="button" on:click=press(end)>{own::END}</button>
            </p>
            {part(sure)}
            <Left/>
            <details>
                <summary>{own::OWN_TITLE}</summary>
                <p>{own::OWN_LEAD}</p>
                <button class="button quiet" type="button" on:click=press(terminal::be_own)>{own::OWN}</button>
                <p>{own::ALSO_CLOSE}</p>
            </details>
        </section>
    }
}

/// How it stands with what was on the disk before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Disk {
    Unknown,
    Holds,
    Asked,
    Cleared,
    Failed(Trouble),
}

/// What lies on the disk from before it was said whose device this is (前に保存された内容).
#[component]
fn Left() -> impl IntoView {
    let disk = RwSignal::new(Disk::Unknown);
    spawn_local(async move {
        if storage::is_left_on_disk().await {
            disk.set(Disk::Holds);
        }
    });
    let clear = move || {
        spawn_local(async move {
            disk.set(storage::clear_disk().await.map_or_else(Disk::Failed, |()| Disk::Cleared));
        });
    };
    let ask =
        move || view! { <button class="button quiet" type="button" on:click=press(move || disk.set(Disk::Asked))>{own::CLEAR}</button> };
    let told = move || match disk.get() {
        Disk::Unknown => ().into_any(),
        Disk::Holds => view! { <p>{own::LEFT}</p> {ask()} }.into_any(),
        Disk::Asked => view! {
            <div role="group" aria-label=own::CLEAR>
                <p>{own::CLEAR_SURE}</p>
                <p class="parcel-choices">
                    <button class="button" type="button" on:click=press(clear)>{own::CLEAR_YES}</button>
                    <button class="button quiet" type="button" on:click=press(move || disk.set(Disk::Holds))>{own::CLEAR_NOT}</button>
                </p>
            </div>
        }
        .into_any(),
        Disk::Cleared => view! { <p>{own::CLEARED}</p> }.into_any(),
        Disk::Failed(trouble) => view! { <p class="fault">{trouble.sentence()}</p> {ask()} }.into_any(),
    };
    view! { <div role="status">{part(told)}</div> }
}
