//! What came online is opened for the first time when staff look at the list: its title, or why it cannot be opened.

use api::Listing;
use domain::submission::Status;

use super::{Slips, answered, not_online};
use crate::ledger::submissions::{Look, StoredSubmission};

impl Slips {
    /// The line of the list for a submission. What the first look shows is remembered, so that the next one need not open it.
    pub(super) async fn look_at(&self, stored: StoredSubmission) -> Listing {
        let seen = stored.listing.title.is_some() || stored.listing.fault.is_some();
        if seen || !self.zone.has_key() {
            return stored.listing;
        }
        let look = self.first_look(&stored);
        let title = look.form.as_ref().map(|form| form.title.clone());
        let listing = Listing { status: look.status, title, fault: look.fault.clone(), ..stored.listing };
        if let Err(why) = self.ledger.mark(&listing.reference, look).await {
            // The list is right all the same; the next one looks again.
            tracing::warn!(%why, "a first look at a submission could not be noted");
        }
        listing
    }

    fn first_look(&self, stored: &StoredSubmission) -> Look {
        match self.read_stored(stored) {
            Ok(read) => {
                Look { status: stored.listing.status, form: Some(answered(&read.form)), fault: not_online(&stored.listing, &read.form) }
            }
            Err(refused) => Look { status: Status::Unreadable, form: None, fault: Some(refused.sentence()) },
        }
    }
}
