//! The commands for the city's own paper: `sheet sample` prints a form's filled example, `sheet preview` lets an officer put the places
//! where they belong.

mod editor;
mod marks;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;
use domain::city::addressee;
use domain::form::Form;
use domain::form::sheet::{Heading, OfficeMarks};
use domain::office_use::{OfficeAsks, OfficeUse, PhotoPaper};
use domain::submission::{Channel, ReferenceNumber};

use crate::city::{self, Library, Mistake};
use crate::config::Folders;
use crate::form_command::named;
use crate::paper::own::OwnPapers;
use crate::paper::{Job, NoPaper, Paper, fonts};
use crate::{Clock, Trouble};

/// What to do with sheets (帳票).
#[derive(Subcommand, Clone, Debug)]
pub enum SheetCommand {
    /// Print a form's filled example as PDF, to standard output: on the city's own paper, if it has some, or on the sheet that we draw.
    Sample {
        /// The form's id, such as move-in.
        #[arg(value_name = "ID")]
        form: String,
        /// Where the fonts lie.
        #[arg(long, value_name = "DIR", env = "MADOGUCHI_FONTS", default_value = fonts::FOLDER)]
        fonts: PathBuf,
        /// Where the city and its forms lie.
        #[command(flatten)]
        folders: Folders,
    },
    /// Put the places for the answers where they belong on the city's own PDF, in a browser on this machine: sheets/ID.pdf of the city's
    /// folder is the paper, and sheets/ID.toml is written, begun if it is not there.
    Preview {
        /// The form's id, such as residence-certificate.
        #[arg(value_name = "ID")]
        form: String,
        /// The port on 127.0.0.1; any free one, if it is not said.
        #[arg(long, value_name = "PORT", env = "MADOGUCHI_PORT", default_value_t = 0)]
        port: u16,
        /// Where the fonts lie.
        #[arg(long, value_name = "DIR", env = "MADOGUCHI_FONTS", default_value = fonts::FOLDER)]
        fonts: PathBuf,
        /// Where the city and its forms lie.
        #[command(flatten)]
        folders: Folders,
    },
}

/// The desk (作業机) at which one form's paper is looked at.
struct Desk {
    city: String,
    city_folder: PathBuf,
    forms: Library,
    form: Arc<Form>,
    fonts: PathBuf,
    clock: Clock,
}

/// Does what was asked for.
///
/// # Errors
/// If there is no such form, no paper, no font, or a character that no font has.
pub async fn run(command: &SheetCommand, clock: Clock) -> Result<(), Trouble> {
    match command {
        SheetCommand::Sample { form, fonts, folders } => {
            let desk = Desk::of(form, fonts, folders, clock)?;
            let own = OwnPapers::load(&desk.city_folder, &desk.forms);
            own.mistakes.iter().for_each(|mistake| eprintln!("{mistake}"));
            let pdf = desk.sample(own)?;
            std::io::Write::write_all(&mut std::io::stdout(), &pdf).map_err(|why| Trouble::new(format!("PDFを書き出せません（{why}）。")))
        }
        SheetCommand::Preview { form, port, fonts, folders } => editor::serve(Desk::of(form, fonts, folders, clock)?, *port).await,
    }
}

impl Desk {
    fn of(form: &str, fonts: &Path, folders: &Folders, clock: Clock) -> Result<Desk, Trouble> {
        let city_folder = folders.city_folder()?;
        let city = city::load_city(&folders.public_folder()?, &city_folder)?;
        let forms = Library::load(&folders.forms_folder()?, &city_folder, &city, clock.now().date())?;
        let form = Arc::clone(named(form, &forms)?);
        Ok(Desk { city: city.name, city_folder, forms, form, fonts: fonts.to_owned(), clock })
    }

    /// The file with the places of the form's paper.
    fn file(&self) -> PathBuf {
        self.city_folder.join("sheets").join(format!("{}.toml", self.form.id))
    }

    /// What is wrong with it.
    fn mistakes(&self) -> Vec<Mistake> {
        let own = OwnPapers::load(&self.city_folder, &self.forms);
        let file = self.file();
        own.mistakes.into_iter().filter(|mistake| mistake.file == file).collect()
    }

    /// The filled example as PDF.
    fn sample(&self, own: OwnPapers) -> Result<Vec<u8>, Trouble> {
        let now = self.clock.now();
        let answers = self.form.check(&self.form.sample, now.date()).map_err(|_| Trouble::new("記入例に誤りがあります。"))?;
        let asks = OfficeAsks::of(&self.form, &self.form.sample, now.date(), Channel::Counter);
        let office = OfficeUse { photo: [PhotoPaper::DrivingLicence].into(), charged: asks.due, ..OfficeUse::default() };
        let heading = Heading {
            addressee: addressee(&self.city),
            created: now,
            reference: Some(ReferenceNumber::new(2026, 1)),
            office: OfficeMarks::of(&self.city, now, "佐倉　花子", &office, asks.due),
        };
        let job = Job { form: Arc::clone(&self.form), answers, heading, again: None };
        Paper::new(&self.fonts, &self.city_folder, own).draw(&[job], now).map_err(trouble)
    }
}

fn trouble(why: NoPaper) -> Trouble {
    Trouble::new(match why {
        NoPaper::NoFonts(packages) => format!("印刷用の書体がありません。apt-get install {} で入れてください。", packages.join(" ")),
        NoPaper::NoGlyph(missing) => {
            format!("「{}」の「{}」（{}）は、どの書体にも入っていません。", missing.label, missing.character, missing.codes)
        }
        NoPaper::Broken(why) => format!("PDFを作れません（{why}）。"),
    })
}
