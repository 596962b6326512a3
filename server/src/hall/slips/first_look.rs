//! What came online is opened for the first time when staff look at the list: its title, or why it cannot be opened.

use api::{Listing, StaffMember};
use domain::submission::Status;

use super::{Slips, answered, not_online};
use crate::audit::{Act, Actor};
use crate::ledger::submissions::{Look, StoredSubmission};

impl Slips {
    /// The line of the list for a submission. What the first look shows is remembered, so that the next one need not open it.
    ///
    /// An opening is an opening, be it for the title alone: it stands in the log before anything of it is shown.
    pub(super) async fn look_at(&self, who: &StaffMember, stored: StoredSubmission) -> Listing {
        if stored.listing.title.is_some() || !self.zone.has_key() {
            return stored.listing;
        }
        let read = match self.read_stored(&stored) {
            Ok(read) => read,
            // Nothing of this is remembered: a form's file is mended, a newer edition arrives, a key is brought back, and then it can be read.
            Err(refused) => return Listing { status: Status::Unreadable, fault: Some(refused.sentence()), ..stored.listing },
        };
        let act = Act::Look { reference: stored.listing.reference.clone() };
        if let Err(why) = self.log.append(Actor::Staff(who.id), act).await {
            tracing::warn!(%why, "a first look could not be written in the log, so it is not taken");
            return stored.listing;
        }
        // Until now it may have been one that nobody could read.
        let status = if stored.listing.status == Status::Accepted { Status::Accepted } else { Status::Received };
        let look = Look { status, form: Some(answered(&read.form)), fault: not_online(&stored.listing, &read.form) };
        let listing = Listing { status, title: Some(read.form.title.clone()), fault: look.fault.clone(), ..stored.listing };
        if let Err(why) = self.ledger.mark(&listing.reference, look).await {
            // The list is right all the same; the next one looks again.
            tracing::warn!(%why, "a first look at a submission could not be noted");
        }
        listing
    }
}
