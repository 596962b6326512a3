//! What the lobby may see. No field here can hold personal data.

use serde::{Deserialize, Serialize};

use super::TicketNumber;
use crate::city::CounterNumber;

/// What the display shows (呼出表示の中身) of one office: state with a revision, not a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The office, by id.
    pub office: String,
    /// The ledger's sequence number of the last event in it; grows with each event.
    pub revision: u64,
    /// Every queue, in the office's order.
    pub queues: Vec<Lane>,
    /// Who is at or on the way to a counter, and the last ones missed, newest call first; at most twelve.
    pub calls: Vec<Call>,
}

/// One queue (待ち行列) on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// The queue, by id.
    pub queue: String,
    /// Who waits, in order, so that a phone finds itself; their number is n_waiting (待ち人数).
    pub waiting: Vec<TicketNumber>,
}

/// A call (呼出) on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Who.
    pub ticket: TicketNumber,
    /// Whither.
    pub counter: CounterNumber,
    /// The revision of the last time it was called: a higher one than seen before rings the chime.
    pub called: u64,
    /// How far it is.
    pub stage: Stage,
}

/// How far a call (呼出の段階) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Called, expected at the counter (呼出中).
    Called,
    /// Being served (対応中).
    Serving,
    /// Called and did not come (不在).
    Missed,
}
