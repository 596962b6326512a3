//! The promise behind the server functions, and the words in which they answer.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::city::CounterNumber;
use domain::form::sheet::OfficeMarks;
use domain::form::{Entries, Form};
use domain::moment::Moment;
use domain::office_use::till::DayTotals;
use domain::office_use::{OfficeAsks, OfficeUse};
use domain::queue::TicketNumber;
use domain::submission::{Channel, Receipt, ReferenceNumber, Status};
use serde::{Deserialize, Serialize};
use server_fn::codec::ByteStream;

use crate::Refused;

/// How many submissions one answer lists at most.
pub const LISTED: usize = 100;

/// What the city hall (市役所) promises to do when asked.
#[async_trait]
#[allow(missing_docs, reason = "each is said at the server function of the same name")]
pub trait CityHall: Send + Sync {
    async fn watch(&self, office: &str) -> Result<ByteStream<Refused>, Refused>;
    async fn submit(&self, slip: String, key: String) -> Result<Receipt, Refused>;

    async fn join(&self, from: Visitor, code: String, name: String, passphrase: String) -> Result<Session, Refused>;
    async fn sign_in(&self, from: Visitor, name: String, passphrase: String) -> Result<Session, Refused>;
    async fn sign_out(&self, who: StaffMember, token: String) -> Result<(), Refused>;
    async fn invite(&self, who: StaffMember) -> Result<Invitation, Refused>;
    async fn reminders(&self, who: StaffMember) -> Result<Vec<Reminder>, Refused>;

    async fn open(&self, who: StaffMember, slip: String) -> Result<Vec<Opened>, Refused>;
    async fn receive(
        &self,
        who: StaffMember,
        slip: String,
        only: Option<u8>,
        noted: BTreeMap<u8, OfficeUse>,
    ) -> Result<Vec<Receipt>, Refused>;
    async fn write_down(&self, who: StaffMember, form: String, edition: u8, entries: Entries) -> Result<String, Refused>;
    async fn submissions(&self, who: StaffMember, waiting: bool, before: Option<ReferenceNumber>) -> Result<Vec<Listing>, Refused>;
    async fn submission(&self, who: StaffMember, reference: ReferenceNumber) -> Result<Opened, Refused>;
    async fn accept(&self, who: StaffMember, reference: ReferenceNumber, noted: OfficeUse) -> Result<(), Refused>;
    async fn note(&self, who: StaffMember, reference: ReferenceNumber, office: OfficeUse) -> Result<Opened, Refused>;
    async fn correct(&self, who: StaffMember, reference: ReferenceNumber, entries: Entries) -> Result<Opened, Refused>;
    async fn printed(&self, who: StaffMember, reference: ReferenceNumber) -> Result<bool, Refused>;
    async fn sheets(&self, who: StaffMember, references: Vec<ReferenceNumber>) -> Result<PrintedSheets, Refused>;
    async fn no_paper(&self, who: StaffMember, references: Vec<ReferenceNumber>) -> Result<(), Refused>;
    async fn totals(&self, who: StaffMember, day: NaiveDate) -> Result<DayTotals, Refused>;
    async fn count_till(&self, who: StaffMember, day: NaiveDate, yen: u32) -> Result<DayTotals, Refused>;

