//! What happened in the lobby, and why something may not happen.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::TicketNumber;
use crate::city::CounterNumber;
use crate::moment::Moment;

/// Something that happened in the lobby (出来事). Never edited; its order is the ledger's sequence, never a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum Event {
    /// The lobby opened for a day: yesterday's tickets are void (開庁).
    Opened {
        /// The day in Japan.
        day: NaiveDate,
    },
    /// A ticket was issued (発券).
    Issued {
        /// Its number.
        ticket: TicketNumber,
        /// The queue, by id.
        queue: String,
    },
    /// A ticket was called to a counter (呼出).
    Called {
        /// Who.
        ticket: TicketNumber,
        /// Whither.
        counter: CounterNumber,
    },
    /// The call was repeated (再呼出).
    Recalled {
        /// Who.
        ticket: TicketNumber,
        /// Whither.
        counter: CounterNumber,
    },
    /// Nobody came (不在).
    Missed {
        /// Who.
        ticket: TicketNumber,
        /// Whither they were called.
        counter: CounterNumber,
    },
    /// The person came and is being served (対応中).
    Serving {
        /// Who.
        ticket: TicketNumber,
        /// Where.
        counter: CounterNumber,
    },
    /// The person has been served (終了).
    Served {
        /// Who.
        ticket: TicketNumber,
        /// Where.
        counter: CounterNumber,
    },
    /// Somebody at a kiosk asks for staff (呼び鈴).
    Rung {
        /// Which kiosk, by its number.
        kiosk: u32,
        /// When.
        at: Moment,
    },
    /// A member of staff goes to the kiosk (呼び鈴への応答).
    Answered {
        /// Which kiosk, by its number.
        kiosk: u32,
    },
}

/// Somebody who was called to another counter (他窓口での呼出).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Who.
    pub ticket: TicketNumber,
    /// Whither.
    pub counter: CounterNumber,
}

/// Why a command may not be carried out (拒否).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "refusal")]
pub enum Refusal {
    /// Nobody waits in the queues of this counter.
    NobodyWaiting {
        /// Who of them is on the way to another counter, called last: it may have been quicker by a moment.
        called: Option<Elsewhere>,
    },
    /// The counter has somebody already; finish or mark missed first.
    CounterBusy {
        /// Who is there or was called there.
        ticket: TicketNumber,
    },
    /// The counter has nobody to recall, miss, serve or finish.
    CounterEmpty,
    /// Another counter was quicker.
    AlreadyCalled {
        /// Who was called.
        ticket: TicketNumber,
        /// By which counter.
        counter: CounterNumber,
    },
    /// This ticket does not wait: not issued today, or over.
    NotWaiting {
        /// Which ticket was meant.
        ticket: TicketNumber,
    },
    /// The person at the counter is being served already, so the call cannot be repeated or marked missed.
    AlreadyServing {
        /// Who.
        ticket: TicketNumber,
    },
    /// The person has not come yet, so cannot be finished.
    NotServing {
        /// Who was called.
        ticket: TicketNumber,
    },
    /// The office has no such counter.
    UnknownCounter,
    /// The office has no such queue.
    UnknownQueue,
    /// All 999 numbers of the queue's day are given out.
    NumbersUsedUp,
    /// Staff were asked to come to this kiosk already, and have not answered yet.
    Ringing,
    /// Nobody asks for staff at this kiosk, or somebody has answered already.
    NotRinging,
    /// The lobby is open already for the day asked for, or for a later one.
    DayOpen {
        /// The day it is open for.
        day: NaiveDate,
    },
}

impl Event {
    /// Whose ticket it is about; opening a day and a kiosk's bell are about nobody's.
    pub fn ticket(&self) -> Option<TicketNumber> {
        match self {
            Event::Opened { .. } | Event::Rung { .. } | Event::Answered { .. } => None,
            Event::Issued { ticket, .. }
            | Event::Called { ticket, .. }
            | Event::Recalled { ticket, .. }
            | Event::Missed { ticket, .. }
            | Event::Serving { ticket, .. }
            | Event::Served { ticket, .. } => Some(*ticket),
        }
    }
}

impl Refusal {
    /// The sentence for whoever asked, in Japanese: what is so, and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Refusal::NobodyWaiting { called: None } => "この窓口でお待ちの方はいらっしゃいません。".into(),
            Refusal::NobodyWaiting { called: Some(Elsewhere { ticket, counter }) } => {
                format!("この窓口でお待ちの方はいらっしゃいません。{ticket}番の方は、{}番窓口でお呼びしています。", counter.0)
            }
            Refusal::CounterBusy { ticket } => {
                format!(
                    "この窓口では、{ticket}番の方をお呼び出し中または対応中です。「終了」または「不在」にしてから、次の方をお呼びください。"
                )
            }
            Refusal::CounterEmpty => "この窓口には、お呼び出し中または対応中の方がいらっしゃいません。".into(),
            Refusal::AlreadyCalled { ticket, counter } => format!("{ticket}番の方は、すでに{}番窓口でお呼びしています。", counter.0),
            Refusal::NotWaiting { ticket } => {
                format!("{ticket}番の方はお待ちではありません。本日の番号でないか、すでに終了しています。番号をお確かめください。")
            }
            Refusal::AlreadyServing { ticket } => {
                format!("{ticket}番の方にはすでに対応中です。ご用件が済みましたら「終了」にしてください。")
            }
            Refusal::NotServing { ticket } => {
                format!(
                    "{ticket}番の方は、まだ窓口にお見えになっていません。お見えになったら「対応開始」に、お見えにならないときは「不在」にしてください。"
                )
            }
            Refusal::UnknownCounter => "この庁舎に、その番号の窓口はありません。窓口番号をお確かめください。".into(),
            Refusal::UnknownQueue => "この庁舎では、その受付を行っていません。画面を読み込み直してください。".into(),
            Refusal::NumbersUsedUp => "本日の番号はすべて発券しました。おそれいりますが、職員にお声がけください。".into(),
            Refusal::Ringing => "係員を呼んでいます。そのままお待ちください。".into(),
            Refusal::NotRinging => "この呼び出しには、ほかの職員がすでに応答しています。".into(),
            Refusal::DayOpen { day } => format!("{}年{}月{}日の受付は、すでに始まっています。", day.year(), day.month(), day.day()),
        }
    }
}
