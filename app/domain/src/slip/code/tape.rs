//! The coder: symbols into one big number and out of it again (rANS without renormalisation).
//!
//! A symbol takes `width` of `total` equally likely places, from `start` on. Writing folds it in by
//! `x ← (x div width)·total + start + (x mod width)`; reading takes `x mod total`, finds whose place that is, and
//! undoes the step. The last symbol written is the first one read, so symbols are collected and folded in from the end.

use super::number::Number;

/// Something does not fit: a value the form has no place for when writing, no such symbol when reading.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::slip) struct Misfit;

/// The most symbols a code is read for. The longest code that is looked at holds far fewer; it ends the reading of
/// a hostile one, whose symbols may cost nothing.
const MOST_SYMBOLS: u32 = 1 << 15;

/// A tape of symbols. The walker goes over the form once, whichever way the tape runs: every call names the value
/// to write and returns the value that stands there, which is the same when writing and what was read when reading.
pub(in crate::slip) enum Tape {
    /// Collects symbols.
    Writing(Vec<Symbol>),
    /// Pulls symbols out of a number.
    Reading {
        /// What is left of it.
        number: Number,
        /// How many symbols may still be read.
        left: u32,
    },
}

/// A symbol: `width` of `total` places, from `start` on.
pub(in crate::slip) struct Symbol {
    start: u32,
    width: u32,
    total: u32,
}

impl Tape {
    /// An empty tape to write on.
    pub fn blank() -> Tape {
        Tape::Writing(Vec::new())
    }

    /// A tape to read.
    pub fn read(number: Number) -> Tape {
        Tape::Reading { number, left: MOST_SYMBOLS }
    }

    /// One of `n` equally likely values, 0 to `n − 1`.
    pub fn uniform(&mut self, n: u32, value: u32) -> Result<u32, Misfit> {
        match self {
            _ if n == 0 => Err(Misfit),
            Tape::Writing(_) if value >= n => Err(Misfit),
            Tape::Writing(symbols) => {
                symbols.push(Symbol { start: value, width: 1, total: n });
                Ok(value)
            }
            Tape::Reading { number, left } => {
                Self::count_down(number, left)?;
                Ok(number.divide(n))
            }
        }
    }

    /// One of several values that are likely as their weights say.
    pub fn pick(&mut self, weights: &[u8], index: usize) -> Result<usize, Misfit> {
        let total = weights.iter().map(|weight| u32::from(*weight)).sum();
        let before = |index: usize| weights[..index].iter().map(|weight| u32::from(*weight)).sum::<u32>();
        match self {
            Tape::Writing(symbols) => {
                let width = u32::from(*weights.get(index).ok_or(Misfit)?);
                if width == 0 {
                    return Err(Misfit);
                }
                symbols.push(Symbol { start: before(index), width, total });
                Ok(index)
            }
            Tape::Reading { number, left } => {
                Self::count_down(number, left)?;
                let place = number.divide(total);
                let index = (0..weights.len()).rfind(|index| before(*index) <= place).ok_or(Misfit)?;
                number.multiply_add(u32::from(weights[index]), place - before(index));
                Ok(index)
            }
        }
    }

    /// Yes or no, equally likely.
    pub fn bit(&mut self, value: bool) -> Result<bool, Misfit> {
        Ok(self.uniform(2, u32::from(value))? == 1)
    }

    /// The number that holds everything written. A tape that was read gives what is left, which must be 1.
    pub fn finish(self) -> Number {
        match self {
            Tape::Writing(symbols) => {
                let mut number = Number::one();
                for symbol in symbols.iter().rev() {
                    let rest = number.divide(symbol.width);
                    number.multiply_add(symbol.total, symbol.start + rest);
                }
                number
            }
            Tape::Reading { number, .. } => number,
        }
    }

    fn count_down(number: &Number, left: &mut u32) -> Result<(), Misfit> {
        if number.is_zero() || *left == 0 {
            return Err(Misfit);
        }
        *left -= 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One call on a tape: a weighted choice or a uniform value.
    #[derive(Clone, Debug)]
    enum Step {
        Pick(Vec<u8>, usize),
        Uniform(u32, u32),
    }

    fn walk(tape: &mut Tape, steps: &[Step], blind: bool) -> Result<Vec<u32>, Misfit> {
        let step = |step: &Step| match step {
            Step::Pick(weights, index) => tape.pick(weights, if blind { 0 } else { *index }).map(|index| index as u32),
            Step::Uniform(n, value) => tape.uniform(*n, if blind { 0 } else { *value }),
        };
        steps.iter().map(step).collect()
    }

    fn any_step() -> impl Strategy<Value = Step> {
        let pick = (prop::collection::vec(0u8..40, 1..6), any::<prop::sample::Index>()).prop_map(|(mut weights, index)| {
            let index = index.index(weights.len());
            weights[index] += 1;
            Step::Pick(weights, index)
        });
        let uniform = (1u32.., any::<u32>()).prop_map(|(n, value)| Step::Uniform(n, value % n));
        prop_oneof![pick, uniform]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_one_is_left(steps in prop::collection::vec(any_step(), 0..60)) {
            let mut tape = Tape::blank();
            let written = walk(&mut tape, &steps, false).unwrap();
            let mut tape = Tape::read(tape.finish());
            prop_assert_eq!(walk(&mut tape, &steps, true).unwrap(), written);
            prop_assert!(tape.finish().is_one());
        }
    }

    #[test]
    fn a_symbol_that_costs_nothing_is_not_read_for_ever() {
        let mut tape = Tape::read(Number::one());
        let reads = (0..).take_while(|_| tape.pick(&[3, 1], 0).is_ok()).count();
        assert_eq!(reads, MOST_SYMBOLS as usize);
    }

    #[test]
    fn a_value_without_a_place_is_not_written() {
        assert_eq!(Tape::blank().uniform(3, 3), Err(Misfit));
        assert_eq!(Tape::blank().pick(&[1, 0], 1), Err(Misfit));
        assert_eq!(Tape::blank().pick(&[1], 1), Err(Misfit));
    }
}
