//! Texts of tables 0 and 1, and the rare characters of those that came later: classes of characters by Unicode block, and how likely each class is in each kind of text.
//!
//! Every character is a class, picked by the weights of the text's [`Style`], and a place in it. A character is
//! written in the first class that has a weight and holds it, so that there is one way to write it; what no class
//! holds is written as one of four kinds of escape, so that every text comes back byte for byte. Kanji and what needed
//! an escape are [`Seen`]: when they come again, in whichever text of the code, their place among those is enough. The
//! classes, their order, their characters and the weights are frozen: better ones are another table.

use super::tape::{Misfit, Tape};

/// What a text says, which decides how likely its characters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// 氏.
    Family,
    /// 名.
    Given,
    /// 氏の振り仮名, or the 名義 of an account, which begins with it.
    FamilyKana,
    /// 名の振り仮名.
    GivenKana,
    /// 都道府県・市区町村・町名.
    Place,
    /// 番地.
    Block,
    /// 方書.
    Building,
    /// Anything else.
    Free,
    /// A mail address, which is ASCII only.
    Mail,
}

/// A class of characters: a span of code points, or some that are common in addresses.
enum Class {
    Span(u32, u32),
    These(&'static str),
}

/// The classes, in the order of the weights after the end of the text; the escapes come last.
const CLASSES: [Class; 9] = [
    Class::Span(0x2D, 13),   // - . / and 0 to 9
    Class::Span(0xFF10, 10), // ０ to ９
    Class::These("一二三四五六七八九十都道府県市区町村郡大字丁目番地号東西南北中上"),
    Class::Span(0x4E00, 0x5200), // 漢字: CJK unified ideographs to U+9FFF
    Class::Span(0x30A1, 92),     // ァ to ー
    Class::Span(0x3041, 86),     // ぁ to ゖ
    Class::Span(0x20, 95),       // printable ASCII
    Class::Span(0xFF01, 94),     // ！ to ～
    Class::Span(0x3000, 32),     // the full-width space, 、。々〇 and brackets
];

/// The pick at the end of a text.
const END: usize = 0;
/// The pick for a character that was seen.
const SEEN: usize = 1;
/// The first class.
const FIRST: usize = 2;
/// The class of kanji.
const KANJI: usize = FIRST + 3;
/// The pick after the classes: a character that none of them holds.
const ESCAPE: usize = FIRST + CLASSES.len();

/// What the picks are called.
const NAMES: [&str; ESCAPE + 1] = ["end", "seen", "0-9", "０-９", "地", "漢字", "カナ", "かな", "ASCII", "！", "、々", "escape"];

/// What an escape leads to: variation selectors (IVS), the basic plane, the second plane, any code point.
const ESCAPES: [(u32, u32); 4] = [(0xE0100, 240), (0, 0x1_0000), (0x2_0000, 0x1_0000), (0, 0x11_0000)];

impl Style {
    /// Of 256: the end of the text, a character that was seen, the nine classes in their order, an escape.
    fn weights(self) -> [u8; ESCAPE + 1] {
        match self {
            //            end seen 0-9 ０-９ 地 漢字 カナ かな ASCII ！ 、々 escape
            Style::Family | Style::Given => [81, 12, 0, 0, 0, 142, 6, 4, 4, 1, 4, 2],
            Style::FamilyKana | Style::GivenKana => [58, 0, 0, 0, 0, 0, 190, 1, 2, 1, 3, 1],
            Style::Place => [38, 20, 5, 3, 62, 76, 22, 24, 1, 1, 2, 2],
            Style::Block => [40, 4, 132, 30, 32, 4, 2, 3, 3, 3, 1, 2],
            Style::Building => [22, 12, 44, 12, 12, 32, 92, 12, 10, 4, 2, 2],
            Style::Free => [12, 44, 10, 4, 14, 66, 28, 56, 6, 2, 12, 2],
            Style::Mail => [11, 0, 41, 0, 0, 0, 0, 0, 204, 0, 0, 0],
        }
    }
}

impl Class {
    /// How many characters it has.
    fn size(&self) -> u32 {
        match self {
            Class::Span(_, size) => *size,
            Class::These(characters) => characters.chars().count() as u32,
        }
    }

