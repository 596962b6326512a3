//! The slip side of the hall: what comes from home or is read at the counter is stored sealed, opened only for staff, and
//! every opening stands in the log before anything is shown.

mod brought;
mod correction;
mod first_look;
mod interview;
mod office;
mod printing;
pub mod table;
mod till;

use std::sync::Arc;

use api::{LISTED, Listing, Opened, Refused, StaffMember};
use domain::city::City;
use domain::form::{Entries, Form};
use domain::moment::Moment;
use domain::office_use::{OfficeAsks, OfficeUse};
use domain::slip::{CodeFault, KeyRing, Leaf, SealedSlip};
use domain::submission::{Channel, Receipt, ReferenceNumber, Status, SubmissionKey};

use self::office::{ByLeaf, of_form};
use crate::Clock;
use crate::audit::{Act, Actor, Log};
use crate::city::Library;
use crate::config::Zone;
use crate::ledger::Ledger;
use crate::ledger::submissions::{Answered, Look, NewSubmission, StoredSubmission};
use crate::limits::SLIP_DIGITS;

/// The room (申請の受付) where slips are taken, opened and kept.
pub struct Slips {
    /// The city they are for.
    pub city: Arc<City>,
    /// Every form and edition that this hall can read.
    pub forms: Library,
    /// The private keys; none in the zone `public`.
    pub keys: Arc<KeyRing>,
    /// Where this is.
    pub zone: Zone,
    /// What remembers them.
    pub ledger: Arc<dyn Ledger>,
    /// Who did what.
    pub log: Log,
    /// What time it is.
    pub clock: Clock,
}

/// One form of a slip as it was opened.
struct Read {
    form: Arc<Form>,
    created: Moment,
    entries: Entries,
}

impl Slips {
    /// Takes a slip of one form from home. Only its envelope is looked at: what is inside is for the hall, and shows in the list there.
    ///
    /// # Errors
    /// [`Refused::TooLarge`], [`Refused::BadValue`] for a key that is none, a slip that is not sealed or one of several forms,
    /// [`Refused::BadCode`],
    /// [`Refused::KeyUsed`], and the ledger's own.
    pub async fn submit(&self, slip: String, key: String) -> Result<Receipt, Refused> {
        let Some(key) = SubmissionKey::parse(&key) else {
            return Err(Refused::BadValue { reason: "送信番号（key）は、0〜9とa〜fの32桁で送ってください。".into() });
        };
        let sealed = self.envelope(&slip)?;
        // A scanner at the counter may add a line end; a phone keeps its copy until the receipt names the very digits it sent.
        if sealed.digits() != slip {
            return Err(bad_code(CodeFault::NotOurs));
        }
        self.may_come_from_home(&sealed)?;
        self.keep(key, sealed, 1, Channel::Online, Status::Received).await
    }

    /// Opens a code that was read, without storing it. Forms of it that were stored before are shown as they stand now.
    ///
    /// # Errors
    /// [`Refused::BadCode`] if it cannot be opened, and the log's own.
    pub async fn open(&self, who: StaffMember, slip: String) -> Result<Vec<Opened>, Refused> {
        let sealed = self.envelope(&slip)?;
        let stored = self.ledger.submissions_by_digest(&sealed.digest()).await?;
        let leaves = self.read(&sealed, self.as_of(&stored))?;
        let read_at = self.log.code_read_at(sealed.digest()).await?;
        let show = |(read, leaf): (&Read, u8)| match leaf_of(&stored, leaf) {
            Some(stored) => self.with_corrections(read, stored),
            None => Ok(Opened { read_at, asks: office::asks(read, Channel::Counter), ..opened(read, None) }),
        };
        let shown = leaves.iter().zip(1..).map(show).collect::<Result<Vec<_>, _>>()?;
        if stored.len() < leaves.len() {
            self.log.append(Actor::Staff(who.id), Act::OpenCode { digest: sealed.digest() }).await?;
        }
        for StoredSubmission { listing: Listing { reference, .. }, .. } in stored {
            self.log.append(Actor::Staff(who.id), Act::Open { reference }).await?;
        }
        Ok(shown)
    }

