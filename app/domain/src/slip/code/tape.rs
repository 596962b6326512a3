//! The coder: symbols into one big number and out of it again (rANS without renormalisation).
//!
//! A symbol takes `width` of `total` equally likely places, from `start` on. Writing folds it in by
//! `x ← (x div width)·total + start + (x mod width)`; reading takes `x mod total`, finds whose place that is, and
//! undoes the step. The last symbol written is the first one read, so symbols are collected and folded in from the end.

use super::number::Number;

/// Something does not fit: a value the form has no place for when writing, no such symbol when reading.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::slip) struct Misfit;

/// The most work that a code is read or written with: the limbs that every symbol divides, and
/// some more for each symbol, added up. The longest code that a picture holds
/// takes a third of it; it ends the reading of a hostile one, whose symbols may cost nothing, after some milliseconds.
pub(super) const MOST_WORK: usize = 1 << 22;

/// A tape of symbols. The walker goes over the form once, whichever way the tape runs: every call names the value
/// to write and returns the value that stands there, which is the same when writing and what was read when reading.
pub(in crate::slip) struct Tape {
    way: Way,
    /// What the symbols are kept for that were read, if anybody asks.
    told: Option<Told>,
}

/// Which way a tape runs.
enum Way {
    /// Collects symbols.
    Writing(Vec<Symbol>),
    /// Pulls symbols out of a number.
    Reading {
        /// What is left of it.
        number: Number,
        /// How much work it may still take.
        left: usize,
    },
}

/// A symbol: `width` of `total` places, from `start` on.
struct Symbol {
    start: u32,
    width: u32,
    total: u32,
}

impl Tape {
    /// An empty tape to write on.
    pub fn blank() -> Tape {
        Tape { way: Way::Writing(Vec::new()), told: None }
    }

    /// A tape to read.
    pub fn read(number: Number) -> Tape {
        Tape { way: Way::Reading { number, left: MOST_WORK }, told: None }
    }

    /// A tape to read that tells of every symbol.
    pub fn explain(number: Number) -> Tape {
        Tape { told: Some(Told::default()), ..Tape::read(number) }
    }

    /// Says what the next symbol means.
    pub fn next_is(&mut self, what: &'static str) {
        if let Some(told) = &mut self.told {
            told.what = what;
        }
    }

    /// Says which question the next symbols answer.
    pub fn enter(&mut self, question: &str) {
        if let Some(told) = &mut self.told {
            told.place.push(question.to_owned());
        }
    }

    /// The question is answered.
    pub fn leave(&mut self) {
        if let Some(told) = &mut self.told {
            told.place.pop();
        }
    }

    /// Says what the last symbol turned out to mean.
    pub fn was(&mut self, meaning: impl FnOnce() -> String) {
        if let Some(step) = self.told.as_mut().and_then(|told| told.steps.last_mut()) {
            step.meaning = meaning();
        }
    }

    /// Every symbol that was read.
    pub fn steps(&mut self) -> Vec<Step> {
        self.told.take().map(|told| told.steps).unwrap_or_default()
    }

    /// One of `n` equally likely values, 0 to `n − 1`.
    pub fn uniform(&mut self, n: u32, value: u32) -> Result<u32, Misfit> {
        let value = match &mut self.way {
            _ if n == 0 => return Err(Misfit),
            Way::Writing(_) if value >= n => return Err(Misfit),
            Way::Writing(symbols) => {
                symbols.push(Symbol { start: value, width: 1, total: n });
                value
            }
            Way::Reading { number, left } => {
                count_down(number, left)?;
                number.divide(n)
            }
        };
        self.tell(value, 1, n);
        Ok(value)
    }

    /// One of several values that are likely as their weights say.
    pub fn pick(&mut self, weights: &[u8], index: usize) -> Result<usize, Misfit> {
        let mut starts = [0; MOST_WEIGHTS + 1];
        for (place, weight) in weights.iter().enumerate() {
            starts[place + 1] = starts[place] + u32::from(*weight);
        }
        self.among(&starts[..=weights.len()], index)
    }

    /// One of several values, each of which has the places from its start to that of the next; the last start is the end of all.
    pub fn among(&mut self, starts: &[u32], index: usize) -> Result<usize, Misfit> {
        let total = *starts.last().ok_or(Misfit)?;
        let (index, width) = match &mut self.way {
            Way::Writing(symbols) => {
                let (Some(start), Some(end)) = (starts.get(index), starts.get(index + 1)) else { return Err(Misfit) };
                if start == end {
                    return Err(Misfit);
                }
                symbols.push(Symbol { start: *start, width: end - start, total });
                (index, end - start)
            }
            Way::Reading { .. } if total == 0 => return Err(Misfit),
            Way::Reading { number, left } => {
                count_down(number, left)?;
                let place = number.divide(total);
                // The last that starts here or before: those without places start where the next one does.
                let index = starts.partition_point(|start| *start <= place).checked_sub(1).ok_or(Misfit)?;
                let width = starts.get(index + 1).ok_or(Misfit)? - starts[index];
                number.multiply_add(width, place - starts[index]);
                (index, width)
            }
        };
        self.tell(index as u32, width, total);
        Ok(index)
    }

