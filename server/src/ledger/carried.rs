//! What is carried from the internet side to the hall.

use async_trait::async_trait;
use domain::moment::Moment;
use domain::submission::{ReferenceNumber, SubmissionKey};
use serde::{Deserialize, Serialize};

use super::LedgerFault;

/// A submission on its way from the internet side to the hall (搬送中の申請), sealed as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// The number that the resident was told.
    pub reference: ReferenceNumber,
    /// When it came.
    pub received_at: Moment,
    /// The sender's key.
    pub key: SubmissionKey,
    /// The sealed slip's digits.
    pub slip: String,
}

/// The part of the ledger that is written out on the one side and read in on the other (申請の搬送).
#[async_trait]
pub trait CarryLedger: Send + Sync {
    /// Makes this the internet side's ledger: from now on its numbers are some that no hall gives by itself.
    async fn number_apart(&self) -> Result<(), LedgerFault>;
    /// What the hall does not have yet, oldest first; with a moment also what was written out before and came since then.
    async fn to_carry(&self, again_since: Option<Moment>) -> Result<Vec<Carried>, LedgerFault>;
    /// Remembers that everything up to this one was written out.
    async fn written_out(&self, last: ReferenceNumber, at: Moment) -> Result<(), LedgerFault>;
    /// Stores what came from the other side, all of it or nothing; gives how many the hall did not have before.
    ///
    /// # Errors
    /// [`LedgerFault::KeyUsed`] if a number or a sender's key stands for another slip here, [`LedgerFault::Missing`] if a number is none of
    /// the internet side's.
    async fn take_in(&self, carried: Vec<Carried>) -> Result<u64, LedgerFault>;
    /// Empties the slips that were written out before this moment; their receipts stay. Gives how many there were.
    async fn forget(&self, before: Moment) -> Result<u64, LedgerFault>;
}
