//! A slip: one or several forms, complete and checked. It exists only in the memory of the phone and of the hall; what travels
//! is sealed.

pub mod code;
mod hex;
pub mod key;
mod note;
pub mod pages;
pub mod seal;
#[cfg(test)]
mod tests;

pub use code::{CodeFault, Explained, Step, Towns};
pub use key::{CityKey, DatedKey, KeyRing, PrivateKey};
pub use pages::Pages;
pub use seal::SealedSlip;

use crate::form::{Answers, Form};
use crate::moment::Moment;

/// The most forms that one slip holds: what the header of a code can count.
pub const MOST_LEAVES: usize = 16;

/// A slip (記入済み申請書): complete and checked. Comes only from [`crate::draft::Draft::finish`] or [`SealedSlip::open`]; several
/// that were made at the same time may be bound into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    created: Moment,
    /// At least one, at most [`MOST_LEAVES`].
    leaves: Vec<Leaf>,
}

/// One form of a slip (申請書の一枚).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    form: String,
    edition: u8,
    answers: Answers,
}

impl Slip {
    pub(crate) fn new(form: &Form, created: Moment, answers: Answers) -> Slip {
        Slip { created, leaves: vec![Leaf::new(form, answers)] }
    }

    /// Binds slips into one, in this order; `None` unless they were made at the same time and hold one to [`MOST_LEAVES`] forms.
    pub fn bind(slips: impl IntoIterator<Item = Slip>) -> Option<Slip> {
        let mut slips = slips.into_iter();
        let mut bound = slips.next()?;
        for slip in slips {
            if slip.created != bound.created {
                return None;
            }
            bound.leaves.extend(slip.leaves);
        }
        (bound.leaves.len() <= MOST_LEAVES).then_some(bound)
    }

    /// Its forms, in the order in which they were bound; never empty.
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// When it was made, to the quarter of an hour.
    pub fn created(&self) -> Moment {
        self.created
    }

    /// The digits of a plain code, for a city without a key: whoever reads them reads the answers. [`Slip::seal`] is the usual way.
    ///
    /// `shelf` are forms, among them every one that it answers.
    ///
    /// # Errors
    /// [`CodeFault::FormDiffers`] if one of its forms is not on the shelf, [`CodeFault::TooLong`] if more is written than a
    /// code can hold, [`CodeFault::WrongClock`] for a date before 2024.
    pub fn digits<'f, 't>(
        &self,
        shelf: impl IntoIterator<Item = &'f Form>,
        city: impl Into<Municipality<'t>>,
    ) -> Result<String, CodeFault> {
        code::plain(self, &Vec::from_iter(shelf), city.into(), code::Tables::USUAL)
    }
}

/// The municipality (市区町村) that a code is for.
#[derive(Clone, Copy, Debug)]
pub struct Municipality<'t> {
    /// Its number in the header of a code: 0 to 2047.
    pub number: u16,
    /// The town tables that are known of it. Codes are written with the first; those that were in use before are for reading.
    pub towns: &'t [Towns],
}

impl From<u16> for Municipality<'_> {
    /// One of which no town table is known: its addresses are spelt out.
    fn from(number: u16) -> Self {
        Municipality { number, towns: &[] }
    }
}

impl Leaf {
    fn new(form: &Form, answers: Answers) -> Leaf {
        Leaf { form: form.id.clone(), edition: form.edition, answers }
    }

    /// The id of the form it answers.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The edition it answers.
    pub fn edition(&self) -> u8 {
        self.edition
    }

    /// What was answered.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Whether it answers this form in this edition.
    fn answers_to(&self, form: &Form) -> bool {
        self.form == form.id && self.edition == form.edition
    }
}
