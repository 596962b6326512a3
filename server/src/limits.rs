//! How much is taken from whom: so many submissions a minute and a day from one household, so many at once, so much free disk.

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use api::Refused;
use clap::Args;
use clap::builder::BoolishValueParser;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::{canonical, household};

/// The longest slip that is taken, in digits.
pub const SLIP_DIGITS: usize = 8 * 1024;
/// The longest body of a request, in bytes.
pub const BODY_BYTES: usize = 64 * 1024;
/// How many households are remembered at once; beyond that, those that are quiet just now are forgotten.
const HOUSEHOLDS: usize = 100_000;
const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The limits (受け付ける量) of a server, as they are set.
#[derive(Args, Clone, Debug)]
pub struct Limits {
    /// How many slips one address may send in a minute. Behind one address there may be a whole mobile network.
    #[arg(long, value_name = "N", env = "MADOGUCHI_SUBMITS_PER_MINUTE", default_value_t = 30)]
    pub submits_per_minute: u32,

    /// How many slips one address may send in 24 hours.
    #[arg(long, value_name = "N", env = "MADOGUCHI_SUBMITS_PER_DAY", default_value_t = 600)]
    pub submits_per_day: u32,

    /// Limit this machine (127.0.0.1) too.
    #[arg(long, env = "MADOGUCHI_LIMIT_LOCAL", value_parser = BoolishValueParser::new())]
    pub limit_local: bool,

    /// How many slips from home are taken in at once; whoever comes then is asked to come again in a moment.
    #[arg(long, value_name = "N", env = "MADOGUCHI_SUBMITS_AT_ONCE", default_value_t = 512)]
    pub submits_at_once: usize,

    /// How many screens and phones may follow the live boards at once.
    #[arg(long, value_name = "N", env = "MADOGUCHI_LISTENERS", default_value_t = 10_000)]
    pub listeners: usize,

    /// How many connections may be open at once; whoever comes then waits. The system's limit of open files may be lower.
    #[arg(long, value_name = "N", env = "MADOGUCHI_CONNECTIONS", default_value_t = 20_000)]
    pub connections: usize,

    /// How much of the disk, in MiB, slips from home leave free, so that the hall goes on calling and printing.
    #[arg(long, value_name = "MIB", env = "MADOGUCHI_KEEP_FREE", default_value_t = 64)]
    pub keep_free: u64,
}

/// The gate (受付の制限) before `submit`.
pub struct Gate {
    limits: Limits,
    data: PathBuf,
    at_once: Arc<Semaphore>,
    households: Mutex<HashMap<IpAddr, Visits>>,
}

/// How often a household came.
struct Visits {
    minute: Window,
    day: Window,
}

/// A stretch of time with a count.
struct Window {
    from: Instant,
    count: u32,
}

impl Window {
    /// Begins anew if it is over.
    fn renew(&mut self, now: Instant, length: Duration) {
        if now.duration_since(self.from) >= length {
            *self = Window { from: now, count: 0 };
        }
    }

    /// In how many seconds it is over: at least one.
    fn left(&self, now: Instant, length: Duration) -> u32 {
        let left = (self.from + length).saturating_duration_since(now);
        u32::try_from(left.as_secs()).unwrap_or(u32::MAX).saturating_add(1)
    }
}

impl Gate {
    /// The gate of a server with these limits, whose ledger lies in the folder `data`.
    pub fn new(limits: Limits, data: &Path) -> Gate {
        let at_once = Arc::new(Semaphore::new(limits.submits_at_once));
        Gate { limits, data: data.to_owned(), at_once, households: Mutex::default() }
    }

    /// Lets one submission in; it is inside as long as the permit lives.
    ///
    /// # Errors
    /// [`Refused::TooOften`], [`Refused::Overloaded`], [`Refused::DiskFull`]; none of them has cost anything yet.
    pub fn enter(&self, from: IpAddr, now: Instant) -> Result<OwnedSemaphorePermit, Refused> {
        self.count(from, now)?;
        let permit = Arc::clone(&self.at_once).try_acquire_owned().map_err(|_| Refused::Overloaded)?;
        self.room_on_disk()?;
        Ok(permit)
    }

