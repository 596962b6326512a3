//! What this device keeps: drafts, on its disk, and nowhere else.
//!
//! [`Writing`] is the draft in hand: it saves each change and says how far it is. [`Drafts`] lists what is kept.
//! Nothing here is ever sent.

mod begun;
mod database;
mod drafts;
mod followed;
mod lasting;
mod memory;
mod revision;
mod rewriting;
mod saving;
mod state;
mod writing;

use std::time::Duration;

use domain::draft::Draft;
use domain::moment::Moment;
use domain::submission::SubmissionKey;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;

use super::terminal;

pub use begun::begin_with;
pub(crate) use database::{Change, Door, Shelf, object, read, write};
pub use database::{clear_disk, is_left_on_disk};
pub use drafts::{Drafts, Listed};
pub use followed::{Followed, Following, Leads, guides_to};
pub use lasting::{Lasting, lasting};
pub use rewriting::{Rewritten, rewrite};
pub use saving::nothing_unsaved;
pub use state::{Hold, Saved, Wish, wish, wish_for};
pub use writing::Writing;

/// How long a browser keeps things, said honestly; for the page's foot and the outbox.
pub const HOW_LONG: &str = "書いた内容は、この端末のこのブラウザーの中にだけ保存されます。端末の空き容量が足りなくなると、ブラウザーが消すことがあります。\
     Safariでは、7日間このページを開かないと消えます（ホーム画面に追加すると消えにくくなります）。長く残したいときは、QRコードを印刷するか、画像で保存してください。";

/// The id of a draft on this device: 32 hex digits.
pub type DraftId = String;

/// A draft (記入途中) as this device keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Which.
    pub id: DraftId,
    /// What was written so far.
    pub draft: Draft,
    /// The key under which it will be sent, so that sending twice is receiving once.
    pub key: SubmissionKey,
    /// When it was last written, on the device's clock.
    pub updated: Moment,
    /// How often it was written; a writer that has seen another number may not write over it.
    pub revision: u64,
    /// The draft as it was before its form had a new edition: what fits nowhere now is still in it.
    pub former: Option<Draft>,
}

/// Why something cannot be kept on this device (保存できない理由).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser gives no database: private browsing, or storage was forbidden.
    NoDatabase,
    /// There is no room.
    Full,
    /// The database failed; trying again may help.
    Failed,
}

impl Trouble {
    /// The sentence for the banner: what is wrong, what it means, what to do.
    pub fn sentence(self) -> &'static str {
        match self {
            Trouble::NoDatabase => {
                "この端末には保存できません（プライベートブラウズなど）。このまま記入してQRコードを作れますが、ページを閉じると内容は消えます。"
            }
            Trouble::Full => {
                "端末の空き容量が足りないため、保存できません。不要な写真などを消すと、自動で保存し直します。ページを閉じると、保存していない内容は消えます。"
            }
            Trouble::Failed => "まだ保存できていません。自動で保存し直しています。ページを閉じると、保存していない内容は消えます。",
        }
    }
}

/// Asks the browser to keep this site's things even when room runs short. It may say no; [`HOW_LONG`] holds either way.
pub(crate) async fn ask_to_persist() {
    if terminal::is_public() {
        return;
    }
    if let Ok(promise) = window().navigator().storage().persist() {
        // What it answers changes nothing that we do or say.
        let _ = JsFuture::from(promise).await;
    }
}

/// Whether this page holds a draft in its memory, which ends with the page, or is just about to.
pub fn holds_draft_in_memory() -> bool {
    memory::holds(Shelf::Drafts) || !nothing_unsaved()
}

/// Forgets everything that this page holds in its memory in place of the disk.
pub(super) fn forget_memory() {
    memory::forget();
}

/// Whether a profile lies on this device, whatever it holds; `false` where nothing can be read.
pub async fn has_profile() -> bool {
    read(Shelf::Profile).await.is_ok_and(|there| !there.is_empty())
}

/// Between two tries at something that failed.
pub(crate) const AGAIN_AFTER: Duration = Duration::from_secs(2);
