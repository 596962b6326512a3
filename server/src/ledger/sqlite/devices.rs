//! Kiosks and displays in SQLite.

use api::{Device, DeviceId, DeviceRole};
use async_trait::async_trait;
use domain::moment::Moment;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use super::super::devices::DeviceLedger;
use super::{LedgerFault, Sqlite, fault, text, word};

fn device(row: &SqliteRow) -> Result<Device, LedgerFault> {
    Ok(Device {
        id: row.get("id"),
        name: row.get("name"),
        office: row.get("office"),
        role: row.get::<Option<&str>, _>("role").map(word).transpose()?,
        code: row.get("code"),
        prints: row.get("prints"),
        heard_at: Moment(row.get("heard_at")),
    })
}

#[async_trait]
impl DeviceLedger for Sqlite {
    async fn introduce(&self, token_hash: &str, code: &str, now: Moment) -> Result<DeviceId, LedgerFault> {
        let (city, token, code) = (self.city.clone(), token_hash.to_owned(), code.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let add = query(
                        "INSERT INTO device (city, token, code, introduced_at, heard_at) VALUES (?1, ?2, ?3, ?4, ?4)
                         ON CONFLICT (city, code) DO NOTHING RETURNING id",
                    );
                    let added = add.bind(city).bind(token).bind(code).bind(now.0).fetch_optional(connection).await.map_err(fault)?;
                    added.map(|row| row.get("id")).ok_or(LedgerFault::NameTaken)
                })
            })
            .await
    }

    async fn device(&self, token_hash: &str) -> Result<Option<Device>, LedgerFault> {
        let found = query("SELECT * FROM device WHERE city = ?1 AND token = ?2 AND NOT revoked").bind(&self.city).bind(token_hash);
        found.fetch_optional(&self.readers).await.map_err(fault)?.as_ref().map(device).transpose()
    }

    async fn devices(&self) -> Result<Vec<Device>, LedgerFault> {
        let found = query("SELECT * FROM device WHERE city = ?1 AND NOT revoked ORDER BY id").bind(&self.city);
        found.fetch_all(&self.readers).await.map_err(fault)?.iter().map(device).collect()
    }

    async fn confirm_device(
        &self,
        code: &str,
        not_before: Moment,
        name: &str,
        office: &str,
        role: DeviceRole,
    ) -> Result<Device, LedgerFault> {
        let (city, code, name, office) = (self.city.clone(), code.to_owned(), name.to_owned(), office.to_owned());
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let change = query(
                        "UPDATE device SET name = ?4, office = ?5, role = ?6, code = NULL
                         WHERE city = ?1 AND code = ?2 AND introduced_at >= ?3 AND NOT revoked RETURNING *",
                    );
                    let change = change.bind(city).bind(code).bind(not_before.0).bind(name).bind(office).bind(text(&role));
                    device(&change.fetch_optional(connection).await.map_err(fault)?.ok_or(LedgerFault::Missing)?)
                })
            })
            .await
    }

    async fn heard_of(&self, id: DeviceId, now: Moment) -> Result<(), LedgerFault> {
        let city = self.city.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let change = query("UPDATE device SET heard_at = ?3 WHERE city = ?1 AND id = ?2").bind(city).bind(id).bind(now.0);
                    change.execute(connection).await.map_err(fault).map(drop)
                })
            })
            .await
    }

    async fn permit_printing(&self, id: DeviceId, may: bool) -> Result<(), LedgerFault> {
        let city = self.city.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let change = query("UPDATE device SET prints = ?3 WHERE city = ?1 AND id = ?2 AND role = ?4 AND NOT revoked");
                    let change = change.bind(city).bind(id).bind(may).bind(text(&DeviceRole::Kiosk));
                    let done = change.execute(connection).await.map_err(fault)?;
                    if done.rows_affected() == 1 { Ok(()) } else { Err(LedgerFault::Missing) }
                })
            })
            .await
    }

    async fn revoke_device(&self, id: DeviceId) -> Result<(), LedgerFault> {
        let city = self.city.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let change = query("UPDATE device SET revoked = 1, code = NULL WHERE city = ?1 AND id = ?2 AND NOT revoked");
                    let done = change.bind(city).bind(id).execute(connection).await.map_err(fault)?;
                    if done.rows_affected() == 1 { Ok(()) } else { Err(LedgerFault::Missing) }
                })
            })
            .await
    }

    async fn forget_waiting(&self, before: Moment) -> Result<(), LedgerFault> {
        let city = self.city.clone();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let forget = query("DELETE FROM device WHERE city = ?1 AND role IS NULL AND NOT revoked AND introduced_at < ?2");
                    forget.bind(city).bind(before.0).execute(connection).await.map_err(fault).map(drop)
                })
            })
            .await
    }
}
