//! A display needs no right to show what everybody may see. Started at `/display/OFFICE#device` it makes itself known all
//! the same, so that staff can give it a name and see when it falls silent.

use api::DeviceState;
use leptos::prelude::*;

use crate::device::address;
use crate::enrolment::{Enrolment, introduce};

/// What stands after the `#` in the address of a display that wants to be known.
const KNOWN: &str = "device";

/// The display's own line (表示機の登録) at the foot of the screen.
#[component]
pub fn Enrol() -> impl IntoView {
    (address::fragment() == KNOWN).then(|| view! { <Enrolled/> })
}

#[component]
fn Enrolled() -> impl IntoView {
    let (enrolment, _) = introduce();
    let words = move || match enrolment.get() {
        Enrolment::Known(DeviceState::Waiting { code }) => format!("表示機の番号 {code}"),
        Enrolment::Known(DeviceState::Confirmed { name, .. }) => name,
        Enrolment::Asking | Enrolment::Trouble(_) => String::new(),
    };
    view! { <p class="display-device">{words}</p> }
}
