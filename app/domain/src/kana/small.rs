//! Small kana in names: シヨウコ and ショウコ are two people. Whether a letter looks as if it had been written in the other size is a doubt to
//! ask about, never a mistake: whoever bears the name knows it.

use super::katakana;

/// A doubt (確かめたいこと) about the size of a letter in the kana of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The first letter in doubt, in the size that is likelier.
    pub letter: char,
    /// The whole kana with every such letter in its likelier size.
    pub instead: String,
}

impl Doubt {
    /// Whether the likelier size is the small one.
    pub fn is_small(&self) -> bool {
        large(self.letter).is_some()
    }
}

/// Kana of the row い, which a small ャュョ follows.
const I_ROW: &str = "キシチニヒミリギジヂビピ";
/// What a small ュ follows in names from other languages: テュ, フュ.
const FOREIGN_YU: &str = "テデフヴウ";
/// What a small ァィゥェォ follows in them: ティ, ジェ, ファ.
const FOREIGN_VOWEL: &str = "ヴフテデトドウツシジチクグイスズホミリニヒビピキギ";
/// Kana that nothing doubled stands before: there ッ was meant to be ツ, as in マツオ, ナツミ, マツヤ, ミツル.
const NEVER_DOUBLED: &str = "アイウエオナニヌネノマミムメモヤユヨルロワヲン";
/// Names that begin so have ッ.
const BEGIN_DOUBLED: [&str; 4] = ["ニツタ", "ホツタ", "ロツカク", "イツセイ"];
/// Names that begin with キヨ (清) and go on with ウ: キヨウラ (清浦), キヨウチ (清内).
const AFTER_KIYOU: &str = "ラチミメ";

/// What is doubtful about the kana of a family or given name; nothing where it may well be as it stands, or is no kana.
pub fn doubt(typed: &str) -> Option<Doubt> {
    let kana = katakana(typed.trim()).ok()?;
    let mut first = None;
    let mut instead = String::with_capacity(kana.len());
    for part in kana.split_inclusive(is_between) {
        let letters: Vec<char> = part.trim_end_matches(is_between).chars().collect();
        for at in 0..letters.len() {
            let other = other_size(&letters, at);
            first = first.or(other);
            instead.push(other.unwrap_or(letters[at]));
        }
        instead.extend(part.chars().last().filter(|last| is_between(*last)));
    }
    first.map(|letter| Doubt { letter, instead })
}

/// What parts a name into names.
fn is_between(c: char) -> bool {
    matches!(c, '　' | '・')
}

/// The letter at this place in the other size, if it is likelier.
fn other_size(letters: &[char], at: usize) -> Option<char> {
    let (before, here, after) = (at.checked_sub(1).map(|before| letters[before]), letters[at], &letters[at + 1..]);
    if let Some(small) = small(here) {
        looks_small(before, here, after, letters, at).then_some(small)
    } else {
        large(here).filter(|_| looks_large(before, here, after, at))
    }
}

/// Whether a large letter was likely to be a small one.
fn looks_small(before: Option<char>, here: char, after: &[char], letters: &[char], at: usize) -> bool {
    let follows = |row: &str| before.is_some_and(|before| row.contains(before));
    let next = after.first().copied();
    match here {
        // チャン, ジャン.
        'ヤ' => follows("シジチリ") && next == Some('ン'),
        // シュウジ, リュウ, ジュン, シュリ; but ミユウ (美優) and ヨシユキ (義之) are names.
        'ユ' => match next {
            Some('ウ') => follows(I_ROW) && !follows("ミ"),
            Some('ン') => follows("シジチ"),
            Some('リ') => at == 1 && follows("シジ"),
            _ => false,
        },
        // ショウコ, リョウ, キョウコ, ジョン; but キヨコ (清子) and キヨウラ (清浦) are names.
        'ヨ' => {
            let is_kiyo = follows("キ") && after.get(1).is_some_and(|second| AFTER_KIYOU.contains(*second));
            (follows(I_ROW) && next == Some('ウ') && !is_kiyo) || (follows("シジ") && next == Some('ン'))
        }
        // イッペイ, テッペイ: a ぱ never follows a large ツ; but ハツトリ (服部), ナツコ and イツキ are names.
        'ツ' => {
            let begins = |name: &&str| letters.iter().collect::<String>().starts_with(*name);
            (before.is_some() && next.is_some_and(|next| "パピプペポ".contains(next))) || (at == 1 && BEGIN_DOUBLED.iter().any(begins))
        }
        _ => false,
    }
}

