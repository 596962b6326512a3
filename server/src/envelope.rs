//! What a request brings beside its arguments, and what its answer takes along: the cookies of sessions and devices.
//!
//! Both cookies are `__Host-`, `Secure`, `HttpOnly` and `SameSite=Strict`, over plain HTTP on this machine too: browsers take 127.0.0.1 and
//! localhost for trustworthy (tried with Chromium 156, which keeps and sends them there). Anywhere else the server refuses plain HTTP.

mod cookies;

use std::mem;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use api::{DeviceId, DeviceRole, Envelope, Issuer, REPEATED, Refused, StaffMember};
use domain::submission::ReferenceNumber;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::device::Devices;
use crate::http::door::ForWhom;
use crate::staff::StaffDesk;

/// What a request brought along (持参した証), looked up in the ledger before anything is done.
#[derive(Clone)]
pub struct Credentials {
    address: IpAddr,
    session_token: Option<String>,
    staff: Result<StaffMember, Refused>,
    device_token: Option<String>,
    kiosk: Result<Kiosk, Refused>,
}

/// A confirmed kiosk and the office it stands in.
#[derive(Clone)]
struct Kiosk {
    id: DeviceId,
    office: String,
    prints: bool,
}

impl Credentials {
    /// Looks up who asks. The address is the caller's, behind a trusted proxy the one the proxy names.
    ///
    /// A GET is answered to everybody alike, so its cookies are not read: a live stream that opens itself again and again must not keep a
    /// deserted session alive.
    pub async fn read(address: IpAddr, method: &Method, headers: &HeaderMap, desk: &StaffDesk, devices: &Devices) -> Credentials {
        let brought = |name| if *method == Method::GET { None } else { cookies::read(headers, name) };
        let (session_token, device_token) = (brought(cookies::SESSION), brought(cookies::DEVICE));
        let staff = match &session_token {
            Some(token) => desk.whose(token).await.and_then(|who| who.ok_or(Refused::NotSignedIn)),
            None => Err(Refused::NotSignedIn),
        };
        let kiosk = match &device_token {
            Some(token) => devices.of(token).await.and_then(|device| match device {
                Some(device) if device.role == Some(DeviceRole::Kiosk) => {
                    Ok(Kiosk { id: device.id, office: device.office, prints: device.prints })
                }
                _ => Err(Refused::NotSignedIn),
            }),
            None => Err(Refused::NotSignedIn),
        };
        Credentials { address, session_token, staff, device_token, kiosk }
    }

    /// Whether they open a door for these people.
    ///
    /// # Errors
    /// [`Refused::NotSignedIn`] if not, and the ledger's own if it could not be looked up.
    pub fn open(&self, door: ForWhom) -> Result<(), Refused> {
        match door {
            ForWhom::Everybody => Ok(()),
            ForWhom::Staff => self.staff.clone().map(drop),
            ForWhom::Printers => self.printer().map(drop),
            ForWhom::Issuers => self.staff.clone().map(drop).or_else(|refused| match &self.kiosk {
                Ok(_) => Ok(()),
                Err(Refused::NotSignedIn) => Err(refused),
                Err(trouble) => Err(trouble.clone()),
            }),
        }
    }
}

impl Credentials {
    /// Who opens and prints a code that a person brought.
    fn printer(&self) -> Result<Issuer, Refused> {
        match (&self.staff, &self.kiosk) {
            (Ok(who), _) => Ok(Issuer::Staff(who.clone())),
            (_, Ok(kiosk)) if kiosk.prints => Ok(Issuer::Kiosk(kiosk.id)),
            (_, Ok(_)) => Err(Refused::NotPermitted),
            (Err(no_session), Err(Refused::NotSignedIn)) => Err(no_session.clone()),
            (_, Err(trouble)) => Err(trouble.clone()),
        }
    }
}

/// The envelope (封筒) of one request and its answer.
pub struct RequestEnvelope {
    credentials: Credentials,
    answer: Mutex<HeaderMap>,
}

impl RequestEnvelope {
    /// An envelope for who brought these credentials.
    pub fn new(credentials: Credentials) -> RequestEnvelope {
        RequestEnvelope { credentials, answer: Mutex::default() }
    }

    /// Puts what goes with the answer onto it.
    pub fn put_on(&self, answer: &mut HeaderMap) {
        answer.extend(mem::take(&mut *self.answer()));
    }

    fn answer(&self) -> MutexGuard<'_, HeaderMap> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_cookie(&self, cookie: HeaderValue) {
        self.answer().append(SET_COOKIE, cookie);
    }
}

impl Envelope for RequestEnvelope {
    fn staff(&self) -> Result<StaffMember, Refused> {
        self.credentials.staff.clone()
    }

    fn issuer(&self, office: &str) -> Result<Issuer, Refused> {
        match (&self.credentials.staff, &self.credentials.kiosk) {
            (Ok(who), _) => Ok(Issuer::Staff(who.clone())),
            (_, Ok(kiosk)) if kiosk.office == office => Ok(Issuer::Kiosk(kiosk.id)),
            (_, Ok(_)) => Err(Refused::NotSignedIn),
            (Err(no_session), Err(Refused::NotSignedIn)) => Err(no_session.clone()),
            (_, Err(trouble)) => Err(trouble.clone()),
        }
    }

    fn printer(&self) -> Result<Issuer, Refused> {
        self.credentials.printer()
    }

    fn address(&self) -> IpAddr {
        self.credentials.address
    }

    fn session_token(&self) -> Option<String> {
        self.credentials.session_token.clone()
    }

    fn device_token(&self) -> Option<String> {
        self.credentials.device_token.clone()
    }

    fn event_stream(&self) {
        self.answer().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        self.answer().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        self.answer().insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    }

    fn pdf(&self, length: usize, repeated: &[ReferenceNumber]) {
        let names: Vec<&str> = repeated.iter().map(|number| number.0.as_str()).collect();
        let mut answer = self.answer();
        answer.insert(CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
        answer.insert(CONTENT_LENGTH, HeaderValue::from(length));
        answer.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if !names.is_empty()
            && let Ok(names) = HeaderValue::from_str(&names.join(","))
        {
            answer.insert(HeaderName::from_static(REPEATED), names);
        }
    }

    fn begin_session(&self, token: &str) {
        self.set_cookie(cookies::for_this_session(cookies::SESSION, token));
    }

    fn end_session(&self) {
        self.set_cookie(cookies::taken_back(cookies::SESSION));
    }

    fn keep_device(&self, token: &str) {
        self.set_cookie(cookies::to_keep(cookies::DEVICE, token));
    }
}
