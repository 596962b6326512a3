//! The city as codes are made for it: with its towns, by which its own addresses are short.

use std::sync::Arc;
use std::time::Duration;

use domain::city::City;
use domain::slip::key::is_over;
use domain::slip::{DatedKey, Towns};
use futures::future::{Either, join, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::city_key;
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
    /// Fetches the towns of the city, and the key that it uses now if the page's is over.
    pub fn new(mut city: City) -> Addressee {
        let addressee = Addressee(RwSignal::new(None));
        spawn_local(async move {
            let (towns, key) = join(towns(), key_of_now(&city)).await;
            city.towns.extend(towns);
            if let Some(DatedKey { key, until }) = key {
                (city.key, city.key_until) = (Some(key), until);
            }
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

/// The key that the city uses now, past the end of the one that the page carries; none if it cannot be asked.
async fn key_of_now(city: &City) -> Option<DatedKey> {
    if !is_over(city.key_until, clock::now().date()) {
        return None;
    }
    clock::within(PATIENCE, city_key::newest()).await.flatten()
}

/// The town table in use; none if it is not to be had now.
async fn towns() -> Option<Towns> {
    let (fetched, late) = (Box::pin(library::text(page::TOWNS)), Box::pin(clock::pause(PATIENCE)));
    match select(fetched, late).await {
        Either::Left((Ok(text), _)) => Towns::parse(&text?),
        _ => None,
    }
}
