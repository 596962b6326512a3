//! The tablet that issues tickets. It keeps nothing: what it shows is gone with the next press.

mod choose;
mod code;
mod issued;
mod press;
mod slip;

use std::sync::Arc;

use api::{DeviceRole, DeviceState};
use domain::city::{City, Office};
use leptos::prelude::*;

use self::press::{Press, Pressed};
use crate::device::{live, quiet};
use crate::enrolment::{Enrolment, introduce};
use crate::lobby::Connection;

/// The kiosk (発券機) of an office.
#[component]
pub fn Kiosk(
    /// The city.
    city: Arc<City>,
    /// The office.
    office: Arc<Office>,
) -> impl IntoView {
    let (enrolment, introduction) = introduce();
    let live = live::watch(&office.id);
    let press = Press::new(office.id.clone(), introduction);
    quiet::keep_quiet();
    let screen = {
        let office = office.clone();
        Memo::new(move |_| match (enrolment.get(), press.pressed()) {
            (Enrolment::Known(DeviceState::Confirmed { office: there, role: DeviceRole::Kiosk, .. }), pressed) if there == office.id => {
                Shown::Tickets(pressed)
            }
            (enrolment, _) => Shown::Enrolment(enrolment),
        })
    };
    let title = format!("{} {}", city.name, office.name);
    let shown = move || match screen.get() {
        Shown::Enrolment(enrolment) => view! { <code::Code enrolment=enrolment office=office.id.clone()/> }.into_any(),
        Shown::Tickets(Pressed::Nothing) => view! { <choose::Choose office=office.clone() live=live press=press/> }.into_any(),
        Shown::Tickets(Pressed::Waiting) => view! { <p class="kiosk-waiting" role="status">"発券しています…"</p> }.into_any(),
        Shown::Tickets(Pressed::Issued(issued)) => view! { <issued::Ticket office=office.clone() issued=issued press=press/> }.into_any(),
        Shown::Tickets(Pressed::Refused(refused)) => view! { <issued::Trouble refused=refused press=press/> }.into_any(),
    };
    view! {
        <main class="kiosk" id="main">
            <header class="kiosk-head"><p class="kiosk-office">{title}</p> <Connection live=live/></header>
            {shown}
        </main>
    }
}

/// What the kiosk shows.
#[derive(Clone, PartialEq)]
enum Shown {
    /// Nobody has let it in yet, or not to this office.
    Enrolment(Enrolment),
    /// The buttons, or what came of the last press.
    Tickets(Pressed),
}
