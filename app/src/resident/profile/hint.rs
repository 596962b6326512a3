//! Under a question: what of its answer is the profile's, and what the profile could answer.

use domain::profile::{Offer, Origin, Profile};
use leptos::prelude::*;

use super::meeting::Meeting;
use crate::follow::{part, press};
use crate::resident::screen::Screen;
use crate::words::profile as own;

/// What the profile has to do with the question on the screen (プロフィールとのつながり).
#[component]
pub(super) fn Hint(meeting: Meeting) -> impl IntoView {
    let origins = Memo::new(move |_| match meeting.filling.here.get() {
        Screen::Ask(step) => meeting.ask(|profile, form, entries, today| profile.origins_on(form, entries, &step, today)),
        Screen::Review => meeting.ask(Profile::origins),
        _ => Vec::new(),
    });
    let offers = Memo::new(move |_| match meeting.filling.here.get() {
        Screen::Ask(step) if meeting.may_write() => {
            meeting.ask(|profile, form, entries, today| profile.offers_on(form, entries, &step, today))
        }
        _ => Vec::new(),
    });
    let told = move || {
        let sentence = |sentence: String| view! { <p class="field-hint">{sentence}</p> };
        origins.with(|origins| sentences(origins)).into_iter().map(sentence).collect_view().into_any()
    };
    let ways = move || {
        let way = |offer: Offer| view! { <Ways meeting=meeting offer=offer/> };
        offers.get().into_iter().map(way).collect_view().into_any()
    };
    view! {
        {part(told)}
        {part(ways)}
    }
}

/// Where the answers come from, person by person.
fn sentences(origins: &[Origin]) -> Vec<String> {
    let mut people: Vec<Option<&str>> = Vec::new();
    for origin in origins {
        if !people.contains(&origin.person.as_deref()) {
            people.push(origin.person.as_deref());
        }
    }
    let sentence = |person: Option<&str>| {
        let mut labels: Vec<&str> = Vec::new();
        for origin in origins.iter().filter(|origin| origin.person.as_deref() == person) {
            if !labels.contains(&origin.label.as_str()) {
                labels.push(&origin.label);
            }
        }
        own::comes_from(&labels, person)
    };
    people.into_iter().map(sentence).collect()
}

/// Buttons that write what the profile knows.
#[component]
fn Ways(meeting: Meeting, offer: Offer) -> impl IntoView {
    let offered = StoredValue::new(offer.clone());
    let way = move |person: u8, words: String| {
        let write = move || meeting.write(std::iter::once((offered.get_value(), vec![person])));
        view! { <button class="button quiet" type="button" on:click=press(write)>{words}</button> }
    };
    let ways = match offer.people.is_empty() {
        true => way(0, own::FROM_HOUSEHOLD.into()).into_any(),
        false => offer.people.iter().zip(offer.names).map(|(person, name)| way(*person, name)).collect_view().into_any(),
    };
    view! {
        <div class="from-profile" role="group" aria-label=own::WRITE_FROM>
            <p class="field-hint">{own::WRITE_FROM}</p>
            {ways}
        </div>
    }
}
