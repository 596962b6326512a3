//! A voice that reads aloud what is seen, where the device has one for the language of the page. What is read does not leave the device if
//! its voice is on it; only such voices are used.

pub mod spoken;

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::document::language;

/// What is not read: what is not seen, readings above kanji, and what one writes in.
const UNREAD: &str = "rt,script,style,svg,[hidden],.unseen,option,textarea";

thread_local! {
    static READS: RwSignal<bool> = RwSignal::new(false);
}

/// Whether there is a voice on this device for the language of the page; it may come to be known a little later.
pub fn voice() -> RwSignal<bool> {
    let known = RwSignal::new(find().is_some());
    if let Some(voices) = voices() {
        EventListener::new(&voices, "voiceschanged", move |_| known.set(find().is_some())).forget();
    }
    known
}

/// Whether something is being read.
pub fn reads() -> RwSignal<bool> {
    READS.with(|reads| *reads)
}

/// Reads the screen that is seen.
pub fn read() {
    let seen = document().query_selector(".screen.now").ok().flatten().or_else(|| document().get_element_by_id("main"));
    say(&seen.map(|seen| text(&seen)).unwrap_or_default());
}

/// Says this, instead of whatever is being read.
pub fn say(words: &str) {
    let (Some(voices), Some(voice)) = (voices(), find()) else { return };
    let Ok(said) = SpeechSynthesisUtterance::new_with_text(words) else { return };
    said.set_voice(Some(&voice));
    said.set_lang(&voice.lang());
    let over = Closure::<dyn Fn()>::new(|| reads().set(false));
    said.set_onend(Some(over.as_ref().unchecked_ref()));
    said.set_onerror(Some(over.as_ref().unchecked_ref()));
    // It is called once, after this has returned.
    over.forget();
    voices.cancel();
    voices.speak(&said);
    reads().set(true);
}

/// Is silent again.
pub fn stop() {
    if let Some(voices) = voices() {
        voices.cancel();
    }
    reads().set(false);
}

/// The text of what is seen, piece by piece with a pause between.
fn text(element: &Element) -> String {
    let mut said: Vec<String> = Vec::new();
    let children = element.child_nodes();
    for child in (0..children.length()).filter_map(|nth| children.item(nth)) {
        match child.dyn_ref::<Element>() {
            Some(inner) if inner.matches(UNREAD).unwrap_or(true) || !is_seen(inner) => {}
            Some(inner) if inner.matches("ruby,span,b,[data-said]").unwrap_or(false) => match said.last_mut() {
                Some(last) => last.push_str(&text(inner)),
                None => said.push(text(inner)),
            },
            Some(inner) => said.extend([text(inner), String::new()]),
            None => {
                let words = child.text_content().unwrap_or_default();
                match said.last_mut() {
                    Some(last) => last.push_str(&words),
                    None => said.push(words),
                }
            }
        }
    }
    said.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn is_seen(element: &Element) -> bool {
    element.dyn_ref::<HtmlElement>().is_some_and(|element| element.offset_width() > 0)
}

/// The voice of this device that speaks the page's language.
fn find() -> Option<SpeechSynthesisVoice> {
    let tag = language().tag();
    let wanted = tag.split('-').next().unwrap_or(tag);
    let all = voices()?.get_voices();
    all.iter()
        .map(|voice| voice.unchecked_into::<SpeechSynthesisVoice>())
        .find(|voice| voice.local_service() && voice.lang().starts_with(wanted))
}

/// The voices of the browser; not every browser has any.
fn voices() -> Option<SpeechSynthesis> {
    window().speech_synthesis().ok()
}