    /// Yes or no, equally likely.
    pub fn bit(&mut self, value: bool) -> Result<bool, Misfit> {
        Ok(self.uniform(2, u32::from(value))? == 1)
    }

    /// The number that holds everything written; nothing if that would be too much to be read. A tape that was read gives what is left.
    pub fn finish(self) -> Option<Number> {
        match self.way {
            Way::Writing(symbols) => {
                let (mut number, mut left) = (Number::one(), MOST_WORK);
                for symbol in symbols.iter().rev() {
                    let rest = number.divide(symbol.width);
                    number.multiply_add(symbol.total, symbol.start + rest);
                    count_down(&number, &mut left).ok()?;
                }
                Some(number)
            }
            Way::Reading { number, .. } => Some(number),
        }
    }

    /// Whether a tape was read to its very end.
    pub fn is_at_end(&self) -> bool {
        matches!(&self.way, Way::Reading { number, .. } if number.is_one())
    }

    fn tell(&mut self, value: u32, width: u32, total: u32) {
        if let Some(told) = &mut self.told {
            let step = Step { place: told.place.join("."), what: told.what, value, width, total, meaning: String::new() };
            told.steps.push(step);
        }
    }
}

/// The most weights that a pick has.
const MOST_WEIGHTS: usize = 15;

/// What a symbol takes beside its division, in the time of a limb.
const WORK_OF_A_SYMBOL: usize = 8;

fn count_down(number: &Number, left: &mut usize) -> Result<(), Misfit> {
    *left = left.checked_sub(WORK_OF_A_SYMBOL + number.limbs()).ok_or(Misfit)?;
    if number.is_zero() { Err(Misfit) } else { Ok(()) }
}

/// What is told of the symbols that were read.
#[derive(Default)]
struct Told {
    place: Vec<String>,
    what: &'static str,
    steps: Vec<Step>,
}

/// A symbol of a code as it was read (コードの1記号), for people to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The question that it belongs to, such as `members.name`; blank in the header.
    pub place: String,
    /// What it says.
    pub what: &'static str,
    /// Which of the values it is, counted from 0.
    pub value: u32,
    /// How many of the places its value has.
    pub width: u32,
    /// How many places all values have.
    pub total: u32,
    /// What the value means, where it is no number; may be empty.
    pub meaning: String,
}

impl Step {
    /// What it costs, in bits.
    pub fn bits(&self) -> f64 {
        (f64::from(self.total) / f64::from(self.width)).log2()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One call on a tape: a weighted choice or a uniform value.
    #[derive(Clone, Debug)]
    enum Symbolic {
        Pick(Vec<u8>, usize),
        Uniform(u32, u32),
    }

    fn walk(tape: &mut Tape, steps: &[Symbolic], blind: bool) -> Result<Vec<u32>, Misfit> {
        let step = |step: &Symbolic| match step {
            Symbolic::Pick(weights, index) => tape.pick(weights, if blind { 0 } else { *index }).map(|index| index as u32),
            Symbolic::Uniform(n, value) => tape.uniform(*n, if blind { 0 } else { *value }),
        };
        steps.iter().map(step).collect()
    }

    fn any_step() -> impl Strategy<Value = Symbolic> {
        let pick = (prop::collection::vec(0u8..40, 1..6), any::<prop::sample::Index>()).prop_map(|(mut weights, index)| {
            let index = index.index(weights.len());
            weights[index] += 1;
            Symbolic::Pick(weights, index)
        });
        let uniform = (1u32.., any::<u32>()).prop_map(|(n, value)| Symbolic::Uniform(n, value % n));
        prop_oneof![pick, uniform]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_one_is_left(steps in prop::collection::vec(any_step(), 0..60)) {
            let mut tape = Tape::blank();
            let written = walk(&mut tape, &steps, false).unwrap();
            let mut tape = Tape::read(tape.finish().unwrap());
            prop_assert_eq!(walk(&mut tape, &steps, true).unwrap(), written);
            prop_assert!(tape.finish().unwrap().is_one());
        }
    }

    #[test]
    fn a_symbol_that_costs_nothing_is_not_read_for_ever() {
        let mut tape = Tape::read(Number::one());
        let reads = (0..).take_while(|_| tape.pick(&[3, 1], 0).is_ok()).count();
        assert_eq!(reads, MOST_WORK / (WORK_OF_A_SYMBOL + 1));
    }

    #[test]
    fn a_value_without_a_place_is_not_written() {
        assert_eq!(Tape::blank().uniform(3, 3), Err(Misfit));
        assert_eq!(Tape::blank().pick(&[1, 0], 1), Err(Misfit));
        assert_eq!(Tape::blank().pick(&[1], 1), Err(Misfit));
    }
}
