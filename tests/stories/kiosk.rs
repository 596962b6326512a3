//! The kiosk in the lobby: what a person brings is opened and printed where staff allow it, and staff are called to it.

use std::process::Command;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::city_hall::{CityHall, root};
use crate::screen::Screen;
use crate::untold::not_told;

/// A kiosk of the main office that staff have just let in, and its number.
fn kiosk(hall: &CityHall, staff: &mut Browser, name: &str) -> (Browser, i64) {
    let mut kiosk = hall.browser();
    let waiting: Value = kiosk.get("introduce", &json!({}));
    let confirmed = json!({ "code": waiting["code"], "name": name, "office": "main", "role": "kiosk" });
    let device: Value = staff.get("confirm_device", &confirmed);
    (kiosk, device["id"].as_i64().expect("a number"))
}

fn refused(browser: &mut Browser, name: &str, arguments: &Value) -> (u16, String) {
    let answer = browser.ask(name, arguments);
    (answer.status, answer.refused())
}

#[test]
fn a_kiosk_opens_and_prints_what_a_person_brings_only_while_staff_allow_it() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let (mut kiosk, id) = kiosk(&hall, &mut staff, "正面玄関");
    let slip = json!({ "slip": hall.sealed_sample("residence-certificate") });
    for door in ["look_over", "print_code"] {
        assert_eq!(refused(&mut kiosk, door, &slip), (403, "not-permitted".into()), "a kiosk only issues tickets: {door}");
    }
    staff.ask("permit_printing", &json!({ "id": id, "may": true })).ok();
    let state: Value = kiosk.get("introduce", &json!({}));
    assert_eq!(state["prints"], true);
    let opened: Value = kiosk.get("look_over", &slip);
    assert_eq!((&opened[0]["form"]["id"], opened.as_array().map(Vec::len)), (&json!("residence-certificate"), Some(1)));
    let printed = kiosk.ask("print_code", &slip);
    assert!(printed.status == 200 || printed.refused() == "no-fonts", "{}", printed.status);
    // The right opens no other door.
    for (door, arguments) in [
        ("open", slip.clone()),
        ("receive", slip.clone()),
        ("submissions", json!({})),
        ("submission", json!({ "reference": "26-000001-0" })),
        ("sheets", json!({ "references": ["26-000001-0"] })),
        ("devices", json!({})),
        ("permit_printing", json!({ "id": id, "may": true })),
        ("answer_kiosk", json!({ "office": "main", "kiosk": id })),
    ] {
        assert_eq!(refused(&mut kiosk, door, &arguments), (401, "not-signed-in".into()), "{door}");
    }
    let held: Value = staff.get("submissions", &json!({}));
    assert_eq!(held, json!([]), "nothing was handed in");
    let listed: Value = staff.get("devices", &json!({}));
    assert_eq!((&listed[0]["name"], &listed[0]["prints"]), (&json!("正面玄関"), &json!(true)));
    staff.ask("permit_printing", &json!({ "id": id, "may": false })).ok();
    assert_eq!(refused(&mut kiosk, "look_over", &slip), (403, "not-permitted".into()));
    staff.ask("permit_printing", &json!({ "id": id, "may": true })).ok();
    staff.ask("revoke_device", &json!({ "id": id })).ok();
    assert_eq!(refused(&mut kiosk, "look_over", &slip), (401, "not-signed-in".into()));
}

#[test]
fn a_kiosk_shows_what_the_person_made_and_not_what_the_city_hall_knows_besides() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let (mut kiosk, id) = kiosk(&hall, &mut staff, "正面玄関");
    staff.ask("permit_printing", &json!({ "id": id, "may": true })).ok();
    let slip = json!({ "slip": hall.sealed_sample("water-start") });
    let receipt: Value = staff.get("receive", &slip);
    let opened: Value = kiosk.get("look_over", &slip);
    assert_eq!((&opened[0]["stored"], &opened[0]["corrections"]), (&json!(null), &json!([])), "neither its number nor a correction");
    assert!(!opened.to_string().contains(receipt[0]["reference"].as_str().expect("a number")));
    let log = std::fs::read(hall.data().join("ledger.sqlite")).expect("the ledger");
    assert!(!log.windows(6).any(|six| six == "吉野".as_bytes()), "a name stands nowhere in the clear");
}

