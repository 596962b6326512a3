//! Where a ticket stands, as its owner needs to hear it.

use chrono::NaiveDate;
use domain::city::CounterNumber;
use domain::queue::{Board, Stage, TicketNumber};

/// The ticket that the page's address names (整理券), such as `A012-20261122`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its number.
    pub number: TicketNumber,
    /// The day it was issued; tomorrow the number is somebody else's.
    pub day: NaiveDate,
}

impl Ticket {
    /// Reads what stands after the `#`.
    pub fn parse(fragment: &str) -> Option<Ticket> {
        let (number, day) = fragment.split_once('-').filter(|(_, day)| day.len() == 8)?;
        Some(Ticket { number: number.parse().ok()?, day: NaiveDate::parse_from_str(day, "%Y%m%d").ok()? })
    }
}

/// Where it stands (順番の状況).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// So many are called before it.
    Waiting {
        /// How many.
        ahead: usize,
    },
    /// It is called.
    Called {
        /// Whither.
        counter: CounterNumber,
        /// The revision of this call: a higher one is a repeated call.
        call: u64,
    },
    /// It is being served.
    Serving {
        /// Where.
        counter: CounterNumber,
    },
    /// It was called, and nobody came.
    Missed {
        /// Whither.
        counter: CounterNumber,
    },
    /// It is of another day than the lobby's.
    OtherDay,
    /// The board does not name it any more, or never did: served, or not issued.
    Gone,
}

impl Standing {
    /// Where the ticket stands on this board.
    pub fn of(ticket: Ticket, board: &Board) -> Standing {
        if board.day != Some(ticket.day) {
            return Standing::OtherDay;
        }
        if let Some(call) = board.call_of(ticket.number) {
            let counter = call.counter;
            return match call.stage {
                Stage::Called => Standing::Called { counter, call: call.called },
                Stage::Serving => Standing::Serving { counter },
                Stage::Missed => Standing::Missed { counter },
            };
        }
        board.ahead_of(ticket.number).map_or(Standing::Gone, |ahead| Standing::Waiting { ahead })
    }

    /// The one sentence that matters most.
    pub fn headline(self) -> String {
        match self {
            Standing::Waiting { ahead: 0 } => "次にお呼びします".into(),
            Standing::Waiting { ahead } => format!("あと{ahead}人です"),
            Standing::Called { counter, .. } => format!("順番です。{}番の窓口へお越しください", counter.0),
            Standing::Serving { counter } => format!("{}番の窓口で対応しています", counter.0),
            Standing::Missed { .. } => "お呼びしましたが、お会いできませんでした".into(),
            Standing::OtherDay => "この整理券は今日のものではありません".into(),
            Standing::Gone => "この番号は、いまの待ち列にありません".into(),
        }
    }

    /// What to do now.
    pub fn advice(self) -> String {
        match self {
            Standing::Waiting { ahead: 0..=2 } => "まもなくです。窓口の近くでお待ちください。".into(),
            Standing::Waiting { .. } => "この画面は自動で変わります。".into(),
            Standing::Called { .. } => "整理券の番号を職員にお見せください。".into(),
            Standing::Serving { .. } => "".into(),
            Standing::Missed { counter } => {
                format!("まだ間に合います。{}番の窓口、またはお近くの職員に、この番号をお見せください。", counter.0)
            }
            Standing::OtherDay => "番号は毎日新しくなります。発券機で新しい整理券をお取りください。".into(),
            Standing::Gone => "手続が終わったか、番号が違います。まだお済みでないときは、お近くの職員にこの番号をお見せください。".into(),
        }
    }

    /// Whether its owner should be woken when the page was like `before`: it is called, or called again.
    pub fn wakes(self, before: Option<Standing>) -> bool {
        match (self, before) {
            (Standing::Called { call, .. }, Some(Standing::Called { call: known, .. })) => call > known,
            (Standing::Called { .. }, _) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::queue::{Call, Lane};

    fn ticket(text: &str) -> Ticket {
        Ticket::parse(text).unwrap()
    }

    /// The lobby of 2026-11-22 with A010 to A013 waiting and these calls.
    fn board(calls: &[(&str, u64, Stage)]) -> Board {
        let waiting = (10..=13).map(|number| TicketNumber { letter: 'A', number }).collect();
        let call = |(ticket, called, stage): &(&str, u64, Stage)| Call {
            ticket: ticket.parse().unwrap(),
            counter: CounterNumber(3),
            called: *called,
            stage: *stage,
        };
        Board {
            office: "main".into(),
            revision: 99,
            day: NaiveDate::from_ymd_opt(2026, 11, 22),
            queues: vec![Lane { queue: "certificates".into(), waiting }],
            calls: calls.iter().map(call).collect(),
            bells: Vec::new(),
        }
    }

    #[test]
    fn a_ticket_is_read_from_the_address_and_nothing_else_is() {
        assert_eq!(ticket("A012-20261122").number.to_string(), "A012");
        for stranger in ["", "A012", "A012-2026112", "a012-20261122", "A012-20261322", "A012-20261122-x"] {
            assert_eq!(Ticket::parse(stranger), None, "{stranger}");
        }
    }

    #[test]
    fn a_phone_says_how_many_are_before_it() {
        let standing = |text| Standing::of(ticket(text), &board(&[])).headline();
        assert_eq!(standing("A010-20261122"), "次にお呼びします");
        assert_eq!(standing("A013-20261122"), "あと3人です");
    }

    #[test]
    fn a_call_says_where_to_go_and_a_missed_one_what_to_do() {
        let called = Standing::of(ticket("A009-20261122"), &board(&[("A009", 7, Stage::Called)]));
        assert_eq!(called.headline(), "順番です。3番の窓口へお越しください");
        let missed = Standing::of(ticket("A009-20261122"), &board(&[("A009", 7, Stage::Missed)]));
        assert!(missed.advice().starts_with("まだ間に合います。3番の窓口"));
    }

    #[test]
    fn yesterdays_number_is_not_todays() {
        assert_eq!(Standing::of(ticket("A012-20261121"), &board(&[])), Standing::OtherDay);
        assert_eq!(Standing::of(ticket("A099-20261122"), &board(&[])), Standing::Gone);
    }

    #[test]
    fn a_call_and_a_repeated_call_wake_and_the_same_board_does_not() {
        let called = |call| Standing::Called { counter: CounterNumber(3), call };
        assert!(called(7).wakes(None));
        assert!(called(7).wakes(Some(Standing::Waiting { ahead: 0 })));
        assert!(called(8).wakes(Some(called(7))));
        assert!(!called(7).wakes(Some(called(7))));
        assert!(!Standing::Serving { counter: CounterNumber(3) }.wakes(Some(called(7))));
    }
}
