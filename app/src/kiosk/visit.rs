//! One person at the kiosk: where they stand, and that nothing of them stays.

use std::sync::Arc;
use std::time::Duration;

use api::{DeviceId, DeviceRole, DeviceState};
use domain::city::City;
use domain::form::Form;
use domain::form::sheet::Slot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::{address, clock, focus, history, keys, paper, terminal, voice};
use crate::enrolment::Enrolment;
use crate::resident::addressee::Addressee;

/// What stands after the `#` in the address of a kiosk with a printer, `/kiosk/OFFICE#print`. A browser does not tell
/// whether it has one, and on a tablet without one its print dialogue would lie over the buttons.
pub const PRINTS: &str = "print";

/// So long the city hall may take to say that it is there, before the next person finds the buttons without it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where the person stands (立っているところ).
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Before the buttons, whoever comes next.
    Start,
    /// Before the list of forms.
    Forms,
    /// In a form.
    Write(Arc<Form>),
    /// With a code in the hand.
    Hold,
    /// Before what the code holds; its digits.
    Brought(Arc<str>),
    /// It is over; everything is being taken away.
    Over,
}

impl Stage {
    /// Whether something of the person is on the screen.
    pub fn holds(&self) -> bool {
        matches!(self, Stage::Write(_) | Stage::Brought(_))
    }
}

/// A person's time at the kiosk (ひとりの利用). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Visit {
    stage: RwSignal<Stage>,
    enrolment: ReadSignal<Enrolment>,
    city: StoredValue<City>,
    /// The city, to which slips are sealed; nothing before anybody writes or prints.
    addressee: StoredValue<Option<Addressee>>,
    /// What is made for one person lives as long as the page.
    page: StoredValue<Owner>,
    /// Whether everything is read aloud.
    pub spoken: RwSignal<bool>,
    /// Whether something was printed: then the person is about to go.
    pub printed: RwSignal<bool>,
    /// The pages that this page prints itself; only the printer sees them.
    pub pages: RwSignal<Vec<Vec<Slot>>>,
}

impl Visit {
    /// Nobody is there yet.
    pub fn begin(city: &City, enrolment: ReadSignal<Enrolment>) -> Visit {
        let visit = Visit {
            stage: RwSignal::new(Stage::Start),
            enrolment,
            city: StoredValue::new(city.clone()),
            addressee: StoredValue::new(None),
            page: StoredValue::new(Owner::current().expect("a program runs as its page's")),
            spoken: RwSignal::new(false),
            printed: RwSignal::new(false),
            pages: RwSignal::default(),
        };
        Effect::new(move || {
            history::keep_none();
            terminal::leave_nothing();
        });
        visit
    }

    /// The one of this page.
    pub fn here() -> Visit {
        expect_context()
    }

    /// The city as codes are made for it; its towns are fetched when somebody needs it first.
    pub fn addressee(self) -> Addressee {
        self.addressee.get_value().unwrap_or_else(|| {
            let addressee = self.page.with_value(|page| page.with(|| Addressee::new(self.city.get_value())));
            self.addressee.set_value(Some(addressee));
            addressee
        })
    }

    /// Where the person stands.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Whether anybody has begun anything.
    pub fn is_under_way(self) -> bool {
        self.spoken.get() || self.stage.with(|stage| !matches!(stage, Stage::Start | Stage::Over))
    }

    /// Goes there.
    pub fn go(self, stage: Stage) {
        // What the keyboard stood on goes from the page; it hears of that while it is still there.
        focus::leave();
        self.stage.set(stage);
    }

    /// Goes there, unless the person has gone somewhere else meanwhile.
    pub fn go_from(self, from: &Stage, to: Stage) {
        if self.stage.with_untracked(|stage| stage == from) {
            self.go(to);
        }
    }

    /// Escape leads back to the buttons from a screen that holds nothing of anybody, unless there was something else to close first.
    pub fn back_by_key(self, may_go: impl Fn() -> bool + Clone + 'static) {
        keys::on_key(move |key| {
            let is_back = key == "Escape";
            if is_back && may_go() {
                self.go(Stage::Start);
            }
            is_back
        });
    }

    /// The number of this kiosk, and whether staff let it open and print what a person brings; nothing while it is not let in.
    fn confirmed(self) -> Option<(DeviceId, bool)> {
        self.enrolment.with(|enrolment| match enrolment {
            Enrolment::Known(DeviceState::Confirmed { id, role: DeviceRole::Kiosk, prints, .. }) => Some((*id, *prints)),
            _ => None,
        })
    }

    /// The number of this kiosk.
    pub fn kiosk(self) -> Option<u32> {
        self.confirmed().and_then(|(id, _)| u32::try_from(id).ok())
    }

    /// Whether the city hall opens and prints here what a person brings.
    pub fn may_open(self) -> bool {
        self.confirmed().is_some_and(|(_, prints)| prints)
    }

    /// Whether there is a printer.
    pub fn has_printer(self) -> bool {
        self.may_open() || address::fragment() == PRINTS
    }

    /// The person goes, or has gone: everything is taken away at once. The page is then loaded anew, so that nothing is left in the
    /// program's memory either; where the city hall is not there to load it from, the buttons stand there all the same.
    pub fn end(self) {
        voice::stop();
        self.go(Stage::Over);
        self.spoken.set(false);
        self.printed.set(false);
        self.pages.set(Vec::new());
        paper::take_away();
        spawn_local(async move {
            if let Some(Ok(_)) = clock::within(PATIENCE, api::introduce()).await {
                return terminal::begin_anew();
            }
            self.go_from(&Stage::Over, Stage::Start);
        });
    }
}
