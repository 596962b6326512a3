//! Paper: sheets as PDF, for the printers of the hall. Each form in its own slots, as the browser prints them too, or over the city's
//! own page.
//!
//! A sheet that we draw is PDF/A-2u, with its text in it; over a foreign page it is a plain PDF, for nobody can promise more of that.
//! [`fonts`] finds what is written with, [`glyphs`] which glyph a character has, [`pen`] draws, [`own`] knows the city's own paper.

pub mod fonts;
mod glyphs;
pub mod own;
mod pen;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;

use api::Refused;
use chrono::Datelike;
use domain::era;
use domain::form::sheet::{Heading, PAGE, Slot};
use domain::form::{Answers, Form};
use domain::moment::Moment;
use krilla::configure::{Archival, Configuration, ConfigurationBuilder, PdfVersion};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use tokio::sync::Semaphore;

use fonts::{Fonts, Shelf};
use glyphs::{NoGlyph, Typesetter};
use own::{OwnPaper, OwnPapers};
use pen::{MILLIMETRE, Pen};

/// One form that is to be printed (印刷する1件).
#[derive(Clone, Debug)]
pub struct Job {
    /// The form in the edition that was answered.
    pub form: Arc<Form>,
    /// What was answered.
    pub answers: Answers,
    /// What stands beside the answers.
    pub heading: Heading,
    /// When it is printed again (再印刷); nothing if it is printed for the first time.
    pub again: Option<Moment>,
}

/// Why there is no PDF (印刷できない理由).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPaper {
    /// These of Debian's packages are missing, or what they hold cannot be read.
    NoFonts(Vec<&'static str>),
    /// No font has this character.
    NoGlyph(NoGlyph),
    /// Something that should not be.
    Broken(String),
}

/// What prints (印刷室): the fonts and the city's own paper.
pub struct Paper {
    shelf: Shelf,
    own: OwnPapers,
    /// So many sheets are drawn at once: they are work for a processor, and calls must not wait behind them.
    at_once: Semaphore,
}

impl Paper {
    /// Looks for the fonts in their folder and in the city's, and reads the city's own paper.
    pub fn new(fonts: &Path, city_folder: &Path, own: OwnPapers) -> Paper {
        let processors = available_parallelism().map_or(1, NonZeroUsize::get);
        Paper { shelf: Shelf::look(fonts, city_folder), own, at_once: Semaphore::new(processors) }
    }

    /// Debian's packages that are missing; without any of them nothing is printed as PDF.
    pub fn missing(&self) -> &[&'static str] {
        self.shelf.missing()
    }

    /// The city's own paper.
    pub fn own(&self) -> &OwnPapers {
        &self.own
    }

    /// The sheets of these forms as one PDF, in this order.
    ///
    /// # Errors
    /// [`Refused::NoFonts`], [`Refused::NoGlyph`].
    pub async fn print(self: &Arc<Paper>, jobs: Vec<Job>, now: Moment) -> Result<Vec<u8>, Refused> {
        let _turn = self.at_once.acquire().await.map_err(|_| Refused::Overloaded)?;
        let paper = Arc::clone(self);
        let drawn = tokio::task::spawn_blocking(move || paper.draw(&jobs, now)).await.map_err(|_| Refused::Broken)?;
        drawn.map_err(|why| match why {
            NoPaper::NoFonts(packages) => Refused::NoFonts { packages: packages.into_iter().map(str::to_owned).collect() },
            NoPaper::NoGlyph(NoGlyph { character, codes, label }) => Refused::NoGlyph { character, codes, label },
            NoPaper::Broken(why) => {
                tracing::error!(why, "a sheet could not be written as PDF");
                Refused::Broken
            }
        })
    }

    /// The same, on this thread and at once.
    ///
    /// # Errors
    /// [`NoPaper`].
    pub fn draw(&self, jobs: &[Job], now: Moment) -> Result<Vec<u8>, NoPaper> {
        let fonts = self.shelf.fonts()?;
        let over_foreign = jobs.iter().any(|job| self.own.of(&job.form).is_some());
        let mut document = Document::new_with(settings(over_foreign)?);
        document.set_metadata(metadata(name(jobs), now));
        let mut typesetter = Typesetter::new(&fonts);
        for job in jobs {
            match self.own.of(&job.form) {
                Some(own) => over(&mut document, &mut typesetter, own, job)?,
                None => {
                    let sheet = job.form.sheet(&job.answers, &job.heading);
                    for slots in &sheet.pages {
                        on_blank(&mut document, &mut typesetter, &mark(job), |pen| pen.slots(slots))?;
                    }
                }
            }
        }
        document.finish().map_err(|why| NoPaper::Broken(why.to_string()))
    }
}

