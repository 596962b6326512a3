//! A slip as digits, and back: format 1 of the code.
//!
//! ```text
//! code = "1" check6 N      plain      check6 = CRC-32 of the canonical answers mod 10^6
//!      | "2" keyid6 S      sealed     see [`super::seal`]
//!      | "3" …             kept for a code in several pictures
//! N    = decimal of the coder's number (see `tape`), which starts at 1
//! header: table /16, municipality /2048, day since 2024-01-01 /16384, quarter-hour /96, forms − 1 /16,
//!         then for each form: its number /256, its edition /64, its answers (see `walker`)
//! ```
//!
//! The header's symbols, their order and the codings of `walker` are final: every reader of format 1 reads them for
//! ever. What may change is the table, which says how texts are written (`text` is table 0); a changed one has
//! another id, and a reader that does not know it says so.

mod check;
mod fault;
mod number;
mod tape;
#[cfg(test)]
mod tests;
mod text;
mod walker;

pub use fault::CodeFault;
pub(super) use number::Number;
use tape::{Misfit, Tape};
use walker::Walker;

use chrono::Days;

use super::Slip;
use crate::form::{Answers, Form};
use crate::moment::Moment;

/// The most digits that are looked at; a QR code holds 7,089.
pub(super) const MOST_DIGITS: usize = 8_192;
/// The least digits a plain code can have: its kind, the check and a header.
const LEAST_PLAIN: usize = 1 + 6 + 17;
/// The table whose texts this program writes and reads.
const TABLE: u32 = 0;
/// How many days the header can count from 2024-01-01: until 2068.
const DAYS: u32 = 16_384;

/// The header of a code, readable without knowing the form.
struct Header {
    table: u32,
    municipality: u32,
    day: u32,
    quarter: u32,
    further_forms: u32,
    form: u32,
    edition: u32,
}

impl Header {
    /// The header that `slip` gets.
    fn of(form: &Form, city_number: u16, created: Moment) -> Result<Header, CodeFault> {
        let (day, quarter) = created.day_and_quarter();
        let day = u32::try_from(day).ok().filter(|day| *day < DAYS).ok_or(CodeFault::WrongClock)?;
        let (form, edition) = (u32::from(form.number), u32::from(form.edition));
        Ok(Header { table: TABLE, municipality: u32::from(city_number), day, quarter, further_forms: 0, form, edition })
    }

    /// Writes it, or reads it: then `self` counts for nothing.
    fn walk(&self, tape: &mut Tape) -> Result<Header, Misfit> {
        Ok(Header {
            table: tape.uniform(16, self.table)?,
            municipality: tape.uniform(2048, self.municipality)?,
            day: tape.uniform(DAYS, self.day)?,
            quarter: tape.uniform(96, self.quarter)?,
            further_forms: tape.uniform(16, self.further_forms)?,
            form: tape.uniform(256, self.form)?,
            edition: tape.uniform(64, self.edition)?,
        })
    }

    fn numbers(&self) -> [u32; 7] {
        [self.table, self.municipality, self.day, self.quarter, self.further_forms, self.form, self.edition]
    }

    fn created(&self) -> Moment {
        Moment::from_day_and_quarter(i64::from(self.day), self.quarter)
    }

    /// Whether a program could have written it: a plain code whose end is missing or wrong has a header of chance.
    fn is_likely(&self, city_number: u16, now: Moment) -> bool {
        let ours = self.municipality == u32::from(city_number);
        self.further_forms == 0 && self.created() <= tomorrow(now) && (self.table == TABLE || ours)
    }

    /// Says what of it cannot be read here.
    fn check(&self, city_number: u16, now: Moment) -> Result<(), CodeFault> {
        match () {
            () if self.table != TABLE => Err(CodeFault::UnknownTable),
            () if self.municipality != u32::from(city_number) => Err(CodeFault::OtherMunicipality),
            () if self.further_forms != 0 => Err(CodeFault::UnknownFormat),
            () if self.created() > tomorrow(now) => Err(CodeFault::WrongClock),
            () => Ok(()),
        }
    }

    /// Finds its form and edition.
    fn form<'f>(&self, shelf: impl IntoIterator<Item = &'f Form>) -> Result<&'f Form, CodeFault> {
        let mut fault = CodeFault::UnknownForm;
        for form in shelf {
            if u32::from(form.number) == self.form {
                if u32::from(form.edition) == self.edition {
                    return Ok(form);
                }
                fault = CodeFault::UnknownVersion { edition: self.edition as u8 };
            }
        }
        Err(fault)
    }
}

