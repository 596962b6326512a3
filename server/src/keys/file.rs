//! One key, one file: JSON with the key's id, its public half and, for the hall's eyes only, its private half.

use std::fs;
use std::io;
use std::path::Path;

use chrono::NaiveDate;
use domain::moment::Moment;
use domain::slip::{CityKey, PrivateKey};
use serde::{Deserialize, Serialize};

use crate::{Trouble, durable};

/// What stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    id: String,
    public: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    private: Option<String>,
    /// When it was made; older files do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made: Option<Moment>,
    /// Until when phones seal to it; older files do not say, and their keys have no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
}

/// When a key was made and when it ends (鍵の作成日時と期限), as far as its file says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// When it was made.
    pub made: Option<Moment>,
    /// The last day on which phones seal to it.
    pub until: Option<NaiveDate>,
}

/// Reads the public key out of a file that has it, alone or with the private one.
///
/// # Errors
/// If the file cannot be read or is damaged.
pub fn read_public(file: &Path) -> Result<CityKey, Trouble> {
    let Kept { id, public, .. } = read(file)?;
    let key = CityKey { id, public };
    if key.is_whole() { Ok(key) } else { Err(damaged(file)) }
}

/// Reads a private key.
///
/// # Errors
/// If the file cannot be read, is damaged or has no private key, or if others than its owner may read it.
pub fn read_private(file: &Path) -> Result<PrivateKey, Trouble> {
    let Kept { id, public, private, .. } = read(file)?;
    let Some(private) = private else {
        return Err(Trouble::new(format!(
            "{} は公開鍵です。申請書を開くには、秘密鍵（.key）のファイルを指定してください。",
            file.display()
        )));
    };
    durable::only_its_owner_reads(file)?;
    let key = PrivateKey::from_hex(&private).ok_or_else(|| damaged(file))?;
    if key.public() == (CityKey { id, public }) { Ok(key) } else { Err(damaged(file)) }
}

/// When the key of this file was made and when it ends.
pub(super) fn dates(file: &Path) -> Result<Dates, Trouble> {
    let Kept { made, until, .. } = read(file)?;
    Ok(Dates { made, until })
}

/// Writes a private key, for its owner's eyes only. It is on the disk when this returns: without it nothing that is
/// sealed to it can ever be read.
pub(super) fn keep(file: &Path, key: &PrivateKey, Dates { made, until }: Dates) -> Result<(), Trouble> {
    let CityKey { id, public } = key.public();
    write(file, &Kept { id, public, private: Some(key.to_hex()), made, until }, 0o600).map_err(|why| unwritable(file, &why))
}

/// Writes the public key where it can be taken from, unless it lies there already.
pub(super) fn publish(file: &Path, key: &CityKey, until: Option<NaiveDate>) -> Result<(), Trouble> {
    if read_public(file).is_ok_and(|there| there == *key) && dates(file)?.until == until {
        return Ok(());
    }
    let CityKey { id, public } = key.clone();
    write(file, &Kept { id, public, private: None, made: None, until }, 0o644).map_err(|why| unwritable(file, &why))
}

fn read(file: &Path) -> Result<Kept, Trouble> {
    let text = fs::read_to_string(file).map_err(|why| Trouble::file(file, why))?;
    serde_json::from_str(&text).map_err(|_| damaged(file))
}

fn write(file: &Path, kept: &Kept, mode: u32) -> io::Result<()> {
    let mut json = serde_json::to_string_pretty(kept)?;
    json.push('\n');
    durable::write(file, json.as_bytes(), mode)
}

fn damaged(file: &Path) -> Trouble {
    Trouble::new(format!("鍵のファイル {} が壊れています。控えから戻してください。", file.display()))
}

fn unwritable(file: &Path, why: &io::Error) -> Trouble {
    Trouble::folder(file.parent().unwrap_or(file), why)
}
