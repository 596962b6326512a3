//! How people find what they need and understand it: the guides of a city, its catalogue of procedures, the words by which these are known,
//! and those of other languages.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::guide::Guide;
use domain::language::Language;
use domain::leaflet::{Chapter, Leaflet};

use super::library::files;
use super::{Library, Mistake, Mistakes, Postal, Synonyms, Translation, load_chapter, load_guide};

/// What helps people find their procedures (手続案内).
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The guides, in the order to list them.
    pub guides: Vec<Arc<Guide>>,
    /// Every procedure of the city, chapter by chapter.
    pub chapters: Vec<Arc<Chapter>>,
    /// Other words for what procedures are called.
    pub synonyms: Synonyms,
    /// The postal codes, by which an address need not be typed whole.
    pub postal: Postal,
    /// Everything in each other language.
    pub translations: Vec<Translation>,
}

impl Catalogue {
    /// Reads what comes with the program from the folder `public`, and the city's own from its folder; a city's guide or chapter takes the
    /// place of the built-in one of the same name, its words are added.
    ///
    /// # Errors
    /// Every mistake of every file.
    pub fn load(public: &Path, city_folder: &Path, forms: &Library) -> Result<Catalogue, Mistakes> {
        let mut catalogue = Catalogue::default();
        let mut mistakes = Vec::new();
        for place in [public, city_folder] {
            let words = place.join("words").join("search.toml");
            if words.is_file() {
                match Synonyms::load(&words) {
                    Ok(synonyms) => catalogue.synonyms.add(synonyms),
                    Err(found) => mistakes.extend(found.0),
                }
            }
        }
        match Postal::load(public, city_folder) {
            Ok(postal) => catalogue.postal = postal,
            Err(found) => mistakes.extend(found.0),
        }
        for language in Language::OTHERS {
            match Translation::load(public, city_folder, language) {
                Ok(translation) => catalogue.translations.push(translation),
                Err(found) => mistakes.extend(found.0),
            }
        }
        for file in both(public, city_folder, "guides")?.values() {
            match load_guide(file, forms.current()) {
                Ok(guide) => catalogue.guides.push(Arc::new(guide)),
                Err(found) => mistakes.extend(found.0),
            }
        }
        let mut filed = Vec::new();
        for file in both(public, city_folder, "procedures")?.into_values() {
            match load_chapter(&file, forms.current()) {
                Ok(chapter) => filed.push((file, Arc::new(chapter))),
                Err(found) => mistakes.extend(found.0),
            }
        }
        // Only where every file is right can be said what one of them lacks beside the others.
        if mistakes.is_empty() {
            mistakes.extend(filed.iter().enumerate().flat_map(|(nth, _)| objections(nth, &filed, &catalogue.guides)));
        }
        catalogue.chapters = filed.into_iter().map(|(_, chapter)| chapter).collect();
        catalogue.guides.sort_by_key(|guide| guide.order);
        catalogue.chapters.sort_by_key(|chapter| chapter.order);
        if mistakes.is_empty() { Ok(catalogue) } else { Err(Mistakes(mistakes)) }
    }

    /// The leaflet of an id, and the chapter that it belongs to.
    pub fn leaflet(&self, id: &str) -> Option<(&Chapter, &Leaflet)> {
        self.chapters.iter().find_map(|chapter| Some((&**chapter, chapter.leaflets.iter().find(|leaflet| leaflet.id == id)?)))
    }
}

/// The files of a folder of both places, by name; the city's take the place of the others.
fn both(public: &Path, city_folder: &Path, folder: &str) -> Result<BTreeMap<OsString, PathBuf>, Mistakes> {
    let mut all = BTreeMap::new();
    for folder in [public.join(folder), city_folder.join(folder)] {
        if folder.is_dir() {
            all.extend(files(&folder)?);
        }
    }
    Ok(all)
}

/// What speaks against a chapter beside the others.
fn objections(nth: usize, all: &[(PathBuf, Arc<Chapter>)], guides: &[Arc<Guide>]) -> Vec<Mistake> {
    let (file, chapter) = &all[nth];
    let mut reasons = Vec::new();
    if let Some(guide) = chapter.guide.as_ref().filter(|id| guides.iter().all(|guide| guide.id != **id)) {
        let ids: Vec<&str> = guides.iter().map(|guide| guide.id.as_str()).collect();
        reasons.push(format!("「guide」の「{guide}」という案内はありません。{} のどれかを書くか、消してください。", ids.join("、")));
    }
    for (at, leaflet) in chapter.leaflets.iter().enumerate() {
        let before = all[..nth].iter().flat_map(|(_, chapter)| &chapter.leaflets).chain(&chapter.leaflets[..at]);
        if before.into_iter().any(|other| other.id == leaflet.id) {
            reasons.push(format!("「{}」という手続がもうあります。別のidを付けてください。", leaflet.id));
        }
        for unknown in leaflet.also.iter().filter(|also| all.iter().all(|(_, other)| other.id != **also)) {
            let ids: Vec<&str> = all.iter().map(|(_, chapter)| chapter.id.as_str()).collect();
            reasons.push(format!(
                "「{}」の「also」の「{unknown}」という分野はありません。{} のどれかを書いてください。",
                leaflet.id,
                ids.join("、")
            ));
        }
    }
    reasons.into_iter().map(|reason| Mistake { file: file.clone(), line: None, reason }).collect()
}
