//! A display needs no right to show what everybody may see. Started at `/display/OFFICE#device` it makes itself known all
//! the same, so that staff can give it a name, send it to another office, and see when it falls silent.

use std::sync::Arc;

use api::{DeviceRole, DeviceState};
use domain::city::{City, Office};
use leptos::prelude::*;

use crate::device::address;
use crate::enrolment::{Enrolment, introduce};

/// What stands after the office in the address of a display that wants to be known.
pub const TO_BE_KNOWN: &str = "#device";

/// How the display stands with the city hall (表示機の登録).
#[derive(Clone, Copy)]
pub struct Enrol(Option<ReadSignal<Enrolment>>);

impl Enrol {
    /// Makes the display known, if its address says so.
    pub fn begin() -> Enrol {
        Enrol((address::fragment() == TO_BE_KNOWN.trim_start_matches('#')).then(|| introduce().0))
    }

    /// The office that staff have let it in for; the one of its address until then.
    pub fn office(self, city: &City, own: &Arc<Office>) -> Arc<Office> {
        let there = self.0.and_then(|enrolment| {
            enrolment.with(|enrolment| match enrolment {
                Enrolment::Known(DeviceState::Confirmed { office, role: DeviceRole::Display, .. }) => city.office(office).cloned(),
                _ => None,
            })
        });
        there.map_or_else(|| Arc::clone(own), Arc::new)
    }

    /// What it is called, or the code to type at the desk.
    pub fn words(self) -> Option<String> {
        Some(match self.0?.get() {
            Enrolment::Known(DeviceState::Waiting { code }) => format!("表示機の番号 {code}"),
            Enrolment::Known(DeviceState::Confirmed { name, role: DeviceRole::Display, .. }) => name,
            Enrolment::Known(DeviceState::Confirmed { name, role: DeviceRole::Kiosk, .. }) => {
                format!("「{name}」は発券機として登録されています")
            }
            Enrolment::Asking | Enrolment::Trouble(_) => String::new(),
        })
    }
}
