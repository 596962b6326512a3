//! Puts into the page's language what the program writes on it in Japanese, text by text, before it is seen.
//!
//! The program's own texts stay in the page, where it finds them again; where a text needs marks, readings above kanji for example, it is
//! emptied and its words stand beside it.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::words::Dictionary;
use domain::words::piece::{Piece, pieces, plain};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{CharacterData, Element, MutationObserver, MutationObserverInit, MutationRecord, Node};

use super::document::{carried, language};
use super::{clock, json, library};
use crate::page;
use crate::route::Route;

/// What is not put into words: what is no text, what was typed, and what says itself in which language it is.
const LEFT_ALONE: &str = "script,style,svg,textarea,ruby,[translate=no],[data-said],[lang]:not(html)";
/// What holds text and no marks.
const BARE: &str = "option,title";
/// The attributes that are read out or seen.
const WORDED: [&str; 3] = ["aria-label", "placeholder", "title"];
/// Marks the words beside a text.
const BESIDE: &str = "data-said";
/// Between two tries to fetch the words.
const AGAIN_AFTER: Duration = Duration::from_secs(2);

/// Fetches the words and puts everything on the page into them, now and whenever something is written.
pub async fn begin() {
    let Some(address) = document().get_element_by_id(page::WORDS).and_then(|link| link.get_attribute("href")) else { return };
    let screens = loop {
        match fetch(&address).await {
            Some(words) => break words,
            None => clock::pause(AGAIN_AFTER).await,
        }
    };
    let mut dictionary = Dictionary::new(language(), screens);
    dictionary.add(carried::<BTreeMap<String, String>>(page::OWN_WORDS));
    let Some(page) = document().document_element() else { return };
    read(&page, &dictionary);
    watch(&page, dictionary);
}

async fn fetch(address: &str) -> Option<BTreeMap<String, String>> {
    json::read(&library::text(address).await.ok()??)
}

fn watch(page: &Element, dictionary: Dictionary) {
    let changed = Closure::<dyn FnMut(js_sys::Array, MutationObserver)>::new(move |records: js_sys::Array, observer: MutationObserver| {
        records.iter().for_each(|record| follow(&record.unchecked_into(), &dictionary));
        // What was just written here is no news.
        observer.take_records();
    });
    let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) else { return };
    // As long as the page.
    changed.forget();
    let wanted = MutationObserverInit::new();
    wanted.set_subtree(true);
    wanted.set_child_list(true);
    wanted.set_character_data(true);
    let attributes: js_sys::Array = WORDED.into_iter().chain(["href"]).map(wasm_bindgen::JsValue::from_str).collect();
    wanted.set_attribute_filter(&attributes);
    // Fails only if nothing were wanted.
    let _ = observer.observe_with_options(page, &wanted);
}

/// One change of the page.
fn follow(record: &MutationRecord, dictionary: &Dictionary) {
    let each = |nodes: web_sys::NodeList| (0..nodes.length()).filter_map(move |nth| nodes.item(nth));
    for gone in each(record.removed_nodes()).filter(|node| node.node_type() == Node::TEXT_NODE) {
        // Its words go with it, unless it was only moved.
        if !gone.is_connected() {
            record.next_sibling().and_then(words).into_iter().for_each(|words| words.remove());
        }
    }
    for node in each(record.added_nodes()).filter(Node::is_connected) {
        read(&node, dictionary);
    }
    match (record.type_().as_str(), record.target()) {
        ("characterData", Some(text)) => say(&text, dictionary),
        ("attributes", Some(element)) => element.dyn_ref().into_iter().for_each(|element| say_attributes(element, dictionary)),
        _ => {}
    }
}

