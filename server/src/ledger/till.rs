//! What was taken at the counter, day by day.

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::office_use::till::{Counted, Taken};

use super::LedgerFault;

/// The part of the ledger that adds up the fees (収納の台帳).
#[async_trait]
pub trait TillLedger: Send + Sync {
    /// What was filled in on this day, in Japan: a row for each form and member of staff, in their order.
    async fn taken(&self, day: NaiveDate) -> Result<Vec<Taken>, LedgerFault>;
    /// What was counted for this day, oldest first.
    async fn counted(&self, day: NaiveDate) -> Result<Vec<Counted>, LedgerFault>;
    /// Remembers what was counted.
    async fn count_till(&self, day: NaiveDate, counted: Counted) -> Result<(), LedgerFault>;
}
