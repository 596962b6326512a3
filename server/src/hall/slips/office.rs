//! What the office fills in on a form: judged by the domain's one rule before the form is accepted, kept sealed beside it, and changed only
//! by adding to it.

use std::collections::BTreeMap;

use api::{Noted, Opened, Refused, StaffMember};
use domain::form::Form;
use domain::office_use::{Objection, OfficeAsks, OfficeUse, Settled};
use domain::submission::{Channel, ReferenceNumber};

use super::{Read, Slips};
use crate::audit::{Act, Actor, OfficeLine};
use crate::ledger::submissions::{SealedNote, StoredSubmission};

/// What the office has filled in for each form of a code, by its place in it, from 1 (市処理欄).
pub type ByLeaf = BTreeMap<u8, OfficeUse>;

impl Slips {
    /// Changes what the office has filled in on an accepted form; what stood before is kept.
    ///
    /// # Errors
    /// [`Refused::NotFound`]; [`Refused::BadCode`] if it cannot be opened; [`Refused::BadValue`] if it is not accepted yet, or could not be
    /// accepted so.
    pub async fn note(&self, who: StaffMember, reference: ReferenceNumber, office: OfficeUse) -> Result<Opened, Refused> {
        let stored = self.stored(&reference).await?;
        let read = self.read_stored(&stored)?;
        let shown = self.with_corrections(&read, &stored)?;
        let Some(last) = shown.noted.last() else {
            return Err(Refused::BadValue { reason: "受理してから記入してください。".into() });
        };
        let settled = shown.asks.judge(office).map_err(objected)?;
        if settled.office == last.office && settled.due == last.due && settled.copies == last.copies {
            return Ok(shown);
        }
        let line = self.keep_note(&who, &reference, &shown.asks, settled).await?;
        self.log.append(Actor::Staff(who.id), Act::Note { reference: reference.clone(), office: line }).await?;
        self.with_corrections(&read, &self.stored(&reference).await?)
    }

    /// Judges what the office has filled in on a form that is about to be accepted.
    pub(super) fn settle(
        &self,
        read: &Read,
        stored: Option<&StoredSubmission>,
        office: OfficeUse,
    ) -> Result<(OfficeAsks, Settled), Refused> {
        let asks = match stored {
            Some(stored) => self.with_corrections(read, stored)?.asks,
            None => asks(read, Channel::Counter),
        };
        let settled = asks.judge(office).map_err(objected)?;
        Ok((asks, settled))
    }

    /// Adds what was judged, if anything was.
    pub(super) async fn keep_settled(
        &self,
        who: &StaffMember,
        reference: &ReferenceNumber,
        settled: Option<(OfficeAsks, Settled)>,
    ) -> Result<Option<OfficeLine>, Refused> {
        match settled {
            Some((asks, settled)) => self.keep_note(who, reference, &asks, settled).await.map(Some),
            None => Ok(None),
        }
    }

    /// Adds what the office has filled in; what is written of it in the log.
    pub(super) async fn keep_note(
        &self,
        who: &StaffMember,
        reference: &ReferenceNumber,
        asks: &OfficeAsks,
        settled: Settled,
    ) -> Result<OfficeLine, Refused> {
        let Settled { office, due, copies } = settled;
        let sealed = self.seal(&belongs_to(reference), &office)?;
        let note = SealedNote { sealed, by: who.name.clone(), at: self.clock.now(), due, copies, charged: office.charged };
        self.ledger.note(reference, note).await?;
        Ok(OfficeLine::of(asks, &office))
    }

    /// What the office has filled in until now, oldest first.
    pub(super) fn notes_of(&self, stored: &StoredSubmission) -> Result<Vec<Noted>, Refused> {
        let about = belongs_to(&stored.listing.reference);
        let open = |note: &SealedNote| {
            let SealedNote { by, at, due, copies, .. } = note.clone();
            Ok(Noted { office: self.unseal(&about, &note.sealed)?, due, copies, by, at })
        };
        stored.noted.iter().map(open).collect()
    }
}

/// What the office asks for at a form as it was opened.
pub(super) fn asks(read: &Read, channel: Channel) -> OfficeAsks {
    OfficeAsks::of(&read.form, &read.entries, read.created.date(), channel)
}

/// A note of the office is nobody's correction, though both belong to the same submission.
fn belongs_to(reference: &ReferenceNumber) -> String {
    format!("{}/office", reference.0)
}

/// Names the form in what is wrong with it, where a code has several.
pub(super) fn of_form(form: &Form, why: Refused, n_forms: usize) -> Refused {
    match why {
        Refused::BadValue { reason } if n_forms > 1 => Refused::BadValue { reason: format!("「{}」：{reason}", form.title) },
        why => why,
    }
}

fn objected(objections: Vec<Objection>) -> Refused {
    Refused::BadValue { reason: objections.iter().map(Objection::sentence).collect() }
}
