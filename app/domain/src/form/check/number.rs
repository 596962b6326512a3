//! Whole numbers and digits, in either width.

use super::{Asked, Fault, Judge};
use crate::kana;

impl Judge<'_> {
    pub(super) fn count(&mut self, asked: &Asked, (min, max): (u32, u32), unit: &str) -> Option<u32> {
        self.whole_number(asked, (min, max), unit, &[])
    }

    /// An amount, with or without the commas and the sign of yen that people write.
    pub(super) fn amount(&mut self, asked: &Asked, range: (u32, u32)) -> Option<u32> {
        self.whole_number(asked, range, "円", &[',', '¥', '￥'])
    }

    fn whole_number(&mut self, asked: &Asked, (min, max): (u32, u32), unit: &str, skipped: &[char]) -> Option<u32> {
        let text = self.required(asked)?;
        let text: String = text.strip_suffix(unit).unwrap_or(text).trim().chars().map(kana::half_width).collect();
        let text: String = text.chars().filter(|c| !skipped.contains(c)).collect();
        let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let fault = match text.parse() {
            Ok(number) if is_number && (min..=max).contains(&number) => return Some(number),
            // Also a number too long to be read at all.
            _ if is_number => Fault::OutOfRange { min, max, unit: unit.into() },
            _ => Fault::NotANumber,
        };
        self.object(asked, None, fault);
        None
    }

    pub(super) fn digits(&mut self, asked: &Asked, wanted: u8, of: &str) -> Option<String> {
        let text = self.required(asked)?;
        let fault = match kana::digits(text) {
            Ok(digits) if digits.len() == usize::from(wanted) => return Some(digits),
            Ok(digits) => Fault::DigitCount { of: of.into(), wanted, found: u16::try_from(digits.len()).unwrap_or(u16::MAX) },
            Err(found) => Fault::NotDigits { found },
        };
        self.object(asked, None, fault);
        None
    }
}
