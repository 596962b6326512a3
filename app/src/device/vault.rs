//! The profile of this household, sealed on this device's disk.
//!
//! The key never leaves the browser: it was made so that no program can read it, and lies beside what it seals. Whoever copies the
//! disk's texts, a backup or another program, reads nothing; whoever can open this browser on this device can, and the page says so.

mod cipher;
mod file;
mod former;
mod keeping;

use std::collections::BTreeMap;

use domain::form::Form;
use domain::profile::Profile;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use super::json;
use super::storage::{Change, Shelf, Trouble, ask_to_persist, object, read, write};
use super::tabs::{self, Word};
use cipher::Key;
pub use file::{FileFault, MOST_BYTES, open_file, save_file};
pub use former::{Former, remember, settle};
pub use keeping::Keeping;

/// What the profile is sealed for: the same bytes open as nothing else.
const PURPOSE: &[u8] = b"madoguchi profile 1";
/// Where its sealed text lies.
const TEXT: &str = "household";
/// Where its key lies.
const KEY: &str = "key";

/// Why there is no profile to be had (読めない理由).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// The device keeps nothing, or fails to.
    Trouble(Trouble),
    /// It is there and its key is not, or does not open it.
    Locked,
}

impl Closed {
    /// What is wrong, what it means, what to do.
    pub fn sentence(self) -> &'static str {
        match self {
            Closed::Trouble(trouble) => trouble.sentence(),
            Closed::Locked => {
                "この端末にあるプロフィールを開けません。ブラウザーの中の鍵が失われています。「この端末から消す」で消すと、新しく書けます。ファイルに書き出してあれば、そこから戻せます。"
            }
        }
    }
}

impl From<Trouble> for Closed {
    fn from(trouble: Trouble) -> Closed {
        Closed::Trouble(trouble)
    }
}

/// What lies on this device (端末のプロフィール).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Household {
    /// The profile; an empty one where none was written.
    pub now: Profile,
    /// What it said before, while drafts may still say so.
    pub former: Option<Former>,
}

/// What lies on this device.
///
/// # Errors
/// Why it cannot be read.
async fn load() -> Result<Household, Closed> {
    let Found { now, former, .. } = look().await?;
    Ok(Household { now, former })
}

/// What lies on this device, read now and again whenever it is changed in another tab, for as long as the page lives; `None` where it
/// cannot be read.
pub fn follow() -> RwSignal<Option<Household>> {
    let household = RwSignal::new(None);
    let look = move || spawn_local(async move { household.set(load().await.ok()) });
    look();
    tabs::listen(move |word| {
        if word == Word::Profile {
            look();
        }
    });
    household
}

/// Throws the profile and its key away.
///
/// # Errors
/// Why the disk would not do it.
pub async fn forget() -> Result<(), Trouble> {
    write(Shelf::Profile, TEXT, |_| (vec![Change::Clear(Shelf::Profile)], ())).await?;
    tabs::tell(&Word::Profile);
    Ok(())
}

/// Saves what became of `before` here, together with what another tab has written meanwhile; gives what lies on the disk now.
///
/// What the profile said until then is kept beside it for the drafts that say so too, unless something older is kept already.
///
/// # Errors
/// Why it could not be saved; then the disk is as it was.
pub async fn save(before: &Profile, now: &Profile, form: &Form) -> Result<Household, Closed> {
    loop {
        let Found { sealed: found, now: meanwhile, former: older } = look().await?;
        let merged = now.merged(before, &meanwhile, form);
        let key = match key(None).await? {
            Some(key) => key,
            None => key(Some(cipher::new_key().await.ok_or(Trouble::NoDatabase)?)).await?.ok_or(Trouble::Failed)?,
        };
        let put = async |name: &str, purpose: &[u8], plain: &[u8]| {
            let sealed = cipher::seal(&key, purpose, plain).await.ok_or(Trouble::Failed)?;
            Ok::<_, Closed>(Change::Put(Shelf::Profile, name.into(), cipher::digits(&sealed)))
        };
        let mut changes = vec![put(TEXT, PURPOSE, &written(&merged)).await?];
        let is_first_change = older.is_none() && !meanwhile.is_empty() && merged != meanwhile;
        let former = if is_first_change { Some(Former::of(meanwhile)) } else { older };
        if let Some(former) = former.as_ref().filter(|_| is_first_change) {
            changes.push(put(former::TEXT, former::PURPOSE, &former.written()).await?);
        }
        // Sealing takes its time, in which another tab may have written: then all of it is done again.
        let is_saved = write(Shelf::Profile, TEXT, |there| match there == found {
            true => (changes, true),
            false => (vec![], false),
        });
        if is_saved.await? {
            if found.is_none() {
                spawn_local(ask_to_persist());
            }
            tabs::tell(&Word::Profile);
            return Ok(Household { now: merged, former });
        }
    }
}

/// What lies on the disk (端末にあるもの), and what it opens as.
struct Found {
    /// The profile as it is sealed.
    sealed: Option<String>,
    now: Profile,
    former: Option<Former>,
}

async fn look() -> Result<Found, Closed> {
    let mut texts: BTreeMap<String, Option<String>> = read(Shelf::Profile).await?.into_iter().collect();
    let Some(sealed) = texts.remove(TEXT).flatten() else {
        return Ok(Found { sealed: None, now: Profile::default(), former: None });
    };
    let key = key(None).await?.ok_or(Closed::Locked)?;
    let now = open(&key, PURPOSE, &sealed).await.ok_or(Closed::Locked)?;
    let former = match texts.remove(former::TEXT).flatten() {
        // Where it cannot be read the drafts stay as they are.
        Some(sealed) => open(&key, former::PURPOSE, &sealed).await,
        None => None,
    };
    Ok(Found { sealed: Some(sealed), now, former })
}

/// Opens what was sealed for a purpose; `None` if it is not whole, or was sealed with another key.
async fn open<T: DeserializeOwned>(key: &Key, purpose: &[u8], sealed: &str) -> Option<T> {
    let plain = cipher::open(key, purpose, &cipher::bytes(sealed)?).await?;
    json::read(&String::from_utf8(plain).ok()?)
}

/// The key of this device; this one from now on if there was none.
async fn key(new: Option<Key>) -> Result<Option<Key>, Trouble> {
    Ok(object(Shelf::Profile, KEY, new.map(|new| new.0)).await?.map(Key))
}

fn written(profile: &Profile) -> Vec<u8> {
    serde_json::to_vec(profile).expect("a profile is texts")
}
