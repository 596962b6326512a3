//! Nobody is there any more: it is asked, counted down, and then everything is gone.

use leptos::prelude::*;

use super::press::{Press, Pressed};
use super::visit::Visit;
use crate::device::{attention, clock, keys};

/// After so many seconds without a touch or a key it is asked whether somebody is there.
const ASKS_AFTER: i64 = 60;
/// So many seconds later everything is taken away.
const ENDS_AFTER: i64 = 20;
/// The same once something was printed: the person takes the paper and goes.
const PRINTED_ASKS_AFTER: i64 = 15;
/// The same.
const PRINTED_ENDS_AFTER: i64 = 10;

/// The question whether somebody is there (操作がないときの知らせ).
#[component]
pub fn Idle(
    /// A ticket counts down by itself.
    press: Press,
) -> impl IntoView {
    let visit = Visit::here();
    let touched = attention::last_touched();
    let left = RwSignal::new(None::<i64>);
    Effect::new(move || {
        clock::every(500, move || {
            let busy = untrack(|| !visit.is_under_way() || press.pressed() != Pressed::Nothing);
            let (asks, ends) = match visit.printed.get_untracked() {
                true => (PRINTED_ASKS_AFTER, PRINTED_ENDS_AFTER),
                false => (ASKS_AFTER, ENDS_AFTER),
            };
            let quiet = ((clock::milliseconds() - touched.get_value()) / 1_000.0) as i64;
            let counted = (!busy && quiet >= asks).then_some((asks + ends - quiet).max(0));
            if left.get_untracked() != counted {
                left.set(counted);
            }
            if counted == Some(0) {
                visit.end();
            }
        });
    });
    // Any key says that somebody is there, and does nothing else.
    keys::on_key(move |_| left.get_untracked().is_some());
    let is_asked = Memo::new(move |_| left.get().is_some());
    move || {
        is_asked.get().then(|| {
            view! {
                <div class="kiosk-idle" role="alertdialog" aria-labelledby="idle-title" aria-describedby="idle-words">
                    <div class="kiosk-idle-words">
                        <h2 id="idle-title">"続けますか"<small lang="en">"Are you still there?"</small></h2>
                        <p id="idle-words">"続けるときは、画面に触れるか、どれかのキーを押してください。操作がないと、書いた内容をすべて消して、はじめの画面に戻ります。"</p>
                        <p class="kiosk-idle-left" aria-hidden="true">{move || left.get().map(|left| format!("あと{left}秒"))}</p>
                        <button type="button" class="kiosk-done">"続ける"</button>
                    </div>
                </div>
            }
        })
    }
}
