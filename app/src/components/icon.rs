//! Small pictures that stand beside words, never instead of them.

use leptos::prelude::*;

/// What a picture tells (絵の意味).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is sent from home.
    Online,
    /// It is shown at the counter.
    Counter,
    /// How long it takes.
    Time,
}

impl Way {
    /// Lines of a drawing 24 wide and 24 high.
    fn lines(self) -> &'static str {
        match self {
            // A paper plane.
            Way::Online => "M3 11 21 3l-5 18-4-8zM12 13 21 3",
            // A roof on pillars.
            Way::Counter => "M3 9 12 4l9 5M4 9h16M6 9v9M11 9v9M13 9v9M18 9v9M4 18h16v2H4z",
            // A clock.
            Way::Time => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2",
        }
    }
}

/// A picture (絵). The words beside it say the same.
#[component]
pub fn Icon(
    /// What it tells.
    way: Way,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=way.lines() fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"></path>
        </svg>
    }
}
