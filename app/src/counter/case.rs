//! What lies on the desk: forms read from a code or taken from the list, looked over, accepted, printed.

mod judged;
mod print;

use std::collections::BTreeMap;

use api::{Listing, Opened, Refused};
use domain::office_use::OfficeUse;
use domain::slip::Pages;
use domain::submission::{ReferenceNumber, Status};
use leptos::prelude::*;

use super::laid::{Laid, waits};
use super::presses::Presses;
use super::session::{Session, session};
use crate::device::clock::Later;
use crate::device::paper;
use crate::hall::pages_read::PagesRead;

/// What lies on the desk (机の上の申請書).
#[derive(Clone, Debug, PartialEq)]
pub enum OnDesk {
    /// Nothing.
    Nothing,
    /// A code is being opened.
    Opening,
    /// Pages of a code of which others are missing.
    Pages(PagesRead),
    /// It could not be opened, and why.
    Refused(String),
    /// Open forms: those of one code, or one from the list.
    Open(Laid),
}

/// What can be done with an open form by one press (操作).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Accept,
    AcceptAll,
    Print,
    PrintAll,
    NoPaper,
}

impl Act {
    fn words(self) -> &'static str {
        match self {
            Act::Accept => "受理する",
            Act::AcceptAll => "すべて受理する",
            Act::Print => "印刷",
            Act::PrintAll => "すべて印刷",
            Act::NoPaper => "用紙が出なかった",
        }
    }
}

/// An answer that takes longer than so many milliseconds is seen to be awaited.
const SOON: u32 = 400;

/// Which forms go to the printer (印刷するもの).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The one that is looked over.
    Shown,
    /// Every one that is stored.
    All,
}

/// What lies on the desk, and everything that can be done with it.
#[derive(Clone, Copy)]
pub struct Case {
    session: Session,
    pub(super) on_desk: RwSignal<OnDesk>,
    /// The pages that were read of a code in several pictures.
    pub(super) pages: StoredValue<Pages>,
    /// What came of the last thing done.
    said: RwSignal<Result<String, String>>,
    /// Accepting and printing are struck in one go: they are done one after the other.
    presses: RwSignal<Presses<Act>>,
    /// Whether an answer is late enough to be spoken of.
    late: RwSignal<bool>,
    verdict: Later,
    /// Counts what was laid on the desk: an answer about a form that was taken off it is not shown any more.
    turn: StoredValue<u32>,
    /// Which forms go to the printer.
    paper: RwSignal<Paper>,
    /// Those whose sheets in the printer are repeated ones.
    repeated: RwSignal<Vec<ReferenceNumber>>,
    /// What the last press has sent to the printer.
    sent: RwSignal<Vec<ReferenceNumber>>,
    /// What the office fills in, by the form's place on the desk.
    office: StoredValue<BTreeMap<usize, OfficeUse>>,
}

impl Case {
    /// An empty desk.
    pub fn new() -> Case {
        Case {
            session: session(),
            on_desk: RwSignal::new(OnDesk::Nothing),
            pages: StoredValue::default(),
            said: RwSignal::new(Ok(String::new())),
            presses: RwSignal::default(),
            late: RwSignal::new(false),
            verdict: Later::nothing(),
            turn: StoredValue::new(0),
            paper: RwSignal::new(Paper::Shown),
            repeated: RwSignal::default(),
            sent: RwSignal::default(),
            office: StoredValue::default(),
        }
    }

    /// What lies there.
    pub fn on_desk(self) -> OnDesk {
        self.on_desk.get()
    }

    /// What came of the last thing done: a sentence, good or bad.
    pub fn said(self) -> Result<String, String> {
        let (asked, left) = self.presses.with(|presses| (presses.asked().copied(), presses.left().copied()));
        match (asked.filter(|_| self.late.get()), left) {
            (Some(act), _) => Ok(format!("「{}」の返事を待っています…", act.words())),
            (None, Some(act)) => {
                let first = self.said.get().err().unwrap_or_default();
                Err(format!("{first}続けて押された「{}」は行っていません。", act.words()))
            }
            (None, None) => self.said.get(),
        }
    }

