//! A slip as digits, and back: format 1 of the code.
//!
//! ```text
//! code = "1" check6 N      plain      check6 = CRC-32 of the canonical answers mod 10^6
//!      | "2" keyid6 S      sealed     one form, see [`super::seal`]
//!      | "3" …             one page of a code in several pictures, see [`super::pages`]
//!      | "5" keyid6 S      sealed     several forms: a server without the key takes one form only, and must be able to say so
//!                                     ("4" is what the barcodes of goods begin with in Japan)
//! N    = decimal of the coder's number (see `tape`), which starts at 1
//! header: tables /16, municipality /2048, day since 2024-01-01 /16384, quarter-hour /96, forms − 1 /16,
//!         then for each form: its number /256, its edition /64, its answers (see `walker`)
//! ```
//!
//! One walker goes over all forms of a code, so people, addresses and telephone numbers that one form has named cost next to nothing
//! in the others.
//!
//! The header's symbols, their order and the codings of `walker` are final: every reader of format 1 reads them for
//! ever. What may change are the tables, which say how texts are written; changed ones have another number, and a reader that does not
//! know it says so.
//!
//! Kinds of questions that came later (mail, account, amount, partial date) have codings of their own: a reader that does
//! not know a kind does not know the form, and says that.
//!
//! Tables 0 and 1 have no lists. Texts are coded by Unicode block (`text`); the municipality of an address is text, named once and then
//! by its place among those seen. Table 1 has a bit after each new person: whether a character of the name is to be put right
//! (正しい字形が出ない). They are read for as long as codes with them are kept, and no longer written.
//!
//! Table 2 is the usual one. Characters are coded by how likely they are (`listed`, `table`), towns of the city by their row in its
//! `towns`, and each new name says whether a character is to be put right. `public/specification/code-1.md` says all of it so that others
//! can read and write codes.

pub(super) mod check;
mod explain;
mod fault;
mod header;
mod listed;
mod number;
mod table;
mod tape;
#[cfg(test)]
mod tests;
mod text;
mod towns;
mod walker;

pub use explain::Explained;
pub(super) use explain::explain;
pub use fault::CodeFault;
use header::{Header, Heading};
pub(super) use header::{Here, Tables};
pub(super) use number::Number;
pub use tape::Step;
use tape::Tape;
pub use towns::Towns;
use walker::Walker;

use chrono::Days;

use super::{Leaf, Municipality, Slip};
use crate::form::{Answers, Form};

/// The most digits that are looked at; a QR code holds 7,089.
pub(super) const MOST_DIGITS: usize = 8_192;
/// The least digits a plain code can have: its kind, the check and a header.
const LEAST_PLAIN: usize = 1 + 6 + 17;

/// A slip on the tape.
struct Written {
    header: Header,
    leaves: Vec<(Heading, Answers)>,
    number: Number,
}

/// Writes a slip, and makes sure that a reader will find what was answered.
fn write(slip: &Slip, shelf: &[&Form], city: Municipality, tables: Tables) -> Result<Written, CodeFault> {
    let header = Header::of(city.number, slip, tables)?;
    let mut tape = Tape::blank();
    let differs = |_| CodeFault::FormDiffers;
    header.walk(&mut tape).map_err(differs)?;
    let mut walker = Walker::new(&mut tape, slip.created.date(), tables, city.towns);
    let mut leaves = Vec::new();
    for leaf in &slip.leaves {
        let form = shelf.iter().find(|form| leaf.answers_to(form)).ok_or(CodeFault::FormDiffers)?;
        let heading = walker.heading(Heading::of(form)).map_err(differs)?;
        let answers = walker.form(form, &leaf.answers).map_err(differs)?;
        if answers.entries() != leaf.answers.entries() {
            return Err(CodeFault::FormDiffers);
        }
        leaves.push((heading, answers));
    }
    Ok(Written { header, leaves, number: tape.finish().ok_or(CodeFault::TooLong)? })
}

/// The coder's number of a slip, as it is sealed.
pub(super) fn number(slip: &Slip, shelf: &[&Form], city: Municipality, tables: Tables) -> Result<Number, CodeFault> {
    write(slip, shelf, city, tables).map(|written| written.number)
}

/// The digits of a plain code.
pub(super) fn plain(slip: &Slip, shelf: &[&Form], city: Municipality, tables: Tables) -> Result<String, CodeFault> {
    let Written { header, leaves, number } = write(slip, shelf, city, tables)?;
    let check = check::check_digits(&header, leaves.iter().map(|(heading, answers)| (heading, answers)));
    let digits = format!("1{check:06}{}", number.to_decimal());
    if digits.len() > MOST_DIGITS { Err(CodeFault::TooLong) } else { Ok(digits) }
}

/// What the check digits of a slip are computed from.
#[cfg(test)]
pub(super) fn canonical(slip: &Slip, shelf: &[&Form], city: impl Into<Municipality<'static>>) -> String {
    let Written { header, leaves, .. } = write(slip, shelf, city.into(), Tables::USUAL).expect("a slip that can be written");
    check::canonical(&header, leaves.iter().map(|(heading, answers)| (heading, answers)))
}

