//! There is no network: said on every page, with what can be done all the same.

use leptos::prelude::*;

use crate::device::network;
use crate::words;

/// The notice that the network is gone (通信の切断).
#[component]
pub fn Offline() -> impl IntoView {
    let online = network::online();
    view! {
        <div role="status">
            <p class="notice offline" hidden=move || online.get()>{words::OFFLINE}</p>
        </div>
    }
}
