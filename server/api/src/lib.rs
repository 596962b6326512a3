//! What may be asked of the city hall. Every server function is one line over [`CityHall`], has a fixed address
//! under `/api`, takes JSON by POST (but [`watch`]) and refuses in the words of [`Refused`].

#![allow(missing_docs, reason = "the macro makes a struct of each function's arguments; the function says what they mean")]

pub mod city_hall;
pub mod refused;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::city::CounterNumber;
use domain::form::Entries;
use domain::office_use::OfficeUse;
use domain::office_use::till::DayTotals;
use domain::queue::TicketNumber;
use domain::submission::{Receipt, ReferenceNumber};
use leptos::prelude::*;
use server_fn::codec::{ByteStream, GetUrl, Json, Streaming};

pub use city_hall::*;
pub use refused::Refused;

/// The city hall that answers; put into the context of each request by the server.
#[allow(dead_code, reason = "the browser's half of a server function asks over the network instead")]
fn hall() -> Result<Arc<dyn CityHall>, Refused> {
    use_context().ok_or(Refused::Broken)
}

/// Who asks, and how to give something back beside the answer.
#[allow(dead_code, reason = "the browser's half of a server function asks over the network instead")]
fn envelope() -> Result<Arc<dyn Envelope>, Refused> {
    use_context().ok_or(Refused::Broken)
}

/// The member of staff who asks; refuses everybody else.
#[allow(dead_code, reason = "the browser's half of a server function asks over the network instead")]
fn staff() -> Result<StaffMember, Refused> {
    envelope()?.staff()
}

// ---- for everybody -------------------------------------------------------------------------------------------

/// The live board of an office as server-sent events: state with a revision, and a beat every two seconds.
#[server(prefix = "/api", endpoint = "watch", input = GetUrl, output = Streaming)]
pub async fn watch(office: String) -> Result<ByteStream<Refused>, Refused> {
    envelope()?.event_stream();
    hall()?.watch(&office).await
}

/// Takes a sealed slip from home. The same key and slip again give the same receipt, byte for byte.
#[server(prefix = "/api", endpoint = "submit", input = Json, output = Json)]
pub async fn submit(slip: String, key: String) -> Result<Receipt, Refused> {
    hall()?.submit(slip, key).await
}

// ---- staff: who they are -------------------------------------------------------------------------------------

/// Makes a member of staff out of a one-time code, a name and a passphrase, and signs them in.
#[server(prefix = "/api", endpoint = "join", input = Json, output = Json)]
pub async fn join(code: String, name: String, passphrase: String) -> Result<StaffMember, Refused> {
    let envelope = envelope()?;
    hall()?.join(envelope.visitor(), code, name, passphrase).await.map(|session| session.begin(&*envelope))
}

/// Signs a member of staff in.
#[server(prefix = "/api", endpoint = "sign_in", input = Json, output = Json)]
pub async fn sign_in(name: String, passphrase: String) -> Result<StaffMember, Refused> {
    let envelope = envelope()?;
    hall()?.sign_in(envelope.visitor(), name, passphrase).await.map(|session| session.begin(&*envelope))
}

/// Ends the session of who asks.
#[server(prefix = "/api", endpoint = "sign_out", input = Json, output = Json)]
pub async fn sign_out() -> Result<(), Refused> {
    let envelope = envelope()?;
    let token = envelope.session_token().ok_or(Refused::NotSignedIn)?;
    hall()?.sign_out(envelope.staff()?, token).await.inspect(|()| envelope.end_session())
}

/// Who is signed in here; nobody on a screen where nobody has signed in yet, which is no error.
#[server(prefix = "/api", endpoint = "signed_in", input = Json, output = Json)]
pub async fn signed_in() -> Result<Option<StaffMember>, Refused> {
    match staff() {
        Err(Refused::NotSignedIn) => Ok(None),
        answer => answer.map(Some),
    }
}

/// Who asks, and the city they work for. Asking keeps the session alive.
#[server(prefix = "/api", endpoint = "who_am_i", input = Json, output = Json)]
pub async fn who_am_i() -> Result<StaffMember, Refused> {
    staff()
}

/// A one-time code with which a colleague joins.
#[server(prefix = "/api", endpoint = "invite", input = Json, output = Json)]
pub async fn invite() -> Result<Invitation, Refused> {
    hall()?.invite(staff()?).await
}

/// What the operator has still to see to, for staff to remind them of.
#[server(prefix = "/api", endpoint = "reminders", input = Json, output = Json)]
pub async fn reminders() -> Result<Vec<Reminder>, Refused> {
    hall()?.reminders(staff()?).await
}

// ---- staff: slips --------------------------------------------------------------------------------------------

