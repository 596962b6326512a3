//! Corrections at the counter: checked like everything else, remembered with what stood before, and sealed at rest like the slip.

use std::collections::BTreeSet;

use api::{Correction, Opened, Refused, StaffMember};
use domain::form::Entries;
use domain::office_use::OfficeAsks;
use domain::submission::ReferenceNumber;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Read, Slips, opened};
use crate::audit::{Act, Actor};
use crate::ledger::submissions::{SealedCorrection, StoredSubmission};
use crate::secret;

impl Slips {
    /// Corrects answers of a stored submission. The day on which it was made stays the "today" of the check, so that what
    /// was right then is right now.
    ///
    /// # Errors
    /// [`Refused::NotFound`]; [`Refused::BadCode`] if it cannot be opened; [`Refused::BadAnswers`] if what it was corrected to
    /// does not pass the check.
    pub async fn correct(&self, who: StaffMember, reference: ReferenceNumber, to: Entries) -> Result<Opened, Refused> {
        let stored = self.stored(&reference).await?;
        let read = self.read_stored(&stored)?;
        let before = self.with_corrections(&read, &stored)?;
        let answers = read.form.check(&to, before.created.date()).map_err(|problems| Refused::BadAnswers { problems })?;
        let changes = changes(&before.entries, &answers.entries(), &who.name, self.clock.now());
        if changes.is_empty() {
            return Ok(before);
        }
        let controls = changes.iter().map(|change| change.control.clone()).collect();
        let sealed = self.seal(&reference.0, &changes)?;
        self.ledger.correct(&reference, SealedCorrection { sealed, by: who.name.clone(), at: self.clock.now() }).await?;
        self.log.append(Actor::Staff(who.id), Act::Correct { reference: reference.clone(), controls }).await?;
        self.with_corrections(&read, &self.stored(&reference).await?)
    }

    /// What staff see of a stored slip: the resident's answers, with every correction since.
    pub(super) fn with_corrections(&self, read: &Read, stored: &StoredSubmission) -> Result<Opened, Refused> {
        let mut shown = opened(read, Some(stored));
        shown.noted = self.notes_of(stored)?;
        for sealed in &stored.corrections {
            let corrections: Vec<Correction> = self.unseal(&stored.listing.reference.0, &sealed.sealed)?;
            for correction in corrections {
                shown.entries.set(&*correction.control, &*correction.after);
                shown.corrections.push(correction);
            }
        }
        shown.asks = OfficeAsks::of(&shown.form, &shown.entries, shown.created.date(), stored.listing.channel);
        Ok(shown)
    }

    /// Seals what staff have written to the city's key, bound to what it belongs to.
    pub(super) fn seal(&self, belongs_to: &str, written: &impl Serialize) -> Result<String, Refused> {
        let plain = serde_json::to_string(written).expect("what staff write is plain words");
        let Some(key) = &self.city.key else { return Ok(plain) };
        let mut fresh = [0; 32];
        secret::fill(&mut fresh);
        key.seal_note(&plain, belongs_to, fresh).ok_or(Refused::Broken)
    }

    /// Opens what [`Slips::seal`] has sealed.
    pub(super) fn unseal<T: DeserializeOwned>(&self, belongs_to: &str, sealed: &str) -> Result<T, Refused> {
        // A city that got its key later still has plain ones from before.
        let plain = if sealed.starts_with(['[', '{']) { Some(sealed.to_owned()) } else { self.keys.open_note(sealed, belongs_to) };
        plain.and_then(|plain| serde_json::from_str(&plain).ok()).ok_or_else(|| {
            tracing::error!(belongs_to, "what staff have written cannot be opened with the keys that are here");
            Refused::Broken
        })
    }
}

/// Control by control, what is written otherwise than before.
fn changes(before: &Entries, after: &Entries, by: &str, at: domain::moment::Moment) -> Vec<Correction> {
    let controls: BTreeSet<&String> = before.0.keys().chain(after.0.keys()).collect();
    let text = |entries: &Entries, control: &str| entries.0.get(control).cloned().unwrap_or_default();
    controls
        .into_iter()
        .map(|control| Correction {
            control: control.clone(),
            before: text(before, control),
            after: text(after, control),
            by: by.to_owned(),
            at,
        })
        .filter(|change| change.before != change.after)
        .collect()
}