    /// Makes whoever calls it in an effect notice that something was done.
    pub fn follow(self) {
        self.said.track();
    }

    /// Which forms go to the printer.
    pub fn paper(self) -> Paper {
        self.paper.get()
    }

    /// Whether the sheet of this number is a repeated one (再印刷).
    pub fn is_repeated(self, reference: &ReferenceNumber) -> bool {
        self.repeated.with(|repeated| repeated.contains(reference))
    }

    /// Opens a code that was read.
    pub fn read(self, slip: String) {
        let Some(slip) = self.gather(slip) else { return };
        self.clear();
        self.on_desk.set(OnDesk::Opening);
        self.ask(api::open(slip.clone()), move |answer| self.lay(answer.map(|forms| Laid::new(forms, Some(slip)))));
    }

    /// Opens a submission that the city hall holds.
    pub fn take(self, reference: ReferenceNumber) {
        self.clear();
        self.on_desk.set(OnDesk::Opening);
        self.ask(api::submission(reference), move |answer| self.lay(answer.map(|form| Laid::new(vec![form], None))));
    }

    /// Looks over another form of the code.
    pub fn show(self, place: usize) {
        self.said.set(Ok(String::new()));
        self.paper.set(Paper::Shown);
        self.sent.set(Vec::new());
        self.on_desk.update(|on_desk| {
            if let OnDesk::Open(laid) = on_desk {
                laid.show(place);
            }
        });
    }

    /// Looks over the form before (`-1`) or after (`1`) the one that is shown.
    pub fn show_beside(self, step: isize) {
        let place = self.on_desk.with_untracked(|on_desk| match on_desk {
            OnDesk::Open(laid) if laid.is_bundle() => laid.place().checked_add_signed(step),
            _ => None,
        });
        if let Some(place) = place {
            self.show(place);
        }
    }

    /// Takes everything off the desk, so that the next person does not see it.
    pub fn clear(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.pages.set_value(Pages::default());
        self.presses.set(Presses::default());
        self.verdict.never();
        self.late.set(false);
        self.said.set(Ok(String::new()));
        self.paper.set(Paper::Shown);
        self.repeated.set(Vec::new());
        self.sent.set(Vec::new());
        self.office.set_value(BTreeMap::new());
        paper::put_away();
        self.on_desk.set(OnDesk::Nothing);
    }

    /// Accepts the form that is shown (受理): one of a code is stored and gets its number, an online submission changes its status.
    pub fn accept(self) {
        self.press(Act::Accept);
    }

    /// Accepts every form of the code that waits.
    pub fn accept_all(self) {
        self.press(Act::AcceptAll);
    }

    /// Prints the sheet of the form that is shown.
    pub fn print(self) {
        self.press(Act::Print);
    }

    /// Prints the sheets of every form of the code that is stored.
    pub fn print_all(self) {
        self.press(Act::PrintAll);
    }

    /// Says that no paper came of the last print, so that the next one is not a repeated one.
    pub fn no_paper(self) {
        self.press(Act::NoPaper);
    }

    /// Whether something was sent to the printer of which paper may be missing.
    pub fn is_sent(self) -> bool {
        self.sent.with(|sent| !sent.is_empty())
    }

    fn press(self, act: Act) {
        if let Some(act) = self.presses.try_update(|presses| presses.press(act)).flatten() {
            self.act(act);
        }
    }

    fn act(self, act: Act) {
        self.late.set(false);
        self.verdict.instead(SOON, move || self.late.set(true));
        let OnDesk::Open(laid) = self.on_desk.get_untracked() else { return self.nothing_to_do() };
        match act {
            Act::Accept => self.accepting(laid),
            Act::AcceptAll => self.accepting_all(laid),
            Act::Print => {
                self.paper.set(Paper::Shown);
                self.printing(laid.shown().and_then(|form| form.stored.clone()).map(|stored| stored.reference).into_iter().collect());
            }
            Act::PrintAll => {
                self.paper.set(Paper::All);
                self.printing(laid.references());
            }
            Act::NoPaper => self.taking_back(),
        }
    }

    /// It is accepted already, or nothing lies there.
    fn nothing_to_do(self) {
        self.done(Ok(self.said.get_untracked().unwrap_or_default()));
    }

