//! The people or things of a group, under the screen of each: who they are so far, one more, one fewer, and back.

use domain::form::journey::Step;
use domain::form::{Entries, Kind, Question};
use leptos::prelude::*;

use super::filling::Filling;
use super::items::TakenOut;
use super::screen::{Focus, Screen};
use crate::follow::{self, part, press, whether};
use crate::words;

/// A group as this list needs it.
#[derive(Clone, Copy)]
struct Group {
    id: StoredValue<String>,
    noun: StoredValue<String>,
    /// The question whose answer names an item.
    person: StoredValue<Option<String>>,
    least: u8,
    most: u8,
}

/// Everyone of a group so far (ここまでの一覧).
#[component]
pub fn People(
    /// The group.
    group: Question,
) -> impl IntoView {
    let Kind::Group { noun, min, max, questions } = group.kind else { return ().into_any() };
    let person = questions.into_iter().find(|question| matches!(question.kind, Kind::Person)).map(|question| question.id);
    let group = Group {
        id: StoredValue::new(group.id),
        noun: StoredValue::new(noun.clone()),
        person: StoredValue::new(person),
        least: min.max(1),
        most: max,
    };
    let filling = Filling::here();
    let taken = RwSignal::new(None::<TakenOut>);
    let shown = move || group.id.with_value(|id| matches!(filling.here.get(), Screen::Ask(step) if step.question == *id));
    let count = move || group.id.with_value(|id| filling.count(id));
    let lines = move || (1..=count()).map(|number| view! { <Person group=group number=number taken=taken/> }).collect_view().into_any();
    let undo = move || taken.get().map(|out| view! { <Undo group=group out=out taken=taken/> }).into_any();
    let add = move || group.id.with_value(|id| filling.add_item(id));
    view! {
        <aside class="people" class:now=whether(shown) aria-label=noun.clone()>
            <h3>{words::so_far(&noun)}</h3>
            <ol class="people-list">{part(lines)}</ol>
            <div role="status">{part(undo)}</div>
            <button class="button quiet" type="button" hidden=whether(move || count() >= group.most) on:click=press(add)>
                {words::add(&noun)}
            </button>
        </aside>
    }
    .into_any()
}

/// One of them, by name where there is one already.
#[component]
fn Person(group: Group, number: u8, taken: RwSignal<Option<TakenOut>>) -> impl IntoView {
    let filling = Filling::here();
    let name = follow::settled(move || filling.entries.with(|entries| group.name(number, entries)));
    let look = move || {
        let step = Step { question: group.id.get_value(), item: Some(number) };
        filling.go(Screen::Ask(step), Focus::Heading);
    };
    let remove = move || taken.set(Some(group.id.with_value(|id| filling.remove_item(id, number))));
    let may_go = move || group.id.with_value(|id| filling.count(id)) > group.least;
    view! {
        <li>
            <span class="people-name">{name}</span>
            <button class="button plain" type="button" on:click=press(look)>
                {words::LOOK}
                <span class="unseen">"："{name}</span>
            </button>
            <button class="button plain" type="button" hidden=whether(move || !may_go()) on:click=press(remove)>
                {words::REMOVE}
                <span class="unseen">"："{name}</span>
            </button>
        </li>
    }
}

/// What was just removed, and the way back.
#[component]
fn Undo(group: Group, out: TakenOut, taken: RwSignal<Option<TakenOut>>) -> impl IntoView {
    let filling = Filling::here();
    let name = group.person.with_value(|person| person.as_ref().map(|person| name_at(&out.entries, person)).unwrap_or_default());
    let name = if name.is_empty() { group.noun.get_value() } else { name };
    let restore = move || {
        if let Some(out) = taken.get_untracked() {
            taken.set(None);
            group.id.with_value(|id| filling.restore_item(id, &out));
        }
    };
    view! {
        <p class="undo">
            {words::removed(&name)}
            <button class="button plain" type="button" on:click=press(restore)>{words::UNDO}</button>
        </p>
    }
}

impl Group {
    fn name(self, number: u8, entries: &Entries) -> String {
        let path = self.id.with_value(|id| format!("{id}.{number}"));
        let name = self.person.with_value(|person| person.as_ref().map(|id| name_at(entries, &format!("{path}.{id}"))));
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| self.noun.with_value(|noun| format!("{noun} {number}")))
    }
}

/// The name written at a question, as far as it is.
fn name_at(entries: &Entries, path: &str) -> String {
    let part = |end: &str| entries.get(&format!("{path}.{end}")).to_owned();
    [part("family"), part("given")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}
