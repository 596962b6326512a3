//! One press of a button: one ticket, however often the network loses the answer.

use std::time::Duration;

use api::{Issued, Refused};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::clock;
use crate::enrolment::Introduction;

/// How long an answer is awaited before the question is put again.
const PATIENCE: Duration = Duration::from_secs(4);

/// How often the question is put before the person is told.
const TRIES: u32 = 4;

/// What came of the last press (発券の状態).
#[derive(Clone, Debug, PartialEq)]
pub enum Pressed {
    /// Nothing was pressed, or it is over.
    Nothing,
    /// The city hall is being asked.
    Waiting,
    /// A ticket was issued.
    Issued(Issued),
    /// There was none, and why.
    Refused(Refused),
}

/// The buttons of a kiosk, and the one that was pressed.
#[derive(Clone, Copy)]
pub struct Press {
    office: StoredValue<String>,
    introduction: Introduction,
    pressed: RwSignal<Pressed>,
    /// The queue and the key of the press that is under way; asked again, it is still the same press.
    asked: StoredValue<Option<(String, String)>>,
}

impl Press {
    /// Nothing pressed yet.
    pub fn new(office: String, introduction: Introduction) -> Press {
        Press { office: StoredValue::new(office), introduction, pressed: RwSignal::new(Pressed::Nothing), asked: StoredValue::new(None) }
    }

    /// What came of the last press.
    pub fn pressed(self) -> Pressed {
        self.pressed.get()
    }

    /// Somebody pressed the button of a queue. While a ticket is being issued or shown, the press does nothing: a hand
    /// that trembles takes one ticket.
    pub fn queue(self, queue: &str) {
        if self.pressed.with_untracked(|pressed| *pressed == Pressed::Nothing) {
            self.asked.set_value(Some((queue.to_owned(), clock::unique())));
            self.ask();
        }
    }

    /// The same press again, after trouble: if the ticket was issued after all, it is this one.
    pub fn again(self) {
        self.ask();
    }

    /// Back to the buttons.
    pub fn over(self) {
        self.asked.set_value(None);
        self.pressed.set(Pressed::Nothing);
    }

    fn ask(self) {
        let Some((queue, key)) = self.asked.get_value() else { return };
        self.pressed.set(Pressed::Waiting);
        spawn_local(async move {
            let office = self.office.get_value();
            let answer = insist(move || api::issue_ticket(office.clone(), queue.clone(), key.clone())).await;
            match answer {
                Ok(issued) => self.pressed.set(Pressed::Issued(issued)),
                Err(refused) => {
                    if refused == Refused::NotSignedIn {
                        self.introduction.again();
                    }
                    self.pressed.set(Pressed::Refused(refused));
                }
            }
        });
    }
}

/// Asks until there is an answer worth showing: what is lost on the way or asked at a bad moment is asked again.
async fn insist<T, F: Future<Output = Result<T, Refused>>>(ask: impl Fn() -> F) -> Result<T, Refused> {
    let mut answer = Err(Refused::Unreachable);
    for again in 0..TRIES {
        clock::pause(Duration::from_secs(u64::from(again))).await;
        answer = clock::within(PATIENCE, ask()).await.unwrap_or(Err(Refused::Unreachable));
        if !matches!(answer, Err(Refused::Unreachable | Refused::Overloaded | Refused::Broken)) {
            break;
        }
    }
    answer
}
