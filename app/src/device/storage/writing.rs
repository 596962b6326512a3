//! The draft in hand: which it is, and which tab may write it.

use std::time::Duration;

use domain::form::{Entries, Form};
use futures::channel::oneshot;
use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::AbortController;

use super::begun::begun;
use super::drafts::list;
use super::saving::nothing_unsaved;
use super::state::{Hold, Saved, Wish};
use super::{Door, DraftId, Kept, Listed};
use crate::device::clock;
use crate::device::tabs::{self, Ask, Right, Word};

/// A tab that has not handed a draft over by then is frozen or gone.
const HANDS_OVER_WITHIN: Duration = Duration::from_millis(900);

/// A page that is being reloaded has given its draft back by then; whoever has it still is another tab.
const LEAVES_WITHIN: Duration = Duration::from_millis(300);

/// The draft in hand (書きかけの申請書). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Writing {
    /// How far saving is.
    pub saved: RwSignal<Saved>,
    /// Who may write it.
    pub hold: RwSignal<Hold>,
    /// What the page must show instead of what it shows: another tab wrote it. Set to `None` again once shown.
    pub fresh: RwSignal<Option<Entries>>,
    /// The edition the draft was begun with, if it is another than the form's: some answers may have to be given again.
    pub other_edition: RwSignal<Option<u8>>,
    pub(super) hand: StoredValue<Hand, LocalStorage>,
}

/// What the tab holds of its draft.
#[derive(Default)]
pub(super) struct Hand {
    /// As last read or written; nothing before [`Writing::open`].
    pub(super) kept: Option<Kept>,
    /// What was typed since.
    pub(super) newest: Option<Entries>,
    /// How often that changed.
    pub(super) changes: u32,
    /// Whether [`Writing::save_all`] runs.
    pub(super) running: bool,
    /// The way to the disk while somebody types.
    pub(super) door: Option<Door>,
    /// Ends the wait for more changes.
    pub(super) hurry: Option<oneshot::Sender<()>>,
    /// Held while this tab writes.
    pub(super) right: Option<Right>,
    /// Held while this tab waits for its turn: ends the waiting.
    pub(super) waiting: Option<AbortController>,
}

impl Writing {
    /// Nothing in hand; touches no browser. Call [`Writing::open`] from an effect.
    pub fn new() -> Writing {
        Writing {
            saved: RwSignal::new(Saved::Nothing),
            hold: RwSignal::new(Hold::Asking),
            fresh: RwSignal::new(None),
            other_edition: RwSignal::new(None),
            hand: StoredValue::new_local(Hand::default()),
        }
    }

    /// Takes the wished draft in hand and gives what was written so far: the page puts it into empty controls only, and then
    /// calls [`Writing::change`] with everything it holds. Never fails: where nothing can be kept, [`Writing::saved`] says so.
    pub async fn open(self, form: &Form, wish: Wish) -> Entries {
        let found = match list().await {
            Ok(all) => find(all, &form.id, &wish),
            Err(trouble) => {
                self.saved.set(Saved::Failing(trouble));
                None
            }
        };
        let kept = found.unwrap_or_else(|| begun(form));
        let entries = kept.draft.entries.clone();
        self.take(kept, form.edition);
        self.ask(Ask::IfFree).await;
        if self.hold.get_untracked() == Hold::Asking
            && let Ok(patience) = AbortController::new()
        {
            clock::within(LEAVES_WITHIN, self.ask(Ask::Wait(&patience.signal()))).await;
            // What was granted by now stays granted.
            patience.abort();
        }
        if self.hold.get_untracked() == Hold::Asking {
            self.let_go();
        }
        self.stay_in_touch();
        // Not before: the page may hold what was typed meanwhile, and gives it now.
        if let Some(kept) = self.kept().filter(|kept| kept.revision > 0)
            && self.saved.get_untracked() == Saved::Nothing
        {
            self.saved.set(Saved::since(kept.updated));
        }
        entries
    }

    /// Takes the draft over from the tab that writes it. That tab saves what it has first, unless it does not answer.
    pub fn take_over(self) {
        let Some(id) = self.id() else { return };
        tabs::tell(&Word::HandOver { draft: id });
        spawn_local(async move {
            // This tab stands in the line already: the right comes to it once it is given back.
            clock::pause(HANDS_OVER_WITHIN).await;
            if self.hold.get_untracked() == Hold::Elsewhere {
                self.ask(Ask::Take).await;
            }
        });
    }

    /// Lets the draft be: it is on its way to the city hall, and what the page does from now on is not saved under it.
    pub fn put_down(self) {
        self.hand.update_value(|hand| (hand.kept, hand.newest, hand.right) = (None, None, None));
    }

