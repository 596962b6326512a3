//! The municipality and its offices, as the pages and the codes need to know them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::looks::Looks;
use crate::open_days::OpenDays;
use crate::slip::{CityKey, Municipality, Towns};

/// A municipality (市区町村) that runs this counter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct City {
    /// Its 全国地方公共団体コード: six digits, the last of which checks the others.
    pub code: String,
    /// Its number in the header of a code: 0 to 2047; 2040 to 2047 are for demonstration cities.
    pub number: u16,
    /// Its name as residents say it, such as `さくら野市`.
    pub name: String,
    /// The prefecture it lies in.
    pub prefecture: String,
    /// Its offices; at least one.
    pub offices: Vec<Office>,
    /// The key that slips are sealed to; a city without one takes plain codes, and never from the internet.
    pub key: Option<CityKey>,
    /// The last day on which phones seal to it without asking for another; none if it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_until: Option<NaiveDate>,
    /// Its colours and its logo; the server draws with them, and nobody else needs them.
    #[serde(skip)]
    pub looks: Looks,
    /// The forms of the library, by id, that are written on paper here, each with what to use instead; only the server looks at this.
    #[serde(skip)]
    pub without_forms: BTreeMap<String, Instead>,
    /// When it is open; forms and guides take from here what they need of it.
    #[serde(skip)]
    pub open_days: OpenDays,
    /// The town tables that are known of it, the one in use first; a phone fetches that one when it makes a code.
    #[serde(skip)]
    pub towns: Vec<Towns>,
}

/// What people use in the place of a form of the library (様式の代わり).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The paper at the counter.
    Counter,
    /// A sheet of the city's own, in its words.
    OwnSheet(String),
}

/// An office or branch (庁舎・支所) with its own lobby.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// A short lower-case id, such as `main`.
    pub id: String,
    /// Its name on the screens, such as `本庁舎`.
    pub name: String,
    /// When it is open, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// What one can wait for here, in the order of the kiosk's buttons.
    pub queues: Vec<QueuePlan>,
    /// The counters where people are served.
    pub counters: Vec<Counter>,
}

/// One line of waiting people (待ち行列) as the office has planned it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueuePlan {
    /// A short lower-case id, such as `certificates`.
    pub id: String,
    /// Its name on the kiosk, such as `証明書の発行`.
    pub name: String,
    /// What is done there, in a few words, for those who do not know which button is theirs.
    pub hint: String,
    /// The letter before its ticket numbers, such as `A`; no two queues of an office share one.
    pub letter: char,
}

/// A counter (窓口) of an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counter {
    /// The number that hangs above it.
    pub number: CounterNumber,
    /// The queues served there, by id, the first ones first where several people wait equally long.
    pub queues: Vec<String>,
}

/// The number of a counter (窓口番号): 1 to 99.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CounterNumber(pub u8);

/// To whom the forms of a city are addressed (宛先): its head, by the office, as on the forms themselves.
pub fn addressee(city: &str) -> String {
    format!("{city}長")
}

impl City {
    /// What codes know of it.
    pub fn municipality(&self) -> Municipality<'_> {
        Municipality { number: self.number, towns: &self.towns }
    }

    /// The office of this id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.offices.iter().find(|o| o.id == id)
    }
}

impl Office {
    /// The counter of this number.
    pub fn counter(&self, number: CounterNumber) -> Option<&Counter> {
        self.counters.iter().find(|c| c.number == number)
    }

    /// The queue of this id.
    pub fn queue(&self, id: &str) -> Option<&QueuePlan> {
        self.queues.iter().find(|q| q.id == id)
    }
}
