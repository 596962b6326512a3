//! What a sentence is about: the words in it without what joins them, and without what is said of every procedure.

use super::Sought;

/// What joins words.
const PARTICLES: &str = "をのがにはへでとも";

/// What is said of every procedure, or is only wished.
const OF_EVERY_ONE: [&str; 40] = [
    "手続き",
    "手続",
    "てつづき",
    "申請書",
    "申請",
    "届出",
    "届け",
    "届",
    "とどけ",
    "請求",
    "用紙",
    "書類",
    "様式",
    "取得",
    "方法",
    "書き方",
    "取り方",
    "とり方",
    "やり方",
    "仕方",
    "しかた",
    "必要",
    "場合",
    "したい",
    "するとき",
    "したとき",
    "とき",
    "する",
    "した",
    "ほしい",
    "欲しい",
    "もらいたい",
    "もらう",
    "取りたい",
    "とりたい",
    "取る",
    "とる",
    "出したい",
    "出す",
    "たい",
];

/// What is looked for by who typed a sentence, or a word with something said of every procedure: `住民票を取りたい` is about 住民票.
pub(super) fn of(typed: &str) -> Sought {
    let words: Vec<&str> = typed.split_whitespace().flat_map(parts).map(bare).collect();
    Sought::new(&words.join(" "))
}

/// The parts between which a particle stands. In a word of hiragana nobody can tell it from other signs.
fn parts(word: &str) -> Vec<&str> {
    let is_plain = |c: Option<char>| c.is_some_and(|c| !('ぁ'..='ゖ').contains(&c));
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, particle) in word.char_indices().filter(|(_, c)| PARTICLES.contains(*c)) {
        let (before, behind) = (&word[start..at], &word[at + particle.len_utf8()..]);
        if !before.is_empty() && (is_plain(before.chars().next_back()) || is_plain(behind.chars().next())) {
            parts.push(before);
            start = word.len() - behind.len();
        }
    }
    parts.push(&word[start..]);
    parts
}

/// A word without what is said of every procedure; at least two signs of it stay, unless nothing else was said.
fn bare(word: &str) -> &str {
    if OF_EVERY_ONE.contains(&word) {
        return "";
    }
    let shorter = OF_EVERY_ONE.iter().filter_map(|ending| word.strip_suffix(ending)).find(|rest| rest.chars().nth(1).is_some());
    shorter.map_or(word, bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, about: &str) {
        assert_eq!(of(typed), Sought::new(about), "{typed}");
    }

    #[test]
    fn a_sentence_is_about_the_words_that_name_something() {
        check("住民票を取りたい", "住民票");
        check("引っ越しの手続き", "引っ越し");
        check("はんこの登録", "はんこ 登録");
        check("マイナンバーカードの申請方法", "マイナンバーカード");
        check("犬が死んだとき", "犬 死んだ");
        check("国保をやめたい", "国保 やめ");
        check("転入届の書き方", "転入");
    }

    #[test]
    fn a_word_that_nothing_can_be_taken_from_stays() {
        check("委任状", "委任状");
        check("おはか", "おはか");
        check("ごみ", "ごみ");
        check("届", "");
    }
}
