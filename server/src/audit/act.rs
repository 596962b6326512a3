//! What is written down, and how it reads.

use std::fmt;
use std::net::IpAddr;

use api::{DeviceId, DeviceRole};
use chrono::NaiveDate;
use domain::moment::Moment;
use domain::queue::Event;
use domain::submission::ReferenceNumber;

use super::OfficeLine;
use crate::ledger::LogLine;

/// Who did it (操作した人).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff, by number.
    Staff(i64),
    /// A kiosk, by number.
    Device(DeviceId),
    /// Somebody who is not signed in, by address.
    Stranger(IpAddr),
    /// The house itself, such as when it opens the lobby for a new day, or its operator at the command line.
    House,
}

/// What was done (操作). No variant can hold what a resident wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named after their types")]
pub enum Act {
    /// Joined with a one-time code.
    Join,
    /// Signed in.
    SignIn,
    /// Gave a wrong passphrase, for this member of staff or for nobody. The name as typed is not kept: it may be a passphrase.
    SignInRefused { staff: Option<i64> },
    /// Signed out.
    SignOut,
    /// Invited somebody to join.
    Invite,
    /// Took a member of staff's access away.
    Dismiss { staff: i64 },
    /// Opened a code without storing it; named by the digest of its digits.
    OpenCode { digest: String },
    /// Opened what came from home for the first time, for its title in the list.
    Look { reference: ReferenceNumber },
    /// Opened a stored submission.
    Open { reference: ReferenceNumber },
    /// Wrote a form down for somebody; named by the digest of the digits that came of it.
    WriteDown { digest: String },
    /// Printed a code that a person brought, without storing it; named by the digest of its digits.
    PrintCode { digest: String },
    /// Accepted a code at the counter and stored it, with what the office has filled in; without it, it was stored before.
    Receive { reference: ReferenceNumber, office: Option<OfficeLine> },
    /// Accepted a submission that came online.
    Accept { reference: ReferenceNumber, office: Option<OfficeLine> },
    /// Changed what the office has filled in.
    Note { reference: ReferenceNumber, office: OfficeLine },
    /// Looked at the totals of a day.
    Totals { day: NaiveDate },
    /// Counted the money in the till of a day, in yen; so much was taken.
    CountTill { day: NaiveDate, counted: u32, taken: i64 },
    /// Corrected these controls.
    Correct { reference: ReferenceNumber, controls: Vec<String> },
    /// Sent it to the printer.
    Print { reference: ReferenceNumber, again: bool },
    /// Said that the last print of it brought no paper.
    NoPaper { reference: ReferenceNumber },
    /// Took what was written on so many submissions of a form out of the house.
    Export { form: String, count: usize },
    /// Wrote so many submissions into a file for the hall; named by its digest.
    CarryOut { count: u64, digest: String },
    /// Read such a file in the hall, with so many submissions that were not there before.
    CarryIn { count: u64, digest: String },
    /// Emptied so many slips on the internet side that the hall has.
    Forget { count: u64 },
    /// Moved the lobby of an office.
    Lobby { office: String, event: Event },
    /// Confirmed a device.
    ConfirmDevice { device: DeviceId, office: String, role: DeviceRole },
    /// Gave a kiosk the right to open and print what a person brings, or took it away.
    PermitPrinting { device: DeviceId, may: bool },
    /// Took a device's right away.
    RevokeDevice { device: DeviceId },
}

impl Act {
    /// The one word by which it is found in the log.
    pub fn word(&self) -> &'static str {
        match self {
            Act::Join => "join",
            Act::SignIn => "sign-in",
            Act::SignInRefused { .. } => "sign-in-refused",
            Act::SignOut => "sign-out",
            Act::Invite => "invite",
            Act::Dismiss { .. } => "dismiss",
            Act::OpenCode { .. } => "open-code",
            Act::PrintCode { .. } => "print-code",
            Act::Look { .. } => "look",
            Act::Open { .. } => "open",
            Act::WriteDown { .. } => "write-down",
            Act::Receive { .. } => "receive",
            Act::Accept { .. } => "accept",
            Act::Note { .. } => "note",
            Act::Totals { .. } => "totals",
            Act::CountTill { .. } => "count-till",
            Act::Correct { .. } => "correct",
            Act::Print { again: false, .. } => "print",
            Act::Print { again: true, .. } => "print-again",
            Act::NoPaper { .. } => "no-paper",
            Act::Export { .. } => "export",
            Act::CarryOut { .. } => "carry-out",
            Act::CarryIn { .. } => "carry-in",
            Act::Forget { .. } => "forget",
            Act::Lobby { event, .. } => match event {
                Event::Opened { .. } => "open-day",
                Event::Issued { .. } => "issue",
                Event::Called { .. } => "call",
                Event::Recalled { .. } => "recall",
                Event::Missed { .. } => "miss",
                Event::Serving { .. } => "serve",
                Event::Served { .. } => "finish",
                Event::Rung { .. } => "call-staff",
                Event::Answered { .. } => "answer-kiosk",
            },
            Act::ConfirmDevice { .. } => "confirm-device",
            Act::PermitPrinting { may: true, .. } => "permit-printing",
            Act::PermitPrinting { may: false, .. } => "forbid-printing",
            Act::RevokeDevice { .. } => "revoke-device",
        }
    }

    /// The line that says who did it, and when.
    pub fn line(&self, who: Actor, at: Moment) -> LogLine {
        LogLine { at, who: who.to_string(), act: self.word().into(), what: self.to_string() }
    }
}