    async fn call_next(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused>;
    async fn call(&self, who: StaffMember, office: String, counter: CounterNumber, ticket: TicketNumber) -> Result<TicketNumber, Refused>;
    async fn recall(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused>;
    async fn miss(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused>;
    async fn serve(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused>;
    async fn finish(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused>;

    async fn introduce(&self, from: IpAddr, token: Option<String>) -> Result<Known, Refused>;
    async fn devices(&self, who: StaffMember) -> Result<Vec<Device>, Refused>;
    async fn confirm_device(
        &self,
        who: StaffMember,
        code: String,
        name: String,
        office: String,
        role: DeviceRole,
    ) -> Result<Device, Refused>;
    async fn permit_printing(&self, who: StaffMember, id: DeviceId, may: bool) -> Result<(), Refused>;
    async fn revoke_device(&self, who: StaffMember, id: DeviceId) -> Result<(), Refused>;
    async fn look_over(&self, who: Issuer, slip: String) -> Result<Vec<Opened>, Refused>;
    async fn print_code(&self, who: Issuer, slip: String) -> Result<PrintedSheets, Refused>;
    async fn call_staff(&self, who: Issuer, office: String) -> Result<(), Refused>;
    async fn answer_kiosk(&self, who: StaffMember, office: String, kiosk: u32) -> Result<(), Refused>;
    async fn issue_ticket(&self, who: Issuer, office: String, queue: String, key: String) -> Result<Issued, Refused>;
}

/// What the server knows of a request beyond its arguments, and may add to the answer; it keeps `api` free of HTTP.
pub trait Envelope: Send + Sync {
    /// The member of staff whose session the request carries.
    ///
    /// # Errors
    /// [`Refused::NotSignedIn`] without one, or with one that is over.
    fn staff(&self) -> Result<StaffMember, Refused>;
    /// Who asks for a ticket of this office: staff, or a kiosk confirmed for it.
    ///
    /// # Errors
    /// [`Refused::NotSignedIn`] for anybody else.
    fn issuer(&self, office: &str) -> Result<Issuer, Refused>;
    /// Who opens and prints a code that a person brought: staff, or a kiosk that has the right to.
    ///
    /// # Errors
    /// [`Refused::NotPermitted`] for a kiosk without that right, [`Refused::NotSignedIn`] for anybody else.
    fn printer(&self) -> Result<Issuer, Refused>;
    /// The address the request comes from; behind a trusted proxy, the one the proxy names.
    fn address(&self) -> IpAddr;
    /// The token of the session, if the browser brought one.
    fn session_token(&self) -> Option<String>;
    /// Who wants to sign in here.
    fn visitor(&self) -> Visitor {
        Visitor { address: self.address(), session_token: self.session_token() }
    }
    /// The token of the device, if it brought one.
    fn device_token(&self) -> Option<String>;
    /// Answers as `text/event-stream`, uncached and unbuffered.
    fn event_stream(&self);
    /// Answers as `application/pdf` of so many bytes, uncached, and says in a header which of its sheets are repeated ones.
    fn pdf(&self, length: usize, repeated: &[ReferenceNumber]);
    /// Gives the browser the session's cookie.
    fn begin_session(&self, token: &str);
    /// Takes the session's cookie back.
    fn end_session(&self);
    /// Gives the device its cookie.
    fn keep_device(&self, token: &str);
}

/// A member of staff (職員) who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// Their number in the ledger.
    pub id: i64,
    /// The name they signed in with.
    pub name: String,
}

/// Somebody who wants to sign in (来訪者).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The address they come from.
    pub address: IpAddr,
    /// The token of the session that their browser still has, if it has one; it ends when the new one begins.
    pub session_token: Option<String>,
}

/// A new session (サインイン) and the secret that goes into its cookie.
pub struct Session {
    /// Whose.
    pub who: StaffMember,
    /// The secret; the ledger keeps only its hash.
    pub token: String,
}

impl Session {
    /// Hands the cookie out and keeps who it is for.
    pub fn begin(self, envelope: &dyn Envelope) -> StaffMember {
        envelope.begin_session(&self.token);
        self.who
    }
}

/// A one-time code (招待コード) for a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The code, in groups that can be read aloud.
    pub code: String,
    /// Until when it holds.
    pub until: Moment,
}

/// Something that the operator has still to see to (管理者への知らせ).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "reminder")]
pub enum Reminder {
    /// Keys of these ids have no copy: if the machine is lost, nothing that was sealed to them is ever opened again.
    NoCopy {
        /// Their ids.
        keys: Vec<String>,
    },
    /// The key that slips are sealed to ends soon, or has ended: phones without a network ask for another before a form is filled in.
    KeyEnds {
        /// Its id.
        key: String,
        /// Its last day.
        until: NaiveDate,
    },
}

/// An opened form of a slip (開封した申請書), for the eyes of staff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The form in the edition that was answered.
    pub form: Arc<Form>,
    /// When the resident made it, to the quarter of an hour.
    pub created: Moment,
    /// The answers, control by control.
    pub entries: Entries,
    /// What a member of staff changed, oldest first.
    pub corrections: Vec<Correction>,
    /// Where it is stored, if it is.
    pub stored: Option<Listing>,
    /// When it was last printed.
    pub printed_at: Option<Moment>,
    /// When the code was last read here before this time, if it was read and not accepted.
    pub read_at: Option<Moment>,
    /// What the office asks for at it.
    pub asks: OfficeAsks,
    /// What the office has filled in, oldest first; the last one counts.
    pub noted: Vec<Noted>,
}

impl Opened {
    /// What stands in the office's slots on paper: the stamp of the day it was received on, and who received it, whatever was changed since.
    pub fn marks(&self, city: &str) -> OfficeMarks {
        match (&self.stored, self.noted.first(), self.noted.last()) {
            (Some(stored), Some(first), Some(last)) => {
                // What came from home is received when it is accepted.
                let at = if stored.channel == Channel::Online { first.at } else { stored.received_at };
                OfficeMarks::of(city, at, &first.by, &last.office, last.due)
            }
            _ => OfficeMarks::default(),
        }
    }
}

/// What the office has filled in on a form (市処理欄の記録).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// What.
    pub office: OfficeUse,
    /// What was due then, in yen.
    pub due: Option<u32>,
    /// How many copies were asked for then.
    pub copies: Option<u32>,
    /// Who filled it in.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// Sheets that are noted as printed (印刷する帳票).
pub struct PrintedSheets {
    /// One PDF of all of them.
    pub pdf: ByteStream<Refused>,
    /// How long it is, in bytes.
    pub length: usize,
    /// Those that were printed before, and are marked 再印刷.
    pub repeated: Vec<ReferenceNumber>,
}

impl PrintedSheets {
    /// Gives the answer its headers; the rest is the PDF.
    pub fn send(self, envelope: &dyn Envelope) -> ByteStream<Refused> {
        envelope.pdf(self.length, &self.repeated);
        self.pdf
    }
}

/// The header of a PDF that names its repeated sheets, with a comma between.
pub const REPEATED: &str = "madoguchi-repeated";

/// A correction (補正) made at the counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The control that was changed.
    pub control: String,
    /// What the resident had written.
    pub before: String,
    /// What it was changed to.
    pub after: String,
    /// Who changed it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A submission (申請) in the staff's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Its number.
    pub reference: ReferenceNumber,
    /// How it came.
    pub channel: Channel,
    /// How far it is.
    pub status: Status,
    /// When it was stored.
    pub received_at: Moment,
    /// The title of its form, once opened.
    pub title: Option<String>,
    /// Why it could not be opened, in words for staff.
    pub fault: Option<String>,
}

