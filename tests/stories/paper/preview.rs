//! An officer puts the places where they belong: the page is served to this machine alone, and writes into the file.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::browser::Browser;
use crate::city_hall::{app_without_programs, madoguchi, root};

const FORM: &str = "residence-certificate";

/// The program at work on a copy of the second city.
struct Preview {
    folder: TempDir,
    _app: TempDir,
    process: Child,
    at: SocketAddr,
}

impl Preview {
    fn open(form: &str, files: &[(&str, &str)]) -> Preview {
        let (folder, app) = (tempfile::tempdir().unwrap(), app_without_programs());
        let city = root().join("public/cities/shiosai");
        fs::create_dir_all(folder.path().join("sheets")).unwrap();
        for (from, to) in [("city.toml", "city.toml"), ("logo.svg", "logo.svg")].iter().chain(files) {
            fs::copy(city.join(from), folder.path().join(to)).unwrap();
        }
        // The copy lacks the forms that the city has of its own, so it leaves out none.
        let mut command = Command::new(madoguchi());
        command.args(["sheet", "preview", form, "--app"]).arg(app.path()).arg("--city").arg(folder.path());
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let at = lines.map_while(Result::ok).find_map(|line| line.rsplit("://").next()?.trim_end_matches('/').parse().ok());
        Preview { folder, _app: app, process, at: at.expect("it says where it is") }
    }

    fn file(&self, form: &str) -> PathBuf {
        self.folder.path().join(format!("sheets/{form}.toml"))
    }

    fn slots(&self) -> Value {
        Browser::at(self.at).fetch("/slots").ok().json()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const OWN: [(&str, &str); 2] = [
    ("sheets/residence-certificate.toml", "sheets/residence-certificate.toml"),
    ("sheets/residence-certificate.pdf", "sheets/residence-certificate.pdf"),
];

#[test]
fn a_place_is_moved_in_the_file_and_its_comments_stay() {
    let preview = Preview::open(FORM, &OWN);
    let before = fs::read_to_string(preview.file(FORM)).unwrap();
    let told = preview.slots();
    assert_eq!((told["title"].as_str(), told["mistakes"].as_array().map(Vec::len)), (Some("住民票の写し等交付請求書"), Some(0)), "{told}");
    let marks = told["marks"].as_array().unwrap();
    let nth = marks.iter().position(|mark| mark["name"] == "applicant.name").unwrap();
    assert!(marks.iter().any(|mark| mark["name"] == "relation = self"));

    let moved = json!([{ "nth": nth, "x": 44.5, "y": 48.0, "w": 75.0, "h": 12.0 }]).to_string();
    let send = |headers: &[(&str, &str)]| Browser::at(preview.at).send("POST", "/slots", headers, moved.as_bytes()).unwrap();
    let json = ("content-type", "application/json");
    assert_eq!(send(&[json, ("sec-fetch-site", "cross-site")]).status, 403, "another page must not write here");
    assert_eq!(send(&[("content-type", "text/plain")]).status, 415);
    assert_eq!(fs::read_to_string(preview.file(FORM)).unwrap(), before);
    assert_eq!(send(&[json, ("sec-fetch-site", "same-origin")]).ok().json::<Value>()["marks"][nth]["x"], 44.5);
    let after = fs::read_to_string(preview.file(FORM)).unwrap();
    let changed: Vec<(&str, &str)> = before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
    assert_eq!(changed, [("x = 43.0", "x = 44.5"), ("w = 77.0", "w = 75.0")]);

    // Onto the signature: it is written, and told at once.
    let onto = json!([{ "nth": nth, "x": 20.0, "y": 250.0, "w": 75.0, "h": 12.0 }]).to_string();
    let answer = Browser::at(preview.at).send("POST", "/slots", &[json], onto.as_bytes()).unwrap().ok();
    assert!(answer.body.contains("手書きのために空けておく欄"), "{}", answer.body);
}

#[test]
fn the_page_its_paper_and_the_filled_example_are_served_to_this_machine_alone() {
    let preview = Preview::open(FORM, &OWN);
    assert!(preview.at.ip().is_loopback());
    let mut browser = Browser::at(preview.at);
    let page = browser.fetch("/").ok();
    assert!(page.body.contains("元に戻す") && page.header("content-security-policy").contains("default-src 'none'"));
    assert!(browser.fetch("/editor.js").ok().body.contains("ArrowLeft") && browser.fetch("/editor.css").ok().body.contains(".mark"));
    assert!(browser.fetch("/page/1").ok().bytes.starts_with(b"\x89PNG"));
    assert_eq!(browser.fetch("/page/9").status, 404);
    assert!(browser.fetch("/paper.pdf").ok().bytes.starts_with(b"%PDF"));
    assert!(pages(&browser.fetch("/sample.pdf").ok().bytes).concat().contains("𠮷野 真央"));
    // By another name for this machine, as a page elsewhere might call it.
    let stranger = std::net::TcpStream::connect(preview.at).unwrap();
    std::io::Write::write_all(&mut &stranger, b"GET /slots HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n").unwrap();
    let mut said = String::new();
    BufReader::new(stranger).read_line(&mut said).unwrap();
    assert!(said.contains("403"), "{said}");
}

#[test]
fn a_paper_without_places_gets_one_for_every_question() {
    let preview = Preview::open("move-in", &[("sheets/residence-certificate.pdf", "sheets/move-in.pdf")]);
    let told = preview.slots();
    assert!(told["marks"].as_array().unwrap().len() > 10 && told["mistakes"].as_array().unwrap().is_empty(), "{told}");
    assert!(fs::read_to_string(preview.file("move-in")).unwrap().contains("edition = 1"));
}

#[test]
fn without_a_paper_there_is_nothing_to_look_at() {
    let (folder, app) = (tempfile::tempdir().unwrap(), app_without_programs());
    fs::copy(root().join("public/cities/sakurano/city.toml"), folder.path().join("city.toml")).unwrap();
    let mut command = Command::new(madoguchi());
    let said = command.args(["sheet", "preview", FORM, "--app"]).arg(app.path()).arg("--city").arg(folder.path()).output().unwrap();
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(!said.status.success() && words.contains("sheets/residence-certificate.pdf は使えません"), "{words}");
}
