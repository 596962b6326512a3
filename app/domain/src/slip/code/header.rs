//! The header: what every reader of format 1 can read, whatever the form.

use super::CodeFault;
use super::tape::{Misfit, Tape};
use crate::form::Form;
use crate::moment::Moment;
use crate::slip::{MOST_LEAVES, Municipality, Slip};

/// How many days the header can count from 2024-01-01: until 2068.
const DAYS: u32 = 16_384;

/// Where and when a code is read.
#[derive(Clone, Copy)]
pub(in crate::slip) struct Here<'t> {
    /// The city that reads.
    pub city: Municipality<'t>,
    /// What time it is there.
    pub now: Moment,
}

/// The tables (文字表) of a code: how its texts and a few other answers are written. Each is frozen; this program writes the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::slip) enum Tables {
    /// Characters by their class.
    Zero,
    /// The same, and names tell of characters that are to be put right.
    One,
    /// Characters by how likely they are, towns of the city by their row; names tell of characters that are to be put right.
    Two,
}

impl Tables {
    /// All of them, by their number.
    const ALL: [Tables; 3] = [Tables::Zero, Tables::One, Tables::Two];
    /// Those that a slip is written with.
    pub const USUAL: Tables = Tables::Two;

    fn of_number(number: u32) -> Option<Tables> {
        Tables::ALL.get(number as usize).copied()
    }
}

/// The header of a code, readable without knowing a form.
pub(super) struct Header {
    table: u32,
    municipality: u32,
    day: u32,
    quarter: u32,
    further_forms: u32,
}

/// What stands before the answers of each form: which form it is.
#[derive(Clone, Copy, Default)]
pub(super) struct Heading {
    form: u32,
    edition: u32,
}

impl Header {
    /// The header that a slip gets.
    pub fn of(city_number: u16, slip: &Slip, tables: Tables) -> Result<Header, CodeFault> {
        let (day, quarter) = slip.created().day_and_quarter();
        let day = u32::try_from(day).ok().filter(|day| *day < DAYS).ok_or(CodeFault::WrongClock)?;
        let (table, further_forms) = (tables as u32, slip.leaves().len() as u32 - 1);
        Ok(Header { table, municipality: u32::from(city_number), day, quarter, further_forms })
    }

    /// Reads the header that stands first on a tape.
    pub fn read(tape: &mut Tape) -> Result<Header, Misfit> {
        Header { table: 0, municipality: 0, day: 0, quarter: 0, further_forms: 0 }.walk(tape)
    }

    /// Writes it, or reads one: then `self` counts for nothing.
    pub fn walk(&self, tape: &mut Tape) -> Result<Header, Misfit> {
        let mut symbol = |what, n, value| {
            tape.next_is(what);
            tape.uniform(n, value)
        };
        Ok(Header {
            table: symbol("tables", 16, self.table)?,
            municipality: symbol("municipality", 2048, self.municipality)?,
            day: symbol("day since 2024-01-01", DAYS, self.day)?,
            quarter: symbol("quarter-hour", 96, self.quarter)?,
            further_forms: symbol("further forms", MOST_LEAVES as u32, self.further_forms)?,
        })
    }

    /// Its numbers in their order, for the check digits.
    pub fn numbers(&self) -> [u32; 5] {
        [self.table, self.municipality, self.day, self.quarter, self.further_forms]
    }

    /// The tables it is written with; nothing if this program does not know them.
    pub fn tables(&self) -> Option<Tables> {
        Tables::of_number(self.table)
    }

    /// How many forms follow: 1 to [`MOST_LEAVES`].
    pub fn forms(&self) -> usize {
        self.further_forms as usize + 1
    }

    /// When the slip was made, to the quarter of an hour.
    pub fn created(&self) -> Moment {
        Moment::from_day_and_quarter(i64::from(self.day), self.quarter)
    }

    /// Says whether no program can have written it, as is likely when a digit of a plain code is wrong.
    ///
    /// The first symbols lie in the last digits. Where they are right the end is there and the fault lies further up.
    pub fn of_chance(&self, Here { city, now }: Here) -> Option<CodeFault> {
        let (known, ours) = (self.tables().is_some(), self.municipality == u32::from(city.number));
        let by_now = self.created() <= tomorrow(now);
        match () {
            () if by_now && known && ours => None,
            // Of another city or another table: believed of one form only, for what a lost end leaves names any count of them.
            () if by_now && (known || ours) && self.further_forms == 0 => None,
            () => Some(CodeFault::Truncated),
        }
    }

    /// Says what of it cannot be read here.
    pub fn check(&self, Here { city, now }: Here) -> Result<Tables, CodeFault> {
        match () {
            () if self.tables().is_none() => Err(CodeFault::UnknownTable),
            () if self.municipality != u32::from(city.number) => Err(CodeFault::OtherMunicipality),
            () if self.created() > tomorrow(now) => Err(CodeFault::WrongClock),
            () => self.tables().ok_or(CodeFault::UnknownTable),
        }
    }
}

impl Heading {
    /// What stands before the answers to this form.
    pub fn of(form: &Form) -> Heading {
        Heading { form: u32::from(form.number), edition: u32::from(form.edition) }
    }

    /// Writes it, or reads one: then `self` counts for nothing.
    pub fn walk(&self, tape: &mut Tape) -> Result<Heading, Misfit> {
        tape.next_is("form");
        let form = tape.uniform(256, self.form)?;
        tape.next_is("edition");
        Ok(Heading { form, edition: tape.uniform(64, self.edition)? })
    }

    /// Its numbers in their order, for the check digits.
    pub fn numbers(&self) -> [u32; 2] {
        [self.form, self.edition]
    }

    /// Finds its form and edition.
    pub fn find<'f>(&self, shelf: &[&'f Form]) -> Result<&'f Form, CodeFault> {
        let editions = || shelf.iter().filter(|form| u32::from(form.number) == self.form);
        match editions().find(|form| u32::from(form.edition) == self.edition) {
            Some(form) => Ok(form),
            None if editions().next().is_some() => Err(CodeFault::UnknownVersion { number: self.form as u8, edition: self.edition as u8 }),
            None => Err(CodeFault::UnknownForm { number: self.form as u8 }),
        }
    }
}

/// Clocks differ: what is made within a day from now is not from the future.
fn tomorrow(now: Moment) -> Moment {
    Moment(now.0 + 24 * 60 * 60)
}
