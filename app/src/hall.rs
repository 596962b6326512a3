//! The screens of the hall: the counter's, the kiosk's and the display's. They are built into an empty page, because
//! each shows only what is happening now.

pub mod camera;
pub mod pages_read;
pub mod serial_way;

use std::sync::Arc;

use domain::city::City;
use leptos::prelude::*;

use crate::counter::Desk;
use crate::display::Display;
use crate::kiosk::Kiosk;
use crate::page::Entry;
use crate::scanner::ScannerTest;

/// What the page says until the program has built the screen, as HTML. The second sentence appears by the style sheet
/// alone, when that takes too long: no program is there to say so.
pub const LOADING: &str = concat!(
    r#"<main class="loading" id="loading"><p role="status">読み込んでいます…</p>"#,
    r#"<p class="loading-late"><span class="sentence">時間がかかっています。</span>"#,
    r#"<span class="sentence">通信がつながり次第、自動で表示します。</span>"#,
    r#"<span class="sentence">続くときは、ネットワークを確かめてから、ページを再読み込みしてください。</span></p>"#,
    r#"<noscript><p>この画面を使うには、ブラウザーの設定でJavaScriptを有効にしてください。</p></noscript></main>"#,
);

/// A screen of the hall (庁内の画面).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// What staff work with (窓口).
    Counter,
    /// Where staff try out a code scanner (読取機のテスト). It shows nobody's data and wants no sign-in.
    Scanner,
    /// The tablet of an office that issues tickets, and on which forms are filled in and printed (発券機).
    Kiosk(String),
    /// The big screen in an office's lobby (呼出表示).
    Display(String),
}

impl Screen {
    /// Reads the path of an address; `None` if the hall has no such screen.
    pub fn parse(path: &str) -> Option<Screen> {
        let mut parts = path.trim_matches('/').split('/');
        let screen = match (parts.next(), parts.next()) {
            (Some("counter"), None) => Screen::Counter,
            (Some("counter"), Some("scanner")) => Screen::Scanner,
            (Some("kiosk"), Some(office)) if !office.is_empty() => Screen::Kiosk(office.to_owned()),
            (Some("display"), Some(office)) if !office.is_empty() => Screen::Display(office.to_owned()),
            _ => return None,
        };
        parts.next().is_none().then_some(screen)
    }

    /// The path of its address.
    pub fn path(&self) -> String {
        match self {
            Screen::Counter => "/counter".into(),
            Screen::Scanner => "/counter/scanner".into(),
            Screen::Kiosk(office) => format!("/kiosk/{office}"),
            Screen::Display(office) => format!("/display/{office}"),
        }
    }

    /// Whether codes are read there: such a page may open a lens and a scanner's line.
    pub fn reads(&self) -> bool {
        matches!(self, Screen::Counter | Screen::Kiosk(_))
    }

    /// Its name, for the title of the window.
    pub fn title(&self) -> &'static str {
        match self {
            Screen::Counter => "窓口",
            Screen::Scanner => "読取機のテスト",
            Screen::Kiosk(_) => "発券機",
            Screen::Display(_) => "呼出表示",
        }
    }
}

/// The hall (庁内): whichever screen the page stands for.
#[component]
pub fn Hall(
    /// The path of its address.
    path: String,
    /// The city.
    city: City,
    /// The titles of the forms that are not to be had at present.
    closed: Vec<String>,
    /// The forms that counters and kiosks list.
    forms: Vec<Entry>,
) -> impl IntoView {
    let city = Arc::new(city);
    let office = |id: &str| city.office(id).cloned().map(Arc::new);
    match Screen::parse(&path) {
        Some(Screen::Counter) => view! { <Desk city=city closed=closed forms=forms/> }.into_any(),
        Some(Screen::Scanner) => view! { <ScannerTest/> }.into_any(),
        Some(Screen::Kiosk(id)) => office(&id).map(|office| view! { <Kiosk city=city office=office forms=forms/> }).into_any(),
        Some(Screen::Display(id)) => office(&id).map(|office| view! { <Display city=city office=office/> }).into_any(),
        None => ().into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_is_found_at_its_address() {
        for screen in [Screen::Counter, Screen::Scanner, Screen::Kiosk("main".into()), Screen::Display("kita".into())] {
            assert_eq!(Screen::parse(&screen.path()), Some(screen));
        }
        for stranger in ["/", "/kiosk", "/kiosk/", "/display/main/x", "/counter/x", "/forms/move-in"] {
            assert_eq!(Screen::parse(stranger), None, "{stranger}");
        }
    }
}
