//! The head of every page: whose counter this is.

use leptos::prelude::*;

/// The banner (見出し帯) with the city's name, a way past it for the keyboard, and the way home.
#[component]
pub fn Banner(
    /// The city's name.
    city: String,
) -> impl IntoView {
    view! {
        <a class="skip" href="#main">"本文へ移動"</a>
        <header class="banner">
            <a class="banner-name" href="/">
                <span class="banner-city">{city}</span>
                "窓口"
            </a>
            <nav class="banner-ways" aria-label="全体の案内">
                <a href="/">"手続をえらぶ"</a>
                <a href="/outbox">"送信した申請"</a>
                <a href="/profile">"プロフィール"</a>
            </nav>
        </header>
    }
}
