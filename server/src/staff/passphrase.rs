//! Passphrases: hashed slowly, judged in the same time for known and unknown names.

use std::num::NonZeroUsize;
use std::sync::Arc;

use api::Refused;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::secret::{Secret, fill};

/// The fewest characters of a passphrase.
const SHORTEST: usize = 12;
/// The longest passphrase that is hashed, in bytes.
const LONGEST: usize = 1024;
/// How many different characters a passphrase has at least.
const DIFFERENT: usize = 5;
/// Memory in KiB, passes and lanes of argon2id, as OWASP's Password Storage Cheat Sheet has them.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// How many may wait to be judged on each side; whoever comes then is asked to come again in a moment.
const WAITING: usize = 128;

/// Those who judge passphrases (合言葉の照合), a few at a time so that guessing cannot use up the memory (19 MiB each).
///
/// There are two sides: addresses that have guessed wrong of late queue on the other one, so that a crowd of them does not keep
/// the staff waiting.
pub struct Passphrases {
    quiet: Side,
    suspect: Side,
    nobodys: Arc<str>,
}

struct Side {
    waiting: Semaphore,
    judging: Arc<Semaphore>,
}

impl Side {
    fn new(at_once: usize) -> Side {
        Side { waiting: Semaphore::new(WAITING), judging: Arc::new(Semaphore::new(at_once)) }
    }

    /// Does slow work when it is its turn. The turn ends with the work, even if whoever asked has hung up by then.
    async fn take<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refused> {
        let _place = self.waiting.try_acquire().map_err(|_| Refused::Overloaded)?;
        let turn = Arc::clone(&self.judging).acquire_owned().await.map_err(|_| Refused::Overloaded)?;
        let work = move || {
            let done = work();
            drop(turn);
            done
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| Refused::Broken)
    }
}

impl Passphrases {
    /// Begins with nobody waiting.
    pub fn new() -> Passphrases {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Passphrases { quiet: Side::new(cores.min(4)), suspect: Side::new(1), nobodys: slow_hash(&Secret::token().reveal()).into() }
    }

    /// What the ledger keeps of a passphrase.
    ///
    /// # Errors
    /// [`Refused::Overloaded`] if too many wait.
    pub async fn hash(&self, passphrase: String) -> Result<String, Refused> {
        self.quiet.take(move || slow_hash(&passphrase)).await
    }

    /// Whether the passphrase is the one that was stored. Without a stored one it takes as long and is wrong.
    ///
    /// # Errors
    /// [`Refused::Overloaded`] if too many wait.
    pub async fn fits(&self, passphrase: String, stored: Option<String>, quiet: bool) -> Result<bool, Refused> {
        let side = if quiet { &self.quiet } else { &self.suspect };
        let nobodys = Arc::clone(&self.nobodys);
        side.take(move || {
            let stored = stored.as_deref().unwrap_or(&nobodys);
            let judge = |stored| argon2().verify_password(clipped(&passphrase), &stored).is_ok();
            PasswordHash::new(stored).is_ok_and(judge)
        })
        .await
    }
}

fn argon2() -> Argon2<'static> {
    let (memory, passes, lanes) = COST;
    let cost = Params::new(memory, passes, lanes, None).expect("the cost lies within argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
}

fn slow_hash(passphrase: &str) -> String {
    let mut salt = [0; 16];
    fill(&mut salt);
    let salt = SaltString::encode_b64(&salt).expect("16 bytes are a salt");
    let hash = argon2().hash_password(clipped(passphrase), &salt).expect("a short passphrase and a good salt can be hashed");
    hash.to_string()
}

/// Nobody has a passphrase beyond the longest (see [`check`]), so the rest of a guess need not be read.
fn clipped(passphrase: &str) -> &[u8] {
    &passphrase.as_bytes()[..passphrase.len().min(LONGEST + 1)]
}

/// Whether a passphrase will do for the member of staff of this name; it is taken byte for byte as typed.
///
/// # Errors
/// [`Refused::BadValue`] with what to do about it.
pub fn check(passphrase: &str, name: &str) -> Result<(), Refused> {
    let length = passphrase.chars().count();
    let mut different: Vec<char> = passphrase.chars().collect();
    different.sort_unstable();
    different.dedup();
    let reason = if length < SHORTEST {
        format!(
            "合言葉は{SHORTEST}文字以上にしてください（いまは{length}文字です）。いくつかの言葉をつなげると、長くても覚えやすくなります。"
        )
    } else if passphrase.len() > LONGEST {
        format!("合言葉が長すぎます。{}文字までにしてください。", LONGEST / 4)
    } else if passphrase.chars().any(char::is_control) {
        "合言葉に改行やタブは使えません。消してから、もう一度入力してください。".into()
    } else if different.len() < DIFFERENT {
        format!("合言葉に同じ文字の繰り返しが多すぎます。{DIFFERENT}種類以上の文字を使ってください。")
    } else if passphrase.replace(name, "").chars().count() < SHORTEST / 2 {
        "合言葉がお名前とほとんど同じです。名前のほかに言葉を足してください。".into()
    } else {
        return Ok(());
    };
    Err(Refused::BadValue { reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_passphrase_fits_itself_and_nothing_else() {
        let desk = Passphrases::new();
        let stored = desk.hash("朝の川べりを歩く犬と猫".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(desk.fits("朝の川べりを歩く犬と猫".into(), Some(stored.clone()), true).await.unwrap());
        assert!(!desk.fits("朝の川べりを歩く犬と鳥".into(), Some(stored), false).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_has_a_passphrase() {
        let desk = Passphrases::new();
        assert!(!desk.fits(String::new(), None, true).await.unwrap());
        assert!(!desk.fits("anything at all".into(), Some("not a hash".into()), true).await.unwrap());
    }

    #[tokio::test]
    async fn a_crowd_is_asked_to_come_again_instead_of_filling_the_memory() {
        let side = Arc::new(Side::new(1));
        let crowd: Vec<_> = (0..WAITING + 20)
            .map(|_| {
                let side = Arc::clone(&side);
                tokio::spawn(async move { side.take(|| std::thread::sleep(std::time::Duration::from_millis(1))).await })
            })
            .collect();
        let mut turned_away = 0;
        for one in crowd {
            turned_away += usize::from(one.await.unwrap() == Err(Refused::Overloaded));
        }
        assert!((1..=20).contains(&turned_away), "{turned_away} were turned away");
    }

    #[test]
    fn a_weak_passphrase_is_refused_with_what_to_do() {
        let reason = |passphrase: &str| match check(passphrase, "市民課 田中花子さん") {
            Err(Refused::BadValue { reason }) => reason,
            other => panic!("{passphrase}: {other:?}"),
        };
        assert!(reason("short").contains("12文字以上"));
        assert!(reason("aaaaaaaaaaaaaaa").contains("繰り返し"));
        assert!(reason("市民課 田中花子さん1234").contains("名前"));
        assert!(reason("four words and\ta tab").contains("タブ"));
        assert!(reason(&"long".repeat(300)).contains("長すぎます"));
        assert_eq!(check("朝の川べりを歩く犬と猫たち", "田中"), Ok(()));
        assert_eq!(check("correct horse battery", "田中"), Ok(()));
    }
}
