//! The form that lies on the desk: read from a code or taken from the list, looked over, accepted, printed.

use api::{Listing, Opened, Refused};
use domain::submission::{ReferenceNumber, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::session::{Session, session};
use crate::device::{clock, printer};

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

/// The one form on the desk, and everything that can be done with it.
#[derive(Clone, Copy)]
pub struct Case {
    session: Session,
    on_desk: RwSignal<OnDesk>,
    /// What came of the last thing done.
    said: RwSignal<Result<String, String>>,
    busy: RwSignal<bool>,
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
            busy: RwSignal::new(false),
            reprint: RwSignal::new(false),
        }
    }

    /// What lies there.
    pub fn on_desk(self) -> OnDesk {
        self.on_desk.get()
    }

    /// What came of the last thing done: a sentence, good or bad.
    pub fn said(self) -> Result<String, String> {
        self.said.get()
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
        self.session.ask(api::open(slip.clone()), move |answer| self.lay(answer, Some(slip)));
    }

    /// Opens a submission that the city hall holds.
    pub fn take(self, reference: ReferenceNumber) {
        self.clear();
        self.on_desk.set(OnDesk::Opening);
        self.session.ask(api::submission(reference), move |answer| self.lay(answer, None));
    }

    /// Takes the form off the desk, so that the next person does not see it.
    pub fn clear(self) {
        self.said.set(Ok(String::new()));
        self.reprint.set(false);
        self.on_desk.set(OnDesk::Nothing);
    }

    /// Accepts it (受理): a code is stored and gets its number, an online submission changes its status.
    pub fn accept(self) {
        let OnDesk::Open(opened, slip) = self.on_desk.get_untracked() else { return };
        match (opened.stored, slip) {
            (_, Some(slip)) => self.act(async move {
                let receipt = api::receive(slip).await?;
                Ok((api::submission(receipt.reference.clone()).await?, format!("受理しました。受付番号は {} です。", receipt.reference.0)))
            }),
            (Some(Listing { reference, status: Status::Received, .. }), None) => self.act(async move {
                api::accept(reference.clone()).await?;
                Ok((api::submission(reference).await?, "受理しました。".to_owned()))
            }),
            _ => {}
        }
    }

    /// Prints its sheet. The city hall is told first: a sheet that nobody knows of must not exist.
    pub fn print(self) {
        let OnDesk::Open(Opened { stored: Some(Listing { reference, .. }), .. }, _) = self.on_desk.get_untracked() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.session.ask(api::printed(reference.clone()), move |answer| {
            self.busy.set(false);
            match answer {
                Err(refused) => self.said.set(Err(refused.sentence())),
                Ok(again) => {
                    self.reprint.set(again);
                    let words =
                        if again { "再印刷しました。用紙に「再印刷」と入ります。" } else { "印刷しました。" };
                    self.said.set(Ok(words.to_owned()));
                    spawn_local(async move {
                        // The page takes the mark of a repeated print first.
                        clock::pause(std::time::Duration::from_millis(50)).await;
                        printer::print(&reference.0);
                    });
                }
            }
        });
    }

    /// Puts a corrected form in the place of the one on the desk.
    pub fn corrected(self, opened: Opened) {
        self.said.set(Ok("補正を保存しました。".to_owned()));
        self.on_desk.set(OnDesk::Open(opened, None));
    }

    fn lay(self, answer: Result<Opened, Refused>, slip: Option<String>) {
        self.on_desk.set(match answer {
            Ok(opened) => OnDesk::Open(opened, slip),
            Err(refused) => OnDesk::Refused(refused.sentence()),
        });
    }

    fn act(self, acting: impl Future<Output = Result<(Opened, String), Refused>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.session.ask(acting, move |answer| {
            self.busy.set(false);
            match answer {
                Ok((opened, words)) => {
                    self.on_desk.set(OnDesk::Open(opened, None));
                    self.said.set(Ok(words));
                }
                Err(refused) => self.said.set(Err(refused.sentence())),
            }
        });
    }
}
