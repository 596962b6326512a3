//! Which call is announced when: one after another, none lost, none twice.

use std::collections::VecDeque;

use domain::queue::{Board, Call, Stage};

/// How long an announcement stays the newest, in milliseconds: the chime, and time to look up and read.
pub const LONG: u32 = 5_000;

/// The same while others wait for theirs.
pub const SHORT: u32 = 2_500;

/// The calls that are still to be announced (呼出の順番待ち).
#[derive(Clone, Debug, Default)]
pub struct Announcer {
    /// The revision of the last call that was heard of.
    heard: Option<u64>,
    pending: VecDeque<Call>,
}

impl Announcer {
    /// Looks for calls that are new on a board. What the first board holds was announced before this screen was there.
    pub fn listen(&mut self, board: &Board) {
        let newest = board.calls.iter().map(|call| call.called).max().unwrap_or(0);
        // A ledger that begins anew counts anew.
        let heard = self.heard.filter(|heard| *heard <= board.revision).unwrap_or(if self.heard.is_some() { 0 } else { newest });
        let mut new: Vec<_> = board.calls.iter().filter(|call| call.called > heard && call.stage != Stage::Missed).cloned().collect();
        new.sort_by_key(|call| call.called);
        for call in new {
            // A repetition of a call that was not announced yet takes its place.
            self.pending.retain(|waiting| waiting.ticket != call.ticket);
            self.pending.push_back(call);
        }
        self.heard = Some(heard.max(newest));
    }

    /// The next call to announce, and how long it stays.
    pub fn announce(&mut self) -> Option<(Call, u32)> {
        let call = self.pending.pop_front()?;
        Some((call, if self.pending.is_empty() { LONG } else { SHORT }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::city::CounterNumber;

    /// A board with calls written as `A012@3:57`, newest first; `!` marks one that was missed.
    fn board(revision: u64, calls: &str) -> Board {
        let call = |text: &str| {
            let (text, stage) = text.strip_suffix('!').map_or((text, Stage::Called), |text| (text, Stage::Missed));
            let (ticket, rest) = text.split_once('@').unwrap();
            let (counter, called) = rest.split_once(':').unwrap();
            let counter = CounterNumber(counter.parse().unwrap());
            Call { ticket: ticket.parse().unwrap(), counter, called: called.parse().unwrap(), stage }
        };
        Board {
            office: "main".into(),
            revision,
            day: None,
            queues: Vec::new(),
            calls: calls.split_whitespace().map(call).collect(),
            bells: Vec::new(),
        }
    }

    /// What is announced after each of these boards, in all.
    fn check(boards: &[(u64, &str)], expected: &str) {
        let (mut announcer, mut announced) = (Announcer::default(), Vec::new());
        for (revision, calls) in boards {
            announcer.listen(&board(*revision, calls));
        }
        while let Some((call, _)) = announcer.announce() {
            announced.push(format!("{}@{}", call.ticket, call.counter.0));
        }
        assert_eq!(announced.join(" "), expected);
    }

    #[test]
    fn what_was_called_before_the_screen_came_is_not_announced() {
        check(&[(9, "A002@1:9 A001@2:7")], "");
        check(&[(9, "A002@1:9"), (10, "A003@2:10 A002@1:9")], "A003@2");
    }

    #[test]
    fn calls_in_quick_succession_are_announced_in_their_order() {
        check(&[(0, ""), (3, "B001@2:3 A002@3:2 A001@1:1")], "A001@1 A002@3 B001@2");
    }

    #[test]
    fn a_recall_is_announced_again_and_a_missed_one_is_not() {
        check(&[(5, "A001@1:5"), (6, "A001@1:6")], "A001@1");
        check(&[(5, "A001@1:5"), (8, "A002@1:8 A001@1:7!")], "A002@1");
    }

    #[test]
    fn a_board_that_is_told_twice_is_announced_once() {
        check(&[(0, ""), (1, "A001@1:1"), (1, "A001@1:1"), (2, "A001@1:1")], "A001@1");
    }

    #[test]
    fn a_ledger_that_begins_anew_is_listened_to() {
        check(&[(90, "A030@1:90"), (3, "A001@1:3")], "A001@1");
    }
}
