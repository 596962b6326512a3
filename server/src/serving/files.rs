//! How many files this process may have open: every connection is one.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// The files that are no connections: the ledger, the log, what is being read.
const OTHERS: usize = 128;

/// Raises the usual soft limit of 1,024 files, which is soon reached, to the hard one, which is the operator's word.
/// Returns for how many connections that is enough.
pub fn raise_limit() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
    if let Err(why) = raised {
        tracing::warn!(%why, "the limit of open files could not be raised");
    }
    let files = if raised.is_ok() { limit.maximum } else { limit.current };
    let files = files.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX));
    files.saturating_sub(OTHERS).max(1)
}