    /// Accepts a code at the counter: every form of it, or only the one of this place. What was received before, from whichever
    /// side, gives the receipt of then.
    ///
    /// # Errors
    /// [`Refused::BadCode`] if it cannot be opened, [`Refused::NotFound`] if it has no form of this place, [`Refused::BadValue`] if something
    /// lacks and no reason is given (nothing is stored then), and the ledger's own.
    pub async fn receive(&self, who: StaffMember, slip: String, only: Option<u8>, mut noted: ByLeaf) -> Result<Vec<Receipt>, Refused> {
        let sealed = self.envelope(&slip)?;
        let stored = self.ledger.submissions_by_digest(&sealed.digest()).await?;
        let leaves = self.read(&sealed, self.as_of(&stored))?;
        let wanted: Vec<(&Read, u8)> = leaves.iter().zip(1..).filter(|(_, leaf)| only.is_none_or(|only| only == *leaf)).collect();
        if wanted.is_empty() {
            return Err(Refused::NotFound { what: "コードの中のその申請書".into() });
        }
        // Every form is judged before any of them is stored.
        let mut judged = Vec::new();
        for (read, leaf) in wanted {
            let stored = leaf_of(&stored, leaf);
            let office = noted.remove(&leaf).unwrap_or_default();
            let waits = stored.is_none_or(waits);
            let settled =
                waits.then(|| self.settle(read, stored, office)).transpose().map_err(|why| of_form(&read.form, why, leaves.len()))?;
            judged.push((read, leaf, stored, settled));
        }
        let mut receipts = Vec::new();
        for (read, leaf, stored, settled) in judged {
            let receipt = match stored {
                Some(stored) => {
                    self.accept_stored(stored).await?;
                    let Listing { reference, received_at, .. } = stored.listing.clone();
                    Receipt { reference, received_at, digest: sealed.digest() }
                }
                None => self.receive_new(&sealed, read, leaf).await?,
            };
            let reference = receipt.reference.clone();
            let office = self.keep_settled(&who, &reference, settled).await?;
            self.log.append(Actor::Staff(who.id), Act::Receive { reference, office }).await?;
            receipts.push(receipt);
        }
        Ok(receipts)
    }

    /// Stores a form of a code that was read at the counter.
    async fn receive_new(&self, sealed: &SealedSlip, read: &Read, leaf: u8) -> Result<Receipt, Refused> {
        // The key follows from the slip, so that two consoles that read the same code at once store it once.
        let key = SubmissionKey(format!("{}{leaf:02x}", &sealed.digest()[..30]));
        let receipt = self.keep(key, sealed.clone(), leaf, Channel::Counter, Status::Accepted).await?;
        self.ledger.mark(&receipt.reference, Look { status: Status::Accepted, form: Some(answered(&read.form)), fault: None }).await?;
        Ok(receipt)
    }

    /// The submissions the city holds, newest first, a page of them: all or those that wait to be accepted, from the newest on or from
    /// the one before this. Those that nobody has looked at are opened now, for their titles.
    ///
    /// # Errors
    /// [`Refused::NotFound`] if there is no submission to be before, and if the ledger cannot be read.
    pub async fn submissions(&self, who: &StaffMember, waiting: bool, before: Option<ReferenceNumber>) -> Result<Vec<Listing>, Refused> {
        if let Some(before) = &before {
            self.stored(before).await?;
        }
        let stored = self.ledger.submissions_before(before, waiting, LISTED as u32).await?;
        Ok(futures::future::join_all(stored.into_iter().map(|stored| self.look_at(who, stored))).await)
    }

    /// Opens a stored submission.
    ///
    /// # Errors
    /// [`Refused::NotFound`]; [`Refused::BadCode`] if it cannot be opened.
    pub async fn submission(&self, who: StaffMember, reference: ReferenceNumber) -> Result<Opened, Refused> {
        let stored = self.stored(&reference).await?;
        self.show(&who, stored).await
    }

    /// Accepts a submission that came online; accepting it twice is accepting it once.
    ///
    /// # Errors
    /// [`Refused::NotFound`]; [`Refused::BadCode`] if it cannot be opened; [`Refused::BadValue`] if its form may not come online, or
    /// what the office has filled in cannot be so.
    pub async fn accept(&self, who: StaffMember, reference: ReferenceNumber, noted: OfficeUse) -> Result<(), Refused> {
        let stored = self.stored(&reference).await?;
        let read = self.read_stored(&stored)?;
        if let Some(reason) = not_online(&stored.listing, &read.form) {
            return Err(Refused::BadValue { reason });
        }
        let settled = waits(&stored).then(|| self.settle(&read, Some(&stored), noted)).transpose()?;
        self.accept_stored(&stored).await?;
        let office = self.keep_settled(&who, &reference, settled).await?;
        self.log.append(Actor::Staff(who.id), Act::Accept { reference, office }).await
    }

    /// Notes that a submission goes to the printer; `true` if it did so before.
    ///
    /// # Errors
    /// [`Refused::NotFound`], and the ledger's own.
    pub async fn printed(&self, who: StaffMember, reference: ReferenceNumber) -> Result<bool, Refused> {
        let stored = self.stored(&reference).await?;
        let again = self.ledger.printed(&stored.listing.reference, self.clock.now()).await?.is_some();
        self.log.append(Actor::Staff(who.id), Act::Print { reference, again }).await?;
        Ok(again)
    }

    /// The digits as an envelope: what the outside tells.
    fn envelope(&self, slip: &str) -> Result<SealedSlip, Refused> {
        if slip.len() > SLIP_DIGITS {
            return Err(Refused::TooLarge);
        }
        SealedSlip::parse(slip).map_err(bad_code)
    }

