//! Watches what the camera sees until a code is read.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use std::time::Duration;
use wasm_bindgen::JsValue;

use super::{Camera, Choice, Facing, NoCamera, choices, on_leave};
use crate::device::clock;
use crate::device::eye::{Eye, Seen, Trouble};

/// Between two looks the page gets its turn.
const REST: Duration = Duration::from_millis(30);

/// An advice stays at least so many milliseconds: nobody can follow one that changes with every look.
const READABLE: f64 = 900.0;

/// After so many milliseconds without a code nobody is there any more.
const TIRED: f64 = 90_000.0;

/// How far it is (カメラの段階).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The browser asks the person, or the camera starts.
    Starting,
    /// It is looked at what it sees.
    Watching,
    /// There is no picture, and why.
    Stopped(NoCamera),
}

/// What becomes of a code that was read (読み取ったものの扱い).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was what was wanted: the camera is not needed any more.
    Yes,
    /// It was a part of what is wanted, and what is to be said of it: the camera goes on looking for the rest.
    More(&'static str),
    /// It is some other code, and what is to be said of it.
    No(&'static str),
}

/// The camera while a code is looked for. It stops with the component that has begun it.
#[derive(Clone, Copy)]
pub struct Watching {
    stage: RwSignal<Stage>,
    /// The name of an advice, or a sentence about a code that is not wanted.
    hint: RwSignal<Hint>,
    lamp: RwSignal<Option<bool>>,
    cameras: RwSignal<Vec<Choice>>,
    chosen: RwSignal<Option<String>>,
    camera: StoredValue<SendWrapper<Option<Camera>>>,
    /// Counts the starts: who was begun before the last one has ended.
    turn: StoredValue<u32>,
    changed: StoredValue<f64>,
    facing: Facing,
    read: Callback<String, Taken>,
    /// Called when nobody is there any more.
    leave: Callback<()>,
}

/// What is said to whoever holds a code (かざす人への一言).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// An advice of `reader::sight`, by its name.
    Advice(String),
    /// Something about the code itself.
    Said(&'static str),
    /// Our reader does not come.
    NoReader,
}

impl Watching {
    /// Begins as soon as the `<video>` is on the screen.
    pub fn begin(video: NodeRef<html::Video>, facing: Facing, read: Callback<String, Taken>, leave: Callback<()>) -> Watching {
        let watching = Watching {
            stage: RwSignal::new(Stage::Starting),
            hint: RwSignal::new(Hint::Advice("aim".into())),
            lamp: RwSignal::new(None),
            cameras: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(None),
            camera: StoredValue::new(SendWrapper::new(None)),
            turn: StoredValue::new(0),
            changed: StoredValue::new(0.0),
            facing,
            read,
            leave,
        };
        Effect::new(move || {
            let Some(video) = video.get() else { return };
            let video: JsValue = video.into();
            let chosen = watching.chosen.get();
            spawn_local(watching.start(chosen, video));
        });
        Effect::new(move || {
            StoredValue::new_local(on_leave(move || leave.run(())));
        });
        watching
    }

    /// How far it is.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// What to say to whoever holds a code.
    pub fn hint(self) -> Hint {
        self.hint.get()
    }

    /// Whether its lamp is on; nothing, if it has none.
    pub fn lamp(self) -> Option<bool> {
        self.lamp.get()
    }

    /// The cameras to choose from.
    pub fn cameras(self) -> Vec<Choice> {
        self.cameras.get()
    }

    /// Which one is running.
    pub fn running(self) -> Option<String> {
        self.stage.track();
        self.camera.with_value(|camera| camera.as_ref().and_then(Camera::id))
    }

    /// Takes another camera.
    pub fn choose(self, id: String) {
        self.chosen.set(Some(id));
    }

    /// Turns the lamp on or off.
    pub fn switch_lamp(self) {
        let wanted = self.lamp.get_untracked() != Some(true);
        let Some(camera) = self.camera.try_update_value(|camera| Option::take(camera)).flatten() else { return };
        let turn = self.turn.get_value();
        spawn_local(async move {
            let obeys = camera.light(wanted).await;
            if self.is_turn(turn) {
                self.lamp.set(obeys.then_some(wanted));
                self.camera.set_value(SendWrapper::new(Some(camera)));
            }
        });
    }

    async fn start(self, id: Option<String>, video: JsValue) {
        let Some(turn) = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        }) else {
            return;
        };
        // Some machines give a camera to one user at a time, be it the same page.
        self.camera.set_value(SendWrapper::new(None));
        self.stage.set(Stage::Starting);
        let gone = move || {
            if self.is_turn(turn) {
                self.stop(NoCamera::Gone);
            }
        };
        let started = Camera::start(id.as_deref(), self.facing, &video, gone).await;
        if !self.is_turn(turn) {
            return;
        }
        match started {
            Err(why) => self.stop(why),
            Ok(camera) => {
                self.lamp.set(camera.has_lamp().then_some(false));
                self.camera.set_value(SendWrapper::new(Some(camera)));
                self.stage.set(Stage::Watching);
                let cameras = choices().await;
                if self.is_turn(turn) {
                    self.cameras.set(cameras);
                    self.watch(turn, video).await;
                }
            }
        }
    }

    async fn watch(self, turn: u32, video: JsValue) {
        let (eye, mut since) = (Eye::default(), clock::milliseconds());
        // A page that was read is seen until the next one is held there.
        let mut page = None;
        while self.is_turn(turn) {
            let seen = eye.look(&video).await;
            if !self.is_turn(turn) {
                return;
            }
            match seen {
                Seen::Code(text) if page.as_ref() == Some(&text) => {}
                Seen::Code(text) => match self.read.run(text.clone()) {
                    Taken::Yes => return,
                    Taken::More(words) => {
                        (page, since) = (Some(text), clock::milliseconds());
                        self.changed.set_value(since);
                        self.hint.set(Hint::Said(words));
                    }
                    Taken::No(why) => self.say(Hint::Said(why)),
                },
                Seen::Nothing(advice) => self.say(Hint::Advice(advice)),
                Seen::Trouble(Trouble::NoReader) => self.say(Hint::NoReader),
                Seen::Trouble(_) => {}
            }
            if clock::milliseconds() - since > TIRED {
                return self.leave.run(());
            }
            clock::pause(REST).await;
        }
    }

    fn say(self, hint: Hint) {
        let now = clock::milliseconds();
        if self.hint.get_untracked() != hint && now - self.changed.get_value() > READABLE {
            self.changed.set_value(now);
            self.hint.set(hint);
        }
    }

    fn stop(self, why: NoCamera) {
        self.turn.update_value(|turn| *turn += 1);
        self.camera.set_value(SendWrapper::new(None));
        self.stage.set(Stage::Stopped(why));
    }

    /// Whether this start is the last one, and the component still there.
    fn is_turn(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }
}
