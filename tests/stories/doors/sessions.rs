//! Sessions and devices at the doors: what the cookies open, what they do not, and when they stop.

use std::process::Command;

use serde_json::{Value, json};

use crate::browser::{Answer, Browser};
use crate::city_hall::{CityHall, STAFF, run};

use super::{Who, doors};

const SESSION: &str = "__Host-madoguchi";
const DEVICE: &str = "__Host-madoguchi-device";

/// The value that an answer gives a cookie, and everything that it says about it.
fn given(answer: &Answer, name: &str) -> (String, String) {
    let (found, rest) = answer.header("set-cookie").split_once('=').expect("a cookie");
    assert_eq!(found, name);
    let (value, locks) = rest.split_once("; ").expect("a cookie has locks");
    (value.to_owned(), locks.to_owned())
}

fn sign_in(browser: &mut Browser, passphrase: &str) -> Answer {
    browser.ask("sign_in", &json!({ "name": STAFF.0, "passphrase": passphrase }))
}

fn status(browser: &Browser, function: &str, arguments: &Value) -> u16 {
    browser.clone().ask(function, arguments).status
}

fn with(hall: &CityHall, cookie: &str, value: &str) -> Browser {
    hall.browser().with("cookie", &format!("{cookie}={value}"))
}

/// A kiosk of the office `main`, confirmed by staff; its number and its token.
fn kiosk(hall: &CityHall, staff: &mut Browser) -> (Value, String) {
    let known = hall.browser().ask("introduce", &json!({}));
    let (token, locks) = given(&known, DEVICE);
    assert_eq!(locks, "HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=34560000");
    let code = known.json::<Value>()["code"].clone();
    let device: Value = staff.get("confirm_device", &json!({ "code": code, "name": "正面玄関", "office": "main", "role": "kiosk" }));
    (device["id"].clone(), token)
}

#[test]
fn the_cookie_is_locked_and_taken_back() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let (token, locks) = given(&sign_in(&mut staff, STAFF.1), SESSION);
    assert_eq!(locks, "HttpOnly; SameSite=Strict; Secure; Path=/");
    assert!(token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "256 bits: {token}");
    assert_eq!(status(&with(&hall, SESSION, &token), "who_am_i", &json!({})), 200);

    let (empty, locks) = given(&staff.ask("sign_out", &json!({})).ok(), SESSION);
    assert_eq!((empty.as_str(), locks.as_str()), ("", "HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=0"));
    for door in doors().iter().filter(|door| door.who != Who::Everybody) {
        assert_eq!(status(&with(&hall, SESSION, &token), door.name, &door.arguments), 401, "{} with a dead token", door.name);
    }
}

#[test]
fn a_token_that_somebody_else_chose_is_never_taken() {
    let hall = CityHall::open(&[]);
    let tanaka = hall.first_staff();
    let chosen = "c".repeat(64);
    let mut victim = with(&hall, SESSION, &chosen);
    let (token, _) = given(&sign_in(&mut victim, STAFF.1), SESSION);
    assert_ne!(token, chosen);
    assert_eq!(status(&with(&hall, SESSION, &chosen), "who_am_i", &json!({})), 401);
    assert_eq!(status(&tanaka, "who_am_i", &json!({})), 200, "her other screen is not disturbed");
}

#[test]
fn signing_in_again_ends_the_session_before() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let (first, _) = given(&sign_in(&mut staff, STAFF.1), SESSION);
    let (second, _) = given(&sign_in(&mut staff, STAFF.1), SESSION);
    assert_eq!(status(&with(&hall, SESSION, &first), "who_am_i", &json!({})), 401);
    assert_eq!(status(&with(&hall, SESSION, &second), "who_am_i", &json!({})), 200);
    assert_eq!(sign_in(&mut staff, "wrong, and long enough").status, 401);
    assert_eq!(status(&with(&hall, SESSION, &second), "who_am_i", &json!({})), 200, "a wrong passphrase ends nothing");
}

