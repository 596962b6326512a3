//! Presses at the counter are carried out one after another, each on the state that the one before has left.

use std::time::Duration;

use api::Refused;
use leptos::prelude::*;

use super::place::Place;
use super::presses::Presses;
use super::session::{Session, session};
use super::wish::Wish;
use crate::device::clock::{self, Later};

/// How long an answer is awaited. Pressing again does no harm then: the city hall calls nobody while somebody is at the counter.
const PATIENCE: Duration = Duration::from_secs(10);

/// An answer that takes longer than so many milliseconds is seen to be awaited.
const SOON: u32 = 400;

/// What the counter is doing, and what came of it.
#[derive(Clone, Copy)]
pub struct Doing {
    session: Session,
    here: StoredValue<Place>,
    presses: RwSignal<Presses<Wish>>,
    /// Whether the answer is late enough to be spoken of.
    late: RwSignal<bool>,
    verdict: Later,
    done: RwSignal<String>,
    fault: RwSignal<Option<String>>,
}

impl Doing {
    /// Nothing yet.
    pub fn at(here: Place) -> Doing {
        Doing {
            session: session(),
            here: StoredValue::new(here),
            presses: RwSignal::default(),
            late: RwSignal::new(false),
            verdict: Later::nothing(),
            done: RwSignal::default(),
            fault: RwSignal::new(None),
        }
    }

    /// Somebody has pressed.
    pub fn press(self, wish: Wish) {
        if let Some(Some(wish)) = self.presses.try_update(|presses| presses.press(wish)) {
            self.fault.set(None);
            self.ask(wish);
        }
    }

    /// Says that what was typed cannot be asked for.
    pub fn object(self, why: &str) {
        self.fault.set(Some(why.to_owned()));
    }

    /// What is seen of a wish that is not answered yet.
    pub fn state(self, wish: &Wish) -> Option<&'static str> {
        let late = self.late.get();
        self.presses.with(|presses| match wish {
            _ if presses.asked() == Some(wish) => late.then_some("返事待ち"),
            _ if presses.next() == Some(wish) => Some("次に実行"),
            _ => None,
        })
    }

    /// What was done last, or that its answer is awaited.
    pub fn said(self) -> String {
        let awaited = self.presses.with(|presses| presses.asked().map(Wish::words)).filter(|_| self.late.get());
        awaited.map_or_else(|| self.done.get(), |words| format!("「{words}」の返事を待っています…"))
    }

    /// What could not be done, and what was left undone because of it.
    pub fn fault(self) -> Option<String> {
        let left = self.presses.with(|presses| presses.left().map(Wish::words));
        let left = left.map(|words| format!("続けて押された「{words}」は行っていません。"));
        let sentences: Vec<_> = [self.fault.get(), left].into_iter().flatten().collect();
        (!sentences.is_empty()).then(|| sentences.concat())
    }

    fn ask(self, wish: Wish) {
        self.late.set(false);
        self.verdict.instead(SOON, move || self.late.set(true));
        let question = wish.ask(self.here.get_value());
        let question = async move { clock::within(PATIENCE, question).await.unwrap_or(Err(Refused::Unreachable)) };
        self.session.ask(question, move |answer| {
            // Whoever has left the counter meanwhile is not told, and what was kept is not asked for.
            let Some(next) = self.presses.try_update(|presses| presses.answered(answer.is_ok())) else { return };
            self.verdict.never();
            self.late.set(false);
            match answer {
                Ok(words) => self.done.set(words),
                Err(refused) => self.fault.set(Some(refused.sentence())),
            }
            if let Some(wish) = next {
                self.ask(wish);
            }
        });
    }
}
