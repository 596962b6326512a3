//! The log: who did what, when. Nothing personal is ever written there; things are named by their numbers.

mod act;
pub mod chain;
mod office;

use std::sync::Arc;

use api::Refused;
use domain::moment::Moment;

use crate::clock::Clock;
use crate::ledger::{Ledger, LedgerFault};
pub use act::{Act, Actor};
pub use office::OfficeLine;

/// The log (操作記録) of a city. What is appended is on the disk before the answer leaves.
#[derive(Clone)]
pub struct Log {
    ledger: Arc<dyn Ledger>,
    clock: Clock,
}

impl Log {
    /// The log of this ledger.
    pub fn new(ledger: Arc<dyn Ledger>, clock: Clock) -> Log {
        Log { ledger, clock }
    }

    /// Writes down what somebody did.
    ///
    /// # Errors
    /// If the ledger cannot be written; then what was asked for is not to be shown.
    pub async fn append(&self, who: Actor, act: Act) -> Result<(), Refused> {
        Ok(self.note(who, act).await?)
    }

    /// When staff last read the code of this digest, if they did.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub async fn code_read_at(&self, digest: String) -> Result<Option<Moment>, Refused> {
        Ok(self.ledger.code_read_at(&Act::OpenCode { digest }.to_string()).await?)
    }

    /// As [`Log::append`], with the ledger's own word for what went wrong.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub async fn note(&self, who: Actor, act: Act) -> Result<(), LedgerFault> {
        self.ledger.append_log(act.line(who, self.clock.now())).await
    }
}
