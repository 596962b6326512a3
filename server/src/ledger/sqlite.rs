//! The ledger in one SQLite file: one writer with group commit, several readers.

mod carried;
mod devices;
mod lobby;
mod log;
mod staff;
mod submissions;
mod till;
mod writer;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use super::{Ledger, LedgerFault};
use writer::Writer;

/// How many connections read at once.
const READERS: u32 = 4;

/// After so many pages, 16 MiB, the log is written into the file: pages that many batches change are then written once for all.
const CHECKPOINT_PAGES: &str = "4096";

/// The ledger (台帳) in one SQLite file, for one city.
#[derive(Clone)]
pub struct Sqlite {
    city: String,
    readers: SqlitePool,
    writer: Writer,
}

impl Sqlite {
    /// Opens the ledger at `path` for the city of this code; makes it if absent and brings it to today's shape.
    ///
    /// # Errors
    /// [`LedgerFault`] if the file cannot be made, read or brought up to date.
    pub async fn open(path: &Path, city: &str) -> Result<Sqlite, LedgerFault> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            // Anything less loses acknowledged rows when the power goes.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .pragma("secure_delete", "ON")
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES);
        let mut connection = options.clone().create_if_missing(true).connect().await.map_err(fault)?;
        sqlx::migrate!("migrations/sqlite").run(&mut connection).await.map_err(|e| LedgerFault::Broken(e.to_string()))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.clone().pragma("query_only", "ON"))
            .await
            .map_err(fault)?;
        Ok(Sqlite { city: city.to_owned(), readers, writer: Writer::start(connection, options, city) })
    }
}

#[async_trait]
impl Ledger for Sqlite {
    async fn answers(&self) -> Result<(), LedgerFault> {
        self.readers.acquire().await.map_err(fault)?.ping().await.map_err(fault)
    }

    async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }
}

/// What SQLite's error means to the house. The message never holds a row's content.
fn fault(error: sqlx::Error) -> LedgerFault {
    /// SQLite's primary result codes (sqlite.org/rescode.html).
    const FULL: i32 = 13;
    let code = error.as_database_error().and_then(|e| e.code()).and_then(|c| c.parse::<i32>().ok());
    match code.map(|c| c & 0xff) {
        Some(FULL) => LedgerFault::DiskFull,
        _ => LedgerFault::Broken(error.to_string()),
    }
}

/// A word of the domain as the text of a column.
fn text<T: Serialize>(word: &T) -> String {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// The inverse of [`text`] for words that are one JSON string.
fn word<T: DeserializeOwned>(text: &str) -> Result<T, LedgerFault> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|e| LedgerFault::Broken(e.to_string()))
}
