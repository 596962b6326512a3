//! Waking the owner of the ticket, as far as they and their phone allow.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sentences;
use super::standing::Standing;
use crate::device::chime::Chime;
use crate::device::notice::{self, Permission};

/// On, off, on, off, on, in milliseconds.
const SHAKE: [u32; 5] = [400, 200, 400, 200, 800];

/// The alarm (お呼び出しのお知らせ).
#[derive(Clone, Copy)]
pub struct Alarm {
    chime: Chime,
    /// Whether the owner has asked for it on this page.
    wanted: RwSignal<bool>,
    permission: RwSignal<Permission>,
}

impl Alarm {
    /// An alarm that shakes and rings only after its owner has asked for it.
    pub fn new() -> Alarm {
        let alarm = Alarm { chime: Chime::silent(), wanted: RwSignal::new(false), permission: RwSignal::new(Permission::Unknown) };
        // Somebody who allowed notices before is told without asking again.
        Effect::new(move || alarm.permission.set(notice::permission()));
        alarm
    }

    /// Wakes the owner.
    pub fn sound(self, title: &str, body: &str) {
        notice::tell(title, body);
        notice::shake(&SHAKE);
        self.chime.ring();
    }

    fn want(self) {
        self.chime.allow();
        self.wanted.set(true);
        spawn_local(async move { self.permission.set(notice::ask().await) });
    }
}

/// The button with which the owner asks to be told, and what came of it.
#[component]
pub fn Button(
    /// The alarm.
    alarm: Alarm,
    /// Where the ticket stands; nobody needs to be told what is over.
    standing: Memo<Option<Standing>>,
) -> impl IntoView {
    let over = move || !matches!(standing.get(), Some(Standing::Waiting { .. } | Standing::Missed { .. }));
    let words = move || match (alarm.wanted.get(), alarm.permission.get()) {
        (false, _) => "",
        (true, Permission::Granted) => "順番が来たら、通知と音でお知らせします。",
        (true, Permission::Denied) => "通知は許可されていません。この画面を開いたままにすると、音と振動でお知らせします。",
        (true, Permission::Unasked | Permission::Unknown) => "この画面を開いたままにしてください。順番が来たら、音と振動でお知らせします。",
    };
    view! {
        <div class="ticket-alarm" hidden=over>
            <button type="button" class="button" hidden=move || alarm.wanted.get() on:click=move |_| alarm.want()>"順番が来たら知らせる"</button>
            <p class="ticket-advice" role="status">{move || sentences(words())}</p>
        </div>
    }
}
