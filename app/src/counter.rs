//! The staff's side of the window.

mod bells;
mod bundle;
mod call;
mod case;
mod colleagues;
mod correct;
mod devices;
mod doing;
mod head;
mod held;
mod idle;
mod interview;
mod laid;
mod office;
mod opened;
mod pages;
mod place;
mod presses;
mod receive;
mod reminders;
mod session;
pub(crate) mod sheet;
mod sign_in;
mod submissions;
mod totals;
mod waiting;
mod wish;

use std::sync::Arc;

use domain::city::City;
use leptos::prelude::*;

use self::case::Case;
use self::interview::Interview;
use self::place::Place;
use self::session::{Session, Stage};
use crate::page::Entry;

/// What the desk shows (画面の切替).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The lobby and the reader: the day's work.
    Window,
    /// Every submission the city holds.
    Submissions,
    /// What was taken on a day.
    Totals,
    /// Kiosks and displays.
    Devices,
    /// Inviting a colleague.
    Colleagues,
}

/// The desk (窓口の画面): signing in, then a counter of an office.
#[component]
pub fn Desk(
    /// The city.
    city: Arc<City>,
    /// The titles of the forms that are not to be had at present.
    closed: Vec<String>,
    /// Every form of the city.
    forms: Vec<Entry>,
) -> impl IntoView {
    let session = Session::begin();
    provide_context(session);
    let forms = Arc::new(forms);
    move || match session.stage() {
        Stage::Asking => view! { <p class="desk-asking" role="status">"確かめています…"</p> }.into_any(),
        Stage::Out => view! { <sign_in::SignIn city=city.clone()/> }.into_any(),
        Stage::In(who) => view! { <SignedIn city=city.clone() closed=closed.clone() forms=forms.clone() name=who.name/> }.into_any(),
    }
}

/// What somebody signed in sees.
#[component]
fn SignedIn(
    /// The city.
    city: Arc<City>,
    /// The titles of the forms that are not to be had at present.
    closed: Vec<String>,
    /// Every form of the city.
    forms: Arc<Vec<Entry>>,
    /// Their name.
    name: String,
) -> impl IntoView {
    provide_context(Interview::new());
    let place = RwSignal::new(Place::remembered(&city));
    let view = RwSignal::new(View::Window);
    let desk = {
        let city = city.clone();
        move || match (view.get(), place.get()) {
            (View::Submissions, _) => view! { <submissions::Submissions city=city.clone()/> }.into_any(),
            (View::Totals, _) => view! { <totals::Totals/> }.into_any(),
            (View::Devices, _) => view! { <devices::Devices city=city.clone()/> }.into_any(),
            (View::Colleagues, _) => view! { <colleagues::Colleagues/> }.into_any(),
            (View::Window, None) => view! { <place::Choose city=city.clone() place=place/> }.into_any(),
            (View::Window, Some(here)) => view! { <Window city=city.clone() forms=forms.clone() here=here/> }.into_any(),
        }
    };
    view! {
        <head::Head city=city.clone() name=name place=place view=view/>
        <reminders::Reminders/>
        {(!closed.is_empty()).then(|| view! { <p class="notice warn closed-forms">{closed_words(&closed)}</p> })}
        <main class="desk" id="main">{desk}</main>
    }
}

/// What staff can do about forms that are not to be had.
fn closed_words(closed: &[String]) -> String {
    format!(
        "「{}」は、様式ファイルに誤りがあるため、いま使えません。管理者に伝えてください。サーバーで「madoguchi form check」とすると、誤りの場所と直し方が分かります。",
        closed.join("」「")
    )
}

/// The window (窓口): calling people at the left, receiving their forms at the right.
#[component]
fn Window(city: Arc<City>, forms: Arc<Vec<Entry>>, here: Place) -> impl IntoView {
    let case = Case::new();
    view! {
        <div class="window">
            <call::Calls here=here/>
            <receive::Receive city=city forms=forms case=case/>
        </div>
    }
}
