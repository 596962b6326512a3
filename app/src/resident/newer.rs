//! A newer version of the app is on the device: offered, never forced on somebody who is writing.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::install::Install;

/// The offer of a newer version (新しい版があります).
#[component]
pub fn Newer(
    /// The app on this device.
    install: Install,
) -> impl IntoView {
    let too_early = RwSignal::new(false);
    let renew = move |_| {
        spawn_local(async move {
            let renewed = install.renew().await;
            too_early.set(!renewed);
        });
    };
    view! {
        <aside class="notice newer" aria-label="お知らせ" hidden=move || !install.newer.get()>
            <p>"新しい版があります。書きかけの内容は、そのまま残ります。"</p>
            <button type="button" class="button quiet" on:click=renew>"新しい版にする"</button>
            <p role="status" hidden=move || !too_early.get()>"まだ保存していない内容があります。保存が終わってから、もう一度押してください。"</p>
        </aside>
    }
}
