//! The profile in hand: the page that writes it has each change saved and is told how far that is.

use std::time::Duration;

use domain::profile::Profile;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Closed, Former, Household, forget, load, save};
use crate::device::clock;
use crate::device::storage::{AGAIN_AFTER, Saved, Trouble};
use crate::device::tabs::{self, Word};

/// Changes that come within this time are saved together.
const TOGETHER: Duration = Duration::from_millis(100);

/// The profile in hand (書いているプロフィール): each change goes to the disk. Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Keeping {
    /// How far saving is.
    pub saved: RwSignal<Saved>,
    /// Why it cannot be read or kept.
    pub closed: RwSignal<Option<Closed>>,
    /// What the page must show instead of what it shows: it was read, or another tab wrote it. Set to `None` again once shown.
    pub fresh: RwSignal<Option<Profile>>,
    /// What it said before, while drafts may still say so.
    pub former: RwSignal<Option<Former>>,
    /// Whether what lies on the disk was read.
    pub is_read: RwSignal<bool>,
    hand: StoredValue<Hand>,
}

/// What the tab holds of the profile.
#[derive(Clone, Default)]
struct Hand {
    /// As last read or written.
    known: Profile,
    /// What was changed since.
    newest: Option<Profile>,
    running: bool,
}

impl Keeping {
    /// Nothing in hand; touches no browser.
    pub fn new() -> Keeping {
        Keeping {
            saved: RwSignal::new(Saved::Nothing),
            closed: RwSignal::new(None),
            fresh: RwSignal::new(None),
            former: RwSignal::new(None),
            is_read: RwSignal::new(false),
            hand: StoredValue::new(Hand::default()),
        }
    }

    /// Reads the profile, and again whenever another tab has written it.
    pub fn begin(self) {
        spawn_local(self.read_again());
        tabs::listen(move |word| {
            // What is being written here is merged when it is saved.
            if word == Word::Profile && !self.hand.with_value(|hand| hand.running) {
                spawn_local(self.read_again());
            }
        });
    }

    /// Saves what the page holds now.
    pub fn change(self, profile: Profile) {
        let start = self.hand.try_update_value(|hand| {
            if *hand.newest.as_ref().unwrap_or(&hand.known) == profile {
                return false;
            }
            hand.newest = Some(profile);
            !std::mem::replace(&mut hand.running, true)
        });
        if start == Some(true) {
            self.saved.set(Saved::Saving);
            spawn_local(self.save_all());
        }
    }

    /// The profile as it was last read or written.
    pub fn known(self) -> Profile {
        self.hand.with_value(|hand| hand.known.clone())
    }

    /// Puts this in the place of the whole profile.
    pub fn replace(self, profile: Profile) {
        self.fresh.set(Some(profile.clone()));
        self.change(profile);
    }

    /// Throws all of it away.
    pub fn forget(self) {
        spawn_local(async move {
            match forget().await {
                Ok(()) => {
                    self.hand.set_value(Hand::default());
                    self.former.set(None);
                    self.closed.set(None);
                    self.saved.set(Saved::Nothing);
                    self.fresh.set(Some(Profile::default()));
                }
                Err(trouble) => self.closed.set(Some(trouble.into())),
            }
        });
    }

    /// Reads until it is known what lies there: a disk that fails may answer yet.
    async fn read_again(self) {
        loop {
            match load().await {
                Ok(Household { now, former }) => {
                    self.closed.set(None);
                    self.hand.update_value(|hand| hand.known = now.clone());
                    self.former.set(former);
                    self.is_read.set(true);
                    return self.fresh.set(Some(now));
                }
                Err(closed) => {
                    self.closed.set(Some(closed));
                    if closed != Closed::Trouble(Trouble::Failed) {
                        return;
                    }
                    clock::pause(AGAIN_AFTER).await;
                }
            }
        }
    }

    /// Saves until nothing newer was written.
    async fn save_all(self) {
        let form = Profile::form();
        loop {
            clock::pause(TOGETHER).await;
            let Hand { known, newest, .. } = self.hand.get_value();
            let Some(newest) = newest else { break };
            match save(&known, &newest, &form).await {
                Ok(Household { now: kept, former }) => {
                    self.closed.set(None);
                    self.former.set(former);
                    let more = self.hand.try_update_value(|hand| {
                        let more = hand.newest.as_ref() != Some(&newest);
                        if !more {
                            hand.newest = None;
                        }
                        hand.known = kept.clone();
                        more
                    });
                    if kept != newest {
                        // Another tab had written something else.
                        self.fresh.set(Some(kept));
                    }
                    if more != Some(true) {
                        self.saved.set(Saved::since(clock::now()));
                        break;
                    }
                }
                Err(closed) => {
                    self.closed.set(Some(closed));
                    self.saved.set(Saved::Failing(Trouble::Failed));
                    if closed == Closed::Locked {
                        break;
                    }
                    clock::pause(AGAIN_AFTER).await;
                }
            }
        }
        self.hand.update_value(|hand| hand.running = false);
    }
}

impl Default for Keeping {
    fn default() -> Keeping {
        Keeping::new()
    }
}
