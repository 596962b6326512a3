//! What the program fetches only when it is needed: a form is live without the code, the sending and the lobby's queue.
//!
//! The entry of the program says where it is split; the service worker keeps every part, so without a network they are there too.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use domain::city::Office;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;

use crate::device::document::enliven;
use crate::device::outbox::Outbox;
use crate::page::Page;
use crate::words;

/// A part on its way; done when it was fetched and has done what it is for.
pub type Coming = Pin<Box<dyn Future<Output = Result<(), NotHere>>>>;

/// A part could not be fetched (読み込めない): there is no network, and the service worker did not have the time to keep it.
#[derive(Clone, Copy, Debug)]
pub struct NotHere;

impl fmt::Display for NotHere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a part of the program is not here")
    }
}

/// The parts of the program that come later (あとから読む部分).
#[derive(Clone, Copy)]
pub struct Later {
    /// The end of a form's page: the answers to check, the code, what became of it.
    pub ends: fn(Arc<Page>) -> Coming,
    /// Has the outbox send what waits.
    pub send: fn(Outbox) -> Coming,
    /// The page of what waits and what was sent.
    pub outbox: fn(Outbox, Arc<Page>) -> Coming,
    /// The page of a waiting ticket.
    pub wait: fn(Office) -> Coming,
}

/// Fetches a part. While it is not to be had, these places of the page say so, with a way to try again.
pub fn fetch(places: &'static [&'static str], part: impl Fn() -> Coming + Copy + 'static) {
    spawn_local_scoped(async move {
        if part().await.is_err() {
            for place in places {
                enliven(place, move || view! { <Missing again=move || fetch(places, part)/> });
            }
        }
    });
}

/// What stands where a part could not be fetched.
#[component]
fn Missing(again: impl Fn() + 'static) -> impl IntoView {
    view! {
        <div class="notice warn" role="alert">
            <p>{words::PART_MISSING}</p>
            <button class="button quiet" type="button" on:click=move |_| again()>{words::FETCH_AGAIN}</button>
        </div>
    }
}
