//! How people find what they need: the guides of a city, and the words by which its procedures are known.

use std::path::Path;
use std::sync::Arc;

use domain::guide::Guide;

use super::library::files;
use super::{Library, Mistakes, Synonyms, load_guide};

/// What helps people find their procedures (手続案内).
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The guides, in the order to list them.
    pub guides: Vec<Arc<Guide>>,
    /// Other words for what procedures are called.
    pub synonyms: Synonyms,
}

impl Catalogue {
    /// Reads what comes with the program from the folder `public`, and the city's own from its folder; a city's guide takes the place of
    /// the built-in one of the same name, its words are added.
    ///
    /// # Errors
    /// Every mistake of every file.
    pub fn load(public: &Path, city_folder: &Path, forms: &Library) -> Result<Catalogue, Mistakes> {
        let mut guide_files = std::collections::BTreeMap::new();
        let mut catalogue = Catalogue::default();
        let mut mistakes = Vec::new();
        for place in [public, city_folder] {
            let guides = place.join("guides");
            if guides.is_dir() {
                guide_files.extend(files(&guides)?);
            }
            let words = place.join("words").join("search.toml");
            if words.is_file() {
                match Synonyms::load(&words) {
                    Ok(synonyms) => catalogue.synonyms.add(synonyms),
                    Err(found) => mistakes.extend(found.0),
                }
            }
        }
        for file in guide_files.values() {
            match load_guide(file, forms.current()) {
                Ok(guide) => catalogue.guides.push(Arc::new(guide)),
                Err(found) => mistakes.extend(found.0),
            }
        }
        catalogue.guides.sort_by_key(|guide| guide.order);
        if mistakes.is_empty() { Ok(catalogue) } else { Err(Mistakes(mistakes)) }
    }
}
