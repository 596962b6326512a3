//! Texts of table 2: first of which class the next sign is, by what stands before; then which sign, by how likely it is. Words and what the
//! code has said before are one sign each, kana lead from one to the next, and what no list holds is left to the classes of `text`.

use super::table::{COPY, END, FIRST, Kind, RARE, Table, WORD};
use super::tape::{Misfit, Tape};
use super::text::{Seen, Style, rare};

/// What a code has said so far: names, places and free texts of two signs and more, each once, in the order they came.
#[derive(Default)]
pub(super) struct Said(Vec<String>);

impl Said {
    /// Remembers a text.
    pub fn say(&mut self, text: &str) {
        if text.chars().nth(1).is_some() && !self.0.iter().any(|said| said == text) {
            self.0.push(text.to_owned());
        }
    }

    /// The longest that a text begins with.
    fn longest(&self, text: &str) -> Option<(usize, &str)> {
        let fitting = self.0.iter().enumerate().filter(|(_, said)| text.starts_with(said.as_str()));
        fitting.map(|(nth, said)| (nth, said.as_str())).max_by_key(|(_, said)| said.len())
    }
}

/// Writes or reads one text.
pub(super) fn text(tape: &mut Tape, seen: &mut Seen, said: &Said, style: Style, given: &str) -> Result<String, Misfit> {
    let Some(kind) = Table::get().kind(style) else { return kana(tape, seen, style, given) };
    let mut text = String::new();
    loop {
        let (rest, turn) = (given.get(text.len()..).unwrap_or_default(), kind.turn(text.chars().next_back()));
        let next = Next::of(kind, turn, said, rest);
        tape.next_is("class of a sign");
        let symbol = tape.among(turn, next.symbol)?;
        tape.was(|| NAMES[symbol].to_owned());
        tape.next_is("sign");
        match symbol {
            END => return Ok(text),
            RARE => text.push(rare(tape, seen, style, rest.chars().next())?),
            COPY => text += &said.0[tape.uniform(said.0.len() as u32, next.place as u32)? as usize],
            WORD => text += kind.words.sign(tape.among(&kind.words.starts, next.place)?).ok_or(Misfit)?,
            class => {
                let signs = kind.classes.get(class - FIRST).ok_or(Misfit)?;
                text.push(signs.sign(tape.among(&signs.starts, next.place)?).ok_or(Misfit)?);
            }
        }
        tape.was(|| text.clone());
    }
}

/// What the symbols are called.
const NAMES: [&str; WORD + 1] = ["end", "rare", "copy", "漢字", "かな", "カナ", "0-9", "０-９", "A-z", "other", "word"];

/// What is written next: the symbol, and the place in what it leads to.
struct Next {
    symbol: usize,
    place: usize,
}

impl Next {
    /// The longest of what was said and the words, else a character; rare, if it is not listed.
    fn of(kind: &Kind, turn: &[u32], said: &Said, rest: &str) -> Next {
        let may = |symbol: usize| turn[symbol] < turn[symbol + 1];
        let Some(character) = rest.chars().next() else { return Next { symbol: END, place: 0 } };
        let copied = said.longest(rest).filter(|_| may(COPY));
        let word = kind.word(rest).filter(|_| may(WORD));
        match (copied, word) {
            (Some((place, copied)), word) if word.is_none_or(|(_, word)| word.len() < copied.len()) => Next { symbol: COPY, place },
            (_, Some((place, _))) => Next { symbol: WORD, place },
            _ => match kind.character(character).filter(|(class, _)| may(FIRST + class)) {
                Some((class, place)) => Next { symbol: FIRST + class, place },
                None => Next { symbol: RARE, place: 0 },
            },
        }
    }
}

/// Writes or reads a text of kana.
fn kana(tape: &mut Tape, seen: &mut Seen, style: Style, given: &str) -> Result<String, Misfit> {
    let (table, mut text, mut rest) = (Table::get(), String::new(), given.chars());
    loop {
        let (next, turn) = (rest.next(), table.after(style, text.chars().next_back()));
        let symbol = next.map_or(END, |next| table.symbol_of(next).filter(|symbol| turn[*symbol] < turn[symbol + 1]).unwrap_or(RARE));
        tape.next_is("kana");
        let character = match tape.among(turn, symbol)? {
            END => {
                tape.was(|| NAMES[END].to_owned());
                return Ok(text);
            }
            RARE => {
                tape.was(|| NAMES[RARE].to_owned());
                rare(tape, seen, style, next)?
            }
            symbol => table.kana(symbol).ok_or(Misfit)?,
        };
        text.push(character);
        tape.was(|| text.clone());
    }
}
