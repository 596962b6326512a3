//! How far a person is in a guide: what they answered and what they ticked off, kept on this device.

use std::collections::{BTreeSet, VecDeque};

use domain::form::Entries;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::{AGAIN_AFTER, Change, Saved, Shelf, Trouble, ask_to_persist, read, write};
use crate::device::tabs::{self, Word};
use crate::device::{clock, json};

/// What this device keeps of a guide (案内の記録).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// What was answered, control by control.
    pub entries: Entries,
    /// What was ticked off.
    pub ticked: BTreeSet<String>,
    /// Where the answers lead; nothing in what an older program kept.
    pub leads: Option<Leads>,
}

/// Where a guide leads (案内の行き先), so that a form's page knows the way back to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leads {
    /// What the guide is called.
    pub title: String,
    /// The ids of the forms in its plan.
    pub forms: Vec<String>,
}

/// The guides followed on this device that lead to this form: their ids and what they are called.
pub async fn guides_to(form: &str) -> Vec<(String, String)> {
    // Where nothing can be read, the browser's own way back is left.
    let kept = read(Shelf::Guides).await.unwrap_or_default();
    let leads = kept.into_iter().filter_map(|(guide, text)| Some((guide, understand(text)?.leads?)));
    leads.filter(|(_, leads)| leads.forms.iter().any(|id| id == form)).map(|(guide, leads)| (guide, leads.title)).collect()
}

/// One thing that the person did.
enum Deed {
    /// Answered: these are all answers now, and this is where they lead.
    Answered(Entries, Leads),
    /// Ticked something off, or took the tick away.
    Ticked(String, bool),
    /// Wants to start over.
    Forgot,
}

/// A guide as it is followed on this device (案内の記録). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Following {
    /// What was ticked off.
    pub ticked: RwSignal<BTreeSet<String>>,
    /// How far saving is.
    pub saved: RwSignal<Saved>,
    guide: StoredValue<String>,
    deeds: StoredValue<VecDeque<Deed>>,
    running: StoredValue<bool>,
}

impl Following {
    /// Nothing done yet in this guide; touches no browser.
    pub fn new(guide: String) -> Following {
        Following {
            ticked: RwSignal::new(BTreeSet::new()),
            saved: RwSignal::new(Saved::Nothing),
            guide: StoredValue::new(guide),
            deeds: StoredValue::new(VecDeque::new()),
            running: StoredValue::new(false),
        }
    }

    /// Gives what was answered before, and follows what was ticked off; nothing where nothing can be read.
    pub async fn load(self) -> Entries {
        let guide = self.guide.get_value();
        let texts = match read(Shelf::Guides).await {
            Ok(texts) => texts,
            Err(trouble) => {
                self.saved.set(Saved::Failing(trouble));
                return Entries::default();
            }
        };
        let found = texts.into_iter().find(|(key, _)| *key == guide).and_then(|(_, text)| understand(text));
        let Followed { entries, ticked, .. } = found.unwrap_or_default();
        self.show_ticked(ticked);
        entries
    }

    /// Whether something is on its way to the disk.
    pub fn is_writing(self) -> bool {
        self.running.get_value()
    }

    /// Calls this whenever another tab has written.
    pub fn when_another_tab_writes(self, then: impl Fn() + 'static) {
        tabs::listen(move |word| match word {
            Word::Guide { guide } if self.guide.with_value(|mine| *mine == guide) => then(),
            _ => {}
        });
    }

    /// Keeps the answers: these are all of them, and this is where they lead.
    pub fn answer(self, entries: Entries, leads: Leads) {
        self.deeds.update_value(|deeds| {
            // What was answered before and is not on the disk yet need not go there.
            deeds.retain(|deed| !matches!(deed, Deed::Answered(..)));
        });
        self.keep(Deed::Answered(entries, leads));
    }

    /// Ticks something off, or takes the tick away.
    pub fn tick(self, what: String, on: bool) {
        self.ticked.update(|ticked| mark(ticked, &what, on));
        self.keep(Deed::Ticked(what, on));
    }

    /// Takes everything of this guide off the device.
    pub fn forget(self) {
        self.ticked.set(BTreeSet::new());
        self.deeds.set_value(VecDeque::new());
        self.keep(Deed::Forgot);
    }

