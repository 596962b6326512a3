//! How far the forms are that were begun on this device.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::form::{Form, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::storage::{Drafts, Kept, Listed, Trouble};
use crate::device::{clock, forms};
use crate::follow::follow;

/// A form begun on this device (記入途中の申請書) and how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// What was written.
    pub kept: Kept,
    /// The form in its current edition.
    pub form: Arc<Form>,
    /// How far it is.
    pub stand: Stand,
}

/// How far a form is (記入の進み).
#[derive(Clone, Debug, PartialEq)]
pub enum Stand {
    /// It passes the check.
    Complete,
    /// This is missing or wrong.
    ToCorrect(Vec<Problem>),
    /// It was begun with another edition: its page has to show what became of the answers.
    OtherEdition,
}

/// The forms begun on this device, of each the newest draft (この端末の申請書). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Ready {
    /// What is there, the newest first; `None` until it was read.
    pub all: RwSignal<Option<Vec<Begun>>>,
    /// The ids of forms that were begun and cannot be had now.
    pub missing: RwSignal<Vec<String>>,
    drafts: Drafts,
    forms: StoredValue<BTreeMap<String, Arc<Form>>>,
}

impl Ready {
    /// Nothing known yet; touches no browser.
    pub fn new() -> Ready {
        Ready { all: RwSignal::new(None), missing: RwSignal::default(), drafts: Drafts::new(), forms: StoredValue::default() }
    }

    /// Reads the drafts now, and whenever another tab has saved one.
    pub fn begin(self) {
        self.drafts.load();
        follow(move || {
            if let Some(listed) = self.drafts.listed.get() {
                spawn_local(self.judge(newest(listed)));
            }
        });
    }

    /// Why the drafts cannot be read.
    pub fn trouble(self) -> Option<Trouble> {
        self.drafts.trouble.get()
    }

    /// How far a form is; `None` if it was not begun.
    pub fn stand(self, form: &str) -> Option<Stand> {
        self.all.with(|all| all.as_ref()?.iter().find(|begun| begun.form.id == form).map(|begun| begun.stand.clone()))
    }

    /// The ids of the forms that pass the check.
    pub fn complete(self) -> Vec<String> {
        let complete = |begun: &&Begun| begun.stand == Stand::Complete;
        self.all.with(|all| all.iter().flatten().filter(complete).map(|begun| begun.form.id.clone()).collect())
    }

    async fn judge(self, newest: Vec<Kept>) {
        let today = clock::now().date();
        let (mut all, mut missing) = (Vec::new(), Vec::new());
        for kept in newest {
            match self.form(&kept.draft.form).await {
                Some(form) => all.push(Begun { stand: stand(&kept, &form, today), form, kept }),
                None => missing.push(kept.draft.form),
            }
        }
        self.all.set(Some(all));
        self.missing.set(missing);
    }

    async fn form(self, id: &str) -> Option<Arc<Form>> {
        if let Some(form) = self.forms.with_value(|forms| forms.get(id).cloned()) {
            return Some(form);
        }
        let form = Arc::new(forms::form(id).await?);
        self.forms.update_value(|forms| {
            forms.insert(id.to_owned(), form.clone());
        });
        Some(form)
    }
}

impl Default for Ready {
    fn default() -> Ready {
        Ready::new()
    }
}

/// Of each form the draft that was written last: the one that its page goes on with.
fn newest(listed: Vec<Listed>) -> Vec<Kept> {
    let mut newest: Vec<Kept> = Vec::new();
    for listed in listed {
        if let Listed::Draft(kept) = listed
            && !newest.iter().any(|other| other.draft.form == kept.draft.form)
        {
            newest.push(kept);
        }
    }
    newest
}

/// How far a draft is, on this day.
fn stand(kept: &Kept, form: &Form, today: NaiveDate) -> Stand {
    match form.check(&kept.draft.entries, today) {
        _ if kept.draft.edition != form.edition => Stand::OtherEdition,
        Ok(_) => Stand::Complete,
        Err(problems) => Stand::ToCorrect(problems),
    }
}

#[cfg(test)]
mod tests {
    use domain::draft::Draft;
    use domain::form::Entries;
    use domain::moment::Moment;
    use domain::profile::Profile;
    use domain::submission::SubmissionKey;

    use super::*;

    fn kept(id: &str, form: &str, edition: u8, typed: &[(&str, &str)]) -> Kept {
        let entries: Entries = typed.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect();
        Kept {
            id: id.into(),
            draft: Draft { form: form.into(), edition, entries },
            key: SubmissionKey("0".repeat(32)),
            updated: Moment(0),
            revision: 1,
            former: None,
        }
    }

    #[test]
    fn of_each_form_the_draft_that_its_page_goes_on_with_counts() {
        let listed = vec![
            Listed::Draft(kept("2", "move-in", 1, &[])),
            Listed::Unreadable("3".into()),
            Listed::Draft(kept("1", "water-start", 1, &[])),
            Listed::Draft(kept("0", "move-in", 1, &[])),
        ];
        assert_eq!(newest(listed).into_iter().map(|kept| kept.id).collect::<Vec<_>>(), ["2", "1"]);
    }

    #[test]
    fn a_form_is_complete_when_it_passes_the_check_of_its_own_edition() {
        let form = Profile::form();
        let today = Moment(1_795_311_720).date();
        let is = |edition: u8, typed: &[(&str, &str)]| stand(&kept("1", &form.id, edition, typed), &form, today);
        assert_eq!(is(form.edition, &[]), Stand::Complete, "everything in a profile may be left blank");
        assert_eq!(is(form.edition + 1, &[]), Stand::OtherEdition);
        assert!(matches!(is(form.edition, &[("phone", "12")]), Stand::ToCorrect(problems) if !problems.is_empty()));
    }
}
