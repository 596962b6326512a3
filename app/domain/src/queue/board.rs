//! What the lobby may see. No field here can hold personal data.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Queue, TicketNumber};
use crate::city::CounterNumber;
use crate::moment::Moment;

/// What the display shows (呼出表示の中身) of one office: state with a revision, not a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The office, by id.
    pub office: String,
    /// The ledger's sequence number of the last event in it; grows with each event.
    pub revision: u64,
    /// The day its numbers belong to, in Japan: yesterday's A012 is not today's. Nothing before the office first opens.
    pub day: Option<NaiveDate>,
    /// Every queue, in the office's order.
    pub queues: Vec<Lane>,
    /// Everybody at or on the way to a counter, and the last ones missed as far as twelve are not exceeded; newest call first.
    pub calls: Vec<Call>,
    /// The kiosks where somebody waits for staff, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bells: Vec<Bell>,
}

/// A kiosk at which somebody waits for staff (呼び鈴).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bell {
    /// Which kiosk, by its number; its name is in the staff's list of devices.
    pub kiosk: u32,
    /// Since when.
    pub since: Moment,
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

/// How many calls are shown before the missed ones are left out: three times what a display shows at once.
const CALLS_SHOWN: usize = 12;

impl Queue {
    /// What the lobby may see now.
    pub fn board(&self) -> Board {
        let at_counters = self.calls.iter().filter(|call| call.stage != Stage::Missed).count();
        let mut room_for_missed = CALLS_SHOWN.saturating_sub(at_counters);
        let shown = |call: &&Call| {
            if call.stage != Stage::Missed {
                return true;
            }
            let shown = room_for_missed > 0;
            room_for_missed = room_for_missed.saturating_sub(1);
            shown
        };
        Board {
            office: self.office.clone(),
            revision: self.revision,
            day: self.day,
            queues: self
                .lines
                .iter()
                .map(|line| Lane { queue: line.queue.clone(), waiting: line.waiting.iter().map(|one| one.ticket).collect() })
                .collect(),
            calls: self.calls.iter().filter(shown).cloned().collect(),
            bells: self.bells.clone(),
        }
    }
}

impl Board {
    /// How many are called before this ticket in its queue (前の人数); nothing if it does not wait.
    pub fn ahead_of(&self, ticket: TicketNumber) -> Option<usize> {
        self.queues.iter().find_map(|lane| lane.waiting.iter().position(|waiting| *waiting == ticket))
    }

    /// The call of this ticket, if it was called and is not over.
    pub fn call_of(&self, ticket: TicketNumber) -> Option<&Call> {
        self.calls.iter().find(|call| call.ticket == ticket)
    }

    /// Who is at this counter or on the way to it.
    pub fn at(&self, counter: CounterNumber) -> Option<&Call> {
        self.calls.iter().find(|call| call.counter == counter && call.stage != Stage::Missed)
    }
}
