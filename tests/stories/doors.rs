//! Every door of the city hall, and everything that must not come through it.

mod sessions;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde_json::{Value, json};

use crate::browser::{Answer, Browser};
use crate::city_hall::CityHall;

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    Everybody,
    Staff,
    /// Staff, or a kiosk: one of the office, or one that may print what a person brings.
    Kiosk,
}

/// A server function, arguments that it takes, and the texts among them that people write.
struct Door {
    name: &'static str,
    who: Who,
    arguments: Value,
    /// What it says to them: the status of the answer and the refusal, if it is one.
    says: (u16, &'static str),
}

fn door(name: &'static str, who: Who, arguments: Value, status: u16, refused: &'static str) -> Door {
    Door { name, who, arguments, says: (status, refused) }
}

const KEY: &str = "00112233445566778899aabbccddeeff";

/// Every function that takes JSON by POST. One that is not here fails the first test below.
fn doors() -> Vec<Door> {
    let at_counter = json!({ "office": "main", "counter": 1 });
    vec![
        door("submit", Who::Everybody, json!({ "slip": "12345", "key": KEY }), 422, "bad-code"),
        door(
            "join",
            Who::Everybody,
            json!({ "code": "0000-0000", "name": "花子", "passphrase": "朝の川べりを歩く犬と白い猫" }),
            401,
            "wrong-invitation",
        ),
        door("sign_in", Who::Everybody, json!({ "name": "花子", "passphrase": "朝の川べりを歩く犬と白い猫" }), 401, "wrong-passphrase"),
        door("introduce", Who::Everybody, json!({}), 200, ""),
        door("signed_in", Who::Everybody, json!({}), 200, ""),
        door("who_am_i", Who::Staff, json!({}), 200, ""),
        door("invite", Who::Staff, json!({}), 200, ""),
        door("reminders", Who::Staff, json!({}), 200, ""),
        door("open", Who::Staff, json!({ "slip": "12345" }), 422, "bad-code"),
        door("receive", Who::Staff, json!({ "slip": "12345" }), 422, "bad-code"),
        door("submissions", Who::Staff, json!({}), 200, ""),
        door("submission", Who::Staff, json!({ "reference": "26-000001-0" }), 404, "not-found"),
        door("accept", Who::Staff, json!({ "reference": "26-000001-0" }), 404, "not-found"),
        door("note", Who::Staff, json!({ "reference": "26-000001-0", "office": {} }), 404, "not-found"),
        door("totals", Who::Staff, json!({ "day": "2025-01-06" }), 200, ""),
        door("count_till", Who::Staff, json!({ "day": "2025-01-06", "yen": 100 }), 200, ""),
        door("write_down", Who::Staff, json!({ "form": "water-start", "edition": 1, "entries": {} }), 422, "bad-answers"),
        door("correct", Who::Staff, json!({ "reference": "26-000001-0", "entries": {} }), 404, "not-found"),
        door("printed", Who::Staff, json!({ "reference": "26-000001-0" }), 404, "not-found"),
        door("sheets", Who::Staff, json!({ "references": ["26-000001-0"] }), 404, "not-found"),
        door("no_paper", Who::Staff, json!({ "references": ["26-000001-0"] }), 404, "not-found"),
        door("call_next", Who::Staff, at_counter.clone(), 409, "lobby"),
        door("call", Who::Staff, json!({ "office": "main", "counter": 1, "ticket": "A999" }), 409, "lobby"),
        door("recall", Who::Staff, at_counter.clone(), 409, "lobby"),
        door("miss", Who::Staff, at_counter.clone(), 409, "lobby"),
        door("serve", Who::Staff, at_counter.clone(), 409, "lobby"),
        door("finish", Who::Staff, at_counter, 409, "lobby"),
        door("devices", Who::Staff, json!({}), 200, ""),
        door(
            "confirm_device",
            Who::Staff,
            json!({ "code": "000000", "name": "入口", "office": "main", "role": "kiosk" }),
            422,
            "bad-value",
        ),
        door("permit_printing", Who::Staff, json!({ "id": 0, "may": true }), 404, "not-found"),
        door("look_over", Who::Kiosk, json!({ "slip": "12345" }), 422, "bad-code"),
        door("print_code", Who::Kiosk, json!({ "slip": "12345" }), 422, "bad-code"),
        door("call_staff", Who::Kiosk, json!({ "office": "main" }), 422, "bad-value"),
        door("answer_kiosk", Who::Staff, json!({ "office": "main", "kiosk": 1 }), 409, "lobby"),
        door("revoke_device", Who::Staff, json!({ "id": 0 }), 404, "not-found"),
        door("issue_ticket", Who::Kiosk, json!({ "office": "main", "queue": "certificates", "key": "?" }), 422, "bad-value"),
        // The last one, since it ends the session.
        door("sign_out", Who::Staff, json!({}), 200, ""),
    ]
}

/// One city hall serves every story that changes nothing in it, and closes after the last of them.
fn city_hall() -> Arc<CityHall> {
    static HALL: Mutex<Weak<CityHall>> = Mutex::new(Weak::new());
    let mut hall = HALL.lock().unwrap_or_else(PoisonError::into_inner);
    hall.upgrade().unwrap_or_else(|| {
        let opened = Arc::new(CityHall::open(&[]));
        *hall = Arc::downgrade(&opened);
        opened
    })
}

fn post(browser: &Browser, name: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    browser.clone().send("POST", &format!("/api/{name}"), headers, body).expect("an answer")
}

const JSON: (&str, &str) = ("content-type", "application/json");

fn check(door: &Door, case: &str, answer: &Answer, status: u16, refused: &str) {
    let told = if answer.status == 200 { String::new() } else { answer.refused() };
    assert_eq!((answer.status, told.as_str()), (status, refused), "{}: {case}: {}", door.name, answer.body);
    assert_eq!(answer.header("location"), "", "{}: {case}: nobody is sent elsewhere", door.name);
}

#[test]
fn every_function_has_a_row_here() {
    let mut rows: Vec<String> = doors().iter().map(|door| format!("POST /api/{}", door.name)).collect();
    rows.push("GET /api/watch".into());
    rows.sort();
    let mut functions: Vec<String> =
        server::http::door::Functions::of(server::config::Zone::All).iter().map(|(path, method)| format!("{method} {path}")).collect();
    functions.sort();
    assert_eq!(functions, rows);
}

/// What a body that nobody can make sense of is told: without a session only those hear of it whom the door is for.
fn check_body(hall: &CityHall, staff: &Browser, door: &Door, case: &str, body: &[u8], told: (u16, &str)) {
    let stranger = post(&hall.browser(), door.name, &[JSON], body);
    let (status, refused) = if door.who == Who::Everybody { told } else { (401, "not-signed-in") };
    check(door, &format!("{case}, without a session"), &stranger, status, refused);
    check(door, &format!("{case}, signed in"), &post(staff, door.name, &[JSON], body), told.0, told.1);
}

#[test]
fn what_is_no_json_comes_through_no_door() {
    let hall = CityHall::open(&[]);
    let staff = hall.first_staff();
    for door in doors() {
        for broken in ["", "{", "{\"slip\":", "\u{feff}{}", "{} {}", "'", "{\"a\":\"\\ud800\"}", "nul"] {
            check_body(&hall, &staff, &door, broken, broken.as_bytes(), (400, "unreadable"));
        }
        let no_utf8 = [b"{\"slip\":\"".as_slice(), &[0xff, 0xfe], b"\"}"].concat();
        check_body(&hall, &staff, &door, "no UTF-8", &no_utf8, (400, "unreadable"));
    }
}

#[test]
fn an_argument_of_another_type_comes_through_no_door() {
    let hall = CityHall::open(&[]);
    let staff = hall.first_staff();
    for door in doors() {
        check_body(&hall, &staff, &door, "a number instead of arguments", b"5", (400, "unreadable"));
        let arguments = door.arguments.as_object().expect("arguments have names");
        for (name, right) in arguments {
            let mut wrong = arguments.clone();
            wrong.remove(name);
            check_body(&hall, &staff, &door, &format!("without {name}"), json!(wrong).to_string().as_bytes(), (400, "unreadable"));
            for other in [json!(null), json!([1]), json!(-1.5), json!(true), json!({ "a": 1 })] {
                if (right.is_object() && other.is_object()) || (right.is_boolean() && other.is_boolean()) {
                    continue;
                }
                wrong.insert(name.clone(), other.clone());
                let body = json!(wrong).to_string();
                check_body(&hall, &staff, &door, &format!("{name} = {other}"), body.as_bytes(), (400, "unreadable"));
            }
        }
    }
}

#[test]
fn only_json_that_says_so_comes_through() {
    let hall = city_hall();
    let browser = hall.browser();
    for door in doors() {
        let body = door.arguments.to_string();
        for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", ""] {
            check(&door, kind, &post(&browser, door.name, &[("content-type", kind)], body.as_bytes()), 415, "not-json");
        }
        check(&door, "no content type", &post(&browser, door.name, &[], body.as_bytes()), 415, "not-json");
    }
}