    fn accepting(self, laid: Laid) {
        let (place, is_bundle) = (laid.place(), laid.is_bundle());
        if !laid.shown().is_some_and(|form| waits(form)) {
            return self.nothing_to_do();
        }
        let Some(office) = self.judged(&laid, place) else { return };
        match (laid.shown().map(|form| form.stored.clone()), laid.slip) {
            (Some(None), Some(slip)) => self.accepted(async move {
                let leaf = u8::try_from(place + 1).map_err(|_| Refused::Broken)?;
                let receipts = api::receive(slip, Some(leaf), Some(BTreeMap::from([(leaf, office)]))).await?;
                let receipt = receipts.into_iter().next().ok_or(Refused::Broken)?;
                let opened = api::submission(receipt.reference.clone()).await?;
                let which = if is_bundle { format!("「{}」を", opened.form.title) } else { String::new() };
                let words = format!("{which}受理しました。受付番号は {} です。", receipt.reference.0);
                Ok((vec![(place, opened)], words))
            }),
            (Some(Some(Listing { reference, status: Status::Received, .. })), _) => self.accepted(async move {
                api::accept(reference.clone(), Some(office)).await?;
                Ok((vec![(place, api::submission(reference).await?)], "受理しました。".to_owned()))
            }),
            _ => self.nothing_to_do(),
        }
    }

    fn accepting_all(self, laid: Laid) {
        let waiting = laid.waiting();
        let Some(slip) = laid.slip.clone().filter(|_| waiting > 0) else { return self.nothing_to_do() };
        let mut noted = BTreeMap::new();
        let waiting_now = laid.forms().iter().enumerate().filter(|(_, form)| waits(form)).map(|(place, _)| place);
        for place in waiting_now {
            let Some(office) = self.judged(&laid, place) else { return };
            noted.extend(u8::try_from(place + 1).map(|leaf| (leaf, office)));
        }
        self.accepted(async move {
            let mut forms = Vec::new();
            for (place, receipt) in api::receive(slip, None, Some(noted)).await?.into_iter().enumerate() {
                forms.push((place, api::submission(receipt.reference).await?));
            }
            Ok((forms, format!("{waiting}件を受理しました。")))
        });
    }

    /// What was accepted goes into its place.
    fn accepted(self, accepting: impl Future<Output = Result<(Vec<(usize, Opened)>, String), Refused>> + 'static) {
        self.ask(accepting, move |answer| {
            let answer = answer.map(|(forms, words)| {
                self.on_desk.update(|on_desk| {
                    if let OnDesk::Open(laid) = on_desk {
                        forms.into_iter().for_each(|(place, form)| laid.accepted(place, form));
                    }
                });
                words
            });
            self.done(answer.map_err(|refused| refused.sentence()));
        });
    }

    /// A press is answered; whatever was kept is done now.
    fn done(self, said: Result<String, String>) {
        self.verdict.never();
        self.late.set(false);
        let next = self.presses.try_update(|presses| presses.answered(said.is_ok())).flatten();
        self.said.set(said);
        if let Some(act) = next {
            self.act(act);
        }
    }

    /// Puts a corrected form in the place of the one on the desk.
    pub fn corrected(self, opened: Opened) {
        let Some(mut on_desk) = self.on_desk.try_get_untracked() else { return };
        if let OnDesk::Open(laid) = &mut on_desk
            && laid.corrected(opened)
        {
            self.said.set(Ok("補正を保存しました。".to_owned()));
            self.on_desk.set(on_desk);
        }
    }

    fn lay(self, answer: Result<Laid, Refused>) {
        self.on_desk.set(match answer {
            Ok(laid) => OnDesk::Open(laid),
            Err(refused) => OnDesk::Refused(refused.sentence()),
        });
    }

    /// Asks the city hall about what lies on the desk now.
    fn ask<T: 'static>(
        self,
        question: impl Future<Output = Result<T, Refused>> + 'static,
        then: impl FnOnce(Result<T, Refused>) + 'static,
    ) {
        let turn = self.turn.get_value();
        self.session.ask(question, move |answer| {
            if self.turn.try_get_value() == Some(turn) {
                then(answer);
            }
        });
    }
}
