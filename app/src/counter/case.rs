//! The form that lies on the desk: read from a code or taken from the list, looked over, accepted, printed.

use api::{Listing, Opened, Refused};
use domain::submission::{ReferenceNumber, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::presses::Presses;
use super::session::{Session, session};
use crate::device::clock::{self, Later};
use crate::device::printer;

/// What lies on the desk (机の上の申請書).
#[derive(Clone, Debug, PartialEq)]
pub enum OnDesk {
    /// Nothing.
    Nothing,
    /// A form is being opened.
    Opening,
    /// It could not be opened, and why.
    Refused(String),
    /// An open form, and the digits it was read from while the city hall has not stored it.
    Open(Opened, Option<String>),
}

/// What can be done with an open form by one press (操作).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Accept,
    Print,
}

impl Act {
    fn words(self) -> &'static str {
        match self {
            Act::Accept => "受理する",
            Act::Print => "印刷",
        }
    }
}

/// An answer that takes longer than so many milliseconds is seen to be awaited.
const SOON: u32 = 400;

/// The one form on the desk, and everything that can be done with it.
#[derive(Clone, Copy)]
pub struct Case {
    session: Session,
    on_desk: RwSignal<OnDesk>,
    /// What came of the last thing done.
    said: RwSignal<Result<String, String>>,
    /// Accepting and printing are struck in one go: they are done one after the other.
    presses: RwSignal<Presses<Act>>,
    /// Whether an answer is late enough to be spoken of.
    late: RwSignal<bool>,
    verdict: Later,
    /// Counts what was laid on the desk: an answer about a form that was taken off it is not shown any more.
    turn: StoredValue<u32>,
    /// Whether the sheet in the printer is a repeated one.
    reprint: RwSignal<bool>,
}

impl Case {
    /// An empty desk.
    pub fn new() -> Case {
        Case {
            session: session(),
            on_desk: RwSignal::new(OnDesk::Nothing),
            said: RwSignal::new(Ok(String::new())),
            presses: RwSignal::default(),
            late: RwSignal::new(false),
            verdict: Later::nothing(),
            turn: StoredValue::new(0),
            reprint: RwSignal::new(false),
        }
    }

    /// What lies there.
    pub fn on_desk(self) -> OnDesk {
        self.on_desk.get()
    }

    /// What came of the last thing done: a sentence, good or bad.
    pub fn said(self) -> Result<String, String> {
        let (asked, left) = self.presses.with(|presses| (presses.asked().copied(), presses.left().copied()));
        match (asked.filter(|_| self.late.get()), left) {
            (Some(act), _) => Ok(format!("「{}」の返事を待っています…", act.words())),
            (None, Some(act)) => {
                let first = self.said.get().err().unwrap_or_default();
                Err(format!("{first}続けて押された「{}」は行っていません。", act.words()))
            }
            (None, None) => self.said.get(),
        }
    }

    /// Makes whoever calls it in an effect notice that something was done.
    pub fn follow(self) {
        self.said.track();
    }

    /// Whether the sheet is a repeated one (再印刷).
    pub fn reprint(self) -> bool {
        self.reprint.get()
    }

    /// Opens a code that was read.
    pub fn read(self, slip: String) {
        self.clear();
        self.on_desk.set(OnDesk::Opening);
        self.ask(api::open(slip.clone()), move |answer| self.lay(answer, Some(slip)));
    }

    /// Opens a submission that the city hall holds.
    pub fn take(self, reference: ReferenceNumber) {
        self.clear();
        self.on_desk.set(OnDesk::Opening);
        self.ask(api::submission(reference), move |answer| self.lay(answer, None));
    }

    /// Takes the form off the desk, so that the next person does not see it.
    pub fn clear(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.presses.set(Presses::default());
        self.verdict.never();
        self.late.set(false);
        self.said.set(Ok(String::new()));
        self.reprint.set(false);
        self.on_desk.set(OnDesk::Nothing);
    }

    /// Accepts it (受理): a code is stored and gets its number, an online submission changes its status.
    pub fn accept(self) {
        self.press(Act::Accept);
    }

