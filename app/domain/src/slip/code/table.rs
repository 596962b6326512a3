//! Table 2: how likely each class of signs is after another and each sign in its class, in each kind of text, and what is likely after each kana.
//!
//! The table is a text, made by `cargo xtask data` and frozen; the specification beside it says how it is read. It is read when the
//! first code is made or opened.

use std::sync::OnceLock;

use super::text::Style;

/// The table as it was frozen.
const FILE: &str = include_str!("../../../../../public/specification/table-2.txt");

/// The levels, in the order of their width.
const LEVELS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// The first character that a gap is counted from is the blank.
const BEFORE_ALL: u32 = 0x1F;
/// The base that gaps are written in.
const BASE: u32 = 45;

/// The end of a text: the first symbol of every turn.
pub(super) const END: usize = 0;
/// A character that is left to the classes of `text`.
pub(super) const RARE: usize = 1;
/// Something that the code has said before.
pub(super) const COPY: usize = 2;
/// A character of the first class.
pub(super) const FIRST: usize = 3;
/// A word: after the classes.
pub(super) const WORD: usize = FIRST + CLASSES;
/// How many classes of characters there are.
const CLASSES: usize = 7;

/// The class of a character: kanji, hiragana, katakana, digits, wide digits, letters, anything else.
fn class_of(character: char) -> usize {
    match u32::from(character) {
        0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF | 0x3005 | 0x3007 => 0,
        0x3041..=0x309F => 1,
        0x30A1..=0x30FF => 2,
        0x30..=0x39 => 3,
        0xFF10..=0xFF19 => 4,
        0x41..=0x5A | 0x61..=0x7A => 5,
        _ => 6,
    }
}

/// Signs of one sort, and the places that each has on the coder's ruler.
pub(super) struct Signs<S> {
    signs: Vec<S>,
    /// The start of each, and the end of all.
    pub starts: Vec<u32>,
}

impl<S: Copy + PartialEq> Signs<S> {
    /// Those that have a level.
    fn of(levels: &str, signs: impl IntoIterator<Item = S>, wanted: impl Fn(S) -> bool) -> Signs<S> {
        let (mut kept, mut starts, mut end) = (Vec::new(), vec![0], 0);
        for (width, sign) in levels.bytes().map(width).zip(signs).filter(|(width, sign)| *width > 0 && wanted(*sign)) {
            kept.push(sign);
            end += width;
            starts.push(end);
        }
        Signs { signs: kept, starts }
    }

    /// The place of a sign among them.
    pub fn place(&self, sign: S) -> Option<usize> {
        self.signs.iter().position(|one| *one == sign)
    }

    /// The sign at a place.
    pub fn sign(&self, place: usize) -> Option<S> {
        self.signs.get(place).copied()
    }
}

/// The width of a level; 0 for none.
fn width(level: u8) -> u32 {
    let level = LEVELS.iter().position(|one| *one == level);
    level.map_or(0, |level| (2 + level as u32 % 2) << (level / 2))
}

/// The starts of all these levels, those without a width too.
fn starts(levels: &str) -> Vec<u32> {
    let mut end = 0;
    let ends = levels.bytes().map(|level| {
        end += width(level);
        end
    });
    std::iter::once(0).chain(ends).collect()
}

/// How texts of one kind are written.
pub(super) struct Kind {
    /// At the beginning and after each class: the starts of what may come, from [`END`] to [`WORD`].
    turns: Vec<Vec<u32>>,
    /// The characters of each class.
    pub classes: Vec<Signs<char>>,
    /// Its words.
    pub words: Signs<&'static str>,
}

impl Kind {
    fn of(line: &'static str, characters: &[char], words: &[&'static str]) -> Kind {
        let mut parts = line.split(' ');
        let turns = parts.by_ref().take(1 + CLASSES).map(starts).collect();
        let levels = parts.next().unwrap_or_default();
        let of_class = |class| Signs::of(levels, characters.iter().copied(), |character| class_of(character) == class);
        let classes = (0..CLASSES).map(of_class).collect();
        Kind { turns, classes, words: Signs::of(parts.next().unwrap_or_default(), words.iter().copied(), |_| true) }
    }

    /// The starts of what may come after this character, or at the beginning.
    pub fn turn(&self, before: Option<char>) -> &[u32] {
        &self.turns[before.map_or(0, |before| 1 + class_of(before))]
    }

    /// The longest word that a text begins with: its place and the word.
    pub fn word(&self, text: &str) -> Option<(usize, &'static str)> {
        let words = self.words.signs.iter().copied().enumerate();
        words.filter(|(_, word)| text.starts_with(word)).max_by_key(|(_, word)| word.len())
    }

    /// Which class a character is in, and its place there.
    pub fn character(&self, character: char) -> Option<(usize, usize)> {
        let class = class_of(character);
        Some((class, self.classes[class].place(character)?))
    }
}

