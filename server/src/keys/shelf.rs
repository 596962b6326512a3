//! The private keys in their order: which there are, one more, one that is set aside.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::Days;
use domain::slip::{CityKey, PrivateKey};

use super::{Dates, FOLDER, file};
use crate::{Clock, Trouble};

/// A private key in its place (保管中の鍵).
pub struct KeptKey {
    /// Its place in the order, from 1: slips are sealed to the key of the greatest number.
    pub number: u32,
    /// Its file.
    pub file: PathBuf,
    /// Its public half.
    pub key: CityKey,
    /// When it was made and when it ends; not known of keys from before this was noted.
    pub dates: Dates,
}

/// Every private key of a data folder, the newest last.
///
/// # Errors
/// If one cannot be read, is damaged, or may be read by others than its owner.
pub fn kept(data: &Path) -> Result<Vec<KeptKey>, Trouble> {
    let described = |(number, file): (u32, PathBuf)| {
        let key = file::read_private(&file)?.public();
        Ok(KeptKey { number, dates: file::dates(&file)?, file, key })
    };
    private_files(&data.join(FOLDER))?.into_iter().map(described).collect()
}

/// Makes a key of the next number that ends after so many days. Slips are sealed to it as soon as the server reads it, at its next start.
///
/// # Errors
/// If there is no randomness, or it cannot be written.
pub fn make(data: &Path, days: u16) -> Result<KeptKey, Trouble> {
    let mut fresh = [0; 32];
    getrandom::fill(&mut fresh).map_err(|why| Trouble::new(format!("鍵を作るための乱数が得られません（{why}）。")))?;
    let now = Clock::of_the_machine().now();
    let until = now.date().checked_add_days(Days::new(days.into()));
    put(data, &PrivateKey::derive(&fresh), Dates { made: Some(now), until })
}

/// Puts a key behind those that are there.
///
/// # Errors
/// If it cannot be written.
pub fn put(data: &Path, key: &PrivateKey, dates: Dates) -> Result<KeptKey, Trouble> {
    let folder = data.join(FOLDER);
    let number = private_files(&folder)?.last().map_or(0, |(number, _)| *number) + 1;
    let public = key.public();
    let file = folder.join(format!("{number}-{}.key", public.id));
    file::keep(&file, key, dates)?;
    Ok(KeptKey { number, file, key: public, dates })
}

/// Sets a key aside: its file stays, under a name by which no server reads it.
///
/// # Errors
/// If it cannot be renamed.
pub fn set_aside(key: &KeptKey) -> Result<PathBuf, Trouble> {
    let aside = key.file.with_extension("retired");
    fs::rename(&key.file, &aside).map_err(|why| Trouble::file(&key.file, why))?;
    Ok(aside)
}

/// The files of the private keys with their numbers, the newest last.
pub(super) fn private_files(folder: &Path) -> Result<Vec<(u32, PathBuf)>, Trouble> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let number = |file: &Path| -> Option<u32> {
        let name = file.file_name()?.to_str()?.strip_suffix(".key")?;
        name.split_once('-')?.0.parse().ok()
    };
    let trouble = |why| Trouble::file(folder, why);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let file = entry.map_err(trouble)?.path();
        files.extend(number(&file).map(|number| (number, file)));
    }
    files.sort();
    Ok(files)
}
