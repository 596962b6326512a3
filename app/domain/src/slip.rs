//! A slip: a complete and checked form. It exists only in the memory of the phone and of the hall; what travels is sealed.

pub mod code;
mod hex;
pub mod key;
mod note;
pub mod seal;
#[cfg(test)]
mod tests;

pub use code::CodeFault;
pub use key::{CityKey, KeyRing, PrivateKey};
pub use seal::SealedSlip;

use crate::form::{Answers, Form};
use crate::moment::Moment;

/// A slip (記入済み申請書): complete and checked. Comes only from [`crate::draft::Draft::finish`] or [`SealedSlip::open`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    form: String,
    edition: u8,
    created: Moment,
    answers: Answers,
}

impl Slip {
    pub(crate) fn new(form: &Form, created: Moment, answers: Answers) -> Slip {
        Slip { form: form.id.clone(), edition: form.edition, created, answers }
    }

    /// The id of the form it answers.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The edition it answers.
    pub fn edition(&self) -> u8 {
        self.edition
    }

    /// When it was made, to the quarter of an hour.
    pub fn created(&self) -> Moment {
        self.created
    }

    /// What was answered.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The digits of a plain code, for a city without a key: whoever reads them reads the answers. [`Slip::seal`] is the usual way.
    ///
    /// # Errors
    /// [`CodeFault::FormDiffers`] if `form` is not the one it answers, [`CodeFault::TooLong`] if more is written than a
    /// code can hold, [`CodeFault::WrongClock`] for a date before 2024.
    pub fn digits(&self, form: &Form, city_number: u16) -> Result<String, CodeFault> {
        code::plain(self, form, city_number)
    }
}
