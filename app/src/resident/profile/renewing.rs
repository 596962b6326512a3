//! The drafts that say what the profile said before: found on the device, and written anew once the person has chosen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::form::{Entries, Form};
use domain::profile::{Profile, Renewal};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use crate::device::storage::{DraftId, Drafts, Kept, Listed, Rewritten, Saved, Trouble, rewrite};
use crate::device::vault::{Former, remember, settle};
use crate::device::{clock, forms};
use crate::follow::follow;
use crate::words::profile as own;

/// A draft that can be renewed (直せる申請書).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stale {
    pub draft: DraftId,
    /// What its form is called.
    pub title: String,
    /// When it was last written.
    pub updated: String,
    pub renewals: Vec<Renewal>,
}

/// What was renewed, and the way back.
#[derive(Clone)]
pub(super) struct Renewed {
    drafts: Vec<Stale>,
    former: Former,
}

/// Drafts and the profile (直す申請書). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub(super) struct Renewing {
    /// The drafts that say what was said before, the newest first.
    pub stale: RwSignal<Vec<Stale>>,
    /// Those of them that are to stay as they are.
    pub unticked: RwSignal<BTreeSet<DraftId>>,
    /// What became of it, in words.
    pub told: RwSignal<String>,
    /// What was renewed last, until something else is.
    pub renewed: RwSignal<Option<Renewed>>,
    /// Why something could not be done.
    pub trouble: RwSignal<&'static str>,
    desk: Desk,
    drafts: Drafts,
    forms: StoredValue<BTreeMap<String, Arc<Form>>>,
    /// How often was looked; only the last one tells.
    turn: StoredValue<u32>,
}

impl Renewing {
    /// Nothing known yet; touches no browser.
    pub fn new(desk: Desk) -> Renewing {
        Renewing {
            stale: RwSignal::default(),
            unticked: RwSignal::default(),
            told: RwSignal::default(),
            renewed: RwSignal::new(None),
            trouble: RwSignal::new(""),
            desk,
            drafts: Drafts::new(),
            forms: StoredValue::default(),
            turn: StoredValue::new(0),
        }
    }

    /// Looks now, and whenever the profile or a draft was saved.
    pub fn begin(self) {
        self.drafts.load();
        let keeping = self.desk.keeping;
        follow(move || {
            let (former, saved) = (keeping.former.get(), keeping.saved.get());
            // What is still being written is looked at when it is on the disk.
            let is_kept = keeping.is_read.get() && !matches!(saved, Saved::Saving | Saved::Failing(_));
            if let Some(listed) = self.drafts.listed.get().filter(|_| is_kept) {
                spawn_local(self.look(former, listed));
            }
        });
    }

    /// Renews what is ticked; what is not stays as it is for good.
    pub fn renew(self) {
        let (ticked, left): (Vec<Stale>, Vec<Stale>) = self
            .stale
            .get_untracked()
            .into_iter()
            .partition(|stale| self.unticked.with_untracked(|unticked| !unticked.contains(&stale.draft)));
        let Some(former) = self.desk.keeping.former.get_untracked() else { return };
        if ticked.is_empty() {
            return self.trouble.set(own::RENEW_NONE);
        }
        spawn_local(async move {
            let mut done = Vec::new();
            let mut trouble = "";
            for stale in ticked {
                match write(&stale, Renewal::clone).await {
                    Ok(Rewritten::Busy) => trouble = own::RENEW_BUSY,
                    Ok(Rewritten::Done) => done.push(stale),
                    Ok(Rewritten::Nothing) => {}
                    Err(failed) => trouble = failed.sentence(),
                }
            }
            self.trouble.set(trouble);
            let rest = left.into_iter().fold(former.clone(), |former, stale| former.leaving(stale.draft));
            self.keep(Some(rest).filter(|_| !trouble.is_empty())).await;
            if !done.is_empty() {
                self.told.set(own::renewed(done.len()));
                self.renewed.set(Some(Renewed { drafts: done, former }));
            }
            self.drafts.refresh();
        });
    }