#[test]
fn every_door_opens_one_way_only() {
    let hall = city_hall();
    let browser = hall.browser();
    for door in doors() {
        let path = format!("/api/{}?slip=1&key=2", door.name);
        for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            let answer = browser.clone().send(method, &path, &[JSON], b"").expect("an answer");
            assert_eq!((answer.status, answer.header("allow")), (405, "POST"), "{method} {path}");
            if method != "HEAD" {
                check(&door, method, &answer, 405, "wrong-method");
            }
        }
    }
    let answer = post(&browser, "watch", &[JSON], b"{}");
    assert_eq!((answer.status, answer.refused().as_str(), answer.header("allow")), (405, "wrong-method", "GET"));
}

#[test]
fn a_page_of_another_origin_opens_no_door() {
    let hall = city_hall();
    let browser = hall.browser();
    let own = format!("http://{}", hall.address);
    for door in doors() {
        let body = door.arguments.to_string();
        for other in ["https://evil.example", "null", "http://127.0.0.1", &own.replace("http:", "ftp:")] {
            check(&door, other, &post(&browser, door.name, &[JSON, ("origin", other)], body.as_bytes()), 403, "other-origin");
        }
        for site in ["cross-site", "same-site", "?"] {
            let headers = [JSON, ("sec-fetch-site", site), ("origin", &own)];
            check(&door, site, &post(&browser, door.name, &headers, body.as_bytes()), 403, "other-origin");
        }
    }
    let watch = browser.with("sec-fetch-site", "cross-site").fetch("/api/watch?office=main");
    assert_eq!((watch.status, watch.refused().as_str()), (403, "other-origin"));
}

