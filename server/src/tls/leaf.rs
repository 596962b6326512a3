//! The certificate that is shown to browsers: made anew at each start, and again before it nears its end.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use domain::moment::Moment;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::authority::{Authority, LEAF_DAYS};
use crate::{Clock, Trouble};

/// After so many seconds there is a new one: a server that is never restarted never shows an old one.
const RENEWED_AFTER: i64 = LEAF_DAYS * 24 * 60 * 60 * 2 / 3;

/// A leaf that renews itself (サーバー証明書の更新).
pub struct Renewing {
    authority: Authority,
    clock: Clock,
    leaf: Mutex<Leaf>,
}

struct Leaf {
    key: Arc<CertifiedKey>,
    since: Moment,
}

impl Renewing {
    /// The first leaf.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn new(authority: Authority, clock: Clock) -> Result<Renewing, Trouble> {
        let since = clock.now();
        let key = authority.sign_leaf(since).map_err(|why| Trouble::new(format!("サーバー証明書を作れません（{why}）。")))?;
        Ok(Renewing { authority, clock, leaf: Mutex::new(Leaf { key: Arc::new(key), since }) })
    }

    /// The leaf of now.
    fn current(&self) -> Arc<CertifiedKey> {
        let now = self.clock.now();
        let mut leaf = self.leaf.lock().unwrap_or_else(PoisonError::into_inner);
        if now.0 - leaf.since.0 >= RENEWED_AFTER {
            match self.authority.sign_leaf(now) {
                Ok(key) => *leaf = Leaf { key: Arc::new(key), since: now },
                Err(why) => tracing::error!(%why, "the certificate could not be renewed"),
            }
        }
        Arc::clone(&leaf.key)
    }
}

impl ResolvesServerCert for Renewing {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current())
    }
}

impl fmt::Debug for Renewing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renewing").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;
    use crate::tls::Names;

    #[test]
    fn a_server_that_is_never_restarted_never_shows_an_old_certificate() {
        let data = tempfile::tempdir().unwrap();
        let names: Names = ["localhost"].into_iter().collect();
        let seconds = Arc::new(AtomicI64::new(1_795_316_520));
        let hands = Arc::clone(&seconds);
        let clock = Clock::by(move || Moment(hands.load(Ordering::Relaxed)));
        let renewing = Renewing::new(Authority::of(data.path(), &names, clock.now()).unwrap(), clock).unwrap();
        let first = renewing.current();
        assert_eq!(renewing.current().cert, first.cert);
        seconds.fetch_add(RENEWED_AFTER - 1, Ordering::Relaxed);
        assert_eq!(renewing.current().cert, first.cert);
        seconds.fetch_add(1, Ordering::Relaxed);
        let second = renewing.current();
        assert_ne!(second.cert[0], first.cert[0]);
        assert_eq!(second.cert[1], first.cert[1], "by the same authority");
    }
}
