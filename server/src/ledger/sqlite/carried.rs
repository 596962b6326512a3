//! What is carried from the internet side to the hall, in SQLite.

use async_trait::async_trait;
use domain::moment::Moment;
use domain::slip::SealedSlip;
use domain::submission::{Channel, Status, SubmissionKey};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row, query};

use super::super::carried::{Carried, CarryLedger};
use super::submissions::{reference, seq};
use super::{LedgerFault, Sqlite, fault, text};
use domain::submission::ReferenceNumber;

/// The internet side counts from here, so that no two people are ever told the same number: a hall would have to take nine million
/// forms by itself before it came here.
const OUTSIDE: i64 = 9_000_000;

fn carried(row: &SqliteRow) -> Carried {
    let received_at = Moment(row.get(1));
    Carried { reference: reference(received_at, row.get(0)), received_at, key: SubmissionKey(row.get(2)), slip: row.get(3) }
}

/// Stores one; whether it is new.
async fn take_one(connection: &mut SqliteConnection, city: &str, one: &Carried) -> Result<bool, LedgerFault> {
    let number = seq(&one.reference).filter(|number| *number > OUTSIDE).ok_or(LedgerFault::Missing)?;
    let digest = SealedSlip::parse(&one.slip).map_err(|_| LedgerFault::Missing)?.digest();
    let insert = query(
        "INSERT INTO submission (city, key, digest, slip, leaf, channel, status, received_at, outside)
         VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
    );
    let insert = insert.bind(city).bind(&one.key.0).bind(&digest).bind(&one.slip);
    let insert = insert.bind(text(&Channel::Online)).bind(text(&Status::Received)).bind(one.received_at.0).bind(number);
    if insert.execute(&mut *connection).await.map_err(fault)?.rows_affected() == 1 {
        return Ok(true);
    }
    let same = query("SELECT 1 FROM submission WHERE city = ?1 AND key = ?2 AND digest = ?3 AND outside = ?4");
    let same = same.bind(city).bind(&one.key.0).bind(digest).bind(number).fetch_optional(connection).await.map_err(fault)?;
    if same.is_some() { Ok(false) } else { Err(LedgerFault::KeyUsed) }
}

#[async_trait]
impl CarryLedger for Sqlite {
    async fn number_apart(&self) -> Result<(), LedgerFault> {
        self.writer
            .write(|connection| {
                Box::pin(async move {
                    let begin = "INSERT INTO sqlite_sequence (name, seq)
                                 SELECT 'submission', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'submission')";
                    query(begin).execute(&mut *connection).await.map_err(fault)?;
                    let apart = query("UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'submission'").bind(OUTSIDE);
                    apart.execute(connection).await.map(drop).map_err(fault)
                })
            })
            .await
    }

    async fn to_carry(&self, again_since: Option<Moment>) -> Result<Vec<Carried>, LedgerFault> {
        let chosen = query(
            "SELECT seq, received_at, key, slip FROM submission
             WHERE city = ?1 AND seq > ?2 AND slip <> '' AND (carried_at IS NULL OR received_at >= ?3) ORDER BY seq",
        );
        let since = again_since.map_or(i64::MAX, |since| since.0);
        let rows = chosen.bind(&self.city).bind(OUTSIDE).bind(since).fetch_all(&self.readers).await.map_err(fault)?;
        Ok(rows.iter().map(carried).collect())
    }

    async fn written_out(&self, last: ReferenceNumber, at: Moment) -> Result<(), LedgerFault> {
        let (city, last) = (self.city.clone(), seq(&last).ok_or(LedgerFault::Missing)?);
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let mark = query("UPDATE submission SET carried_at = ?3 WHERE city = ?1 AND seq <= ?2 AND carried_at IS NULL");
                    mark.bind(city).bind(last).bind(at.0).execute(connection).await.map(drop).map_err(fault)
                })
            })
            .await
    }

    async fn take_in(&self, carried: Vec<Carried>) -> Result<u64, LedgerFault> {
        let city = self.city.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    // A file that is refused half-way leaves nothing behind.
                    let mut whole = connection.begin().await.map_err(fault)?;
                    let mut n_new = 0;
                    for one in &carried {
                        n_new += u64::from(take_one(&mut whole, &city, one).await?);
                    }
                    whole.commit().await.map_err(fault)?;
                    Ok(n_new)
                })
            })
            .await
    }

    async fn forget(&self, before: Moment) -> Result<u64, LedgerFault> {
        let city = self.city.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let forget = query("UPDATE submission SET slip = '' WHERE city = ?1 AND carried_at < ?2 AND seq > ?3 AND slip <> ''");
                    let done = forget.bind(city).bind(before.0).bind(OUTSIDE).execute(connection).await.map_err(fault)?;
                    Ok(done.rows_affected())
                })
            })
            .await
    }
}
