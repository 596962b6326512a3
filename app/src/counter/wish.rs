//! What can be asked for with one press at the counter.

use std::time::Duration;

use api::Refused;
use domain::queue::{Call, Stage, TicketNumber};

use super::place::Place;
use crate::device::clock;

/// After so long a ticket whose answer was lost on the way is asked for again.
const AGAIN: Duration = Duration::from_secs(1);

/// What can be done with whoever is at the counter (窓口の操作), each with one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Call whoever has waited longest.
    Next,
    /// Call the same person again.
    Again,
    /// Nobody came.
    Missed,
    /// The person has come.
    Came,
    /// The person has been served.
    Finished,
}

impl Step {
    /// All of them, as they stand on the screen.
    pub const ALL: [Step; 5] = [Step::Next, Step::Came, Step::Finished, Step::Again, Step::Missed];

    /// What its button says.
    pub fn words(self) -> &'static str {
        match self {
            Step::Next => "次の方を呼ぶ",
            Step::Again => "もう一度呼ぶ",
            Step::Missed => "不在にする",
            Step::Came => "来られました",
            Step::Finished => "終了",
        }
    }

    /// Function keys, because letters belong to the fields, and digits to the reader.
    pub fn key(self) -> &'static str {
        match self {
            Step::Next => "F2",
            Step::Again => "F4",
            Step::Missed => "Shift+F4",
            Step::Came => "F8",
            Step::Finished => "F9",
        }
    }

    /// What is usually done next with whoever is at the counter.
    pub fn usual(call: Option<&Call>) -> Step {
        match call.map(|call| call.stage) {
            Some(Stage::Called) => Step::Came,
            Some(Stage::Serving) => Step::Finished,
            Some(Stage::Missed) | None => Step::Next,
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

/// What a press asks for (指示). Two presses that ask for the same are one wish while it is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A step with whoever is at the counter.
    Step(Step),
    /// Call this person, out of turn.
    Call(TicketNumber),
    /// A ticket for somebody who did not take one.
    Ticket {
        /// Of which queue, by id.
        queue: String,
    },
}

impl Wish {
    /// Its name in a sentence.
    pub fn words(&self) -> String {
        match self {
            Wish::Step(step) => step.words().to_owned(),
            Wish::Call(ticket) => format!("{ticket}番を呼ぶ"),
            Wish::Ticket { .. } => "発券".to_owned(),
        }
    }

    /// Asks the city hall. The sentence says what was done.
    ///
    /// # Errors
    /// The city hall's refusal, or that it cannot be reached.
    pub async fn ask(self, here: Place) -> Result<String, Refused> {
        let (office, counter) = (here.office.id.clone(), here.counter);
        match self {
            Wish::Step(step) => {
                let ticket = match step {
                    Step::Next => api::call_next(office, counter).await,
                    Step::Again => api::recall(office, counter).await,
                    Step::Missed => api::miss(office, counter).await,
                    Step::Came => api::serve(office, counter).await,
                    Step::Finished => api::finish(office, counter).await,
                };
                Ok(step.done(ticket?))
            }
            Wish::Call(ticket) => Ok(Step::Next.done(api::call(office, counter, ticket).await?)),
            Wish::Ticket { queue } => {
                let key = clock::unique();
                let ask = || api::issue_ticket(office.clone(), queue.clone(), key.clone());
                let mut answer = ask().await;
                if answer == Err(Refused::Unreachable) {
                    // It may have been issued all the same; asked for with the same key, it is the same ticket.
                    clock::pause(AGAIN).await;
                    answer = ask().await;
                }
                let issued = answer?;
                Ok(format!("{}番の整理券を発行しました。前に{}人お待ちです。", issued.ticket, issued.ahead))
            }
        }
    }
}
