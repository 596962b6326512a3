//! The city's own paper: a PDF for each form that the city has one for, and the places on it. What is wrong with one is told, and the
//! form is printed on the sheet that we draw.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::form::Form;
use domain::form::sheet::overlay::{Holds, Overlay};
use krilla::configure::{ConfigurationBuilder, PdfVersion};
use krilla::geom::Size;
use krilla::page::PageSettings;
use krilla::pdf::{Pdf, PdfDocument};
use krilla::{Document, SerializeSettings};

use super::pen::MILLIMETRE;
use crate::city::{Library, Mistake, Mistakes, load_sheet};

/// The most pages that one form may have.
const PAGES: usize = 20;

/// The city's own paper for one form (市の用紙).
pub struct OwnPaper {
    edition: u8,
    /// Its PDF.
    pub pdf: PdfDocument,
    /// The widths and heights of its pages, in points.
    pub pages: Vec<(f32, f32)>,
    /// Where on it what is written.
    pub overlay: Overlay,
}

/// The city's own paper for every form that it has some for (市の用紙の一覧).
#[derive(Default)]
pub struct OwnPapers {
    papers: BTreeMap<String, OwnPaper>,
    /// What is wrong with the files that are left out.
    pub mistakes: Vec<Mistake>,
}

impl OwnPapers {
    /// Reads the folder `sheets` of the city's, if it has one.
    pub fn load(city_folder: &Path, forms: &Library) -> OwnPapers {
        let mut own = OwnPapers::default();
        let listed = std::fs::read_dir(city_folder.join("sheets")).into_iter().flatten().flatten();
        let mut files: Vec<_> = listed.map(|entry| entry.path()).filter(|file| file.extension().is_some_and(|end| end == "toml")).collect();
        files.sort();
        for file in files {
            let id = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            // Of a form that is refused itself enough is told.
            if forms.refused().iter().any(|refused| refused.id == id) {
                continue;
            }
            match OwnPaper::load(&file, &id, forms) {
                Ok(paper) => drop(own.papers.insert(id, paper)),
                Err(mistakes) => own.mistakes.extend(mistakes.0),
            }
        }
        own
    }

    /// The paper on which this form is printed, if the city has its own.
    pub fn of(&self, form: &Form) -> Option<&OwnPaper> {
        self.papers.get(&form.id).filter(|paper| paper.edition == form.edition)
    }
}

impl OwnPaper {
    /// Reads the file of a form's paper and its PDF.
    ///
    /// # Errors
    /// Every mistake of both.
    pub fn load(file: &Path, id: &str, forms: &Library) -> Result<OwnPaper, Mistakes> {
        let form: &Arc<Form> = forms.form(id).ok_or_else(|| {
            let reason = format!("「{id}」という様式はありません。ファイルの名前を、様式のidに合わせてください。");
            Mistake { file: file.to_owned(), line: Some(1), reason }
        })?;
        let mut read = None;
        let marked = load_sheet(file, form, |pdf| {
            let (pdf, pages) = read_pdf(pdf)?;
            let in_millimetres = pages.iter().map(|(width, height)| (width / MILLIMETRE, height / MILLIMETRE)).collect();
            read = Some((pdf, pages));
            Ok(in_millimetres)
        })?;
        let lost = || Mistake { file: file.to_owned(), line: Some(1), reason: "PDFを読めません。".into() };
        let (pdf, pages) = read.ok_or_else(lost)?;
        Ok(OwnPaper { edition: form.edition, pdf, pages, overlay: marked.overlay })
    }

    /// Whether a page of it, from 1, has a place for the reference number.
    pub fn has_number(&self, page: usize) -> bool {
        self.overlay.spots.iter().any(|spot| spot.page == page && spot.holds == Holds::Reference)
    }
}

/// A PDF and the sizes of its pages in points.
///
/// # Errors
/// What is wrong with it and what to do, in Japanese.
pub fn read_pdf(file: &Path) -> Result<(PdfDocument, Vec<(f32, f32)>), String> {
    let bytes = std::fs::read(file).map_err(|why| format!("ファイルを読めません。{why}。置き場所と「pdf」の名前を確かめてください"))?;
    let damaged = "壊れているか、PDFではありません。作り直して、もう一度置いてください";
    let pdf = Pdf::new(bytes).map_err(|why| {
        let is_locked = format!("{why:?}").starts_with("Decryption");
        if is_locked { "パスワードがかかっています。外したものを置いてください" } else { damaged }.to_owned()
    })?;
    let pages: Vec<(f32, f32)> = pdf.pages().iter().map(|page| page.render_dimensions()).collect();
    if pages.is_empty() || pages.iter().any(|(width, height)| *width < 1.0 || *height < 1.0) {
        return Err(damaged.to_owned());
    }
    if pages.len() > PAGES {
        return Err(format!("{}ページあります。{PAGES}ページまでにしてください", pages.len()));
    }
    let pdf = PdfDocument::new(Arc::new(pdf));
    // What cannot be put under a page is found now, and not while somebody waits for a sheet.
    try_out(&pdf, &pages).map_err(|why| format!("用紙として使えません。{why}"))?;
    Ok((pdf, pages))
}

fn try_out(pdf: &PdfDocument, pages: &[(f32, f32)]) -> Result<(), String> {
    let configuration = ConfigurationBuilder::new().with_version(PdfVersion::Pdf20).finish().map_err(|why| format!("{why:?}"))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    for (nth, (width, height)) in pages.iter().enumerate() {
        let (Some(settings), Some(size)) = (PageSettings::from_wh(*width, *height), Size::from_wh(*width, *height)) else { continue };
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        surface.draw_pdf_page(pdf, size, nth);
        surface.finish();
        page.finish();
    }
    document.finish().map(drop).map_err(|why| why.to_string())
}
