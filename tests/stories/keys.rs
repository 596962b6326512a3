//! The keys that open what residents seal: made, copied, brought back, changed, and set aside when nobody needs them any more.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::city_hall::{CityHall, run};

const FORM: &str = "residence-certificate";
const PASSPHRASE: &str = "朝の川べりを歩く犬と白い猫\n";

/// Does something with the keys of a data folder, and gives what was said and whether it was done.
fn key(app: &Path, data: &Path, words: &[&str], typed: &str) -> (bool, String) {
    let data = data.display().to_string();
    let done = run(app, &[&["key"], words, &["--data", &data]].concat(), typed);
    let said = if done.status.success() { done.stdout } else { done.stderr };
    (done.status.success(), String::from_utf8(said).expect("it speaks UTF-8"))
}

fn ok(done: (bool, String)) -> String {
    assert!(done.0, "{}", done.1);
    done.1
}

fn no(done: (bool, String)) -> String {
    assert!(!done.0, "{}", done.1);
    done.1
}

/// The ids in a list of keys.
fn ids(list: &str) -> Vec<String> {
    list.lines().filter_map(|line| line.split_whitespace().nth(1)).map(str::to_owned).collect()
}

#[test]
fn everybody_is_reminded_of_a_copy_until_there_is_one() {
    let mut hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    assert!(hall.printed.contains("madoguchi key backup"), "{}", hall.printed);
    let reminders: Value = staff.get("reminders", &json!({}));
    assert_eq!(reminders[0]["reminder"], "no-copy");

    let (app, data) = (hall.app().to_owned(), hall.data().to_owned());
    let file = data.join("copy.txt");
    let at = file.display().to_string();
    let short = no(key(&app, &data, &["backup", &at], "みじかい\n"));
    assert!(short.contains("12文字以上") && !file.exists(), "{short}");
    let said = ok(key(&app, &data, &["backup", &at], PASSPHRASE));
    assert!(said.contains("合言葉とは別の場所"), "{said}");
    assert!(no(key(&app, &data, &["backup", &at], PASSPHRASE)).contains("もうあります"), "a copy is not written over");

    assert_eq!(staff.get::<Value>("reminders", &json!({})), json!([]));
    hall.close();
    hall.start_again();
    assert!(!hall.printed.contains("madoguchi key backup"), "{}", hall.printed);
    assert!(ok(key(&app, &data, &["list"], "")).contains("控えあり"));
}

#[test]
fn after_a_fire_the_sheet_brings_the_key_back_and_what_was_sealed_is_read() {
    let mut hall = CityHall::open(&[]);
    let slip = hall.sealed_sample(FORM);
    let (app, data) = (hall.app().to_owned(), hall.data().to_owned());
    let file = data.join("copy.txt");
    ok(key(&app, &data, &["backup", &file.display().to_string()], PASSPHRASE));
    let page = fs::read_to_string(data.join("copy.txt.html")).expect("the sheet");
    assert!(page.contains("さくら野市") && page.contains("<svg") && !page.contains("白い猫"));
    let private = fs::read_dir(data.join("keys")).unwrap().map(|entry| entry.unwrap().path()).find(|file| file.extension().is_some());
    let secret = fs::read_to_string(private.expect("a file")).unwrap();
    let secret = secret.split('"').find(|part| part.len() == 64).expect("a key").to_owned();
    assert!(!page.contains(&secret), "what lies in the safe is sealed, too");

    // Somebody types it off the paper.
    let typed = page.split("<pre>").nth(1).and_then(|rest| rest.split("</pre>").next()).expect("the lines");
    let new_machine = tempfile::tempdir().expect("a folder for a while");
    let typed_file = new_machine.path().join("typed.txt");
    fs::write(&typed_file, typed).unwrap();
    let new_data = new_machine.path().join("data");
    let at = typed_file.display().to_string();
    let wrong = no(key(&app, &new_data, &["restore", &at], "朝の川べりを歩く犬と黒い猫\n"));
    assert!(wrong.contains("合言葉") && !new_data.join("keys").exists(), "{wrong}");
    ok(key(&app, &new_data, &["restore", &at], PASSPHRASE));
    let opened = run(&app, &["slip", "open", "--data", &new_data.display().to_string()], &slip);
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    hall.close();
}

/// A server that is started with this data folder and does not open; what it says.
fn stays_shut(app: &Path, data: &Path) -> String {
    let data = data.display().to_string();
    let tried = run(app, &["serve", "--listen", "127.0.0.1:0", "--data", &data], "");
    assert_eq!(tried.status.code(), Some(1));
    String::from_utf8(tried.stderr).expect("it speaks UTF-8")
}