    fn keep(self, deed: Deed) {
        self.deeds.update_value(|deeds| deeds.push_back(deed));
        if !matches!(self.saved.get_untracked(), Saved::Failing(_)) {
            Saved::Saving.say(self.saved);
        }
        if !self.running.get_value() {
            self.running.set_value(true);
            spawn_local(self.write_down());
        }
    }

    /// Writes one deed after the other, each over what is on the disk by then: what another tab ticked off stays ticked.
    async fn write_down(self) {
        let mut failed: Option<Deed> = None;
        loop {
            let next = failed.take().or_else(|| self.deeds.try_update_value(VecDeque::pop_front).flatten());
            let Some(deed) = next else { break };
            match self.write(&deed).await {
                Ok(there) => {
                    tabs::tell(&Word::Guide { guide: self.guide.get_value() });
                    let over = self.deeds.with_value(VecDeque::is_empty);
                    if over {
                        self.show_ticked(there.unwrap_or_default().ticked);
                    }
                    self.saved.set(match deed {
                        Deed::Forgot if over => Saved::Nothing,
                        _ if over => Saved::since(clock::now()),
                        _ => Saved::Saving,
                    });
                }
                Err(trouble) => {
                    self.saved.set(Saved::Failing(trouble));
                    if trouble == Trouble::NoDatabase {
                        break;
                    }
                    clock::pause(AGAIN_AFTER).await;
                    failed = Some(deed);
                }
            }
        }
        self.running.set_value(false);
    }

    /// Does one deed to what is on the disk; gives what is there then.
    async fn write(self, deed: &Deed) -> Result<Option<Followed>, Trouble> {
        let guide = self.guide.get_value();
        let written = write(Shelf::Guides, &guide, |found| {
            let is_first = found.is_none();
            let followed = step(understand(found).unwrap_or_default(), deed);
            let text = followed.as_ref().map(|followed| serde_json::to_string(followed).expect("answers and ticks are texts"));
            let change = match text {
                Some(text) => Change::Put(Shelf::Guides, guide.clone(), text),
                None => Change::Remove(Shelf::Guides, guide.clone()),
            };
            (vec![change], (is_first, followed))
        });
        let (is_first, followed) = written.await?;
        if is_first && followed.is_some() {
            spawn_local(ask_to_persist());
        }
        Ok(followed)
    }

    fn show_ticked(self, ticked: BTreeSet<String>) {
        if self.ticked.with_untracked(|shown| *shown != ticked) {
            self.ticked.set(ticked);
        }
    }
}

fn understand(text: Option<String>) -> Option<Followed> {
    text.and_then(|text| json::read(&text))
}

/// What is kept after a deed; nothing after everything was forgotten.
fn step(mut followed: Followed, deed: &Deed) -> Option<Followed> {
    match deed {
        Deed::Answered(entries, leads) => {
            followed.entries = entries.clone();
            followed.leads = Some(leads.clone());
        }
        Deed::Ticked(what, on) => mark(&mut followed.ticked, what, *on),
        Deed::Forgot => return None,
    }
    Some(followed)
}

fn mark(ticked: &mut BTreeSet<String>, what: &str, on: bool) {
    if on {
        ticked.insert(what.to_owned());
    } else {
        ticked.remove(what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticked(what: &[&str]) -> BTreeSet<String> {
        what.iter().map(|what| (*what).to_owned()).collect()
    }

    #[test]
    fn what_another_tab_ticked_off_stays_ticked() {
        let there = Followed { ticked: ticked(&["move-in"]), ..Followed::default() };
        let after = step(there, &Deed::Ticked("dog".into(), true)).unwrap();
        assert_eq!(after.ticked, ticked(&["dog", "move-in"]));
        let leads = Leads { title: "引っ越し".into(), forms: vec!["move-in".into()] };
        let answers = Entries::from_iter([("way".to_owned(), "into".to_owned())]);
        let after = step(after, &Deed::Answered(answers, leads.clone())).unwrap();
        assert_eq!((after.ticked.len(), after.entries.get("way"), after.leads.as_ref()), (2, "into", Some(&leads)));
        let after = step(after, &Deed::Ticked("move-in".into(), false)).unwrap();
        assert_eq!(after.ticked, ticked(&["dog"]));
        assert_eq!(step(after, &Deed::Forgot), None);
    }
}
