//! A postal code and its address: who writes the one need not write the other.

use domain::form::Part;
use domain::postal::{self, Area, SHARD_DIGITS};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::beside::{Help, choose, help};
use crate::components::paper::found_id;
use crate::device::document::enliven;
use crate::device::form_page::{is_written_in, text_of, type_into};
use crate::device::library::{self, Unreachable};
use crate::follow::{part, press};
use crate::words::postal as words;

/// From now on a code that is written brings its address, and an address its code.
pub fn look_up() {
    help::<Look>();
}

/// What is known of one address (住所の手がかり). Copy it freely; it is signals.
#[derive(Clone, Copy)]
struct Look {
    path: StoredValue<String>,
    /// What was written in by us: that may be written over.
    ours: StoredValue<Option<Area>>,
    said: RwSignal<Said>,
}

/// What is said beside the code.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    Written(Area),
    Other(Area),
    Choose(Vec<Area>),
    MayAsk,
    Codes(Vec<(String, Area)>),
    Sorry(&'static str),
}

impl Help for Look {
    fn place(control: &str) -> Option<&str> {
        [Part::Postcode, Part::City, Part::Town].iter().find_map(|part| part.path_in(control))
    }

    fn new(path: &str) -> Look {
        let look = Look { path: StoredValue::new(path.to_owned()), ours: StoredValue::new(None), said: RwSignal::new(Said::Nothing) };
        enliven(&found_id(path), move || view! { <Found look=look/> });
        look
    }

    fn changed(self, control: &str, text: &str) {
        if Part::Postcode.path_in(control).is_some() {
            self.follow_code(text);
        }
    }

    fn left(self, control: &str) {
        if Part::Postcode.path_in(control).is_none() {
            self.follow_address();
        }
    }
}

impl Look {
    fn control(self, part: Part) -> String {
        self.path.with_value(|path| format!("{path}.{}", part.id()))
    }

    fn text(self, part: Part) -> String {
        text_of(&self.control(part))
    }

    fn follow_code(self, typed: &str) {
        self.said.set(Said::Nothing);
        let Some(code) = postal::code(typed) else { return };
        spawn_local(async move {
            let shard = library::text(&shard(&code[..SHARD_DIGITS])).await;
            // Meanwhile it may have become another code.
            if postal::code(&self.text(Part::Postcode)).as_ref() != Some(&code) {
                return;
            }
            match shard.map(|shard| postal::areas(&shard.unwrap_or_default(), &code)) {
                Ok(mut areas) if areas.len() == 1 => self.settle(areas.remove(0)),
                Ok(areas) if areas.is_empty() => self.said.set(Said::Sorry(words::UNKNOWN)),
                Ok(areas) => self.said.set(Said::Choose(areas)),
                Err(Unreachable) => self.said.set(Said::Sorry(words::UNREACHABLE)),
            }
        });
    }

    /// A code has this one place: it is written in, unless another address stands there or somebody began to write it meanwhile.
    fn settle(self, area: Area) {
        let (city, town) = (self.text(Part::City), self.text(Part::Town));
        let is_ours = self.ours.with_value(|ours| ours.as_ref().is_some_and(|ours| ours.city == city && ours.town == town));
        if self.says(&area) {
            return;
        }
        let is_being_written = [Part::City, Part::Town].into_iter().any(|part| is_written_in(&self.control(part)));
        let may = is_ours || (city.is_empty() && town.is_empty());
        if may && !is_being_written { self.write(area) } else { self.said.set(Said::Other(area)) }
    }

    /// Whether the address that stands there is in this place.
    fn says(self, area: &Area) -> bool {
        let town = self.text(Part::Town);
        self.text(Part::City) == area.city && town.starts_with(&area.town) && !town.is_empty()
    }

    fn write(self, area: Area) {
        type_into(&self.control(Part::City), &area.city);
        type_into(&self.control(Part::Town), &area.town);
        self.ours.set_value(Some(area.clone()));
        self.said.set(Said::Written(area));
    }

    /// The address was left: what was offered for it may be done, or a code may be wanted.
    fn follow_address(self) {
        if self.said.with_untracked(|said| matches!(said, Said::Other(area) if self.says(area))) {
            self.said.set(Said::Nothing);
        }
        let is_written = |part| !self.text(part).trim().is_empty();
        let may = !is_written(Part::Postcode) && is_written(Part::City) && is_written(Part::Town);
        if may && !matches!(self.said.get_untracked(), Said::Codes(_)) {
            self.said.set(Said::MayAsk);
        } else if !may && self.said.get_untracked() == Said::MayAsk {
            self.said.set(Said::Nothing);
        }
    }

    fn ask(self) {
        spawn_local(async move {
            let said = match self.codes().await {
                Ok(codes) if codes.is_empty() => Said::Sorry(words::NO_CODE),
                Ok(codes) if codes.len() == 1 => return self.write_code(&codes[0].0),
                Ok(codes) => Said::Codes(codes),
                Err(Unreachable) => Said::Sorry(words::UNREACHABLE),
            };
            self.said.set(said);
        });
    }

    async fn codes(self) -> Result<Vec<(String, Area)>, Unreachable> {
        let (city, town) = (self.text(Part::City), self.text(Part::Town));
        let cities = library::text("/postal/cities.txt").await?.unwrap_or_default();
        let mut found = Vec::new();
        for first in postal::shards(&cities, &city) {
            let text = library::text(&shard(first)).await?.unwrap_or_default();
            found.extend(postal::codes(&text, first, &city, &town));
        }
        Ok(found)
    }

    fn write_code(self, code: &str) {
        type_into(&self.control(Part::Postcode), code);
    }
}

fn shard(first: &str) -> String {
    format!("/postal/{first}.txt")
}

/// What is said beside a code, and what can be chosen.
#[component]
fn Found(look: Look) -> impl IntoView {
    let said = look.said;
    part(move || match said.get() {
        Said::Nothing => ().into_any(),
        Said::Written(area) => view! { <p class="field-hint">{words::written(&whole(&area))}</p> }.into_any(),
        Said::Sorry(why) => view! { <p class="field-hint">{why}</p> }.into_any(),
        Said::MayAsk => {
            view! { <button class="button quiet" type="button" on:click=press(move || look.ask())>{words::ASK}</button> }.into_any()
        }
        Said::Other(area) => {
            let place = whole(&area);
            let take = press(move || look.write(area.clone()));
            view! {
                <p class="field-hint">{words::other(&place)}</p>
                <button class="button quiet" type="button" on:click=take>{words::TAKE}</button>
            }
            .into_any()
        }
        Said::Choose(areas) => {
            let choices = areas.into_iter().map(|area| (whole(&area), press(move || look.write(area.clone())))).collect();
            choose(words::CHOOSE, choices)
        }
        Said::Codes(codes) => {
            let choice = |(code, area): (String, Area)| (words::code(&code, &whole(&area)), press(move || look.write_code(&code)));
            choose(words::WHICH, codes.into_iter().map(choice).collect())
        }
    })
}

fn whole(area: &Area) -> String {
    [&*area.city, &*area.town].concat()
}
