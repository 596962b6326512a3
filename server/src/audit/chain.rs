//! The chain: each line of the log holds a hash of the line before it and of its own words, so that a changed line shows.

use crate::ledger::LedgerFault;
use crate::ledger::log::LogLedger;

/// How many lines are read at a time.
const AT_A_TIME: u32 = 1_000;

/// The last line of an unbroken log (末尾). Whoever notes it elsewhere can tell later that nothing up to it was changed or cut off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// How many lines there are.
    pub lines: u64,
    /// The place of the last one; 0 while there is none.
    pub seq: u64,
    /// Its hash; empty while there is none.
    pub hash: String,
}

/// What a check of the chain found (検証結果).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every line is as it was written.
    Unbroken(Head),
    /// This line, or the one before it, was changed, or a line between them was taken out.
    Broken {
        /// The place of the first line that does not fit.
        seq: u64,
    },
    /// The chain fits, but the line noted earlier is not in it: the end was cut off, or all of it was written anew.
    Missing {
        /// The place of the line that was noted.
        seq: u64,
    },
}

/// Checks the whole log; `noted` is the place and hash of a line that somebody noted earlier.
///
/// # Errors
/// If the ledger cannot be read.
pub async fn verify(log: &(impl LogLedger + ?Sized), noted: Option<(u64, &str)>) -> Result<Verdict, LedgerFault> {
    let mut head = Head::default();
    let mut is_missing = noted.is_some();
    loop {
        let lines = log.log_after(head.seq, AT_A_TIME).await?;
        if lines.is_empty() {
            break;
        }
        for stored in lines {
            if stored.hash != stored.line.chained_to(&head.hash) {
                return Ok(Verdict::Broken { seq: stored.seq });
            }
            if noted == Some((stored.seq, stored.hash.as_str())) {
                is_missing = false;
            }
            head = Head { lines: head.lines + 1, seq: stored.seq, hash: stored.hash };
        }
    }
    Ok(match noted {
        Some((seq, _)) if is_missing => Verdict::Missing { seq },
        _ => Verdict::Unbroken(head),
    })
}

#[cfg(test)]
mod tests;
