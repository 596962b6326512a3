//! Submissions in SQLite.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::Datelike;
use domain::moment::Moment;
use domain::submission::{Receipt, ReferenceNumber};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{QueryBuilder, Row, Sqlite as Db, query};

use super::super::submissions::{Look, NewSubmission, SealedCorrection, SealedNote, StoredSubmission, SubmissionLedger};
use super::{LedgerFault, Sqlite, fault, text, word};
use api::Listing;

/// Stores a batch of submissions; gives a receipt for each.
pub(super) async fn keep_all(
    connection: &mut SqliteConnection,
    city: &str,
    new: &[NewSubmission],
) -> Result<Vec<Result<Receipt, LedgerFault>>, LedgerFault> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let columns = "INSERT INTO submission (city, key, digest, slip, leaf, channel, status, received_at) ";
    let mut insert = QueryBuilder::<Db>::new(columns);
    insert.push_values(new, |mut row, n| {
        row.push_bind(city).push_bind(&*n.key.0).push_bind(&*n.digest).push_bind(&*n.slip).push_bind(n.leaf);
        row.push_bind(text(&n.channel)).push_bind(text(&n.status)).push_bind(n.received_at.0);
    });
    insert.push(" ON CONFLICT (city, key) DO NOTHING");
    let done = insert.build().execute(&mut *connection).await.map_err(fault)?;
    if done.rows_affected() < new.len() as u64 {
        return sent_again(connection, city, new).await;
    }
    // All are new, and nobody else writes: they were numbered one after another.
    let before = done.last_insert_rowid() - new.len() as i64;
    let receipt = |(n, seq): (&NewSubmission, i64)| Receipt {
        reference: reference(n.received_at, seq),
        received_at: n.received_at,
        digest: n.digest.clone(),
    };
    Ok(new.iter().zip(before + 1..).map(receipt).map(Ok).collect())
}

/// The receipts of a batch in which something was sent again: what stands under the key is what counts.
async fn sent_again(
    connection: &mut SqliteConnection,
    city: &str,
    new: &[NewSubmission],
) -> Result<Vec<Result<Receipt, LedgerFault>>, LedgerFault> {
    let keys = serde_json::to_string(&new.iter().map(|n| &n.key).collect::<Vec<_>>()).expect("texts");
    let stored: HashMap<String, Receipt> =
        query("SELECT key, seq, received_at, digest FROM submission WHERE city = ?1 AND key IN (SELECT value FROM json_each(?2))")
            .bind(city)
            .bind(keys)
            .fetch_all(connection)
            .await
            .map_err(fault)?
            .iter()
            .map(|row| (row.get(0), receipt(row)))
            .collect();
    Ok(new
        .iter()
        .map(|n| match stored.get(&n.key.0) {
            Some(receipt) if receipt.digest == n.digest => Ok(receipt.clone()),
            Some(_) => Err(LedgerFault::KeyUsed),
            None => Err(LedgerFault::Broken("a stored submission is not there".into())),
        })
        .collect())
}

/// The receipt in a row of key, seq, received_at and digest.
fn receipt(row: &SqliteRow) -> Receipt {
    let received_at = Moment(row.get(2));
    Receipt { reference: reference(received_at, row.get(1)), received_at, digest: row.get(3) }
}

pub(super) fn reference(received_at: Moment, seq: i64) -> ReferenceNumber {
    ReferenceNumber::new(received_at.date().year(), seq.unsigned_abs())
}

/// The running number inside a reference number; `None` if it was mistyped.
pub(super) fn seq(reference: &ReferenceNumber) -> Option<i64> {
    let running: u64 = reference.0.split('-').nth(1)?.parse().ok()?;
    let year: i32 = reference.0.get(..2)?.parse().ok()?;
    (ReferenceNumber::new(year, running) == *reference).then_some(running.try_into().ok()?)
}

/// Which row a running number (the second value) means: what was carried here from the internet side goes by the number given there.
macro_rules! place {
    () => {
        "COALESCE((SELECT seq FROM submission WHERE city = ?1 AND outside = ?2), ?2)"
    };
}

/// Reads the rows of `submission` that this condition chooses.
macro_rules! select {
    ($($condition:tt)*) => {
        concat!(
            "SELECT seq, COALESCE(outside, seq) AS number, slip, leaf, channel, status, received_at, title, fault, printed_at,
             (SELECT json_group_array(json_array(sealed, by_whom, at) ORDER BY id) FROM correction WHERE submission = seq) AS corrections,
             (SELECT json_group_array(json_array(sealed, by_whom, at, due, copies, charged) ORDER BY id) FROM office_use WHERE submission = seq)
             AS noted
             FROM submission WHERE city = ?1 AND ",
            $($condition)*
        )
    };
}

