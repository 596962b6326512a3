//! Connects a scanner on a serial line, and says how it is doing.

use leptos::prelude::*;

use crate::device::serial::{Line, Serial};

/// The scanner on a serial line (シリアル接続の読取機): nothing, where the browser has no such lines.
#[component]
pub fn SerialWay(
    /// The scanner.
    serial: Serial,
) -> impl IntoView {
    let button = move |words: &'static str| {
        view! { <button type="button" class="button quiet" on:click=move |_| serial.choose()>{words}</button> }
    };
    let said = move || match serial.line() {
        Line::Open => "シリアル接続の読取機を使っています。",
        Line::Unplugged => "シリアル接続の読取機が抜けています。差し直すと、自動でつながります。",
        Line::Busy => "シリアル接続の読取機を開けません。ほかのプログラムを閉じるか差し直してから、もう一度つないでください。",
        Line::Unsupported | Line::None => "",
    };
    view! {
        {move || match serial.line() {
            Line::None => Some(button("シリアル接続の読取機をつなぐ")),
            Line::Unplugged | Line::Busy => Some(button("もう一度つなぐ")),
            Line::Unsupported | Line::Open => None,
        }}
        <p class="ways-serial" role="status">{said}</p>
    }
}
