//! A slip as digits, and back: format 1 of the code.
//!
//! ```text
//! code = "1" check6 N      plain      check6 = CRC-32 of the canonical answers mod 10^6
//!      | "2" keyid6 S      sealed     one form, see [`super::seal`]
//!      | "3" …             kept for a code in several pictures
//!      | "5" keyid6 S      sealed     several forms: a server without the key takes one form only, and must be able to say so
//!                                     ("4" is what the barcodes of goods begin with in Japan)
//! N    = decimal of the coder's number (see `tape`), which starts at 1
//! header: table /16, municipality /2048, day since 2024-01-01 /16384, quarter-hour /96, forms − 1 /16,
//!         then for each form: its number /256, its edition /64, its answers (see `walker`)
//! ```
//!
//! One walker goes over all forms of a code, so people, addresses and telephone numbers that one form has named cost next to nothing
//! in the others.
//!
//! The header's symbols, their order and the codings of `walker` are final: every reader of format 1 reads them for
//! ever. What may change is the table, which says how texts are written (`text` is table 0); a changed one has
//! another id, and a reader that does not know it says so.
//!
//! Kinds of questions that came later (mail, account, amount, partial date) have codings of their own: a reader that does
//! not know a kind does not know the form, and says that.
//!
//! Table 0 has no lists. Texts are coded by Unicode block; the municipality of an address is text, named once and then
//! by its place among those seen; there is no shorter way for the city's own towns. Table 1 is the same with a bit after
//! each new person: whether a character of the name is to be put right (正しい字形が出ない). Only a slip with such a name needs it.

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
pub(super) use header::Here;
use header::{Header, Heading};
pub(super) use number::Number;
use tape::Tape;
use walker::Walker;

use chrono::Days;

use super::{Leaf, Slip};
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
fn write(slip: &Slip, shelf: &[&Form], city_number: u16) -> Result<Written, CodeFault> {
    let header = Header::of(city_number, slip)?;
    let mut tape = Tape::blank();
    let differs = |_| CodeFault::FormDiffers;
    header.walk(&mut tape).map_err(differs)?;
    let mut walker = Walker::new(&mut tape, slip.created.date(), header.marks_glyphs());
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
    Ok(Written { header, leaves, number: tape.finish() })
}

/// The coder's number of a slip, as it is sealed.
pub(super) fn number(slip: &Slip, shelf: &[&Form], city_number: u16) -> Result<Number, CodeFault> {
    write(slip, shelf, city_number).map(|written| written.number)
}

/// The digits of a plain code.
pub(super) fn plain(slip: &Slip, shelf: &[&Form], city_number: u16) -> Result<String, CodeFault> {
    let Written { header, leaves, number } = write(slip, shelf, city_number)?;
    let check = check::check_digits(&header, leaves.iter().map(|(heading, answers)| (heading, answers)));
    let digits = format!("1{check:06}{}", number.to_decimal());
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

/// Whether a plain code, which has passed [`plain_envelope`], says that it holds several forms.
pub(super) fn is_plain_bundle(digits: &str) -> bool {
    let header = Header::read(&mut Tape::read(Number::from_decimal(&digits.as_bytes()[7..])));
    header.is_ok_and(|header| header.forms() > 1)
}

/// Reads a plain code, which has passed [`plain_envelope`].
pub(super) fn read_plain(digits: &str, shelf: &[&Form], here: Here) -> Result<Slip, CodeFault> {
    let (check, number) = digits[1..].split_at(6);
    let mut tape = Tape::read(Number::from_decimal(number.as_bytes()));
    let header = Header::read(&mut tape).map_err(|_| CodeFault::Truncated)?;
    if let Some(fault) = header.of_chance(here) {
        return Err(fault);
    }
    header.check(here)?;
    let leaves = read_leaves(tape, &header, shelf).map_err(|broken| match broken {
        // A wrong digit changes the count of forms and everything after it: an unknown form is believed where it is the only one.
        Broken::Heading(fault) if header.forms() == 1 => fault,
        _ => CodeFault::CheckFailed,
    })?;
    let found = check::check_digits(&header, leaves.iter().map(|leaf| (&leaf.heading, &leaf.answers)));
    if check.parse() == Ok(found) { check_again(&header, leaves, here) } else { Err(CodeFault::CheckFailed) }
}

/// Reads what was sealed as one form, or as several. It is as its writer made it, so whatever does not fit is no slip of the reader.
pub(super) fn read_sealed(number: Number, several: bool, shelf: &[&Form], here: Here) -> Result<Slip, CodeFault> {
    let mut tape = Tape::read(number);
    let header = Header::read(&mut tape).map_err(|_| CodeFault::UnknownFormat)?;
    header.check(here)?;
    if several != (header.forms() > 1) {
        return Err(CodeFault::UnknownFormat);
    }
    let leaves = read_leaves(tape, &header, shelf).map_err(|broken| match broken {
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
    /// The form that a heading names is not on the shelf.
    Heading(CodeFault),
    /// The answers do not fit the form, or something is left at the end.
    Answers,
}

/// Reads everything after the header.
fn read_leaves<'f>(mut tape: Tape, header: &Header, shelf: &[&'f Form]) -> Result<Vec<Read<'f>>, Broken> {
    let mut walker = Walker::new(&mut tape, header.created().date(), header.marks_glyphs());
    let mut leaves = Vec::new();
    for _ in 0..header.forms() {
        let heading = walker.heading(Heading::default()).map_err(|_| Broken::Answers)?;
        let form = heading.find(shelf).map_err(Broken::Heading)?;
        let answers = walker.form(form, &Answers::default()).map_err(|_| Broken::Answers)?;
        leaves.push(Read { heading, form, answers });
    }
    if tape.finish().is_one() { Ok(leaves) } else { Err(Broken::Answers) }
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
