//! A code in several pictures: they are held over the reader one after the other, in any order.

use domain::slip::{CodeFault, Pages};
use leptos::prelude::*;

use super::case::{Case, OnDesk};
use crate::follow::press;

/// How far the pages of a code are read (読み取り中のページ).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagesRead {
    /// The numbers of those that are missing; empty if nothing is known of any.
    missing: Vec<u8>,
    /// How many there are.
    of: u8,
    /// Why the last one was not taken.
    fault: Option<CodeFault>,
}

impl Case {
    /// The digits of a code: as they were read, or out of the pages that were read so far. Nothing while pages are missing; the desk
    /// says so then.
    pub(super) fn gather(self, slip: String) -> Option<String> {
        if !Pages::is_page(&slip) {
            return Some(slip);
        }
        let mut pages = self.pages.get_value();
        let read = pages.add(&slip);
        self.clear();
        let fault = match read {
            Ok(digits) => return Some(digits),
            Err(CodeFault::PagesMissing { .. }) => None,
            Err(fault) => Some(fault),
        };
        let (missing, of) = pages.missing();
        self.pages.set_value(pages);
        self.on_desk.set(OnDesk::Pages(PagesRead { missing, of, fault }));
        None
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
    let PagesRead { missing, of, fault } = read;
    let fault = fault.map(|fault| view! { <p class="fault" role="alert">{fault.sentence()}</p> });
    let left = (!missing.is_empty()).then(|| {
        let pages = (1..=of).map(|number| {
            let is_read = !missing.contains(&number);
            view! { <li class:read=is_read>{format!("{number}枚目：{}", if is_read { "読み取りました" } else { "まだです" })}</li> }
        });
        view! {
            <p role="status">{CodeFault::PagesMissing { missing: missing.clone(), of }.sentence()}</p>
            <ol class="pages-read">{pages.collect_view()}</ol>
            <button class="button quiet" type="button" on:click=press(move || case.clear())>"読み取ったページを捨てる"</button>
        }
    });
    view! { <section class="pages-on-desk" aria-label="ページに分かれたコード">{fault} {left}</section> }
}
