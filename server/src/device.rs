//! Kiosks and displays: made known by a six-digit code that staff confirm, and revocable at once.
//!
//! A device's token opens one door only: a kiosk issues tickets of its own office. A second one is opened to it by itself: to open a code
//! that a person holds over it, and print it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use api::{Device, DeviceId, DeviceRole, DeviceState, Known, Refused, StaffMember};
use domain::moment::Moment;

use crate::audit::{Act, Actor, Log};
use crate::clock::Clock;
use crate::config::household;
use crate::ledger::{Ledger, LedgerFault};
use crate::secret::{Secret, hash, typed_digits};
use crate::staff::name;

/// How many digits a device shows.
const DIGITS: usize = 6;
/// How many seconds a device waits for staff before it needs another code.
const VALID: i64 = 10 * 60;
/// How many devices may wait at once.
const WAITING: usize = 100;
/// How many devices may make themselves known from one address while a code is valid: a whole hall being set up may sit behind one.
const FROM_ONE_ADDRESS: usize = 20;
/// A device is noted as heard of once in so many seconds.
const NOTED_EVERY: i64 = 60;

/// The devices (端末) of a city.
pub struct Devices {
    ledger: Arc<dyn Ledger>,
    clock: Clock,
    log: Log,
    /// When each address introduced devices of late.
    introductions: Mutex<HashMap<IpAddr, Vec<Moment>>>,
}

impl Devices {
    /// The devices in this ledger.
    pub fn new(ledger: Arc<dyn Ledger>, clock: Clock, log: Log) -> Devices {
        Devices { ledger, clock, log, introductions: Mutex::default() }
    }

    /// How a device stands. One that is unknown, was revoked or has waited too long begins anew, with another token and another code.
    ///
    /// # Errors
    /// [`Refused::TooOften`] if this address has introduced several devices of late, or too many wait.
    pub async fn introduce(&self, from: IpAddr, token: Option<String>) -> Result<Known, Refused> {
        let now = self.clock.now();
        let known = match token {
            Some(token) => self.ledger.device(&hash(&token)).await?,
            None => None,
        };
        match known {
            Some(Device { id, name, office, role: Some(role), prints, heard_at, .. }) => {
                self.hear(id, heard_at, now).await;
                Ok(Known { state: DeviceState::Confirmed { id, name, office, role, prints }, token: None })
            }
            Some(Device { code: Some(code), heard_at, .. }) if still_waits(heard_at, now) => {
                Ok(Known { state: DeviceState::Waiting { code }, token: None })
            }
            _ => self.begin_waiting(from, now).await,
        }
    }