/// Puts everything at and below a place into words.
fn read(node: &Node, dictionary: &Dictionary) {
    if node.node_type() == Node::TEXT_NODE {
        return say(node, dictionary);
    }
    let Some(element) = node.dyn_ref::<Element>() else { return };
    if element.matches(LEFT_ALONE).unwrap_or(true) {
        // A picture has no text inside, and says what it shows all the same.
        if element.matches("svg[aria-label]").unwrap_or(false) {
            say_attributes(element, dictionary);
        }
        return;
    }
    say_attributes(element, dictionary);
    let children = element.child_nodes();
    // Words are put beside texts while this goes on.
    let children: Vec<Node> = (0..children.length()).filter_map(|nth| children.item(nth)).collect();
    children.iter().for_each(|child| read(child, dictionary));
}

/// Puts a text into words.
fn say(node: &Node, dictionary: &Dictionary) {
    let (Some(text), Some(place)) = (node.dyn_ref::<CharacterData>(), node.parent_element()) else { return };
    if place.closest(LEFT_ALONE).is_ok_and(|left| left.is_some()) {
        return;
    }
    let before = node.next_sibling().and_then(words);
    let written = text.data();
    if written.trim().is_empty() {
        return before.into_iter().for_each(|words| words.remove());
    }
    let said = dictionary.say(&written).unwrap_or_else(|| written.clone());
    let marked = pieces(dictionary.language(), &said);
    let is_plain = marked.iter().all(|piece| matches!(piece, Piece::Plain(_)));
    if is_plain || place.matches(BARE).unwrap_or(true) {
        before.into_iter().for_each(|words| words.remove());
        let said = plain(&said);
        if said != written.trim() {
            text.set_data(&said);
        }
        return;
    }
    if let Some(words) = before.or_else(|| beside(node, &place)) {
        words.set_text_content(None);
        marked.into_iter().for_each(|piece| put(&words, piece));
        text.set_data("");
    }
}

fn say_attributes(element: &Element, dictionary: &Dictionary) {
    let put = |name: &str, text: String| {
        if element.get_attribute(name).as_deref() != Some(&text) {
            // The element has the attribute already.
            let _ = element.set_attribute(name, &text);
        }
    };
    for name in WORDED {
        if let Some(said) = element.get_attribute(name).and_then(|text| dictionary.say(&text)) {
            put(name, plain(&said));
        }
    }
    // Links stay in the language, but for those that change it.
    let link = element.get_attribute("href").filter(|href| href.starts_with('/') && !element.has_attribute("hreflang"));
    if let Some(href) = link {
        let path = href.split('#').next().unwrap_or_default();
        if Route::parse(path).is_some() {
            put("href", dictionary.language().address(path) + &href[path.len()..]);
        }
    }
}

/// The words that stand behind a text.
fn words(behind: Node) -> Option<Element> {
    behind.dyn_into::<Element>().ok().filter(|element| element.has_attribute(BESIDE))
}

/// Makes room for words behind a text.
fn beside(text: &Node, place: &Element) -> Option<Element> {
    let words = make("span")?;
    words.set_attribute(BESIDE, "").ok()?;
    place.insert_before(&words, text.next_sibling().as_ref()).ok()?;
    Some(words)
}

fn put(words: &Element, piece: Piece) {
    // An element that was just made takes what is put into it.
    let _ = match piece {
        Piece::Plain(text) => words.append_with_str_1(text),
        Piece::Japanese(text) => make("span").map_or(Ok(()), |span| {
            span.set_text_content(Some(text));
            span.set_attribute("lang", "ja").and_then(|()| words.append_with_node_1(&span))
        }),
        Piece::Ruby(base, reading) => match (make("ruby"), make("rt")) {
            (Some(ruby), Some(above)) => {
                above.set_text_content(Some(reading));
                let hidden = above.set_attribute("aria-hidden", "true");
                hidden
                    .and_then(|()| ruby.append_with_str_1(base))
                    .and_then(|()| ruby.append_with_node_1(&above))
                    .and_then(|()| words.append_with_node_1(&ruby))
            }
            _ => Ok(()),
        },
    };
}

fn make(name: &str) -> Option<Element> {
    document().create_element(name).ok()
}