/// The number of a device (端末) in the ledger.
pub type DeviceId = i64;

/// What a device (端末の役割) is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceRole {
    /// It issues tickets (発券機).
    Kiosk,
    /// It shows the board (呼出表示).
    Display,
}

/// A kiosk or display (端末) as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its number.
    pub id: DeviceId,
    /// Its name, such as `正面玄関`; empty while it waits.
    pub name: String,
    /// The office it stands in; empty while it waits.
    pub office: String,
    /// What it is for; nothing yet while it waits.
    pub role: Option<DeviceRole>,
    /// The code it shows while it waits.
    pub code: Option<String>,
    /// Whether it may open and print what a person brings.
    pub prints: bool,
    /// When it was last heard of.
    pub heard_at: Moment,
}

/// How a device (端末の状態) stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum DeviceState {
    /// It shows a code and waits for staff.
    Waiting {
        /// Six digits.
        code: String,
    },
    /// Staff have confirmed it.
    Confirmed {
        /// Its number.
        id: DeviceId,
        /// Its name.
        name: String,
        /// Its office, by id.
        office: String,
        /// What it is for.
        role: DeviceRole,
        /// Whether it may open and print what a person brings.
        prints: bool,
    },
}

/// A device's state, and the token to keep if it is new.
pub struct Known {
    /// How it stands.
    pub state: DeviceState,
    /// The secret of a new device.
    pub token: Option<String>,
}

impl Known {
    /// Hands a new device its cookie and keeps its state.
    pub fn keep(self, envelope: &dyn Envelope) -> DeviceState {
        if let Some(token) = &self.token {
            envelope.keep_device(token);
        }
        self.state
    }
}

/// Who asks on behalf of whoever stands there (発券者): for a ticket, or to print what was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// A member of staff.
    Staff(StaffMember),
    /// A confirmed kiosk of the office.
    Kiosk(DeviceId),
}

/// A ticket just issued (発券).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Its number.
    pub ticket: TicketNumber,
    /// How many wait before it.
    pub ahead: u32,
    /// When.
    pub at: Moment,
    /// The path of the ticket's page on the phone, such as `/wait/main#A012-20261122`.
    pub path: String,
}
