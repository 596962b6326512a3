//! Who did what, when: append-only.

use async_trait::async_trait;
use domain::moment::Moment;

use super::LedgerFault;

/// A line of the log (操作記録). Names things by number, never by what residents wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Moment,
    /// The member of staff, the device or `-`.
    pub who: String,
    /// What was done, as one word: `open`, `correct`, `print`, `call`, …
    pub act: String,
    /// To what: a reference number, a ticket and counter, a device.
    pub what: String,
}

/// A line as stored, with the chain that shows whether a line before it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLogLine {
    /// Its place.
    pub seq: u64,
    /// What it says.
    pub line: LogLine,
    /// SHA-256 over the previous line's hash and this line, lower-case hex.
    pub hash: String,
}

/// The part of the ledger that holds the log (操作記録の台帳).
#[async_trait]
pub trait LogLedger: Send + Sync {
    /// Appends a line.
    async fn append_log(&self, line: LogLine) -> Result<(), LedgerFault>;
    /// When a member of staff last read the code that a line calls so, if one did.
    async fn code_read_at(&self, what: &str) -> Result<Option<Moment>, LedgerFault>;
    /// The lines after a place, in order.
    async fn log_after(&self, seq: u64, at_most: u32) -> Result<Vec<StoredLogLine>, LedgerFault>;
}
