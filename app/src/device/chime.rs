//! The chime of the lobby: two falling notes, made on the spot, so that there is no sound file to load.

use gloo::events::EventListener;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::{AudioContext, AudioContextState, OscillatorType};

use crate::device::clock::Later;

/// The two notes, in hertz (E5 and C5), and when each begins, in seconds.
const NOTES: [(f32, f64); 2] = [(659.26, 0.0), (523.25, 0.45)];

/// Even where it may sound, a browser starts the sound a moment late; only after so many milliseconds is it silent.
const VERDICT: u32 = 1_000;

/// What sounds when a code was read: a note in hertz, and its length in seconds.
const BEEP: (f32, f64) = (1_760.0, 0.15);

/// How long a note sounds, in seconds.
const LENGTH: f64 = 1.1;

/// The chime (チャイム) of a screen.
#[derive(Clone, Copy)]
pub struct Chime {
    audio: StoredValue<SendWrapper<Option<(AudioContext, EventListener)>>>,
    allowed: RwSignal<bool>,
    verdict: Later,
}

impl Chime {
    /// A chime for the component that asks. Browsers keep a page silent until somebody has touched it.
    pub fn new() -> Chime {
        let chime = Chime::silent();
        Effect::new(move || chime.prepare());
        chime
    }

    /// A chime that does not even ask the browser before [`Chime::allow`].
    pub fn silent() -> Chime {
        Chime { audio: StoredValue::new(SendWrapper::new(None)), allowed: RwSignal::new(true), verdict: Later::nothing() }
    }

    /// Whether the browser lets it sound; if not, somebody has to touch the screen once ([`Chime::allow`]).
    pub fn allowed(self) -> bool {
        self.allowed.get()
    }

    /// To be called while a person touches the screen: from now on it may sound.
    pub fn allow(self) {
        if self.audio.with_value(|audio| audio.is_none()) {
            self.prepare();
        }
        self.audio.with_value(|audio| {
            if let Some((audio, _)) = audio.as_ref() {
                // Whether it helped is told by `statechange`.
                let _ = audio.resume();
            }
        });
    }

    /// Rings once. While the browser keeps the page silent nothing is rung, not even later.
    pub fn ring(self) {
        self.audio.with_value(|audio| {
            if let Some((audio, _)) = audio.as_ref().filter(|(audio, _)| sounding(audio)) {
                for (pitch, begin) in NOTES {
                    // A note fails only where the sound card went away; the flash on the screen remains.
                    let _ = note(audio, pitch, audio.current_time() + begin, LENGTH);
                }
            }
        });
    }

    /// A short high note: a code was read.
    pub fn beep(self) {
        self.audio.with_value(|audio| {
            if let Some((audio, _)) = audio.as_ref().filter(|(audio, _)| sounding(audio)) {
                let _ = note(audio, BEEP.0, audio.current_time(), BEEP.1);
            }
        });
    }

    fn prepare(self) {
        let Ok(audio) = AudioContext::new() else { return };
        let watched = audio.clone();
        self.verdict.instead(VERDICT, {
            let audio = audio.clone();
            move || self.allowed.set(sounding(&audio))
        });
        let listener = EventListener::new(&audio, "statechange", move |_| self.allowed.set(sounding(&watched)));
        self.audio.set_value(SendWrapper::new(Some((audio, listener))));
    }
}

impl Default for Chime {
    fn default() -> Self {
        Chime::new()
    }
}

fn sounding(audio: &AudioContext) -> bool {
    audio.state() == AudioContextState::Running
}

fn note(audio: &AudioContext, pitch: f32, begin: f64, length: f64) -> Result<(), wasm_bindgen::JsValue> {
    let (tone, loudness) = (audio.create_oscillator()?, audio.create_gain()?);
    tone.set_type(OscillatorType::Sine);
    tone.frequency().set_value(pitch);
    // Struck like a bell: up at once, then dying away.
    loudness.gain().set_value_at_time(0.0001, begin)?;
    loudness.gain().exponential_ramp_to_value_at_time(0.5, begin + 0.02)?;
    loudness.gain().exponential_ramp_to_value_at_time(0.0001, begin + length)?;
    tone.connect_with_audio_node(&loudness)?.connect_with_audio_node(&audio.destination())?;
    tone.start_with_when(begin)?;
    tone.stop_with_when(begin + length)
}
