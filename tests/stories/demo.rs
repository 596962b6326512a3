//! The demo city as it lies in this repository.

use std::path::{Path, PathBuf};

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
    let library = library_of(&city_folder());
    assert_eq!(library.mistakes().count(), 0, "{:?}", library.refused());
    library
}

/// The forms of the city in this folder.
pub fn library_of(city: &Path) -> Library {
    Library::load(&folder("public/forms"), city, &load_city(&folder("public"), city).unwrap(), today()).unwrap()
}

/// How its people find their procedures.
pub fn catalogue() -> Catalogue {
    let catalogue = Catalogue::load(&folder("public"), &city_folder(), &library()).unwrap();
    assert_eq!(catalogue.mistakes, []);
    catalogue
}
