//! What comes out of the printer as PDF: every answer, in the right glyphs, in its slot, and nobody else's.

mod at_once;
mod by_staff;
mod city_paper;
mod glyphs;
mod ink;
mod office;
mod own;
mod preview;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, OnceLock};

use domain::form::sheet::{Heading, OfficeMarks, Role};
use domain::form::{Answers, Form};
use domain::moment::Moment;
use domain::office_use::{OfficeAsks, OfficeUse, PhotoPaper};
use domain::submission::ReferenceNumber;
use server::paper::own::OwnPapers;
use server::paper::{Job, Paper, fonts};

use crate::demo::{city_folder, library, today};

/// When all of this is printed: 2026-11-22 10:42.
const NOW: Moment = Moment(1_795_311_720);

/// What prints, without any paper of the city's own.
fn paper() -> &'static Paper {
    static PAPER: OnceLock<Paper> = OnceLock::new();
    PAPER.get_or_init(|| Paper::new(Path::new(fonts::FOLDER), &city_folder(), OwnPapers::default()))
}

fn job(form: &Arc<Form>, answers: Answers) -> Job {
    let asks = OfficeAsks { due: Some(900), ..OfficeAsks::default() };
    let office = OfficeUse { photo: [PhotoPaper::DrivingLicence].into(), charged: asks.due, ..OfficeUse::default() };
    let office = OfficeMarks::of("さくら野市", NOW, "窓口　花子", &office, asks.due);
    let heading = Heading { addressee: "さくら野市長".into(), created: NOW, reference: Some(ReferenceNumber::new(2026, 1)), office };
    Job { form: Arc::clone(form), answers, heading, again: None }
}

/// The filled example of a form.
fn sample(form: &Arc<Form>) -> Job {
    job(form, form.check(&form.sample, today()).unwrap_or_else(|problems| panic!("{}: {problems:?}", form.id)))
}

fn drawn(jobs: &[Job]) -> Vec<u8> {
    paper().draw(jobs, NOW).unwrap_or_else(|why| panic!("{why:?}: the fonts are installed by `cargo xtask test`"))
}

/// What one of poppler's programs says of a PDF.
fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sheet.pdf");
    fs::write(&file, pdf).unwrap();
    let said = Command::new(program).args(arguments).arg(&file).args(if program == "pdftotext" { &["-"][..] } else { &[] }).output();
    let said = said.unwrap_or_else(|why| panic!("{program}: {why}"));
    let complaint = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success() && complaint.is_empty(), "{program}: {complaint}");
    said.stdout
}

/// The text of a PDF, page by page. The reader gives a full-width blank as a narrow one, and everything else byte for byte.
fn pages(pdf: &[u8]) -> Vec<String> {
    let text = String::from_utf8(poppler("pdftotext", &["-raw", "-enc", "UTF-8"], pdf)).unwrap();
    text.split_terminator('\u{c}').map(str::to_owned).collect()
}

/// A text without what the layout may put between its characters.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_sample_is_printed_with_all_that_was_answered() {
    for form in library().every() {
        let job = sample(form);
        let (pdf, sheet) = (drawn(std::slice::from_ref(&job)), form.sheet(&job.answers, &job.heading));
        let pages = pages(&pdf);
        assert_eq!(pages.len(), sheet.pages.len(), "{}", form.id);
        for (page, slots) in pages.iter().zip(&sheet.pages) {
            let page = bare(page);
            for slot in slots {
                assert!(page.contains(&bare(&slot.text)), "{}: 「{}」 is not on\n{page}", form.id, slot.text);
                assert!(slot.role != Role::Blank || page.contains(&bare(&slot.label)), "{}: {}", form.id, slot.label);
            }
            assert!(page.contains("26-000001-3"), "{}: a page without its number", form.id);
        }
        assert!(bare(&pages[0]).contains(&bare(&form.title)), "{}", form.id);
    }
}

#[test]
fn a_sheet_is_an_archives_pdf_with_its_fonts_in_it() {
    let form = Arc::clone(library().form("residence-certificate").unwrap());
    let pdf = drawn(&[sample(&form)]);
    let marks = String::from_utf8(poppler("pdfinfo", &["-meta"], &pdf)).unwrap();
    assert!(marks.contains("<pdfaid:part>2</pdfaid:part>") && marks.contains("<pdfaid:conformance>U</pdfaid:conformance>"), "{marks}");
    let said = String::from_utf8(poppler("pdfinfo", &["-isodates"], &pdf)).unwrap();
    for line in ["26-000001-3", "CreationDate:    2026-11-22T10:42:00+09", "Encrypted:       no", "JavaScript:      no", "A4"] {
        assert!(said.contains(line), "{line}: {said}");
    }
    for (mark, why) in [("/OutputIntents", "its colours are defined"), ("/GTS_PDFA1", "for an archive"), ("/Lang", "it says its language")]
    {
        assert!(contains(&pdf, mark), "{why}");
    }
    assert!(!contains(&pdf, "/Encrypt") && !contains(&pdf, "/AcroForm"));
    let fonts = String::from_utf8(poppler("pdffonts", &[], &pdf)).unwrap();
    assert!(fonts.lines().count() > 3, "{fonts}");
    for font in fonts.lines().skip(2) {
        assert!(font.contains("CID TrueType") && font.contains("yes yes yes"), "embedded, a part of it, with its text: {font}");
    }
    assert!(fonts.contains("BIZUDGothic") && fonts.contains("IPAmjMincho"), "𠮷 is in the second one alone: {fonts}");
}

fn contains(pdf: &[u8], mark: &str) -> bool {
    pdf.windows(mark.len()).any(|part| part == mark.as_bytes())
}

#[test]
fn several_forms_are_one_print_job_in_their_order() {
    let library = library();
    let forms = ["water-start", "residence-certificate", "bulky-waste"].map(|id| Arc::clone(library.form(id).unwrap()));
    let pages = pages(&drawn(&forms.each_ref().map(sample)));
    let found: Vec<usize> =
        forms.iter().map(|form| pages.iter().position(|page| bare(page).contains(&bare(&form.title))).unwrap()).collect();
    assert!(found.is_sorted() && found[0] == 0, "{found:?}");
}

#[test]
fn a_repeated_sheet_says_so_with_its_date() {
    let form = Arc::clone(library().form("water-start").unwrap());
    let again = Job { again: Some(NOW), ..sample(&form) };
    for page in pages(&drawn(&[again])) {
        assert!(page.contains("再印刷（令和8年11月22日）"), "{page}");
    }
    assert!(pages(&drawn(&[sample(&form)])).iter().all(|page| !page.contains("再印刷")));
}
