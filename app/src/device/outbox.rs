//! The outbox: what was handed over for sending lies on this device's disk until the city's receipt for it is there.
//!
//! The page sends, not the service worker. A browser wakes a service worker when it likes, some never do; it may end one in
//! the middle of a request; and what it did would be told to nobody. A page is sent from while somebody looks at it: at its
//! start, when the network comes back, when it is looked at again, and after a wait that grows. One tab sends at a time.

mod parcel;

use std::time::Duration;

use domain::moment::Moment;
use domain::slip::SealedSlip;
use domain::submission::SubmissionKey;
use futures::channel::oneshot;
use futures::future::select;
use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::AbortController;

use super::clock;
use super::json;
use super::looks;
use super::post::{Answer, knock, post};
use super::storage::{AGAIN_AFTER, Change, Kept, Shelf, Trouble, read, write};
use super::tabs::{self, Ask, Word};
use super::vault::forget as forget_profile;
pub use parcel::{Load, Parcel, State};

/// The outbox of this device (送信待ち・送信済み). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Outbox {
    /// What is in it, the latest first; `None` until it was read.
    pub parcels: RwSignal<Option<Vec<Parcel>>>,
    /// What is being sent just now.
    pub sending: RwSignal<Option<SubmissionKey>>,
    /// Why it cannot be kept on this device; then it is kept for as long as the page is open.
    pub trouble: RwSignal<Option<Trouble>>,
    /// How many cannot be read any more; [`Outbox::forget_everything`] removes them.
    pub unreadable: RwSignal<usize>,
    /// What the disk would not take.
    memory: StoredValue<Vec<Parcel>>,
    /// Ends the wait for the next try.
    wake: StoredValue<Option<oneshot::Sender<()>>>,
    /// Whether it sends.
    begun: StoredValue<bool>,
}

impl Outbox {
    /// Nothing read yet; touches no browser. Call [`Outbox::begin`] from an effect.
    pub fn new() -> Outbox {
        Outbox {
            parcels: RwSignal::new(None),
            sending: RwSignal::new(None),
            trouble: RwSignal::new(None),
            unreadable: RwSignal::new(0),
            memory: StoredValue::new(Vec::new()),
            wake: StoredValue::new(None),
            begun: StoredValue::new(false),
        }
    }

    /// Calls this when there is something in it: now, or when another tab puts something in.
    pub fn when_something_waits(self, now: impl Fn() + Clone + 'static) {
        let heard = now.clone();
        tabs::listen(move |word| {
            if word == Word::Outbox {
                heard();
            }
        });
        spawn_local(async move {
            if read(Shelf::Outbox).await.is_ok_and(|kept| !kept.is_empty()) {
                now();
            }
        });
    }

    /// Reads what is in it and sends what waits, for as long as the page lives; once, however often it is called.
    pub fn begin(self) {
        if self.begun.try_update_value(|begun| std::mem::replace(begun, true)) != Some(false) {
            return;
        }
        tabs::listen(move |word| {
            if word == Word::Outbox {
                spawn_local(self.refresh());
            }
        });
        EventListener::new(&window(), "online", move |_| self.wake()).forget();
        EventListener::new(&document(), "visibilitychange", move |_| {
            if !document().hidden() {
                self.wake();
            }
        })
        .forget();
        spawn_local(async move {
            self.refresh().await;
            self.send_for_ever().await;
        });
    }

    /// Takes a slip for sending and the draft it was made from off the drafts, both or neither; then sends it.
    ///
    /// When this returns it is on the disk, or [`Outbox::trouble`] says why not and it is kept in memory.
    pub async fn put(self, title: &str, slip: &SealedSlip, draft: Kept) {
        let id = draft.id.clone();
        let parcel = Parcel::new(title, slip, draft, clock::now());
        let written = write(Shelf::Outbox, &parcel.key.0, |found| match found {
            // Pressed twice: the first one is on its way.
            Some(_) => (vec![], ()),
            None => (vec![keep(&parcel), Change::Remove(Shelf::Drafts, id.clone())], ()),
        });
        if let Err(trouble) = written.await {
            self.trouble.set(Some(trouble));
            self.memory.update_value(|memory| {
                memory.retain(|there| there.key != parcel.key);
                memory.push(parcel);
            });
        }
        tabs::tell(&Word::Gone { draft: id });
        self.changed().await;
        self.wake();
    }

