//! A city hall without its doors, for the stories about staff, devices and the log.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use api::{Device, DeviceRole, DeviceState, Refused, Session, StaffMember, Visitor};
use domain::moment::Moment;
use http::{HeaderMap, Method};
use server::Clock;
use server::audit::Log;
use server::device::Devices;
use server::envelope::{Credentials, RequestEnvelope};
use server::ledger::Ledger;
use server::ledger::sqlite::Sqlite;
use server::staff::StaffDesk;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

/// When the stories begin.
pub const MORNING: i64 = 1_795_305_600;
pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 60 * MINUTE;
pub const PASSPHRASE: &str = "朝の川べりを歩く犬と白い猫";

/// A city hall without its doors: staff, devices and the log over a ledger on the disk, and a clock that the story moves.
pub struct CityHall {
    pub desk: StaffDesk,
    pub devices: Devices,
    pub ledger: Arc<dyn Ledger>,
    pub time: Arc<AtomicI64>,
    pub folder: tempfile::TempDir,
}

impl CityHall {
    pub async fn open() -> CityHall {
        let folder = tempfile::tempdir().expect("a folder for a while");
        CityHall::open_in(folder).await
    }

    async fn open_in(folder: tempfile::TempDir) -> CityHall {
        let time = Arc::new(AtomicI64::new(MORNING));
        let told = Arc::clone(&time);
        let clock = Clock::by(move || Moment(told.load(Ordering::Relaxed)));
        let ledger: Arc<dyn Ledger> = Arc::new(Sqlite::open(&folder.path().join("ledger.sqlite"), "990001").await.expect("it opens"));
        let log = Log::new(Arc::clone(&ledger), clock.clone());
        let desk = StaffDesk::new(Arc::clone(&ledger), clock.clone(), log.clone());
        let devices = Devices::new(Arc::clone(&ledger), clock, log);
        CityHall { desk, devices, ledger, time, folder }
    }

    /// The same folder after a restart.
    pub async fn reopen(self) -> CityHall {
        let CityHall { folder, .. } = self;
        CityHall::open_in(folder).await
    }

    /// What somebody who owns the ledger's file can do to it.
    pub async fn plain_sql(&self, sql: &'static str) -> Result<(), String> {
        let file = SqliteConnectOptions::new().filename(self.folder.path().join("ledger.sqlite"));
        let mut connection = file.connect().await.map_err(|e| e.to_string())?;
        let outcome = sqlx::raw_sql(sql).execute(&mut connection).await.map(drop).map_err(|e| e.to_string());
        connection.close().await.map_err(|e| e.to_string())?;
        outcome
    }

    pub fn pass(&self, seconds: i64) {
        self.time.fetch_add(seconds, Ordering::Relaxed);
    }

    pub async fn first_code(&self) -> String {
        self.desk.first_invitation().await.expect("the ledger answers").expect("nobody works here yet").code
    }

    /// 田中, who came first.
    pub async fn tanaka(&self) -> Session {
        let code = self.first_code().await;
        self.desk.join(visitor(OFFICE), code, "田中 花子".into(), PASSPHRASE.into()).await.expect("the first one joins")
    }

    pub async fn sign_in(&self, from: &str, passphrase: &str) -> Result<Session, Refused> {
        self.desk.sign_in(visitor(from), "田中 花子".into(), passphrase.into()).await
    }

    pub async fn is_signed_in(&self, session: &Session) -> bool {
        self.desk.whose(&session.token).await.expect("the ledger answers").is_some()
    }

    /// A device that was confirmed, with its token.
    pub async fn device(&self, who: &StaffMember, office: &str, role: DeviceRole) -> (Device, String) {
        let known = self.devices.introduce(at(OFFICE), None).await.expect("introduced");
        let DeviceState::Waiting { code } = known.state else { panic!("a new device waits") };
        let device = self.devices.confirm(who, &code, "正面玄関", office, role).await.expect("confirmed");
        (device, known.token.expect("a new device gets a token"))
    }

    /// The envelope of a POST with this cookie.
    pub async fn envelope(&self, cookie: &str) -> RequestEnvelope {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", cookie.parse().expect("a header"));
        let brought = Credentials::read(at(OFFICE), &Method::POST, &headers, &self.desk, &self.devices).await;
        RequestEnvelope::new(brought)
    }

    /// What the log says, a line each.
    pub async fn log(&self) -> Vec<String> {
        let lines = self.ledger.log_after(0, 1_000).await.expect("the ledger answers");
        lines.into_iter().map(|stored| format!("{}: {} {}", stored.line.who, stored.line.act, stored.line.what)).collect()
    }
}

/// Where the staff sit.
pub const OFFICE: &str = "192.0.2.7";
/// Where a stranger sits.
pub const ELSEWHERE: &str = "203.0.113.9";

pub fn at(address: &str) -> IpAddr {
    address.parse().expect("an address")
}

/// Somebody at this address, whose browser has no session.
pub fn visitor(address: &str) -> Visitor {
    Visitor { address: at(address), session_token: None }
}