#[test]
fn without_a_session_nobody_does_what_staff_do() {
    let hall = city_hall();
    let browser = hall.browser();
    let forged = browser.with("cookie", &format!("__Host-madoguchi={}; __Host-madoguchi-device={}", "0".repeat(64), "0".repeat(64)));
    for door in doors().iter().filter(|door| door.who != Who::Everybody) {
        let body = door.arguments.to_string();
        check(door, "no session", &post(&browser, door.name, &[JSON], body.as_bytes()), 401, "not-signed-in");
        check(door, "a forged session", &post(&forged, door.name, &[JSON], body.as_bytes()), 401, "not-signed-in");
        check(door, "no arguments, a forged session", &post(&forged, door.name, &[JSON], b"{}"), 401, "not-signed-in");
    }
}

#[test]
fn what_is_too_long_is_not_read() {
    let hall = CityHall::open(&[]);
    let (browser, staff) = (hall.browser(), hall.first_staff());
    for door in doors() {
        let body = json!({ "filler": "あ".repeat(30_000) }).to_string();
        check_body(&hall, &staff, &door, "90 kB", body.as_bytes(), (413, "too-large"));
    }
    let slip = json!({ "slip": "2".repeat(8 * 1024 + 1), "key": KEY }).to_string();
    let answer = post(&browser, "submit", &[JSON], slip.as_bytes());
    assert_eq!((answer.status, answer.refused().as_str()), (413, "too-large"));
}

#[test]
fn a_request_of_a_form_is_never_sent_elsewhere() {
    let hall = city_hall();
    let browser = hall.browser();
    for door in doors().iter().filter(|door| door.who == Who::Everybody) {
        let headers = [JSON, ("accept", "text/html"), ("referer", "https://evil.example/form")];
        let answer = post(&browser, door.name, &headers, door.arguments.to_string().as_bytes());
        check(door, "accept: text/html", &answer, door.says.0, door.says.1);
    }
}

#[test]
fn what_there_is_not_is_not_found() {
    let hall = city_hall();
    let mut browser = hall.browser();
    for (method, path) in [("POST", "/api/nothing"), ("GET", "/api/"), ("GET", "/api"), ("POST", "/api/submit/"), ("POST", "/api/SUBMIT")] {
        let answer = browser.send(method, path, &[JSON], b"{}").expect("an answer");
        assert_eq!((answer.status, answer.refused().as_str()), (404, "not-found"), "{method} {path}");
    }
    let answer = browser.fetch("/api/watch?office=nowhere");
    assert_eq!((answer.status, answer.refused().as_str()), (404, "not-found"));
    let answer = browser.fetch("/api/watch");
    assert_eq!((answer.status, answer.refused().as_str()), (400, "unreadable"));
    assert_eq!(browser.fetch("/../../etc/passwd").status, 404);
    assert_eq!(browser.fetch("/nothing").status, 404);
}