    /// Tries again at once, because the person asks for it.
    pub fn send_again(self, key: SubmissionKey) {
        spawn_local(async move {
            self.update(&key, |found| found.map(|parcel| parcel.once_more(clock::now()))).await;
            self.wake();
        });
    }

    /// Takes a parcel out and its draft back, with a new key; `None` if it may have arrived or is gone.
    pub async fn mend(self, key: SubmissionKey) -> Option<Kept> {
        let draft = self.find(&key)?.draft_to_mend().map(renewed)?;
        let text = serde_json::to_string(&draft).expect("a draft is texts and numbers");
        let done = write(Shelf::Outbox, &key.0, |found| match found.as_deref().and_then(understood) {
            Some(parcel) if parcel.draft_to_mend().is_some() => {
                let back = Change::Put(Shelf::Drafts, draft.id.clone(), text);
                (vec![Change::Remove(Shelf::Outbox, key.0.clone()), back], true)
            }
            _ => (vec![], false),
        });
        let done = done.await;
        self.changed().await;
        matches!(done, Ok(true)).then_some(draft)
    }

    /// Removes a parcel or a receipt from this device.
    pub fn remove(self, key: SubmissionKey) {
        spawn_local(async move { self.update(&key, |_| None).await });
    }

    /// Removes everything that this app keeps on this device: drafts, parcels, receipts, the profile.
    pub fn forget_everything(self) {
        looks::forget();
        spawn_local(async move {
            self.memory.set_value(Vec::new());
            let everything = vec![Change::Clear(Shelf::Drafts), Change::Clear(Shelf::Outbox)];
            let forgotten = write(Shelf::Outbox, "", |_| (everything, ())).await.and(forget_profile().await);
            let guides = write(Shelf::Guides, "", |_| (vec![Change::Clear(Shelf::Guides)], ())).await;
            self.trouble.set(forgotten.and(guides).err());
            self.changed().await;
        });
    }

    /// The parcel under this key.
    pub fn find(self, key: &SubmissionKey) -> Option<Parcel> {
        self.parcels.with_untracked(|parcels| parcels.as_ref()?.iter().find(|parcel| parcel.key == *key).cloned())
    }

    fn wake(self) {
        // Nobody waiting means that a round is under way; it looks again at its end.
        self.wake.update_value(|wake| drop(wake.take()));
    }

    /// Round after round, each when something is due or the network gives a sign.
    async fn send_for_ever(self) {
        let mut sign = true;
        loop {
            let (wake, woken) = oneshot::channel();
            self.wake.set_value(Some(wake));
            self.send_due(sign).await;
            let next = self.parcels.with_untracked(|all| all.iter().flatten().filter_map(|p| p.due(clock::now(), false)).min());
            // Nothing to do is looked at again all the same: another tab may have been closed in the middle of its round.
            let wait = next.map_or(60, |next| (next.0 - clock::now().0).clamp(1, 60));
            let alarm = Box::pin(clock::pause(Duration::from_secs(wait.unsigned_abs())));
            sign = matches!(select(woken, alarm).await, futures::future::Either::Left(_));
        }
    }

    /// Sends what is due, one after the other, while no other tab does.
    async fn send_due(self, sign: bool) {
        if self.parcels.with_untracked(|all| all.iter().flatten().all(|parcel| parcel.due(clock::now(), sign).is_none())) {
            return;
        }
        let Ok(patience) = AbortController::new() else { return };
        let Some(_right) = tabs::right("outbox", Ask::Wait(&patience.signal()), || {}).await else { return };
        self.refresh().await;
        let now = clock::now();
        let due = |parcel: &Parcel| parcel.due(now, sign).is_some_and(|due| due <= now);
        for parcel in self.parcels.get_untracked().into_iter().flatten().filter(due) {
            self.send(parcel.key).await;
        }
    }

