//! What is always at hand at a kiosk: staff, a voice, and the way out.

use std::sync::Arc;

use domain::city::Office;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::visit::Visit;
use crate::device::keys;
use crate::device::live::Live;
use crate::device::voice::{self, spoken};

/// The keys of the bar, which work wherever the keyboard stands.
const SPEAKS: &str = "F1";
const AGAIN: &str = "F2";
const STAFF: &str = "F4";
const SILENT: &str = "F8";

/// Keys with which a browser shows something of its own over the kiosk, or prints what is seen.
const OF_THE_BROWSER: [&str; 10] =
    ["F3", "F6", "F7", "F11", "F12", "Control+KeyP", "Control+KeyF", "Control+KeyS", "Control+KeyU", "Control+KeyO"];

/// The bar (いつもの操作).
#[component]
pub fn Bar(
    /// The office.
    office: Arc<Office>,
    /// The lobby.
    live: Live,
) -> impl IntoView {
    let visit = Visit::here();
    let bell = Bell::new(&office, live, visit);
    let has_voice = voice::voice();
    spoken::follow(visit.spoken.into());
    let speak = move || {
        if visit.spoken.get_untracked() {
            voice::stop();
        }
        visit.spoken.update(|spoken| *spoken = !*spoken);
    };
    keys::on_key(move |key| {
        match key {
            SPEAKS if has_voice.get_untracked() => speak(),
            AGAIN if visit.spoken.get_untracked() => spoken::read_all(),
            SILENT if visit.spoken.get_untracked() => voice::stop(),
            STAFF => bell.ring(),
            _ => return [SPEAKS, AGAIN, SILENT].contains(&key) || OF_THE_BROWSER.contains(&key),
        }
        true
    });
    let voice_words = move || if visit.spoken.get() { "読み上げをやめる" } else { "読み上げる" };
    let more = move || {
        visit.spoken.get().then(|| {
            view! {
                <button type="button" class="button quiet" aria-keyshortcuts=AGAIN on:click=move |_| spoken::read_all()>
                    "もう一度読む" <kbd aria-hidden="true">{AGAIN}</kbd>
                </button>
                <button type="button" class="button quiet" aria-keyshortcuts=SILENT on:click=move |_| voice::stop()>
                    "声を止める" <kbd aria-hidden="true">{SILENT}</kbd>
                </button>
            }
        })
    };
    let speaks = move || {
        has_voice.get().then(|| {
            view! {
                <button type="button" class="button quiet" aria-keyshortcuts=SPEAKS aria-pressed=move || visit.spoken.get().to_string()
                    on:click=move |_| speak()>
                    {voice_words} <kbd aria-hidden="true">{SPEAKS}</kbd>
                </button>
            }
        })
    };
    let out = move || {
        visit.is_under_way().then(|| {
            view! { <button type="button" class="button quiet" on:click=move |_| visit.end()>"終わる（すべて消す）"</button> }
        })
    };
    view! {
        <footer class="kiosk-bar" aria-label="いつでも使えるボタン" role="group">
            <p class="kiosk-called" role="status">{move || bell.words()}</p>
            <div class="kiosk-bar-buttons">
                {out} {speaks} {more}
                <button type="button" class="button kiosk-staff" aria-keyshortcuts=STAFF on:click=move |_| bell.ring()>
                    "係員を呼ぶ" <kbd aria-hidden="true">{STAFF}</kbd>
                </button>
            </div>
        </footer>
    }
}

/// The bell of this kiosk (呼び鈴). Copy it freely; it is signals.
#[derive(Clone, Copy)]
struct Bell {
    office: StoredValue<String>,
    rings: Memo<bool>,
    /// It was rung just now, and the board does not say so yet.
    asked: RwSignal<bool>,
    failed: RwSignal<bool>,
}

impl Bell {
    fn new(office: &Office, live: Live, visit: Visit) -> Bell {
        let rings = Memo::new(move |_| {
            let kiosk = visit.kiosk();
            live.board.with(|board| board.as_ref().is_some_and(|board| board.bells.iter().any(|bell| Some(bell.kiosk) == kiosk)))
        });
        Bell { office: StoredValue::new(office.id.clone()), rings, asked: RwSignal::new(false), failed: RwSignal::new(false) }
    }

    fn ring(self) {
        self.asked.set(true);
        self.failed.set(false);
        spawn_local(async move {
            let answer = api::call_staff(self.office.get_value()).await;
            let _ = self.failed.try_set(answer.is_err());
            let _ = self.asked.try_set(false);
        });
    }

    fn words(self) -> &'static str {
        match (self.rings.get(), self.asked.get(), self.failed.get()) {
            (true, ..) => "係員を呼びました。そのままお待ちください。",
            (false, true, _) => "係員を呼んでいます…",
            (false, false, true) => "係員を呼べませんでした。お近くの職員にお声がけください。",
            (false, false, false) => "",
        }
    }
}
