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

/// For one name from one address.
const FOR_NAME: Rule = Rule { free: 3, longest: 15 * 60, forgiven_every: 30 * 60 };
/// For one address, whatever the names: a whole office may sit behind it, which may be slowed by one of its own, not shut.
const FOR_ADDRESS: Rule = Rule { free: 10, longest: 60, forgiven_every: 6 * 60 };
/// Beyond so many misses that are not free, more make no difference: two to the power of this is longer than the longest wait.
const MOST: u32 = 10;
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

/// How misses are paid for. Times are in seconds.
struct Rule {
    /// How many are free.
    free: u32,
    /// The longest wait.
    longest: i64,
    /// How long one keeps counting, if none comes after it.
    forgiven_every: i64,
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
    fn rule(&self) -> &'static Rule {
        if self.name.is_some() { &FOR_NAME } else { &FOR_ADDRESS }
    }

    /// What still counts of these misses.
    fn remembers(&self, misses: Misses, now: Moment) -> Misses {
        let forgiven = (now.0 - misses.last).max(0) / self.rule().forgiven_every;
        Misses { count: misses.count.saturating_sub(u32::try_from(forgiven).unwrap_or(u32::MAX)), ..misses }
    }

    /// The wait after these misses.
    fn wait(&self, misses: Misses) -> i64 {
        match misses.count.checked_sub(self.rule().free) {
            None => 0,
            Some(beyond) => (1_i64 << beyond.min(MOST)).min(self.rule().longest),
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
        let misses = |book: &HashMap<_, _>, guesser: &Guesser| guesser.remembers(book.get(guesser).copied().unwrap_or_default(), now);
        // After the clock was set back, the wait begins now.
        let left = |misses: Misses, guesser: &Guesser| misses.last.min(now.0) + guesser.wait(misses) - now.0;
        let longest = guessers.iter().map(|guesser| left(misses(&book, guesser), guesser)).max().unwrap_or_default();
        if longest > 0 {
            return Err(Refused::TooOften { retry_after: u32::try_from(longest).unwrap_or(u32::MAX) });
        }
        let first = misses(&book, &guessers[0]).count == 0;
        make_room(&mut book, now);
        for guesser in &guessers {
            let count = (misses(&book, guesser).count + 1).min(guesser.rule().free + MOST);
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

/// Keeps the book small: forgets who is forgiven, and if that is not enough, the half that has been quiet longest.
fn make_room(book: &mut HashMap<Guesser, Misses>, now: Moment) {
    if book.len() < REMEMBERED {
        return;
    }
    book.retain(|guesser, misses| guesser.remembers(*misses, now).count > 0);
    if book.len() >= REMEMBERED {
        let mut times: Vec<i64> = book.values().map(|misses| misses.last).collect();
        let middle = times.len() / 2;
        let (_, &mut cut, _) = times.select_nth_unstable(middle);
        book.retain(|_, misses| misses.last > cut);
    }
}

#[cfg(test)]
mod tests;
