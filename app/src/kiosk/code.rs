//! Before a kiosk may issue tickets, staff let it in: it shows a code, they type it at the desk.

use api::{DeviceRole, DeviceState};
use leptos::prelude::*;

use super::reading::Reading;
use crate::enrolment::Enrolment;
use crate::hall::serial_way::SerialWay;

/// What the kiosk shows until then (端末の登録).
#[component]
pub fn Code(
    /// How far it is.
    enrolment: Enrolment,
    /// The office whose tickets it would issue, by id.
    office: String,
) -> impl IntoView {
    match enrolment {
        Enrolment::Asking => view! { <p class="kiosk-waiting" role="status">"つないでいます…"</p> }.into_any(),
        Enrolment::Trouble(refused) => view! {
            <section class="kiosk-trouble">
                <h1>"つながりません"</h1>
                <p role="status">{refused.sentence()}"自動でつなぎ直します。"</p>
            </section>
        }
        .into_any(),
        Enrolment::Known(DeviceState::Waiting { code }) => view! {
            <section class="kiosk-code">
                <h1>"発券機の登録"</h1>
                <p>"窓口の画面で「端末」を開き、この番号を入力してください。"</p>
                <p class="big-code" role="status">{code}</p>
                <div class="ways"><SerialWay serial=Reading::here().serial/></div>
            </section>
        }
        .into_any(),
        Enrolment::Known(DeviceState::Confirmed { name, office: there, role, .. }) => {
            let why = match role {
                DeviceRole::Display => {
                    format!("「{name}」は呼出表示として登録されています。発券機として使うには、窓口の画面で登録し直してください。")
                }
                DeviceRole::Kiosk if there != office => {
                    format!("「{name}」は別の庁舎の発券機として登録されています。この画面の住所を確かめてください。")
                }
                DeviceRole::Kiosk => String::new(),
            };
            view! { <section class="kiosk-trouble"><h1>"この画面では発券できません"</h1> <p role="status">{why}</p></section> }.into_any()
        }
    }
}
