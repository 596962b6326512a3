//! What reads codes at a kiosk: a scanner that types or sits on a serial line, wherever the person stands, and the camera where they hold
//! a code. A code in pages is put together here.

use domain::slip::Pages;
use leptos::prelude::*;

use super::visit::{Stage, Visit};
use crate::device::reader;
use crate::device::serial::Serial;
use crate::hall::pages_read::PagesRead;

/// What reads codes (コードの読み取り). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Reading {
    gathering: Gathering,
    arrived: ReadSignal<usize>,
    /// The scanner on a serial line.
    pub serial: Serial,
}

/// What was read so far.
#[derive(Clone, Copy)]
struct Gathering {
    visit: Visit,
    pages: StoredValue<Pages>,
    read: RwSignal<Option<PagesRead>>,
    notice: RwSignal<&'static str>,
}

impl Reading {
    /// Reads as long as the kiosk is on the screen: a scanner's keys go into no form and issue no ticket, wherever the person stands.
    pub fn begin(visit: Visit) -> Reading {
        let gathering = Gathering { visit, pages: StoredValue::default(), read: RwSignal::new(None), notice: RwSignal::new("") };
        // Whoever goes elsewhere takes their pages with them, and has read what was said.
        Effect::new(move || {
            if visit.stage() != Stage::Hold {
                gathering.forget();
            }
            gathering.notice.set("");
        });
        Reading {
            gathering,
            arrived: reader::read_typed(move |code| gathering.take(code)),
            serial: Serial::listen(move |code| gathering.take(code)),
        }
    }

    /// The one of this page.
    pub fn here() -> Reading {
        expect_context()
    }

    /// A code was read: its forms are shown, or its next page is awaited. `true`, if the next page is.
    pub fn take(self, code: String) -> bool {
        self.gathering.take(code);
        self.gathering.read.with_untracked(|read| read.as_ref().is_some_and(PagesRead::is_begun))
    }

    /// Whether a code is just arriving.
    pub fn is_arriving(self) -> bool {
        self.arrived.get().max(self.serial.arrived()) > 0
    }

    /// How far the pages of a code are read.
    pub fn pages(self) -> Option<PagesRead> {
        self.gathering.read.get()
    }

    /// Why a code that was held here was not taken; empty, if none was.
    pub fn notice(self) -> &'static str {
        self.gathering.notice.get()
    }
}

impl Gathering {
    fn take(self, code: String) {
        let stage = untrack(|| self.visit.stage());
        if !untrack(|| self.visit.may_open()) {
            return self.notice.set("この端末ではコードを開けません。窓口でお出しください。");
        }
        if !matches!(stage, Stage::Start | Stage::Hold) {
            return self.notice.set("コードは、この画面を終えてから、はじめの画面でかざしてください。");
        }
        if !Pages::is_page(&code) {
            return self.visit.go(Stage::Brought(code.into()));
        }
        let mut pages = self.pages.get_value();
        match PagesRead::add(&mut pages, &code) {
            Ok(digits) => self.visit.go(Stage::Brought(digits.into())),
            Err(read) => {
                if stage == Stage::Start {
                    self.visit.go(Stage::Hold);
                }
                self.pages.set_value(pages);
                self.read.set(Some(read));
            }
        }
    }

    fn forget(self) {
        self.pages.set_value(Pages::default());
        self.read.set(None);
    }
}
