//! The big screen in the lobby. Nobody touches it for days: it must come back by itself from everything.

mod announce;
mod calls;
mod clock_face;
mod enrol;
mod pages;
mod waiting;

use std::sync::Arc;

use domain::city::{City, Office};
use domain::queue::{Call, Stage};
use leptos::prelude::*;

use self::announce::Announcer;
use self::enrol::Enrol;
pub use self::enrol::TO_BE_KNOWN;
use crate::device::chime::Chime;
use crate::device::clock::Later;
use crate::device::live;
use crate::lobby::Connection;

/// The display (呼出表示) of an office: the one of its address, or the one that staff have sent it to.
#[component]
pub fn Display(
    /// The city.
    city: Arc<City>,
    /// The office of its address.
    office: Arc<Office>,
) -> impl IntoView {
    let enrol = Enrol::begin();
    // The hand that allowed the sound need not come again for another office.
    let chime = Chime::new();
    let shown = {
        let city = city.clone();
        Memo::new(move |_| enrol.office(&city, &office))
    };
    move || view! { <Lobby city=city.clone() office=shown.get() chime=chime enrol=enrol/> }
}

/// The lobby of one office.
#[component]
fn Lobby(city: Arc<City>, office: Arc<Office>, chime: Chime, enrol: Enrol) -> impl IntoView {
    let live = live::watch(&office.id);
    let announced = announcements(live, chime);
    let shown = Memo::new(move |_| announced.get().map(|call| (call, true)).or_else(|| last_call(live).map(|call| (call, false))));
    view! {
        <main class="display" id="main" on:pointerdown=move |_| chime.allow()>
            <header class="display-head">
                <h1 class="display-office">{city.name.clone()} " " {office.name.clone()}</h1>
                <clock_face::ClockFace live=live/>
            </header>
            <calls::Newest shown=shown/>
            <calls::Latest live=live shown=shown/>
            <waiting::Counts office=office live=live/>
            <footer class="display-foot">
                <Connection live=live/>
                <Sound chime=chime/>
                {move || enrol.words().map(|words| view! { <p class="display-device">{words}</p> })}
            </footer>
        </main>
    }
}

/// Who was called last and is at the counter, or on the way to it.
fn last_call(live: live::Live) -> Option<Call> {
    live.board.with(|board| board.as_ref()?.calls.iter().find(|call| call.stage != Stage::Missed).cloned())
}

/// The call that is announced right now: each new one rings, and stays for a while before the next.
fn announcements(live: live::Live, chime: Chime) -> ReadSignal<Option<Call>> {
    let (announced, set_announced) = signal(None::<Call>);
    let announcer = StoredValue::new(Announcer::default());
    let turn = Later::nothing();
    let speaking = StoredValue::new(false);
    Effect::new(move || {
        live.board.with(|board| {
            if let Some(board) = board {
                announcer.update_value(|announcer| announcer.listen(board));
            }
        });
        if !speaking.get_value() {
            announce(announcer, turn, speaking, set_announced, chime);
        }
    });
    announced
}

fn announce(
    announcer: StoredValue<Announcer>,
    turn: Later,
    speaking: StoredValue<bool>,
    announced: WriteSignal<Option<Call>>,
    chime: Chime,
) {
    let next = announcer.try_update_value(Announcer::announce).flatten();
    speaking.set_value(next.is_some());
    announced.set(next.as_ref().map(|(call, _)| call.clone()));
    if let Some((_, milliseconds)) = next {
        chime.ring();
        turn.instead(milliseconds, move || announce(announcer, turn, speaking, announced, chime));
    }
}

/// Says how to let the chime sound, where the browser keeps the page silent.
#[component]
fn Sound(chime: Chime) -> impl IntoView {
    move || {
        (!chime.allowed()).then(|| view! { <button type="button" class="display-sound" on:click=move |_| chime.allow()>"音を出すにはここを押してください"</button> })
    }
}