/// The columns of what the office has filled in.
type Note = (String, String, i64, Option<u32>, Option<u32>, Option<u32>);

fn stored(row: &SqliteRow) -> Result<StoredSubmission, LedgerFault> {
    let received_at = Moment(row.get("received_at"));
    let corrections: Vec<(String, String, i64)> =
        serde_json::from_str(row.get("corrections")).map_err(|e| LedgerFault::Broken(e.to_string()))?;
    let noted: Vec<Note> = serde_json::from_str(row.get("noted")).map_err(|e| LedgerFault::Broken(e.to_string()))?;
    let note = |(sealed, by, at, due, copies, charged): Note| SealedNote { sealed, by, at: Moment(at), due, copies, charged };
    Ok(StoredSubmission {
        listing: Listing {
            reference: reference(received_at, row.get("number")),
            channel: word(row.get("channel"))?,
            status: word(row.get("status"))?,
            received_at,
            title: row.get("title"),
            fault: row.get("fault"),
        },
        slip: row.get("slip"),
        leaf: row.get("leaf"),
        corrections: corrections.into_iter().map(|(sealed, by, at)| SealedCorrection { sealed, by, at: Moment(at) }).collect(),
        noted: noted.into_iter().map(note).collect(),
        printed_at: row.get::<Option<i64>, _>("printed_at").map(Moment),
    })
}

#[async_trait]
impl SubmissionLedger for Sqlite {
    async fn keep(&self, new: NewSubmission) -> Result<Receipt, LedgerFault> {
        self.writer.keep(new).await
    }

