//! A text in the pieces that a page marks: readings above kanji, and Japanese within another language.

use crate::language::Language;

/// A piece of a text (文の一片).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Nothing to mark.
    Plain(&'t str),
    /// Kanji with their reading (ふりがな): `住所《じゅうしょ》`, as plain texts write it.
    Ruby(&'t str, &'t str),
    /// Japanese within another language.
    Japanese(&'t str),
}

/// A text of a page in this language, in pieces.
pub fn pieces(language: Language, text: &str) -> Vec<Piece<'_>> {
    match language {
        Language::Japanese => vec![Piece::Plain(text)],
        Language::Easy => with_readings(text),
        Language::English => with_japanese(text),
    }
}

/// The text without its readings, for places that hold nothing but text.
pub fn plain(text: &str) -> String {
    let base = |piece: Piece| match piece {
        Piece::Plain(text) | Piece::Ruby(text, _) | Piece::Japanese(text) => text.to_owned(),
    };
    with_readings(text).into_iter().map(base).collect()
}

/// The kanji of a text that have no reading, each run once; for judging what was written by hand.
pub fn unread(text: &str) -> Vec<&str> {
    let mut unread = Vec::new();
    for piece in with_readings(text) {
        let Piece::Plain(text) = piece else { continue };
        for run in text.split(|c| !is_kanji(c)).filter(|run| !run.is_empty()) {
            if !unread.contains(&run) {
                unread.push(run);
            }
        }
    }
    unread
}

/// Whether every `《` has kanji before it, kana in it and a `》` behind it.
pub fn is_read_right(text: &str) -> bool {
    let read: usize = with_readings(text).iter().filter(|piece| matches!(piece, Piece::Ruby(..))).count();
    text.matches('《').count() == read && text.matches('》').count() == read
}

fn with_readings(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, reading, after)) = reading(rest) {
        let start = before.char_indices().rev().take_while(|(_, c)| is_kanji(*c)).last().map_or(before.len(), |(start, _)| start);
        let (plain, base) = before.split_at(start);
        // What has no kanji before it or no kana in it is text like any other.
        let is_one = !base.is_empty() && !reading.is_empty() && reading.chars().all(is_kana);
        if !is_one {
            let end = rest.len() - after.len();
            pieces.push(Piece::Plain(&rest[..end]));
        } else {
            pieces.extend((!plain.is_empty()).then_some(Piece::Plain(plain)));
            pieces.push(Piece::Ruby(base, reading));
        }
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Plain(rest)));
    pieces
}

/// What stands before the first `《`, in it, and behind its `》`.
fn reading(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('《')?;
    let (reading, after) = rest.split_once('》')?;
    Some((before, reading, after))
}

fn with_japanese(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_japanese) {
        // Blanks and signs between two Japanese words belong to them.
        let mut end = start;
        for (place, c) in rest[start..].char_indices() {
            if is_japanese(c) {
                end = start + place + c.len_utf8();
            } else if c.is_ascii_alphabetic() || c == '(' || c == ')' {
                break;
            }
        }
        pieces.extend((start > 0).then(|| Piece::Plain(&rest[..start])));
        pieces.push(Piece::Japanese(&rest[start..end]));
        rest = &rest[end..];
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Plain(rest)));
    pieces
}

fn is_japanese(c: char) -> bool {
    is_kana(c) || is_kanji(c)
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー')
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | 'ヶ' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_stands_above_the_kanji_before_it() {
        let read = pieces(Language::Easy, "2人《ふたり》で住所《じゅうしょ》を書《か》く");
        let expected = [
            Piece::Plain("2"),
            Piece::Ruby("人", "ふたり"),
            Piece::Plain("で"),
            Piece::Ruby("住所", "じゅうしょ"),
            Piece::Plain("を"),
            Piece::Ruby("書", "か"),
            Piece::Plain("く"),
        ];
        assert_eq!(read, expected);
        assert_eq!(plain("住所《じゅうしょ》を書《か》く"), "住所を書く");
    }

    #[test]
    fn what_is_no_reading_stays_as_it_is() {
        for text in ["《ほん》", "住所《address》", "住所《じゅうしょ", "ひらがな《かな》"] {
            assert_eq!(plain(text), text);
            assert!(!is_read_right(text), "{text}");
        }
        assert!(is_read_right("住所《じゅうしょ》と氏名《しめい》"));
    }

    #[test]
    fn kanji_without_a_reading_are_found() {
        assert_eq!(unread("住所《じゅうしょ》と氏名、氏名"), ["氏名"]);
    }

    #[test]
    fn japanese_within_english_is_marked() {
        let marked = pieces(Language::English, "Copy (住民票の写し 1通) for さくら野市");
        let expected = [Piece::Plain("Copy ("), Piece::Japanese("住民票の写し 1通"), Piece::Plain(") for "), Piece::Japanese("さくら野市")];
        assert_eq!(marked, expected);
    }
}