/// To what it was done: a number, a ticket and a counter, a device.
impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Act::Join | Act::SignIn | Act::SignOut | Act::Invite | Act::SignInRefused { staff: None } => f.write_str("-"),
            Act::SignInRefused { staff: Some(id) } | Act::Dismiss { staff: id } => write!(f, "staff {id}"),
            Act::OpenCode { digest } | Act::WriteDown { digest } | Act::PrintCode { digest } => write!(f, "sha256 {digest}"),
            Act::Look { reference }
            | Act::Open { reference }
            | Act::Receive { reference, office: None }
            | Act::Accept { reference, office: None }
            | Act::Print { reference, .. }
            | Act::NoPaper { reference } => f.write_str(&reference.0),
            Act::Receive { reference, office: Some(office) }
            | Act::Accept { reference, office: Some(office) }
            | Act::Note { reference, office } => write!(f, "{} {office}", reference.0),
            Act::Totals { day } => write!(f, "{day}"),
            Act::CountTill { day, counted, taken } => write!(f, "{day} counted {counted} taken {taken}"),
            Act::Correct { reference, controls } => write!(f, "{} {}", reference.0, controls.join(" ")),
            Act::Export { form, count } => write!(f, "{form} {count}"),
            Act::CarryOut { count, digest } | Act::CarryIn { count, digest } => write!(f, "{count} sha256 {digest}"),
            Act::Forget { count } => write!(f, "{count}"),
            Act::Lobby { office, event } => match event {
                Event::Opened { day } => write!(f, "{office} {day}"),
                Event::Issued { ticket, queue } => write!(f, "{office} {ticket} {queue}"),
                Event::Called { ticket, counter }
                | Event::Recalled { ticket, counter }
                | Event::Missed { ticket, counter }
                | Event::Serving { ticket, counter }
                | Event::Served { ticket, counter } => write!(f, "{office} {ticket} counter {}", counter.0),
                Event::Rung { kiosk, .. } | Event::Answered { kiosk } => write!(f, "{office} device {kiosk}"),
            },
            Act::ConfirmDevice { device, office, role } => {
                let role = match role {
                    DeviceRole::Kiosk => "kiosk",
                    DeviceRole::Display => "display",
                };
                write!(f, "device {device} {role} {office}")
            }
            Act::PermitPrinting { device, .. } | Act::RevokeDevice { device } => write!(f, "device {device}"),
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Staff(id) => write!(f, "staff {id}"),
            Actor::Device(id) => write!(f, "device {id}"),
            Actor::Stranger(address) => write!(f, "address {address}"),
            Actor::House => f.write_str("-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::city::CounterNumber;
    use domain::queue::TicketNumber;

    use super::*;

    #[test]
    fn a_line_reads_as_who_did_what_to_what() {
        let reads = |act: Act| format!("{} | {act}", act.word());
        let reference = ReferenceNumber::new(2026, 123);
        assert_eq!(reads(Act::Print { reference: reference.clone(), again: true }), format!("print-again | {}", reference.0));
        let controls = vec!["name".into(), "household.2.birth".into()];
        assert_eq!(
            reads(Act::Correct { reference: reference.clone(), controls }),
            format!("correct | {} name household.2.birth", reference.0)
        );
        let called = Event::Called { ticket: TicketNumber { letter: 'A', number: 12 }, counter: CounterNumber(3) };
        assert_eq!(reads(Act::Lobby { office: "main".into(), event: called }), "call | main A012 counter 3");
        assert_eq!(reads(Act::SignInRefused { staff: Some(4) }), "sign-in-refused | staff 4");
        assert_eq!(Actor::Stranger(IpAddr::from([192, 0, 2, 7])).to_string(), "address 192.0.2.7");
    }
}