/// Whether a small letter was likely to be a large one.
fn looks_large(before: Option<char>, here: char, after: &[char], at: usize) -> bool {
    let follows = |row: &str| before.is_some_and(|before| row.contains(before));
    let next = after.first().copied();
    let is_last = after.is_empty();
    match here {
        // ヒロユキ, カズヨ: ロュ and ズョ cannot be said. ミユキ, ヨシユキ.
        'ュ' => !(follows(I_ROW) || follows(FOREIGN_YU)) || (next == Some('キ') && (follows("ミ") || (follows("シ") && at > 1))),
        // チヨコ, ミチヨ, フミヨ, マサキヨ.
        'ョ' => !(follows(I_ROW) || follows("ヴフ")) || (follows("ミチキ") && (after == ['コ'] || (is_last && at > 1))),
        'ャ' => !(follows(I_ROW) || follows("ヴフ")),
        // マツモト, ナツミ; マツダ and マツザキ, but not ブラッド.
        'ッ' => {
            let is_matsu = at == 1 && follows("マ") && next.is_some_and(|next| "ザダバ".contains(next));
            before.is_none() || next.is_none_or(|next| NEVER_DOUBLED.contains(next)) || is_matsu
        }
        // サイトウ, ナオコ.
        _ => !follows(FOREIGN_VOWEL),
    }
}

/// A large letter that has a small one beside it.
fn small(c: char) -> Option<char> {
    Some(match c {
        'ヤ' => 'ャ',
        'ユ' => 'ュ',
        'ヨ' => 'ョ',
        'ツ' => 'ッ',
        _ => return None,
    })
}

/// A small letter as a large one.
fn large(c: char) -> Option<char> {
    Some(match c {
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ッ' => 'ツ',
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asks(typed: &str, instead: &str) {
        assert_eq!(doubt(typed).map(|doubt| doubt.instead).as_deref(), Some(instead), "{typed}");
    }

    #[test]
    fn what_looks_written_large_is_asked_about() {
        for (typed, instead) in [
            ("シヨウコ", "ショウコ"),
            ("シヨウタ", "ショウタ"),
            ("キヨウコ", "キョウコ"),
            ("リヨウ", "リョウ"),
            ("リユウノスケ", "リュウノスケ"),
            ("シユウジ", "シュウジ"),
            ("ジユンコ", "ジュンコ"),
            ("シユンスケ", "シュンスケ"),
            ("ジユリ", "ジュリ"),
            ("イツペイ", "イッペイ"),
            ("ニツタ", "ニッタ"),
            ("ジヤン", "ジャン"),
            ("しようこ", "ショウコ"),
            ("ｼﾖｳｺ", "ショウコ"),
        ] {
            asks(typed, instead);
        }
    }

    #[test]
    fn what_looks_written_small_is_asked_about() {
        for (typed, instead) in [
            ("マッモト", "マツモト"),
            ("ナッミ", "ナツミ"),
            ("マッダ", "マツダ"),
            ("ミッル", "ミツル"),
            ("ヒロュキ", "ヒロユキ"),
            ("ミュキ", "ミユキ"),
            ("チョコ", "チヨコ"),
            ("ミチョ", "ミチヨ"),
            ("カズョ", "カズヨ"),
            ("サィトウ", "サイトウ"),
            ("ショゥコ", "ショウコ"),
        ] {
            asks(typed, instead);
        }
    }

    #[test]
    fn names_that_are_as_they_should_be_are_let_be() {
        for name in [
            "ショウコ",
            "キョウコ",
            "キヨコ",
            "キヨウラ",
            "キヨシ",
            "チヨコ",
            "ミヨコ",
            "ハツトリ",
            "ハットリ",
            "ナツコ",
            "イツキ",
            "マツシタ",
            "カツヤ",
            "セツコ",
            "テツヤ",
            "ミツコ",
            "ヨシユキ",
            "ヒロユキ",
            "ミユキ",
            "ミユウ",
            "トシユキ",
            "ニシヤマ",
            "ミヤモト",
            "シミズヤ",
            "ジュン",
            "リュウ",
            "イッペイ",
            "ホッタ",
            "ユウコ",
            "ヨウコ",
            "ヤヨイ",
            "ツバサ",
            "リョウコ",
            "チャン",
            "グエン",
            "ジョン・スミス",
            "フィリップ",
            "シェリー",
            "ブラッド",
            "ヴィクトリア",
            "テュルク",
            "キャサリン",
            "マッカーシー",
            "ウェイ",
            "サクラ",
            "シヨ",
        ] {
            assert_eq!(doubt(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_no_kana_and_what_is_half_written_is_let_be() {
        for typed in ["", "山田", "Smith", "シヨ", "ジ"] {
            assert_eq!(doubt(typed), None, "{typed}");
        }
    }

    #[test]
    fn it_is_said_which_letter_and_which_size() {
        let doubt = |typed: &str| doubt(typed).map(|doubt| (doubt.letter, doubt.is_small()));
        assert_eq!(doubt("シヨウコ"), Some(('ョ', true)));
        assert_eq!(doubt("マッモト"), Some(('ツ', false)));
        assert_eq!(doubt("ジヨン・シヨウ"), Some(('ョ', true)), "each name of several is looked at by itself");
    }

    proptest! {
        #[test]
        fn what_was_taken_is_not_asked_about_again(typed in "[ァ-ヶー]{0,10}") {
            if let Some(Doubt { instead, .. }) = doubt(&typed) {
                prop_assert_ne!(&instead, &typed);
                prop_assert_eq!(instead.chars().count(), typed.chars().count());
                // Whoever takes it is not sent back to what they wrote.
                let again = doubt(&instead).map(|doubt| doubt.instead);
                prop_assert_ne!(again, Some(typed));
            }
        }
    }
}