/// Opens a code that was read, without storing it: every form of it, in the order in which they were bound.
#[server(prefix = "/api", endpoint = "open", input = Json, output = Json)]
pub async fn open(slip: String) -> Result<Vec<Opened>, Refused> {
    hall()?.open(staff()?, slip).await
}

/// Accepts every form of an opened code, or `only` one of them, counted from 1: stores each as a submission of its own and gives it a
/// number. What was accepted before gives the receipt of then. `noted` is what the office has filled in, by the form's place.
#[server(prefix = "/api", endpoint = "receive", input = Json, output = Json)]
pub async fn receive(slip: String, only: Option<u8>, noted: Option<BTreeMap<u8, OfficeUse>>) -> Result<Vec<Receipt>, Refused> {
    hall()?.receive(staff()?, slip, only, noted.unwrap_or_default()).await
}

/// Makes a slip of what staff have written down for somebody: digits, to be opened and received like those of a code.
#[server(prefix = "/api", endpoint = "write_down", input = Json, output = Json)]
pub async fn write_down(form: String, edition: u8, entries: Entries) -> Result<String, Refused> {
    hall()?.write_down(staff()?, form, edition, entries).await
}

/// The submissions the city holds, newest first, at most [`LISTED`] of them: with `waiting` only those that nobody has accepted yet, and
/// only those stored `before` this one, so that whoever asks again with the last one of an answer comes to the end.
#[server(prefix = "/api", endpoint = "submissions", input = Json, output = Json)]
pub async fn submissions(waiting: Option<bool>, before: Option<ReferenceNumber>) -> Result<Vec<Listing>, Refused> {
    hall()?.submissions(staff()?, waiting.unwrap_or_default(), before).await
}

/// Opens a stored submission.
#[server(prefix = "/api", endpoint = "submission", input = Json, output = Json)]
pub async fn submission(reference: ReferenceNumber) -> Result<Opened, Refused> {
    hall()?.submission(staff()?, reference).await
}

/// Accepts a submission that came online, with what the office has filled in.
#[server(prefix = "/api", endpoint = "accept", input = Json, output = Json)]
pub async fn accept(reference: ReferenceNumber, noted: Option<OfficeUse>) -> Result<(), Refused> {
    hall()?.accept(staff()?, reference, noted.unwrap_or_default()).await
}

/// Changes what the office has filled in on an accepted submission; what stood before is kept.
#[server(prefix = "/api", endpoint = "note", input = Json, output = Json)]
pub async fn note(reference: ReferenceNumber, office: OfficeUse) -> Result<Opened, Refused> {
    hall()?.note(staff()?, reference, office).await
}

/// Corrects answers of a stored submission; what stood before is kept in the log.
#[server(prefix = "/api", endpoint = "correct", input = Json, output = Json)]
pub async fn correct(reference: ReferenceNumber, entries: Entries) -> Result<Opened, Refused> {
    hall()?.correct(staff()?, reference, entries).await
}

/// Notes in the log that a submission goes to the printer; `true` if it did so before.
#[server(prefix = "/api", endpoint = "printed", input = Json, output = Json)]
pub async fn printed(reference: ReferenceNumber) -> Result<bool, Refused> {
    hall()?.printed(staff()?, reference).await
}

/// The sheets of these submissions as one PDF, in the order of the counters that take them. Each is noted in the log as printed, and marked
/// 再印刷 if it was printed before; [`REPEATED`] of the answer's headers names those.
#[server(prefix = "/api", endpoint = "sheets", input = Json, output = Streaming)]
pub async fn sheets(references: Vec<ReferenceNumber>) -> Result<ByteStream<Refused>, Refused> {
    let envelope = envelope()?;
    hall()?.sheets(envelope.staff()?, references).await.map(|printed| printed.send(&*envelope))
}

/// Notes that the last print of these brought no paper: the next one is not marked 再印刷 because of it.
#[server(prefix = "/api", endpoint = "no_paper", input = Json, output = Json)]
pub async fn no_paper(references: Vec<ReferenceNumber>) -> Result<(), Refused> {
    hall()?.no_paper(staff()?, references).await
}

/// What was taken on a day, to be compared with the till.
#[server(prefix = "/api", endpoint = "totals", input = Json, output = Json)]
pub async fn totals(day: NaiveDate) -> Result<DayTotals, Refused> {
    hall()?.totals(staff()?, day).await
}

/// Remembers how much money was counted in the till on a day.
#[server(prefix = "/api", endpoint = "count_till", input = Json, output = Json)]
pub async fn count_till(day: NaiveDate, yen: u32) -> Result<DayTotals, Refused> {
    hall()?.count_till(staff()?, day, yen).await
}

// ---- staff: the lobby ----------------------------------------------------------------------------------------

