//! A slip as digits, and back: format 1 of the code.

use serde::{Deserialize, Serialize};

/// Why digits cannot be read as a slip (読取不可の理由).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum CodeFault {
    /// Not a code of this system: something other than digits, or no kind that exists.
    NotOurs,
    /// The end is missing.
    Truncated,
    /// A digit is wrong.
    CheckFailed,
    /// Made by a newer program.
    UnknownFormat,
    /// Made with newer tables.
    UnknownTable,
    /// A form this city does not have.
    UnknownForm,
    /// An edition this city does not have.
    UnknownVersion {
        /// Which.
        edition: u8,
    },
    /// Another city's.
    OtherMunicipality,
    /// Too old.
    Expired,
    /// Sealed to a key that is not here.
    WrongKey,
}

impl CodeFault {
    /// The sentence for staff: what is wrong and what to do.
    pub fn sentence(&self) -> String {
        "この申請書のコードを読み取れません。".into()
    }
}