    async fn sealed_to(&self, key: &str) -> Result<u64, LedgerFault> {
        // A sealed slip begins with its kind and the key's id, a sealed correction with the id and a dot.
        let count = query(
            "SELECT COUNT(*) FROM submission WHERE city = ?1 AND (
                (substr(slip, 1, 1) IN ('2', '5') AND substr(slip, 2, 6) = ?2)
                OR EXISTS (SELECT 1 FROM correction WHERE submission = seq AND substr(sealed, 1, 7) = ?2 || '.')
                OR EXISTS (SELECT 1 FROM office_use WHERE submission = seq AND substr(sealed, 1, 7) = ?2 || '.'))",
        );
        let row = count.bind(&self.city).bind(key).fetch_one(&self.readers).await.map_err(fault)?;
        Ok(row.get::<i64, _>(0).unsigned_abs())
    }

    async fn has_sealed(&self) -> Result<bool, LedgerFault> {
        let any = query("SELECT EXISTS (SELECT 1 FROM submission WHERE city = ?1 AND substr(slip, 1, 1) IN ('2', '5'))");
        Ok(any.bind(&self.city).fetch_one(&self.readers).await.map_err(fault)?.get(0))
    }

    async fn submission(&self, reference: &ReferenceNumber) -> Result<Option<StoredSubmission>, LedgerFault> {
        let Some(seq) = seq(reference) else { return Ok(None) };
        let row = query(select!("seq = ", place!())).bind(&self.city).bind(seq).fetch_optional(&self.readers).await.map_err(fault)?;
        // The year in the number is part of it: a number of another year is another number.
        Ok(row.as_ref().map(stored).transpose()?.filter(|found| found.listing.reference == *reference))
    }

    async fn submissions_by_digest(&self, digest: &str) -> Result<Vec<StoredSubmission>, LedgerFault> {
        let found = query(select!("digest = ?2 ORDER BY leaf, seq")).bind(&self.city).bind(digest);
        let rows = found.fetch_all(&self.readers).await.map_err(fault)?;
        let mut all = rows.iter().map(stored).collect::<Result<Vec<_>, _>>()?;
        all.dedup_by_key(|submission| submission.leaf);
        Ok(all)
    }

    async fn submissions_before(
        &self,
        before: Option<ReferenceNumber>,
        waiting: bool,
        at_most: u32,
    ) -> Result<Vec<StoredSubmission>, LedgerFault> {
        let before = before.map_or(Some(i64::MAX), |reference| seq(&reference)).ok_or(LedgerFault::Missing)?;
        // Which are not accepted stands in an index of their own: they are few among all that the city ever received.
        let found = if waiting {
            query(select!("status <> 'accepted' AND seq < ", place!(), " ORDER BY seq DESC LIMIT ?3"))
        } else {
            query(select!("seq < ", place!(), " ORDER BY seq DESC LIMIT ?3"))
        };
        let found = found.bind(&self.city).bind(before).bind(at_most);
        found.fetch_all(&self.readers).await.map_err(fault)?.iter().map(stored).collect()
    }

    async fn mark(&self, reference: &ReferenceNumber, look: Look) -> Result<(), LedgerFault> {
        let (city, seq) = (self.city.clone(), seq(reference).ok_or(LedgerFault::Missing)?);
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let Look { status, form, fault: reason } = look;
                    let (id, edition, title) = match form {
                        Some(form) => (Some(form.id), Some(form.edition), Some(form.title)),
                        None => (None, None, None),
                    };
                    let change = query(concat!(
                        "UPDATE submission SET status = ?3, form = ?4, edition = ?5, title = ?6, fault = ?7 WHERE city = ?1 AND seq = ",
                        place!()
                    ));
                    let change = change.bind(city).bind(seq).bind(text(&status)).bind(id).bind(edition).bind(title).bind(reason);
                    let done = change.execute(connection).await.map_err(fault)?;
                    if done.rows_affected() == 1 { Ok(()) } else { Err(LedgerFault::Missing) }
                })
            })
            .await
    }

    async fn correct(&self, reference: &ReferenceNumber, correction: SealedCorrection) -> Result<(), LedgerFault> {
        let (city, seq) = (self.city.clone(), seq(reference).ok_or(LedgerFault::Missing)?);
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let add = query(concat!(
                        "INSERT INTO correction (submission, sealed, by_whom, at)
                         SELECT seq, ?3, ?4, ?5 FROM submission WHERE city = ?1 AND seq = ",
                        place!()
                    ));
                    let add = add.bind(city).bind(seq).bind(correction.sealed).bind(correction.by).bind(correction.at.0);
                    let done = add.execute(connection).await.map_err(fault)?;
                    if done.rows_affected() == 1 { Ok(()) } else { Err(LedgerFault::Missing) }
                })
            })
            .await
    }

    async fn note(&self, reference: &ReferenceNumber, note: SealedNote) -> Result<(), LedgerFault> {
        let (city, seq) = (self.city.clone(), seq(reference).ok_or(LedgerFault::Missing)?);
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let add = query(concat!(
                        "INSERT INTO office_use (submission, sealed, by_whom, at, due, copies, charged)
                         SELECT seq, ?3, ?4, ?5, ?6, ?7, ?8 FROM submission WHERE city = ?1 AND seq = ",
                        place!()
                    ));
                    let add = add.bind(city).bind(seq).bind(note.sealed).bind(note.by).bind(note.at.0);
                    let done = add.bind(note.due).bind(note.copies).bind(note.charged).execute(connection).await.map_err(fault)?;
                    if done.rows_affected() == 1 { Ok(()) } else { Err(LedgerFault::Missing) }
                })
            })
            .await
    }

    async fn printed(&self, reference: &ReferenceNumber, at: Moment) -> Result<Option<Moment>, LedgerFault> {
        let (city, seq) = (self.city.clone(), seq(reference).ok_or(LedgerFault::Missing)?);
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let before: Option<i64> = query(concat!("SELECT printed_at FROM submission WHERE city = ?1 AND seq = ", place!()))
                        .bind(&city)
                        .bind(seq)
                        .fetch_optional(&mut *connection)
                        .await
                        .map_err(fault)?
                        .ok_or(LedgerFault::Missing)?
                        .get(0);
                    let change =
                        query(concat!("UPDATE submission SET printed_at = ?3, prints = prints + 1 WHERE city = ?1 AND seq = ", place!()));
                    change.bind(city).bind(seq).bind(at.0).execute(connection).await.map_err(fault)?;
                    Ok(before.map(Moment))
                })
            })
            .await
    }

    async fn no_paper(&self, reference: &ReferenceNumber) -> Result<(), LedgerFault> {
        let (city, seq) = (self.city.clone(), seq(reference).ok_or(LedgerFault::Missing)?);
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let change = query(concat!(
                        "UPDATE submission SET printed_at = iif(prints > 1, printed_at, NULL), prints = max(prints - 1, 0)
                         WHERE city = ?1 AND seq = ",
                        place!()
                    ));
                    let done = change.bind(city).bind(seq).execute(connection).await.map_err(fault)?;
                    if done.rows_affected() == 1 { Ok(()) } else { Err(LedgerFault::Missing) }
                })
            })
            .await
    }
}
