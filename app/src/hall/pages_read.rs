//! How far the pages of a code in several pictures are read.

use domain::slip::{CodeFault, Pages};
use leptos::prelude::*;

/// Which pages of a code are read and which are missing (ページの読み取り状況).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagesRead {
    /// The numbers of those that are missing; empty if nothing is known of any.
    missing: Vec<u8>,
    /// How many there are.
    of: u8,
    /// Why the last one was not taken.
    fault: Option<CodeFault>,
}

impl PagesRead {
    /// Puts a page to those that were read before; the digits of the code once all of them are there.
    ///
    /// # Errors
    /// How far they are read, while pages are missing or where this one belongs to no others.
    pub fn add(pages: &mut Pages, page: &str) -> Result<String, PagesRead> {
        let fault = match pages.add(page) {
            Ok(digits) => return Ok(digits),
            Err(CodeFault::PagesMissing { .. }) => None,
            Err(fault) => Some(fault),
        };
        let (missing, of) = pages.missing();
        Err(PagesRead { missing, of, fault })
    }

    /// Whether any page is read, and others are awaited.
    pub fn is_begun(&self) -> bool {
        !self.missing.is_empty()
    }
}

/// Each page, read or not yet, and why the last one was not taken.
#[component]
pub fn PagesList(
    /// How far they are read.
    read: PagesRead,
) -> impl IntoView {
    let PagesRead { missing, of, fault } = read;
    let fault = fault.map(|fault| view! { <p class="fault" role="alert">{fault.sentence()}</p> });
    let left = (!missing.is_empty()).then(|| {
        let pages = (1..=of).map(|number| {
            let is_read = !missing.contains(&number);
            view! { <li class:read=is_read>{format!("{number}枚目：{}", if is_read { "読み取りました" } else { "まだです" })}</li> }
        });
        let pages = pages.collect_view();
        view! {
            <p role="status">{CodeFault::PagesMissing { missing, of }.sentence()}</p>
            <ol class="pages-read">{pages}</ol>
        }
    });
    view! { {fault} {left} }
}
