//! The invariants that no type can keep are kept here, by reading the house's own files.

use std::fs;
use std::path::Path;

use crate::city_hall::root;

/// Every file below `folder` with one of these endings, with its text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = file.expect("a readable folder").path();
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "node_modules", ".git", "madoguchi-data"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text = fs::read_to_string(&path).expect("our files are text");
                let shown = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
                found.push((shown, text));
            }
        }
    }
    assert!(!found.is_empty() || folder == "public", "there is nothing in {folder} to check");
    found
}

/// Fails if a line of code (comments apart) below `folder`, outside of `except`, holds one of `words`.
fn check(folder: &str, endings: &[&str], except: &[&str], words: &[&str]) {
    let mut wrong = Vec::new();
    for (path, text) in files(folder, endings) {
        if except.iter().any(|allowed| path.starts_with(allowed)) {
            continue;
        }
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for word in words.iter().filter(|word| line.contains(**word)) {
                wrong.push(format!("{path}:{}: {word}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "must not be there:\n{}", wrong.join("\n"));
}

/// This file names what it forbids.
const THIS: &str = "tests/stories/tidy.rs";

#[test]
fn the_domain_knows_nobody() {
    let words = ["leptos", "web_sys", "js_sys", "gloo", "sqlx", "tokio", "std::fs", "std::net", "Utc::now", "SystemTime", "getrandom"];
    check("app/domain/src", &[".rs"], &[], &words);
}

#[test]
fn sql_is_written_only_in_the_ledger() {
    let words = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "sqlx::", "query("];
    check("app", &[".rs"], &[], &words);
    check("server", &[".rs"], &["server/src/ledger", "server/xtask"], &words[..5]);
}

#[test]
fn the_browser_has_one_door() {
    check("app/src", &[".rs"], &["app/src/device"], &["web_sys", "js_sys", "gloo", "wasm_bindgen", "reqwasm", "indexed_db_futures"]);
}

#[test]
fn no_feature_scatter_no_mod_files_no_unsafe() {
    for folder in ["app", "server", "tests"] {
        check(folder, &[".rs"], &[THIS], &["#[cfg(feature", "cfg!(feature", "unsafe {", "todo!(", "unimplemented!("]);
        // The seams at which the resident's program is split are written by a macro.
        check(folder, &[".rs"], &[THIS, "app/src/bin/resident.rs"], &["unsafe_code"]);
        let mods: Vec<_> = files(folder, &[".rs"]).into_iter().filter(|(path, _)| path.ends_with("/mod.rs")).collect();
        assert!(mods.is_empty(), "use foo.rs + foo/: {mods:?}");
    }
}

#[test]
fn nothing_is_kept_where_it_may_be_lost() {
    // How somebody reads is nobody's data, and one press brings it back.
    check("app", &[".rs"], &["app/src/device/looks.rs"], &["local_storage", "localStorage", "gloo::storage", "gloo_storage"]);
    // A browser calls a write done before the disk has it, unless it is asked not to: one place asks, and only it may write.
    let writers: Vec<String> = files("app/src", &[".rs"])
        .into_iter()
        .flat_map(|(path, text)| text.matches("Readwrite").map(|_| path.clone()).collect::<Vec<_>>())
        .collect();
    assert_eq!(writers, ["app/src/device/storage/database.rs"], "drafts are written through one door, with strict durability");
    check("public", &[".js"], &[], &["localStorage"]);
    check("server", &[".rs", ".sql"], &[], &["Synchronous::Normal", "synchronous = NORMAL", "synchronous=NORMAL", "Synchronous::Off"]);
}

#[test]
fn every_server_function_has_a_fixed_address() {
    let (_, api) = files("server/api/src", &["lib.rs"]).remove(0);
    let functions: Vec<&str> = api.lines().filter(|line| line.starts_with("#[server(")).collect();
    assert!(functions.len() > 20, "the server functions were not found");
    for line in functions {
        assert!(line.contains("prefix = \"/api\"") && line.contains("endpoint = \""), "no fixed address: {line}");
    }
}

#[test]
fn no_field_goes_back_to_the_page_behind_the_hand() {
    // `prop:value` moves the caret and doubles an open composition when the program follows a page that is being written on.
    check("app/src", &[".rs"], &[], &["prop:value", "bind:value"]);
}

#[test]
fn a_file_holds_one_idea() {
    let mut long = Vec::new();
    for folder in ["app", "server", "tests", "style", "public"] {
        for (path, text) in files(folder, &[".rs", ".css", ".js", ".ts"]) {
            let lines = text.lines().count();
            if lines > 400 && !path.ends_with("tests.rs") {
                long.push(format!("{path}: {lines} lines"));
            }
        }
    }
    assert!(long.is_empty(), "look for the second idea:\n{}", long.join("\n"));
}

#[test]
fn every_room_has_a_name_that_says_something() {
    let nameless = ["util", "utils", "common", "helper", "helpers", "shared", "manager", "service", "handler", "types", "models", "misc"];
    for folder in ["app", "server", "tests", "style"] {
        for (path, _) in files(folder, &[".rs", ".css", ".ts"]) {
            let room = Path::new(&path).with_extension("");
            let bad = room.iter().any(|part| nameless.contains(&part.to_string_lossy().as_ref()));
            assert!(!bad, "what is in {path}?");
        }
    }
}

#[test]
fn every_word_of_the_domain_says_its_japanese_name() {
    let mut missing = Vec::new();
    for (path, text) in files("app/domain/src", &[".rs"]) {
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            if !(line.starts_with("pub struct ") || line.starts_with("pub enum ")) {
                continue;
            }
            let docs: Vec<&&str> = lines[..number].iter().rev().take_while(|l| l.starts_with("///") || l.starts_with('#')).collect();
            let first = docs.iter().rev().find(|l| l.starts_with("///")).map_or("", |l| **l);
            let japanese = first.split('(').nth(1).is_some_and(|rest| rest.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c)));
            if !japanese {
                missing.push(format!("{path}:{}: {line}", number + 1));
            }
        }
    }
    assert!(missing.is_empty(), "the first doc line holds the Japanese word:\n{}", missing.join("\n"));
}

#[test]
fn the_board_cannot_hold_personal_data() {
    let (_, board) = files("app/domain/src/queue", &["board.rs"]).remove(0);
    let fields: Vec<&str> = board.lines().filter(|line| line.starts_with("    pub ") && line.contains(": ")).collect();
    let allowed =
        ["office: String", "queue: String", "revision: u64", "called: u64", "queues: Vec<Lane>", "calls: Vec<Call>", "bells: Vec<Bell>"];
    let typed = ["TicketNumber", "CounterNumber", "Stage", "NaiveDate", "Moment", "u32", "u64"];
    for field in fields.iter().filter(|field| !field.contains(" fn ")) {
        let known = allowed.iter().any(|a| field.contains(a)) || typed.iter().any(|t| field.contains(t));
        assert!(known, "can this hold a name? {field}");
    }
}
