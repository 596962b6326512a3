//! The way of the draft in hand to the disk: when it is saved, and when everything is.

use std::cell::Cell;
use std::time::Duration;

use domain::form::Entries;
use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::revision::{Outcome, save};
use super::state::{Hold, Saved};
use super::writing::Writing;
use super::{AGAIN_AFTER, Door, Kept, Shelf, Trouble, ask_to_persist};
use crate::device::clock;
use crate::device::tabs::{self, Word};

/// Who changes nothing for so long has paused, and what was changed is saved. What is left or hidden is saved at once.
const PAUSE: Duration = Duration::from_millis(300);

/// Whoever types on has it saved after so many times that: all but the last second is on the disk, and the disk is spared, and the hand of
/// whoever types on an old phone.
const AT_MOST: u32 = 4;

/// So long after the last change the way to the disk stays open: who types on need not open it for every few letters.
const STAYS_OPEN: Duration = Duration::from_secs(2);

thread_local! {
    /// How many drafts of this tab hold changes that are not on the disk.
    static UNSAVED: Cell<u32> = const { Cell::new(0) };
}

/// Whether everything typed in this tab is on the disk: only then may a page be left or replaced unasked.
pub fn nothing_unsaved() -> bool {
    UNSAVED.get() == 0
}

impl Writing {
    /// Saves what the page holds now; ignored before [`Writing::open`] is done and while another tab writes.
    pub fn change(self, entries: &Entries) {
        self.note_change(|known| known != entries, |newest| newest.clone_from(entries));
    }

    /// The same for one control that holds this now.
    pub fn change_one(self, control: &str, text: &str) {
        let is_new = |known: &Entries| known.0.get(control).map_or("", String::as_str) != text;
        self.note_change(is_new, |newest| newest.set(control.to_owned(), text.to_owned()));
    }

    /// Changes what is to be saved, where that is new.
    fn note_change(self, is_new: impl FnOnce(&Entries) -> bool, change: impl FnOnce(&mut Entries)) {
        if !matches!(self.hold.get_untracked(), Hold::Here | Hold::Apart) {
            return;
        }
        let start = self.hand.try_update_value(|hand| {
            let Some(kept) = &hand.kept else { return false };
            if !is_new(hand.newest.as_ref().unwrap_or(&kept.draft.entries)) {
                return false;
            }
            change(hand.newest.get_or_insert_with(|| kept.draft.entries.clone()));
            hand.changes = hand.changes.wrapping_add(1);
            !std::mem::replace(&mut hand.running, true)
        });
        if self.hand.with_value(|hand| hand.newest.is_some()) && !matches!(self.saved.get_untracked(), Saved::Failing(_)) {
            Saved::Saving.say(self.saved);
        }
        if start == Some(true) {
            UNSAVED.set(UNSAVED.get() + 1);
            spawn_local(self.save_all());
        }
    }

    /// Waits until everything typed is on the disk; `false` if it cannot be saved.
    pub async fn settle(self) -> bool {
        self.hurry();
        loop {
            if !self.hand.with_value(|hand| hand.running) {
                return true;
            }
            if matches!(self.saved.get_untracked(), Saved::Failing(_)) {
                return false;
            }
            clock::pause(Duration::from_millis(10)).await;
        }
    }

    /// Saves at once what was changed.
    pub(super) fn hurry(self) {
        self.hand.update_value(|hand| drop(hand.hurry.take()));
    }

    /// Saves until nothing newer was typed.
    async fn save_all(self) {
        loop {
            self.wait_for_a_pause().await;
            let Some((kept, entries)) = self.hand.with_value(|hand| hand.kept.clone().zip(hand.newest.clone())) else { break };
            match self.save(kept, entries.clone()).await {
                Ok(outcome) => {
                    let more = self.note(outcome, &entries);
                    if !more {
                        break;
                    }
                }
                Err(trouble) => {
                    self.saved.set(Saved::Failing(trouble));
                    clock::pause(AGAIN_AFTER).await;
                }
            }
        }
        self.hand.update_value(|hand| hand.running = false);
        UNSAVED.set(UNSAVED.get() - 1);
        let revision = || self.kept().map(|kept| kept.revision);
        let last = revision();
        clock::pause(STAYS_OPEN).await;
        if revision() == last {
            self.hand.update_value(|hand| hand.door = None);
        }
    }

    /// Waits until whoever types pauses, is in a hurry, or has typed on for long.
    async fn wait_for_a_pause(self) {
        let (hurry, mut hurried) = oneshot::channel();
        self.hand.update_value(|hand| hand.hurry = Some(hurry));
        for _ in 0..AT_MOST {
            let before = self.hand.with_value(|hand| hand.changes);
            let is_hurried = matches!(select(&mut hurried, Box::pin(clock::pause(PAUSE))).await, Either::Left(_));
            if is_hurried || self.hand.with_value(|hand| hand.changes) == before {
                break;
            }
        }
    }

    /// Saves through the door that is open, or a new one; one at which something failed is not used again.
    async fn save(self, kept: Kept, entries: Entries) -> Result<Outcome, Trouble> {
        let door = match self.hand.try_update_value(|hand| hand.door.take()).flatten() {
            Some(door) => door,
            None => Door::open(Shelf::Drafts).await?,
        };
        let outcome = save(&door, kept, entries).await?;
        self.hand.update_value(|hand| hand.door = Some(door));
        Ok(outcome)
    }

    /// Notes what was saved; whether there is more to save.
    fn note(self, outcome: Outcome, entries: &Entries) -> bool {
        let Outcome { kept, apart } = outcome;
        if apart {
            self.hold.set(Hold::Apart);
        }
        if kept.revision == 1 {
            spawn_local(ask_to_persist());
        }
        let saved = Word::Saved { draft: kept.id.clone(), form: kept.draft.form.clone() };
        let at = kept.updated;
        let more = self.hand.try_update_value(|hand| {
            hand.kept = Some(kept);
            let more = hand.newest.as_ref() != Some(entries);
            if !more {
                hand.newest = None;
            }
            more
        });
        let more = more.unwrap_or(false);
        // The other tabs need only the last of many.
        if !more {
            tabs::tell(&saved);
        }
        if more { Saved::Saving } else { Saved::since(at) }.say(self.saved);
        more
    }
}
