//! A code in several pictures: they are held over the reader one after the other, in any order.

use domain::slip::Pages;
use leptos::prelude::*;

use super::case::{Case, OnDesk};
use crate::follow::press;
use crate::hall::pages_read::{PagesList, PagesRead};

impl Case {
    /// The digits of a code: as they were read, or out of the pages that were read so far. Nothing while pages are missing; the desk
    /// says so then.
    pub(super) fn gather(self, slip: String) -> Option<String> {
        if !Pages::is_page(&slip) {
            return Some(slip);
        }
        let mut pages = self.pages.get_value();
        let read = PagesRead::add(&mut pages, &slip);
        self.clear();
        match read {
            Ok(digits) => Some(digits),
            Err(read) => {
                self.pages.set_value(pages);
                self.on_desk.set(OnDesk::Pages(read));
                None
            }
        }
    }

    /// Whether the next page of a code is awaited.
    pub(super) fn awaits_page(self) -> bool {
        self.on_desk.with_untracked(|on_desk| matches!(on_desk, OnDesk::Pages(_)))
    }
}

/// Which pages were read, and which are missing (ページの読み取り).
#[component]
pub fn PagesOnDesk(
    /// How far they are read.
    read: PagesRead,
    /// What lies on the desk.
    case: Case,
) -> impl IntoView {
    let away = read.is_begun().then(|| {
        view! { <button class="button quiet" type="button" on:click=press(move || case.clear())>"読み取ったページを捨てる"</button> }
    });
    view! { <section class="pages-on-desk" aria-label="ページに分かれたコード"><PagesList read=read/> {away}</section> }
}
