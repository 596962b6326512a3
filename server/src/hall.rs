//! The city hall at work: it keeps what [`api::CityHall`] promises, by sending each request to the room where it is dealt with.

pub mod lobby;
pub mod opening;
pub mod slips;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use api::{
    CityHall, Device, DeviceId, DeviceRole, Invitation, Issued, Issuer, Known, Listing, Opened, PrintedSheets, Refused, Reminder, Session,
    StaffMember, Visitor,
};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::city::{City, CounterNumber};
use domain::form::Entries;
use domain::office_use::OfficeUse;
use domain::office_use::till::DayTotals;
use domain::queue::{Command, TicketNumber};
use domain::submission::{Receipt, ReferenceNumber};
use http::{HeaderMap, Method};
use server_fn::codec::ByteStream;

use crate::city::Library;
use crate::config::Zone;
use crate::device::Devices;
use crate::envelope::Credentials;
use crate::keys::{backup, ends_soon};
use crate::ledger::{Ledger, LedgerFault};
use crate::paper::Paper;
use crate::staff::StaffDesk;
use lobby::Lobby;
use slips::Slips;

/// The city hall (市役所): its rooms, and the ledger in the cellar.
pub struct Hall {
    city: Arc<City>,
    forms: Library,
    zone: Zone,
    ledger: Arc<dyn Ledger>,
    slips: Slips,
    paper: Arc<Paper>,
    lobby: Lobby,
    desk: StaffDesk,
    devices: Devices,
    data: PathBuf,
}

impl Hall {
    /// The city, with its public key.
    pub fn city(&self) -> &City {
        &self.city
    }

    /// The forms of the city.
    pub fn forms(&self) -> &Library {
        &self.forms
    }

    /// What prints.
    pub fn paper(&self) -> &Paper {
        &self.paper
    }

    /// Which part of the city hall this is.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Whether the ledger can be read.
    ///
    /// # Errors
    /// [`LedgerFault`] if it cannot.
    pub async fn ledger_answers(&self) -> Result<(), LedgerFault> {
        self.ledger.answers().await
    }

    /// The code with which the very first member of staff joins; nothing once somebody works here.
    ///
    /// # Errors
    /// If the ledger cannot be read or written.
    pub async fn first_invitation(&self) -> Result<Option<Invitation>, LedgerFault> {
        if self.zone.has_staff() { self.desk.first_invitation().await } else { Ok(None) }
    }

    /// What a request brought along, looked up.
    pub async fn credentials(&self, address: IpAddr, method: &Method, headers: &HeaderMap) -> Credentials {
        Credentials::read(address, method, headers, &self.desk, &self.devices).await
    }

    /// Finishes writing and closes the ledger.
    pub async fn close(&self) {
        self.ledger.close().await;
    }

    /// # Errors
    /// [`Refused::NotFound`] unless the city has this office.
    fn has_office(&self, id: &str) -> Result<(), Refused> {
        self.city.office(id).map(drop).ok_or_else(|| Refused::NotFound { what: "その庁舎".into() })
    }
}

#[async_trait]
impl CityHall for Hall {
    async fn watch(&self, office: &str) -> Result<ByteStream<Refused>, Refused> {
        self.lobby.watch(office)
    }
    async fn submit(&self, slip: String, key: String) -> Result<Receipt, Refused> {
        self.slips.submit(slip, key).await
    }

    async fn join(&self, from: Visitor, code: String, name: String, passphrase: String) -> Result<Session, Refused> {
        self.desk.join(from, code, name, passphrase).await
    }
    async fn sign_in(&self, from: Visitor, name: String, passphrase: String) -> Result<Session, Refused> {
        self.desk.sign_in(from, name, passphrase).await
    }
    async fn sign_out(&self, who: StaffMember, token: String) -> Result<(), Refused> {
        self.desk.sign_out(&who, &token).await
    }
    async fn invite(&self, who: StaffMember) -> Result<Invitation, Refused> {
        self.desk.invite(&who).await
    }
    async fn reminders(&self, _who: StaffMember) -> Result<Vec<Reminder>, Refused> {
        // Of a key that cannot be read more is said at the next start than could be said here.
        let keys = backup::without(&self.data).unwrap_or_default();
        let no_copy = (!keys.is_empty()).then_some(Reminder::NoCopy { keys });
        let until = ends_soon(self.slips.city.key_until, self.slips.clock.now().date());
        let ends = until.zip(self.slips.city.key.as_ref()).map(|(until, key)| Reminder::KeyEnds { key: key.id.clone(), until });
        Ok(no_copy.into_iter().chain(ends).collect())
    }

