//! What keeps a city hall shut is said in one sentence, before any harm is done.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::city_hall::{CityHall, app_without_programs, madoguchi, root, run};

/// Starts a server that must not start, and gives its sentence.
pub fn sentence(app: &Path, words: &[&str]) -> String {
    let Output { status, stdout, stderr } = run(app, &[&["serve"], words].concat(), "");
    let said = String::from_utf8(stderr).expect("it speaks UTF-8");
    assert_eq!(status.code(), Some(1), "{words:?}: {said}");
    assert_eq!(stdout, b"", "nothing is promised before it can be kept");
    assert!(said.starts_with("madoguchi: ") && said.trim_end().ends_with('。'), "{said}");
    assert!(!said.contains("panicked") && !said.contains("Error {"), "{said}");
    said
}

#[test]
fn a_taken_address_is_named_and_the_ledger_is_not_touched() {
    let hall = CityHall::open(&[]);
    let (app, folder) = (app_without_programs(), tempfile::tempdir().expect("a folder for a while"));
    let data = folder.path().join("data");
    let taken = hall.address.to_string();
    let said = sentence(app.path(), &["--listen", &taken, "--data", &data.display().to_string()]);
    assert!(said.contains(&taken) && said.contains("--listen"), "{said}");
    assert!(!data.exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let app = app_without_programs();
    let said = sentence(app.path(), &["--listen", "127.0.0.1:0", "--data", "/dev/null/data"]);
    assert!(said.contains("/dev/null/data") && said.contains("--data"), "{said}");
}

#[test]
fn a_damaged_key_is_named_and_never_replaced() {
    let app = app_without_programs();
    let folder = tempfile::tempdir().expect("a folder for a while");
    CityHall::open_in(folder.path(), &[]).close();
    let keys = std::fs::read_dir(folder.path().join("keys")).expect("there are keys");
    let key = keys.map(|file| file.expect("a file").path()).find(|file| file.extension().is_some_and(|end| end == "key"));
    let key = key.expect("the first start makes a private key");
    std::fs::write(&key, "no key").expect("ours to harm");
    let said = sentence(app.path(), &["--listen", "127.0.0.1:0", "--data", &folder.path().display().to_string()]);
    assert!(said.contains(&key.display().to_string()), "{said}");
    assert_eq!(std::fs::read_to_string(&key).expect("still there"), "no key");
}

#[test]
fn a_damaged_ledger_is_named() {
    let app = app_without_programs();
    let folder = tempfile::tempdir().expect("a folder for a while");
    std::fs::write(folder.path().join("ledger.sqlite"), "no ledger at all".repeat(1000)).expect("a file");
    let said = sentence(app.path(), &["--listen", "127.0.0.1:0", "--data", &folder.path().display().to_string()]);
    assert!(said.contains("ledger.sqlite"), "{said}");
}

#[test]
fn a_mistake_in_the_city_file_is_named_with_its_line() {
    let app = app_without_programs();
    let folder = tempfile::tempdir().expect("a folder for a while");
    let file = folder.path().join("city.toml");
    std::fs::write(&file, "code = \"990001\"\nnumbre = 2040\n").expect("a file");
    let (city, data) = (folder.path().display().to_string(), folder.path().join("data").display().to_string());
    let said = sentence(app.path(), &["--listen", "127.0.0.1:0", "--data", &data, "--city", &city]);
    assert!(said.contains(&format!("{}:2:", file.display())), "{said}");
}

#[test]
fn plain_http_off_this_machine_is_refused_with_the_ways_out() {
    let app = app_without_programs();
    let said = sentence(app.path(), &["--listen", "0.0.0.0:0", "--data", "/dev/null/data"]);
    assert!(["--tls auto", "--tls-cert", "--behind-proxy"].iter().all(|way| said.contains(way)), "{said}");
}

#[test]
fn an_app_that_was_not_built_is_told_with_its_remedy() {
    let (app, folder) = (app_without_programs(), tempfile::tempdir().expect("a folder for a while"));
    std::fs::remove_file(app.path().join("hall-0123456789abcdef.wasm")).expect("it was there");
    let said = sentence(app.path(), &["--listen", "127.0.0.1:0", "--data", &folder.path().display().to_string()]);
    assert!(said.contains("cargo xtask build"), "{said}");
}

#[test]
fn the_help_names_every_setting_with_its_variable() {
    let app = app_without_programs();
    let help = String::from_utf8(run(app.path(), &["serve", "--help"], "").stdout).expect("UTF-8");
    for setting in [
        "listen",
        "data",
        "city",
        "zone",
        "tls",
        "tls-names",
        "tls-cert",
        "tls-key",
        "behind-proxy",
        "submits-per-minute",
        "keep-free",
        "connections",
    ] {
        let variable = format!("MADOGUCHI_{}", setting.to_uppercase().replace('-', "_"));
        assert!(help.contains(&format!("--{setting}")) && help.contains(&variable), "--{setting} / {variable}:\n{help}");
    }
}

/// Runs a command with these settings in its environment, and gives what it prints.
fn with_settings(app: &Path, settings: &[(&str, &str)], words: &[&str], input: &str) -> (bool, String, String) {
    let mut command = Command::new(madoguchi());
    command.env("MADOGUCHI_APP", app).envs(settings.iter().copied()).args(words);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    // A command that does not understand its settings reads nothing.
    let _ = child.stdin.take().expect("it was piped").write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8").trim().to_owned();
    (status.success(), text(stdout), text(stderr))
}

#[test]
fn a_setting_of_the_environment_does_what_the_typed_one_does() {
    let (app, folder) = (app_without_programs(), tempfile::tempdir().expect("a folder for a while"));
    let data = folder.path().join("data").display().to_string();
    let (_, sample, _) = with_settings(app.path(), &[], &["form", "sample", "water-start"], "");
    let seal = |settings: &[(&str, &str)]| {
        let place = [("MADOGUCHI_DATA", &*data), ("MADOGUCHI_FORM", "water-start")];
        with_settings(app.path(), &[&place, settings].concat(), &["slip", "seal"], &sample)
    };
    for (word, is_plain) in [("1", true), ("yes", true), ("true", true), ("0", false), ("no", false), ("false", false)] {
        let (done, digits, said) = seal(&[("MADOGUCHI_PLAIN", word)]);
        assert!(done, "{word}: {said}");
        assert_eq!(digits.starts_with('2'), !is_plain, "{word}: {digits}");
    }
    let (done, _, said) = seal(&[("MADOGUCHI_PLAIN", "maybe")]);
    assert!(!done && said.contains("--plain") && said.contains("maybe"), "{said}");
    let key = format!("{data}/keys/city-key.json");
    let (done, _, said) = seal(&[("MADOGUCHI_PLAIN", "yes"), ("MADOGUCHI_KEY", &key)]);
    assert!(!done && said.contains("--plain") && said.contains("--key"), "{said}");
    let (done, digits, said) = seal(&[("MADOGUCHI_PLAIN", "no"), ("MADOGUCHI_KEY", &key)]);
    assert!(done && digits.starts_with('2'), "{said}");
}

#[test]
fn an_editor_finds_the_place_of_every_mistake() {
    let (app, folder) = (app_without_programs(), tempfile::tempdir().expect("a folder for a while"));
    let file = folder.path().join("water-start.toml");
    let right = std::fs::read_to_string(root().join("public/forms/water-start.toml")).expect("the form");
    std::fs::write(&file, right.replacen("title = ", "titel = ", 1)).expect("a file");
    let Output { status, stdout, stderr } = run(app.path(), &["form", "check", &file.display().to_string()], "");
    let said = String::from_utf8(stderr).expect("UTF-8");
    assert_eq!((status.code(), stdout), (Some(1), Vec::new()), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with(&format!("{}:1: 「title」がありません", file.display())), "{said}");
    let place = lines[1].strip_prefix(&format!("{}:", file.display())).and_then(|rest| rest.split(':').next()?.parse::<usize>().ok());
    assert!(place.is_some_and(|line| line > 1) && lines[1].contains("「title」の書き間違い"), "{said}");
}
