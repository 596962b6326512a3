//! The search: with every key what is about it is listed, what fits best first.
//!
//! Every line of the page is what it shows and, in attributes, other words for it. So the page needs no list of its own for the search: the
//! lines themselves go into the list of what was found, and back to where they stand when the search is over.

use domain::find::{Kin, Listed, find};

use crate::device::document::{Marked, clear_input, follow_input, gather, marked, on_click, set_hidden, set_text};
use crate::words;

/// The field to look for a procedure in.
pub const SEARCH: &str = "search-input";
/// What was found, in words.
pub const FOUND: &str = "found";
/// What was found, line by line.
pub const HITS: &str = "hits";
/// The way back to everything.
pub const CLEAR: &str = "search-over";
/// The guides.
pub const EVENTS: &str = "events";
/// The forms.
pub const FORMS: &str = "forms";
/// The other procedures.
pub const OTHERS: &str = "others";
/// The attribute of a line with what else it is called.
const NAMES: &str = "data-names";
/// The attribute of a line with what it asks.
const ASKED: &str = "data-asked";

/// The list of a section.
pub fn list_of(section: &str) -> String {
    format!("{section}-list")
}

/// Follows what is typed.
pub fn come_alive() {
    let (ids, lines): (Vec<String>, Vec<Listed>) = marked(NAMES).iter().map(|line| (line.id(), listed(line))).unzip();
    let mut shown: Vec<usize> = Vec::new();
    follow_input(SEARCH, move |typed| {
        let typed = typed.trim();
        let is_over = typed.is_empty();
        let found = find(&lines, typed);
        set_text(FOUND, &if is_over { String::new() } else { said(typed, found.places.len(), found.nearly) });
        set_hidden(CLEAR, is_over);
        let places = if is_over { Vec::new() } else { found.places };
        if places != shown {
            // Once nothing is shown here, every line goes back, so that all stand in their order again.
            let goes_back = |place: &usize| places.is_empty() || shown.contains(place) && !places.contains(place);
            let back: Vec<&str> = (0..ids.len()).filter(goes_back).map(|place| ids[place].as_str()).collect();
            for section in [EVENTS, FORMS, OTHERS] {
                gather(&list_of(section), back.iter().copied().filter(|id| section_of(kin(id)) == section));
            }
            gather(HITS, places.iter().map(|place| ids[*place].as_str()));
            shown = places;
        }
        let nothing = shown.is_empty();
        set_hidden(HITS, nothing);
        // Who finds nothing is not left before an empty page.
        set_hidden(EVENTS, !nothing);
        set_hidden(FORMS, !is_over);
        set_hidden(OTHERS, !is_over);
    });
    on_click(CLEAR, || clear_input(SEARCH));
}

/// A line of the page, as something that can be found.
fn listed(line: &Marked) -> Listed {
    let title = line.written_in("a");
    Listed::new(kin(&line.id()), &title, &line.attribute(NAMES), &line.written_in("p"), &line.attribute(ASKED))
}

/// What a line leads to.
fn kin(id: &str) -> Kin {
    match id.split_once('-') {
        Some(("form", _)) => Kin::Form,
        Some(("guide", _)) => Kin::Guide,
        _ => Kin::Leaflet,
    }
}

/// The section that such lines stand in.
fn section_of(kin: Kin) -> &'static str {
    match kin {
        Kin::Form => FORMS,
        Kin::Guide => EVENTS,
        Kin::Leaflet => OTHERS,
    }
}

/// How many were found, in words.
fn said(typed: &str, count: usize, nearly: bool) -> String {
    match (count, nearly) {
        (0, _) => words::nothing_found(typed),
        (_, true) => words::nearly_found(typed, count),
        _ => words::found(count),
    }
}
