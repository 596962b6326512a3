//! Lays what came beside what should have come.

/// What is wrong with what came (食い違い).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// What came before it.
    pub prefix: String,
    /// What came after it.
    pub suffix: String,
    /// How many characters are missing.
    pub dropped: usize,
    /// How many came besides, in its middle.
    pub extra: usize,
    /// How many are others.
    pub wrong: usize,
}

/// What a step of the way through both does.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Same,
    Other,
    Extra,
    Dropped,
}

/// The fewest changes that make what came of what should have come.
pub fn align(came: &str, wanted: &str) -> Alignment {
    let (came, wanted): (Vec<char>, Vec<char>) = (came.chars().collect(), wanted.chars().collect());
    let mut steps = steps(&came, &wanted);
    let mut alignment = Alignment::default();
    let before = steps.iter().take_while(|step| **step == Step::Extra).count();
    let after = if before == steps.len() { 0 } else { steps.iter().rev().take_while(|step| **step == Step::Extra).count() };
    alignment.prefix = came[..before].iter().collect();
    alignment.suffix = came[came.len() - after..].iter().collect();
    steps.truncate(steps.len() - after);
    for step in steps.drain(before..) {
        match step {
            Step::Same => {}
            Step::Other => alignment.wrong += 1,
            Step::Extra => alignment.extra += 1,
            Step::Dropped => alignment.dropped += 1,
        }
    }
    alignment
}

/// The way through both with the fewest changes.
fn steps(came: &[char], wanted: &[char]) -> Vec<Step> {
    let width = wanted.len() + 1;
    let number = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let mut cost = vec![0_u16; (came.len() + 1) * width];
    for (x, cell) in cost[..width].iter_mut().enumerate() {
        *cell = number(x);
    }
    for y in 1..=came.len() {
        cost[y * width] = number(y);
        for x in 1..width {
            let change = u16::from(came[y - 1] != wanted[x - 1]);
            let across = cost[(y - 1) * width + x - 1] + change;
            let aside = cost[(y - 1) * width + x].min(cost[y * width + x - 1]) + 1;
            cost[y * width + x] = across.min(aside);
        }
    }
    let (mut y, mut x) = (came.len(), wanted.len());
    let mut steps = Vec::with_capacity(x.max(y));
    while y > 0 || x > 0 {
        let here = cost[y * width + x];
        // What came at the ends besides is seen there: it is taken off before anything is matched.
        let step = if y > 0 && cost[(y - 1) * width + x] + 1 == here {
            Step::Extra
        } else if x > 0 && cost[y * width + x - 1] + 1 == here {
            Step::Dropped
        } else if came[y - 1] == wanted[x - 1] {
            Step::Same
        } else {
            Step::Other
        };
        y -= usize::from(step != Step::Dropped);
        x -= usize::from(step != Step::Extra);
        steps.push(step);
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_apart() {
        let wanted = "942012345678";
        assert_eq!(align(wanted, wanted), Alignment::default());
        assert_eq!(align("??1942012345678", wanted), Alignment { prefix: "??1".into(), ..Alignment::default() });
        assert_eq!(align("942012345678?", wanted), Alignment { suffix: "?".into(), ..Alignment::default() });
        assert_eq!(align("9420125678", wanted), Alignment { dropped: 2, ..Alignment::default() });
        assert_eq!(align("94200112345678", wanted), Alignment { extra: 2, ..Alignment::default() });
        assert_eq!(align("942092345678", wanted), Alignment { wrong: 1, ..Alignment::default() });
    }
}