/// Checks the outside of a plain code.
pub(super) fn plain_envelope(digits: &str) -> Result<(), CodeFault> {
    match digits.as_bytes().get(7) {
        _ if digits.len() < LEAST_PLAIN => Err(CodeFault::Truncated),
        Some(b'0') => Err(CodeFault::CheckFailed),
        _ => Ok(()),
    }
}

/// Whether a plain code, which has passed [`plain_envelope`], says that it holds several forms.
pub(super) fn is_plain_bundle(digits: &str) -> bool {
    let header = Header::read(&mut Tape::read(number_of(digits)));
    header.is_ok_and(|header| header.forms() > 1)
}

/// Reads a plain code, which has passed [`plain_envelope`].
pub(super) fn read_plain(digits: &str, shelf: &[&Form], here: Here) -> Result<Slip, CodeFault> {
    read_plain_from(&mut Tape::read(number_of(digits)), digits, shelf, here)
}

/// The number of a plain code.
fn number_of(digits: &str) -> Number {
    Number::from_decimal(&digits.as_bytes()[7..])
}

/// Reads a plain code from a tape with its number.
fn read_plain_from(tape: &mut Tape, digits: &str, shelf: &[&Form], here: Here) -> Result<Slip, CodeFault> {
    let header = Header::read(tape).map_err(|_| CodeFault::Truncated)?;
    if let Some(fault) = header.of_chance(here) {
        return Err(fault);
    }
    let tables = header.check(here)?;
    let leaves = read_leaves(tape, &header, tables, shelf, here).map_err(|broken| match broken {
        // A wrong digit changes the count of forms and everything after it: an unknown form is believed where it is the only one.
        Broken::Heading(fault) if header.forms() == 1 => fault,
        _ => CodeFault::CheckFailed,
    })?;
    let found = check::check_digits(&header, leaves.iter().map(|leaf| (&leaf.heading, &leaf.answers)));
    if digits[1..7].parse() == Ok(found) { check_again(&header, leaves, here) } else { Err(CodeFault::CheckFailed) }
}

/// Reads what was sealed as one form, or as several. It is as its writer made it, so whatever does not fit is no slip of the reader.
pub(super) fn read_sealed(number: Number, several: bool, shelf: &[&Form], here: Here) -> Result<Slip, CodeFault> {
    read_sealed_from(&mut Tape::read(number), several, shelf, here)
}

/// Reads what was sealed from a tape with its number.
fn read_sealed_from(tape: &mut Tape, several: bool, shelf: &[&Form], here: Here) -> Result<Slip, CodeFault> {
    let header = Header::read(tape).map_err(|_| CodeFault::UnknownFormat)?;
    let tables = header.check(here)?;
    if several != (header.forms() > 1) {
        return Err(CodeFault::UnknownFormat);
    }
    let leaves = read_leaves(tape, &header, tables, shelf, here).map_err(|broken| match broken {
        Broken::Heading(fault) => fault,
        Broken::Answers => CodeFault::FormDiffers,
    })?;
    check_again(&header, leaves, here)
}

/// One form as it was read.
struct Read<'f> {
    heading: Heading,
    form: &'f Form,
    answers: Answers,
}

/// What cannot be read after a header.
enum Broken {
    /// What is named is not here: a form that is not on the shelf, or a town table.
    Heading(CodeFault),
    /// The answers do not fit the form, or something is left at the end.
    Answers,
}

/// Reads everything after the header.
fn read_leaves<'f>(tape: &mut Tape, header: &Header, tables: Tables, shelf: &[&'f Form], here: Here) -> Result<Vec<Read<'f>>, Broken> {
    let mut walker = Walker::new(tape, header.created().date(), tables, here.city.towns);
    let mut leaves = Vec::new();
    for _ in 0..header.forms() {
        let heading = walker.heading(Heading::default()).map_err(|_| Broken::Answers)?;
        let form = heading.find(shelf).map_err(Broken::Heading)?;
        let answers = walker.form(form, &Answers::default());
        let answers = answers.map_err(|_| if walker.lacks_towns() { Broken::Heading(CodeFault::UnknownTowns) } else { Broken::Answers })?;
        leaves.push(Read { heading, form, answers });
    }
    if tape.is_at_end() { Ok(leaves) } else { Err(Broken::Answers) }
}

/// Has every form check its answers again. A code holds as long as each of its forms.
fn check_again(header: &Header, leaves: Vec<Read>, here: Here) -> Result<Slip, CodeFault> {
    let created = header.created();
    let valid_days = leaves.iter().map(|leaf| leaf.form.valid_days).min().unwrap_or_default();
    if here.now.date() > created.date() + Days::new(u64::from(valid_days)) {
        return Err(CodeFault::Expired);
    }
    let check = |Read { form, answers, .. }: Read| {
        let answers = form.check(&answers.entries(), created.date()).map_err(|problems| CodeFault::Problems { problems })?;
        Ok(Leaf::new(form, answers))
    };
    Ok(Slip { created, leaves: leaves.into_iter().map(check).collect::<Result<_, _>>()? })
}
