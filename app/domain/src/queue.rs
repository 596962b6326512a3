//! The lobby: commands are decided into events, events are applied. Pure; the same for the server and for tests.

pub mod board;
pub mod event;

use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use board::{Board, Call, Lane, Stage};
pub use event::{Event, Refusal};

use crate::city::{CounterNumber, Office};

/// A number on a waiting ticket (整理券の番号): the queue's letter and 1 to 999, shown as `A012`. Numbers start anew each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketNumber {
    /// The letter of the queue.
    pub letter: char,
    /// The running number of the day.
    pub number: u16,
}
/// stub
#[derive(Serialize, Deserialize)]
struct X;
impl Serialize for TicketNumber {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("{}{:03}", self.letter, self.number))
    }
}
impl<'de> Deserialize<'de> for TicketNumber {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = String::deserialize(d)?;
        Ok(TicketNumber { letter: s.chars().next().unwrap_or('A'), number: s[1..].parse().unwrap_or(0) })
    }
}
impl Refusal {
    /// x
    pub fn sentence(&self) -> String {
        String::new()
    }
}