    /// Every device, waiting or confirmed.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub async fn list(&self) -> Result<Vec<Device>, Refused> {
        let now = self.clock.now();
        let mut devices = self.ledger.devices().await?;
        devices.retain(|device| device.role.is_some() || still_waits(device.heard_at, now));
        Ok(devices)
    }

    /// Confirms the device that shows this code. The caller has looked up that there is such an office.
    ///
    /// # Errors
    /// [`Refused::BadValue`] if no device shows the code, or the name will not do.
    pub async fn confirm(&self, who: &StaffMember, code: &str, name: &str, office: &str, role: DeviceRole) -> Result<Device, Refused> {
        name::check(name)?;
        let no_such_code = || Refused::BadValue {
            reason: "このコードを表示している端末はありません。端末の画面に出ている6桁の数字を、もう一度確かめてください。".into(),
        };
        let code = typed_digits(code, DIGITS).ok_or_else(no_such_code)?;
        let not_before = Moment(self.clock.now().0 - VALID + 1);
        let device = self.ledger.confirm_device(&code, not_before, name, office, role).await.map_err(|fault| match fault {
            LedgerFault::Missing => no_such_code(),
            other => other.into(),
        })?;
        self.log.append(Actor::Staff(who.id), Act::ConfirmDevice { device: device.id, office: office.into(), role }).await?;
        Ok(device)
    }

    /// Lets a kiosk open and print what a person brings, or not any more.
    ///
    /// # Errors
    /// [`Refused::NotFound`] if there is no such kiosk.
    pub async fn permit_printing(&self, who: &StaffMember, id: DeviceId, may: bool) -> Result<(), Refused> {
        self.ledger.permit_printing(id, may).await.map_err(no_such_device)?;
        self.log.append(Actor::Staff(who.id), Act::PermitPrinting { device: id, may }).await
    }

    /// Takes a device's right away at once.
    ///
    /// # Errors
    /// [`Refused::NotFound`] if there is no such device.
    pub async fn revoke(&self, who: &StaffMember, id: DeviceId) -> Result<(), Refused> {
        self.ledger.revoke_device(id).await.map_err(no_such_device)?;
        self.log.append(Actor::Staff(who.id), Act::RevokeDevice { device: id }).await
    }

    /// The confirmed device of this token.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub async fn of(&self, token: &str) -> Result<Option<Device>, Refused> {
        let device = self.ledger.device(&hash(token)).await?.filter(|device| device.role.is_some());
        if let Some(device) = &device {
            self.hear(device.id, device.heard_at, self.clock.now()).await;
        }
        Ok(device)
    }

    async fn begin_waiting(&self, from: IpAddr, now: Moment) -> Result<Known, Refused> {
        let waiting: Vec<Moment> = self.ledger.devices().await?.iter().filter(|d| d.role.is_none()).map(|d| d.heard_at).collect();
        let still: Vec<Moment> = waiting.iter().copied().filter(|since| still_waits(*since, now)).collect();
        if still.len() >= WAITING {
            return Err(too_often(still.iter().min(), now));
        }
        self.count(household(from), now)?;
        if still.len() < waiting.len() {
            self.ledger.forget_waiting(Moment(now.0 - VALID + 1)).await?;
        }
        let token = Secret::token();
        loop {
            let code = Secret::digits(DIGITS).reveal();
            match self.ledger.introduce(&token.hash(), &code, now).await {
                // Another device shows this very code: at most a hundred of a million are taken, so the next one is free.
                Err(LedgerFault::NameTaken) => {}
                Err(fault) => return Err(fault.into()),
                Ok(_) => return Ok(Known { state: DeviceState::Waiting { code }, token: Some(token.reveal()) }),
            }
        }
    }

    /// Counts an introduction from an address.
    fn count(&self, from: IpAddr, now: Moment) -> Result<(), Refused> {
        let mut introductions = self.introductions.lock().unwrap_or_else(PoisonError::into_inner);
        introductions.retain(|_, times| {
            times.retain(|since| still_waits(*since, now));
            !times.is_empty()
        });
        let times = introductions.entry(from).or_default();
        if times.len() >= FROM_ONE_ADDRESS {
            return Err(too_often(times.first(), now));
        }
        times.push(now);
        Ok(())
    }

    /// Notes that a device was heard of; on a full disk the work goes on.
    async fn hear(&self, id: DeviceId, heard_at: Moment, now: Moment) {
        if now.0 - heard_at.0 >= NOTED_EVERY
            && let Err(fault) = self.ledger.heard_of(id, now).await
        {
            tracing::warn!(%fault, "a device that was heard of could not be noted");
        }
    }
}

fn no_such_device(fault: LedgerFault) -> Refused {
    match fault {
        LedgerFault::Missing => Refused::NotFound { what: "この端末".into() },
        other => other.into(),
    }
}

/// Whether a device that began to wait at `since` still does. The ledger hears of a waiting device only once: when it begins.
fn still_waits(since: Moment, now: Moment) -> bool {
    (0..VALID).contains(&(now.0 - since.0))
}

/// To be asked again when the one that has waited since `oldest` is gone.
fn too_often(oldest: Option<&Moment>, now: Moment) -> Refused {
    let left = oldest.map_or(VALID, |since| since.0 + VALID - now.0);
    Refused::TooOften { retry_after: u32::try_from(left.max(1)).unwrap_or(u32::MAX) }
}
