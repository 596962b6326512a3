//! The offer at the beginning of a form: what was written once, for whom, put into all of it with one press.

use domain::profile::{Offer, Whose};
use leptos::prelude::*;

use super::meeting::Meeting;
use crate::follow::{part, press, whether};
use crate::resident::screen::Screen;
use crate::words::profile as own;

/// An offer, and whom the person has chosen for it. The household as a whole has no number: it is chosen as 0.
#[derive(Clone)]
struct Line {
    offer: Offer,
    chosen: RwSignal<Vec<u8>>,
}

/// The offer where a form begins (前に書いた内容の提案); nothing, where there is nothing to offer.
#[component]
pub(super) fn Beginning(meeting: Meeting) -> impl IntoView {
    let done = RwSignal::new(false);
    let offers = Memo::new(move |_| {
        // A form that was begun is gone on with; what is still blank is offered on its screen.
        let begins = meeting.filling.here.get() == Screen::Start && meeting.may_write() && !meeting.filling.resumed.get();
        if begins { meeting.ask(|profile, form, entries, today| profile.offers(form, entries, today)) } else { Vec::new() }
    });
    let offered = move || {
        let lines: Vec<Line> = offers.get().into_iter().map(Line::new).collect();
        if lines.is_empty() || done.get() { ().into_any() } else { view! { <Chooser meeting=meeting lines=lines done=done/> }.into_any() }
    };
    view! {
        {part(offered)}
        <div role="status">
            <p class="notice" hidden=whether(move || !done.get())>{own::WRITTEN_IN}</p>
        </div>
    }
}

impl Line {
    fn new(offer: Offer) -> Line {
        let chosen = match offer.is_usual {
            false => Vec::new(),
            true if offer.people.is_empty() => vec![0],
            true => offer.people.iter().copied().take(usize::from(offer.most)).collect(),
        };
        Line { offer, chosen: RwSignal::new(chosen) }
    }
}

/// Whom to write where, and the button.
#[component]
fn Chooser(meeting: Meeting, lines: Vec<Line>, done: RwSignal<bool>) -> impl IntoView {
    let (usual, others): (Vec<Line>, Vec<Line>) = lines.iter().cloned().partition(|line| line.offer.is_usual);
    let write = move || {
        let chosen = lines.iter().map(|line| (line.offer.clone(), line.chosen.get_untracked()));
        meeting.write(chosen.filter(|(_, chosen)| !chosen.is_empty()));
        done.set(true);
    };
    let choose = |lines: Vec<Line>| lines.into_iter().map(|line| view! { <Choose line=line/> }).collect_view();
    let more = (!others.is_empty()).then(|| {
        view! {
            <details open=usual.is_empty()>
                <summary>{own::MORE_PLACES}</summary>
                {choose(others)}
            </details>
        }
    });
    view! {
        <section class="notice offer" aria-labelledby="offer-title">
            <h2 class="notice-title" id="offer-title">{own::OFFER_TITLE}</h2>
            <p>{own::OFFER_LEAD}</p>
            {choose(usual)}
            {more}
            <button class="button quiet" type="button" on:click=press(write)>{own::WRITE_IN}</button>
        </section>
    }
}

/// Whom to write there.
#[component]
fn Choose(line: Line) -> impl IntoView {
    match &line.offer.whose {
        Whose::Person(_) => view! { <One line=line/> }.into_any(),
        Whose::Each(_) => view! { <Several line=line/> }.into_any(),
        // One of several answers.
        Whose::Household if !line.offer.people.is_empty() => view! { <One line=line/> }.into_any(),
        Whose::Household => view! { <Whole line=line/> }.into_any(),
    }
}

/// One person, or nobody.
#[component]
fn One(line: Line) -> impl IntoView {
    let Line { offer, chosen } = line;
    let id = format!("offer-{}", offer.step.question);
    let name = |(person, name): (&u8, &String)| {
        let is_chosen = chosen.with_untracked(|chosen| chosen.contains(person));
        view! { <option value=person.to_string() selected=is_chosen>{name.clone()}</option> }
    };
    let names = offer.people.iter().zip(&offer.names).map(name).collect_view();
    let choose = move |event| chosen.set(event_target_value(&event).parse().into_iter().collect());
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{offer.label}</label>
            <select class="input wide-16" id=id autocomplete="off" on:change=choose>
                <option value="">{own::NOBODY}</option>
                {names}
            </select>
        </div>
    }
}

/// Any of the people.
#[component]
fn Several(line: Line) -> impl IntoView {
    let Line { offer, chosen } = line;
    let tick = |(person, name): (&u8, &String)| {
        let person = *person;
        view! { <Tick words=name.clone() number=person chosen=chosen/> }
    };
    let ticks = offer.people.iter().zip(&offer.names).map(tick).collect_view();
    view! {
        <fieldset class="several">
            <legend class="field-label">{offer.label}</legend>
            {ticks}
        </fieldset>
    }
}

/// What the household shares.
#[component]
fn Whole(line: Line) -> impl IntoView {
    view! { <Tick words=own::put_into(&line.offer.label) number=0 chosen=line.chosen/> }
}

/// One thing to tick.
#[component]
pub(super) fn Tick(words: String, number: u8, chosen: RwSignal<Vec<u8>>) -> impl IntoView {
    let change = move |event| {
        let is_ticked = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|there| *there != number);
            if is_ticked {
                chosen.push(number);
                chosen.sort_unstable();
            }
        });
    };
    let is_ticked = chosen.with_untracked(|chosen| chosen.contains(&number));
    view! {
        <label class="tick">
            <input class="card-mark" type="checkbox" checked=is_ticked on:change=change/>
            <span>{words}</span>
        </label>
    }
}
