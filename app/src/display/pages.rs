//! More lines than fit on the screen are shown page by page.

use leptos::prelude::*;

use crate::device::clock;

/// How long a page stays, in milliseconds.
const STAY: u32 = 8_000;

/// A number that grows each time the pages are turned.
pub fn turning() -> ReadSignal<usize> {
    let (turn, set) = signal(0usize);
    Effect::new(move || clock::every(STAY, move || set.update(|turn| *turn = turn.wrapping_add(1))));
    turn
}

/// Which of `lines` lines are on the screen after so many turns: those from the first of these to before the second.
pub fn page(lines: usize, fit: usize, turn: usize) -> (usize, usize) {
    let first = (turn % lines.div_ceil(fit).max(1)) * fit;
    (first, (first + fit).min(lines))
}

/// Which page of how many this is, such as `1/2`; nothing if all lines fit.
pub fn mark(lines: usize, fit: usize, turn: usize) -> Option<String> {
    let pages = lines.div_ceil(fit);
    (pages > 1).then(|| format!("{}/{pages}", turn % pages + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_shown_in_turn() {
        assert_eq!([page(7, 3, 0), page(7, 3, 1), page(7, 3, 2), page(7, 3, 3)], [(0, 3), (3, 6), (6, 7), (0, 3)]);
        assert_eq!(page(0, 3, 5), (0, 0));
        assert_eq!(page(3, 3, 5), (0, 3));
        assert_eq!((mark(3, 3, 1), mark(7, 3, 4)), (None, Some("2/3".into())));
    }
}
