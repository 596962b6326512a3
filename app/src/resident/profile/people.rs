//! The people of a profile: one more, one fewer, and back.

use domain::profile::MOST_PEOPLE;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, path_of};
use crate::device::form_page;
use crate::follow::{self, part, press, whether};
use crate::words;
use crate::words::profile as own;

/// The id of a person's part of the page, with which their controls begin.
pub(super) fn path(number: u8) -> String {
    path_of(number)
}

/// One more, and the way back for one that was taken out (家族の追加).
#[component]
pub(super) fn More(desk: Desk) -> impl IntoView {
    let add = move || {
        let number = desk.count.get_untracked() + 1;
        desk.count.set(number);
        go_to(number, true);
    };
    let undo = move || {
        let put_back = move || {
            if let Some((_, before)) = desk.taken.get_untracked() {
                desk.taken.set(None);
                let people = desk.form.with_value(|form| before.people(form).last().copied().unwrap_or(1));
                desk.rewrite(&before, people);
            }
        };
        let undo = |(name, _): (String, _)| {
            view! {
                <p class="undo">
                    {words::removed(&name)}
                    <button class="button plain" type="button" on:click=press(put_back)>{words::UNDO}</button>
                </p>
            }
        };
        desk.taken.get().map(undo).into_any()
    };
    view! {
        <div role="status">{part(undo)}</div>
        <p>
            <button class="button quiet" type="button" hidden=whether(move || desk.count.get() >= MOST_PEOPLE) on:click=press(add)>
                {own::ADD}
            </button>
        </p>
    }
}

/// What may be done with a person (家族の操作).
#[component]
pub(super) fn Ways(desk: Desk, number: u8) -> impl IntoView {
    let name = follow::words(move || {
        desk.entries.track();
        desk.profile().name(number)
    });
    let remove = move || {
        let before = desk.profile();
        let count = (desk.count.get_untracked() - 1).max(1);
        desk.taken.set(Some((before.name(number), before.clone())));
        desk.rewrite(&before.without(number), count);
        go_to(number.min(count), false);
    };
    view! {
        <button class="button plain" type="button" on:click=press(remove)>
            {own::REMOVE}
            <span class="unseen">"："{name}</span>
        </button>
    }
}

/// The keyboard goes to a person once they are on the page.
fn go_to(number: u8, to_write: bool) {
    spawn_local(async move {
        leptos::task::tick().await;
        match to_write {
            true => form_page::focus(&format!("{}.name", path(number))),
            false => form_page::focus_screen(&path(number), false),
        }
    });
}
