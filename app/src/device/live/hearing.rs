//! What is believed of the things heard on the stream.

use domain::moment::Moment;
use domain::queue::Board;
use serde::{Deserialize, Serialize};

/// Something heard on the stream (受信).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Heard {
    /// The stream was opened anew.
    Opened,
    /// A board.
    Board(Board),
    /// The server lives, and its clock shows this.
    Beat(Moment),
}

/// What this screen believes of the lobby (呼出状況), and since when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hearing {
    /// The last board that was believed.
    pub board: Option<Board>,
    /// When it was last known to hold, by the server's clock.
    pub as_of: Option<Moment>,
    /// By how many seconds the server's clock is ahead of this device's.
    pub ahead: i64,
    /// A board older than the one believed, from a stream just opened. Either this server is behind the one that spoke
    /// before, and will catch up at once, or its ledger was put back to an earlier state; the next beat decides.
    doubted: Option<Board>,
    fresh: bool,
}

impl Hearing {
    /// Takes in what was heard at this time of the device's clock. Order is the ledger's, never the network's: an older
    /// board never replaces a newer one, unless a newly opened stream goes on telling it.
    pub fn hear(&mut self, heard: Heard, here: Moment) {
        match heard {
            Heard::Opened => (self.fresh, self.doubted) = (true, None),
            Heard::Board(board) => {
                let older = self.board.as_ref().is_some_and(|known| board.day <= known.day && board.revision < known.revision);
                if !older {
                    self.believe(board, here);
                } else if self.fresh {
                    self.doubted = Some(board);
                }
            }
            Heard::Beat(there) => {
                self.ahead = there.0 - here.0;
                if let Some(board) = self.doubted.take() {
                    self.believe(board, here);
                }
                if self.board.is_some() {
                    self.as_of = Some(there);
                }
            }
        }
    }

    fn believe(&mut self, board: Board, here: Moment) {
        self.board = Some(board);
        self.as_of = Some(Moment(here.0 + self.ahead));
        (self.fresh, self.doubted) = (false, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Moment = Moment(1_795_311_720);

    fn board(day: u32, revision: u64) -> Heard {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, day);
        Heard::Board(Board { office: "main".into(), revision, day, queues: Vec::new(), calls: Vec::new(), bells: Vec::new() })
    }

    fn after(heard: &[Heard]) -> (Option<u64>, Option<Moment>) {
        let mut hearing = Hearing::default();
        heard.iter().for_each(|one| hearing.hear(one.clone(), NOON));
        (hearing.board.map(|board| board.revision), hearing.as_of)
    }

    #[test]
    fn an_older_board_never_replaces_a_newer_one() {
        assert_eq!(after(&[Heard::Opened, board(22, 7), board(22, 9), board(22, 8)]).0, Some(9));
    }

    #[test]
    fn a_new_day_is_believed_whatever_its_number() {
        assert_eq!(after(&[Heard::Opened, board(22, 9), board(23, 2)]).0, Some(2));
        assert_eq!(after(&[Heard::Opened, board(23, 9), board(22, 2)]).0, Some(9));
    }

    #[test]
    fn a_server_that_is_behind_is_waited_for_and_one_that_started_anew_is_believed() {
        let lost = [Heard::Opened, board(22, 9), Heard::Opened, board(22, 3)];
        assert_eq!(after(&lost).0, Some(9));
        assert_eq!(after(&[&lost[..], &[board(22, 10), Heard::Beat(NOON)]].concat()).0, Some(10));
        assert_eq!(after(&[&lost[..], &[Heard::Beat(NOON), board(22, 4)]].concat()).0, Some(4));
    }

    #[test]
    fn a_board_holds_as_of_the_servers_clock() {
        let later = Moment(NOON.0 + 90);
        assert_eq!(after(&[Heard::Opened, board(22, 1)]).1, Some(NOON));
        assert_eq!(after(&[Heard::Opened, Heard::Beat(later), board(22, 1)]).1, Some(later));
        assert_eq!(after(&[Heard::Opened, board(22, 1), Heard::Beat(later)]).1, Some(later));
        assert_eq!(after(&[Heard::Opened, Heard::Beat(later)]).1, None);
    }
}
