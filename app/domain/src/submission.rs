//! What the city hall holds: slips received, with their reference numbers.

use serde::{Deserialize, Serialize};

use crate::kana;
use crate::moment::Moment;

/// A reference number (受付番号) of a submission, such as `26-000123-4`: the year, a running number and a check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReferenceNumber(pub String);

/// The sender's key of a submission (送信の鍵): 32 lower-case hex digits made by the phone, so that sending twice is receiving once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubmissionKey(pub String);

/// A receipt (受付票): the proof that a submission is on the city's disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Under which number the city keeps it.
    pub reference: ReferenceNumber,
    /// When it was stored.
    pub received_at: Moment,
    /// SHA-256 of the slip's digits as sent, in lower-case hex; the phone deletes its copy only if this is its own.
    pub digest: String,
}

/// By which way (提出方法) a submission came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Read from a code at the counter.
    Counter,
    /// Sent from home.
    Online,
}

/// How far a submission (申請) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Stored, not looked at (受付).
    Received,
    /// Looked over and accepted by a member of staff (受理).
    Accepted,
    /// Could not be opened; the reason is kept with it (開封不可).
    Unreadable,
}

impl ReferenceNumber {
    /// The number for the `running`th submission of a year: its last digit makes the weighted sum a multiple of ten (Luhn).
    pub fn new(year: i32, running: u64) -> ReferenceNumber {
        let body = format!("{:02}{running:06}", year.rem_euclid(100));
        let sum: u32 = body
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, byte)| {
                let digit = u32::from(byte - b'0') * if place % 2 == 0 { 2 } else { 1 };
                digit / 10 + digit % 10
            })
            .sum();
        ReferenceNumber(format!("{}-{}-{}", &body[..2], &body[2..], (10 - sum % 10) % 10))
    }

    /// The number that a person means by what they typed or pasted: `26-000123-4`, but also `260001234` or `２６－０００１２３－４`. `None` if
    /// there can be no such number, as after a slip of the finger.
    pub fn meant(text: &str) -> Option<ReferenceNumber> {
        let digits = kana::digits(text).ok()?;
        let year = digits.get(..2)?.parse().ok()?;
        let running = digits.get(2..digits.len() - 1).filter(|running| running.len() >= 6)?.parse().ok()?;
        let number = ReferenceNumber::new(year, running);
        number.0.bytes().filter(u8::is_ascii_digit).eq(digits.bytes()).then_some(number)
    }
}

impl SubmissionKey {
    /// Reads a key as sent; `None` unless it is 32 lower-case hex digits.
    pub fn parse(text: &str) -> Option<SubmissionKey> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        (text.len() == 32 && text.bytes().all(hex)).then(|| SubmissionKey(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_understood_however_it_is_typed() {
        let number = ReferenceNumber::new(2026, 123);
        let plain = number.0.replace('-', "");
        let wide: String = number.0.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).expect("a wide character")).collect();
        for text in [&number.0, &plain, &wide, &format!(" {} ", number.0), &number.0.replace('-', "ー")] {
            assert_eq!(ReferenceNumber::meant(text).as_ref(), Some(&number), "{text}");
        }
        let million = ReferenceNumber::new(2026, 1_234_567);
        assert_eq!(ReferenceNumber::meant(&million.0), Some(million));
    }

    #[test]
    fn a_slip_of_the_finger_is_no_number() {
        let number = ReferenceNumber::new(2026, 123).0;
        let wrong_digit = number.replace('3', "4");
        let exchanged = number.replace("12", "21");
        for text in ["", "26", "26-1", "A012", "26-000123-x", &number[..9], &wrong_digit, &exchanged] {
            assert_eq!(ReferenceNumber::meant(text), None, "{text}");
        }
    }
}
