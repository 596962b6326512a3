//! What the program fetches only when it is needed: a form is live without the code, the sending and the lobby's queue.
//!
//! The entry of the program says where it is split; the service worker keeps every part, so without a network they are there too.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use leptos::wasm_split::SplitLoaderError;

use crate::device::document::enliven;
use crate::words;

/// A part on its way; done when it was fetched and has begun. It fails where there is no network and the service worker did not have the
/// time to keep it.
pub type Coming = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

/// What fetches a part, unless it is here already, and then has it begin.
pub type Part = fn() -> Coming;

/// The parts of the program that come later (あとから読む部分).
#[derive(Clone, Copy)]
pub struct Parts {
    /// What every page has around it: the app on the device, its newer versions.
    pub around: Part,
    /// The list of procedures and of what was begun.
    pub choose: Part,
    /// The draft of a form's page: it is brought back, and every change is kept.
    pub draft: Part,
    /// The end of a form's page: the answers to check, the code, what became of it.
    pub ends: Part,
    /// The page of a guide.
    pub guide: Part,
    /// Has the outbox send what waits.
    pub send: Part,
    /// The page of what waits and what was sent.
    pub outbox: Part,
    /// The page of several forms in one code.
    pub bundle: Part,
    /// The page of a waiting ticket.
    pub wait: Part,
    /// The page of the profile.
    pub profile: Part,
    /// What a form has to do with the profile.
    pub meeting: Part,
    /// Looks banks and branches up.
    pub banks: Part,
    /// The head of every page on a terminal that everybody uses.
    pub terminal: Part,
    /// Says in the language of the page what the program writes.
    pub speak: Part,
}

/// What fetches parts for a page. Whoever asks for one, a press or a word from another tab: what it makes lives as long as the page.
#[derive(Clone)]
pub struct Later {
    /// The parts there are.
    pub parts: Parts,
    page: Owner,
}

impl Later {
    /// For the page that is just coming to life.
    pub fn new(parts: Parts) -> Later {
        Later { parts, page: Owner::current().expect("a program runs as its page's") }
    }

    /// Fetches a part. While it is not to be had, these places of the page say so, with a way to try again.
    pub fn fetch(&self, places: &'static [&'static str], part: Part) {
        let later = self.clone();
        let fetched = async move {
            if part().await.is_err() {
                for place in places {
                    let later = later.clone();
                    enliven(place, move || view! { <Missing again=move || later.fetch(places, part)/> });
                }
            }
        };
        self.page.with(|| spawn_local_scoped(fetched));
    }
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
