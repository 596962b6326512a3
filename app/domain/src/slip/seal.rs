//! Sealing a slip to the city hall.
//!
//! ```text
//! code = kind keyid6 S     kind = "2" for one form, "5" for several
//! S    = decimal of the number whose bytes, the greatest first, are  01 ‖ enc[32] ‖ ct ‖ tag[16]
//!        ct = HPKE seal of the bytes of the coder's number to the key, with info "mado-qr/1" and aad kind keyid6
//! ```

use sha2::{Digest, Sha256};

use super::code::{self, CodeFault, Explained, Here, Number, Tables};
use super::key::{self, CityKey, KeyRing};
use super::{Municipality, Pages, Slip, hex};
use crate::form::Form;
use crate::moment::Moment;

/// What the seal is for; another use of the same key has another.
const INFO: &[u8] = b"mado-qr/1";
/// The least bytes a header can have.
const LEAST_SEALED: usize = 7;

/// A sealed slip (封をした申請書): the digits that travel, wait in the outbox and are stored.
///
/// A city without a key gets plain ones, which anybody can read; they travel and are opened the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedSlip(String);

impl SealedSlip {
    /// Takes digits as they were read or sent; whitespace around them is dropped.
    ///
    /// # Errors
    /// What the outside tells: not digits, no such kind, cut short, one page of several. What is inside is not looked at.
    pub fn parse(digits: &str) -> Result<SealedSlip, CodeFault> {
        let digits = digits.trim_ascii();
        if digits.len() > code::MOST_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CodeFault::NotOurs);
        }
        match digits.as_bytes().first() {
            Some(b'1') => code::plain_envelope(digits)?,
            Some(b'2' | b'5') => sealed_bytes(digits).map(drop)?,
            Some(b'3') => return Err(Pages::default().add(digits).err().unwrap_or(CodeFault::NotOurs)),
            _ => return Err(CodeFault::NotOurs),
        }
        Ok(SealedSlip(digits.to_owned()))
    }

    /// The digits, as they stand in the QR code.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The digits, to be kept.
    pub fn into_digits(self) -> String {
        self.0
    }

    /// The id of the key it is sealed to; `None` if it is plain.
    pub fn key_id(&self) -> Option<&str> {
        self.0.starts_with(['2', '5']).then(|| &self.0[1..7])
    }

    /// Whether it holds several forms, as far as the outside tells: what is sealed cannot say otherwise.
    pub fn is_bundle(&self) -> bool {
        self.0.starts_with('5') || self.0.starts_with('1') && code::is_plain_bundle(&self.0)
    }

    /// SHA-256 of the digits in lower-case hex: the same slip sent again has the same.
    pub fn digest(&self) -> String {
        hex::write(&Sha256::digest(&self.0))
    }

    /// Opens it and has its form check the answers again: beside [`crate::draft::Draft::finish`] the only way to a [`Slip`].
    ///
    /// `shelf` are all forms and editions that this hall has, `city` is the hall's own, `now` is for the expiry.
    ///
    /// # Errors
    /// Whatever keeps it from being read here; the answers' problems too.
    pub fn open<'f, 't>(
        &self,
        keys: &KeyRing,
        shelf: impl IntoIterator<Item = &'f Form>,
        city: impl Into<Municipality<'t>>,
        now: Moment,
    ) -> Result<Slip, CodeFault> {
        let here = Here { city: city.into(), now };
        let shelf = Vec::from_iter(shelf);
        match self.inside(keys)? {
            None => code::read_plain(&self.0, &shelf, here),
            Some(number) => code::read_sealed(number, self.is_bundle(), &shelf, here),
        }
    }

    /// Opens it as [`SealedSlip::open`] does, and tells of every symbol inside.
    ///
    /// # Errors
    /// What keeps the seal from being opened.
    pub fn explain<'f, 't>(
        &self,
        keys: &KeyRing,
        shelf: impl IntoIterator<Item = &'f Form>,
        city: impl Into<Municipality<'t>>,
        now: Moment,
    ) -> Result<Explained, CodeFault> {
        let here = Here { city: city.into(), now };
        let opened = self.inside(keys)?.map(|number| (number, self.is_bundle()));
        Ok(code::explain(&self.0, opened, &Vec::from_iter(shelf), here))
    }

    /// The coder's number under the seal; nothing if there is no seal.
    fn inside(&self, keys: &KeyRing) -> Result<Option<Number>, CodeFault> {
        let Some(id) = self.key_id() else { return Ok(None) };
        if !keys.knows(id) {
            return Err(CodeFault::WrongKey);
        }
        let number = keys.open_bytes(id, INFO, &self.0.as_bytes()[..7], &sealed_bytes(&self.0)?).ok_or(CodeFault::CheckFailed)?;
        Ok(Some(Number::from_bytes(&number)))
    }
}

/// The bytes of a sealed code: `01 ‖ enc ‖ ct ‖ tag`, not too few of them.
fn sealed_bytes(digits: &str) -> Result<Vec<u8>, CodeFault> {
    let bytes = Number::from_decimal(digits.as_bytes().get(7..).unwrap_or_default()).to_bytes();
    // A number that lost digits at its end mostly starts with another byte.
    let is_whole = bytes.len() >= key::ADDED + LEAST_SEALED && bytes[0] == 1;
    if is_whole { Ok(bytes) } else { Err(CodeFault::Truncated) }
}

impl Slip {
    /// Seals it to the city: only the holder of the private key can open what comes out.
    ///
    /// `shelf` are forms, among them every one that it answers. `fresh` are 32 unpredictable bytes that are used for nothing else:
    /// the same bytes again would make the same seal again.
    ///
    /// # Errors
    /// [`CodeFault::WrongKey`] if the key is no key, [`CodeFault::FormDiffers`] if one of its forms is not on the shelf,
    /// [`CodeFault::TooLong`] if more is written than a code can hold, [`CodeFault::WrongClock`] for a date before 2024.
    pub fn seal<'f, 't>(
        &self,
        shelf: impl IntoIterator<Item = &'f Form>,
        city: impl Into<Municipality<'t>>,
        key: &CityKey,
        fresh: [u8; 32],
    ) -> Result<SealedSlip, CodeFault> {
        self.seal_with(Tables::USUAL, &Vec::from_iter(shelf), city.into(), key, fresh)
    }

    /// Seals it, written with these tables.
    pub(super) fn seal_with(
        &self,
        tables: Tables,
        shelf: &[&Form],
        city: Municipality,
        key: &CityKey,
        fresh: [u8; 32],
    ) -> Result<SealedSlip, CodeFault> {
        let plain = code::number(self, shelf, city, tables)?.to_bytes();
        let kind = if self.leaves.len() > 1 { '5' } else { '2' };
        let outside = format!("{kind}{}", key.id);
        let bytes = key.seal_bytes(INFO, outside.as_bytes(), &plain, fresh).ok_or(CodeFault::WrongKey)?;
        let digits = outside + &Number::from_bytes(&bytes).to_decimal();
        if digits.len() > code::MOST_DIGITS { Err(CodeFault::TooLong) } else { Ok(SealedSlip(digits)) }
    }
}
