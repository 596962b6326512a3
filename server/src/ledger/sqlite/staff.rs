//! Staff, invitations and sessions in SQLite.

use api::StaffMember;
use async_trait::async_trait;
use domain::moment::Moment;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row, query};

use super::super::staff::{StaffLedger, StoredSession};
use super::{LedgerFault, Sqlite, fault};

fn member(row: &SqliteRow) -> StaffMember {
    StaffMember { id: row.get("id"), name: row.get("name") }
}

#[async_trait]
impl StaffLedger for Sqlite {
    async fn staff(&self) -> Result<Vec<StaffMember>, LedgerFault> {
        let found = query("SELECT id, name FROM staff WHERE city = ?1 AND left_at IS NULL ORDER BY id").bind(&self.city);
        Ok(found.fetch_all(&self.readers).await.map_err(fault)?.iter().map(member).collect())
    }

    async fn staff_ever(&self) -> Result<Vec<StaffMember>, LedgerFault> {
        let found = query("SELECT id, name FROM staff WHERE city = ?1 ORDER BY id").bind(&self.city);
        Ok(found.fetch_all(&self.readers).await.map_err(fault)?.iter().map(member).collect())
    }

    async fn staff_named(&self, name: &str) -> Result<Option<(StaffMember, String)>, LedgerFault> {
        let found = query("SELECT id, name, passphrase FROM staff WHERE city = ?1 AND name = ?2 AND left_at IS NULL");
        let row = found.bind(&self.city).bind(name).fetch_optional(&self.readers).await.map_err(fault)?;
        Ok(row.map(|row| (member(&row), row.get("passphrase"))))
    }

    async fn leave(&self, who: i64, now: Moment) -> Result<(), LedgerFault> {
        let city = self.city.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let mut all = connection.begin().await.map_err(fault)?;
                    let left = query("UPDATE staff SET left_at = ?3 WHERE city = ?1 AND id = ?2 AND left_at IS NULL");
                    let left = left.bind(city).bind(who).bind(now.0).execute(&mut *all).await.map_err(fault)?;
                    if left.rows_affected() == 0 {
                        return Err(LedgerFault::Missing);
                    }
                    query("DELETE FROM session WHERE staff = ?1").bind(who).execute(&mut *all).await.map_err(fault)?;
                    query("DELETE FROM invitation WHERE by_whom = ?1").bind(who).execute(&mut *all).await.map_err(fault)?;
                    all.commit().await.map_err(fault)
                })
            })
            .await
    }

    async fn invited(&self, invitation_hash: &str, now: Moment) -> Result<bool, LedgerFault> {
        let found = query("SELECT 1 FROM invitation WHERE city = ?1 AND code = ?2 AND until > ?3");
        let found = found.bind(&self.city).bind(invitation_hash).bind(now.0);
        Ok(found.fetch_optional(&self.readers).await.map_err(fault)?.is_some())
    }

    async fn join(&self, invitation_hash: &str, name: &str, passphrase_hash: &str, now: Moment) -> Result<StaffMember, LedgerFault> {
        let (city, code) = (self.city.clone(), invitation_hash.to_owned());
        let (name, passphrase) = (name.to_owned(), passphrase_hash.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let mut both = connection.begin().await.map_err(fault)?;
                    let spent = query("DELETE FROM invitation WHERE city = ?1 AND code = ?2 AND until > ?3")
                        .bind(&city)
                        .bind(&code)
                        .bind(now.0)
                        .execute(&mut *both)
                        .await
                        .map_err(fault)?;
                    if spent.rows_affected() == 0 {
                        return Err(LedgerFault::Missing);
                    }
                    let added = query(
                        "INSERT INTO staff (city, name, passphrase, joined_at) VALUES (?1, ?2, ?3, ?4)
                         ON CONFLICT (city, name) WHERE left_at IS NULL DO NOTHING RETURNING id",
                    );
                    let added = added.bind(&city).bind(&name).bind(&passphrase).bind(now.0);
                    let row = added.fetch_optional(&mut *both).await.map_err(fault)?.ok_or(LedgerFault::NameTaken)?;
                    let id = row.get("id");
                    both.commit().await.map_err(fault)?;
                    Ok(StaffMember { id, name })
                })
            })
            .await
    }

    async fn invite(&self, invitation_hash: &str, by: Option<i64>, until: Moment) -> Result<(), LedgerFault> {
        let (city, code) = (self.city.clone(), invitation_hash.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let mut both = connection.begin().await.map_err(fault)?;
                    if by.is_none() {
                        let void = query("DELETE FROM invitation WHERE city = ?1 AND by_whom IS NULL").bind(&city);
                        void.execute(&mut *both).await.map_err(fault)?;
                    }
                    let add = query("INSERT INTO invitation (city, code, by_whom, until) VALUES (?1, ?2, ?3, ?4)");
                    add.bind(&city).bind(&code).bind(by).bind(until.0).execute(&mut *both).await.map_err(fault)?;
                    both.commit().await.map_err(fault)
                })
            })
            .await
    }

    async fn begin_session(&self, token_hash: &str, who: i64, now: Moment, forget: Moment) -> Result<(), LedgerFault> {
        let token = token_hash.to_owned();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let old = query("DELETE FROM session WHERE began_at < ?1").bind(forget.0);
                    old.execute(&mut *connection).await.map_err(fault)?;
                    let add = query("INSERT INTO session (token, staff, began_at, used_at) VALUES (?1, ?2, ?3, ?3)");
                    add.bind(token).bind(who).bind(now.0).execute(connection).await.map_err(fault).map(drop)
                })
            })
            .await
    }

    async fn session(&self, token_hash: &str) -> Result<Option<StoredSession>, LedgerFault> {
        let found = query(
            "SELECT staff.id, staff.name, began_at, used_at FROM session JOIN staff ON staff.id = session.staff
             WHERE staff.city = ?1 AND staff.left_at IS NULL AND session.token = ?2",
        );
        let row = found.bind(&self.city).bind(token_hash).fetch_optional(&self.readers).await.map_err(fault)?;
        Ok(row.map(|row| StoredSession { who: member(&row), began_at: Moment(row.get("began_at")), used_at: Moment(row.get("used_at")) }))
    }

    async fn use_session(&self, token_hash: &str, now: Moment) -> Result<(), LedgerFault> {
        let token = token_hash.to_owned();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let change = query("UPDATE session SET used_at = ?2 WHERE token = ?1 AND used_at < ?2");
                    change.bind(token).bind(now.0).execute(connection).await.map_err(fault).map(drop)
                })
            })
            .await
    }

    async fn end_session(&self, token_hash: &str) -> Result<(), LedgerFault> {
        let token = token_hash.to_owned();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    query("DELETE FROM session WHERE token = ?1").bind(token).execute(connection).await.map_err(fault).map(drop)
                })
            })
            .await
    }
}
