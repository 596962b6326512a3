//! The copy of the keys (鍵の控え) that outlives the machine, sealed under a passphrase: a text file, and the same on paper.
//!
//! ```text
//! copy = base64 of  01 ‖ salt[16] ‖ nonce[12] ‖ ct ‖ tag[16],  in lines of 64 signs
//!        key = Argon2id(passphrase, salt) with 64 MiB, 3 passes and 4 lanes (RFC 9106, the second recommended option)
//!        ct  = ChaCha20-Poly1305 (RFC 8439) of a line for each key: its private half as hex, a blank, when it was made (seconds since 1970, 0 if that
//!        is not known), and where it has an end a blank and its last day; aad = 01 ‖ salt
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use domain::moment::Moment;
use domain::slip::PrivateKey;
use sha2::{Digest, Sha256};

use super::{Dates, FOLDER, file, shelf};
use crate::{Trouble, durable};

/// The first byte of a copy: another way of sealing would have another.
const VERSION: u8 = 1;
/// Memory in KiB, passes and lanes of Argon2id.
const COST: (u32, u32, u32) = (64 * 1024, 3, 4);
/// The bytes of the salt and of the nonce.
const SALT: usize = 16;
const NONCE: usize = 12;
/// How many signs a line has.
const WIDTH: usize = 64;
/// Which keys have a copy: their ids, a line each.
const COPIED: &str = "backed-up";

/// Seals every private key of a data folder under a passphrase.
///
/// # Errors
/// If there is no key, or one cannot be read.
pub fn seal(data: &Path, passphrase: &str) -> Result<String, Trouble> {
    let mut lines = String::new();
    for kept in shelf::kept(data)? {
        let private = file::read_private(&kept.file)?.to_hex();
        let until = kept.dates.until.map_or_else(String::new, |until| format!(" {until}"));
        lines += &format!("{private} {}{until}\n", kept.dates.made.map_or(0, |made| made.0));
    }
    if lines.is_empty() {
        return Err(no_key());
    }
    let mut fresh = [0; SALT + NONCE];
    getrandom::fill(&mut fresh).map_err(|why| Trouble::new(format!("控えを作るための乱数が得られません（{why}）。")))?;
    let (salt, nonce) = fresh.split_at(SALT);
    let head = [&[VERSION], salt].concat();
    let cipher = cipher(passphrase, salt);
    let nonce = nonce.try_into().map_err(|_| closed())?;
    let sealed = cipher.encrypt(nonce, Payload { msg: lines.as_bytes(), aad: &head }).map_err(|_| closed())?;
    let text = STANDARD.encode([&head, &fresh[SALT..], &sealed].concat());
    // Base64 is ASCII.
    let line = |signs: &[u8]| String::from_utf8_lossy(signs).into_owned() + "\n";
    Ok(text.as_bytes().chunks(WIDTH).map(line).collect())
}

/// Opens a copy: the text of the file, or what was typed or read from the sheet.
///
/// # Errors
/// Which line differs from the sheet, or that the passphrase is wrong or the copy damaged.
pub fn open(text: &str, passphrase: &str) -> Result<Vec<(PrivateKey, Dates)>, Trouble> {
    let bytes = STANDARD.decode(from_sheet(text)?).map_err(|_| closed())?;
    let (head, rest) = bytes.split_at_checked(1 + SALT).filter(|(head, _)| head[0] == VERSION).ok_or_else(closed)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or_else(closed)?;
    let nonce = nonce.try_into().map_err(|_| closed())?;
    let lines = cipher(passphrase, &head[1..]).decrypt(nonce, Payload { msg: sealed, aad: head }).map_err(|_| closed())?;
    let lines = String::from_utf8(lines).map_err(|_| closed())?;
    let key = |line: &str| {
        let mut parts = line.split(' ');
        let private = PrivateKey::from_hex(parts.next()?)?;
        let made = parts.next()?.parse().ok().filter(|made| *made > 0).map(Moment);
        // Copies from before keys had an end do not speak of one.
        Some((private, Dates { made, until: parts.next().and_then(|until| until.parse().ok()) }))
    };
    lines.lines().map(|line| key(line).ok_or_else(closed)).collect()
}

fn cipher(passphrase: &str, salt: &[u8]) -> ChaCha20Poly1305 {
    let (memory, passes, lanes) = COST;
    let cost = Params::new(memory, passes, lanes, Some(32)).expect("the cost lies within argon2's bounds");
    let mut key = [0; 32];
    let slow = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost);
    slow.hash_password_into(passphrase.as_bytes(), salt, &mut key).expect("16 bytes are a salt, and 32 a length");
    ChaCha20Poly1305::new(&key.into())
}

/// What stands on the sheet: each line with its number and four digits that tell whether it was copied rightly.
pub fn lines(sealed: &str) -> Vec<String> {
    let line = |(nth, line): (usize, &str)| format!("{:02}  {line}  {}", nth + 1, check(nth + 1, line));
    sealed.lines().enumerate().map(line).collect()
}

/// The signs of a copy, from its file or from the lines of a sheet.
fn from_sheet(text: &str) -> Result<String, Trouble> {
    let (mut signs, mut read) = (String::new(), 0);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        read += 1;
        let parts: Vec<&str> = line.split_whitespace().collect();
        signs += match parts[..] {
            [number, line, digits] => {
                let nth: usize = number.parse().map_err(|_| unreadable(number))?;
                if check(nth, line) != digits {
                    return Err(Trouble::new(format!("{nth}行目が控えの用紙と違います。見比べて、打ち直してください。")));
                }
                if nth != read {
                    return Err(Trouble::new(format!("{read}行目がありません。控えの用紙の行を、上から順にすべて入れてください。")));
                }
                line
            }
            [line] => line,
            _ => return Err(unreadable(line)),
        };
    }
    Ok(signs)
}

