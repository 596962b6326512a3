//! The lobby: commands are decided into events, events are applied. Pure; the same for the server and for tests.
//!
//! [`Queue::decide`] reads and changes nothing, [`Queue::apply`] changes and refuses nothing. Between the two the
//! ledger writes the event down; so whoever replays the ledger stands in the same lobby.

pub mod board;
pub mod decide;
pub mod event;
pub mod ticket;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDate;

pub use board::{Bell, Board, Call, Lane, Stage};
pub use decide::Command;
pub use event::{Elsewhere, Event, Refusal};
pub use ticket::{NotATicket, TicketNumber};

use crate::city::{CounterNumber, Office};

/// One office's day (待ち行列): who waits, who was called where, and which number comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    office: String,
    /// How many of `lines` the office plans; those after them are of queues that were taken off the plan during the day.
    planned: usize,
    revision: u64,
    day: Option<NaiveDate>,
    lines: Vec<Line>,
    /// The number given out last, by letter. Kept apart from the lines so that a changed plan never gives a number twice.
    last_numbers: BTreeMap<char, u16>,
    /// Everybody called and not yet served, newest call first.
    calls: Vec<Call>,
    /// Whom each counter missed last.
    last_missed: BTreeMap<CounterNumber, TicketNumber>,
    /// The kiosks where somebody waits for staff, the first one first.
    bells: Vec<Bell>,
}

/// Those who wait (待っている人) in one queue, in the order of their tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    queue: String,
    waiting: VecDeque<Waiting>,
}

/// Somebody who waits (待っている人).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Waiting {
    ticket: TicketNumber,
    /// The sequence number of its issue: who has the lowest has waited longest.
    since: u64,
}

impl Queue {
    /// An empty lobby of the office, before its first event.
    pub fn new(office: &Office) -> Queue {
        let lines: Vec<Line> = office.queues.iter().map(|plan| Line::new(&plan.id)).collect();
        Queue {
            office: office.id.clone(),
            planned: lines.len(),
            revision: 0,
            day: None,
            lines,
            last_numbers: BTreeMap::new(),
            calls: Vec::new(),
            last_missed: BTreeMap::new(),
            bells: Vec::new(),
        }
    }

    /// The sequence number of the last event applied; 0 before the first.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The day the lobby is open for, in Japan; nothing before it first opens.
    pub fn day(&self) -> Option<NaiveDate> {
        self.day
    }

    /// Applies what happened. `seq` is its number in the ledger; an event that was applied before changes nothing.
    pub fn apply(&mut self, seq: u64, event: &Event) {
        if seq <= self.revision {
            return;
        }
        self.revision = seq;
        match event {
            Event::Opened { day } => self.open(*day),
            Event::Issued { ticket, queue } => {
                self.last_numbers.insert(ticket.letter, ticket.number);
                self.line(queue).waiting.push_back(Waiting { ticket: *ticket, since: seq });
            }
            Event::Called { ticket, counter } | Event::Recalled { ticket, counter } => {
                self.leave(*ticket);
                self.calls.insert(0, Call { ticket: *ticket, counter: *counter, called: seq, stage: Stage::Called });
            }
            Event::Missed { ticket, counter } => {
                self.step(*ticket, Stage::Missed);
                self.last_missed.insert(*counter, *ticket);
            }
            Event::Serving { ticket, .. } => self.step(*ticket, Stage::Serving),
            Event::Served { ticket, .. } => self.leave(*ticket),
            Event::Rung { kiosk, at } => self.bells.push(Bell { kiosk: *kiosk, since: *at }),
            Event::Answered { kiosk } => self.bells.retain(|bell| bell.kiosk != *kiosk),
        }
    }

    /// Who is at this counter or on the way to it.
    fn at(&self, counter: CounterNumber) -> Option<&Call> {
        self.calls.iter().find(|call| call.counter == counter && call.stage != Stage::Missed)
    }

    /// How the call of this ticket stands, if it was called and is not over.
    fn call_of(&self, ticket: TicketNumber) -> Option<&Call> {
        self.calls.iter().find(|call| call.ticket == ticket)
    }

    /// Whether somebody at this kiosk waits for staff.
    fn rings(&self, kiosk: u32) -> bool {
        self.bells.iter().any(|bell| bell.kiosk == kiosk)
    }

    /// Whether this ticket waits in any queue.
    fn waits(&self, ticket: TicketNumber) -> bool {
        self.lines.iter().flat_map(|line| &line.waiting).any(|one| one.ticket == ticket)
    }

    fn open(&mut self, day: NaiveDate) {
        self.day = Some(day);
        self.lines.truncate(self.planned);
        self.lines.iter_mut().for_each(|line| line.waiting.clear());
        self.last_numbers.clear();
        self.calls.clear();
        self.last_missed.clear();
        self.bells.clear();
    }

    /// The line of a queue; one that the plan no longer names is kept at the end until its day is over.
    fn line(&mut self, queue: &str) -> &mut Line {
        let place = self.lines.iter().position(|line| line.queue == queue).unwrap_or_else(|| {
            self.lines.push(Line::new(queue));
            self.lines.len() - 1
        });
        &mut self.lines[place]
    }

    fn step(&mut self, ticket: TicketNumber, stage: Stage) {
        if let Some(call) = self.calls.iter_mut().find(|call| call.ticket == ticket) {
            call.stage = stage;
        }
    }

    /// Takes a ticket out of wherever it is.
    fn leave(&mut self, ticket: TicketNumber) {
        self.calls.retain(|call| call.ticket != ticket);
        self.lines.iter_mut().for_each(|line| line.waiting.retain(|one| one.ticket != ticket));
    }
}

impl Line {
    fn new(queue: &str) -> Line {
        Line { queue: queue.to_owned(), waiting: VecDeque::new() }
    }
}
