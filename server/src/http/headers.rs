//! The headers that go with every answer, so that no page and no answer can be turned against its reader.

use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY};
use http::{HeaderMap, HeaderValue};

/// What is no page may load nothing, be framed nowhere and send nothing.
const CSP_OF_ANSWERS: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a page may do with the device, given who may use its camera and its serial lines: the screen stays awake on displays; nothing else
/// is wanted.
macro_rules! permissions {
    ($reading:literal) => {
        concat!(
            "camera=",
            $reading,
            ", serial=",
            $reading,
            ", screen-wake-lock=(self), accelerometer=(), autoplay=(self), browsing-topics=(), display-capture=(), geolocation=(), \
             gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
        )
    };
}

/// The header that says so.
pub const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// What a page may do that reads codes by camera or from a scanner on a serial line; such a page brings this itself.
pub const READING: HeaderValue = HeaderValue::from_static(permissions!("(self)"));

/// What every other page may do.
const NOT_READING: HeaderValue = HeaderValue::from_static(permissions!("()"));

/// On every answer.
const ALWAYS: [(&str, &str); 3] =
    [("x-content-type-options", "nosniff"), ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin")];

/// A year, as `Strict-Transport-Security` wants it; only this host, since the city's other hosts are not ours.
const STRICTLY_HTTPS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Dresses an answer; pages bring their own content policy and caching, and those that read codes their permissions.
pub fn put_on(headers: &mut HeaderMap, secure: bool) {
    headers.reserve(ALWAYS.len() + 6);
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CSP_OF_ANSWERS));
    headers.entry(PERMISSIONS).or_insert(NOT_READING);
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, STRICTLY_HTTPS);
    }
    if headers.get(CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream") {
        headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_its_own_policy_and_everything_else_gets_the_strict_one() {
        let mut page = HeaderMap::new();
        page.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'self'"));
        put_on(&mut page, false);
        assert_eq!(page[CONTENT_SECURITY_POLICY], "default-src 'self'");
        assert!(!page.contains_key(STRICT_TRANSPORT_SECURITY));

        let mut answer = HeaderMap::new();
        put_on(&mut answer, true);
        assert_eq!(answer[CONTENT_SECURITY_POLICY], CSP_OF_ANSWERS);
        assert_eq!(answer["x-content-type-options"], "nosniff");
        assert_eq!(answer[CACHE_CONTROL], "no-store");
        assert_eq!(answer[STRICT_TRANSPORT_SECURITY], STRICTLY_HTTPS);
    }

    #[test]
    fn no_proxy_holds_the_live_stream_back() {
        let mut stream = HeaderMap::new();
        stream.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        put_on(&mut stream, false);
        assert_eq!(stream["x-accel-buffering"], "no");
    }
}
