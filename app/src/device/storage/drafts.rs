//! The drafts this device keeps: listed, deleted, and brought back.

use domain::moment::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Change, DraftId, Kept, Shelf, Trouble, read, write};
use crate::device::json;
use crate::device::tabs::{self, Word};

/// A line in the list of drafts (記入途中の一覧).
#[derive(Clone, Debug, PartialEq)]
pub enum Listed {
    /// A draft to go on with.
    Draft(Kept),
    /// Something that cannot be read any more; it can only be deleted.
    Unreadable(DraftId),
}

impl Listed {
    /// The draft, if it is one that can be read.
    pub fn draft(self) -> Option<Kept> {
        match self {
            Listed::Draft(kept) => Some(kept),
            Listed::Unreadable(_) => None,
        }
    }

    /// When it was last written; `None`, which is before everything, if that cannot be read any more.
    fn updated(&self) -> Option<Moment> {
        match self {
            Listed::Draft(kept) => Some(kept.updated),
            Listed::Unreadable(_) => None,
        }
    }
}

/// The drafts on this device (記入途中の一覧), newest first. Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Drafts {
    /// What is there; `None` until it was read.
    pub listed: RwSignal<Option<Vec<Listed>>>,
    /// Why nothing could be read or deleted.
    pub trouble: RwSignal<Option<Trouble>>,
    /// The draft deleted last, until the page is left: [`Drafts::undo`] brings it back.
    pub deleted: RwSignal<Option<Kept>>,
}

impl Drafts {
    /// An empty list; call [`Drafts::load`] from an effect.
    pub fn new() -> Drafts {
        Drafts { listed: RwSignal::new(None), trouble: RwSignal::new(None), deleted: RwSignal::new(None) }
    }

    /// Reads the list, and reads it again whenever another tab saves.
    pub fn load(self) {
        self.refresh();
        tabs::listen(move |word| {
            if matches!(word, Word::Saved { .. } | Word::Gone { .. }) {
                self.refresh();
            }
        });
    }

    /// Deletes a draft from this device.
    pub fn delete(self, id: DraftId) {
        spawn_local(async move {
            let removed = write(Shelf::Drafts, &id, |found| (vec![Change::Remove(Shelf::Drafts, id.clone())], found)).await;
            match removed {
                Ok(found) => {
                    self.deleted.set(found.and_then(|text| json::read(&text)));
                    tabs::tell(&Word::Gone { draft: id.clone() });
                    self.refresh();
                }
                Err(trouble) => self.trouble.set(Some(trouble)),
            }
        });
    }

    /// Brings the draft deleted last back.
    pub fn undo(self) {
        let Some(kept) = self.deleted.get_untracked() else { return };
        spawn_local(async move {
            match put_back(&kept).await {
                Ok(()) => {
                    self.deleted.set(None);
                    self.refresh();
                }
                Err(trouble) => self.trouble.set(Some(trouble)),
            }
        });
    }

    /// Reads the list again, as after this very tab has saved one.
    pub fn refresh(self) {
        spawn_local(async move {
            match list().await {
                Ok(mut listed) => {
                    listed.sort_by_key(|listed| std::cmp::Reverse(listed.updated()));
                    self.listed.set(Some(listed));
                }
                Err(trouble) => self.trouble.set(Some(trouble)),
            }
        });
    }
}

impl Default for Drafts {
    fn default() -> Drafts {
        Drafts::new()
    }
}

/// Every draft, in no order.
pub(super) async fn list() -> Result<Vec<Listed>, Trouble> {
    let understand = |(id, text): (DraftId, Option<String>)| match text.and_then(|text| json::read(&text)) {
        Some(kept) => Listed::Draft(kept),
        None => Listed::Unreadable(id),
    };
    Ok(read(Shelf::Drafts).await?.into_iter().map(understand).collect())
}

/// Writes a draft that was deleted, unless its id is taken again.
pub(crate) async fn put_back(kept: &Kept) -> Result<(), Trouble> {
    let text = serde_json::to_string(kept).expect("a draft is texts and numbers");
    write(Shelf::Drafts, &kept.id, |found| match found {
        Some(_) => (vec![], ()),
        None => (vec![Change::Put(Shelf::Drafts, kept.id.clone(), text)], ()),
    })
    .await
}
