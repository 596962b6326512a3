//! The city's own paper: the answers in the boxes of its PDF, what has no room there behind it, and what is wrong with it said in words.
//!
//! `PRINT=1 cargo test -p tests paper::own` draws the paper of しおさい市 anew, to be looked at before it is kept.

use domain::form::Entries;
use server::city::{Library, load_city};
use tempfile::TempDir;

use super::ink::Picture;
use super::*;
use crate::city_hall::{CityHall, root};
use crate::demo::library_of;

const FORM: &str = "residence-certificate";

fn shiosai() -> std::path::PathBuf {
    root().join("public/cities/shiosai")
}

/// The paper of しおさい市.
fn their_paper() -> OwnPapers {
    let own = OwnPapers::load(&shiosai(), &library_of(&shiosai()));
    assert_eq!(own.mistakes, []);
    own
}

fn their_printer() -> Paper {
    Paper::new(Path::new(fonts::FOLDER), &shiosai(), their_paper())
}

fn filled(change: impl FnOnce(&mut Entries)) -> Job {
    let form = Arc::clone(library_of(&shiosai()).form(FORM).unwrap());
    let mut entries = form.sample.clone();
    change(&mut entries);
    let answers = form.check(&entries, today()).unwrap();
    job(&form, answers)
}

#[test]
fn the_paper_that_lies_in_the_citys_folder_is_the_one_that_is_drawn_here() {
    let file = shiosai().join("sheets/residence-certificate.pdf");
    let drawn = paper().draw_pages("住民票の写し等交付請求書", &[city_paper::page()], NOW).unwrap();
    if std::env::var_os("PRINT").is_some() {
        fs::write(&file, &drawn).unwrap();
    }
    let kept = fs::read(&file).unwrap();
    assert_eq!(pages(&kept), pages(&drawn), "draw it anew with PRINT=1");
}

#[test]
fn every_answer_is_in_its_box_on_the_citys_own_paper() {
    let job = filled(|_| {});
    let pdf = their_printer().draw(std::slice::from_ref(&job), NOW).unwrap();
    let text = pages(&pdf);
    assert_eq!(text.len(), 1, "everything has its place: {text:?}");
    let text = bare(&text[0]);
    for word in [
        "しおさい市様式第１号",
        "𠮷野真央",
        "ヨシノマオ",
        "葛\u{E0100}西千代",
        "10番5号",
        "長女",
        "26-000001-3",
        "世帯全員の写し（謄本）",
        "900円",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let marks = String::from_utf8(poppler("pdfinfo", &["-meta"], &pdf)).unwrap();
    assert!(!marks.contains("pdfaid"), "nothing is promised of a foreign page");

    // There is more ink than on the blank paper in every box that holds something, and not a dot more in the others.
    let own = their_paper();
    let laid = job.form.lay_over(&own.of(&job.form).unwrap().overlay, &job.answers, &job.heading);
    let blank = &Picture::all(&fs::read(shiosai().join("sheets/residence-certificate.pdf")).unwrap())[0];
    let written = &Picture::all(&pdf)[0];
    for spot in &own.of(&job.form).unwrap().overlay.spots {
        let ink = |picture: &Picture| picture.ink(spot.x + 0.4, spot.y + 0.4, spot.w - 0.8, spot.h - 0.8);
        let more = ink(written).saturating_sub(ink(blank));
        let is_written = laid.written.iter().any(|one| one.spot == *spot);
        assert!(if is_written { more > 8 } else { more == 0 }, "{more} dots more: {spot:?}");
    }
}

#[test]
fn what_is_too_long_for_its_box_stands_on_a_page_behind() {
    let reason = "債権を行使するために必要です。\n".repeat(14).trim().to_owned();
    let job = filled(|entries| {
        let gone = ["representative-kind", "representative-relation", "letter-of-attorney", "my-number"];
        gone.iter().for_each(|control| entries.set(*control, ""));
        entries.set("relation", "third-party");
        entries.set("third-party-purpose", &*reason);
    });
    let text = pages(&their_printer().draw(&[job], NOW).unwrap());
    let (front, behind) = (bare(&text[0]), bare(&text[1]));
    assert!(front.contains("別紙のとおり") && !front.contains(&bare(&reason)), "{front}");
    assert!(behind.contains("別紙") && behind.contains(&bare(&reason)) && behind.contains("26-000001-3"), "{behind}");
}

#[test]
fn the_second_city_prints_on_its_own_paper_at_the_counter() {
    let city = shiosai();
    let hall = CityHall::open(&["--city", city.to_str().unwrap()]);
    let mut staff = hall.first_staff();
    let slip =
        hall.command(&["slip", "seal", "--form", FORM, "--city", city.to_str().unwrap()], &hall.command(&["form", "sample", FORM], ""));
    let receipts: serde_json::Value = staff.get("receive", &serde_json::json!({ "slip": slip, "noted": crate::city_hall::seen() }));
    let references = [receipts[0]["reference"].clone()];
    let pdf = staff.ask("sheets", &serde_json::json!({ "references": references })).ok().bytes;
    assert!(pages(&pdf)[0].contains("しおさい市 様式第１号"));
    let again = staff.ask("sheets", &serde_json::json!({ "references": references })).ok().bytes;
    assert!(pages(&again)[0].contains("再印刷（令和"));
}

/// A copy of the second city's folder, to be harmed.
struct Copy(TempDir);

impl Copy {
    fn new() -> Copy {
        let copy = Copy(tempfile::tempdir().unwrap());
        fs::create_dir(copy.0.path().join("sheets")).unwrap();
        for file in ["residence-certificate.toml", "residence-certificate.pdf"] {
            fs::copy(shiosai().join("sheets").join(file), copy.0.path().join("sheets").join(file)).unwrap();
        }
        copy
    }

    fn change(&self, right: &str, wrong: &str) {
        let file = self.0.path().join("sheets/residence-certificate.toml");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(right), "{right} is not in it");
        fs::write(file, text.replacen(right, wrong, 1)).unwrap();
    }

    /// What is told; the form is printed on the sheet that we draw then.
    fn told(&self) -> String {
        let library: Library = library_of(&shiosai());
        let own = OwnPapers::load(self.0.path(), &library);
        let form = library.form(FORM).unwrap();
        assert!(own.of(form).is_none() && !own.mistakes.is_empty());
        let text: Vec<String> = own.mistakes.iter().map(ToString::to_string).collect();
        let printer = Paper::new(Path::new(fonts::FOLDER), self.0.path(), own);
        assert!(!pages(&printer.draw(&[filled(|_| {})], NOW).unwrap()).concat().contains("様式第１号"));
        text.join("\n")
    }
}

