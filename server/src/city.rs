//! The city's folder: who the city is, which forms it has and which guides lead to them. Written by hand, read once at start. A file with a mistake
//! is refused with its line and a remedy, and the others go on; phones never see TOML.

mod banks;
mod begins;
mod catalogue;
mod change_file;
mod chapter_file;
mod city_file;
mod closed;
mod closing;
mod condition;
mod facts;
mod file;
mod form_file;
mod guide_file;
pub(crate) mod holidays;
mod kind;
mod library;
mod mistake;
mod postal;
mod question;
pub(crate) mod reach;
mod refused;
mod rule;
mod sample;
mod section;
mod sheet_file;
mod synonyms;
mod total;
mod towns;
mod translation;
mod used;
mod words_file;

use std::path::Path;

use domain::city::City;

pub use banks::Banks;
pub use catalogue::Catalogue;
pub use chapter_file::load_chapter;
pub use closed::Closed;
pub use form_file::{changed_by, load_changed_form, load_form};
pub use guide_file::load_guide;
pub use library::Library;
pub(crate) use library::gaps;
pub use mistake::{Mistake, Mistakes};
pub use postal::Postal;
pub(crate) use question::is_id as accepts_form_id;
pub use refused::RefusedForm;
pub use sheet_file::{Marked, load_sheet};
pub use synonyms::Synonyms;
pub use towns::{recall as recall_towns, remember as remember_towns};
pub use translation::Translation;
pub use used::Used;
pub use words_file::{Words, load_words};

/// Reads `city.toml` in the city's folder. The city comes without its key, which lies elsewhere, and with the town table that follows from
/// the postal codes; those it had before lie in the data folder ([`recall_towns`]). Its holidays are the country's, from the folder
/// `public`; what is wrong with their file is told by the [`Catalogue`], and until it is mended none are known.
///
/// # Errors
/// Every mistake of the file, or that it cannot be read.
pub fn load_city(public: &Path, folder: &Path) -> Result<City, Mistakes> {
    let mut city = city_file::load(&folder.join("city.toml"), holidays::load(public).unwrap_or_default())?;
    city.towns = towns::of(&city, public, folder).into_iter().collect();
    Ok(city)
}
