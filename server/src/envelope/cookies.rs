//! The two cookies of the house, as headers.

use cookie::time::Duration;
use cookie::{Cookie, CookieBuilder, SameSite};
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

/// The cookie of a session. Its prefix makes browsers refuse it from any other host, path or insecure page.
pub const SESSION: &str = "__Host-madoguchi";
/// The cookie of a kiosk or display.
pub const DEVICE: &str = "__Host-madoguchi-device";

/// The longest that browsers keep a cookie: 400 days. A device is given it once, and is confirmed anew after that.
const KEPT: Duration = Duration::days(400);

/// The value of a cookie that a request brought; nothing if it brought several of this name, for then one of them is not ours.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut values = lines.flat_map(Cookie::split_parse).flatten().filter(|cookie| cookie.name() == name).map(|c| c.value().to_owned());
    let value = values.next()?;
    values.next().is_none().then_some(value)
}

/// A cookie that goes when the browser is closed.
pub fn for_this_session(name: &str, value: &str) -> HeaderValue {
    header(strict(name, value))
}

/// A cookie that stays.
pub fn to_keep(name: &str, value: &str) -> HeaderValue {
    header(strict(name, value).max_age(KEPT))
}

/// Takes a cookie back.
pub fn taken_back(name: &str) -> HeaderValue {
    header(strict(name, "").max_age(Duration::ZERO))
}

fn strict<'a>(name: &'a str, value: &'a str) -> CookieBuilder<'a> {
    Cookie::build((name, value)).path("/").secure(true).http_only(true).same_site(SameSite::Strict)
}

fn header(cookie: CookieBuilder<'_>) -> HeaderValue {
    cookie.build().to_string().parse().expect("names and tokens are visible ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brought(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(COOKIE, line.parse().expect("a header"));
        }
        headers
    }

    #[test]
    fn a_cookie_is_given_with_every_lock_a_browser_knows() {
        let given = for_this_session(SESSION, "abc");
        assert_eq!(given, "__Host-madoguchi=abc; HttpOnly; SameSite=Strict; Secure; Path=/");
        assert_eq!(taken_back(SESSION), "__Host-madoguchi=; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=0");
        assert!(to_keep(DEVICE, "abc").to_str().unwrap().ends_with("; Max-Age=34560000"));
    }

    #[test]
    fn only_our_own_cookie_is_read() {
        let headers = brought(&["other=1; __Host-madoguchi=abc", "__Host-madoguchi-device=def"]);
        assert_eq!(read(&headers, SESSION).as_deref(), Some("abc"));
        assert_eq!(read(&headers, DEVICE).as_deref(), Some("def"));
        assert_eq!(read(&brought(&["__host-madoguchi=abc"]), SESSION), None);
        assert_eq!(read(&brought(&["__Host-madoguchi=abc; __Host-madoguchi=def"]), SESSION), None);
        assert_eq!(read(&brought(&["; ;=;;;"]), SESSION), None);
    }
}
