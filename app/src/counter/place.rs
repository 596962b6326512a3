//! At which counter of which office somebody works.

use std::sync::Arc;

use domain::city::{City, CounterNumber, Office};
use leptos::prelude::*;

use crate::device::address;
use crate::lobby::queue_name;

/// A counter of an office (持ち場).
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The office.
    pub office: Arc<Office>,
    /// The number above the counter.
    pub counter: CounterNumber,
}

impl Place {
    /// The place in the address, such as `#main-3`, so that a reload comes back to it.
    pub fn remembered(city: &City) -> Option<Place> {
        Place::parse(&address::fragment(), city)
    }

    /// Keeps it in the address.
    pub fn remember(&self) {
        address::set_fragment(&format!("{}-{}", self.office.id, self.counter.0));
    }

    fn parse(text: &str, city: &City) -> Option<Place> {
        let (office, counter) = text.rsplit_once('-')?;
        let (office, counter) = (city.office(office)?, CounterNumber(counter.parse().ok()?));
        office.counter(counter).map(|_| Place { office: Arc::new(office.clone()), counter })
    }
}

/// Choosing where one works today.
#[component]
pub fn Choose(
    /// The city.
    city: Arc<City>,
    /// Where the choice goes.
    place: RwSignal<Option<Place>>,
) -> impl IntoView {
    let offices = city.offices.iter().cloned().map(|office| view! { <ChooseIn office=Arc::new(office) place=place/> }).collect_view();
    view! {
        <section class="choose-place">
            <h1>"どの窓口につきますか"</h1>
            {offices}
        </section>
    }
}

#[component]
fn ChooseIn(office: Arc<Office>, place: RwSignal<Option<Place>>) -> impl IntoView {
    let counters = office.counters.iter().map(|counter| {
        let queues: Vec<_> = counter.queues.iter().map(|id| queue_name(&office, id)).collect();
        let here = Place { office: office.clone(), counter: counter.number };
        let choose = move |_| {
            here.remember();
            place.set(Some(here.clone()));
        };
        view! {
            <li>
                <button type="button" class="choose-counter" on:click=choose>
                    <b>{format!("{}番窓口", counter.number.0)}</b>
                    <span>{queues.join("、")}</span>
                </button>
            </li>
        }
    });
    view! {
        <h2>{office.name.clone()}</h2>
        <ul class="choose-counters">{counters.collect_view()}</ul>
    }
}
