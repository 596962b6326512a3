//! Addresses and telephone numbers. The address is kept byte for byte; only the postcode and the number are brought to digits.

use super::{Asked, Fault, Judge, Part};
use crate::form::answer::Address;
use crate::kana;

impl Judge<'_> {
    pub(super) fn address(&mut self, asked: &Asked) -> Option<Address> {
        let blank = Part::ADDRESS.iter().all(|part| self.written(asked, Some(*part)).is_empty());
        if blank && asked.question.optional {
            return None;
        }
        let postcode = self.postcode(asked);
        let city = self.needed_line(asked, Part::City);
        let town = self.line(asked, Part::Town);
        let block = self.needed_line(asked, Part::Block);
        let building = self.line(asked, Part::Building);
        Some(Address { postcode: postcode?, city: city?, town: town?, block: block?, building: building? })
    }

    pub(super) fn phone(&mut self, asked: &Asked) -> Option<String> {
        let text = self.required(asked)?;
        // Autofill of some browsers offers the number as it is dialled from abroad.
        let text = text.strip_prefix("+81").map_or(text.to_owned(), |rest| format!("0{}", rest.replace("(0)", "")));
        let fault = match kana::digits(&text) {
            Ok(digits) => match digits_wanted(&digits) {
                Some(wanted) if digits.len() == usize::from(wanted) => return Some(digits),
                Some(wanted) if digits.len() < 20 => Fault::PhoneDigits { wanted, found: digits.len() as u8 },
                _ => Fault::NotAPhone,
            },
            Err(_) => Fault::NotAPhone,
        };
        self.object(asked, None, fault);
        None
    }

    fn postcode(&mut self, asked: &Asked) -> Option<String> {
        let text = self.part(asked, Part::Postcode)?;
        let digits = kana::digits(text.trim_start_matches('〒')).ok().filter(|digits| digits.len() == 7);
        if digits.is_none() {
            self.object(asked, Some(Part::Postcode), Fault::NotAPostcode);
        }
        digits
    }

    fn needed_line(&mut self, asked: &Asked, part: Part) -> Option<String> {
        self.part(asked, part)?;
        self.line(asked, part)
    }

    /// A line that may be blank: not every address has a 町名, nor every house a name.
    fn line(&mut self, asked: &Asked, part: Part) -> Option<String> {
        let text = self.written(asked, Some(part));
        self.allowed(asked, Some(part), text, part.max(), false).then(|| text.to_owned())
    }
}

/// How many digits a number that begins like this has: mobile, internet and free 0800 numbers have 11, all others 10.
fn digits_wanted(digits: &str) -> Option<u8> {
    let eleven = ["020", "050", "060", "070", "080", "090"];
    match digits.as_bytes() {
        [b'0', b'1'..=b'9', ..] => Some(if eleven.iter().any(|start| digits.starts_with(start)) { 11 } else { 10 }),
        _ => None,
    }
}
