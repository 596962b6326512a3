//! The submissions the city holds.

use api::Listing;
use async_trait::async_trait;
use domain::moment::Moment;
use domain::submission::{Channel, Receipt, ReferenceNumber, Status, SubmissionKey};

use super::LedgerFault;

/// A slip about to be stored (受付前の申請書).
#[derive(Clone, Debug)]
pub struct NewSubmission {
    /// The sender's key: the same key and digest again is the same submission.
    pub key: SubmissionKey,
    /// The sealed slip's digits.
    pub slip: String,
    /// SHA-256 of the digits, lower-case hex.
    pub digest: String,
    /// Which form of the slip, counted from 1.
    pub leaf: u8,
    /// How it came.
    pub channel: Channel,
    /// How far it is when stored.
    pub status: Status,
    /// When it came.
    pub received_at: Moment,
}

/// A stored submission (受付済みの申請).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSubmission {
    /// What staff see in the list.
    pub listing: Listing,
    /// The sealed slip's digits.
    pub slip: String,
    /// Which form of the slip, counted from 1.
    pub leaf: u8,
    /// Corrections, sealed as the city hall sealed them; oldest first.
    pub corrections: Vec<SealedCorrection>,
    /// What the office has filled in, sealed; oldest first.
    pub noted: Vec<SealedNote>,
    /// When it was last printed.
    pub printed_at: Option<Moment>,
}

/// What opening a submission has shown (開封の結果).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// How far it is now.
    pub status: Status,
    /// Which form it answers, if it could be opened.
    pub form: Option<Answered>,
    /// Why it could not be opened or may not have come as it did, in words for staff.
    pub fault: Option<String>,
}

/// The form that a submission answers (申請の様式).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its id.
    pub id: String,
    /// Its edition.
    pub edition: u8,
    /// Its title.
    pub title: String,
}

/// A correction (補正) as the ledger keeps it: what was written stays sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedCorrection {
    /// The [`api::Correction`]s of one visit, sealed to the city's key; digits or any text the city hall can open again.
    pub sealed: String,
    /// Who made them.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// What the office has filled in on a form (市処理欄), as the ledger keeps it: all but the amounts stays sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedNote {
    /// The [`domain::office_use::OfficeUse`], sealed to the city's key.
    pub sealed: String,
    /// Who filled it in.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What was due, in yen.
    pub due: Option<u32>,
    /// How many copies were asked for.
    pub copies: Option<u32>,
    /// What was taken, in yen.
    pub charged: Option<u32>,
}

/// The part of the ledger that holds submissions (申請の台帳).
#[async_trait]
pub trait SubmissionLedger: Send + Sync {
    /// Stores a submission, or gives the receipt of then if this key stored the same slip.
    ///
    /// # Errors
    /// [`LedgerFault::KeyUsed`] if the key stored another slip.
    async fn keep(&self, new: NewSubmission) -> Result<Receipt, LedgerFault>;
    /// The submission of this number.
    async fn submission(&self, reference: &ReferenceNumber) -> Result<Option<StoredSubmission>, LedgerFault>;
    /// The submissions whose slip has this digest, in the order of the slip's forms; of each form the first one stored.
    async fn submissions_by_digest(&self, digest: &str) -> Result<Vec<StoredSubmission>, LedgerFault>;
    /// The newest submissions, newest first.
    async fn submissions(&self, at_most: u32) -> Result<Vec<StoredSubmission>, LedgerFault> {
        self.submissions_before(None, false, at_most).await
    }
    /// The newest submissions that were stored before this one, newest first: all of them, or those that nobody has accepted.
    async fn submissions_before(
        &self,
        before: Option<ReferenceNumber>,
        waiting: bool,
        at_most: u32,
    ) -> Result<Vec<StoredSubmission>, LedgerFault>;
    /// How many submissions, or corrections or notes of them, can be opened only with the key of this id.
    async fn sealed_to(&self, key: &str) -> Result<u64, LedgerFault>;
    /// Whether any submission can be opened only with a key.
    async fn has_sealed(&self) -> Result<bool, LedgerFault>;
    /// Remembers what opening it has shown.
    async fn mark(&self, reference: &ReferenceNumber, look: Look) -> Result<(), LedgerFault>;
    /// Adds a correction.
    async fn correct(&self, reference: &ReferenceNumber, correction: SealedCorrection) -> Result<(), LedgerFault>;
    /// Adds what the office has filled in.
    async fn note(&self, reference: &ReferenceNumber, note: SealedNote) -> Result<(), LedgerFault>;
    /// Remembers that it was printed; gives when it was printed before, if it was.
    async fn printed(&self, reference: &ReferenceNumber, at: Moment) -> Result<Option<Moment>, LedgerFault>;
    /// Takes back the last time that it was printed: no paper came out.
    async fn no_paper(&self, reference: &ReferenceNumber) -> Result<(), LedgerFault>;
}
