//! A draft that begins: empty, or with what another form knows already.

use domain::draft::Draft;
use domain::form::{Entries, Form};
use domain::submission::SubmissionKey;

use super::drafts::list;
use super::{Change, DraftId, Kept, Listed, Shelf, Trouble, rewrite, write};
use crate::device::clock;
use crate::device::tabs::{self, Word};

/// A new draft, in memory.
pub(super) fn begun(form: &Form) -> Kept {
    Kept {
        id: clock::unique(),
        draft: Draft { form: form.id.clone(), edition: form.edition, entries: Entries::default() },
        key: SubmissionKey(clock::unique()),
        updated: clock::now(),
        revision: 0,
        former: None,
    }
}

/// Has the newest draft of a form take over what it lacks of these entries, or begins one with them and with what every draft of the form
/// begins with; gives its id.
///
/// # Errors
/// Why the disk would not do it; then there is no new draft.
pub async fn begin_with(form: &Form, entries: &Entries) -> Result<DraftId, Trouble> {
    let drafts = list().await?.into_iter().filter_map(Listed::draft).filter(|kept| kept.draft.form == form.id);
    if let Some(kept) = drafts.max_by_key(|kept| kept.updated) {
        rewrite(&kept.id, |written| written.take_over(entries, form)).await?;
        return Ok(kept.id);
    }
    let fresh = begun(form);
    let dated = form.dated_today(entries, clock::now().date());
    let entries = Entries(entries.0.clone().into_iter().chain(dated.0).collect());
    let kept = Kept { revision: 1, draft: Draft { entries, ..fresh.draft }, ..fresh };
    let text = serde_json::to_string(&kept).expect("a draft is texts and numbers");
    write(Shelf::Drafts, &kept.id, |_| (vec![Change::Put(Shelf::Drafts, kept.id.clone(), text)], ())).await?;
    tabs::tell(&Word::Saved { draft: kept.id.clone(), form: form.id.clone() });
    Ok(kept.id)
}
