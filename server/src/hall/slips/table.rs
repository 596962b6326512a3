//! What the city holds of one form, as a table: a column for each thing that is asked, a row for each submission.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use api::Refused;
use chrono::NaiveDate;
use domain::submission::{Channel, ReferenceNumber, Status};

use super::{Read, Slips};
use crate::audit::{Act, Actor};
use crate::ledger::submissions::StoredSubmission;

/// What a row begins with, whatever the form asks.
const OWN: [&str; 5] = ["受付番号", "受付日時", "提出方法", "状態", "様式の版"];

/// Submissions of one form (申請の一覧表), oldest first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the columns are called; no two alike.
    pub columns: Vec<String>,
    /// The cells of each submission, one for each column.
    pub rows: Vec<Vec<String>>,
    /// The submissions of those days that cannot be opened, whatever form they are of.
    pub unread: Vec<ReferenceNumber>,
}

impl Slips {
    /// Every submission of a form that came on these days, with what was corrected at the counter. That it was taken out is written in
    /// the log first.
    ///
    /// What only an earlier edition of the form has asked stands behind the columns of the one that holds now.
    ///
    /// # Errors
    /// [`Refused::NotFound`] if there is no such form, and the ledger's own.
    pub async fn table(&self, who: Actor, form: &str, days: RangeInclusive<NaiveDate>) -> Result<Table, Refused> {
        let current = self.forms.current().iter().find(|current| current.id == form);
        let current = current.ok_or_else(|| Refused::NotFound { what: format!("様式「{form}」") })?;
        let mut columns: Vec<String> = OWN.map(String::from).into_iter().chain(current.columns()).collect();
        let (mut found, mut unread) = (Vec::new(), Vec::new());
        let stored = self.ledger.submissions(u32::MAX).await?;
        for stored in stored.into_iter().rev().filter(|stored| days.contains(&stored.listing.received_at.date())) {
            match self.read_stored(&stored) {
                Ok(read) if read.form.id != form => {}
                Ok(read) => {
                    let cells = self.cells(&read, &stored)?;
                    columns.extend(cells.iter().map(|(name, _)| name).filter(|name| !columns.contains(name)).cloned().collect::<Vec<_>>());
                    found.push((stored.listing.reference, cells));
                }
                Err(_) => unread.push(stored.listing.reference),
            }
        }
        self.log.append(who, Act::Export { form: form.to_owned(), count: found.len() }).await?;
        let row = |(_, cells): (ReferenceNumber, Vec<(String, String)>)| {
            let mut cells: BTreeMap<String, String> = cells.into_iter().collect();
            columns.iter().map(|name| cells.remove(name).unwrap_or_default()).collect()
        };
        let rows = found.into_iter().map(row).collect();
        Ok(Table { columns, rows, unread })
    }

    /// The cells of one submission, each with the name of its column in the edition that was answered.
    fn cells(&self, read: &Read, stored: &StoredSubmission) -> Result<Vec<(String, String)>, Refused> {
        let shown = self.with_corrections(read, stored)?;
        let checked = read.form.check(&shown.entries, shown.created.date());
        let answers = checked.map_err(|problems| Refused::BadAnswers { problems })?;
        let listing = &stored.listing;
        let channel = match listing.channel {
            Channel::Counter => "窓口",
            Channel::Online => "オンライン",
        };
        let status = match listing.status {
            Status::Received | Status::Unreadable => "受付",
            Status::Accepted => "受理",
        };
        let edition = read.form.edition.to_string();
        let own = [listing.reference.0.clone(), listing.received_at.rfc3339(), channel.into(), status.into(), edition];
        let own = OWN.map(String::from).into_iter().zip(own);
        Ok(own.chain(read.form.columns().into_iter().zip(read.form.cells(&answers))).collect())
    }
}
