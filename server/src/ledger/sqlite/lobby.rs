//! The lobby's events in SQLite.

use async_trait::async_trait;
use domain::moment::Moment;
use domain::queue::{Event, TicketNumber};
use domain::submission::SubmissionKey;
use sqlx::{Connection, Row, query};

use super::super::lobby::LobbyLedger;
use super::super::log::LogLine;
use super::{LedgerFault, Sqlite, fault, log, text, word};

#[async_trait]
impl LobbyLedger for Sqlite {
    async fn append(
        &self,
        office: &str,
        after: u64,
        events: Vec<Event>,
        line: LogLine,
        key: Option<SubmissionKey>,
    ) -> Result<u64, LedgerFault> {
        let (city, office) = (self.city.clone(), office.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let mut all_or_none = connection.begin().await.map_err(fault)?;
                    let last: i64 = query("SELECT coalesce(max(seq), 0) FROM lobby_event WHERE city = ?1 AND office = ?2")
                        .bind(&city)
                        .bind(&office)
                        .fetch_one(&mut *all_or_none)
                        .await
                        .map_err(fault)?
                        .get(0);
                    if last.unsigned_abs() != after {
                        return Err(LedgerFault::LostRace);
                    }
                    let mut seq = last;
                    for event in &events {
                        seq += 1;
                        let event = serde_json::to_string(event).map_err(|e| LedgerFault::Broken(e.to_string()))?;
                        query("INSERT INTO lobby_event (city, office, seq, event) VALUES (?1, ?2, ?3, ?4)")
                            .bind(&city)
                            .bind(&office)
                            .bind(seq)
                            .bind(event)
                            .execute(&mut *all_or_none)
                            .await
                            .map_err(fault)?;
                    }
                    let issued = events.iter().find_map(|e| if let Event::Issued { ticket, .. } = e { Some(*ticket) } else { None });
                    if let (Some(key), Some(ticket)) = (key, issued) {
                        // A key of a day that is over may come again; it then stands for the new ticket.
                        query("INSERT OR REPLACE INTO ticket_key (city, office, key, ticket, seq, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
                            .bind(&city)
                            .bind(&office)
                            .bind(key.0)
                            .bind(text(&ticket))
                            .bind(seq)
                            .bind(line.at.0)
                            .execute(&mut *all_or_none)
                            .await
                            .map_err(fault)?;
                    }
                    log::append(&mut all_or_none, &city, line).await?;
                    all_or_none.commit().await.map_err(fault)?;
                    Ok(seq.unsigned_abs())
                })
            })
            .await
    }

    async fn events(&self, office: &str) -> Result<Vec<(u64, Event)>, LedgerFault> {
        query(
            "SELECT seq, event FROM lobby_event WHERE city = ?1 AND office = ?2 AND seq >= coalesce(
                 (SELECT max(seq) FROM lobby_event WHERE city = ?1 AND office = ?2 AND event->>'event' = 'opened'), 0)
             ORDER BY seq",
        )
        .bind(&self.city)
        .bind(office)
        .fetch_all(&self.readers)
        .await
        .map_err(fault)?
        .iter()
        .map(|row| {
            let event = serde_json::from_str(row.get("event")).map_err(|e| LedgerFault::Broken(e.to_string()))?;
            Ok((row.get::<i64, _>("seq").unsigned_abs(), event))
        })
        .collect()
    }

    async fn ticket_of(&self, office: &str, key: &SubmissionKey) -> Result<Option<(TicketNumber, Moment)>, LedgerFault> {
        let found = query(
            "SELECT ticket, at FROM ticket_key WHERE city = ?1 AND office = ?2 AND key = ?3 AND seq > coalesce(
                 (SELECT max(seq) FROM lobby_event WHERE city = ?1 AND office = ?2 AND event->>'event' = 'opened'), 0)",
        );
        let row = found.bind(&self.city).bind(office).bind(&key.0).fetch_optional(&self.readers).await.map_err(fault)?;
        row.map(|row| Ok((word(row.get("ticket"))?, Moment(row.get("at"))))).transpose()
    }
}
