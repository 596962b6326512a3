//! The database of this device (IndexedDB): opened for each errand, or for as long as somebody types, so that there is no connection to
//! lose or to stand in the way of a newer version; written through one door, with strict durability.
//!
//! A browser may call a write done when the system has it, and a power cut then takes everything; with strict durability
//! it is done when the disk has it. Only then may a screen say 保存済み.
//!
//! On a terminal that everybody uses the door leads to the page's memory instead, and nothing comes to the disk at all.

use std::future::IntoFuture;
use std::ops::Deref;
use std::time::Duration;

use futures::future::{Either, select};
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use wasm_bindgen::JsValue;

use super::{Trouble, memory};
use crate::device::{clock, terminal};

const VERSION: u8 = 1;

/// A browser that has not opened the database by then never will: some hang after a crash.
const OPENS_WITHIN: Duration = Duration::from_secs(5);

/// A part of the database: texts under keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Drafts, by their id.
    Drafts,
    /// What waits to be sent, and the receipts of what was, by the key of the submission.
    Outbox,
    /// The profile, sealed, and the key to it.
    Profile,
    /// What was answered and ticked off in a guide, by its id.
    Guides,
}

/// A database: its name and its shelves. What one errand writes lies in one of them.
struct House {
    name: &'static str,
    shelves: &'static [&'static str],
}

/// What is on its way to the city.
const ON_ITS_WAY: House = House { name: "madoguchi", shelves: &["drafts", "outbox"] };
/// What stays at home. It is a database of its own so that a page of an older version, which knows nothing of it, can still open the other.
const AT_HOME: House = House { name: "madoguchi-profile", shelves: &["profile"] };
/// How far the person is in the guides; apart from the others for the same reason.
const IN_HAND: House = House { name: "madoguchi-guides", shelves: &["guides"] };

impl Shelf {
    /// All of them.
    const ALL: [Shelf; 4] = [Shelf::Drafts, Shelf::Outbox, Shelf::Profile, Shelf::Guides];

    const fn name(self) -> &'static str {
        match self {
            Shelf::Drafts => "drafts",
            Shelf::Outbox => "outbox",
            Shelf::Profile => "profile",
            Shelf::Guides => "guides",
        }
    }

    const fn house(self) -> &'static House {
        match self {
            Shelf::Drafts | Shelf::Outbox => &ON_ITS_WAY,
            Shelf::Profile => &AT_HOME,
            Shelf::Guides => &IN_HAND,
        }
    }
}

/// A change of one text.
pub enum Change {
    /// Write it, over what was there.
    Put(Shelf, String, String),
    /// Remove it.
    Remove(Shelf, String),
    /// Remove everything.
    Clear(Shelf),
}

/// Every text of a shelf with its key; `None` for what is no text.
pub async fn read(shelf: Shelf) -> Result<Vec<(String, Option<String>)>, Trouble> {
    if terminal::is_public() { Ok(memory::read(shelf)) } else { read_disk(shelf).await }
}

async fn read_disk(shelf: Shelf) -> Result<Vec<(String, Option<String>)>, Trouble> {
    let database = open(shelf.house()).await?;
    let reading = database.transaction(shelf.name()).with_mode(TransactionMode::Readonly).build()?;
    let store = reading.object_store(shelf.name())?;
    let keys = store.get_all_keys::<String>().await?.collect::<Result<Vec<_>, _>>()?;
    let texts = store.get_all::<String>().primitive()?.await?.map(Result::ok);
    Ok(keys.into_iter().zip(texts).collect())
}

/// The only way to write: reads one text, lets `decide` say what to change, and returns once all of it is on the disk, or
/// none of it. What is changed lies in the same house as what is read.
pub async fn write<T>(shelf: Shelf, key: &str, decide: impl FnOnce(Option<String>) -> (Vec<Change>, T)) -> Result<T, Trouble> {
    Door::open(shelf).await?.write(key, decide).await
}

/// The way to a shelf, for whoever writes again and again; closed when it is dropped.
pub struct Door {
    shelf: Shelf,
    /// `None` where nothing comes to the disk.
    database: Option<Opened>,
}

impl Door {
    /// Opens it.
    ///
    /// # Errors
    /// Why the browser gives no database.
    pub async fn open(shelf: Shelf) -> Result<Door, Trouble> {
        let database = if terminal::is_public() { None } else { Some(open(shelf.house()).await?) };
        Ok(Door { shelf, database })
    }

