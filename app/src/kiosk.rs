//! The tablet of a lobby: it issues tickets, lets people fill in a form standing, or look over and print what they bring. It keeps nothing:
//! what a person writes lives in the memory of this page, and is gone with them.

mod bar;
mod choose;
mod code;
mod finish;
mod forms;
mod hold;
mod idle;
mod issued;
mod press;
mod printing;
mod slip;
mod visit;
mod write;

use std::sync::Arc;

use api::{DeviceRole, DeviceState};
use domain::city::{City, Office};
use leptos::prelude::*;

use self::press::{Press, Pressed};
use self::visit::{Stage, Visit};
use crate::device::{live, quiet};
use crate::enrolment::{Enrolment, introduce};
use crate::lobby::Connection;
use crate::page::Entry;

/// The kiosk (発券機) of an office.
#[component]
pub fn Kiosk(
    /// The city.
    city: Arc<City>,
    /// The office.
    office: Arc<Office>,
    /// The forms that can be filled in here.
    forms: Vec<Entry>,
) -> impl IntoView {
    let (enrolment, introduction) = introduce();
    let live = live::watch(&office.id);
    let press = Press::new(office.id.clone(), introduction);
    let visit = Visit::begin(&city, enrolment);
    provide_context(visit);
    quiet::keep_quiet();
    let screen = {
        let office = office.clone();
        Memo::new(move |_| match (enrolment.get(), press.pressed(), visit.stage()) {
            (Enrolment::Known(DeviceState::Confirmed { office: there, role: DeviceRole::Kiosk, .. }), pressed, stage)
                if there == office.id =>
            {
                if pressed == Pressed::Nothing {
                    Shown::Visit(stage)
                } else {
                    Shown::Ticket(pressed)
                }
            }
            // Whoever is in the middle of a form keeps it until they are done.
            (_, Pressed::Nothing, stage) if stage.holds() => Shown::Visit(stage),
            (enrolment, ..) => Shown::Enrolment(enrolment),
        })
    };
    let title = format!("{} {}", city.name, office.name);
    let forms = Arc::new(forms);
    let (at_bar, at_idle) = (office.clone(), press);
    let shown = move || match screen.get() {
        Shown::Enrolment(enrolment) => view! { <code::Code enrolment=enrolment office=office.id.clone()/> }.into_any(),
        Shown::Ticket(Pressed::Issued(issued)) => view! { <issued::Ticket office=office.clone() issued=issued press=press/> }.into_any(),
        Shown::Ticket(Pressed::Refused(refused)) => view! { <issued::Trouble refused=refused press=press/> }.into_any(),
        Shown::Ticket(_) => view! { <p class="kiosk-waiting" role="status">"発券しています…"</p> }.into_any(),
        Shown::Visit(Stage::Start) => view! { <choose::Choose office=office.clone() live=live press=press/> }.into_any(),
        Shown::Visit(Stage::Forms) => view! { <forms::Forms forms=forms.clone()/> }.into_any(),
        Shown::Visit(Stage::Write(form)) => view! { <write::Write form=form/> }.into_any(),
        Shown::Visit(Stage::Hold) => view! { <hold::Hold/> }.into_any(),
        Shown::Visit(Stage::Brought(slip)) => view! { <hold::Brought slip=slip/> }.into_any(),
        Shown::Visit(Stage::Over) => view! { <p class="kiosk-waiting" role="status">"ありがとうございました"</p> }.into_any(),
    };
    let is_enrolled = move || screen.with(|shown| !matches!(shown, Shown::Enrolment(_)));
    let bar = move || is_enrolled().then(|| view! { <bar::Bar office=at_bar.clone() live=live/> <idle::Idle press=at_idle/> });
    view! {
        <main class="kiosk" id="main">
            <header class="kiosk-head"><p class="kiosk-office">{title}</p> <Connection live=live/></header>
            <div class="kiosk-shown" data-spoken="">{shown}</div>
            {bar}
            <finish::Paper/>
        </main>
    }
}

/// What the kiosk shows.
#[derive(Clone, PartialEq)]
enum Shown {
    /// Nobody has let it in yet, or not to this office.
    Enrolment(Enrolment),
    /// A ticket, on its way or there.
    Ticket(Pressed),
    /// Where the person stands.
    Visit(Stage),
}