/// Four digits out of the SHA-256 of a line and its number.
fn check(nth: usize, line: &str) -> String {
    let digest = Sha256::digest(format!("{nth} {line}"));
    let number = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    format!("{:04}", number % 10_000)
}

/// Notes that these keys have a copy.
///
/// # Errors
/// If it cannot be written.
pub fn note(data: &Path) -> Result<(), Trouble> {
    let ids: Vec<String> = shelf::kept(data)?.into_iter().map(|kept| kept.key.id).collect();
    let file = copied(data);
    durable::write(&file, (ids.join("\n") + "\n").as_bytes(), 0o600).map_err(|why| Trouble::folder(&data.join(FOLDER), &why))
}

/// The ids of the keys that have no copy yet.
///
/// # Errors
/// If a key cannot be read.
pub fn without(data: &Path) -> Result<Vec<String>, Trouble> {
    // Without the note nothing has a copy; that is said too often rather than not at all.
    let noted = fs::read_to_string(copied(data)).unwrap_or_default();
    let noted: BTreeSet<&str> = noted.lines().collect();
    Ok(shelf::kept(data)?.into_iter().map(|kept| kept.key.id).filter(|id| !noted.contains(&**id)).collect())
}

fn copied(data: &Path) -> PathBuf {
    data.join(FOLDER).join(COPIED)
}

/// That a data folder has no key.
pub fn no_key() -> Trouble {
    Trouble::new("鍵がありません。--data を確かめるか、madoguchi key new で作ってください。")
}

fn closed() -> Trouble {
    Trouble::new(
        "控えを開けません。合言葉が違うか、控えが壊れています。合言葉を確かめ、用紙から打ったときは最後の行まであるか見て、もう一度試してください。",
    )
}

fn unreadable(line: &str) -> Trouble {
    Trouble::new(format!("「{line}」の行が読めません。控えの用紙の1行は「行番号　文字　4桁の数字」です。"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::DAYS;

    const PASSPHRASE: &str = "朝の川べりを歩く犬と白い猫";

    fn data_with_keys(count: usize) -> tempfile::TempDir {
        let data = tempfile::tempdir().unwrap();
        (0..count).for_each(|_| drop(shelf::make(data.path(), DAYS).unwrap()));
        data
    }

    #[test]
    fn the_keys_come_back_from_the_file_and_from_what_was_typed_off_the_sheet() {
        let data = data_with_keys(2);
        let sealed = seal(data.path(), PASSPHRASE).unwrap();
        let kept: Vec<String> = shelf::kept(data.path()).unwrap().into_iter().map(|kept| kept.key.id).collect();
        let private = fs::read_to_string(&shelf::kept(data.path()).unwrap()[0].file).unwrap();
        let secret = private.split('"').find(|part| part.len() == 64).unwrap();
        assert!(!sealed.contains(secret));
        let typed = lines(&sealed).join("\n\n  ");
        for text in [sealed.clone(), typed] {
            let opened = open(&text, PASSPHRASE).unwrap();
            let back: Vec<String> = opened.iter().map(|(key, _)| key.public().id).collect();
            assert_eq!(back, kept);
            let ends: Vec<Dates> = opened.into_iter().map(|(_, dates)| dates).collect();
            assert_eq!(ends, shelf::kept(data.path()).unwrap().iter().map(|kept| kept.dates).collect::<Vec<_>>());
            assert!(ends.iter().all(|dates| dates.until.is_some()));
        }
        let wrong = open(&sealed, "朝の川べりを歩く犬と黒い猫").err().unwrap().to_string();
        assert!(wrong.contains("合言葉"), "{wrong}");
    }

    #[test]
    fn a_line_that_was_typed_wrongly_or_left_out_is_named() {
        let data = data_with_keys(1);
        let right = lines(&seal(data.path(), PASSPHRASE).unwrap());
        let mut typed = right.clone();
        let sign = typed[1].chars().nth(10).unwrap();
        typed[1] = format!("{}{}{}", &right[1][..10], if sign == 'A' { 'B' } else { 'A' }, &right[1][11..]);
        let wrong = open(&typed.join("\n"), PASSPHRASE).err().unwrap().to_string();
        assert!(wrong.contains("2行目が控えの用紙と違います"), "{wrong}");
        let left_out = [right[0].clone(), right[2].clone()].join("\n");
        let missing = open(&left_out, PASSPHRASE).err().unwrap().to_string();
        assert!(missing.contains("2行目がありません"), "{missing}");
        let cut = open(&right[..2].join("\n"), PASSPHRASE).err().unwrap().to_string();
        assert!(cut.contains("最後の行まで"), "{cut}");
    }

    #[test]
    fn a_key_that_was_made_after_the_copy_has_none() {
        let data = data_with_keys(1);
        let first = without(data.path()).unwrap();
        note(data.path()).unwrap();
        assert_eq!(without(data.path()).unwrap(), Vec::<String>::new());
        let next = shelf::make(data.path(), DAYS).unwrap();
        assert_eq!(without(data.path()).unwrap(), [next.key.id]);
        assert_eq!(first.len(), 1);
    }
}
