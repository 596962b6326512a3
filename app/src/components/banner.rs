//! The head of every page: whose counter this is, and the languages it can be read in.

use std::sync::Arc;

use domain::language::Language;
use leptos::prelude::*;

use crate::page::Page;
use crate::route::Route;

/// The banner (見出し帯) with the city's name, a way past it for the keyboard, and the way home.
#[component]
pub fn Banner(
    /// The page below it.
    page: Arc<Page>,
) -> impl IntoView {
    let path = Route::parse(&page.path).unwrap_or(Route::Choose).path();
    let here = page.language;
    let languages = Language::ALL.map(|language| {
        let is_here = (language == here).then_some("true");
        let (address, tag) = (language.address(&path), language.tag());
        view! { <a href=address hreflang=tag lang=tag aria-current=is_here>{language.name()}</a> }
    });
    view! {
        <a class="skip" href="#main">"本文へ移動"</a>
        <header class="banner">
            <nav class="languages" aria-label="言語 / Language">{languages}</nav>
            <a class="banner-name" href="/">
                {page.city.looks.logo_address().map(|logo| view! { <img class="banner-logo" src=logo alt="" width="36" height="36"/> })}
                <span class="banner-city">{page.city.name.clone()}</span>
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
