//! The profile of this household, sealed on this device's disk.
//!
//! The key never leaves the browser: it was made so that no program can read it, and lies beside what it seals. Whoever copies the
//! disk's texts, a backup or another program, reads nothing; whoever can open this browser on this device can, and the page says so.

mod cipher;
mod file;
mod keeping;

use domain::form::Form;
use domain::profile::Profile;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::json;
use super::storage::{Change, Shelf, Trouble, ask_to_persist, object, read, write};
use super::tabs::{self, Word};
use cipher::Key;
pub use file::{FileFault, MOST_BYTES, open_file, save_file};
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

/// The profile on this device; an empty one where none was written.
///
/// # Errors
/// Why it cannot be read.
async fn load() -> Result<Profile, Closed> {
    Ok(look().await?.1)
}

/// The profile, read now and again whenever it is changed in another tab, for as long as the page lives; `None` where it cannot be read.
pub fn follow() -> RwSignal<Option<Profile>> {
    let profile = RwSignal::new(None);
    let look = move || spawn_local(async move { profile.set(load().await.ok()) });
    look();
    tabs::listen(move |word| {
        if word == Word::Profile {
            look();
        }
    });
    profile
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
/// # Errors
/// Why it could not be saved; then the disk is as it was.
pub async fn save(before: &Profile, now: &Profile, form: &Form) -> Result<Profile, Closed> {
    loop {
        let (found, meanwhile) = look().await?;
        let merged = now.merged(before, &meanwhile, form);
        let key = match key(None).await? {
            Some(key) => key,
            None => key(Some(cipher::new_key().await.ok_or(Trouble::NoDatabase)?)).await?.ok_or(Trouble::Failed)?,
        };
        let sealed = cipher::seal(&key, PURPOSE, &written(&merged)).await.ok_or(Trouble::Failed)?;
        // Sealing takes its time, in which another tab may have written: then all of it is done again.
        let is_saved = write(Shelf::Profile, TEXT, |there| match there == found {
            true => (vec![Change::Put(Shelf::Profile, TEXT.into(), cipher::digits(&sealed))], true),
            false => (vec![], false),
        });
        if is_saved.await? {
            if found.is_none() {
                spawn_local(ask_to_persist());
            }
            tabs::tell(&Word::Profile);
            return Ok(merged);
        }
    }
}

/// What lies on the disk, and what it opens as.
async fn look() -> Result<(Option<String>, Profile), Closed> {
    let texts = read(Shelf::Profile).await?;
    let Some(sealed) = texts.into_iter().find(|(name, _)| name == TEXT).and_then(|(_, text)| text) else {
        return Ok((None, Profile::default()));
    };
    let key = key(None).await?.ok_or(Closed::Locked)?;
    let opened = cipher::open(&key, PURPOSE, &cipher::bytes(&sealed).ok_or(Closed::Locked)?).await;
    let profile = opened.and_then(|text| json::read(&String::from_utf8(text).ok()?)).ok_or(Closed::Locked)?;
    Ok((Some(sealed), profile))
}

/// The key of this device; this one from now on if there was none.
async fn key(new: Option<Key>) -> Result<Option<Key>, Trouble> {
    Ok(object(Shelf::Profile, KEY, new.map(|new| new.0)).await?.map(Key))
}

fn written(profile: &Profile) -> Vec<u8> {
    serde_json::to_vec(profile).expect("a profile is texts")
}
