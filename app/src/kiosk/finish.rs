//! What came of printing, and the sheets that only the printer sees.

use leptos::html;
use leptos::prelude::*;

use super::printing::Printing;
use super::visit::Visit;
use crate::components::sheet::Sheets;
use crate::device::focus;

/// What came of printing (印刷の結果).
#[component]
pub fn Outcome(
    /// How it stands.
    printing: Printing,
) -> impl IntoView {
    move || match (printing.is_busy(), printing.said()) {
        (true, _) => view! { <p role="status">"印刷しています…"</p> }.into_any(),
        (false, Some(Ok(()))) => view! { <Printed/> }.into_any(),
        (false, Some(Err(why))) => view! { <p class="fault" role="alert">{why}</p> }.into_any(),
        (false, None) => ().into_any(),
    }
}

/// The sheets (帳票) that this page prints itself. Only the printer sees them.
#[component]
pub fn Paper() -> impl IntoView {
    let visit = Visit::here();
    move || Some(visit.pages.get()).filter(|pages| !pages.is_empty()).map(|pages| view! { <Sheets pages=pages/> })
}

/// It is printed; the way out.
#[component]
fn Printed() -> impl IntoView {
    let visit = Visit::here();
    let done = focus::on_arrival::<html::Button>();
    view! {
        <section class="kiosk-printed" role="status">
            <h2>"印刷しました"</h2>
            <p>"用紙を取って、窓口へお持ちください。この画面からは、何も提出されません。"</p>
            <p>"用紙が出ないときは、もう一度「印刷する」を押すか、「係員を呼ぶ」を押してください。"</p>
            <button type="button" class="kiosk-done" node_ref=done on:click=move |_| visit.end()>"終わる（すべて消す）"</button>
        </section>
    }
}
