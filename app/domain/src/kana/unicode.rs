//! Kana and width held against Unicode itself, block by block: the oracle is NFKC and NFD as another crate works them out.

use unicode_normalization::UnicodeNormalization;

use super::*;

fn nfkc(text: impl Into<String>) -> String {
    text.into().nfkc().collect()
}

/// Every character from `first` to `last`.
fn block(first: char, last: char) -> impl Iterator<Item = char> {
    first..=last
}

/// Whether it lies in the block Halfwidth and Fullwidth Forms.
fn has_a_width(c: char) -> bool {
    ('\u{FF00}'..='\u{FFEF}').contains(&c)
}

#[test]
fn what_is_full_width_in_ascii_becomes_what_unicode_says_and_nothing_else_changes() {
    for c in block('\0', char::MAX) {
        let folded = has_a_width(c).then(|| nfkc(c)).filter(|folded| folded.is_ascii());
        let expected = folded.and_then(|folded| folded.chars().next()).unwrap_or(c);
        assert_eq!(half_width(c), expected, "U+{:04X}", u32::from(c));
    }
}

#[test]
fn a_digit_is_ascii_or_its_full_width_form_and_nothing_else_that_looks_like_one() {
    for c in block('\0', char::MAX) {
        let is_digit = c.is_ascii_digit() || (has_a_width(c) && nfkc(c).bytes().all(|byte| byte.is_ascii_digit()));
        match digits(&c.to_string()) {
            Ok(read) if read.is_empty() => assert!(!c.is_alphanumeric() || matches!(c, 'ー' | 'ｰ'), "{c} is left out"),
            Ok(read) => assert!(is_digit && read == nfkc(c), "{c} is read as {read}"),
            Err(found) => assert!(!is_digit && found == c, "U+{:04X}", u32::from(c)),
        }
    }
}

#[test]
fn half_width_kana_become_what_unicode_says_with_and_without_their_marks() {
    for c in block('･', 'ﾝ').filter(|c| *c != 'ｰ') {
        assert_eq!(katakana(&c.to_string()), Ok(nfkc(c)), "{c}");
        for mark in ['ﾞ', 'ﾟ'] {
            let folded = nfkc(format!("{c}{mark}"));
            let expected = if folded.chars().count() == 1 { Ok(folded) } else { Err(mark) };
            assert_eq!(katakana(&format!("{c}{mark}")), expected, "{c}{mark}");
        }
    }
    assert_eq!(katakana("ｱｰ"), Ok(nfkc("ｱｰ")));
    for c in block('ﾞ', '\u{FFEF}') {
        assert_eq!(katakana(&c.to_string()), Err(c), "half-width hangul and signs are no kana: {c}");
    }
}

/// The kana that carry no mark, side by side, as every Japanese school child knows them.
const BARE: [(&str, &str); 3] = [
    (
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
    ),
    ("ぁぃぅぇぉっゃゅょゎゕゖ", "ァィゥェォッャュョヮヵヶ"),
    ("ゝ", "ヽ"),
];

/// The katakana of a hiragana without a mark.
fn beside(hiragana: char) -> Option<char> {
    BARE.iter().find_map(|(here, there)| here.chars().zip(there.chars()).find(|(c, _)| *c == hiragana)).map(|(_, katakana)| katakana)
}

#[test]
fn every_hiragana_has_its_katakana_with_the_mark_that_unicode_takes_it_apart_into() {
    for c in block('\u{3040}', '\u{309F}').filter(|c| !matches!(c, '゛' | '゜' | '\u{3099}' | '\u{309A}')) {
        let mut apart = c.nfd();
        let bare = apart.next().and_then(beside);
        let expected: Option<String> = bare.map(|bare| [bare].into_iter().chain(apart).nfc().collect());
        // U+309F is no kana but two in one sign; the rest is not assigned.
        assert_eq!(katakana(&c.to_string()).ok(), expected, "U+{:04X}", u32::from(c));
        if let Some(katakana) = expected {
            assert_eq!(hiragana(&katakana), c.to_string(), "and back");
            assert_eq!(hiragana(&c.to_string()), c.to_string());
        }
    }
}

#[test]
fn every_katakana_is_itself_written_in_one_piece_or_with_its_mark_apart() {
    let phonetic = block('\u{31F0}', '\u{31FF}');
    for c in block('ァ', 'ヾ').chain(phonetic).filter(|c| !matches!(c, 'ー' | '・')) {
        assert_eq!(katakana(&c.to_string()), Ok(c.to_string()));
        assert_eq!(katakana(&c.nfd().collect::<String>()), Ok(c.to_string()), "{c} taken apart");
    }
    assert_eq!(katakana("\u{30FF}"), Err('\u{30FF}'), "two kana in one sign");
}

#[test]
fn kana_are_compared_alike_however_wide_they_are() {
    for c in block('･', 'ﾝ') {
        assert_eq!(hiragana(&c.to_string()), hiragana(&nfkc(c)), "{c}");
        for mark in ['ﾞ', 'ﾟ'] {
            let (narrow, wide) = (format!("{c}{mark}"), nfkc(format!("{c}{mark}")));
            if wide.chars().count() == 1 {
                assert_eq!(hiragana(&narrow), hiragana(&wide), "{narrow}");
            }
        }
    }
}
