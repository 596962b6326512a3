//! The profile: what a household writes once. Its page is drawn by the server, with nobody in it; what was written stays on the device.

mod desk;
mod file;
mod forget;
mod hint;
mod keep;
pub mod meeting;
mod offer;
mod people;
mod renew;
mod renewing;

use std::sync::Arc;

use domain::form::journey::Step;
use domain::form::{Form, Kind, Question};
use domain::profile::FORMER_ADDRESS;
use leptos::prelude::*;

use crate::components::question::{Ask, Stand};
use crate::device::document::{carried, enliven};
use crate::page;
use crate::resident::start::SayPublic;
use crate::resident::{banks, numbering, postal, small_kana, sound};
use crate::words;
use crate::words::profile as own;
use desk::Desk;
use renewing::Renewing;

/// The places on the page (生きた欄) that the program brings to life.
pub mod place {
    /// How safe it is.
    pub const SAVED: &str = "Saved";
    /// One more person, and the way back for one that was taken out.
    pub const MORE: &str = "More";
    /// The address where the household lived before.
    pub const FORMER: &str = "Former";
    /// The drafts that say what was said before.
    pub const RENEW: &str = "Renew";
    /// Files, and the way to throw all of it away.
    pub const ENDS: &str = "Ends";

    /// What may be done with a person.
    pub fn of_person(path: &str) -> String {
        format!("{path}-ways")
    }
}

/// The page of the profile (プロフィールの画面), with nothing written in it.
#[component]
pub fn Household(
    /// Its questions.
    form: Arc<Form>,
) -> impl IntoView {
    let asked = form.questions.iter().cloned().map(asked).collect_view();
    view! {
        <h1>{form.title.clone()}</h1>
        <p class="lead">{own::LEAD}</p>
        <p class="if-own">{own::STAYS_HERE}</p>
        <p class="notice warn if-public">{words::terminal::NO_PROFILE}</p>
        <SayPublic/>
        <div id=place::SAVED></div>
        <form id="form" class="form" method="dialog" novalidate>{asked}</form>
        <div id=place::RENEW></div>
        <div id=place::ENDS></div>
    }
}

/// One question, or everyone of a group that there may be; the program shows those that there are.
fn asked(question: Question) -> AnyView {
    let path = question.id.clone();
    match question.kind.clone() {
        Kind::Group { questions, max, noun, .. } => {
            let people = (1..=max).map(|number| person(&question, &noun, &questions, number)).collect_view();
            view! { {people} <div id=place::MORE></div> }.into_any()
        }
        // Hardly anybody needs it: one line until it is wanted.
        _ if path == FORMER_ADDRESS => view! {
            <details id=place::FORMER>
                <summary>{own::FORMER_ADDRESS}</summary>
                <Ask question=unmarked(&question) path=path/>
            </details>
        }
        .into_any(),
        _ => view! { <Ask question=unmarked(&question) path=path stand=Stand { own: true, shared: false }/> }.into_any(),
    }
}

/// The question as it is drawn: where all may be left blank, a mark on each says nothing.
fn unmarked(question: &Question) -> Question {
    Question { optional: false, ..question.clone() }
}

fn person(group: &Question, noun: &str, questions: &[Question], number: u8) -> AnyView {
    let path = Step { question: group.id.clone(), item: Some(number) }.path();
    let is_first = number == 1;
    let stand = Stand { shared: true, own: is_first };
    let ask = |question: &Question| {
        let path = format!("{path}.{}", question.id);
        view! { <Ask question=unmarked(question) path=path stand=stand/> }
    };
    view! {
        <section class="item" id=path.clone() hidden=!is_first>
            <h2 tabindex="-1">{words::nth(&group.label, noun, number)}</h2>
            {is_first.then(|| view! { <p class="help">{own::FIRST_PERSON}</p> })}
            {questions.iter().map(ask).collect_view()}
            <div id=place::of_person(&path)></div>
        </section>
    }
    .into_any()
}

/// Brings the page to life: what is on the device is shown, and every change of it is kept.
pub fn come_alive() {
    let form: Form = carried(page::FORM);
    banks::fetch_for(&form, &expect_context());
    let desk = Desk::new(form);
    enliven(place::SAVED, move || view! { <desk::State desk=desk/> });
    enliven(place::MORE, move || view! { <people::More desk=desk/> });
    for number in 1..=domain::profile::MOST_PEOPLE {
        enliven(&place::of_person(&people::path(number)), move || view! { <people::Ways desk=desk number=number/> });
    }
    let renewing = Renewing::new(desk);
    renewing.begin();
    enliven(place::RENEW, move || view! { <renew::RenewDrafts renewing=renewing/> });
    enliven(place::ENDS, move || view! { <file::Save desk=desk/> <file::Read desk=desk/> <forget::Forget desk=desk/> });
    desk.begin();
    sound::write_kana();
    small_kana::ask_about();
    postal::look_up();
    numbering::say_how();
}