    /// Prints its sheet.
    pub fn print(self) {
        self.press(Act::Print);
    }

    fn press(self, act: Act) {
        if let Some(act) = self.presses.try_update(|presses| presses.press(act)).flatten() {
            self.act(act);
        }
    }

    fn act(self, act: Act) {
        self.late.set(false);
        self.verdict.instead(SOON, move || self.late.set(true));
        match (act, self.on_desk.get_untracked()) {
            (Act::Accept, OnDesk::Open(_, Some(slip))) => self.accepting(async move {
                let receipt = api::receive(slip).await?;
                Ok((api::submission(receipt.reference.clone()).await?, format!("受理しました。受付番号は {} です。", receipt.reference.0)))
            }),
            (Act::Accept, OnDesk::Open(Opened { stored: Some(Listing { reference, status: Status::Received, .. }), .. }, None)) => {
                self.accepting(async move {
                    api::accept(reference.clone()).await?;
                    Ok((api::submission(reference).await?, "受理しました。".to_owned()))
                });
            }
            (Act::Print, OnDesk::Open(Opened { stored: Some(Listing { reference, .. }), .. }, _)) => self.printing(reference),
            (Act::Print, OnDesk::Open(..)) => self.done(Err("受理すると印刷できます。".to_owned())),
            // It is accepted already, or nothing lies there.
            _ => self.done(Ok(self.said.get_untracked().unwrap_or_default())),
        }
    }

    fn accepting(self, acting: impl Future<Output = Result<(Opened, String), Refused>> + 'static) {
        self.ask(acting, move |answer| {
            let answer = answer.map(|(opened, words)| {
                self.on_desk.set(OnDesk::Open(opened, None));
                words
            });
            self.done(answer.map_err(|refused| refused.sentence()));
        });
    }

    /// The city hall is told first: a sheet that nobody knows of must not exist.
    fn printing(self, reference: ReferenceNumber) {
        self.ask(api::printed(reference.clone()), move |answer| {
            if let Ok(again) = answer {
                self.reprint.set(again);
                spawn_local(async move {
                    // The page takes the mark of a repeated print first.
                    clock::pause(std::time::Duration::from_millis(50)).await;
                    printer::print(&reference.0);
                });
            }
            let words =
                |again| if again { "再印刷しました。用紙に「再印刷」と入ります。" } else { "印刷しました。" };
            self.done(answer.map(|again| words(again).to_owned()).map_err(|refused| refused.sentence()));
        });
    }

    /// A press is answered; whatever was kept is done now.
    fn done(self, said: Result<String, String>) {
        self.verdict.never();
        self.late.set(false);
        let next = self.presses.try_update(|presses| presses.answered(said.is_ok())).flatten();
        self.said.set(said);
        if let Some(act) = next {
            self.act(act);
        }
    }

    /// Puts a corrected form in the place of the one on the desk.
    pub fn corrected(self, opened: Opened) {
        let reference = |opened: &Opened| opened.stored.as_ref().map(|stored| stored.reference.clone());
        let still = |on_desk: &OnDesk| matches!(on_desk, OnDesk::Open(there, _) if reference(there) == reference(&opened));
        if !self.on_desk.try_with_untracked(still).unwrap_or(false) {
            return;
        }
        self.said.set(Ok("補正を保存しました。".to_owned()));
        self.on_desk.set(OnDesk::Open(opened, None));
    }

    fn lay(self, answer: Result<Opened, Refused>, slip: Option<String>) {
        self.on_desk.set(match answer {
            Ok(opened) => OnDesk::Open(opened, slip),
            Err(refused) => OnDesk::Refused(refused.sentence()),
        });
    }

    /// Asks the city hall about what lies on the desk now.
    fn ask<T: 'static>(
        self,
        question: impl Future<Output = Result<T, Refused>> + 'static,
        then: impl FnOnce(Result<T, Refused>) + 'static,
    ) {
        let turn = self.turn.get_value();
        self.session.ask(question, move |answer| {
            if self.turn.try_get_value() == Some(turn) {
                then(answer);
            }
        });
    }
}