    async fn open(&self, who: StaffMember, slip: String) -> Result<Vec<Opened>, Refused> {
        self.slips.open(who, slip).await
    }
    async fn receive(
        &self,
        who: StaffMember,
        slip: String,
        only: Option<u8>,
        noted: BTreeMap<u8, OfficeUse>,
    ) -> Result<Vec<Receipt>, Refused> {
        self.slips.receive(who, slip, only, noted).await
    }
    async fn write_down(&self, who: StaffMember, form: String, edition: u8, entries: Entries) -> Result<String, Refused> {
        self.slips.write_down(who, form, edition, entries).await
    }
    async fn submissions(&self, who: StaffMember, waiting: bool, before: Option<ReferenceNumber>) -> Result<Vec<Listing>, Refused> {
        self.slips.submissions(&who, waiting, before).await
    }
    async fn submission(&self, who: StaffMember, reference: ReferenceNumber) -> Result<Opened, Refused> {
        self.slips.submission(who, reference).await
    }
    async fn accept(&self, who: StaffMember, reference: ReferenceNumber, noted: OfficeUse) -> Result<(), Refused> {
        self.slips.accept(who, reference, noted).await
    }
    async fn note(&self, who: StaffMember, reference: ReferenceNumber, office: OfficeUse) -> Result<Opened, Refused> {
        self.slips.note(who, reference, office).await
    }
    async fn correct(&self, who: StaffMember, reference: ReferenceNumber, entries: Entries) -> Result<Opened, Refused> {
        self.slips.correct(who, reference, entries).await
    }
    async fn printed(&self, who: StaffMember, reference: ReferenceNumber) -> Result<bool, Refused> {
        self.slips.printed(who, reference).await
    }
    async fn sheets(&self, who: StaffMember, references: Vec<ReferenceNumber>) -> Result<PrintedSheets, Refused> {
        self.slips.sheets(&self.paper, who, references).await
    }
    async fn no_paper(&self, who: StaffMember, references: Vec<ReferenceNumber>) -> Result<(), Refused> {
        self.slips.no_paper(who, references).await
    }
    async fn totals(&self, who: StaffMember, day: NaiveDate) -> Result<DayTotals, Refused> {
        self.slips.totals(who, day).await
    }
    async fn count_till(&self, who: StaffMember, day: NaiveDate, yen: u32) -> Result<DayTotals, Refused> {
        self.slips.count_till(who, day, yen).await
    }

    async fn call_next(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
        self.lobby.at_counter(who, office, Command::CallNext(counter)).await
    }
    async fn call(&self, who: StaffMember, office: String, counter: CounterNumber, ticket: TicketNumber) -> Result<TicketNumber, Refused> {
        self.lobby.at_counter(who, office, Command::Call(counter, ticket)).await
    }
    async fn recall(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
        self.lobby.at_counter(who, office, Command::Recall(counter)).await
    }
    async fn miss(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
        self.lobby.at_counter(who, office, Command::Miss(counter)).await
    }
    async fn serve(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
        self.lobby.at_counter(who, office, Command::Serve(counter)).await
    }
    async fn finish(&self, who: StaffMember, office: String, counter: CounterNumber) -> Result<TicketNumber, Refused> {
        self.lobby.at_counter(who, office, Command::Finish(counter)).await
    }

    async fn introduce(&self, from: IpAddr, token: Option<String>) -> Result<Known, Refused> {
        self.devices.introduce(from, token).await
    }
    async fn devices(&self, _who: StaffMember) -> Result<Vec<Device>, Refused> {
        self.devices.list().await
    }
    async fn confirm_device(
        &self,
        who: StaffMember,
        code: String,
        name: String,
        office: String,
        role: DeviceRole,
    ) -> Result<Device, Refused> {
        self.has_office(&office)?;
        self.devices.confirm(&who, &code, &name, &office, role).await
    }
    async fn permit_printing(&self, who: StaffMember, id: DeviceId, may: bool) -> Result<(), Refused> {
        self.devices.permit_printing(&who, id, may).await
    }
    async fn revoke_device(&self, who: StaffMember, id: DeviceId) -> Result<(), Refused> {
        self.devices.revoke(&who, id).await
    }
    async fn look_over(&self, who: Issuer, slip: String) -> Result<Vec<Opened>, Refused> {
        self.slips.look_over(who, slip).await
    }
    async fn print_code(&self, who: Issuer, slip: String) -> Result<PrintedSheets, Refused> {
        self.slips.print_code(&self.paper, who, slip).await
    }
    async fn call_staff(&self, who: Issuer, office: String) -> Result<(), Refused> {
        self.lobby.call_staff(who, office).await
    }
    async fn answer_kiosk(&self, who: StaffMember, office: String, kiosk: u32) -> Result<(), Refused> {
        self.lobby.answer_kiosk(who, office, kiosk).await
    }
    async fn issue_ticket(&self, who: Issuer, office: String, queue: String, key: String) -> Result<Issued, Refused> {
        self.lobby.issue(who, office, queue, key).await
    }
}
