//! The ledger (台帳): what must be remembered, in the domain's words. A handle belongs to one city.
//!
//! What a method acknowledges is on the disk (fsync) before it returns.

pub mod carried;
pub mod devices;
pub mod lobby;
pub mod log;
pub mod sqlite;
pub mod staff;
pub mod submissions;
pub mod till;

use api::Refused;
use async_trait::async_trait;
use thiserror::Error;

pub use carried::CarryLedger;
pub use devices::DeviceLedger;
pub use lobby::LobbyLedger;
pub use log::{LogLedger, LogLine};
pub use staff::StaffLedger;
pub use submissions::SubmissionLedger;
pub use till::TillLedger;

/// Everything the city hall remembers (台帳).
#[async_trait]
pub trait Ledger: SubmissionLedger + CarryLedger + TillLedger + LobbyLedger + StaffLedger + DeviceLedger + LogLedger {
    /// Whether it can be read.
    async fn answers(&self) -> Result<(), LedgerFault>;
    /// Writes what waits to be written, then closes it.
    async fn close(&self);
}

/// Why the ledger could not do it (台帳の障害).
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LedgerFault {
    /// There is no room on the disk; nothing was written. Reading goes on, and writing does once there is room.
    #[error("台帳のディスクに空きがありません")]
    DiskFull,
    /// Too many wait to write; nothing was written.
    #[error("台帳への書き込みが混み合っています")]
    Overloaded,
    /// Somebody else wrote first: read again and decide again.
    #[error("台帳が先に更新されていました")]
    LostRace,
    /// The sender's key has stored another slip.
    #[error("同じ送信番号で別の内容が保存されています")]
    KeyUsed,
    /// The name is taken.
    #[error("同じ名前があります")]
    NameTaken,
    /// There is no such row.
    #[error("台帳にありません")]
    Missing,
    /// Anything else; the text is for the operator's log and holds no row's content.
    #[error("台帳の障害: {0}")]
    Broken(String),
}

impl From<LedgerFault> for Refused {
    fn from(fault: LedgerFault) -> Refused {
        match fault {
            LedgerFault::DiskFull => Refused::DiskFull,
            LedgerFault::Overloaded | LedgerFault::LostRace => Refused::Overloaded,
            LedgerFault::KeyUsed => Refused::KeyUsed,
            LedgerFault::NameTaken => Refused::NameTaken,
            LedgerFault::Missing => Refused::NotFound { what: "その記録".into() },
            LedgerFault::Broken(reason) => {
                tracing::error!(reason, "the ledger failed");
                Refused::Broken
            }
        }
    }
}
