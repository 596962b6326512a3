//! A slip: a complete and checked form. It exists only in the memory of the phone and of the hall; what travels is sealed.

pub mod code;
pub mod seal;

pub use code::CodeFault;
pub use seal::{CityKey, KeyRing, SealedSlip};

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
}
