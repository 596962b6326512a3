//! The ticket just issued, or why there is none. Either leaves the screen by itself.

use std::sync::Arc;

use api::{Issued, Refused};
use domain::city::Office;
use leptos::prelude::*;

use super::press::Press;
use super::slip::Slip;
use super::visit::PRINTS;
use crate::components::qr_code::{Modules, QrPicture};
use crate::device::{address, clock, focus, keys, printer};
use crate::lobby::queue_of;

/// After so many seconds the next person finds the buttons again.
const STAY: u32 = 15;

/// A ticket (整理券), large, with the way to follow it on a phone.
#[component]
pub fn Ticket(
    /// The office.
    office: Arc<Office>,
    /// The ticket.
    issued: Issued,
    /// How to get back to the buttons.
    press: Press,
) -> impl IntoView {
    let seconds = count_down(press);
    let code = Modules::of_address(&format!("{}{}", address::origin(), issued.path));
    let number = issued.ticket.to_string();
    let queue = queue_of(&office, issued.ticket).map(|plan| plan.name.clone());
    let ahead =
        if issued.ahead == 0 { "次にお呼びします".to_owned() } else { format!("前に {} 人お待ちです", issued.ahead) };
    let done = focus::on_arrival::<leptos::html::Button>();
    Effect::new({
        let number = number.clone();
        move || {
            if address::fragment() == PRINTS {
                printer::print(&number);
            }
        }
    });
    view! {
        <section class="ticket-issued">
            <h1 class="ticket-title">"整理券"<small lang="en">"Your number"</small></h1>
            <p class="ticket-number" role="status">{number}</p>
            <p class="ticket-queue">{queue}</p>
            <p class="ticket-ahead">{ahead}</p>
            <div class="ticket-phone">
                {code.map(|code| view! { <QrPicture modules=code label="順番がわかるページのQRコード"/> })}
                <p>"スマートフォンでも順番がわかります"<small lang="en">"Follow your turn on your phone"</small></p>
            </div>
            <button type="button" class="kiosk-done" node_ref=done on:click=move |_| press.over()>
                "終わる" <span aria-hidden="true">{move || format!("（あと{}秒）", seconds.get())}</span>
            </button>
        </section>
        <Slip office=office issued=issued/>
    }
}

/// What to do when there is no ticket (発券できないとき).
#[component]
pub fn Trouble(
    /// Why.
    refused: Refused,
    /// How to try again, or to get back.
    press: Press,
) -> impl IntoView {
    let seconds = count_down(press);
    let done = focus::on_arrival::<leptos::html::Button>();
    let hopeful = matches!(refused, Refused::Unreachable | Refused::Overloaded | Refused::Broken | Refused::TooOften { .. });
    let again =
        hopeful.then(|| view! { <button type="button" class="kiosk-again" on:click=move |_| press.again()>"もう一度ためす"</button> });
    view! {
        <section class="kiosk-trouble">
            <h1>"発券できませんでした"</h1>
            <p role="alert">{refused.sentence()}</p>
            <p>"お近くの職員にお声がけください。"<small lang="en">"Please ask our staff."</small></p>
            {again}
            <button type="button" class="kiosk-done" node_ref=done on:click=move |_| press.over()>
                "はじめに戻る" <span aria-hidden="true">{move || format!("（あと{}秒）", seconds.get())}</span>
            </button>
        </section>
    }
}

/// Counts down to the buttons, and lets Enter and Escape get there at once.
fn count_down(press: Press) -> ReadSignal<u32> {
    let (seconds, set_seconds) = signal(STAY);
    Effect::new(move || {
        clock::every(1_000, move || {
            set_seconds.update(|left| *left = left.saturating_sub(1));
            if seconds.get_untracked() == 0 {
                press.over();
            }
        });
    });
    keys::on_key(move |key| {
        let over = key == "Escape";
        if over {
            press.over();
        }
        over
    });
    seconds
}
