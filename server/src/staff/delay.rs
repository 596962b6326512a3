//! Growing delays: guessing gets slow, and nobody is locked out by a stranger.
//!
//! Wrong guesses are counted for each pair of name and address, and for each address whatever the name. A member of staff whose name a
//! stranger tries from elsewhere therefore waits for nothing.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use api::Refused;
use domain::moment::Moment;

use crate::config::household;
use crate::secret::hash;

/// How many misses are free for one name from one address.
const FREE_FOR_NAME: u32 = 3;
/// How many misses are free from one address, whatever the names: a whole office may sit behind it.
const FREE_FOR_ADDRESS: u32 = 10;
/// The longest wait for one name from one address, in seconds.
const LONGEST_FOR_NAME: i64 = 15 * 60;
/// The longest wait of an address, in seconds: an office behind one address may be slowed by one of its own, not shut.
const LONGEST_FOR_ADDRESS: i64 = 60;
/// After so many seconds without a miss, the earlier ones are forgotten.
const FORGET_AFTER: i64 = 24 * 60 * 60;
/// How many names and addresses are remembered at once.
const REMEMBERED: usize = 50_000;

/// The delays (待ち時間の延長) of those who guessed wrong. Kept in memory: nobody can restart the server to be rid of them.
#[derive(Default)]
pub struct Delays(Mutex<HashMap<Guesser, Misses>>);

/// Who guesses: an address, or an address at one name. The name is kept as its hash: somebody may have typed a passphrase there.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Guesser {
    from: IpAddr,
    name: Option<String>,
}

#[derive(Clone, Copy, Default)]
struct Misses {
    count: u32,
    last: i64,
}

/// A guess (照合) about to be judged. It counts as a miss until it turns out right, so that many at the same time count too.
pub struct Guess<'a> {
    delays: &'a Delays,
    guessers: Vec<Guesser>,
    first: bool,
}

impl Guesser {
    fn wait(&self, misses: Misses) -> i64 {
        let (free, longest) = if self.name.is_some() { (FREE_FOR_NAME, LONGEST_FOR_NAME) } else { (FREE_FOR_ADDRESS, LONGEST_FOR_ADDRESS) };
        match misses.count.checked_sub(free) {
            None => 0,
            Some(beyond) => (1_i64 << beyond.min(32)).min(longest),
        }
    }
}

impl Delays {
    /// Lets somebody guess, or says when they may.
    ///
    /// # Errors
    /// [`Refused::TooOften`] while the delay of this address, or of this name from it, lasts. Coming too early does not lengthen it.
    pub fn begin(&self, from: IpAddr, name: Option<&str>, now: Moment) -> Result<Guess<'_>, Refused> {
        let from = household(from);
        let mut guessers = vec![Guesser { from, name: None }];
        guessers.extend(name.map(|name| Guesser { from, name: Some(hash(name)) }));
        let mut book = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let misses = |book: &HashMap<_, Misses>, guesser: &Guesser| match book.get(guesser) {
            Some(misses) if now.0 - misses.last < FORGET_AFTER => *misses,
            _ => Misses::default(),
        };
        // After the clock was set back, the wait begins now.
        let left = |misses: Misses, guesser: &Guesser| misses.last.min(now.0) + guesser.wait(misses) - now.0;
        let longest = guessers.iter().map(|guesser| left(misses(&book, guesser), guesser)).max().unwrap_or_default();
        if longest > 0 {
            return Err(Refused::TooOften { retry_after: u32::try_from(longest).unwrap_or(u32::MAX) });
        }
        let first = misses(&book, &guessers[0]).count == 0;
        make_room(&mut book, now);
        for guesser in &guessers {
            let count = misses(&book, guesser).count.saturating_add(1);
            book.insert(guesser.clone(), Misses { count, last: now.0 });
        }
        Ok(Guess { delays: self, guessers, first })
    }
}

impl Guess<'_> {
    /// Whether nobody has guessed wrong from this address of late.
    pub fn is_first(&self) -> bool {
        self.first
    }

    /// It was no miss. What this name missed from this address is forgiven; what the address missed at other names is not, or a member of
    /// staff could guess at colleagues' names and sign in properly in between.
    pub fn was_right(self) {
        self.take_back(|guesser| guesser.name.is_some());
    }

    /// It was not looked at, so it was no miss.
    pub fn was_not_judged(&self) {
        self.take_back(|_| false);
    }

    fn take_back(&self, forgiven: impl Fn(&Guesser) -> bool) {
        let mut book = self.delays.0.lock().unwrap_or_else(PoisonError::into_inner);
        for guesser in &self.guessers {
            let Some(misses) = book.get_mut(guesser) else { continue };
            misses.count = misses.count.saturating_sub(1);
            if misses.count == 0 || forgiven(guesser) {
                book.remove(guesser);
            }
        }
    }
}

/// Keeps the book small: forgets who has been quiet for long, and if that is not enough, the half that has been quiet longest.
fn make_room(book: &mut HashMap<Guesser, Misses>, now: Moment) {
    if book.len() < REMEMBERED {
        return;
    }
    book.retain(|_, misses| now.0 - misses.last < FORGET_AFTER);
    if book.len() >= REMEMBERED {
        let mut times: Vec<i64> = book.values().map(|misses| misses.last).collect();
        let middle = times.len() / 2;
        let (_, &mut cut, _) = times.select_nth_unstable(middle);
        book.retain(|_, misses| misses.last > cut);
    }
}

#[cfg(test)]
mod tests;