impl Paper {
    /// Pages of A4 with these slots and no more, as PDF/A: a paper that nobody has filled in.
    ///
    /// # Errors
    /// [`NoPaper`].
    pub fn draw_pages(&self, title: &str, pages: &[Vec<Slot>], now: Moment) -> Result<Vec<u8>, NoPaper> {
        let fonts = self.shelf.fonts()?;
        let mut document = Document::new_with(settings(false)?);
        document.set_metadata(metadata(title.to_owned(), now));
        let mut typesetter = Typesetter::new(&fonts);
        for slots in pages {
            on_blank(&mut document, &mut typesetter, "", |pen| pen.slots(slots))?;
        }
        document.finish().map_err(|why| NoPaper::Broken(why.to_string()))
    }
}

/// One page of A4 that we draw ourselves, with the mark in its corner.
fn on_blank(
    document: &mut Document,
    typesetter: &mut Typesetter,
    mark: &str,
    draw: impl FnOnce(&mut Pen) -> Result<(), NoGlyph>,
) -> Result<(), NoPaper> {
    let (width, height) = (PAGE.0 * MILLIMETRE, PAGE.1 * MILLIMETRE);
    let mut page = document.start_page_with(PageSettings::from_wh(width, height).ok_or_else(too_large)?);
    let mut pen = Pen::new(page.surface(), typesetter);
    draw(&mut pen).map_err(NoPaper::NoGlyph)?;
    pen.corner(mark, PAGE.0).map_err(NoPaper::NoGlyph)?;
    pen.lift();
    page.finish();
    Ok(())
}

/// The pages of the city's own paper with the answers on them, and what had no room there behind them.
fn over(document: &mut Document, typesetter: &mut Typesetter, own: &OwnPaper, job: &Job) -> Result<(), NoPaper> {
    let laid = job.form.lay_over(&own.overlay, &job.answers, &job.heading);
    for (nth, (width, height)) in own.pages.iter().enumerate() {
        let mut page = document.start_page_with(PageSettings::from_wh(*width, *height).ok_or_else(too_large)?);
        let mut pen = Pen::new(page.surface(), typesetter);
        pen.foreign(&own.pdf, (*width, *height), nth);
        pen.written(laid.written.iter().filter(|one| one.spot.page == nth + 1)).map_err(NoPaper::NoGlyph)?;
        let mark = if own.has_number(nth + 1) { again(job) } else { mark(job) };
        pen.corner(&mark, width / MILLIMETRE).map_err(NoPaper::NoGlyph)?;
        pen.lift();
        page.finish();
    }
    for slots in laid.annex.iter().flat_map(|sheet| &sheet.pages) {
        on_blank(document, typesetter, &mark(job), |pen| pen.slots(slots))?;
    }
    Ok(())
}

/// What stands in the corner of every page: that it is a repeated one, and the number with its check digit.
fn mark(job: &Job) -> String {
    let number = job.heading.reference.as_ref().map_or("", |number| &number.0);
    [again(job), number.to_owned()].join("　").trim().to_owned()
}

fn again(job: &Job) -> String {
    job.again.map_or_else(String::new, |at| format!("再印刷（{}）", era::show(at.date())))
}

fn too_large() -> NoPaper {
    NoPaper::Broken("a page has no size".into())
}

fn settings(over_foreign: bool) -> Result<SerializeSettings, NoPaper> {
    let builder = ConfigurationBuilder::new();
    let wished = if over_foreign { builder.with_version(PdfVersion::Pdf20) } else { builder.with_archival_validator(Archival::A2_U) };
    let configuration: Configuration = wished.finish().map_err(|why| NoPaper::Broken(format!("{why:?}")))?;
    Ok(SerializeSettings { configuration, enable_tagging: false, ..SerializeSettings::default() })
}

/// The name of the print job; it stays in the printer's list, so no name of a person is in it.
fn name(jobs: &[Job]) -> String {
    let numbers: Vec<&str> = jobs.iter().filter_map(|job| Some(job.heading.reference.as_ref()?.0.as_str())).collect();
    if numbers.is_empty() { jobs.first().map_or_else(String::new, |job| job.form.title.clone()) } else { numbers.join(" ") }
}

fn metadata(title: String, now: Moment) -> Metadata {
    let day = now.date();
    // Seconds since midnight in Japan.
    let second = (now.0 + 9 * 60 * 60).rem_euclid(24 * 60 * 60);
    let small = |number: i64| u8::try_from(number).unwrap_or_default();
    let made = DateTime::new(u16::try_from(day.year()).unwrap_or_default())
        .month(small(day.month().into()))
        .day(small(day.day().into()))
        .hour(small(second / 3600))
        .minute(small(second / 60 % 60))
        .second(small(second % 60))
        .utc_offset_hour(9)
        .utc_offset_minute(0);
    Metadata::new().title(title).language("ja".into()).creator("Madoguchi".into()).creation_date(made)
}

/// Reads the fonts once, whatever is printed with them first.
impl Shelf {
    fn fonts(&self) -> Result<Arc<Fonts>, NoPaper> {
        self.read().map_err(NoPaper::NoFonts)
    }
}
