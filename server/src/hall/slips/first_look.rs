//! What came online is opened for the first time when staff look at the list: its title, or why it cannot be opened.

use api::{Listing, Refused};
use domain::submission::Status;

use super::{Slips, not_online};
use crate::ledger::submissions::StoredSubmission;

impl Slips {
    /// The line of the list for a submission. What the first look shows is remembered, so that the next one need not open it.
    pub(super) async fn look_at(&self, stored: StoredSubmission) -> Listing {
        let seen = stored.listing.title.is_some() || stored.listing.fault.is_some();
        if seen || !self.zone.has_key() {
            return stored.listing;
        }
        let listing = self.first_look(&stored);
        let (title, fault) = (listing.title.clone(), listing.fault.clone());
        if let Err(why) = self.ledger.mark(&listing.reference, listing.status, title, fault).await {
            // The list is right all the same; the next one looks again.
            tracing::warn!(%why, "a first look at a submission could not be noted");
        }
        listing
    }

    fn first_look(&self, stored: &StoredSubmission) -> Listing {
        let mut listing = stored.listing.clone();
        match self.read_stored(stored) {
            Ok(read) => {
                listing.title = Some(read.form.title.clone());
                listing.fault = not_online(&listing, &read.form);
            }
            Err(refused) => {
                listing.fault = Some(words(&refused));
                listing.status = Status::Unreadable;
            }
        }
        listing
    }
}

fn words(refused: &Refused) -> String {
    refused.sentence()
}
