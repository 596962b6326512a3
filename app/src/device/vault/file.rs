//! The profile as a file: sealed with a passphrase, to be taken to another device or kept in a safe place.

use domain::profile::Profile;
use serde::{Deserialize, Serialize};

use super::cipher;
use crate::device::json;

/// Rounds of PBKDF2 with HMAC-SHA-256: what the OWASP Password Storage Cheat Sheet asks for at least (600,000).
const ROUNDS: u32 = 600_000;
/// A file that asks for fewer was not made here; one that asks for more would hold the device up.
const ROUNDS_TAKEN: std::ops::RangeInclusive<u32> = ROUNDS..=10_000_000;
/// Bytes of the salt: no two files share a key, whatever their passphrases.
const SALT: usize = 16;
/// The most bytes of a file that is read at all; a profile is far smaller.
pub const MOST_BYTES: u32 = 1_000_000;
/// What is written in the file beside the seal, and sealed with it.
const KIND: &str = "madoguchi profile file 1";

/// A profile in a file (書き出したプロフィール).
#[derive(Serialize, Deserialize)]
struct Sealed {
    kind: String,
    rounds: u32,
    salt: String,
    sealed: String,
}

/// Why a file cannot be read (読み込めない理由).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// It is no profile, or is not whole any more.
    Damaged,
    /// A seal that the passphrase does not open: it is another, or the file was changed.
    WrongPassphrase,
    /// This browser has no ciphers.
    NoCiphers,
}

impl FileFault {
    /// What is wrong and what to do. Whatever it is, nothing on the device has changed.
    pub fn sentence(self) -> &'static str {
        match self {
            FileFault::Damaged => {
                "このファイルは、書き出したプロフィールではないか、壊れています。ほかのファイルを選んでください。いまのプロフィールは変わっていません。"
            }
            FileFault::WrongPassphrase => {
                "開けませんでした。合言葉が違うか、ファイルが書き換えられています。合言葉を確かめて、もう一度お試しください。いまのプロフィールは変わっていません。"
            }
            FileFault::NoCiphers => "このブラウザーでは、ファイルの書き出しと読み込みができません。",
        }
    }
}

/// Seals a profile with a passphrase.
///
/// # Errors
/// If the browser has no ciphers.
pub async fn save_file(profile: &Profile, passphrase: &str) -> Result<String, FileFault> {
    let salt = cipher::random::<SALT>();
    let key = cipher::key_of(passphrase, &salt, ROUNDS).await.ok_or(FileFault::NoCiphers)?;
    let sealed = cipher::seal(&key, KIND.as_bytes(), &super::written(profile)).await.ok_or(FileFault::NoCiphers)?;
    let file = Sealed { kind: KIND.into(), rounds: ROUNDS, salt: cipher::digits(&salt), sealed: cipher::digits(&sealed) };
    Ok(serde_json::to_string(&file).expect("a file is texts and numbers"))
}

/// Opens a file with its passphrase.
///
/// # Errors
/// Why it is not to be had.
pub async fn open_file(text: &str, passphrase: &str) -> Result<Profile, FileFault> {
    let file: Sealed = json::read(text).ok_or(FileFault::Damaged)?;
    if file.kind != KIND || !ROUNDS_TAKEN.contains(&file.rounds) {
        return Err(FileFault::Damaged);
    }
    let (salt, sealed) = cipher::bytes(&file.salt).zip(cipher::bytes(&file.sealed)).ok_or(FileFault::Damaged)?;
    let key = cipher::key_of(passphrase, &salt, file.rounds).await.ok_or(FileFault::NoCiphers)?;
    let text = cipher::open(&key, KIND.as_bytes(), &sealed).await.ok_or(FileFault::WrongPassphrase)?;
    String::from_utf8(text).ok().and_then(|text| json::read(&text)).ok_or(FileFault::Damaged)
}