    /// A slip from home is sealed to a key of the city; only a city without a key takes plain ones, and never from the internet.
    fn may_come_from_home(&self, sealed: &SealedSlip) -> Result<(), Refused> {
        if sealed.is_bundle() {
            return Err(Refused::BadValue {
                reason: "複数の申請書をまとめたコードは、オンラインでは受け付けません。1件ずつ送るか、窓口で見せてください。".into(),
            });
        }
        match (sealed.key_id(), &self.city.key) {
            (Some(id), Some(key)) if key.id == id || self.keys.knows(id) => Ok(()),
            (Some(_), _) => Err(bad_code(CodeFault::WrongKey)),
            (None, None) if self.zone != Zone::Public => Ok(()),
            (None, _) => Err(Refused::BadValue {
                reason: "封をしていない申請書は、インターネットでは受け付けません。申請の画面を開き直して、作り直してください。".into(),
            }),
        }
    }

    async fn keep(&self, key: SubmissionKey, sealed: SealedSlip, leaf: u8, channel: Channel, status: Status) -> Result<Receipt, Refused> {
        let (digest, slip) = (sealed.digest(), sealed.into_digits());
        Ok(self.ledger.keep(NewSubmission { key, digest, slip, leaf, channel, status, received_at: self.clock.now() }).await?)
    }

    async fn stored(&self, reference: &ReferenceNumber) -> Result<StoredSubmission, Refused> {
        let stored = self.ledger.submission(reference).await?;
        stored.ok_or_else(|| Refused::NotFound { what: "この受付番号の申請".into() })
    }

    /// Shows a stored submission to a member of staff, which is written down first.
    async fn show(&self, who: &StaffMember, stored: StoredSubmission) -> Result<Opened, Refused> {
        let read = self.read_stored(&stored)?;
        let shown = self.with_corrections(&read, &stored)?;
        self.log.append(Actor::Staff(who.id), Act::Open { reference: stored.listing.reference }).await?;
        Ok(shown)
    }

    async fn accept_stored(&self, stored: &StoredSubmission) -> Result<(), Refused> {
        if stored.listing.status == Status::Accepted {
            return Ok(());
        }
        let form = answered(&self.read_stored(stored)?.form);
        Ok(self.ledger.mark(&stored.listing.reference, Look { status: Status::Accepted, form: Some(form), fault: None }).await?)
    }

    /// Opens the form of a stored slip that this submission is. It was in time when it came, however long ago that is.
    fn read_stored(&self, stored: &StoredSubmission) -> Result<Read, Refused> {
        let leaves = self.read(&self.envelope(&stored.slip)?, stored.listing.received_at)?;
        let leaf = leaves.into_iter().nth(usize::from(stored.leaf).saturating_sub(1));
        leaf.ok_or_else(|| bad_code(CodeFault::FormDiffers))
    }

    /// The time by which a code is judged: when the first of its forms came, or now.
    fn as_of(&self, stored: &[StoredSubmission]) -> Moment {
        stored.iter().map(|stored| stored.listing.received_at).min().unwrap_or_else(|| self.clock.now())
    }

    fn read(&self, sealed: &SealedSlip, now: Moment) -> Result<Vec<Read>, Refused> {
        let shelf = self.forms.every().map(|form| &**form);
        let slip = sealed.open(&self.keys, shelf, self.city.municipality(), now).map_err(|fault| bad_code(self.forms.explain(fault)))?;
        let read = |leaf: &Leaf| {
            let form = self.forms.edition(leaf.form(), leaf.edition()).ok_or_else(|| bad_code(CodeFault::FormDiffers))?;
            Ok(Read { form: Arc::clone(form), created: slip.created(), entries: leaf.answers().entries() })
        };
        slip.leaves().iter().map(read).collect()
    }
}

/// Whether the office has still to fill something in: whoever was cut off between accepting and that accepts once more.
fn waits(stored: &StoredSubmission) -> bool {
    stored.listing.status != Status::Accepted || stored.noted.is_empty()
}

/// The submission that holds this form of a slip.
fn leaf_of(stored: &[StoredSubmission], leaf: u8) -> Option<&StoredSubmission> {
    stored.iter().find(|stored| stored.leaf == leaf)
}

fn answered(form: &Form) -> Answered {
    Answered { id: form.id.clone(), edition: form.edition, title: form.title.clone() }
}

fn bad_code(fault: CodeFault) -> Refused {
    Refused::BadCode { fault }
}

/// Why a submission of this form may not have come online; nothing if it may, or if it came to the counter.
fn not_online(listing: &Listing, form: &Form) -> Option<String> {
    let outside = listing.channel == Channel::Online && !form.goes_online();
    outside.then(|| format!("「{}」はオンラインでは受け付けられません。申請者に連絡して、窓口に来ていただいてください。", form.title))
}

/// What staff see of a slip as the resident made it.
fn opened(read: &Read, stored: Option<&StoredSubmission>) -> Opened {
    Opened {
        form: Arc::clone(&read.form),
        created: read.created,
        entries: read.entries.clone(),
        corrections: Vec::new(),
        stored: stored.map(|stored| stored.listing.clone()),
        printed_at: stored.and_then(|stored| stored.printed_at),
        read_at: None,
        asks: OfficeAsks::default(),
        noted: Vec::new(),
    }
}
