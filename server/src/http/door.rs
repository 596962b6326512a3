//! What is asked of every request before a server function hears of it: the method, the origin, the kind and the length.

use std::collections::BTreeMap;
use std::time::Duration;

use api::Refused;
use axum::body::Body;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, ORIGIN};
use http::request::Parts;
use http::{HeaderMap, Method, Uri};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::answer;
use crate::config::Zone;
use crate::limits::BODY_BYTES;

/// How long a body may take to arrive; the longest one comes in a second on a slow mobile line.
const BODY_TIME: Duration = Duration::from_secs(20);

/// What the internet may ask of the zone `public`.
const FOR_EVERYBODY: [&str; 2] = ["/api/submit", "/api/watch"];

/// What may be asked without being let in first: by residents, by who is about to sign in, by a device that makes itself known.
const WITHOUT_SESSION: [&str; 6] = ["/api/submit", "/api/watch", "/api/join", "/api/sign_in", "/api/signed_in", "/api/introduce"];

/// For whom a server function is (利用できる人).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForWhom {
    /// Everybody.
    Everybody,
    /// Staff who are signed in, and no one else.
    Staff,
    /// Staff, and kiosks that they have let in; of which office a kiosk is, the function looks itself.
    Issuers,
    /// Staff, and kiosks that may open and print what a person brings.
    Printers,
}

/// For whom the function at this path is. One that nobody thought of here is for staff.
pub fn for_whom(path: &str) -> ForWhom {
    match path {
        "/api/issue_ticket" | "/api/call_staff" => ForWhom::Issuers,
        "/api/look_over" | "/api/print_code" => ForWhom::Printers,
        path if WITHOUT_SESSION.contains(&path) => ForWhom::Everybody,
        _ => ForWhom::Staff,
    }
}

/// The server functions (受付の操作) of a zone, by path, with the one method each answers to.
pub struct Functions(BTreeMap<&'static str, Method>);

impl Functions {
    /// Every server function that is linked into this program and belongs into the zone.
    pub fn of(zone: Zone) -> Functions {
        let here = |path: &str| zone.has_staff() || FOR_EVERYBODY.contains(&path);
        Functions(server_fn::axum::server_fn_paths().filter(|(path, _)| here(path)).collect())
    }

    /// Their paths and methods, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Method)> {
        self.0.iter().map(|(path, method)| (*path, method))
    }

    /// The method that the function at this path answers to.
    ///
    /// # Errors
    /// [`Refused::NotFound`] if there is none here.
    pub fn method(&self, path: &str) -> Result<&Method, Refused> {
        self.0.get(path).ok_or_else(|| Refused::NotFound { what: "この操作".into() })
    }
}

/// Lets a browser's request in only from a page of ours. Browsers say where a request comes from, in `Sec-Fetch-Site` or,
/// the older ones, in `Origin`; who says neither is no browser and carries nobody's cookies.
///
/// # Errors
/// [`Refused::OtherOrigin`].
pub fn same_origin(headers: &HeaderMap, uri: &Uri, secure: bool) -> Result<(), Refused> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let ours = match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => is_ours(origin, headers, uri, secure),
        (None, None) => true,
    };
    if ours { Ok(()) } else { Err(Refused::OtherOrigin) }
}

/// Whether the origin is the host that was asked; over TLS, by HTTPS too.
fn is_ours(origin: &str, headers: &HeaderMap, uri: &Uri, secure: bool) -> bool {
    let Some((scheme, host)) = origin.split_once("://") else { return false };
    // HTTP/2 names the host in the URI instead of a header.
    let asked = uri.authority().map(|authority| authority.as_str()).or_else(|| headers.get(HOST)?.to_str().ok());
    asked.is_some_and(|asked| asked.eq_ignore_ascii_case(host)) && (scheme == "https" || (scheme == "http" && !secure))
}

/// Lets only JSON in: a form of another page cannot send it without asking first.
///
/// # Errors
/// [`Refused::NotJson`].
pub fn is_json(headers: &HeaderMap) -> Result<(), Refused> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") { Ok(()) } else { Err(Refused::NotJson) }
}

