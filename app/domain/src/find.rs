//! Finding something by a word, however it is written: kana of either kind, letters of either width, with a slip of the finger.

mod gist;
mod listed;

use crate::kana;
pub use listed::{BETWEEN, Found, Kin, Listed, find};

/// What somebody looks for (探す言葉): words that must all occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    words: Vec<Vec<char>>,
}

/// A text to look in (探される文), in the one way of writing in which words are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded(Vec<char>);

impl Sought {
    /// Reads what was typed; words are parted by blanks.
    pub fn new(typed: &str) -> Sought {
        let words = typed.split_whitespace().map(|word| Folded::new(word).0);
        Sought { words: words.filter(|word| !word.is_empty()).collect() }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word occurs in the text.
    pub fn is_in(&self, text: &Folded) -> bool {
        self.words.iter().all(|word| text.holds(word))
    }

    /// Whether every word occurs in the text if slips of the finger are forgiven: one, or two in a long word.
    pub fn is_nearly_in(&self, text: &Folded) -> bool {
        self.words.iter().all(|word| slips(word, &text.0) <= forgiven(word))
    }
}

impl Folded {
    /// Folds a text: hiragana instead of katakana, half width, lower case, without blanks, brackets and hyphens. For comparing only, never for showing.
    pub fn new(text: &str) -> Folded {
        let skipped = |c: &char| c.is_whitespace() || "・、。，．「」『』（）()【】-’'".contains(*c);
        let lower = kana::hiragana(text);
        Folded(lower.chars().filter(|c| !skipped(c)).flat_map(char::to_lowercase).collect())
    }

    /// Whether a word, folded in the same way, occurs in it.
    fn holds(&self, word: &[char]) -> bool {
        self.0.windows(word.len()).any(|part| part == word)
    }
}

/// How many slips are forgiven in a word; none in words so short that another word is meant.
fn forgiven(word: &[char]) -> usize {
    let kana = word.iter().all(|c| ('ぁ'..='ゖ').contains(c) || *c == 'ー');
    match word.len() {
        ..=2 => 0,
        3 if kana => 0,
        3..=7 => 1,
        _ => 2,
    }
}

/// The fewest slips that turn the word into some part of the text: a sign wrong, missing, too many, or two exchanged.
fn slips(word: &[char], text: &[char]) -> usize {
    // One column for each sign of the text: how many slips up to each sign of the word, for parts of the text that end there.
    let start: Vec<usize> = (0..=word.len()).collect();
    let (mut before, mut last) = (start.clone(), start);
    let mut fewest = word.len();
    for (at, sign) in text.iter().enumerate() {
        let mut now = vec![0];
        for (nth, typed) in word.iter().enumerate() {
            let mut best = (last[nth] + usize::from(typed != sign)).min(last[nth + 1] + 1).min(now[nth] + 1);
            if nth > 0 && at > 0 && *typed == text[at - 1] && word[nth - 1] == *sign {
                best = best.min(before[nth - 1] + 1);
            }
            now.push(best);
        }
        fewest = fewest.min(now[word.len()]);
        before = std::mem::replace(&mut last, now);
    }
    fewest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "住民票の写し等交付請求書 じゅうみんひょう マイナンバーカード QRコード";

    fn found(typed: &str) -> bool {
        Sought::new(typed).is_in(&Folded::new(TEXT))
    }

    fn nearly(typed: &str) -> bool {
        Sought::new(typed).is_nearly_in(&Folded::new(TEXT))
    }

    #[test]
    fn a_word_is_found_however_it_is_written() {
        for typed in ["", "住民票", "ジュウミンヒョウ", "ｼﾞｭｳﾐﾝ", "まいなんばー", "ｑｒ", "qrコード", "交付 住民票　カード", "住 民 票"]
        {
            assert!(found(typed), "{typed}");
        }
        assert!(!found("印鑑"));
        assert!(!found("住民票 印鑑"));
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven_where_the_word_is_long_enough() {
        for typed in ["住民表", "じゅみんひょう", "じゅうみんひよう", "マイナンバカード", "まいなんばーーかど", "交付書請求"]
        {
            assert!(!found(typed) && nearly(typed), "{typed}");
        }
        for typed in ["印鑑", "住居", "ひょお", "ラーメン"] {
            assert!(!nearly(typed), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_part_of_a_text_is_found_in_it(text in "[あ-んア-ン一-龥a-zA-Z０-９]{1,30}", from in 0_usize..30, length in 1_usize..10) {
            let part: String = text.chars().skip(from).take(length).collect();
            let sought = Sought::new(&part);
            prop_assert!(sought.is_in(&Folded::new(&text)), "{part}");
            prop_assert!(sought.is_nearly_in(&Folded::new(&text)), "{part}");
        }

        #[test]
        fn one_sign_left_out_is_one_slip(word in "[一-龥]{2,12}", at in 0_usize..12) {
            let word: Vec<char> = word.chars().collect();
            let mut typed = word.clone();
            typed.remove(at % word.len());
            prop_assert!(slips(&typed, &word) <= 1);
            prop_assert!(slips(&word, &typed) <= 1);
        }
    }
}