    async fn send(self, key: SubmissionKey) {
        self.sending.set(Some(key.clone()));
        let answer = self.carry(&key).await;
        self.sending.set(None);
        let Some(answer) = answer else { return };
        loop {
            let answer = answer.clone();
            let known = self.find(&key);
            let kept = self.try_update(&key, move |found| match (found, &answer) {
                // Thrown away while it was on its way, and it arrived: the person must be able to know.
                (None, Answer::Received(_)) => known.map(|parcel| parcel.after(answer, clock::now(), 0.0)),
                (found, _) => found.map(|parcel| parcel.after(answer, clock::now(), clock::dice())),
            });
            if kept.await.is_ok() {
                return;
            }
            clock::pause(AGAIN_AFTER).await;
        }
    }

    /// Carries a parcel to the city hall; `None` if there is nothing to carry.
    async fn carry(self, key: &SubmissionKey) -> Option<Answer> {
        // What has not left this device can still be corrected: so it leaves only when somebody is at home.
        if self.find(key)?.is_still_here()
            && let Some(away) = knock().await
        {
            return Some(away);
        }
        // First the disk knows that it may have arrived, then it is sent.
        let mut slip = None;
        let noted = self.update(key, |found| {
            let (ready, parcel) = found?.setting_out()?;
            slip = Some(ready);
            Some(parcel)
        });
        noted.await;
        Some(post(&slip?, key).await)
    }

    async fn update(self, key: &SubmissionKey, step: impl FnOnce(Option<Parcel>) -> Option<Parcel>) {
        if let Err(trouble) = self.try_update(key, step).await {
            self.trouble.set(Some(trouble));
        }
    }

    /// Changes one parcel, wherever it lies; `None` removes it.
    async fn try_update(self, key: &SubmissionKey, step: impl FnOnce(Option<Parcel>) -> Option<Parcel>) -> Result<(), Trouble> {
        let in_memory = self.memory.with_value(|memory| memory.iter().position(|parcel| parcel.key == *key));
        if let Some(place) = in_memory {
            let parcel = self.memory.try_update_value(|memory| memory.swap_remove(place));
            self.memory.update_value(|memory| memory.extend(step(parcel)));
        } else {
            write(Shelf::Outbox, &key.0, |found| {
                let change = match step(found.as_deref().and_then(understood)) {
                    Some(parcel) => keep(&parcel),
                    None => Change::Remove(Shelf::Outbox, key.0.clone()),
                };
                (vec![change], ())
            })
            .await?;
        }
        self.changed().await;
        Ok(())
    }

    async fn changed(self) {
        tabs::tell(&Word::Outbox);
        self.refresh().await;
    }

    /// Reads the disk again.
    async fn refresh(self) {
        let mut all = self.memory.get_value();
        match read(Shelf::Outbox).await {
            Ok(kept) => {
                let count = kept.len();
                let before = all.len();
                all.extend(kept.into_iter().filter_map(|(_, text)| understood(&text?)));
                self.unreadable.set(count - (all.len() - before));
            }
            Err(trouble) => self.trouble.set(Some(trouble)),
        }
        all.sort_by_key(|parcel| std::cmp::Reverse(parcel.since));
        self.parcels.set(Some(all));
    }
}

impl Default for Outbox {
    fn default() -> Outbox {
        Outbox::new()
    }
}

fn keep(parcel: &Parcel) -> Change {
    let text = serde_json::to_string(parcel).expect("a parcel is texts and numbers");
    Change::Put(Shelf::Outbox, parcel.key.0.clone(), text)
}

fn understood(text: &str) -> Option<Parcel> {
    json::read(text)
}

/// The draft of a slip that did not go: what is made of it now is another slip, under another key.
fn renewed(draft: &Kept) -> Kept {
    Kept { key: SubmissionKey(clock::unique()), updated: clock::now(), ..draft.clone() }
}

/// The word for the person (送信待ち, 送信済み, …).
impl State {
    /// In one word.
    pub fn word(&self) -> &'static str {
        match self {
            State::Waiting { .. } => "送信待ち",
            State::Refused { .. } => "受付できませんでした",
            State::Received { .. } => "送信済み",
        }
    }

    /// When the city received it.
    pub fn received_at(&self) -> Option<Moment> {
        match self {
            State::Received { receipt } => Some(receipt.received_at),
            _ => None,
        }
    }
}
