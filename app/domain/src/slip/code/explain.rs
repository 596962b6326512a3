//! A code symbol by symbol, for whoever writes a reader of their own or wonders where the bits go.

use super::tape::{Step, Tape};
use super::{CodeFault, Here, Number, number_of, read_plain_from, read_sealed_from};
use crate::form::Form;
use crate::slip::Slip;

/// A code as it was read (コードの説明): its symbols in their order, up to where it could not be read further.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// Every symbol that was read.
    pub steps: Vec<Step>,
    /// What came out.
    pub slip: Result<Slip, CodeFault>,
}

/// Reads a plain code, which has passed the check of its outside, or what was sealed as one form or as several, and tells of it.
pub(in crate::slip) fn explain(digits: &str, opened: Option<(Number, bool)>, shelf: &[&Form], here: Here) -> Explained {
    let number = opened.as_ref().map_or_else(|| number_of(digits), |(number, _)| number.clone());
    let mut tape = Tape::explain(number);
    let slip = match opened {
        Some((_, several)) => read_sealed_from(&mut tape, several, shelf, here),
        None => read_plain_from(&mut tape, digits, shelf, here),
    };
    Explained { steps: tape.steps(), slip }
}
