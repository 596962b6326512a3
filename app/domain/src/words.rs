//! The words of another language for what is written in Japanese.
//!
//! Everything on a screen is written in Japanese first, and the Japanese is the key to its words: a text that was changed has none
//! until somebody writes them, so nobody reads the translation of a text that is not asked any more. Where there are no words the
//! Japanese itself stands.

mod date;
mod pattern;
pub mod piece;

use std::collections::BTreeMap;

use pattern::Pattern;
pub use pattern::places;

use crate::language::Language;

/// The words of one language (訳語集), by the Japanese.
///
/// A key may have places: `約{0}分` holds for 「約5分」, and `About {0} minutes` makes "About 5 minutes" of it. What stands in a place is
/// looked up as well. A date is no word: it is written as the language writes dates.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    language: Language,
    texts: BTreeMap<String, String>,
    /// Those with places, the most telling first.
    patterns: Vec<Pattern>,
}

/// How deep places within places are looked into.
const DEPTH: u8 = 5;

impl Dictionary {
    /// The words of a language.
    pub fn new(language: Language, words: impl IntoIterator<Item = (String, String)>) -> Dictionary {
        let mut dictionary = Dictionary { language, ..Dictionary::default() };
        dictionary.add(words);
        dictionary
    }

    /// More words; where the Japanese is the same, these hold.
    pub fn add(&mut self, words: impl IntoIterator<Item = (String, String)>) {
        for (japanese, words) in words {
            match Pattern::parse(&japanese, &words) {
                None => drop(self.texts.insert(japanese, words)),
                Some(pattern) => {
                    self.patterns.retain(|other| other.japanese != pattern.japanese);
                    self.patterns.push(pattern);
                }
            }
        }
        self.patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.weight()));
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text in this language, without what blanks stand around it; `None` where there are no words for it.
    pub fn say(&self, text: &str) -> Option<String> {
        self.say_within(text.trim(), DEPTH)
    }

    fn say_within(&self, text: &str, depth: u8) -> Option<String> {
        if let Some(words) = self.texts.get(text) {
            return Some(words.clone());
        }
        if let Some(date) = date::say(text, self.language) {
            return Some(date);
        }
        let depth = depth.checked_sub(1)?;
        // What has no Japanese in it needs no words.
        if text.is_ascii() {
            return None;
        }
        self.say_list(text, depth).or_else(|| self.say_pattern(text, depth))
    }

    /// Several texts in a row, if there are words for every one.
    fn say_list(&self, text: &str, depth: u8) -> Option<String> {
        let comma = if self.language == Language::English { ", " } else { "、" };
        let said = text.contains('、').then(|| text.split('、').map(|one| self.say_within(one, depth)).collect::<Option<Vec<_>>>());
        Some(said??.join(comma))
    }

    fn say_pattern(&self, text: &str, depth: u8) -> Option<String> {
        self.patterns.iter().find_map(|pattern| {
            let said = pattern.places_of(text)?.into_iter().map(|place| self.say_within(place, depth).unwrap_or_else(|| place.to_owned()));
            Some(pattern.fill(&said.collect::<Vec<_>>()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Dictionary {
        let words = [
            ("次へ", "Next"),
            ("氏", "family name"),
            ("使う人の氏名", "Name of the user"),
            ("約{0}分", "About {0} minutes"),
            ("「{0}」", "“{0}”"),
            ("「{0}」の{1}", "{1} of “{0}”"),
            ("{0}を入力してください。", "Enter the {0}."),
            ("{0}は{1}文字あります。{2}文字までに短くしてください。", "{0}: {1} characters of at most {2}."),
        ];
        Dictionary::new(Language::English, words.map(|(japanese, words)| (japanese.to_owned(), words.to_owned())))
    }

    fn check(japanese: &str, expected: Option<&str>) {
        assert_eq!(english().say(japanese).as_deref(), expected, "{japanese}");
    }

    #[test]
    fn a_text_is_said_as_a_whole_or_by_its_pattern() {
        check(" 次へ\n", Some("Next"));
        check("約5分", Some("About 5 minutes"));
        check("約分", None);
        check("次へ進む", None);
    }

    #[test]
    fn a_list_is_said_if_all_of_it_can_be() {
        check("氏、使う人の氏名", Some("family name, Name of the user"));
        check("氏、知らない項目", None);
    }

    #[test]
    fn what_stands_in_a_place_is_said_too() {
        check("「使う人の氏名」の氏を入力してください。", Some("Enter the family name of “Name of the user”."));
        check("「知らない項目」を入力してください。", Some("Enter the “知らない項目”."));
        check("「備考」は30文字あります。20文字までに短くしてください。", Some("“備考”: 30 characters of at most 20."));
    }

    #[test]
    fn words_that_come_later_hold() {
        let mut words = english();
        words.add([("次へ".to_owned(), "Continue".to_owned()), ("約{0}分".to_owned(), "{0} min".to_owned())]);
        assert_eq!(words.say("次へ").as_deref(), Some("Continue"));
        assert_eq!(words.say("約5分").as_deref(), Some("5 min"));
    }

    #[test]
    fn a_date_is_written_as_the_language_writes_dates() {
        check("令和8年11月22日（2026年11月22日）", Some("22 November 2026 (Reiwa 8)"));
        check("「令和元年5月1日」", Some("“1 May 2019 (Reiwa 1)”"));
    }
}