#[test]
fn a_kiosk_opens_one_door_of_one_office() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let (id, token) = kiosk(&hall, &mut staff);
    let kiosk = with(&hall, DEVICE, &token);
    let press = |office: &str, key: char| json!({ "office": office, "queue": "certificates", "key": key.to_string().repeat(32) });
    assert_eq!(status(&kiosk, "issue_ticket", &press("main", 'a')), 200);
    assert_eq!(status(&kiosk, "issue_ticket", &press("kita", 'b')), 401);
    for door in doors().iter().filter(|door| door.who == Who::Staff) {
        assert_eq!(status(&kiosk, door.name, &door.arguments), 401, "{} by a kiosk", door.name);
        let as_session = with(&hall, SESSION, &token);
        assert_eq!(status(&as_session, door.name, &door.arguments), 401, "{} with a kiosk's token as a session", door.name);
    }
    staff.ask("revoke_device", &json!({ "id": id })).ok();
    assert_eq!(status(&kiosk, "issue_ticket", &press("main", 'c')), 401, "a revoked kiosk issues nothing");
    assert_eq!(status(&kiosk, "issue_ticket", &press("main", 'a')), 401, "nor what it issued before");
}

#[test]
fn a_device_that_nobody_confirmed_opens_nothing() {
    let hall = CityHall::open(&[]);
    let (token, _) = given(&hall.browser().ask("introduce", &json!({})), DEVICE);
    let press = json!({ "office": "main", "queue": "certificates", "key": "a".repeat(32) });
    assert_eq!(status(&with(&hall, DEVICE, &token), "issue_ticket", &press), 401);
}

#[test]
fn an_invented_address_does_not_shorten_the_wait() {
    let hall = CityHall::open(&[]);
    hall.first_staff();
    let mut refused = Vec::new();
    for n in 0..5 {
        let guess = sign_in(&mut hall.browser().with("x-forwarded-for", &format!("203.0.113.{n}")), "password1234");
        refused.push(guess.status);
        if guess.status == 429 {
            assert!(guess.header("retry-after").parse::<u32>().expect("seconds") >= 1);
        }
    }
    assert_eq!(refused[..3], [401, 401, 401]);
    assert!(refused.contains(&429), "{refused:?}");
}

#[test]
fn nothing_that_everybody_fetches_gives_or_needs_a_cookie() {
    let hall = CityHall::open(&[]);
    let staff = hall.first_staff();
    for path in ["/", "/health", "/counter", "/kiosk/main", "/display/main"] {
        let (stranger, member) = (hall.browser().fetch(path), staff.clone().fetch(path));
        assert_eq!(stranger.header("set-cookie"), "", "{path}");
        assert_eq!(stranger.status, member.status, "{path}");
        assert!(!member.body.contains(STAFF.0), "{path}");
    }
}

#[test]
fn the_operator_reads_the_log_and_sees_what_was_changed() {
    let mut hall = CityHall::open(&[]);
    hall.first_staff();
    let data = hall.data().display().to_string();
    let madoguchi = |words: &[&str]| run(hall.app(), &[words, &["--data", &data]].concat(), "");
    let shown = String::from_utf8(madoguchi(&["log", "show", "--last", "1"]).stdout).expect("UTF-8");
    assert!(shown.contains(&format!("staff 1 {}  join  -", STAFF.0)), "{shown}");
    let verified = madoguchi(&["log", "verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    let noted = String::from_utf8(verified.stdout).expect("UTF-8").lines().last().expect("the place to note").to_owned();

    let removed = madoguchi(&["staff", "remove", STAFF.0]);
    assert!(removed.status.success(), "{}", String::from_utf8_lossy(&removed.stderr));
    assert_eq!(sign_in(&mut hall.browser(), STAFF.1).status, 401, "while the city hall is open, too");
    let nobody = madoguchi(&["staff", "remove", STAFF.0]);
    assert_eq!(nobody.status.code(), Some(1));
    assert!(madoguchi(&["log", "verify", "--noted", &noted]).status.success());

    assert!(hall.close());
    let file = hall.data().join("ledger.sqlite");
    let sql = "DROP TRIGGER log_is_never_changed; UPDATE log SET what = 'nothing' WHERE act = 'dismiss'";
    let edited = Command::new("sqlite3").arg(&file).arg(sql).status().expect("Debian's sqlite3");
    assert!(edited.success());
    let verified = run(hall.app(), &["log", "verify", "--data", &data], "");
    assert_eq!(verified.status.code(), Some(1));
    let sentence = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(sentence.contains("書き換え"), "{sentence}");
}
