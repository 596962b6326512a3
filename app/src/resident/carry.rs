//! The code to carry: the answers to one or several forms, sealed to the city on this phone, as a picture to show at the counter.

mod code;
mod held;
mod paper;

use chrono::{Days, NaiveDate};
use domain::city::City;
use domain::draft::Draft;
use domain::form::{Entries, Form};
use domain::moment::Moment;
use domain::slip::{CodeFault, SealedSlip, Slip};
use leptos::prelude::*;

pub use self::code::Code;

use super::addressee::Addressee;
use super::answers::AnswerList;
use super::bring;
use super::filling::Filling;
use super::ready::Ready;
use super::screen::{Focus, Screen};
use super::together::Together;
use crate::device::measure::measured;
use crate::device::{clock, dice};
use crate::follow::follow;
use crate::words;

/// What was sealed on this phone (封をした申請書): one form or several, and what it was made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// What travels.
    pub slip: SealedSlip,
    /// The titles of its forms.
    pub titles: Vec<String>,
    /// The answers to them as they were.
    pub entries: Vec<Entries>,
    /// The name of the city that it is for.
    pub city: String,
    /// When it was made.
    pub created: Moment,
    /// The last day on which the counter takes it.
    pub until: NaiveDate,
}

impl Filling {
    /// From the review to the code; to the list of what is wrong, if anything is.
    pub fn carry(self) {
        if self.may_leave_review() {
            self.go(Screen::Carry, Focus::Heading);
        }
    }

    /// The sealed slip of what stands on the page: the same as before, if nothing was changed since.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn seal(self, city: &City) -> Result<Carried, String> {
        let entries = self.entries.get_untracked();
        if let Some(before) = self.carried.get_untracked().filter(|before| before.entries == std::slice::from_ref(&entries)) {
            return Ok(before);
        }
        let carried = measured("seal", || seal(&[(&self.form(), entries)], city, clock::now(), dice::fresh()))?;
        self.carried.set(Some(carried.clone()));
        Ok(carried)
    }
}

/// Checks the answers to one or several forms once more, and seals them as one slip.
///
/// # Errors
/// Why it cannot be done, in words.
pub fn seal(filled: &[(&Form, Entries)], city: &City, now: Moment, fresh: [u8; 32]) -> Result<Carried, String> {
    let mut slips = Vec::new();
    for (form, entries) in filled {
        let draft = Draft { form: form.id.clone(), edition: form.edition, entries: entries.clone() };
        slips.push(draft.finish(form, now).map_err(|problems| words::to_correct(problems.len()))?);
    }
    let slip = Slip::bind(slips).ok_or_else(|| CodeFault::TooLong.sentence())?;
    let shelf = filled.iter().map(|(form, _)| *form);
    let sealed = match &city.key {
        Some(key) => slip.seal(shelf, city.municipality(), key, fresh),
        None => slip.digits(shelf, city.municipality()).and_then(|digits| SealedSlip::parse(&digits)),
    };
    let slip = sealed.map_err(|fault: CodeFault| fault.sentence())?;
    let days = filled.iter().map(|(form, _)| form.valid_days).min().unwrap_or_default();
    let until = now.date().checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX);
    let (titles, entries) = filled.iter().map(|(form, entries)| (form.title.clone(), entries.clone())).unzip();
    Ok(Carried { slip, titles, entries, city: city.name.clone(), created: now, until })
}

impl Carried {
    /// Who can read it.
    pub fn who_reads(&self) -> &'static str {
        if self.slip.key_id().is_some() { words::SEALED } else { words::code::PLAIN }
    }
}

/// The screen of the code (QRコードの画面).
#[component]
pub fn Carry(
    /// The city, to which the slip is sealed.
    addressee: Addressee,
) -> impl IntoView {
    let filling = Filling::here();
    let made = Memo::new(move |_| {
        let is_seen = filling.here.get() == Screen::Carry;
        let city = addressee.get().filter(|_| is_seen)?;
        Some(filling.entries.with(|_| filling.seal(&city)))
    });
    let ready = Ready::new();
    let mut is_read = false;
    follow(move || {
        // What else is on this device is looked up once the code is there.
        if made.with(Option::is_some) && !std::mem::replace(&mut is_read, true) {
            ready.begin();
        }
    });
    let code = move || {
        made.get().map(|made| match made {
            Ok(carried) => view! { <Code forms=vec![filling.form()] carried=carried/> }.into_any(),
            Err(why) => view! { <p class="fault">{why}</p> }.into_any(),
        })
    };
    let bring = move || {
        let is_seen = filling.here.get() == Screen::Carry;
        is_seen.then(|| bring::things(filling))
    };
    view! {
            <h2 tabindex="-1">{words::CODE}</h2>
            {code}
            {bring}
            <h3>{words::INSIDE}</h3>
            <p>{move || made.with(|made| made.as_ref()?.as_ref().ok().map(Carried::who_reads))}</p>
            <AnswerList correctable=false/>
            <Together ready=ready/>
            <div class="ends">
                <button class="button quiet" type="button" on:click=move |_| filling.back()>{words::BACK}</button>
            </div>
    }
}
