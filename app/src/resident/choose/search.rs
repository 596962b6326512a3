//! The search: with every key, what is not about it goes.
//!
//! Every line of the page is what it shows and, in an attribute, other words for it. So the page needs no list of its own for the search.

use domain::find::{Folded, Sought};

use crate::device::document::{clear_input, follow_input, marked, on_click, set_hidden, set_open, set_text};
use crate::words;

/// The field to look for a procedure in.
pub const SEARCH: &str = "search-input";
/// What was found, in words.
pub const FOUND: &str = "found";
/// The way back to everything.
pub const CLEAR: &str = "search-over";
/// The guides.
pub const EVENTS: &str = "events";
/// The forms.
pub const FORMS: &str = "forms";
/// The other procedures; closed until something in it is found.
pub const OTHERS: &str = "others";
/// The attribute of a line with other words for it.
pub const WORDS: &str = "data-words";

/// A line of the page (探される行).
struct Line {
    id: String,
    text: Folded,
}

impl Line {
    /// The section that it stands in.
    fn section(&self) -> &'static str {
        match self.id.split_once('-') {
            Some(("guide", _)) => EVENTS,
            Some(("form", _)) => FORMS,
            _ => OTHERS,
        }
    }
}

/// Follows what is typed.
pub fn come_alive() {
    let lines: Vec<Line> = marked(WORDS).into_iter().map(|(id, text)| Line { id, text: Folded::new(&text) }).collect();
    follow_input(SEARCH, move |typed| show(&lines, typed.trim()));
    on_click(CLEAR, || clear_input(SEARCH));
}

/// Shows what is about it; everything, if nothing is looked for.
fn show(lines: &[Line], typed: &str) {
    let sought = Sought::new(typed);
    let found = hits(lines, &sought);
    let count = found.hits.iter().filter(|hit| **hit).count();
    let nothing = count == 0;
    // Who finds nothing is not left before an empty page.
    let stays = |section| nothing && section == EVENTS;
    for (line, hit) in lines.iter().zip(&found.hits) {
        set_hidden(&line.id, !(*hit || stays(line.section())));
    }
    for section in [EVENTS, FORMS, OTHERS] {
        let any = lines.iter().zip(&found.hits).any(|(line, hit)| *hit && line.section() == section);
        set_hidden(section, !(any || stays(section)));
    }
    set_open(OTHERS, !sought.is_empty());
    set_hidden(CLEAR, sought.is_empty());
    let words = match (sought.is_empty(), nothing, found.nearly) {
        (true, ..) => String::new(),
        (_, true, _) => words::nothing_found(typed),
        (_, _, true) => words::nearly_found(typed, count),
        _ => words::found(count),
    };
    set_text(FOUND, &words);
}

/// What a search comes to (探した結果).
struct Hits {
    /// For each line, whether it is about it.
    hits: Vec<bool>,
    /// Whether that is so only if slips of the finger are forgiven.
    nearly: bool,
}

/// Slips of the finger are forgiven only where nothing is written just so.
fn hits(lines: &[Line], sought: &Sought) -> Hits {
    let all = |fits: fn(&Sought, &Folded) -> bool| lines.iter().map(|line| fits(sought, &line.text)).collect::<Vec<_>>();
    let hits = all(Sought::is_in);
    if hits.contains(&true) {
        return Hits { hits, nearly: false };
    }
    Hits { hits: all(Sought::is_nearly_in), nearly: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ids of what is found, and `~` before them if only nearly.
    fn check(typed: &str, expected: &str) {
        let line = |(id, text): (&str, &str)| Line { id: id.into(), text: Folded::new(text) };
        let lines = [
            ("guide-moving", "引っ越し この市に来る人、出る人 ひっこし 住所変更"),
            ("form-water-start", "水道使用開始届 水道を使い始めることを届け出る書類です。 約4分 すいどう みず"),
            ("other-moving-dog", "犬の登録の変更 引っ越し いぬ ペット"),
        ]
        .map(line);
        let found = hits(&lines, &Sought::new(typed));
        let ids: Vec<&str> = lines.iter().zip(&found.hits).filter(|(_, hit)| **hit).map(|(line, _)| line.id.as_str()).collect();
        assert_eq!(format!("{}{}", if found.nearly { "~" } else { "" }, ids.join(" ")), expected, "{typed}");
    }

    #[test]
    fn a_procedure_is_found_by_any_of_its_words() {
        check("水道", "form-water-start");
        check("届　書類", "form-water-start");
        check("ヒッコシ", "guide-moving");
        check("引っ越し ペット", "other-moving-dog");
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven_only_where_nothing_is_written_so() {
        check("すいど", "form-water-start");
        check("水動使用", "~form-water-start");
        check("ラーメン", "~");
    }
}
