//! Tells a scanner that types from a person who types.

use domain::slip::{CodeFault, SealedSlip};

/// At least so many keys in one burst are a scanner, even before the burst ends.
const CERTAIN: usize = 20;

/// At least so many keys in one burst, ended by Enter, are a scanner too: of some other barcode, but still no person.
const LIKELY: usize = 6;

/// The longest gap between two keys of a burst, in milliseconds. The fastest typists need twice as long.
const GAP: f64 = 50.0;

/// So many milliseconds of silence end a code whose scanner sends no Enter.
pub const SILENCE: u32 = 300;

/// So many milliseconds more are waited for the rest of a code whose end is missing.
pub const CLUMPS: u32 = 1_700;

/// What a key was, by its place on the keyboard: layouts, Shift and input methods do not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A digit, of the upper row or of the number pad.
    Digit(char),
    /// Enter or Tab: what scanners end with.
    End,
    /// Another key that writes something.
    Other,
}

/// What is to be done with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be a person's: let it have its effect.
    Pass,
    /// It is the scanner's: nothing else may see it.
    Swallow,
    /// It proves the scanner: nothing else may see it, and what the burst wrote so far is to be taken back.
    Caught,
    /// It ends the code.
    Complete(String),
}

/// The keys of one burst (読取中の入力).
#[derive(Debug, Default)]
pub struct Burst {
    text: String,
    keys: usize,
    last: f64,
}

impl Burst {
    /// Judges a key struck at this time, in milliseconds.
    pub fn strike(&mut self, stroke: Stroke, at: f64) -> Verdict {
        // After such a silence the caller has ended the burst; a later key begins another.
        let patience = if self.caught() { f64::from(SILENCE + CLUMPS) } else { GAP };
        if at - self.last > patience {
            *self = Burst::default();
        }
        self.last = at;
        match stroke {
            Stroke::End if self.keys >= LIKELY => Verdict::Complete(std::mem::take(self).text),
            Stroke::End => {
                *self = Burst::default();
                Verdict::Pass
            }
            Stroke::Digit(digit) => self.count(digit),
            // Which letter it was depends on the layout; that it was no digit is all that matters.
            Stroke::Other => self.count('?'),
        }
    }

    /// Nothing came for [`SILENCE`]: the code, if there was one.
    pub fn end(&mut self) -> Option<String> {
        let burst = std::mem::take(self);
        burst.caught().then_some(burst.text)
    }

    /// Whether this is a scanner for certain.
    pub fn caught(&self) -> bool {
        self.keys >= CERTAIN
    }

    /// What has arrived.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many digits have arrived.
    pub fn arrived(&self) -> usize {
        self.text.len()
    }

    fn count(&mut self, written: char) -> Verdict {
        self.text.push(written);
        self.keys += 1;
        match self.keys {
            CERTAIN => Verdict::Caught,
            keys if keys > CERTAIN => Verdict::Swallow,
            _ => Verdict::Pass,
        }
    }
}

/// Whether this is the beginning of a code, as far as its outside tells.
pub fn cut_short(text: &str) -> bool {
    SealedSlip::parse(text) == Err(CodeFault::Truncated)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Strikes these keys with this gap; returns what was written elsewhere, and the code if one was read.
    fn strike(keys: &str, gap: f64) -> (usize, Option<String>) {
        let (mut burst, mut elsewhere, mut code) = (Burst::default(), 0, None);
        for (place, key) in keys.chars().enumerate() {
            let stroke = match key {
                '\n' => Stroke::End,
                '0'..='9' => Stroke::Digit(key),
                _ => Stroke::Other,
            };
            match burst.strike(stroke, 1_000.0 + gap * place as f64) {
                Verdict::Pass => elsewhere += 1,
                Verdict::Caught => elsewhere = 0,
                Verdict::Swallow => {}
                Verdict::Complete(text) => code = Some(text),
            }
        }
        (elsewhere, code.or_else(|| burst.end()))
    }

    #[test]
    fn a_scanner_is_read_whole_and_writes_nowhere_else() {
        let code = "1234567890".repeat(40);
        assert_eq!(strike(&format!("{code}\n"), 8.0), (0, Some(code.clone())));
        assert_eq!(strike(&code, 8.0), (0, Some(code)), "without a terminator");
    }

    #[test]
    fn a_person_is_left_alone() {
        let hours = "09012345678".repeat(4);
        assert_eq!(strike(&format!("{hours}\n"), 60.0), (45, None));
    }

    #[test]
    fn another_barcode_presses_no_button() {
        assert_eq!(strike("4901234567894\n", 10.0).1.as_deref(), Some("4901234567894"));
        assert_eq!(strike("https://x\n", 10.0).1.as_deref(), Some("?????????"));
        assert_eq!(strike("12345\n", 10.0), (6, None));
    }

    #[test]
    fn only_the_beginning_of_a_code_is_worth_waiting_for() {
        assert!(cut_short(&format!("2123456{}", "9".repeat(80))));
        assert!(!cut_short("4901234567894"), "another barcode");
        assert!(!cut_short("?????????"));
        assert!(!cut_short(""));
    }

    #[test]
    fn a_scanner_that_stutters_is_still_one() {
        let mut burst = Burst::default();
        for (place, at) in (0..30).zip([0.0, 40.0, 45.0, 90.0].into_iter().cycle()) {
            burst.strike(Stroke::Digit('7'), f64::from(place / 4) * 100.0 + at);
        }
        assert_eq!(burst.strike(Stroke::Digit('8'), 1_000.0), Verdict::Swallow);
        assert_eq!(burst.end().map(|code| code.len()), Some(31));
    }
}
