//! The sheet on its way to the printer: drawn by the city hall where it has the fonts and this kiosk the right, else by this page itself.

use std::sync::Arc;
use std::time::Duration;

use api::{Opened, Refused};
use domain::city::{City, addressee};
use domain::form::sheet::{Heading, OfficeMarks, Slot};
use domain::form::{Entries, Form};
use domain::moment::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::visit::Visit;
use crate::device::{clock, paper, printer};
use crate::resident::carry::Carried;
use crate::resident::filling::Filling;

/// So long the page takes to lay out its sheets before they are printed.
const LAYS_OUT: Duration = Duration::from_millis(80);

/// What is said where the browser's viewer does not print.
const NOT_SHOWN: &str = "この端末では印刷できません。コードを窓口で見せるか、お近くの職員にお声がけください。";

/// What is printed (印刷するもの): a code, and what stands in it.
pub struct Written {
    slip: String,
    addressee: String,
    forms: Vec<(Arc<Form>, Entries, Moment)>,
}

impl Written {
    /// What was written here.
    pub fn of(filling: Filling, carried: &Carried, city: &City) -> Written {
        let forms = carried.entries.iter().map(|entries| (filling.form(), entries.clone(), carried.created)).collect();
        Written { slip: carried.slip.digits().to_owned(), addressee: addressee(&city.name), forms }
    }

    /// What somebody brought.
    pub fn brought(slip: &str, opened: &[Opened], city: &City) -> Written {
        let forms = opened.iter().map(|one| (one.form.clone(), one.entries.clone(), one.created)).collect();
        Written { slip: slip.to_owned(), addressee: addressee(&city.name), forms }
    }

    /// Every page, as this page lays it out.
    fn pages(&self) -> Vec<Vec<Slot>> {
        let sheet = |(form, entries, created): &(Arc<Form>, Entries, Moment)| {
            let answers = form.check(entries, created.date()).unwrap_or_default();
            form.sheet(
                &answers,
                &Heading { addressee: self.addressee.clone(), created: *created, reference: None, office: OfficeMarks::default() },
            )
            .pages
        };
        self.forms.iter().flat_map(sheet).collect()
    }
}

/// How printing stands (印刷の状態). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Printing {
    visit: Visit,
    busy: RwSignal<bool>,
    said: RwSignal<Option<Result<(), String>>>,
}

impl Printing {
    /// Nothing was printed yet.
    pub fn new(visit: Visit) -> Printing {
        Printing { visit, busy: RwSignal::new(false), said: RwSignal::new(None) }
    }

    /// Whether a sheet is on its way.
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// What came of it.
    pub fn said(self) -> Option<Result<(), String>> {
        self.said.get()
    }

    /// Prints, or says why there is nothing to print.
    pub fn begin(self, written: Result<Written, String>) {
        let written = match written {
            Ok(written) => written,
            Err(why) => return self.said.set(Some(Err(why))),
        };
        self.busy.set(true);
        self.said.set(None);
        spawn_local(async move {
            let printed = self.print(written).await.map_err(|refused| in_words(&refused));
            // The person may have gone meanwhile, and all of this with them.
            if self.busy.try_set(false).is_none() {
                if printed.is_ok() {
                    self.visit.printed.set(true);
                }
                self.said.set(Some(printed));
            }
        });
    }

    /// The browser's viewer did not take it.
    fn came_to_nothing(self) {
        paper::take_away();
        if !self.is_over() {
            self.visit.printed.set(false);
            self.said.set(Some(Err(NOT_SHOWN.to_owned())));
        }
    }

    /// Whether the person has gone: what is theirs must not come out for the next one.
    pub fn is_over(self) -> bool {
        self.busy.is_disposed() || !untrack(|| self.visit.stage().holds())
    }

    async fn print(self, written: Written) -> Result<(), Refused> {
        if untrack(|| self.visit.may_open()) && paper::is_shown_here() {
            match paper::draw_code(&written.slip).await {
                Ok(drawn) if self.is_over() => drop(drawn),
                Ok(drawn) => {
                    drawn.print_here(move || spawn_local(async move { self.came_to_nothing() }));
                    return Ok(());
                }
                Err(Refused::NoFonts { .. }) => {}
                Err(refused) => return Err(refused),
            }
        }
        if !self.is_over() {
            self.visit.pages.set(written.pages());
            clock::pause(LAYS_OUT).await;
            printer::print("申請書");
        }
        Ok(())
    }
}

fn in_words(refused: &Refused) -> String {
    match refused {
        Refused::NotSignedIn | Refused::NotPermitted => NOT_SHOWN.to_owned(),
        Refused::NoGlyph { character, .. } => {
            format!("「{character}」の字を印刷できません。コードを窓口で見せるか、お近くの職員にお声がけください。")
        }
        refused => refused.sentence(),
    }
}
