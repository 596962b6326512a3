//! Calling people to this counter.

use api::Refused;
use domain::queue::{Call, Stage, TicketNumber};
use leptos::prelude::*;

use super::place::Place;
use super::session::{Session, session};
use super::waiting::Waiting;
use crate::device::line::Line;
use crate::device::{keys, live};
use crate::lobby::{Connection, ticket_meant};

/// What can be done at the counter with one key (窓口の操作).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Next,
    Again,
    Missed,
    Came,
    Finished,
}

impl Step {
    const ALL: [Step; 5] = [Step::Next, Step::Came, Step::Finished, Step::Again, Step::Missed];

    fn words(self) -> &'static str {
        match self {
            Step::Next => "次の方を呼ぶ",
            Step::Again => "もう一度呼ぶ",
            Step::Missed => "不在にする",
            Step::Came => "来られました",
            Step::Finished => "終了",
        }
    }

    /// Function keys, because letters belong to the fields, and digits to the reader.
    fn key(self) -> &'static str {
        match self {
            Step::Next => "F2",
            Step::Again => "F4",
            Step::Missed => "Shift+F4",
            Step::Came => "F8",
            Step::Finished => "F9",
        }
    }

    /// What is usually done next with whoever is at the counter.
    fn usual(call: Option<&Call>) -> Step {
        match call.map(|call| call.stage) {
            Some(Stage::Called) => Step::Came,
            Some(Stage::Serving) => Step::Finished,
            Some(Stage::Missed) | None => Step::Next,
        }
    }

    async fn ask(self, office: String, here: domain::city::CounterNumber) -> Result<TicketNumber, Refused> {
        match self {
            Step::Next => api::call_next(office, here).await,
            Step::Again => api::recall(office, here).await,
            Step::Missed => api::miss(office, here).await,
            Step::Came => api::serve(office, here).await,
            Step::Finished => api::finish(office, here).await,
        }
    }

    fn done(self, ticket: TicketNumber) -> String {
        match self {
            Step::Next => format!("{ticket}番の方を呼びました。"),
            Step::Again => format!("{ticket}番の方をもう一度呼びました。"),
            Step::Missed => format!("{ticket}番の方を不在にしました。"),
            Step::Came => format!("{ticket}番の方の対応を始めました。"),
            Step::Finished => format!("{ticket}番の方の対応を終えました。"),
        }
    }
}

/// What came of the last key, and whether one is under way.
#[derive(Clone, Copy)]
pub struct Doing {
    session: Session,
    busy: RwSignal<bool>,
    said: RwSignal<Result<String, String>>,
}

impl Doing {
    /// Asks, unless an answer is still awaited: a key that was struck twice calls one person.
    pub fn ask<T: 'static>(self, question: impl Future<Output = Result<T, Refused>> + 'static, done: impl FnOnce(T) -> String + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.session.ask(question, move |answer| {
            self.busy.set(false);
            self.said.set(answer.map(done).map_err(|refused| refused.sentence()));
        });
    }
}

/// The lobby (呼出) as one counter works with it.
#[component]
pub fn Calls(
    /// Which counter.
    here: Place,
) -> impl IntoView {
    let doing = Doing { session: session(), busy: RwSignal::new(false), said: RwSignal::new(Ok(String::new())) };
    let live = live::watch(&here.office.id);
    let counter = here.counter;
    let current = Memo::new(move |_| live.board.with(|board| board.as_ref().and_then(|board| board.at(counter).cloned())));
    let office = here.office.id.clone();
    let take = move |step: Step| doing.ask(step.ask(office.clone(), counter), move |ticket| step.done(ticket));
    keys::on_key({
        let take = take.clone();
        move |key| Step::ALL.into_iter().find(|step| step.key() == key).map(&take).is_some()
    });
    let steps = Step::ALL.map(|step| {
        let take = take.clone();
        let usual = move || current.with(|call| Step::usual(call.as_ref()) == step);
        view! {
            <button type="button" class="step-button" class:usual=usual aria-keyshortcuts=step.key() on:click=move |_| take(step)>
                {step.words()} <kbd aria-hidden="true">{step.key()}</kbd>
            </button>
        }
    });
    view! {
        <section class="calls" aria-labelledby="calls-title">
            <h1 id="calls-title" class="calls-title">{format!("{}番窓口", counter.0)}</h1>
            <Connection live=live/>
            <Current call=current/>
            <div class="steps">{steps.collect_view()}</div>
            <p class="said" role="status">{move || doing.said.get().ok()}</p>
            <p class="fault" role="alert">{move || doing.said.get().err()}</p>
            <CallByNumber here=here.clone() doing=doing/>
            <Waiting here=here live=live doing=doing/>
        </section>
    }
}

/// Who is at this counter now.
#[component]
fn Current(call: Memo<Option<Call>>) -> impl IntoView {
    let stage = |call: &Call| if call.stage == Stage::Serving { "対応中" } else { "呼出中" };
    move || match call.get() {
        Some(call) => {
            view! { <p class="current" data-stage=stage(&call)><b class="current-number">{call.ticket.to_string()}</b> {stage(&call)}</p> }
                .into_any()
        }
        None => view! { <p class="current nobody">"対応中の方はいません"</p> }.into_any(),
    }
}

/// Calling one person out of turn.
#[component]
fn CallByNumber(here: Place, doing: Doing) -> impl IntoView {
    let typed = Line::new();
    let call = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match ticket_meant(&typed.text()) {
            Some(ticket) => {
                typed.clear();
                doing.ask(api::call(here.office.id.clone(), here.counter, ticket), |ticket| Step::Next.done(ticket));
            }
            None => doing.said.set(Err("番号は「A012」のように、文字と数字で入力してください。".into())),
        }
    };
    view! {
        <form class="call-by-number" on:submit=call>
            <label>
                <span class="field-label">"番号で呼ぶ"</span>
                <input class="input" type="text" autocomplete="off" placeholder="A012" size="8" node_ref=typed.node()/>
            </label>
            <button type="submit" class="button quiet">"呼ぶ"</button>
        </form>
    }
}
