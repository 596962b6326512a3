//! The city as codes are made for it: with its towns, by which its own addresses are short.

use std::sync::Arc;
use std::time::Duration;

use domain::city::City;
use domain::slip::Towns;
use futures::future::{Either, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::{clock, library};
use crate::page;

/// How long the towns are waited for: without them a code is longer, but it is there.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often somebody who needs the city looks whether it is there.
const GLANCE: Duration = Duration::from_millis(20);

/// The city that codes are made for (宛先の市). Copy it freely; it is a signal.
#[derive(Clone, Copy)]
pub struct Addressee(RwSignal<Option<Arc<City>>>);

impl Addressee {
    /// Fetches the towns of the city.
    pub fn new(mut city: City) -> Addressee {
        let addressee = Addressee(RwSignal::new(None));
        spawn_local(async move {
            city.towns.extend(towns().await);
            addressee.0.set(Some(Arc::new(city)));
        });
        addressee
    }

    /// The city; nothing while its towns are on their way.
    pub fn get(self) -> Option<Arc<City>> {
        self.0.get()
    }

    /// The city, once it is there.
    pub async fn come(self) -> Arc<City> {
        loop {
            match self.0.get_untracked() {
                Some(city) => return city,
                None => clock::pause(GLANCE).await,
            }
        }
    }
}

/// The town table in use; none if it is not to be had now.
async fn towns() -> Option<Towns> {
    let (fetched, late) = (Box::pin(library::text(page::TOWNS)), Box::pin(clock::pause(PATIENCE)));
    match select(fetched, late).await {
        Either::Left((Ok(text), _)) => Towns::parse(&text?),
        _ => None,
    }
}