#[test]
fn a_mistake_in_the_places_is_told_with_its_line_and_the_drawn_sheet_is_used() {
    let cases = [
        ("of = \"applicant.kana\"", "of = \"aplicant.kana\"", ":21:", "「aplicant.kana」という質問はありません"),
        ("of = \"applicant.kana\"", "of = \"applicant.nickname\"", ":21:", "書けるのは name、kana"),
        ("of = \"applicant.kana\"\npage = 1", "of = \"applicant.kana\"\npage = 2", ":22:", "PDFは1ページまでです"),
        ("x = 43.0", "x = 143.0", ":23:", "用紙の右に10.0ミリ出ます。用紙は210×297ミリです"),
        ("x = 43.0", "x = \"左\"", ":23:", "0から2000までの数を書いてください"),
        ("is = \"self\"", "is = \"mother\"", ":", "「mother」という選択肢はありません。self、household"),
        ("what = \"created\"", "what = \"today\"", ":12:", "addressee、created、reference、stamp、identity、fee、staff、free のどれか"),
        ("what = \"created\"", "waht = \"created\"", ":", "「what」の書き間違いではありませんか"),
        ("edition = 1", "edition = 2", ":7:", "今の版は第1版で、この用紙は第2版のものです"),
        (
            "what = \"reference\"\npage = 1\nx = 155.0",
            "what = \"reference\"\npage = 1\nx = 100.0",
            ":",
            "手書きのために空けておく欄（free）に重なります",
        ),
        ("pdf = \"residence-certificate.pdf\"", "pdf = \"nowhere.pdf\"", ":8:", "置き場所と「pdf」の名前を確かめてください"),
        ("edition = 1", "edition = ", ":7:", "TOMLとして読めません"),
    ];
    for (right, wrong, line, words) in cases {
        let copy = Copy::new();
        copy.change(right, wrong);
        let told = copy.told();
        assert!(told.contains(&format!("sheets/residence-certificate.toml{line}")) && told.contains(words), "{wrong}: {told}");
    }
}

#[test]
fn a_damaged_pdf_is_told_and_the_drawn_sheet_is_used() {
    let whole = fs::read(shiosai().join("sheets/residence-certificate.pdf")).unwrap();
    let mut broken = whole.clone();
    broken.iter_mut().skip(200).step_by(3).for_each(|byte| *byte = b'x');
    let harms: [(&str, &[u8]); 4] = [("empty", b""), ("no PDF", b"<html>"), ("cut", &whole[..whole.len() / 20]), ("harmed", &broken)];
    for (what, bytes) in harms {
        let copy = Copy::new();
        fs::write(copy.0.path().join("sheets/residence-certificate.pdf"), bytes).unwrap();
        let told = copy.told();
        assert!(told.contains("residence-certificate.toml:8:") && told.contains("壊れているか、PDFではありません"), "{what}: {told}");
    }
}

#[test]
fn a_paper_for_a_form_that_is_not_there_is_told() {
    let copy = Copy::new();
    let sheets = copy.0.path().join("sheets");
    fs::rename(sheets.join("residence-certificate.toml"), sheets.join("passport.toml")).unwrap();
    let own = OwnPapers::load(copy.0.path(), &library_of(&shiosai()));
    assert!(own.mistakes[0].to_string().contains("passport.toml:1: 「passport」という様式はありません"), "{:?}", own.mistakes);
}

#[test]
fn the_server_starts_with_a_harmed_paper_and_says_so() {
    let copy = Copy::new();
    for file in ["city.toml", "logo.svg"] {
        fs::copy(shiosai().join(file), copy.0.path().join(file)).unwrap();
    }
    fs::create_dir(copy.0.path().join("forms")).unwrap();
    for file in ["beach-cleaning.toml", "dog-death.toml"] {
        fs::copy(shiosai().join("forms").join(file), copy.0.path().join("forms").join(file)).unwrap();
    }
    fs::write(copy.0.path().join("sheets/residence-certificate.pdf"), "").unwrap();
    let hall = CityHall::open(&["--city", copy.0.path().to_str().unwrap()]);
    assert!(hall.printed.contains("sheets/residence-certificate.toml:8:"), "{}", hall.printed);
    assert!(load_city(&root().join("public"), copy.0.path()).is_ok());
}
