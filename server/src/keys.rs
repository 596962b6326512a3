//! The city's keys on the disk, in the folder `keys` of the data folder.
//!
//! `1-482913.key` is the first private key, by its number and its id: a later one has a greater number and is the one
//! that slips are sealed to from then on; the older ones stay, since slips sealed to them may still come.
//! `city-key.json` is the public key of now: it is what a server in the zone `public` is given, and all that it is given.

pub mod backup;
mod file;
pub mod shelf;

use std::path::Path;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use domain::slip::{CityKey, KeyRing, PrivateKey};

use crate::Trouble;
use crate::config::Zone;
use shelf::private_files;

pub use file::{Dates, read_private, read_public};

/// The folder of the keys in the data folder.
const FOLDER: &str = "keys";
/// The public key's file in it.
const PUBLIC: &str = "city-key.json";
/// How many days phones seal to a key without asking whether there is another, unless the operator says otherwise.
pub const DAYS: u16 = 730;
/// How many days before its end the operator is reminded of it.
const NOTICE: u64 = 60;

/// The city's keys (市の鍵), as far as this server has them.
pub struct CityKeys {
    /// The key that slips are sealed to now.
    pub public: Option<CityKey>,
    /// The last day on which phones seal to it without asking for another.
    pub until: Option<NaiveDate>,
    /// All private keys; none in the zone `public`.
    pub ring: Arc<KeyRing>,
}

/// The keys of a server with this data folder. The first private key is made where none is, except in the zone `public`,
/// which wants to be given the public one.
///
/// # Errors
/// If a key cannot be read or made, others than its owner may read it, or it lies where it may not.
pub fn of_the_city(data: &Path, zone: Zone) -> Result<CityKeys, Trouble> {
    if !zone.has_key() {
        return of_the_public_side(data);
    }
    let folder = data.join(FOLDER);
    if is_lost(data)? {
        return Err(lost(data));
    }
    if private_files(&folder)?.is_empty() {
        shelf::make(data, DAYS)?;
    }
    let newest = shelf::kept(data)?.pop();
    let until = newest.as_ref().and_then(|newest| newest.dates.until);
    let public = newest.map(|newest| newest.key);
    if let Some(key) = &public {
        file::publish(&folder.join(PUBLIC), key, until)?;
    }
    Ok(CityKeys { public, until, ring: Arc::new(ring(data)?) })
}

/// Whether the key that phones seal to now has gone from the disk: another one in its place would open nothing of theirs.
///
/// # Errors
/// If the folder cannot be read.
fn is_lost(data: &Path) -> Result<bool, Trouble> {
    // What nobody can read is written anew.
    let Ok(published) = read_public(&data.join(FOLDER).join(PUBLIC)) else { return Ok(false) };
    Ok(!shelf::kept(data)?.iter().any(|kept| kept.key.id == published.id))
}

/// From now on a key that was lost is not missed any more.
///
/// # Errors
/// If its public half cannot be taken away.
pub fn give_up_lost(data: &Path) -> Result<(), Trouble> {
    let file = data.join(FOLDER).join(PUBLIC);
    match is_lost(data)? {
        true => std::fs::remove_file(&file).map_err(|why| Trouble::file(&file, why)),
        false => Ok(()),
    }
}

/// Whether a data folder has no private key at all.
///
/// # Errors
/// If the folder cannot be read.
pub fn has_none(data: &Path) -> Result<bool, Trouble> {
    Ok(private_files(&data.join(FOLDER))?.is_empty())
}

/// What to do where the key is gone that the city's slips are sealed to.
pub fn lost(data: &Path) -> Trouble {
    Trouble::new(format!(
        "市の申請書に封をしている秘密鍵が、{} にありません。控えがあるときは madoguchi key restore 控えのファイル で戻してください。\
         控えがないときは、madoguchi key new（別の鍵が残っていれば key rotate）で新しい鍵を作ると始められますが、なくなった鍵で封をした申請書とコードは二度と開けません。",
        data.join(FOLDER).display()
    ))
}

/// Whether a key's end is so near, or past, that another one should be made.
pub fn ends_soon(until: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    until.filter(|until| today.checked_add_days(Days::new(NOTICE)).is_none_or(|soon| soon >= *until))
}

/// The private keys of a data folder, without making one: for opening what was sealed before.
///
/// # Errors
/// As [`of_the_city`].
pub fn ring(data: &Path) -> Result<KeyRing, Trouble> {
    Ok(private_keys(data)?.into_iter().collect())
}

fn private_keys(data: &Path) -> Result<Vec<PrivateKey>, Trouble> {
    private_files(&data.join(FOLDER))?.iter().map(|(_, file)| read_private(file)).collect()
}