    /// Takes a draft in hand that was let be: it came back from its way to the city hall.
    pub fn take_up_again(self, kept: Kept) {
        self.hand.update_value(|hand| hand.kept = Some(kept));
        spawn_local(async move { self.ask(Ask::IfFree).await });
    }

    /// Whether another tab writes: then nothing may be typed here.
    pub fn is_elsewhere(self) -> bool {
        self.hold.get() == Hold::Elsewhere
    }

    /// The draft as last saved, with its id and its key.
    pub fn kept(self) -> Option<Kept> {
        self.hand.with_value(|hand| hand.kept.clone())
    }

    fn id(self) -> Option<DraftId> {
        self.hand.with_value(|hand| hand.kept.as_ref().map(|kept| kept.id.clone()))
    }

    fn take(self, mut kept: Kept, edition: u8) {
        if kept.draft.edition != edition {
            kept.former = Some(kept.draft.clone());
            kept.draft.edition = edition;
        }
        self.other_edition.set(kept.former.as_ref().map(|former| former.edition));
        self.hand.update_value(|hand| hand.kept = Some(kept));
    }

    /// Asks for the right to write, and notes who has it now.
    async fn ask(self, ask: Ask<'_>) {
        let Some(id) = self.id() else { return };
        let Some(right) = tabs::right(&format!("draft {id}"), ask, move || self.let_go()).await else { return };
        self.hand.update_value(|hand| {
            hand.right = Some(right);
            if let Some(waiting) = hand.waiting.take() {
                waiting.abort();
            }
        });
        if self.hold.get_untracked() == Hold::Elsewhere {
            self.read_again().await;
        }
        if self.hold.get_untracked() != Hold::Gone {
            self.hold.set(Hold::Here);
        }
    }

    /// Another tab writes from now on, until it is closed or hands over.
    fn let_go(self) {
        self.hold.set(Hold::Elsewhere);
        let waiting = AbortController::new().ok();
        let until = waiting.as_ref().map(AbortController::signal);
        self.hand.update_value(|hand| (hand.right, hand.waiting) = (None, waiting));
        if let Some(until) = until {
            spawn_local(async move { self.ask(Ask::Wait(&until)).await });
        }
    }

    fn stay_in_touch(self) {
        tabs::listen(move |word| self.hear(word));
        EventListener::new(&document(), "visibilitychange", move |_| {
            if document().hidden() {
                self.hurry();
            }
        })
        .forget();
        let options = gloo::events::EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
            if matches!(self.saved.get_untracked(), Saved::Failing(_)) && !nothing_unsaved() {
                event.prevent_default();
            }
        })
        .forget();
    }

    fn hear(self, word: Word) {
        let mine = self.id();
        match word {
            Word::HandOver { draft } if Some(&draft) == mine.as_ref() && self.hold.get_untracked() == Hold::Here => {
                self.hold.set(Hold::Elsewhere);
                spawn_local(async move {
                    self.settle().await;
                    self.let_go();
                });
            }
            Word::Saved { draft, .. } if Some(&draft) == mine.as_ref() && self.hold.get_untracked() == Hold::Elsewhere => {
                spawn_local(self.read_again());
            }
            Word::Gone { draft } if Some(&draft) == mine.as_ref() && self.hold.get_untracked() == Hold::Elsewhere => self.gone(),
            _ => {}
        }
    }

    /// Shows what another tab has written.
    async fn read_again(self) {
        let Some(id) = self.id() else { return };
        let Ok(all) = list().await else { return };
        let found = all.into_iter().find_map(|listed| match listed {
            Listed::Draft(kept) if kept.id == id => Some(kept),
            _ => None,
        });
        match found {
            Some(kept) => {
                self.fresh.set(Some(kept.draft.entries.clone()));
                self.saved.set(Saved::since(kept.updated));
                self.hand.update_value(|hand| hand.kept = Some(kept));
            }
            None if self.kept().is_some_and(|kept| kept.revision > 0) => self.gone(),
            None => {}
        }
    }

    fn gone(self) {
        self.hold.set(Hold::Gone);
        self.put_down();
    }
}

impl Default for Writing {
    fn default() -> Writing {
        Writing::new()
    }
}

/// The draft to go on with.
fn find(all: Vec<Listed>, form: &str, wish: &Wish) -> Option<Kept> {
    let wished = all.into_iter().filter_map(|listed| match listed {
        Listed::Draft(kept) if kept.draft.form == form && (*wish == Wish::Newest || *wish == Wish::This(kept.id.clone())) => Some(kept),
        _ => None,
    });
    wished.max_by_key(|kept| kept.updated)
}
