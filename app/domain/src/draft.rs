//! A draft (記入途中): answers on their way to becoming a slip. It lives on the resident's phone only.

use serde::{Deserialize, Serialize};

use crate::form::{Entries, Form, Problem};
use crate::moment::Moment;
use crate::slip::Slip;

/// A draft (記入途中) of one form. It may be wrong; nothing typed is ever refused here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The form's id.
    pub form: String,
    /// The edition it was begun with.
    pub edition: u8,
    /// What was typed so far.
    pub entries: Entries,
}

impl Draft {
    /// The only way to obtain a [`Slip`] on the phone: complete and checked, or every problem at once.
    ///
    /// `created` is cut to its quarter of an hour, as the code will carry it; its date is the "today" of the check.
    pub fn finish(self, form: &Form, created: Moment) -> Result<Slip, Vec<Problem>> {
        let answers = form.check(&self.entries, created.date())?;
        Ok(Slip::new(form, created.quarter(), answers))
    }
}