/// The table as it is used.
pub(super) struct Table {
    /// Family, given, place, block, building, free, mail.
    kinds: Vec<Kind>,
    kana: Vec<char>,
    /// After the beginning of 氏, of 名, whatever is no kana, and each kana: the starts of the end, of the rare ones and of each kana.
    after: Vec<Vec<u32>>,
    /// The 47 prefectures.
    pub prefectures: Vec<&'static str>,
    /// Of the first two digits of a postal code, the prefecture: `A` is the first.
    postcodes: &'static [u8],
}

impl Table {
    /// The table, read once.
    pub fn get() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| Table::parse(FILE))
    }

    fn parse(file: &'static str) -> Table {
        let lines: Vec<_> = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect();
        let line = |name: &str| lines.iter().find(|(first, _)| *first == name).map_or("", |(_, rest)| *rest);
        let (characters, kana) = (characters(line("characters")), Vec::from_iter(line("kana").chars()));
        let words: Vec<&str> = line("words").split(' ').collect();
        let kinds = ["family", "given", "place", "block", "building", "free", "mail"].map(|kind| Kind::of(line(kind), &characters, &words));
        let first = lines.iter().position(|(first, _)| *first == "/").unwrap_or_default();
        let after = lines[first..].iter().take(BEGINNINGS + kana.len()).map(|(_, levels)| starts(levels)).collect();
        let prefectures = line("prefectures").split(' ').collect();
        Table { kinds: kinds.into(), kana, after, prefectures, postcodes: line("postcodes").as_bytes() }
    }

    /// How texts of this style are written; nothing for kana, where one sign leads to the next.
    pub fn kind(&self, style: Style) -> Option<&Kind> {
        let place = match style {
            Style::Family => 0,
            Style::Given => 1,
            Style::Place => 2,
            Style::Block => 3,
            Style::Building => 4,
            Style::Free => 5,
            Style::Mail => 6,
            Style::FamilyKana | Style::GivenKana => return None,
        };
        self.kinds.get(place)
    }

    /// The starts of what may come in a text of kana after this character, or at the beginning: [`END`], [`RARE`] and each kana.
    pub fn after(&self, style: Style, before: Option<char>) -> &[u32] {
        let row = match before {
            None => usize::from(style == Style::GivenKana),
            Some(before) => self.kana.binary_search(&before).map_or(2, |nth| BEGINNINGS + nth),
        };
        &self.after[row]
    }

    /// The symbol of a kana; nothing if it is none.
    pub fn symbol_of(&self, kana: char) -> Option<usize> {
        self.kana.binary_search(&kana).ok().map(|nth| nth + RARE + 1)
    }

    /// The kana of a symbol.
    pub fn kana(&self, symbol: usize) -> Option<char> {
        self.kana.get(symbol.checked_sub(RARE + 1)?).copied()
    }

    /// The prefecture that a postal code lies in, as its first two digits tell.
    pub fn prefecture_of(&self, postcode: &str) -> Option<&'static str> {
        let place = self.postcodes.get(postcode.get(..2)?.parse::<usize>().ok()?)?;
        self.prefectures.get(usize::from(place.checked_sub(b'A')?)).copied()
    }
}

/// How many rows stand before those of the kana: 氏, 名, anything else.
const BEGINNINGS: usize = 3;

/// The characters that gaps lead to.
fn characters(gaps: &str) -> Vec<char> {
    let (mut characters, mut before, mut gap, mut scale) = (Vec::new(), BEFORE_ALL, 0, 1);
    for digit in gaps.bytes() {
        let digit = u32::from(digit.saturating_sub(0x23));
        gap += digit % BASE * scale;
        scale *= BASE;
        if digit < BASE {
            before += gap + 1;
            characters.extend(char::from_u32(before));
            (gap, scale) = (0, 1);
        }
    }
    characters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::get();
        assert_eq!((table.kinds.len(), table.prefectures.len(), table.postcodes.len()), (7, 47, 100));
        assert_eq!(table.after.len(), BEGINNINGS + table.kana.len());
        assert!(table.kana.is_sorted());
        let may = |starts: &[u32], symbol: usize| starts[symbol] < starts[symbol + 1];
        for turn in table.kinds.iter().flat_map(|kind| &kind.turns) {
            assert_eq!(turn.len(), WORD + 2);
            assert!(may(turn, END) && may(turn, RARE), "an end and a way to the classes, whatever comes before");
        }
        for row in &table.after {
            assert_eq!(row.len(), table.kana.len() + 3);
            assert!(may(row, END) && may(row, RARE));
        }
        for kind in &table.kinds {
            assert_eq!((kind.turns.len(), kind.classes.len()), (1 + CLASSES, CLASSES));
            let has = |class: usize| kind.classes.get(class).map_or(kind.words.signs.len(), |signs| signs.signs.len()) > 0;
            assert!(
                kind.turns.iter().all(|turn| (0..=CLASSES).all(|class| may(turn, FIRST + class) == has(class))),
                "no class without signs"
            );
        }
        assert_eq!(table.prefecture_of("1000001"), Some("東京都"));
        assert_eq!(table.prefecture_of("1"), None);
    }

    #[test]
    fn gaps_of_any_width_are_read() {
        assert_eq!(characters("##P$"), [' ', '!', 'O']);
    }
}
