//! What came online is opened for the first time when staff look at the list: its title, or why it cannot be opened.

use api::{Listing, Refused, StaffMember};
use domain::slip::CodeFault;
use domain::submission::Status;

use super::{Slips, answered, not_online};
use crate::audit::{Act, Actor};
use crate::ledger::submissions::{Look, StoredSubmission};

impl Slips {
    /// The line of the list for a submission. What the first look shows is remembered, so that the next one need not open it.
    ///
    /// An opening is an opening, be it for the title alone: it stands in the log before anything of it is shown.
    pub(super) async fn look_at(&self, who: &StaffMember, stored: StoredSubmission) -> Listing {
        let seen = stored.listing.title.is_some() || stored.listing.fault.is_some();
        if seen || !self.zone.has_key() {
            return stored.listing;
        }
        let (look, is_final) = match self.read_stored(&stored) {
            Ok(read) => {
                let act = Act::Look { reference: stored.listing.reference.clone() };
                if let Err(why) = self.log.append(Actor::Staff(who.id), act).await {
                    tracing::warn!(%why, "a first look could not be written in the log, so it is not taken");
                    return stored.listing;
                }
                let fault = not_online(&stored.listing, &read.form);
                (Look { status: stored.listing.status, form: Some(answered(&read.form)), fault }, true)
            }
            Err(refused) => {
                // Such a form's file will be mended, and then the submission can be read.
                let is_final = !matches!(refused, Refused::BadCode { fault: CodeFault::RefusedForm { .. } });
                (Look { status: Status::Unreadable, form: None, fault: Some(refused.sentence()) }, is_final)
            }
        };
        let title = look.form.as_ref().map(|form| form.title.clone());
        let listing = Listing { status: look.status, title, fault: look.fault.clone(), ..stored.listing };
        if is_final && let Err(why) = self.ledger.mark(&listing.reference, look).await {
            // The list is right all the same; the next one looks again.
            tracing::warn!(%why, "a first look at a submission could not be noted");
        }
        listing
    }
}