    /// Leaves all of them as they are.
    pub fn leave(self) {
        self.trouble.set("");
        self.told.set(String::new());
        self.renewed.set(None);
        spawn_local(self.keep(None));
    }

    /// Writes what was renewed last as it was before; then it is asked again.
    pub fn undo(self) {
        let Some(Renewed { drafts, former }) = self.renewed.get_untracked() else { return };
        spawn_local(async move {
            let mut trouble = "";
            for stale in &drafts {
                match write(stale, Renewal::undone).await {
                    Ok(Rewritten::Busy) => trouble = own::RENEW_BUSY,
                    Ok(Rewritten::Done | Rewritten::Nothing) => {}
                    Err(failed) => trouble = failed.sentence(),
                }
            }
            self.trouble.set(trouble);
            if trouble.is_empty() {
                self.renewed.set(None);
                self.told.set(own::RENEWAL_UNDONE.into());
                self.keep(Some(former)).await;
            }
            self.drafts.refresh();
        });
    }

    /// Keeps what the profile said before for another time; or nothing of it, when it is settled what becomes of the drafts.
    async fn keep(self, former: Option<Former>) {
        let kept = match &former {
            Some(former) => remember(former).await.map_err(|closed| closed.sentence()),
            None => settle().await.map_err(Trouble::sentence),
        };
        match kept {
            Ok(()) => self.desk.keeping.former.set(former),
            Err(sentence) => self.trouble.set(sentence),
        }
    }

    async fn look(self, former: Option<Former>, listed: Vec<Listed>) {
        let turn = self.turn.with_value(|turn| turn + 1);
        self.turn.set_value(turn);
        let now = self.desk.keeping.known();
        let today = clock::now().date();
        let mut is_whole = true;
        let mut all = Vec::new();
        for kept in listed.into_iter().filter_map(Listed::draft) {
            let Some(former) = former.as_ref().filter(|former| !former.left.contains(&kept.id)) else { continue };
            let Some(form) = self.form(&kept.draft.form).await else {
                is_whole = false;
                continue;
            };
            all.extend(stale(&kept, &form, &now, &former.profile, today));
        }
        if self.turn.get_value() != turn {
            return;
        }
        let is_first = self.turn.with_value(|turn| *turn == 1);
        if is_first && former.is_some() && all.is_empty() && is_whole {
            // What was left from an earlier day concerns no draft any more: the next change is told from here.
            self.keep(None).await;
        }
        if self.stale.with_untracked(|stale| *stale != all) {
            self.stale.set(all);
        }
    }

    async fn form(self, id: &str) -> Option<Arc<Form>> {
        if let Some(form) = self.forms.with_value(|forms| forms.get(id).cloned()) {
            return Some(form);
        }
        let form = Arc::new(forms::form(id).await?);
        self.forms.update_value(|forms| drop(forms.insert(id.to_owned(), form.clone())));
        Some(form)
    }
}

/// What a draft says that the profile said before and says otherwise now.
fn stale(kept: &Kept, form: &Form, now: &Profile, before: &Profile, today: chrono::NaiveDate) -> Option<Stale> {
    let renewals = now.renewals(before, form, &kept.draft.entries, today);
    let stale = Stale { draft: kept.id.clone(), title: form.title.clone(), updated: kept.updated.words(), renewals };
    Some(stale).filter(|stale| !stale.renewals.is_empty())
}

/// Writes renewals into their draft, each as `way` turns it.
async fn write(stale: &Stale, way: impl Fn(&Renewal) -> Renewal) -> Result<Rewritten, Trouble> {
    // Each is written, whatever became of the one before.
    let change = |entries: &mut Entries| stale.renewals.iter().filter(|renewal| way(renewal).write(entries)).count() > 0;
    rewrite(&stale.draft, change).await
}