    /// As [`write`].
    ///
    /// # Errors
    /// Why nothing was written. Then the next try needs a new door.
    pub async fn write<T>(&self, key: &str, decide: impl FnOnce(Option<String>) -> (Vec<Change>, T)) -> Result<T, Trouble> {
        match &self.database {
            Some(database) if !terminal::is_public() => write_disk(database, self.shelf, key, decide).await,
            _ => Ok(memory::write(self.shelf, key, decide)),
        }
    }
}

async fn write_disk<T>(
    database: &Database,
    shelf: Shelf,
    key: &str,
    decide: impl FnOnce(Option<String>) -> (Vec<Change>, T),
) -> Result<T, Trouble> {
    let writing = begin_write(database, shelf.house())?;
    let found = writing.object_store(shelf.name())?.get::<String, _, _>(key).primitive()?.await.unwrap_or_default();
    let (changes, told) = decide(found);
    for change in changes {
        match change {
            Change::Put(shelf, key, text) => {
                writing.object_store(shelf.name())?.put(text).with_key(key).await?;
            }
            Change::Remove(shelf, key) => writing.object_store(shelf.name())?.delete(key.as_str()).await?,
            Change::Clear(shelf) => writing.object_store(shelf.name())?.clear()?.await?,
        }
    }
    // Waits for the transaction's `complete`, which strict durability holds back until the disk has it.
    writing.commit().await?;
    Ok(told)
}

/// An object of the browser's, such as a key that no program can read: the one that lies under `key`, or else this one, which lies there
/// from now on. Of two tabs that come at once the first one's stays.
pub async fn object(shelf: Shelf, key: &str, otherwise: Option<JsValue>) -> Result<Option<JsValue>, Trouble> {
    if terminal::is_public() {
        return Ok(memory::object(shelf, key, otherwise));
    }
    let database = open(shelf.house()).await?;
    let writing = begin_write(&database, shelf.house())?;
    let store = writing.object_store(shelf.name())?;
    let found = store.get::<JsValue, _, _>(key).primitive()?.await?.filter(JsValue::is_object);
    let object = match (found, otherwise) {
        (None, Some(object)) => {
            store.put(object.clone()).with_key(key).primitive()?.await?;
            Some(object)
        }
        (found, _) => found,
    };
    writing.commit().await?;
    Ok(object)
}

/// Whether anything lies on the disk, from before this was a terminal that everybody uses; `false` where it cannot be read.
pub async fn is_left_on_disk() -> bool {
    for shelf in Shelf::ALL {
        if read_disk(shelf).await.is_ok_and(|there| !there.is_empty()) {
            return true;
        }
    }
    false
}

/// Takes everything off the disk.
///
/// # Errors
/// Why the disk would not do it.
pub async fn clear_disk() -> Result<(), Trouble> {
    for shelf in Shelf::ALL {
        let database = open(shelf.house()).await?;
        write_disk(&database, shelf, "", |_| (vec![Change::Clear(shelf)], ())).await?;
    }
    Ok(())
}

/// The one place that opens a transaction for writing; a story looks for a second one.
fn begin_write<'d>(database: &'d Database, house: &House) -> Result<Transaction<'d>, Trouble> {
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    Ok(database.transaction(house.shelves).with_mode(TransactionMode::Readwrite).with_options(strict).build()?)
}

/// An open database; closed when the errand is over, however it ends.
struct Opened(Database);

impl Deref for Opened {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.0
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.0.clone().close();
    }
}

async fn open(house: &'static House) -> Result<Opened, Trouble> {
    let request = Database::open(house.name).with_version(VERSION).with_on_upgrade_needed(|_, database| {
        for name in house.shelves {
            database.create_object_store(name).build()?;
        }
        Ok(())
    });
    match select(request.into_future(), Box::pin(clock::pause(OPENS_WITHIN))).await {
        Either::Left((opened, _)) => Ok(Opened(opened?)),
        Either::Right(_) => Err(Trouble::NoDatabase),
    }
}

impl From<OpenDbError> for Trouble {
    fn from(_: OpenDbError) -> Trouble {
        // Private browsing, a site whose storage was forbidden, a broken profile: for the person it is the same.
        Trouble::NoDatabase
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        match error {
            Error::DomException(DomException::Other(why)) if why.name() == "QuotaExceededError" => Trouble::Full,
            _ => Trouble::Failed,
        }
    }
}