/// Clocks differ: what is made within a day from now is not from the future.
fn tomorrow(now: Moment) -> Moment {
    Moment(now.0 + 24 * 60 * 60)
}

/// A slip on the tape.
struct Written {
    header: Header,
    answers: Answers,
    number: Number,
}

/// Writes a slip, and makes sure that a reader will find what was answered.
fn write(slip: &Slip, form: &Form, city_number: u16) -> Result<Written, CodeFault> {
    if slip.form != form.id || slip.edition != form.edition {
        return Err(CodeFault::FormDiffers);
    }
    let header = Header::of(form, city_number, slip.created)?;
    let mut tape = Tape::blank();
    let answers = header.walk(&mut tape).and_then(|_| Walker::new(&mut tape, slip.created.date()).form(form, &slip.answers));
    let answers = answers.ok().filter(|answers| answers.entries() == slip.answers.entries()).ok_or(CodeFault::FormDiffers)?;
    Ok(Written { header, answers, number: tape.finish() })
}

/// The coder's number of a slip, as it is sealed.
pub(super) fn number(slip: &Slip, form: &Form, city_number: u16) -> Result<Number, CodeFault> {
    write(slip, form, city_number).map(|written| written.number)
}

/// The digits of a plain code.
pub(super) fn plain(slip: &Slip, form: &Form, city_number: u16) -> Result<String, CodeFault> {
    let Written { header, answers, number } = write(slip, form, city_number)?;
    let digits = format!("1{:06}{}", check::check_digits(&header, &answers), number.to_decimal());
    if digits.len() > MOST_DIGITS { Err(CodeFault::TooLong) } else { Ok(digits) }
}

/// Where and when a code is read.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub city_number: u16,
    pub now: Moment,
}

/// Checks the outside of a plain code.
pub(super) fn plain_envelope(digits: &str) -> Result<(), CodeFault> {
    match digits.as_bytes().get(7) {
        _ if digits.len() < LEAST_PLAIN => Err(CodeFault::Truncated),
        Some(b'0') => Err(CodeFault::CheckFailed),
        _ => Ok(()),
    }
}

/// Reads a plain code, which has passed [`plain_envelope`].
pub(super) fn read_plain<'f>(digits: &str, shelf: impl IntoIterator<Item = &'f Form>, here: Here) -> Result<Slip, CodeFault> {
    let (check, number) = digits[1..].split_at(6);
    let mut tape = Tape::read(Number::from_decimal(number.as_bytes()));
    let header = header_of(&mut tape).filter(|header| header.is_likely(here.city_number, here.now)).ok_or(CodeFault::Truncated)?;
    read_answers(tape, &header, shelf, here, CodeFault::CheckFailed, |answers| check.parse() == Ok(check::check_digits(&header, answers)))
}

/// Reads what was sealed. It is as its writer made it, so whatever does not fit is no slip of the reader.
pub(super) fn read_sealed<'f>(number: Number, shelf: impl IntoIterator<Item = &'f Form>, here: Here) -> Result<Slip, CodeFault> {
    let mut tape = Tape::read(number);
    let header = header_of(&mut tape).ok_or(CodeFault::UnknownFormat)?;
    read_answers(tape, &header, shelf, here, CodeFault::FormDiffers, |_| true)
}

/// Reads the header.
fn header_of(tape: &mut Tape) -> Option<Header> {
    let blank = Header { table: 0, municipality: 0, day: 0, quarter: 0, further_forms: 0, form: 0, edition: 0 };
    blank.walk(tape).ok()
}

/// Reads the answers after the header and has the form check them again; `broken` if they do not fit the form.
fn read_answers<'f>(
    mut tape: Tape,
    header: &Header,
    shelf: impl IntoIterator<Item = &'f Form>,
    here: Here,
    broken: CodeFault,
    passes: impl FnOnce(&Answers) -> bool,
) -> Result<Slip, CodeFault> {
    header.check(here.city_number, here.now)?;
    let form = header.form(shelf)?;
    let created = header.created();
    let answers = Walker::new(&mut tape, created.date()).form(form, &Answers::default());
    let answers = answers.ok().filter(|answers| tape.finish().is_one() && passes(answers)).ok_or(broken)?;
    if here.now.date() > created.date() + Days::new(u64::from(form.valid_days)) {
        return Err(CodeFault::Expired);
    }
    let answers = form.check(&answers.entries(), created.date()).map_err(|problems| CodeFault::Problems { problems })?;
    Ok(Slip::new(form, created, answers))
}
