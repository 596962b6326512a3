//! What happened in the lobby.

use async_trait::async_trait;
use domain::moment::Moment;
use domain::queue::{Event, TicketNumber};
use domain::submission::SubmissionKey;

use super::{LedgerFault, LogLine};

/// The part of the ledger that holds the lobby's events (待ち行列の台帳).
#[async_trait]
pub trait LobbyLedger: Send + Sync {
    /// Appends events to an office's sequence and a line to the log, all or none, and gives the number of the last event.
    ///
    /// `after` is the last number the caller has seen. `key` says which kiosk press or click asked for a ticket, so that the same
    /// press gives the same ticket.
    ///
    /// # Errors
    /// [`LedgerFault::LostRace`] if `after` is not the last number any more.
    async fn append(
        &self,
        office: &str,
        after: u64,
        events: Vec<Event>,
        line: LogLine,
        key: Option<SubmissionKey>,
    ) -> Result<u64, LedgerFault>;
    /// The events of an office since it last opened, that opening included, with their numbers in order.
    async fn events(&self, office: &str) -> Result<Vec<(u64, Event)>, LedgerFault>;
    /// The ticket that this key was given at this office since it last opened, and when: yesterday's ticket is void, and so is its key.
    async fn ticket_of(&self, office: &str, key: &SubmissionKey) -> Result<Option<(TicketNumber, Moment)>, LedgerFault>;
}
