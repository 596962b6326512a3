//! A parcel: one slip on its way from this device to the city hall, and how it gets on.

use std::time::Duration;

use domain::moment::Moment;
use domain::slip::SealedSlip;
use domain::submission::{Receipt, SubmissionKey};
use serde::{Deserialize, Serialize};

use crate::device::post::Answer;
use crate::device::storage::Kept;

/// The first wait between two tries, and the longest.
const FIRST_WAIT: Duration = Duration::from_secs(4);
const LONGEST_WAIT: Duration = Duration::from_secs(5 * 60);

/// A wait that ends later than this comes from a clock that was set wrong.
const DAY: i64 = 24 * 60 * 60;

/// A slip that was handed over for sending (送信する申請書).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    /// Under which it is sent, each time.
    pub key: SubmissionKey,
    /// The form's id.
    pub form: String,
    /// The form's title, for the list.
    pub title: String,
    /// When it was handed over.
    pub since: Moment,
    /// How it gets on.
    pub state: State,
}

/// How a parcel gets on (送信の状態).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It waits for its turn or for the network (送信待ち).
    Waiting {
        /// What is sent.
        load: Load,
        /// How often it was tried.
        tries: u32,
        /// Whether it has left this device, so that it may have arrived.
        left: bool,
        /// When it is tried again by itself.
        next: Moment,
        /// Whether the city asked to be left alone until then; otherwise a sign of the network may come before.
        asked: bool,
        /// What came of the last try.
        why: Option<String>,
    },
    /// The city will not have it; the person decides (受付できず).
    Refused {
        /// What was sent.
        load: Load,
        /// Why, and what to do.
        sentence: String,
    },
    /// It lies on the city's disk (送信済み); only the receipt is kept.
    Received {
        /// The proof.
        receipt: Receipt,
    },
}

/// What a parcel holds until the city has it (中身): the digits as they are sent, and the draft they were made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Load {
    /// The digits: sealing again would make another slip, so these are sent each time.
    digits: String,
    /// To write it once more, if the city refuses or the person thinks better of it.
    pub draft: Box<Kept>,
}

impl Parcel {
    /// A slip to be sent from now on, made from this draft.
    pub fn new(title: &str, slip: &SealedSlip, draft: Kept, now: Moment) -> Parcel {
        Parcel {
            key: draft.key.clone(),
            form: draft.draft.form.clone(),
            title: title.to_owned(),
            since: now,
            state: State::Waiting {
                load: Load { digits: slip.digits().to_owned(), draft: Box::new(draft) },
                tries: 0,
                left: false,
                next: now,
                asked: false,
                why: None,
            },
        }
    }

    /// When it is due; `None` if it is not waiting. `sign` says that the network may be back.
    pub fn due(&self, now: Moment, sign: bool) -> Option<Moment> {
        let State::Waiting { next, asked, .. } = &self.state else { return None };
        let is_early = sign && !asked;
        Some(if is_early || next.0 > now.0 + DAY { now } else { *next })
    }

    /// Whether it waits and has not left this device yet.
    pub fn is_still_here(&self) -> bool {
        matches!(self.state, State::Waiting { left: false, .. })
    }

    /// The slip to send, and the parcel as it must lie on the disk before: after a crash it then counts as possibly arrived.
    /// `None` if there is nothing to send.
    pub fn setting_out(mut self) -> Option<(SealedSlip, Parcel)> {
        let State::Waiting { load, left, .. } = &mut self.state else { return None };
        let slip = SealedSlip::parse(&load.digits).ok()?;
        *left = true;
        Some((slip, self))
    }

    /// The parcel after an answer. `dice` is a number from 0 to below 1, by chance.
    pub fn after(self, answer: Answer, now: Moment, dice: f64) -> Parcel {
        let state = match (self.state, answer) {
            (_, Answer::Received(receipt)) => State::Received { receipt },
            (State::Waiting { load, .. }, Answer::Refused { sentence }) => State::Refused { load, sentence },
            (State::Waiting { load, tries, left, .. }, Answer::Later { why, after }) => {
                let tries = tries.saturating_add(1);
                let wait = pause(tries, dice).max(after.unwrap_or_default());
                let next = Moment(now.0 + i64::try_from(wait.as_secs()).unwrap_or(DAY).min(DAY));
                State::Waiting { load, tries, left, next, asked: after.is_some(), why: Some(why) }
            }
            (state, _) => state,
        };
        Parcel { state, ..self }
    }

    /// The parcel, to be sent at once because the person asks for it.
    pub fn once_more(self, now: Moment) -> Parcel {
        let state = match self.state {
            State::Waiting { load, tries, left, why, .. } => State::Waiting { load, tries, left, next: now, asked: false, why },
            State::Refused { load, .. } => State::Waiting { load, tries: 0, left: true, next: now, asked: false, why: None },
            received => received,
        };
        Parcel { state, ..self }
    }