#[test]
fn a_key_that_is_gone_is_missed_and_never_replaced_in_silence() {
    let mut hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample(FORM);
    staff.ask("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() })).ok();
    let (app, data) = (hall.app().to_owned(), hall.data().to_owned());
    let copy = data.join("copy.txt").display().to_string();
    ok(key(&app, &data, &["backup", &copy], PASSPHRASE));
    hall.close();

    let folder = data.join("keys");
    let private = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).find(|file| file.extension() == Some("key".as_ref()));
    fs::remove_file(private.expect("a key")).unwrap();
    let said = stays_shut(&app, &data);
    assert!(said.contains("key restore") && said.contains("二度と開けません"), "{said}");
    // The whole folder is gone: the ledger remembers that something was sealed.
    fs::remove_dir_all(&folder).unwrap();
    assert!(stays_shut(&app, &data).contains("key restore"));
    assert!(!folder.exists(), "nothing was made in its place");

    ok(key(&app, &data, &["restore", &copy], PASSPHRASE));
    hall.start_again();
    assert_eq!(staff.ask("open", &json!({ "slip": slip })).ok().status, 200);
    hall.close();

    // Whoever has no copy makes another key, and knows what that means.
    let private = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).find(|file| file.extension() == Some("key".as_ref()));
    fs::remove_file(private.expect("a key")).unwrap();
    ok(key(&app, &data, &["new"], ""));
    hall.start_again();
    let after = hall.sealed_sample(FORM);
    assert_eq!(staff.ask("open", &json!({ "slip": after })).ok().status, 200);
}

#[test]
fn the_key_is_changed_in_the_middle_of_the_day_and_older_codes_still_open() {
    let mut hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let before = hall.sealed_sample(FORM);
    let (app, data) = (hall.app().to_owned(), hall.data().to_owned());
    let first = ids(&ok(key(&app, &data, &["list"], ""))).remove(0);
    assert!(no(key(&app, &data, &["new"], "")).contains("key rotate"));
    assert!(no(key(&app, &data, &["retire", &first], "")).contains("いま封をしている鍵"));

    ok(key(&app, &data, &["rotate"], ""));
    assert_eq!(staff.ask("open", &json!({ "slip": before })).ok().status, 200, "the server that runs goes on with its key");
    hall.close();
    hall.start_again();
    let after = hall.sealed_sample(FORM);
    assert_ne!(before[1..7], after[1..7], "slips are sealed to the new key");
    for slip in [&before, &after] {
        assert_eq!(staff.ask("open", &json!({ "slip": slip })).ok().status, 200);
    }
    let waiting = no(key(&app, &data, &["retire", &first], ""));
    assert!(waiting.contains("まだ持ち込まれることがあります"), "{waiting}");
    assert!(no(key(&app, &data, &["retire", "000000"], "")).contains("ありません"));
}

#[test]
fn an_old_key_is_set_aside_once_nothing_needs_it() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let data = folder.path().join("data");
    let mut hall = CityHall::open_in(&data, &[]);
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample(FORM);
    staff.ask("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() })).ok();
    let app = hall.app().to_owned();
    let first = ids(&ok(key(&app, &data, &["list"], ""))).remove(0);
    ok(key(&app, &data, &["rotate"], ""));
    // The change was three years ago.
    let newer = fs::read_dir(data.join("keys")).unwrap().map(|entry| entry.unwrap().path());
    let newer = newer.into_iter().find(|file| file.file_name().unwrap().to_string_lossy().starts_with("2-")).expect("the new key");
    let text = fs::read_to_string(&newer).unwrap();
    let mut kept: Value = serde_json::from_str(&text).unwrap();
    kept["made"] = json!(kept["made"].as_i64().expect("a moment") - 3 * 366 * 86_400);
    fs::write(&newer, serde_json::to_string(&kept).unwrap()).unwrap();
    // Phones may still seal to the older key, until it ends.
    let waiting = no(key(&app, &data, &["retire", &first], ""));
    assert!(waiting.contains("まだ持ち込まれることがあります"), "{waiting}");
    let older = data.join("keys").join(format!("1-{first}.key"));
    let mut kept: Value = serde_json::from_str(&fs::read_to_string(&older).unwrap()).unwrap();
    kept["until"] = json!("2024-03-31");
    fs::write(&older, serde_json::to_string(&kept).unwrap()).unwrap();
    let needed = no(key(&app, &data, &["retire", &first], ""));
    assert!(needed.contains("申請1件"), "{needed}");

    hall.close();
    fs::rename(data.join("ledger.sqlite"), data.join("old.sqlite")).unwrap();
    ok(key(&app, &data, &["retire", &first], ""));
    let left = ids(&ok(key(&app, &data, &["list"], "")));
    assert!(left.len() == 1 && !left.contains(&first), "{left:?}");
    let aside = data.join("keys").join(format!("1-{first}.retired"));
    assert!(aside.exists(), "it is set aside, not destroyed");
}
