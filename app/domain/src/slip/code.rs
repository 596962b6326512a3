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
//!
//! Kinds of questions that came later (mail, account, amount, partial date) have codings of their own: a reader that does
//! not know a kind does not know the form, and says that.
//!
//! Table 0 has no lists. Texts are coded by Unicode block; the municipality of an address is text, named once and then
//! by its place among those seen; there is no shorter way for the city's own towns.

mod check;
mod fault;
mod header;
mod number;
mod tape;
#[cfg(test)]
mod tests;
mod text;
mod walker;

pub use fault::CodeFault;
use header::Header;
pub(super) use header::Here;
pub(super) use number::Number;
use tape::Tape;
use walker::Walker;

use chrono::Days;

use super::Slip;
use crate::form::{Answers, Form};

/// The most digits that are looked at; a QR code holds 7,089.
pub(super) const MOST_DIGITS: usize = 8_192;
/// The least digits a plain code can have: its kind, the check and a header.
const LEAST_PLAIN: usize = 1 + 6 + 17;

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
    let header = Header::read(&mut tape).map_err(|_| CodeFault::Truncated)?;
    if let Some(fault) = header.of_chance(here) {
        return Err(fault);
    }
    read_answers(tape, &header, shelf, here, CodeFault::CheckFailed, |answers| check.parse() == Ok(check::check_digits(&header, answers)))
}

/// Reads what was sealed. It is as its writer made it, so whatever does not fit is no slip of the reader.
pub(super) fn read_sealed<'f>(number: Number, shelf: impl IntoIterator<Item = &'f Form>, here: Here) -> Result<Slip, CodeFault> {
    let mut tape = Tape::read(number);
    let header = Header::read(&mut tape).map_err(|_| CodeFault::UnknownFormat)?;
    read_answers(tape, &header, shelf, here, CodeFault::FormDiffers, |_| true)
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
    header.check(here)?;
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