    /// The place of a character in it.
    fn place(&self, character: char) -> Option<u32> {
        match self {
            Class::Span(first, size) => u32::from(character).checked_sub(*first).filter(|place| place < size),
            Class::These(characters) => characters.chars().position(|c| c == character).map(|place| place as u32),
        }
    }

    /// The character at a place.
    fn character(&self, place: u32) -> Option<char> {
        match self {
            Class::Span(first, _) => char::from_u32(first + place),
            Class::These(characters) => characters.chars().nth(place as usize),
        }
    }
}

/// The rare characters of a code so far: kanji and those that needed an escape, each once, in the order they came.
#[derive(Default)]
pub(super) struct Seen(Vec<char>);

impl Seen {
    fn place(&self, character: char) -> Option<usize> {
        self.0.iter().position(|c| *c == character)
    }

    /// How a character is picked in a style.
    fn pick(&self, weights: &[u8], character: char) -> usize {
        if weights[SEEN] > 0 && self.place(character).is_some() {
            return SEEN;
        }
        let holds = |pick: &usize| weights[*pick] > 0 && CLASSES[*pick - FIRST].place(character).is_some();
        (FIRST..ESCAPE).find(holds).unwrap_or(ESCAPE)
    }
}

/// Writes or reads one text.
pub(super) fn text(tape: &mut Tape, seen: &mut Seen, style: Style, given: &str) -> Result<String, Misfit> {
    let (mut text, mut rest) = (String::new(), given.chars());
    while let Some(character) = character(tape, seen, style.weights(), rest.next())? {
        text.push(character);
    }
    Ok(text)
}

/// Writes or reads a character that another table leaves to the classes of a style.
pub(super) fn rare(tape: &mut Tape, seen: &mut Seen, style: Style, given: Option<char>) -> Result<char, Misfit> {
    let mut weights = style.weights();
    weights[END] = 0;
    character(tape, seen, weights, given)?.ok_or(Misfit)
}

/// Writes or reads one character, or the end.
fn character(tape: &mut Tape, seen: &mut Seen, mut weights: [u8; ESCAPE + 1], given: Option<char>) -> Result<Option<char>, Misfit> {
    if seen.0.is_empty() {
        weights[SEEN] = 0;
    }
    tape.next_is("class of a sign");
    let pick = tape.pick(&weights, given.map_or(END, |character| seen.pick(&weights, character)))?;
    tape.was(|| NAMES[pick].to_owned());
    tape.next_is("sign of the class");
    let character = match pick {
        END => return Ok(None),
        SEEN => {
            let place = given.and_then(|character| seen.place(character)).unwrap_or_default();
            seen.0[tape.uniform(seen.0.len() as u32, place as u32)? as usize]
        }
        ESCAPE => escaped(tape, given)?,
        pick => {
            let class = &CLASSES[pick - FIRST];
            let place = given.and_then(|character| class.place(character)).unwrap_or_default();
            class.character(tape.uniform(class.size(), place)?).ok_or(Misfit)?
        }
    };
    tape.was(|| character.to_string());
    if matches!(pick, KANJI | ESCAPE) && seen.place(character).is_none() {
        seen.0.push(character);
    }
    Ok(Some(character))
}

/// Writes or reads a character that no class of the style holds.
fn escaped(tape: &mut Tape, given: Option<char>) -> Result<char, Misfit> {
    let given = given.map_or(0, u32::from);
    let holds = |(first, size): &(u32, u32)| given.checked_sub(*first).is_some_and(|place| place < *size);
    let which = ESCAPES.iter().position(holds).unwrap_or_default() as u32;
    tape.next_is("escape");
    let (first, size) = ESCAPES[tape.uniform(ESCAPES.len() as u32, which)? as usize];
    tape.next_is("code point");
    let place = tape.uniform(size, given.saturating_sub(first))?;
    char::from_u32(first + place).ok_or(Misfit)
}
