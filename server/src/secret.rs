//! Secrets that are handed out once and remembered only by their hash.

use std::fmt::Write;

use domain::kana;
use sha2::{Digest, Sha256};

/// How many random bytes a token has: 256 bits.
const TOKEN_BYTES: usize = 32;

/// A secret (合い鍵) about to be handed out. It is neither stored nor logged, so it has no `Debug`.
pub struct Secret(String);

impl Secret {
    /// A new token of 256 random bits, as lower-case hex: 64 letters that need no escaping in a cookie.
    pub fn token() -> Secret {
        let mut bytes = [0; TOKEN_BYTES];
        fill(&mut bytes);
        Secret(hex(&bytes))
    }

    /// A new code of `digits` random decimal digits, each as likely as the other.
    pub fn digits(digits: usize) -> Secret {
        let mut code = String::with_capacity(digits);
        while code.len() < digits {
            let mut byte = [0];
            fill(&mut byte);
            // 250 is the largest multiple of ten in a byte; what lies above would make small digits likelier.
            if byte[0] < 250 {
                code.push(char::from(b'0' + byte[0] % 10));
            }
        }
        Secret(code)
    }

    /// The secret itself, to hand it out.
    pub fn reveal(self) -> String {
        self.0
    }

    /// What the ledger keeps of it.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

/// What the ledger keeps of a secret: its SHA-256 in lower-case hex. Looking a secret up by its hash takes a time that tells nothing of
/// the secret, since nobody can choose the hash of a guess.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret))
}

/// The digits of a code as somebody typed it, with or without hyphens and spaces, full-width or not; `None` unless there are `n`.
pub fn typed_digits(typed: &str, n: usize) -> Option<String> {
    kana::digits(typed).ok().filter(|digits| digits.len() == n)
}

/// Fills `bytes` with random ones.
pub fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the machine's random numbers do not fail once it has started");
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes everything");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tokens_are_alike_and_each_has_256_bits() {
        let (one, other) = (Secret::token().reveal(), Secret::token().reveal());
        assert_ne!(one, other);
        assert_eq!(one.len(), 64);
    }

    #[test]
    fn every_digit_of_a_code_is_as_likely_as_the_other() {
        let code = Secret::digits(20_000).reveal();
        for digit in '0'..='9' {
            let n = code.chars().filter(|c| *c == digit).count();
            assert!((1_700..=2_300).contains(&n), "{digit} came {n} times in 20000");
        }
    }

    #[test]
    fn a_hash_is_the_known_sha_256() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        for typed in ["1234-5678-9012-3456", "1234567890123456", " 1234 5678 9012 3456 ", "１２３４－５６７８ー９０１２　３４５６"]
        {
            assert_eq!(typed_digits(typed, 16).as_deref(), Some("1234567890123456"), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_not_looked_up() {
        for typed in ["", "1234", "1234-5678-9012-34567", "1234-5678-9012-345O", "＊"] {
            assert_eq!(typed_digits(typed, 16), None, "{typed}");
        }
        assert_eq!(typed_digits(&"1".repeat(60_000), 16), None);
    }
}
