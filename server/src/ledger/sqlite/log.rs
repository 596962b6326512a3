//! The log in SQLite: the file itself refuses to change or delete a line.

use async_trait::async_trait;
use domain::moment::Moment;
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteConnection;
use sqlx::{Row, query};

use super::super::log::{LogLedger, LogLine, StoredLogLine};
use super::{LedgerFault, Sqlite, fault};

#[async_trait]
impl LogLedger for Sqlite {
    async fn append_log(&self, line: LogLine) -> Result<(), LedgerFault> {
        let city = self.city.clone();
        self.writer.write(move |connection| Box::pin(async move { append(connection, &city, line).await })).await
    }

    async fn code_read_at(&self, what: &str) -> Result<Option<Moment>, LedgerFault> {
        // The act stands here in words: only so is the index of these lines used.
        let found = query(
            "SELECT at FROM log WHERE city = ?1 AND what = ?2 AND act = 'open-code' AND who GLOB 'staff *' ORDER BY seq DESC LIMIT 1",
        );
        let found = found.bind(&self.city).bind(what).fetch_optional(&self.readers).await.map_err(fault)?;
        Ok(found.map(|row| Moment(row.get(0))))
    }

    async fn log_after(&self, seq: u64, at_most: u32) -> Result<Vec<StoredLogLine>, LedgerFault> {
        let found = query("SELECT seq, at, who, act, what, hash FROM log WHERE city = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3");
        let found = found.bind(&self.city).bind(i64::try_from(seq).unwrap_or(i64::MAX)).bind(at_most);
        let rows = found.fetch_all(&self.readers).await.map_err(fault)?;
        Ok(rows
            .iter()
            .map(|row| StoredLogLine {
                seq: row.get::<i64, _>("seq").unsigned_abs(),
                line: LogLine { at: Moment(row.get("at")), who: row.get("who"), act: row.get("act"), what: row.get("what") },
                hash: row.get("hash"),
            })
            .collect())
    }
}

/// Adds a line to the log inside whatever is being written.
pub(super) async fn append(connection: &mut SqliteConnection, city: &str, line: LogLine) -> Result<(), LedgerFault> {
    let last = query("SELECT hash FROM log WHERE city = ?1 ORDER BY seq DESC LIMIT 1").bind(city);
    let last: String = last.fetch_optional(&mut *connection).await.map_err(fault)?.map_or(String::new(), |row| row.get(0));
    let hash = line.chained_to(&last);
    let add = query("INSERT INTO log (city, at, who, act, what, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    let add = add.bind(city).bind(line.at.0).bind(line.who).bind(line.act).bind(line.what).bind(hash);
    add.execute(connection).await.map_err(fault).map(drop)
}

impl LogLine {
    /// The hash that chains this line to the one before it: SHA-256 over that line's hash and this line's fields, each with its length.
    pub fn chained_to(&self, last_hash: &str) -> String {
        let mut sha = Sha256::new();
        for field in [last_hash, &self.at.0.to_string(), &self.who, &self.act, &self.what] {
            sha.update((field.len() as u64).to_be_bytes());
            sha.update(field);
        }
        sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
