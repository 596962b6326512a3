//! The words and rules of the counter (窓口).
//!
//! Reading order: [`city`] and [`form`] say what may be asked; [`draft`] is a form being written;
//! [`form::check`] judges it; [`slip`] is a finished one, sealed and turned into digits; [`submission`]
//! is a slip that the city hall holds, [`office_use`] what the office fills in on it. [`profile`] is what a household writes once for every form. [`guide`] says which
//! [`procedure`]s a life event brings, a [`leaflet`] what there is to know about each, [`find`] looks for them by a word; [`postal`] knows places,
//! [`numbering`] how their numbers are written, and [`bank`] banks by a few signs; [`open_days`] are those of the city hall. [`queue`] is the lobby.
//! [`words`] says all this in another [`language`].
//!
//! Invariants: this crate knows no browser, SQL, network, clock or dice. Time, ids and randomness come in
//! as arguments. There is one validator, [`form::check`]. A [`slip::Slip`] comes only from
//! [`draft::Draft::finish`] or [`slip::SealedSlip::open`].

pub mod bank;
pub mod city;
pub mod draft;
pub mod era;
pub mod find;
pub mod form;
pub mod guide;
pub mod kana;
pub mod language;
pub mod leaflet;
pub mod looks;
pub mod moment;
pub mod numbering;
pub mod office_use;
pub mod open_days;
pub mod postal;
pub mod procedure;
pub mod profile;
pub mod queue;
pub mod slip;
pub mod submission;
pub mod words;
