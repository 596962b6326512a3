//! One step of a draft: written only over what its writer has seen.

use domain::form::Entries;
use domain::moment::Moment;
use domain::submission::SubmissionKey;

use super::{Change, Door, DraftId, Kept, Shelf, Trouble};
use crate::device::{clock, json};

/// What became of a draft that was saved.
#[derive(Debug, PartialEq)]
pub(super) struct Outcome {
    /// As it is on the disk now.
    pub kept: Kept,
    /// Whether somebody else had written it, so that this is a draft of its own now.
    pub apart: bool,
}

/// Saves what was typed; done when the disk has it.
pub(super) async fn save(drafts: &Door, kept: Kept, entries: Entries) -> Result<Outcome, Trouble> {
    let id = kept.id.clone();
    let write = drafts.write(&id, move |found| {
        let found = found.map(|text| json::read(&text).ok_or(Unreadable));
        let outcome = step(found, kept, entries, clock::now(), clock::unique);
        let text = serde_json::to_string(&outcome.kept).expect("a draft is texts and numbers");
        (vec![Change::Put(Shelf::Drafts, outcome.kept.id.clone(), text)], outcome)
    });
    write.await
}

/// What the disk holds is no draft that this program can read.
struct Unreadable;

/// The next revision of `kept`, which was last seen as it is here; `found` is what the disk holds under its id.
fn step(found: Option<Result<Kept, Unreadable>>, kept: Kept, entries: Entries, now: Moment, unique: impl Fn() -> DraftId) -> Outcome {
    let apart = match found {
        // It is new; or it was deleted elsewhere while it was written here, and then what is typed stays.
        None => false,
        Some(Ok(there)) => there.revision != kept.revision,
        // Something unreadable is not written over either: a newer program may read it.
        Some(Err(_)) => true,
    };
    let mut kept = Kept { revision: kept.revision + 1, updated: now, ..kept };
    kept.draft.entries = entries;
    if apart {
        (kept.id, kept.key, kept.revision) = (unique(), SubmissionKey(unique()), 1);
    }
    Outcome { kept, apart }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::draft::Draft;

    fn kept(revision: u64, text: &str) -> Kept {
        let entries = Entries::from_iter([("applicant.family".to_owned(), text.to_owned())]);
        Kept {
            id: "mine".into(),
            draft: Draft { form: "move-in".into(), edition: 1, entries },
            key: SubmissionKey("0".repeat(32)),
            updated: Moment(0),
            revision,
            former: None,
        }
    }

    fn step_over(found: Option<Result<Kept, Unreadable>>) -> Outcome {
        let typed = kept(4, "山田").draft.entries;
        step(found, kept(4, "山"), typed, Moment(60), || "f".repeat(32))
    }

    #[test]
    fn what_its_writer_has_seen_is_written_over() {
        let outcome = step_over(Some(Ok(kept(4, "山"))));
        assert!(!outcome.apart);
        assert_eq!((outcome.kept.id.as_str(), outcome.kept.revision), ("mine", 5));
        assert_eq!(outcome.kept.draft.entries, kept(0, "山田").draft.entries);
    }

    #[test]
    fn what_another_tab_wrote_is_never_written_over() {
        let outcome = step_over(Some(Ok(kept(6, "田中"))));
        assert!(outcome.apart);
        assert_ne!(outcome.kept.id, "mine");
        assert_ne!(outcome.kept.key, kept(0, "").key, "two drafts are two submissions");
        assert_eq!(outcome.kept.draft.entries, kept(0, "山田").draft.entries);
    }

    #[test]
    fn a_draft_deleted_while_it_is_written_stays() {
        let outcome = step_over(None);
        assert_eq!((outcome.kept.id.as_str(), outcome.apart), ("mine", false));
    }

    #[test]
    fn something_unreadable_is_left_alone() {
        assert!(step_over(Some(Err(Unreadable))).apart);
    }
}
