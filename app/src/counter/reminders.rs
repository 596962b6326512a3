//! What the operator has still to see to: staff see it until it is done, and tell them.

use api::Reminder;
use domain::era;
use leptos::prelude::*;

use super::session::session;

/// What staff remind the operator of (管理者への知らせ).
#[component]
pub fn Reminders() -> impl IntoView {
    let session = session();
    let all = RwSignal::new(Vec::<Reminder>::new());
    Effect::new(move || {
        // Without an answer nobody is reminded today; the terminal says it, too.
        session.ask(api::reminders(), move |answer| all.set(answer.unwrap_or_default()));
    });
    let notice = |reminder: Reminder| view! { <p class="notice warn reminder">{sentence(&reminder)}</p> };
    move || all.get().into_iter().map(notice).collect_view()
}

fn sentence(reminder: &Reminder) -> String {
    match reminder {
        Reminder::NoCopy { keys } => format!(
            "申請書を開く鍵（{}）の控えがまだありません。サーバーが壊れると、封をした申請書を二度と開けなくなります。管理者に伝えてください。サーバーで「madoguchi key backup」とすると作れます。",
            keys.join("、")
        ),
        Reminder::KeyEnds { key, until } => format!(
            "申請書に封をする鍵（{key}）の期限は{}です。過ぎると、住民の画面に、書き始める前に通信をつなぐ案内が出ます。管理者に伝えてください。サーバーで「madoguchi key rotate」とすると、新しい鍵に替えられます。",
            era::show(*until)
        ),
    }
}
