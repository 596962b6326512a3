//! Who works here, who was invited, and who is signed in.

use api::StaffMember;
use async_trait::async_trait;
use domain::moment::Moment;

use super::LedgerFault;

/// A session (サインイン) as the ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// Whose.
    pub who: StaffMember,
    /// When it began.
    pub began_at: Moment,
    /// When it was last used, to the minute.
    pub used_at: Moment,
}

/// The part of the ledger that holds the staff (職員の台帳). Secrets come and stay as hashes.
#[async_trait]
pub trait StaffLedger: Send + Sync {
    /// Who works here, in the order they joined.
    async fn staff(&self) -> Result<Vec<StaffMember>, LedgerFault>;
    /// Who works here and who did once.
    async fn staff_ever(&self) -> Result<Vec<StaffMember>, LedgerFault>;
    /// Who works here under this name, and the hash of their passphrase.
    async fn staff_named(&self, name: &str) -> Result<Option<(StaffMember, String)>, LedgerFault>;
    /// Remembers that somebody works here no more: their sessions end, their invitations are void, their name is free.
    ///
    /// # Errors
    /// [`LedgerFault::Missing`] if they did not work here.
    async fn leave(&self, who: i64, now: Moment) -> Result<(), LedgerFault>;
    /// Whether there is such an unspent invitation at `now`.
    async fn invited(&self, invitation_hash: &str, now: Moment) -> Result<bool, LedgerFault>;
    /// Spends an invitation and adds a member of staff, both or neither.
    ///
    /// # Errors
    /// [`LedgerFault::Missing`] if there is no such unspent invitation at `now`; [`LedgerFault::NameTaken`].
    async fn join(&self, invitation_hash: &str, name: &str, passphrase_hash: &str, now: Moment) -> Result<StaffMember, LedgerFault>;
    /// Stores an invitation; `by` is nobody for one of the operator's, which voids the operator's earlier ones.
    async fn invite(&self, invitation_hash: &str, by: Option<i64>, until: Moment) -> Result<(), LedgerFault>;
    /// Begins a session, and forgets every session begun before `forget`.
    async fn begin_session(&self, token_hash: &str, who: i64, now: Moment, forget: Moment) -> Result<(), LedgerFault>;
    /// The session of this token.
    async fn session(&self, token_hash: &str) -> Result<Option<StoredSession>, LedgerFault>;
    /// Remembers that a session was used.
    async fn use_session(&self, token_hash: &str, now: Moment) -> Result<(), LedgerFault>;
    /// Ends a session.
    async fn end_session(&self, token_hash: &str) -> Result<(), LedgerFault>;
}