#[test]
fn a_display_is_no_kiosk_and_prints_nothing() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let mut display = hall.browser();
    let waiting: Value = display.get("introduce", &json!({}));
    let device: Value = staff.get("confirm_device", &json!({ "code": waiting["code"], "name": "壁", "office": "main", "role": "display" }));
    let permit = json!({ "id": device["id"], "may": true });
    assert_eq!(refused(&mut staff, "permit_printing", &permit), (404, "not-found".into()));
    for (door, arguments) in [("look_over", json!({ "slip": "12345" })), ("call_staff", json!({ "office": "main" }))] {
        assert_eq!(refused(&mut display, door, &arguments), (401, "not-signed-in".into()), "{door}");
    }
}

#[test]
fn staff_are_called_to_a_kiosk_until_one_of_them_answers() {
    let mut hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let (mut bell, id) = kiosk(&hall, &mut staff, "正面玄関");
    let rings = |hall: &CityHall| {
        let board = Screen::on(hall.address).hear().expect("a board");
        serde_json::from_str::<Value>(&board.data).expect("JSON")["bells"].clone()
    };
    assert_eq!(rings(&hall), json!(null));
    assert_eq!(refused(&mut bell, "call_staff", &json!({ "office": "kita" })), (401, "not-signed-in".into()), "another office's staff");
    for _ in 0..3 {
        bell.ask("call_staff", &json!({ "office": "main" })).ok();
    }
    let ringing = rings(&hall);
    assert_eq!((ringing.as_array().map(Vec::len), &ringing[0]["kiosk"]), (Some(1), &json!(id)), "however often it is pressed: {ringing}");
    assert_eq!(ringing[0].as_object().map(|bell| bell.len()), Some(2), "which kiosk and since when, and nothing else");
    // It is remembered, whatever happens to the server.
    hall.kill();
    hall.start_again();
    assert_eq!(rings(&hall), ringing);
    staff.ask("answer_kiosk", &json!({ "office": "main", "kiosk": id })).ok();
    assert_eq!(rings(&hall), json!(null));
    assert_eq!(refused(&mut staff, "answer_kiosk", &json!({ "office": "main", "kiosk": id })), (409, "lobby".into()));
}

#[test]
fn the_launcher_starts_a_browser_that_trusts_the_hall_and_leaves_nothing() {
    for program in ["chromium", "certutil"] {
        if Command::new(program).arg("--version").output().is_err() {
            return not_told(&format!("there is no {program} on this machine"));
        }
    }
    let hall = CityHall::open(&["--tls", "auto"]);
    let folder = tempfile::tempdir().expect("a folder for a while");
    let authority = hall.data().join("tls/ca.crt");
    let launch = |words: &[&str]| {
        let mut launcher = Command::new("sh");
        launcher.arg(root().join("server/kiosk/launch.sh")).args(["--once", "--headless"]).args(words);
        launcher.arg(format!("https://{}/kiosk/main", hall.address));
        launcher.env("MADOGUCHI_KIOSK_FOLDER", folder.path()).env("XDG_STATE_HOME", folder.path().join("state"));
        launcher.env("MADOGUCHI_KIOSK_FLAGS", "--no-sandbox --disable-gpu --dump-dom --timeout=10000");
        let output = launcher.output().expect("sh is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let authority = authority.display().to_string();
    let shown = launch(&["--authority", &authority]);
    assert!(shown.contains("発券機 | さくら野市"), "the hall's page is shown: {shown:.400}");
    let stranger = launch(&[]);
    assert!(!stranger.contains("発券機 | さくら野市"), "without the authority no browser trusts it: {stranger:.400}");
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|file| file.file_name()).collect();
    assert!(left.iter().all(|name| name == "state"), "the profiles are gone: {left:?}");
}

#[test]
fn the_launcher_writes_down_what_the_browser_must_keep_to() {
    let written = Command::new("sh")
        .arg(root().join("server/kiosk/launch.sh"))
        .args(["--policy", "https://hall.city.example:8443/kiosk/main"])
        .output()
        .expect("sh is there");
    assert!(written.status.success());
    let policy: Value = serde_json::from_slice(&written.stdout).expect("JSON");
    assert_eq!((&policy["URLBlocklist"], &policy["URLAllowlist"]), (&json!(["*"]), &json!(["https://hall.city.example:8443"])));
    assert_eq!(policy["NewTabPageLocation"], "https://hall.city.example:8443/kiosk/main");
    assert_eq!((&policy["DeveloperToolsAvailability"], &policy["AllowFileSelectionDialogs"]), (&json!(2), &json!(false)));
}
