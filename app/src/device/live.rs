//! The lobby, live: what is on this screen is either true now, or says of when it is.

pub mod hearing;
mod stream;
mod tabs;

use std::cell::RefCell;
use std::rc::Rc;

use domain::moment::Moment;
use domain::queue::Board;
use leptos::prelude::*;

use self::hearing::{Heard, Hearing};
use self::stream::{SILENCE, Stream, patience};
use self::tabs::{Tabs, Told};
use crate::device::clock;

/// An office's lobby (呼出状況) as it reaches this screen.
#[derive(Clone, Copy)]
pub struct Live {
    /// The last board that was heard; nothing before the first.
    pub board: Signal<Option<Board>>,
    /// When that board was last known to hold, by the server's clock.
    pub as_of: Signal<Option<Moment>>,
    /// Whether the server is heard at this moment. While it is not, the board is of [`Live::as_of`].
    pub live: Signal<bool>,
    /// Whether nothing was heard for so long that people should be told.
    pub lost: Signal<bool>,
    /// By how many seconds the server's clock is ahead of this device's.
    ahead: Signal<i64>,
}

impl Live {
    /// What o'clock it is at the city hall.
    pub fn now(self) -> Moment {
        Moment(clock::now().0 + self.ahead.get_untracked())
    }
}

/// How often the stream is looked after, in milliseconds.
const LOOK: u32 = 500;

/// A tab that hears neither the server nor the listening tab for so many milliseconds listens for itself.
const ALONE: f64 = SILENCE + 2_000.0;

/// Whoever comes back to a page and has heard nothing for so many milliseconds need not wait for the full silence:
/// a beat is overdue.
const OVERDUE: f64 = 3_000.0;

/// Watches the lobby of an office while the component that asks is on the screen.
pub fn watch(office: &str) -> Live {
    let hearing = RwSignal::new(Hearing::default());
    let (live, lost) = (RwSignal::new(false), RwSignal::new(false));
    let office = office.to_owned();
    // An effect, because a page that is drawn by the server has no stream.
    Effect::new(move || {
        let watcher = Watcher::begin(&office, hearing, live, lost);
        StoredValue::new_local(watcher.clone());
        let (looking, returning) = (watcher.clone(), watcher);
        clock::every(LOOK, move || look(&looking));
        clock::on_return(move || {
            returning.borrow_mut().hurry();
            look(&returning);
        });
    });
    Live {
        board: Memo::new(move |_| hearing.with(|hearing| hearing.board.clone())).into(),
        as_of: Memo::new(move |_| hearing.with(|hearing| hearing.as_of)).into(),
        live: Memo::new(move |_| live.get()).into(),
        lost: Memo::new(move |_| lost.get()).into(),
        ahead: Memo::new(move |_| hearing.with(|hearing| hearing.ahead)).into(),
    }
}

struct Watcher {
    office: String,
    hearing: RwSignal<Hearing>,
    live: RwSignal<bool>,
    lost: RwSignal<bool>,
    tabs: Option<Tabs>,
    stream: Option<Stream>,
    /// When the server was last heard, in the device's milliseconds; at first, when watching began.
    heard_at: f64,
    /// When anything was last heard, be it only from another tab.
    word_at: f64,
    /// When the stream was opened.
    opened_at: f64,
    /// Not before this is a stream opened again.
    patient_until: f64,
    failures: u32,
}

impl Watcher {
    fn begin(office: &str, hearing: RwSignal<Hearing>, live: RwSignal<bool>, lost: RwSignal<bool>) -> Rc<RefCell<Watcher>> {
        let now = clock::milliseconds();
        let watcher = Watcher {
            office: office.to_owned(),
            hearing,
            live,
            lost,
            tabs: None,
            stream: None,
            heard_at: now,
            word_at: now,
            opened_at: now,
            patient_until: now,
            failures: 0,
        };
        let watcher = Rc::new(RefCell::new(watcher));
        let told = Rc::downgrade(&watcher);
        let tabs = Tabs::join(office, move |one| {
            if let Some(watcher) = told.upgrade() {
                watcher.borrow_mut().told(one);
            }
        });
        watcher.borrow_mut().tabs = Some(tabs);
        look(&watcher);
        watcher
    }

    /// Another tab says something.
    fn told(&mut self, told: Told) {
        self.word_at = clock::milliseconds();
        match told {
            Told::Hello if self.listens() => self.tell(&Told::Known(self.hearing.get_untracked())),
            Told::Known(known) if self.hearing.with_untracked(|hearing| hearing.board.is_none()) => self.hearing.set(known),
            Told::Heard(heard) if !self.listens() => self.believe(heard),
            _ => {}
        }
    }

    /// The stream says something.
    fn hear(&mut self, heard: Heard) {
        self.failures = 0;
        self.tell(&Told::Heard(heard.clone()));
        self.believe(heard);
    }

    fn believe(&mut self, heard: Heard) {
        let said_something = heard != Heard::Opened;
        self.heard_at = clock::milliseconds();
        self.hearing.update(|hearing| hearing.hear(heard, clock::now()));
        if said_something {
            self.live.set(true);
            self.lost.set(false);
        }
    }

    /// Somebody is waiting for news: if they are overdue, the next look opens a new stream.
    fn hurry(&mut self) {
        if silence(self.heard_at) > OVERDUE {
            self.stream = None;
            self.failures = 0;
            self.patient_until = 0.0;
        }
    }

    /// Gives a dead stream up.
    fn tidy(&mut self) {
        if silence(self.heard_at) > SILENCE {
            self.live.set(false);
            self.lost.set(true);
        }
        let silent = silence(self.heard_at).min(silence(self.opened_at)) > SILENCE;
        if self.stream.as_ref().is_some_and(|stream| silent || stream.closed()) {
            self.stream = None;
            self.patient_until = clock::milliseconds() + patience(self.failures, clock::dice());
            self.failures += 1;
        }
    }

    fn listens(&self) -> bool {
        self.tabs.as_ref().is_some_and(Tabs::listens)
    }

    fn tell(&self, told: &Told) {
        if let Some(tabs) = &self.tabs {
            tabs.tell(told);
        }
    }
}

/// For how many milliseconds nothing was heard. A clock that was set back counts as a long time.
fn silence(since: f64) -> f64 {
    (clock::milliseconds() - since).abs()
}

/// Looks after the stream: opens it, replaces it, or leaves it to the tab whose turn it is.
fn look(watcher: &Rc<RefCell<Watcher>>) {
    let mut this = watcher.borrow_mut();
    this.tidy();
    if !this.listens() {
        this.stream = None;
        if silence(this.word_at) > ALONE {
            this.word_at = clock::milliseconds();
            this.tabs.iter().for_each(Tabs::take_over);
        }
        return;
    }
    if !this.live.get_untracked() {
        this.tell(&Told::Trying);
    }
    if this.stream.is_none() && clock::milliseconds() >= this.patient_until {
        let hearer = Rc::downgrade(watcher);
        this.opened_at = clock::milliseconds();
        this.stream = Stream::open(&this.office, move |heard| {
            if let Some(watcher) = hearer.upgrade() {
                watcher.borrow_mut().hear(heard);
            }
        });
    }
}
