//! A draft that is changed from outside its page, as when the profile says something else now.
//!
//! Whoever writes it has the right to, and only one tab has that: the tab in which the draft is open saves what it has, lets this one
//! write, and shows afterwards what was written.

use std::pin::pin;
use std::time::Duration;

use domain::form::Entries;
use futures::future::{Either, select};
use web_sys::AbortController;

use super::{Change, DraftId, Kept, Shelf, Trouble, write};
use crate::device::tabs::{self, Ask, Right, Word};
use crate::device::{clock, json};

/// A tab that has not answered by then is asked once more: the right may have gone to a third one, which stood in the line before.
const ANSWERS_WITHIN: Duration = Duration::from_millis(500);

/// How often other tabs are asked.
const ASKED: usize = 4;

/// What became of a draft that was to be changed (直した結果).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewritten {
    /// It is changed, on the disk.
    Done,
    /// There was nothing to change in it any more, or it is gone.
    Nothing,
    /// Another tab has it and does not answer.
    Busy,
}

/// Changes what a draft holds; `change` gets it as it lies on the disk by then and says whether it changed anything.
///
/// # Errors
/// Why the disk would not do it; then the draft is as it was.
pub async fn rewrite(id: &DraftId, change: impl FnOnce(&mut Entries) -> bool) -> Result<Rewritten, Trouble> {
    let Some(right) = right(id).await else { return Ok(Rewritten::Busy) };
    let written = write(Shelf::Drafts, id, |found| {
        let kept: Option<Kept> = found.and_then(|text| json::read(&text));
        let changed = kept.and_then(|mut kept| change(&mut kept.draft.entries).then_some(kept)).map(|kept| Kept {
            revision: kept.revision + 1,
            updated: clock::now(),
            ..kept
        });
        let put = |kept: &Kept| Change::Put(Shelf::Drafts, id.clone(), serde_json::to_string(kept).expect("a draft is texts and numbers"));
        (changed.iter().map(put).collect(), changed)
    });
    let written = written.await?;
    if let Some(kept) = &written {
        tabs::tell(&Word::Saved { draft: id.clone(), form: kept.draft.form.clone() });
    }
    drop(right);
    Ok(if written.is_some() { Rewritten::Done } else { Rewritten::Nothing })
}

/// The right to write a draft, from the tab that has it if need be.
async fn right(id: &DraftId) -> Option<Right> {
    let name = format!("draft {id}");
    if let Some(right) = tabs::right(&name, Ask::IfFree, || {}).await {
        return Some(right);
    }
    let patience = AbortController::new().ok()?;
    let signal = patience.signal();
    let mut granted = pin!(tabs::right(&name, Ask::Wait(&signal), || {}));
    for _ in 0..ASKED {
        tabs::tell(&Word::HandOver { draft: id.clone() });
        match select(granted, Box::pin(clock::pause(ANSWERS_WITHIN))).await {
            Either::Left((right, _)) => return right,
            Either::Right((_, still)) => granted = still,
        }
    }
    patience.abort();
    None
}
