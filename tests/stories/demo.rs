//! The demo city as it lies in this repository.

use std::path::PathBuf;

use chrono::NaiveDate;
use server::city::{Catalogue, Library, load_city};

use crate::city_hall::root;

/// The day of these stories.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// A folder or file of this repository.
pub fn folder(path: &str) -> PathBuf {
    root().join(path)
}

/// The folder of the city.
pub fn city_folder() -> PathBuf {
    folder("public/cities/sakurano")
}

/// Its forms.
pub fn library() -> Library {
    Library::load(&folder("public/forms"), &city_folder(), &load_city(&city_folder()).unwrap(), today()).unwrap()
}

/// How its people find their procedures.
pub fn catalogue() -> Catalogue {
    Catalogue::load(&folder("public"), &city_folder(), &library()).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}
