//! The offer at the end of a form: what was written in it, kept for the next one.

use domain::profile::{News, Profile};
use leptos::html::H2;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::meeting::Meeting;
use super::offer::Tick;
use crate::device::{focus, vault};
use crate::follow::{part, press};
use crate::resident::screen::Screen;
use crate::route::Route;
use crate::words::profile as own;

/// How the offer stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    Offered,
    Refused,
    Kept,
}

/// The offer to keep what was written (プロフィールに残す提案); nothing, where the profile knows it already.
#[component]
pub(super) fn Keep(
    meeting: Meeting,
    /// Whether the person has asked for it: then the keyboard goes there.
    asked: bool,
) -> impl IntoView {
    let stand = RwSignal::new(Stand::Offered);
    let news = Memo::new(move |_| {
        // Only where a form is finished: while typing nobody is asked.
        let is_finished = matches!(meeting.filling.here.get(), Screen::Carry | Screen::Sent);
        if is_finished && stand.get() == Stand::Offered {
            meeting.ask(|profile, form, entries, today| profile.news(form, entries, today))
        } else {
            Vec::new()
        }
    });
    let offered = move || {
        let news = news.get();
        if news.is_empty() { ().into_any() } else { view! { <Chooser meeting=meeting news=news stand=stand asked=asked/> }.into_any() }
    };
    let told = move || {
        let kept = || view! { <p class="notice">{own::KEPT} " " <a href=Route::Profile.path()>{own::TO_PROFILE}</a></p> };
        (stand.get() == Stand::Kept).then(kept).into_any()
    };
    view! {
        {part(offered)}
        <div role="status">{part(told)}</div>
    }
}

/// What to keep, and the button.
#[component]
fn Chooser(meeting: Meeting, news: Vec<News>, stand: RwSignal<Stand>, asked: bool) -> impl IntoView {
    let heading = if asked { focus::on_arrival::<H2>() } else { NodeRef::new() };
    let usual = (0u8..).zip(&news).filter(|(_, news)| news.is_usual).map(|(at, _)| at).collect();
    let chosen = RwSignal::new(usual);
    let trouble = RwSignal::new("");
    let tick = |(at, news): (u8, &News)| view! { <Tick words=own::news(news) number=at chosen=chosen/> };
    let ticks = (0u8..).zip(&news).map(tick).collect_view();
    let keep = move || {
        let chosen = chosen.get_untracked();
        let kept = (0u8..).zip(&news).filter(|(at, _)| chosen.contains(at));
        let before = meeting.household.get_untracked().unwrap_or_default().now;
        let after = kept.fold(before.clone(), |profile, (_, news)| profile.keep(news));
        spawn_local(async move {
            match vault::save(&before, &after, &Profile::form()).await {
                Ok(household) => {
                    stand.set(Stand::Kept);
                    meeting.household.set(Some(household));
                }
                Err(closed) => trouble.set(closed.sentence()),
            }
        });
    };
    view! {
        <section class="notice keep-offer" aria-labelledby="keep-title">
            <h2 class="notice-title" id="keep-title" tabindex="-1" node_ref=heading>{own::KEEP_TITLE}</h2>
            <p>{own::KEEP_LEAD}</p>
            {ticks}
            <p class="parcel-choices">
                <button class="button quiet" type="button" on:click=press(keep)>{own::KEEP}</button>
                <button class="button plain" type="button" on:click=press(move || stand.set(Stand::Refused))>{own::KEEP_NOT}</button>
            </p>
            <p class="fault" role="alert">{trouble}</p>
        </section>
    }
}
