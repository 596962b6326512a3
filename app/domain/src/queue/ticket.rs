//! The number on a ticket, and its one way of being written.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number on a waiting ticket (整理券の番号): the queue's letter, A to Z, and 1 to 999, written `A012`. Numbers start anew each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketNumber {
    /// The letter of the queue.
    pub letter: char,
    /// The running number of the day.
    pub number: u16,
}

impl TicketNumber {
    /// The last number a queue gives out in a day: three digits are all that a display and an ear take in at once.
    pub const LAST: u16 = 999;
}

/// A text that is not a ticket number (整理券の番号ではない文字).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATicket;

impl fmt::Display for NotATicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a ticket number is a capital letter and three digits from 001, such as A012")
    }
}

impl std::error::Error for NotATicket {}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:03}", self.letter, self.number)
    }
}

impl FromStr for TicketNumber {
    type Err = NotATicket;

    fn from_str(text: &str) -> Result<Self, NotATicket> {
        let &[letter, a, b, c] = text.as_bytes() else { return Err(NotATicket) };
        if !letter.is_ascii_uppercase() || ![a, b, c].iter().all(u8::is_ascii_digit) {
            return Err(NotATicket);
        }
        let number = [a, b, c].iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
        if number == 0 { Err(NotATicket) } else { Ok(TicketNumber { letter: letter.into(), number }) }
    }
}

impl Serialize for TicketNumber {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TicketNumber {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}
