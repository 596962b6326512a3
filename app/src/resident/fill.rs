//! The page of a form: one question, one screen. All of them are on the page; which one is seen is a matter of style.
//!
//! This is drawn by the server and never again: the page holds the text, and the program follows it ([`super::alive`]). The places with an
//! id and nothing in them are where the program shows what it knows.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::form::journey::Step;
use domain::form::{Entries, Form, Kind, Question};
use domain::profile::own_birthday;
use leptos::prelude::*;

use super::conditions::is_decided;
use super::screen::{CARRY, REVIEW, SENT};
use super::start::Start;
use crate::components::question::{Ask, Stand};
use crate::words;

/// The places on the page of a form (生きた欄) that the program brings to life.
pub mod place {
    /// How safe the draft is.
    pub const DRAFT: &str = "Draft";
    /// How far the person is.
    pub const PROGRESS: &str = "Progress";
    /// What is wrong.
    pub const FAULTS: &str = "Faults";
    /// The way on for those who have written before.
    pub const RESUME: &str = "Resume";
    /// The link that begins.
    pub const BEGIN: &str = "Begin";
    /// The buttons under every question.
    pub const MOVES: &str = "Moves";
    /// The button to the next question.
    pub const NEXT: &str = "Next";
    /// The button to the question before.
    pub const BACK: &str = "Back";

    /// What was written once, offered at the beginning.
    pub const OFFER: &str = "Offer";
    /// What the profile says otherwise now.
    pub const RENEW: &str = "Renew";
    /// What fits nowhere in this edition.
    pub const LEFT_OVER: &str = "LeftOver";
    /// What the profile has to do with a question.
    pub const HINT: &str = "Hint";
    /// What was written, to be kept for the next form.
    pub const KEEP: &str = "Keep";

    /// Everyone of a group so far.
    pub fn people(group: &str) -> String {
        format!("People-{group}")
    }
}

/// The page of a form (記入の画面), with nobody's answers.
#[component]
pub fn Fill(
    /// The form.
    form: Arc<Form>,
    /// Whether it is filled in at the hall: no style sheet of its conditions comes with it there, the browser offers nobody's words, and no
    /// way leads off the screen.
    #[prop(default = false)]
    in_hall: bool,
) -> impl IntoView {
    let mut own = Own { birthday: own_birthday(&form).map(str::to_owned), ..Own::default() };
    let mut stand = |question| if in_hall { Stand::default() } else { own.stand(question) };
    let screens = form.questions.iter().map(|question| screens(&form, question, stand(question), in_hall)).collect_view();
    let start = (!in_hall).then(|| view! { <Start form=form.clone()/> });
    let coming = || view! { <p role="status">{words::COMING}</p> };
    view! {
        <form id="form" class="form" method="dialog" novalidate>
            <h1 class="form-title" tabindex="-1">{form.title.clone()}</h1>
            <div id=place::DRAFT></div>
            <div id=place::RENEW></div>
            <div id=place::PROGRESS></div>
            <div id=place::FAULTS></div>
            {start}
            {screens}
            <div id=place::LEFT_OVER></div>
            <div id=place::HINT></div>
            <div class="moves" id=place::MOVES>
                // First: it is the one that Enter presses.
                <button class="button" type="submit" id=place::NEXT>{words::NEXT}</button>
                <button class="button quiet" type="button" id=place::BACK>{words::BACK}</button>
            </div>
            <section class="screen" id=REVIEW>{coming}</section>
            <section class="screen carry" id=CARRY>{coming}</section>
            <section class="screen" id=SENT>{coming}</section>
            <div id=place::KEEP></div>
        </form>
    }
}

/// Which questions ask about the person who fills the form in: the first name and address, and the birthday that belongs to that name.
#[derive(Default)]
struct Own {
    person: bool,
    address: bool,
    birthday: Option<String>,
}

impl Own {
    fn stand(&mut self, question: &Question) -> Stand {
        let own = match question.kind {
            Kind::Person => !std::mem::replace(&mut self.person, true),
            Kind::Address => !std::mem::replace(&mut self.address, true),
            Kind::Date(_) => self.birthday.as_ref() == Some(&question.id),
            _ => false,
        };
        Stand { own, shared: false }
    }
}

/// The screens of a question: one, or one for each item that a group may have.
fn screens(form: &Form, question: &Question, stand: Stand, in_hall: bool) -> AnyView {
    if !question.kind.is_asked() {
        return ().into_any();
    }
    let id = question.id.clone();
    let Kind::Group { max, .. } = question.kind else {
        let (path, question) = (id.clone(), question.clone());
        return view! { <section class="screen" id=id><Ask question=question path=path stand=stand/></section> }.into_any();
    };
    let items = (1..=max).map(|number| item(form, question, number, in_hall)).collect_view();
    view! { {items} <div id=place::people(&id)></div> }.into_any()
}

/// The screen of one person or thing of a group.
fn item(form: &Form, group: &Question, number: u8, in_hall: bool) -> AnyView {
    let Question { id, label, help, kind: Kind::Group { questions, noun, .. }, .. } = group.clone() else { return ().into_any() };
    let step = Step { question: id, item: Some(number) };
    let path = step.path();
    let at_first = form.asked_on(&step, &Entries::default(), NaiveDate::default());
    let asked = |question: Question| {
        let path = format!("{path}.{}", question.id);
        let is_asked = at_first.contains(&&question);
        let decided = (in_hall || is_decided(form, group, &question)).then(|| path.clone());
        let ask = view! { <Ask question=question path=path stand=Stand { shared: true, own: false }/> };
        match decided {
            Some(path) => view! { <div data-decided=path class:asked=is_asked>{ask}</div> }.into_any(),
            None => ask.into_any(),
        }
    };
    let asked = questions.into_iter().map(asked).collect_view();
    view! {
        <section class="screen item" id=path>
            <h2 tabindex="-1">{words::nth(&label, &noun, number)}</h2>
            {help.map(|help| view! { <p class="help">{help}</p> })}
            {asked}
        </section>
    }
    .into_any()
}