fn of_the_public_side(data: &Path) -> Result<CityKeys, Trouble> {
    let folder = data.join(FOLDER);
    if let Some((_, file)) = private_files(&folder)?.first() {
        return Err(Trouble::new(format!(
            "秘密鍵 {} がインターネット側（--zone public）にあります。庁内のサーバーに移し、ここからは消してください。",
            file.display()
        )));
    }
    let file = folder.join(PUBLIC);
    if !file.exists() {
        return Err(Trouble::new(format!(
            "公開鍵 {} がありません。庁内のサーバーのデータフォルダーにある {FOLDER}/{PUBLIC} を、ここに写してください。",
            file.display()
        )));
    }
    Ok(CityKeys { public: Some(read_public(&file)?), until: file::dates(&file)?.until, ring: Arc::default() })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    use super::*;

    fn mode(file: &Path) -> u32 {
        fs::metadata(file).unwrap().permissions().mode() & 0o777
    }

    fn only_private(data: &Path) -> PathBuf {
        private_files(&data.join(FOLDER)).unwrap().remove(0).1
    }

    #[test]
    fn the_first_start_makes_a_key_and_the_second_finds_it() {
        let data = tempfile::tempdir().unwrap();
        let first = of_the_city(data.path(), Zone::All).unwrap();
        let again = of_the_city(data.path(), Zone::Hall).unwrap();
        assert_eq!(first.public, again.public);
        let id = &first.public.unwrap().id;
        assert!(again.ring.knows(id) && ring(data.path()).unwrap().knows(id));
        assert_eq!((mode(&only_private(data.path())), mode(&data.path().join(FOLDER))), (0o600, 0o700));
    }

    #[test]
    fn a_newer_key_is_sealed_to_and_the_older_one_still_opens() {
        let data = tempfile::tempdir().unwrap();
        let first = of_the_city(data.path(), Zone::All).unwrap().public.unwrap();
        let newer = PrivateKey::derive(&[9; 32]);
        file::keep(&data.path().join(FOLDER).join("10-new.key"), &newer, Dates::default()).unwrap();
        file::keep(&data.path().join(FOLDER).join("9-other.key"), &PrivateKey::derive(&[8; 32]), Dates::default()).unwrap();
        let keys = of_the_city(data.path(), Zone::All).unwrap();
        assert_eq!(keys.public, Some(newer.public()));
        assert!(keys.ring.knows(&first.id));
        assert_eq!(read_public(&data.path().join(FOLDER).join(PUBLIC)).unwrap(), newer.public());
    }

    #[test]
    fn the_internet_side_has_the_public_key_and_no_other() {
        let (hall, public) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let key = of_the_city(hall.path(), Zone::Hall).unwrap().public;
        let missing = of_the_city(public.path(), Zone::Public).err().unwrap().to_string();
        assert!(missing.contains(PUBLIC), "{missing}");
        fs::create_dir(public.path().join(FOLDER)).unwrap();
        fs::copy(hall.path().join(FOLDER).join(PUBLIC), public.path().join(FOLDER).join(PUBLIC)).unwrap();
        let keys = of_the_city(public.path(), Zone::Public).unwrap();
        assert_eq!(keys.public, key);
        assert!(keys.until.is_some(), "its end goes with it");
        assert!(!keys.ring.knows(&key.unwrap().id));
        let misplaced = of_the_city(hall.path(), Zone::Public).err().unwrap().to_string();
        assert!(misplaced.contains("--zone public"), "{misplaced}");
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let data = tempfile::tempdir().unwrap();
        of_the_city(data.path(), Zone::All).unwrap();
        let file = only_private(data.path());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let refused = of_the_city(data.path(), Zone::All).err().unwrap().to_string();
        assert!(refused.contains("chmod 600"), "{refused}");
    }

    #[test]
    fn a_damaged_key_is_refused_and_never_replaced() {
        let data = tempfile::tempdir().unwrap();
        of_the_city(data.path(), Zone::All).unwrap();
        let file = only_private(data.path());
        let whole = fs::read_to_string(&file).unwrap();
        let at = whole.find("\"private\"").unwrap() + 20;
        let flipped = if &whole[at..=at] == "0" { "1" } else { "0" };
        for damaged in ["", "{}", &whole[..whole.len() / 2], &format!("{}{flipped}{}", &whole[..at], &whole[at + 1..])] {
            fs::write(&file, damaged).unwrap();
            let refused = of_the_city(data.path(), Zone::All).err().unwrap().to_string();
            assert!(refused.contains("壊れて") && refused.contains(".key"), "{refused}");
            assert_eq!(fs::read_to_string(&file).unwrap(), damaged);
        }
    }
}
