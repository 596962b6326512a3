//! What happened in the lobby, and why something may not happen.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::TicketNumber;
use crate::city::CounterNumber;

/// Something that happened in the lobby (出来事). Never edited; its order is the ledger's sequence, never a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum Event {
    /// The lobby opened for a day: yesterday's tickets are void (開庁).
    Opened {
        /// The day in Japan.
        day: NaiveDate,
    },
    /// A ticket was issued (発券).
    Issued {
        /// Its number.
        ticket: TicketNumber,
        /// The queue, by id.
        queue: String,
    },
    /// A ticket was called to a counter (呼出).
    Called {
        /// Who.
        ticket: TicketNumber,
        /// Whither.
        counter: CounterNumber,
    },
    /// The call was repeated (再呼出).
    Recalled {
        /// Who.
        ticket: TicketNumber,
        /// Whither.
        counter: CounterNumber,
    },
    /// Nobody came (不在).
    Missed {
        /// Who.
        ticket: TicketNumber,
        /// Whither they were called.
        counter: CounterNumber,
    },
    /// The person came and is being served (対応中).
    Serving {
        /// Who.
        ticket: TicketNumber,
        /// Where.
        counter: CounterNumber,
    },
    /// The person has been served (終了).
    Served {
        /// Who.
        ticket: TicketNumber,
        /// Where.
        counter: CounterNumber,
    },
}

/// Why a command may not be carried out (拒否).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "refusal")]
pub enum Refusal {
    /// Nobody waits in the queues of this counter.
    NobodyWaiting,
    /// The counter has somebody already; finish or mark missed first.
    CounterBusy {
        /// Who is there or was called there.
        ticket: TicketNumber,
    },
    /// The counter has nobody to recall, miss, serve or finish.
    CounterEmpty,
    /// Another counter was quicker.
    AlreadyCalled {
        /// Who was called.
        ticket: TicketNumber,
        /// By which counter.
        counter: CounterNumber,
    },
    /// This ticket does not wait: not issued today, or over.
    NotWaiting {
        /// Which ticket was meant.
        ticket: TicketNumber,
    },
    /// The person at the counter is being served already, so the call cannot be repeated or marked missed.
    AlreadyServing {
        /// Who.
        ticket: TicketNumber,
    },
    /// The person has not come yet, so cannot be finished.
    NotServing {
        /// Who was called.
        ticket: TicketNumber,
    },
    /// The office has no such counter.
    UnknownCounter,
    /// The office has no such queue.
    UnknownQueue,
    /// All 999 numbers of the queue's day are given out.
    NumbersUsedUp,
}
