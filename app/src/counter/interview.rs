//! A form for somebody who has no phone (聞き取り): staff ask, and write the answers down at the counter, with the same questions and the same
//! check as everywhere. What comes of it lies on the desk like any form that was read from a code.

mod forms;
mod leave;

use std::sync::Arc;

use domain::form::Form;
use leptos::prelude::*;

use self::forms::Forms;
use self::leave::Leave;
use super::case::Case;
use super::session::session;
use crate::device::{document, focus, reader, terminal};
use crate::page::Entry;
use crate::resident::answers::AnswerList;
use crate::resident::filling::Filling;
use crate::resident::screen::{Focus, Screen};
use crate::resident::standing::Standing;
use crate::words;

/// The button that begins.
const BEGIN: &str = "interview-begin";

/// How far an interview is (聞き取りの段階).
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// There is none.
    Off,
    /// The form is being chosen.
    Forms,
    /// It is filled in.
    Write(Arc<Form>),
}

/// An interview (聞き取り). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Interview {
    stage: RwSignal<Stage>,
    /// Whether it is asked if what was written may be lost.
    leaving: RwSignal<bool>,
    /// The form that is filled in, once it is on the screen.
    filling: StoredValue<Option<Filling>>,
    /// What the window is called while there is none.
    title: StoredValue<String>,
}

impl Interview {
    /// Nobody is asked anything yet. The page is not left unasked while somebody is.
    pub fn new() -> Interview {
        let interview = Interview {
            stage: RwSignal::new(Stage::Off),
            leaving: RwSignal::new(false),
            filling: StoredValue::new(None),
            title: StoredValue::default(),
        };
        Effect::new(move || {
            interview.title.set_value(document::title());
            terminal::ask_before_leaving(move || {
                interview.stage.try_with_untracked(|stage| matches!(stage, Stage::Write(_))).unwrap_or_default()
            });
        });
        interview
    }

    /// The one of this desk.
    pub fn here() -> Interview {
        expect_context()
    }

    /// How far it is.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Whether something would be lost by going elsewhere.
    pub fn is_under_way(self) -> bool {
        self.stage.with(|stage| matches!(stage, Stage::Write(_)))
    }

    fn go(self, stage: Stage) {
        self.leaving.set(false);
        self.filling.set_value(None);
        self.title.with_value(|title| document::set_title(title));
        self.stage.set(stage);
    }
}

/// The button that begins an interview, while nothing lies on the desk.
#[component]
pub fn Begin(
    /// What lies on the desk.
    case: Case,
) -> impl IntoView {
    let interview = Interview::here();
    let begin = move |_| {
        case.clear();
        interview.go(Stage::Forms);
    };
    view! {
        <button type="button" class="button quiet" id=BEGIN on:click=begin>"聞き取りで申請書を作る（スマートフォンのない方）"</button>
    }
}

/// An interview, from the choice of the form on.
#[component]
pub fn UnderWay(
    /// Every form of the city.
    forms: Arc<Vec<Entry>>,
    /// Where the form goes when it is filled in.
    case: Case,
) -> impl IntoView {
    let interview = Interview::here();
    let read = RwSignal::new(false);
    // What a scanner types must not get into the answers.
    reader::read_typed(move |_| read.set(true));
    let told = move || read.get().then_some("聞き取りの途中では、コードを読み取れません。終えるか、やめてから読み取ってください。");
    let shown = move || match interview.stage() {
        Stage::Off => ().into_any(),
        Stage::Forms => view! { <Forms forms=forms.clone()/> }.into_any(),
        Stage::Write(form) => view! { <Write form=form case=case/> }.into_any(),
    };
    view! { <p class="fault" role="alert">{told}</p> {shown} }
}

/// The form that is filled in (聞き取りの画面).
#[component]
fn Write(form: Arc<Form>, case: Case) -> impl IntoView {
    let interview = Interview::here();
    provide_context(case);
    let review = |filling: Filling| {
        Interview::here().filling.set_value(Some(filling));
        view! { <Review filling=filling/> }.into_any()
    };
    view! {
        <div class="interview">
            <Leave/>
            <div hidden=move || interview.leaving.get()>
                <p class="interview-head">
                    <span class="note">"書き終えるか、やめるまで、ほかの画面は開けません。"</span>
                    <button type="button" class="button quiet" on:click=move |_| interview.leaving.set(true)>"聞き取りをやめる"</button>
                </p>
                <Standing form=form review=review carry=|_| ().into_any() left=move || interview.leaving.set(true)/>
            </div>
        </div>
    }
}

/// The answers, to be read to the person and handed over to the desk (内容の確認).
#[component]
fn Review(filling: Filling) -> impl IntoView {
    let (interview, case, session) = (Interview::here(), expect_context::<Case>(), session());
    let (wrong, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let hand_over = move |_| {
        filling.finish_all();
        if !untrack(|| filling.problems.with(Vec::is_empty)) {
            return filling.go(Screen::Review, Focus::Summary);
        }
        let form = filling.form();
        busy.set(true);
        wrong.set(None);
        session.ask(api::write_down(form.id.clone(), form.edition, filling.entries.get_untracked()), move |answer| {
            if busy.try_set(false).is_some() {
                return; // it was given up meanwhile
            }
            match answer {
                Ok(slip) => {
                    interview.go(Stage::Off);
                    case.read(slip);
                }
                Err(refused) => wrong.set(Some(refused.sentence())),
            }
        });
    };
    view! {
        <h2 tabindex="-1">{words::REVIEW}</h2>
        <p>"まだ受理していません。ご本人に読み上げて、内容を確かめてください。"</p>
        <AnswerList correctable=true/>
        <p class="fault" role="alert">{move || wrong.get()}</p>
        <div class="ends">
            <button class="button" type="button" disabled=move || busy.get() on:click=hand_over>"この内容で受付に進む"</button>
            <button class="button quiet" type="button" on:click=move |_| filling.back()>{words::BACK}</button>
        </div>
    }
}

/// Puts the keyboard back onto the button that began it.
fn back_to_the_beginning() {
    leptos::task::spawn_local(async {
        leptos::task::tick().await;
        focus::on(BEGIN);
    });
}
