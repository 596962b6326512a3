//! Kana and width: what keyboards and old habits produce, brought to one form. Never used on kanji of names.

mod reading;
mod small;
#[cfg(test)]
mod unicode;

pub use reading::Reading;
pub use small::{Doubt, doubt};

/// Half-width katakana U+FF65 to U+FF9D in full width, in their order.
const HALF_WIDTH: &str =
    "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Kana in full-width katakana (フリガナ): hiragana and half width are converted, small kana stay small.
///
/// Blanks become full-width blanks, and a hyphen after a kana becomes the long-vowel mark that was meant.
///
/// # Errors
/// The first character that is no kana.
pub fn katakana(text: &str) -> Result<String, char> {
    let mut kana = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﾞ' | '゛' | '\u{3099}' => voice(&mut kana, voiced).ok_or(c)?,
            'ﾟ' | '゜' | '\u{309A}' => voice(&mut kana, half_voiced).ok_or(c)?,
            _ => kana.push(full_width(c, kana.chars().next_back()).ok_or(c)?),
        }
    }
    Ok(kana)
}

/// Kana of every kind as hiragana, full-width letters and digits in half width, everything else as it is. For comparing, never for showing.
pub fn hiragana(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let katakana = match c {
            'ﾞ' | '゛' | '\u{3099}' if voice(&mut folded, |kana| voiced(raise(kana)).map(lower)).is_some() => continue,
            'ﾟ' | '゜' | '\u{309A}' if voice(&mut folded, |kana| half_voiced(raise(kana)).map(lower)).is_some() => continue,
            ' ' | '　' => ' ',
            _ if is_hyphen(c) && folded.chars().next_back().is_some_and(|before| ('ぁ'..='ゖ').contains(&before)) => 'ー',
            '･'..='ﾝ' => full_width(c, Some('ア')).unwrap_or(c),
            _ => half_width(c),
        };
        folded.push(lower(katakana));
    }
    folded
}

/// Katakana as hiragana.
fn lower(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// Hiragana as katakana.
fn raise(c: char) -> char {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    }
}

/// One character in full-width katakana; `before` is the kana it follows.
fn full_width(c: char, before: Option<char>) -> Option<char> {
    match c {
        'ァ'..='ヾ' | 'ㇰ'..='ㇿ' => Some(c),
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60),
        '･'..='ﾝ' => HALF_WIDTH.chars().nth((u32::from(c) - 0xFF65) as usize),
        ' ' | '　' => Some('　'),
        '·' => Some('・'),
        c if is_hyphen(c) && before.is_some_and(|b| !matches!(b, '　' | '・')) => Some('ー'),
        _ => None,
    }
}

/// Puts a voicing mark on the last kana; `None` if it can have none.
fn voice(kana: &mut String, mark: fn(char) -> Option<char>) -> Option<()> {
    let marked = mark(kana.chars().next_back()?)?;
    kana.pop();
    kana.push(marked);
    Some(())
}

/// The kana with a dakuten.
fn voiced(c: char) -> Option<char> {
    match c {
        'ウ' => Some('ヴ'),
        'ワ' => Some('ヷ'),
        'ヰ' => Some('ヸ'),
        'ヱ' => Some('ヹ'),
        'ヲ' => Some('ヺ'),
        'ヽ' => Some('ヾ'),
        _ if "カキクケコサシスセソタチツテトハヒフヘホ".contains(c) => char::from_u32(u32::from(c) + 1),
        _ => None,
    }
}

/// The kana with a handakuten.
fn half_voiced(c: char) -> Option<char> {
    "ハヒフヘホ".contains(c).then(|| char::from_u32(u32::from(c) + 2)).flatten()
}

/// The digits of a number typed in either width, without the hyphens, brackets and blanks that people put between them.
///
/// # Errors
/// The first character that is neither.
pub fn digits(text: &str) -> Result<String, char> {
    let is_between = |c: char| is_hyphen(c) || c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）');
    text.chars().filter(|c| !is_between(*c)).map(|c| Some(half_width(c)).filter(char::is_ascii_digit).ok_or(c)).collect()
}

/// A full-width letter, digit or sign of ASCII in half width; any other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The many signs that people type for a hyphen, the long-vowel mark among them.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | 'ー' | 'ｰ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(typed: &str, expected: &str) {
        assert_eq!(katakana(typed).as_deref(), Ok(expected), "{typed}");
    }

    #[test]
    fn every_way_of_typing_kana_gives_the_same_kana() {
        check("さくらの", "サクラノ");
        check("ｼﾞｮﾝ･ｽﾐｽ", "ジョン・スミス");
        check("か\u{3099}ハ\u{309A}", "ガパ");
        check("ヴィ ウ゛ィ", "ヴィ　ヴィ");
        check("スーザン ス-ザン ｽｰｻﾞﾝ", "スーザン　スーザン　スーザン");
    }

    #[test]
    fn small_kana_stay_small() {
        check("しょうこ", "ショウコ");
        check("ｼﾖｳｺ", "シヨウコ");
    }

    #[test]
    fn kanji_letters_and_loose_marks_are_no_kana() {
        assert_eq!(katakana("佐クラ"), Err('佐'));
        assert_eq!(katakana("Sakura"), Err('S'));
        assert_eq!(katakana("ア゛"), Err('゛'));
        assert_eq!(katakana("-"), Err('-'));
    }

    #[test]
    fn kana_of_every_kind_are_compared_as_hiragana() {
        for (typed, folded) in [
            ("ｼﾞｭｳﾐﾝﾋｮｳ", "じゅうみんひょう"),
            ("マイナンバ－カード", "まいなんばーかーど"),
            ("か\u{3099}ハ\u{309A}", "がぱ"),
            ("ＱＲコード１", "QRこーど1"),
            ("4-5", "4-5"),
            ("゛住民票゛", "゛住民票゛"),
        ] {
            assert_eq!(hiragana(typed), folded);
        }
    }

    #[test]
    fn digits_forgive_width_and_hyphens() {
        assert_eq!(digits("０９０−1234ー５６７８").as_deref(), Ok("09012345678"));
        assert_eq!(digits("(03)1234 5678").as_deref(), Ok("0312345678"));
        assert_eq!(digits("03-12x4"), Err('x'));
    }

    proptest! {
        #[test]
        fn katakana_once_read_is_read_as_itself(typed in "[ぁ-ゖァ-ヾｦ-ﾝﾞﾟ ー-]{0,12}") {
            if let Ok(kana) = katakana(&typed) {
                prop_assert_eq!(katakana(&kana), Ok(kana.clone()));
            }
        }
    }
}
