//! The day's totals in SQLite.

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::moment::Moment;
use domain::office_use::till::{Counted, Taken};
use sqlx::{Row, query};

use super::super::till::TillLedger;
use super::{LedgerFault, Sqlite, fault};

/// How long a day is, in seconds; there is no daylight saving time.
const DAY: i64 = 24 * 60 * 60;

/// What is changed later counts on the day of the change, as what it is more or less than before. An amount that is written down later is
/// lacking no more on the day of the form.
const TAKEN: &str = "
    SELECT form, by_whom, SUM(former IS NULL) AS count, SUM(copies - former_copies) AS copies,
           SUM(charged - former_charged) AS charged, SUM(waived - former_waived) AS waived,
           SUM(former IS NULL AND amount IS NULL) AS open
    FROM (SELECT COALESCE(s.title, '') AS form, o.by_whom, p.id AS former,
                 (SELECT charged FROM office_use WHERE submission = o.submission ORDER BY id DESC LIMIT 1) AS amount,
                 COALESCE(o.copies, 0) AS copies, COALESCE(p.copies, 0) AS former_copies,
                 COALESCE(o.charged, 0) AS charged, COALESCE(p.charged, 0) AS former_charged,
                 COALESCE(o.due - o.charged, 0) AS waived, COALESCE(p.due - p.charged, 0) AS former_waived
          FROM office_use o JOIN submission s ON s.seq = o.submission AND s.city = ?1
          LEFT JOIN office_use p ON p.id = (SELECT MAX(id) FROM office_use WHERE submission = o.submission AND id < o.id)
          WHERE o.at >= ?2 AND o.at < ?3)
    GROUP BY form, by_whom ORDER BY form, by_whom";

#[async_trait]
impl TillLedger for Sqlite {
    async fn taken(&self, day: NaiveDate) -> Result<Vec<Taken>, LedgerFault> {
        let begins = Moment::begin_of(day).0;
        let rows = query(TAKEN).bind(&self.city).bind(begins).bind(begins + DAY).fetch_all(&self.readers).await.map_err(fault)?;
        let small = |number: i64| u32::try_from(number).unwrap_or_default();
        let taken = rows.iter().map(|row| Taken {
            form: row.get("form"),
            by: row.get("by_whom"),
            count: small(row.get("count")),
            copies: row.get("copies"),
            charged: row.get("charged"),
            waived: row.get("waived"),
            open: small(row.get("open")),
        });
        Ok(taken.collect())
    }

    async fn counted(&self, day: NaiveDate) -> Result<Vec<Counted>, LedgerFault> {
        let found = query("SELECT yen, by_whom, at FROM till_count WHERE city = ?1 AND day = ?2 ORDER BY id");
        let rows = found.bind(&self.city).bind(day.to_string()).fetch_all(&self.readers).await.map_err(fault)?;
        Ok(rows.iter().map(|row| Counted { yen: row.get("yen"), by: row.get("by_whom"), at: Moment(row.get("at")) }).collect())
    }

    async fn count_till(&self, day: NaiveDate, counted: Counted) -> Result<(), LedgerFault> {
        let city = self.city.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let add = query("INSERT INTO till_count (city, day, yen, by_whom, at) VALUES (?1, ?2, ?3, ?4, ?5)");
                    let add = add.bind(city).bind(day.to_string()).bind(counted.yen).bind(counted.by).bind(counted.at.0);
                    add.execute(connection).await.map_err(fault).map(drop)
                })
            })
            .await
    }
}
