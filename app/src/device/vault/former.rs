//! What the profile said before it was changed, for the drafts that still say so: sealed as the profile is.

use std::collections::BTreeSet;

use domain::profile::Profile;
use serde::{Deserialize, Serialize};

use super::{Closed, cipher, key};
use crate::device::storage::{Change, DraftId, Shelf, Trouble, write};
use crate::device::tabs::{self, Word};

/// What it is sealed for.
pub(super) const PURPOSE: &[u8] = b"madoguchi profile before 1";
/// Where it lies.
pub(super) const TEXT: &str = "before";

/// What the profile said before (変える前のプロフィール), as long as it is not settled what becomes of the drafts that say so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Former {
    /// What it said.
    pub profile: Profile,
    /// The drafts that are to stay as they are.
    pub left: BTreeSet<DraftId>,
}

impl Former {
    pub(super) fn of(profile: Profile) -> Former {
        Former { profile, left: BTreeSet::new() }
    }

    /// The same, with one more draft that is to stay as it is.
    pub fn leaving(mut self, draft: DraftId) -> Former {
        self.left.insert(draft);
        self
    }

    pub(super) fn written(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a profile and ids are texts")
    }
}

/// It is settled what becomes of the drafts: from now on what the profile says is what it said.
///
/// # Errors
/// Why the disk would not do it.
pub async fn settle() -> Result<(), Trouble> {
    write(Shelf::Profile, TEXT, |_| (vec![Change::Remove(Shelf::Profile, TEXT.into())], ())).await?;
    tabs::tell(&Word::Profile);
    Ok(())
}

/// Keeps this in place of what was kept.
///
/// # Errors
/// Why it could not be kept.
pub async fn remember(former: &Former) -> Result<(), Closed> {
    let key = key(None).await?.ok_or(Closed::Locked)?;
    let sealed = cipher::seal(&key, PURPOSE, &former.written()).await.ok_or(Trouble::Failed)?;
    let put = Change::Put(Shelf::Profile, TEXT.into(), cipher::digits(&sealed));
    write(Shelf::Profile, TEXT, |_| (vec![put], ())).await?;
    tabs::tell(&Word::Profile);
    Ok(())
}