    /// The draft, if the person may write it once more: only while the city cannot have the slip. Otherwise two of them could
    /// arrive.
    pub fn draft_to_mend(&self) -> Option<&Kept> {
        match &self.state {
            State::Waiting { load, left: false, .. } | State::Refused { load, .. } => Some(&load.draft),
            _ => None,
        }
    }
}

/// How long to wait after so many tries: longer each time, and by chance, so that a thousand phones do not come at once.
fn pause(tries: u32, dice: f64) -> Duration {
    let longest = FIRST_WAIT.saturating_mul(1 << tries.saturating_sub(1).min(10)).min(LONGEST_WAIT);
    longest.mul_f64(0.5 + dice / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::draft::Draft;
    use domain::form::Entries;
    use domain::submission::ReferenceNumber;

    const NOW: Moment = Moment(1_795_312_920);

    fn parcel() -> Parcel {
        let draft = Kept {
            id: "a".repeat(32),
            draft: Draft { form: "water-start".into(), edition: 1, entries: Entries::default() },
            key: SubmissionKey("b".repeat(32)),
            updated: NOW,
            revision: 3,
            former: None,
        };
        let load = Load { digits: "1".into(), draft: Box::new(draft.clone()) };
        let state = State::Waiting { load, tries: 0, left: false, next: NOW, asked: false, why: None };
        Parcel { key: draft.key, form: "water-start".into(), title: "水道使用開始届".into(), since: NOW, state }
    }

    /// A parcel that was sent without an answer so many times.
    fn tried(times: u32) -> Parcel {
        let mut parcel = parcel();
        if let State::Waiting { tries, left, .. } = &mut parcel.state {
            (*tries, *left) = (times, true);
        }
        parcel
    }

    fn later(after: Option<u64>) -> Answer {
        Answer::Later { why: "つながりません。".into(), after: after.map(Duration::from_secs) }
    }

    #[test]
    fn waits_grow_and_differ_but_never_for_ever() {
        assert_eq!(pause(1, 0.0), Duration::from_secs(2));
        assert!(pause(1, 0.99) < Duration::from_secs(4));
        assert_eq!(pause(3, 0.0), Duration::from_secs(8));
        assert!((0..u32::MAX).step_by(1 << 28).all(|tries| pause(tries, 0.99) <= LONGEST_WAIT));
    }

    #[test]
    fn a_sign_of_the_network_ends_the_wait_but_not_one_the_city_asked_for() {
        let waits = tried(5).after(later(None), NOW, 0.5);
        assert!(waits.due(NOW, false) > Some(NOW));
        assert_eq!(waits.due(NOW, true), Some(NOW));
        let asked = tried(1).after(later(Some(600)), NOW, 0.5);
        assert_eq!(asked.due(NOW, true), Some(Moment(NOW.0 + 600)));
    }

    #[test]
    fn a_clock_that_was_set_back_by_years_does_not_hold_a_parcel_back() {
        let waits = tried(1).after(later(Some(60)), NOW, 0.5);
        assert_eq!(waits.due(Moment(0), false), Some(Moment(0)));
    }

    #[test]
    fn a_receipt_is_all_that_is_kept_of_what_arrived() {
        let receipt = Receipt { reference: ReferenceNumber::new(2026, 1), received_at: NOW, digest: "f00d".into() };
        let arrived = tried(1).after(Answer::Received(receipt.clone()), NOW, 0.5);
        assert_eq!(arrived.state, State::Received { receipt });
        assert_eq!(arrived.due(NOW, true), None);
    }

    #[test]
    fn what_may_have_arrived_is_not_written_once_more() {
        assert!(parcel().draft_to_mend().is_some());
        let knocked = parcel().after(later(None), NOW, 0.5);
        assert!(knocked.is_still_here() && knocked.draft_to_mend().is_some(), "nobody was at home: it was not sent");
        assert!(tried(1).draft_to_mend().is_none());
        let refused = tried(1).after(Answer::Refused { sentence: "だめ".into() }, NOW, 0.5);
        assert!(refused.draft_to_mend().is_some());
        assert!(refused.once_more(NOW).draft_to_mend().is_none());
    }

    #[test]
    fn a_parcel_comes_back_from_the_disk_as_it_was() {
        let before = tried(2).after(later(Some(5)), NOW, 0.1);
        let text = serde_json::to_string(&before).expect("texts and numbers");
        assert_eq!(serde_json::from_str::<Parcel>(&text).expect("its own text"), before);
    }
}