#[test]
fn every_door_says_what_it_is_for() {
    let hall = CityHall::open(&[]);
    let staff = hall.first_staff();
    for door in doors() {
        let answer = post(&staff, door.name, &[JSON], door.arguments.to_string().as_bytes());
        check(&door, "as it should be asked", &answer, door.says.0, door.says.1);
    }
    let after = post(&staff, "who_am_i", &[JSON], b"{}");
    assert_eq!(after.status, 401, "the session is over after signing out");
}

/// Texts that harm where they are shown, or that no machine should choke on.
const HARMFUL: [&str; 8] = [
    "\u{202e}abc",
    "a\u{2066}b\u{2069}",
    "a\u{0}b",
    "a\u{1b}[31mb",
    "a\u{200b}b",
    "\u{feff}abc",
    "' OR 1=1; --",
    "<script>alert(1)</script>",
];

#[test]
fn harmful_text_is_refused_in_words_and_never_breaks_anything() {
    let hall = CityHall::open(&[]);
    let staff = hall.first_staff();
    for door in doors().iter().filter(|door| door.name != "sign_out") {
        let arguments = door.arguments.as_object().expect("arguments have names");
        for name in arguments.iter().filter(|(_, value)| value.is_string()).map(|(name, _)| name) {
            for text in HARMFUL.map(str::to_owned).into_iter().chain(["あ".repeat(10_000), "e\u{301}".repeat(5_000)]) {
                let mut harmful = arguments.clone();
                harmful.insert(name.clone(), text.clone().into());
                let answer = post(&staff, door.name, &[JSON], json!(harmful).to_string().as_bytes());
                let case = format!("{}: {name} = {:.20?}", door.name, text);
                assert!((400..500).contains(&answer.status), "{case}: {} {}", answer.status, answer.body);
                answer.refused();
            }
        }
    }
    assert_eq!(hall.browser().fetch("/health").status, 200);
}

#[test]
fn the_health_of_the_house_is_told() {
    let hall = city_hall();
    let answer = hall.browser().fetch("/health").ok();
    let health: BTreeMap<String, Value> = answer.json();
    assert_eq!((&health["status"], &health["store"]), (&json!("ok"), &json!("ok")));
    assert!(health["offices"].as_array().expect("a list").contains(&json!("main")));
    assert!(health.contains_key("version"));
    let answer = hall.browser().send("POST", "/health", &[], b"").expect("an answer");
    assert_eq!((answer.status, answer.refused().as_str()), (405, "wrong-method"));
}

#[test]
fn everything_is_dressed_for_the_outside() {
    let hall = city_hall();
    let mut browser = hall.browser();
    for path in ["/health", "/", "/api/nothing", "/nothing", "/api/watch?office=nowhere"] {
        let answer = browser.fetch(path);
        for (name, value) in
            [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("cross-origin-opener-policy", "same-origin")]
        {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert!(answer.header("permissions-policy").contains("camera=(), serial=()"), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "plain HTTP promises no HTTPS");
    }
    assert_eq!(browser.fetch("/health").header("cache-control"), "no-store");
    // Where codes are read, and nowhere else, a lens and a scanner's line may be opened.
    for reading in ["/counter", "/kiosk/main"] {
        assert!(browser.fetch(reading).header("permissions-policy").contains("camera=(self), serial=(self)"), "{reading}");
    }
    for elsewhere in ["/display/main", "/counter/scanner"] {
        assert!(browser.fetch(elsewhere).header("permissions-policy").contains("camera=(), serial=()"), "{elsewhere}");
    }
}

#[test]
fn the_internet_side_has_no_staff_no_devices_and_no_key() {
    let hall = CityHall::open(&["--zone", "hall"]);
    let folder = tempfile::tempdir().expect("a folder for a while");
    let keys = folder.path().join("keys");
    std::fs::create_dir(&keys).expect("a folder");
    std::fs::copy(hall.data().join("keys/city-key.json"), keys.join("city-key.json")).expect("the public key is there to be taken");
    let hall = CityHall::open_in(folder.path(), &["--zone", "public"]);
    assert!(!hall.printed.contains("招待コード"), "{}", hall.printed);
    let mut browser = hall.browser();
    for door in doors().iter().filter(|door| door.name != "submit") {
        let answer = browser.ask(door.name, &door.arguments);
        check(door, "zone public", &answer, 404, "not-found");
    }
    assert_eq!(browser.ask("submit", &json!({ "slip": "12345", "key": KEY })).status, 422);
    for screen in ["/counter", "/kiosk/main", "/display/main"] {
        assert_eq!(browser.fetch(screen).status, 404, "{screen}");
    }
    assert_eq!(browser.fetch("/").status, 200);
}
