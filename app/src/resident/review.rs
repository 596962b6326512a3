//! Check your answers: everything by question, each with a way back to it, before anything is made of them.

use domain::era;
use leptos::prelude::*;

use super::addressee::Addressee;
use super::answers::AnswerList;
use super::apply::Apply;
use super::filling::Filling;
use super::screen::Screen;
use crate::words;
use crate::words::open_days::closed_on_last_day;

/// The screen where the answers are checked (内容の確認).
#[component]
pub fn Review(
    /// The city, to which the slip is sent.
    addressee: Addressee,
) -> impl IntoView {
    let filling = Filling::here();
    let class = if filling.form().goes_online() { "button quiet" } else { "button" };
    // Elsewhere nobody sees it, and no key has the whole form judged.
    let is_right = move || filling.here.get() != Screen::Review || filling.problems.with(Vec::is_empty);
    let last_day = move || {
        let (here, today) = (filling.here.get(), filling.today.get()?);
        let is_seen = here == Screen::Review;
        let last = is_seen.then(|| filling.entries.with(|entries| filling.form().last_day(entries, today))).flatten()?;
        let words = words::last_day(&era::show(last), last < today);
        let closed = closed_on_last_day(&filling.form().open_days, last, today);
        Some(view! { <p class="last-day">{words}</p> {closed.map(|closed| view! { <p class="last-day">{closed}</p> })} })
    };
    view! {
            <h2 tabindex="-1">{words::REVIEW}</h2>
            <p>{words::REVIEW_LEAD}</p>
            {last_day}
            <AnswerList correctable=true/>
            <Apply addressee=addressee/>
            <p class="correct-first" hidden=is_right>{words::CORRECT_FIRST}</p>
            <div class="ends">
                <button class=class type="button" on:click=move |_| filling.carry()>{words::MAKE_CODE}</button>
                <button class="button quiet" type="button" on:click=move |_| filling.back()>{words::BACK}</button>
            </div>
    }
}