    fn count(&self, from: IpAddr, now: Instant) -> Result<(), Refused> {
        if canonical(from).is_loopback() && !self.limits.limit_local {
            return Ok(());
        }
        let mut households = self.households.lock().unwrap_or_else(PoisonError::into_inner);
        if households.len() >= HOUSEHOLDS {
            households.retain(|_, visits| now.duration_since(visits.minute.from) < MINUTE);
            if households.len() >= HOUSEHOLDS {
                households.clear();
            }
        }
        let fresh = || Window { from: now, count: 0 };
        let visits = households.entry(household(from)).or_insert_with(|| Visits { minute: fresh(), day: fresh() });
        visits.minute.renew(now, MINUTE);
        visits.day.renew(now, DAY);
        if visits.day.count >= self.limits.submits_per_day {
            return Err(Refused::TooOften { retry_after: visits.day.left(now, DAY) });
        }
        if visits.minute.count >= self.limits.submits_per_minute {
            return Err(Refused::TooOften { retry_after: visits.minute.left(now, MINUTE) });
        }
        visits.minute.count += 1;
        visits.day.count += 1;
        Ok(())
    }

    /// Whether slips from home still have room. A disk that cannot be asked is not called full: the ledger will say.
    pub fn room_on_disk(&self) -> Result<(), Refused> {
        match rustix::fs::statvfs(&self.data) {
            Ok(disk) if disk.f_bavail.saturating_mul(disk.f_frsize) < self.limits.keep_free.saturating_mul(1024 * 1024) => {
                Err(Refused::DiskFull)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Serve;

    fn gate(words: &str) -> Gate {
        let serve = Serve::parse_words(words.split_whitespace()).expect("good settings");
        Gate::new(serve.limits, Path::new("/"))
    }

    fn at(address: &str) -> IpAddr {
        address.parse().expect("an address")
    }

    #[test]
    fn a_household_that_sends_too_often_waits_for_the_next_minute() {
        let gate = gate("--submits-per-minute 2 --submits-per-day 3 --keep-free 0");
        let now = Instant::now();
        assert!(gate.enter(at("203.0.113.9"), now).is_ok());
        assert!(gate.enter(at("203.0.113.9"), now).is_ok());
        let refused = gate.enter(at("203.0.113.9"), now + Duration::from_secs(50)).unwrap_err();
        assert_eq!(refused, Refused::TooOften { retry_after: 11 });
        assert!(gate.enter(at("203.0.113.10"), now).is_ok(), "the neighbours are not punished");
        assert!(gate.enter(at("203.0.113.9"), now + MINUTE).is_ok());
        let refused = gate.enter(at("203.0.113.9"), now + MINUTE * 3).unwrap_err();
        assert_eq!(refused, Refused::TooOften { retry_after: 24 * 60 * 60 - 180 + 1 });
        assert!(gate.enter(at("203.0.113.9"), now + DAY).is_ok());
    }

    #[test]
    fn one_household_of_ipv6_is_counted_once() {
        let gate = gate("--submits-per-minute 1 --keep-free 0");
        assert!(gate.enter(at("2001:db8::1"), Instant::now()).is_ok());
        assert!(gate.enter(at("2001:db8::2"), Instant::now()).is_err());
    }

    #[test]
    fn this_machine_is_limited_only_if_asked_for() {
        let (open, strict) = (gate("--submits-per-minute 0 --keep-free 0"), gate("--submits-per-minute 0 --keep-free 0 --limit-local"));
        assert!(open.enter(at("127.0.0.1"), Instant::now()).is_ok());
        assert!(open.enter(at("::ffff:127.0.0.1"), Instant::now()).is_ok());
        assert!(strict.enter(at("127.0.0.1"), Instant::now()).is_err());
    }

    #[test]
    fn so_many_at_once_and_no_more() {
        let gate = gate("--submits-at-once 1 --keep-free 0");
        let inside = gate.enter(at("127.0.0.1"), Instant::now()).expect("the first");
        assert_eq!(gate.enter(at("127.0.0.1"), Instant::now()).unwrap_err(), Refused::Overloaded);
        drop(inside);
        assert!(gate.enter(at("127.0.0.1"), Instant::now()).is_ok());
    }

    #[test]
    fn a_disk_with_too_little_room_takes_no_more_slips_from_home() {
        assert_eq!(gate("--keep-free 99999999999").enter(at("127.0.0.1"), Instant::now()).unwrap_err(), Refused::DiskFull);
    }

    #[test]
    fn a_flood_of_addresses_does_not_fill_the_memory() {
        let gate = gate("--keep-free 0");
        let now = Instant::now();
        for n in 0..HOUSEHOLDS + 10 {
            let n = u32::try_from(n).expect("few enough") + 0x0B00_0000;
            gate.count(IpAddr::V4(n.into()), now).expect("each is new");
        }
        assert!(gate.households.lock().unwrap().len() <= HOUSEHOLDS);
    }
}