/// Reads a body that is JSON, of any shape: the function says which shape it wants.
///
/// # Errors
/// [`Refused::TooLarge`], [`Refused::TooSlow`], [`Refused::Unreadable`].
pub async fn read(parts: &Parts, body: Body) -> Result<Bytes, Refused> {
    let announced = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > BODY_BYTES) {
        return Err(Refused::TooLarge);
    }
    let body = tokio::time::timeout(BODY_TIME, Limited::new(body, BODY_BYTES).collect()).await.map_err(|_| Refused::TooSlow)?;
    let body = body.map_err(|why| match why.downcast::<LengthLimitError>() {
        Ok(_) => Refused::TooLarge,
        Err(_) => Refused::Unreadable { reason: "途中で切れています".into() },
    })?;
    let bytes = body.to_bytes();
    match serde_json::from_slice::<serde_json::Value>(&bytes) {
        Ok(_) => Ok(bytes),
        Err(why) => Err(Refused::Unreadable { reason: answer::in_words(&why.to_string()) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comes_in(headers: &[(&str, &str)], secure: bool) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse::<http::HeaderName>().expect("a name"), value.parse().expect("a value")))
            .collect();
        same_origin(&headers, &Uri::from_static("/api/submit"), secure).is_ok()
    }

    #[test]
    fn a_page_of_ours_comes_in_and_another_does_not() {
        assert!(comes_in(&[("sec-fetch-site", "same-origin")], true));
        assert!(comes_in(&[("sec-fetch-site", "none")], true));
        assert!(!comes_in(&[("sec-fetch-site", "same-site")], true));
        assert!(!comes_in(&[("sec-fetch-site", "cross-site"), ("origin", "https://city.example"), ("host", "city.example")], true));
    }

    #[test]
    fn an_older_browser_is_judged_by_its_origin() {
        assert!(comes_in(&[("origin", "https://city.example"), ("host", "City.Example")], true));
        assert!(comes_in(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], false));
        assert!(!comes_in(&[("origin", "http://city.example"), ("host", "city.example")], true));
        assert!(!comes_in(&[("origin", "https://city.example:8443"), ("host", "city.example")], true));
        assert!(!comes_in(&[("origin", "null"), ("host", "city.example")], true));
        assert!(!comes_in(&[("origin", "https://city.example")], true));
    }

    #[test]
    fn what_is_no_browser_passes() {
        assert!(comes_in(&[("host", "127.0.0.1:8080")], false));
    }

    #[test]
    fn over_http2_the_host_stands_in_the_uri() {
        let headers = [("origin".parse().expect("a name"), "https://city.example".parse().expect("a value"))].into_iter().collect();
        assert!(same_origin(&headers, &Uri::from_static("https://city.example/api/submit"), true).is_ok());
        assert!(same_origin(&headers, &Uri::from_static("https://evil.example/api/submit"), true).is_err());
    }

    #[test]
    fn only_json_is_taken() {
        let json = |kind: &'static str| is_json(&[(CONTENT_TYPE, kind.parse().expect("a value"))].into_iter().collect()).is_ok();
        assert!(json("application/json"));
        assert!(json("Application/JSON; charset=utf-8"));
        assert!(!json("text/plain"));
        assert!(!json("application/x-www-form-urlencoded"));
        assert!(!json("text/plain; application/json"));
    }

    #[test]
    fn a_door_that_nobody_thought_of_is_for_staff() {
        assert_eq!(for_whom("/api/submit"), ForWhom::Everybody);
        assert_eq!(for_whom("/api/issue_ticket"), ForWhom::Issuers);
        assert_eq!(for_whom("/api/something_new"), ForWhom::Staff);
        let every = Functions::of(Zone::All);
        assert!(WITHOUT_SESSION.iter().all(|path| every.method(path).is_ok()));
        assert!(FOR_EVERYBODY.iter().all(|path| for_whom(path) == ForWhom::Everybody));
    }

    #[test]
    fn the_internet_side_knows_no_staff() {
        let public: Vec<_> = Functions::of(Zone::Public).iter().map(|(path, _)| path).collect();
        assert_eq!(public, FOR_EVERYBODY);
        assert!(Functions::of(Zone::Hall).method("/api/open").is_ok());
        assert_eq!(Functions::of(Zone::Public).method("/api/open").unwrap_err().status(), 404);
    }
}
