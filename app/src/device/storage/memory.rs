//! The memory of this page, in place of the disk, on a terminal that everybody uses: it has the same shelves and ends with the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use wasm_bindgen::JsValue;

use super::{Change, Shelf};

/// What lies on a shelf.
enum Thing {
    Text(String),
    Object(JsValue),
}

thread_local! {
    static SHELVES: RefCell<BTreeMap<(Shelf, String), Thing>> = const { RefCell::new(BTreeMap::new()) };
}

/// Every text of a shelf with its key; `None` for what is no text.
pub(super) fn read(shelf: Shelf) -> Vec<(String, Option<String>)> {
    SHELVES.with_borrow(|shelves| {
        let on_it = shelves.iter().filter(|((on, _), _)| *on == shelf);
        on_it.map(|((_, key), thing)| (key.clone(), text(thing))).collect()
    })
}

/// Reads one text, and changes what `decide` says.
pub(super) fn write<T>(shelf: Shelf, key: &str, decide: impl FnOnce(Option<String>) -> (Vec<Change>, T)) -> T {
    let found = SHELVES.with_borrow(|shelves| shelves.get(&(shelf, key.to_owned())).and_then(text));
    let (changes, told) = decide(found);
    SHELVES.with_borrow_mut(|shelves| {
        for change in changes {
            match change {
                Change::Put(shelf, key, text) => drop(shelves.insert((shelf, key), Thing::Text(text))),
                Change::Remove(shelf, key) => drop(shelves.remove(&(shelf, key))),
                Change::Clear(shelf) => shelves.retain(|(on, _), _| *on != shelf),
            }
        }
    });
    told
}

/// The object that lies under `key`, or else this one, which lies there from now on.
pub(super) fn object(shelf: Shelf, key: &str, otherwise: Option<JsValue>) -> Option<JsValue> {
    SHELVES.with_borrow_mut(|shelves| {
        let place = (shelf, key.to_owned());
        if let Some(Thing::Object(found)) = shelves.get(&place) {
            return Some(found.clone());
        }
        let object = otherwise?;
        shelves.insert(place, Thing::Object(object.clone()));
        Some(object)
    })
}

/// Forgets everything.
pub(super) fn forget() {
    SHELVES.take();
}

/// Whether anything lies on a shelf.
pub(super) fn holds(shelf: Shelf) -> bool {
    SHELVES.with_borrow(|shelves| shelves.keys().any(|(on, _)| *on == shelf))
}

fn text(thing: &Thing) -> Option<String> {
    match thing {
        Thing::Text(text) => Some(text.clone()),
        Thing::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(shelf: Shelf, key: &str, text: &str) -> Change {
        Change::Put(shelf, key.into(), text.into())
    }

    #[test]
    fn what_is_written_is_there_until_it_is_forgotten() {
        forget();
        write(Shelf::Drafts, "a", |found| (vec![put(Shelf::Drafts, "a", "山田"), put(Shelf::Outbox, "b", "封")], assert_eq!(found, None)));
        assert_eq!(read(Shelf::Drafts), [("a".to_owned(), Some("山田".to_owned()))]);
        let seen = write(Shelf::Drafts, "a", |found| (vec![Change::Remove(Shelf::Drafts, "a".into())], found));
        assert_eq!((seen.as_deref(), holds(Shelf::Drafts), holds(Shelf::Outbox)), (Some("山田"), false, true));
        forget();
        assert!(read(Shelf::Outbox).is_empty());
    }

    #[test]
    fn one_shelf_is_cleared_and_the_others_stay() {
        forget();
        let all = || vec![put(Shelf::Guides, "moving", "{}"), put(Shelf::Profile, "household", "0f")];
        write(Shelf::Guides, "", |_| (all(), ()));
        write(Shelf::Guides, "", |_| (vec![Change::Clear(Shelf::Guides)], ()));
        assert_eq!((holds(Shelf::Guides), holds(Shelf::Profile)), (false, true));
    }
}
