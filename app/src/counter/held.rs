//! The list of submissions as this desk follows it: the newest first, and as many pages of it as somebody asked for.

use api::{LISTED, Listing, Refused};
use leptos::prelude::*;

use super::case::Case;
use super::session::{Session, session};
use crate::device::clock;

/// How often the list is asked for anew, in milliseconds.
const AGAIN: u32 = 10_000;

/// What somebody wants to see of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wanted {
    /// Only what nobody has accepted yet.
    waiting: bool,
    /// So many pages.
    pages: usize,
}

/// What the city hall answered.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    wanted: Wanted,
    listings: Vec<Listing>,
    more: bool,
}

/// The submissions that the city holds (申請の一覧), followed.
#[derive(Clone, Copy)]
pub struct Held {
    session: Session,
    wanted: RwSignal<Wanted>,
    shown: RwSignal<Option<Shown>>,
    trouble: RwSignal<Option<String>>,
}

impl Held {
    /// Follows the list while the component that asks is on the screen; what is done with a form of it shows at once.
    pub fn watched(case: Case) -> Held {
        let held = Held {
            session: session(),
            wanted: RwSignal::new(Wanted { waiting: false, pages: 1 }),
            shown: RwSignal::new(None),
            trouble: RwSignal::new(None),
        };
        Effect::new(move || {
            case.follow();
            held.wanted.track();
            held.look();
        });
        Effect::new(move || clock::every(AGAIN, move || held.look()));
        held
    }

    /// Shows only what nobody has accepted yet, or everything.
    pub fn only_waiting(self, waiting: bool) {
        self.wanted.set(Wanted { waiting, pages: 1 });
    }

    /// Shows a page more.
    pub fn show_more(self) {
        self.wanted.update(|wanted| wanted.pages += 1);
    }

    /// What is shown.
    pub fn listings(self) -> Vec<Listing> {
        self.shown.with(|shown| shown.as_ref().map(|shown| shown.listings.clone()).unwrap_or_default())
    }

    /// Whether there are earlier ones than those that are shown.
    pub fn has_more(self) -> bool {
        self.shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.more))
    }

    /// How many there are, in words.
    pub fn words(self) -> String {
        self.shown.with(|shown| match shown {
            None => "一覧を読み込んでいます…".to_owned(),
            Some(Shown { listings, wanted, .. }) if listings.is_empty() => {
                let none =
                    if wanted.waiting { "受理していない申請はありません。" } else { "申請はまだありません。" };
                none.to_owned()
            }
            Some(Shown { listings, more: true, .. }) => format!("新しいほうから{}件を表示しています。", listings.len()),
            Some(Shown { listings, .. }) => format!("{}件あります。", listings.len()),
        })
    }

    /// Why the list could not be read, if it could not.
    pub fn trouble(self) -> Option<String> {
        self.trouble.get()
    }

    fn look(self) {
        let wanted = self.wanted.get_untracked();
        self.session.ask(ask(wanted), move |answer| {
            // Something else is wanted meanwhile, and asked for.
            if self.wanted.try_get_untracked() != Some(wanted) {
                return;
            }
            match answer {
                Ok(shown) => {
                    self.trouble.set(None);
                    self.shown.set(Some(shown));
                }
                Err(refused) => self.trouble.set(Some(refused.sentence())),
            }
        });
    }
}

/// Asks page by page.
async fn ask(wanted: Wanted) -> Result<Shown, Refused> {
    let mut listings: Vec<Listing> = Vec::new();
    for _ in 0..wanted.pages {
        let before = listings.last().map(|last| last.reference.clone());
        let page = api::submissions(Some(wanted.waiting), before).await?;
        let is_last = page.len() < LISTED;
        listings.extend(page);
        if is_last {
            return Ok(Shown { wanted, listings, more: false });
        }
    }
    Ok(Shown { wanted, listings, more: true })
}