/// Calls the next waiting person to a counter.
#[server(prefix = "/api", endpoint = "call_next", input = Json, output = Json)]
pub async fn call_next(office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
    hall()?.call_next(staff()?, office, counter).await
}

/// Calls one waiting person, out of turn.
#[server(prefix = "/api", endpoint = "call", input = Json, output = Json)]
pub async fn call(office: String, counter: CounterNumber, ticket: TicketNumber) -> Result<TicketNumber, Refused> {
    hall()?.call(staff()?, office, counter, ticket).await
}

/// Calls the person of this counter again.
#[server(prefix = "/api", endpoint = "recall", input = Json, output = Json)]
pub async fn recall(office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
    hall()?.recall(staff()?, office, counter).await
}

/// Marks the person called to this counter as missed.
#[server(prefix = "/api", endpoint = "miss", input = Json, output = Json)]
pub async fn miss(office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
    hall()?.miss(staff()?, office, counter).await
}

/// The person called to this counter has come.
#[server(prefix = "/api", endpoint = "serve", input = Json, output = Json)]
pub async fn serve(office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
    hall()?.serve(staff()?, office, counter).await
}

/// The person at this counter has been served.
#[server(prefix = "/api", endpoint = "finish", input = Json, output = Json)]
pub async fn finish(office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
    hall()?.finish(staff()?, office, counter).await
}

// ---- devices -------------------------------------------------------------------------------------------------

/// A kiosk or display makes itself known and gets a six-digit code to show; a known one gets its state.
#[server(prefix = "/api", endpoint = "introduce", input = Json, output = Json)]
pub async fn introduce() -> Result<DeviceState, Refused> {
    let envelope = envelope()?;
    hall()?.introduce(envelope.address(), envelope.device_token()).await.map(|known| known.keep(&*envelope))
}

/// Every device of the city, confirmed or waiting.
#[server(prefix = "/api", endpoint = "devices", input = Json, output = Json)]
pub async fn devices() -> Result<Vec<Device>, Refused> {
    hall()?.devices(staff()?).await
}

/// Confirms the device that shows this code.
#[server(prefix = "/api", endpoint = "confirm_device", input = Json, output = Json)]
pub async fn confirm_device(code: String, name: String, office: String, role: DeviceRole) -> Result<Device, Refused> {
    hall()?.confirm_device(staff()?, code, name, office, role).await
}

/// Lets a kiosk open and print what a person brings, or takes that right away again. It gives no other.
#[server(prefix = "/api", endpoint = "permit_printing", input = Json, output = Json)]
pub async fn permit_printing(id: DeviceId, may: bool) -> Result<(), Refused> {
    hall()?.permit_printing(staff()?, id, may).await
}

/// Takes a device's right away.
#[server(prefix = "/api", endpoint = "revoke_device", input = Json, output = Json)]
pub async fn revoke_device(id: DeviceId) -> Result<(), Refused> {
    hall()?.revoke_device(staff()?, id).await
}

/// Opens a code that a person holds over a kiosk, for them to look over: as they made it, without what the city hall knows of it besides.
/// Nothing is handed in.
#[server(prefix = "/api", endpoint = "look_over", input = Json, output = Json)]
pub async fn look_over(slip: String) -> Result<Vec<Opened>, Refused> {
    hall()?.look_over(envelope()?.printer()?, slip).await
}

/// The sheets of every form of a code that a person brought, as one PDF. Nothing is handed in.
#[server(prefix = "/api", endpoint = "print_code", input = Json, output = Streaming)]
pub async fn print_code(slip: String) -> Result<ByteStream<Refused>, Refused> {
    let envelope = envelope()?;
    hall()?.print_code(envelope.printer()?, slip).await.map(|printed| printed.send(&*envelope))
}

/// Asks staff to come to this kiosk; asking again changes nothing until somebody has answered.
#[server(prefix = "/api", endpoint = "call_staff", input = Json, output = Json)]
pub async fn call_staff(office: String) -> Result<(), Refused> {
    hall()?.call_staff(envelope()?.issuer(&office)?, office).await
}

/// Somebody goes to the kiosk where staff are asked for.
#[server(prefix = "/api", endpoint = "answer_kiosk", input = Json, output = Json)]
pub async fn answer_kiosk(office: String, kiosk: u32) -> Result<(), Refused> {
    hall()?.answer_kiosk(staff()?, office, kiosk).await
}

/// Issues a waiting ticket; a kiosk or staff may ask. The same key again gives the same ticket.
#[server(prefix = "/api", endpoint = "issue_ticket", input = Json, output = Json)]
pub async fn issue_ticket(office: String, queue: String, key: String) -> Result<Issued, Refused> {
    hall()?.issue_ticket(envelope()?.issuer(&office)?, office, queue, key).await
}
