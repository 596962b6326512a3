//! Fill in a form: one question, one screen. All of them are on the page; which one is seen is a matter of style.

use std::sync::Arc;

use domain::form::journey::Step;
use domain::form::{Form, Kind, Question};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::apply::Sent;
use super::carry::Carry;
use super::draft_line::DraftLine;
use super::filling::Filling;
use super::moves::Moves;
use super::people::People;
use super::review::Review;
use super::screen::Screen;
use super::start::Start;
use super::summary::Summary;
use crate::components::question::{Ask, Stand};
use crate::device::form_page;
use crate::page::Page;
use crate::words;

/// A form being filled in (記入の画面).
#[component]
pub fn Fill(
    /// What the page carries.
    page: Arc<Page>,
    /// The form of the page.
    form: Arc<Form>,
) -> impl IntoView {
    let filling = Filling::new(form.clone());
    provide_context(filling);
    provide_context(filling.paper());
    filling.come_alive();
    let adopt = move |event: leptos::ev::Event| {
        if let Some((control, text)) = form_page::changed(&event) {
            filling.adopt(control, text);
        }
    };
    let leave = move |event: leptos::ev::FocusEvent| {
        if let Some(control) = form_page::left(&event) {
            filling.leave(control);
        }
    };
    let on = move |event: SubmitEvent| {
        event.prevent_default();
        filling.next();
    };
    let mut own = Own::default();
    let screens = form.questions.iter().map(|question| screens(question.clone(), own.stand(question))).collect_view();
    view! {
        <form
            id="form"
            class="form"
            class:begun=move || filling.here.get() != Screen::Start
            method="dialog"
            novalidate
            node_ref=filling.page
            on:input=adopt
            on:focusout=leave
            on:submit=on
        >
            <h1 class="form-title" tabindex="-1">{form.title.clone()}</h1>
            <DraftLine/>
            <Progress/>
            <Summary/>
            <Start form=form.clone()/>
            {screens}
            <Moves/>
            <Review page=page.clone()/>
            <Carry page=page/>
            <Sent/>
        </form>
    }
}

/// Which questions ask about the person who fills the form in: the first name, address and telephone number.
#[derive(Default)]
struct Own {
    person: bool,
    address: bool,
}

impl Own {
    fn stand(&mut self, question: &Question) -> Stand {
        let own = match question.kind {
            Kind::Person => !std::mem::replace(&mut self.person, true),
            Kind::Address => !std::mem::replace(&mut self.address, true),
            _ => false,
        };
        Stand { own, shared: false }
    }
}

/// The screens of a question: one, or one for each item of a group.
fn screens(question: Question, stand: Stand) -> AnyView {
    let filling = Filling::here();
    let id = question.id.clone();
    if !matches!(question.kind, Kind::Group { .. }) {
        let step = Step { question: id.clone(), item: None };
        return view! {
            <Shown step=step>
                <Ask question=question path=id stand=stand/>
            </Shown>
        }
        .into_any();
    }
    let group = StoredValue::new(question.clone());
    let items = move || 1..=filling.count(&id);
    view! {
        <For each=items key=|number| *number let:number>
            <Item group=group number=number/>
        </For>
        <People group=question/>
    }
    .into_any()
}

/// The screen of one person or thing of a group.
#[component]
fn Item(group: StoredValue<Question>, number: u8) -> impl IntoView {
    let Question { id, label, help, kind, .. } = group.get_value();
    let Kind::Group { questions, noun, .. } = kind else { return ().into_any() };
    let step = Step { question: id, item: Some(number) };
    let path = step.path();
    let asked = move |question: Question| {
        let path = format!("{path}.{}", question.id);
        view! { <Ask question=question path=path stand=Stand { shared: true, own: false }/> }
    };
    view! {
        <Shown step=step>
            <h2 tabindex="-1">{words::nth(&label, &noun, number)}</h2>
            {help.map(|help| view! { <p class="help">{help}</p> })}
            {questions.into_iter().map(asked).collect_view()}
        </Shown>
    }
    .into_any()
}

/// A screen that is seen while the person stands there.
#[component]
fn Shown(step: Step, children: Children) -> impl IntoView {
    let filling = Filling::here();
    let path = step.path();
    let class = if step.item.is_some() { "screen item" } else { "screen" };
    let screen = Screen::Ask(step);
    view! {
        <section class=class id=path class:now=move || filling.here.with(|here| *here == screen)>
            {children()}
        </section>
    }
    .into_any()
}

/// How far the person is (進み具合).
#[component]
fn Progress() -> impl IntoView {
    let filling = Filling::here();
    let place = move || match filling.here.get() {
        Screen::Ask(step) => filling.steps.with(|steps| Some((steps.iter().position(|other| *other == step)? + 1, steps.len()))),
        _ => None,
    };
    view! {
        <div class="progress" class:now=move || place().is_some()>
            <p class="progress-words">{move || place().map(|(at, all)| words::place(at, all))}</p>
            <progress
                class="progress-bar"
                aria-hidden="true"
                value=move || place().map_or(0, |(at, _)| at).to_string()
                max=move || place().map_or(1, |(_, all)| all).to_string()
            ></progress>
        </div>
    }
    .into_any()
}
