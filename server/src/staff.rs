//! Who works here: one-time codes to join with, passphrases, sessions. There is no default password.

mod delay;
mod invitation;
pub mod name;
mod passphrase;
mod session;

use std::sync::Arc;

use api::{Invitation, Refused, Session, StaffMember, Visitor};

use crate::audit::{Act, Actor, Log};
use crate::clock::Clock;
use crate::ledger::{Ledger, LedgerFault};
use crate::secret::{Secret, hash, typed_digits};
use delay::Delays;
use passphrase::Passphrases;
pub use passphrase::check as check_passphrase;

/// The desk (職員の受付) where staff join, sign in and sign out.
pub struct StaffDesk {
    ledger: Arc<dyn Ledger>,
    clock: Clock,
    log: Log,
    delays: Delays,
    passphrases: Passphrases,
}

impl StaffDesk {
    /// A desk over this ledger.
    pub fn new(ledger: Arc<dyn Ledger>, clock: Clock, log: Log) -> StaffDesk {
        StaffDesk { ledger, clock, log, delays: Delays::default(), passphrases: Passphrases::new() }
    }

    /// The code for the very first member of staff, to be printed where only the operator reads; nothing if somebody works here already.
    /// A new one voids the one before.
    ///
    /// # Errors
    /// If the ledger cannot be read or written.
    pub async fn first_invitation(&self) -> Result<Option<Invitation>, LedgerFault> {
        if self.ledger.staff().await?.is_empty() { self.operators_invitation().await.map(Some) } else { Ok(None) }
    }

    /// A code from the operator, who needs no session: whoever holds the ledger's file may do everything anyway.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub async fn operators_invitation(&self) -> Result<Invitation, LedgerFault> {
        self.new_invitation(None).await
    }

    /// A one-time code for a colleague.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub async fn invite(&self, who: &StaffMember) -> Result<Invitation, Refused> {
        Ok(self.new_invitation(Some(who.id)).await?)
    }

    /// Takes somebody's access away at once, on the operator's word. What they did stays in the log under their name, which is free for
    /// whoever comes next: for themselves, too, if they only forgot their passphrase.
    ///
    /// # Errors
    /// [`LedgerFault::Missing`] if nobody of this name works here.
    pub async fn dismiss(&self, name: &str) -> Result<(), LedgerFault> {
        let (who, _) = self.ledger.staff_named(name).await?.ok_or(LedgerFault::Missing)?;
        self.ledger.leave(who.id, self.clock.now()).await?;
        self.log.note(Actor::House, Act::Dismiss { staff: who.id }).await
    }

    /// Makes a member of staff out of a one-time code, and signs them in.
    ///
    /// # Errors
    /// [`Refused::TooOften`] after several wrong codes from this address; [`Refused::WrongInvitation`] unless the code is unused and
    /// valid, which is said before anything else; [`Refused::BadValue`] for a name or passphrase that will not do; [`Refused::NameTaken`].
    pub async fn join(&self, from: Visitor, code: String, name: String, passphrase: String) -> Result<Session, Refused> {
        let now = self.clock.now();
        let guess = self.delays.begin(from.address, None, now)?;
        let code = typed_digits(&code, invitation::DIGITS).map(|digits| hash(&digits)).ok_or(Refused::WrongInvitation)?;
        if !self.ledger.invited(&code, now).await? {
            return Err(Refused::WrongInvitation);
        }
        guess.was_right();
        name::check(&name)?;
        passphrase::check(&passphrase, &name)?;
        let stored = self.passphrases.hash(passphrase).await?;
        let who = self.ledger.join(&code, &name, &stored, now).await.map_err(|fault| match fault {
            LedgerFault::Missing => Refused::WrongInvitation,
            other => other.into(),
        })?;
        self.begin_session(who, from, Act::Join).await
    }

    /// Signs a member of staff in, always with a new token; a session that their browser still has ends.
    ///
    /// # Errors
    /// [`Refused::TooOften`] after several wrong passphrases for this name from this address, or for any name from it; other addresses are
    /// not kept waiting. [`Refused::WrongPassphrase`] for an unknown name too, and after the same time.
    pub async fn sign_in(&self, from: Visitor, name: String, passphrase: String) -> Result<Session, Refused> {
        let guess = self.delays.begin(from.address, Some(&name), self.clock.now())?;
        let (who, stored) = self.ledger.staff_named(&name).await?.unzip();
        let fits = self.passphrases.fits(passphrase, stored, guess.is_first()).await.inspect_err(|_| guess.was_not_judged())?;
        if !fits {
            self.log.append(Actor::Stranger(from.address), Act::SignInRefused { staff: who.map(|who| who.id) }).await?;
            return Err(Refused::WrongPassphrase);
        }
        let who = who.ok_or(Refused::WrongPassphrase)?;
        guess.was_right();
        self.begin_session(who, from, Act::SignIn).await
    }

    /// Ends a session; its token is worth nothing from now on.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub async fn sign_out(&self, who: &StaffMember, token: &str) -> Result<(), Refused> {
        self.ledger.end_session(&hash(token)).await?;
        self.log.append(Actor::Staff(who.id), Act::SignOut).await
    }

    /// Whose session this token is; nobody's if it is unknown, signed out, unused for 15 minutes or older than 8 hours.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub async fn whose(&self, token: &str) -> Result<Option<StaffMember>, Refused> {
        let (token, now) = (hash(token), self.clock.now());
        let Some(stored) = self.ledger.session(&token).await? else { return Ok(None) };
        let is_alive = session::is_alive(&stored, now);
        let noted = if !is_alive {
            self.ledger.end_session(&token).await
        } else if session::is_to_be_noted(&stored, now) {
            self.ledger.use_session(&token, now).await
        } else {
            Ok(())
        };
        // On a full disk the work goes on; the session then ends 15 minutes after its last noted use.
        if let Err(fault) = noted {
            tracing::warn!(%fault, "the use or end of a session could not be noted");
        }
        Ok(is_alive.then_some(stored.who))
    }

    /// Makes a code and says in the log who did; it leaves only if both are on the disk.
    async fn new_invitation(&self, by: Option<i64>) -> Result<Invitation, LedgerFault> {
        let (code, until) = (Secret::digits(invitation::DIGITS), invitation::valid_until(self.clock.now()));
        let (hash, who) = (code.hash(), by.map_or(Actor::House, Actor::Staff));
        tokio::try_join!(self.ledger.invite(&hash, by, until), self.log.note(who, Act::Invite))?;
        Ok(Invitation { code: invitation::grouped(&code.reveal()), until })
    }

    /// Begins a session instead of the one before and says in the log why; the token leaves only if all of it is on the disk.
    async fn begin_session(&self, who: StaffMember, from: Visitor, act: Act) -> Result<Session, Refused> {
        let (token, now) = (Secret::token(), self.clock.now());
        let before = from.session_token.map(|token| hash(&token)).unwrap_or_default();
        let end = async { Ok(self.ledger.end_session(&before).await?) };
        let begin = async { Ok(self.ledger.begin_session(&token.hash(), who.id, now, session::over_by(now)).await?) };
        tokio::try_join!(self.log.append(Actor::Staff(who.id), act), end, begin)?;
        Ok(Session { who, token: token.reveal() })
    }
}
