//! The paper slip, for those who carry no phone: 80 mm wide, as receipt printers have it.

use std::sync::Arc;

use api::Issued;
use domain::city::Office;
use leptos::portal::Portal;
use leptos::prelude::*;

use crate::components::qr_code::{Modules, QrPicture};
use crate::device::address;
use crate::lobby::queue_of;

/// The printed ticket (整理券の紙). Only the printer sees it.
#[component]
pub fn Slip(
    /// The office.
    office: Arc<Office>,
    /// The ticket.
    issued: Issued,
) -> impl IntoView {
    let queue = queue_of(&office, issued.ticket).map(|plan| plan.name.clone());
    let code = Modules::of_address(&format!("{}{}", address::origin(), issued.path));
    view! {
        <Portal>
        <section class="slip" aria-hidden="true">
            <p class="slip-office">{office.name.clone()}</p>
            <p class="slip-queue">{queue.clone()}</p>
            <p class="slip-number">{issued.ticket.to_string()}</p>
            <p>{format!("{} 発券　前に {} 人", issued.at.words(), issued.ahead)}</p>
            {code.clone().map(|code| view! { <QrPicture modules=code label="順番がわかるページのQRコード"/> })}
            <p>"スマートフォンでも順番がわかります"</p>
        </section>
        </Portal>
    }
}
