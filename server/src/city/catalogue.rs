//! How people find what they need and understand it: the guides of a city, its catalogue of procedures, the words by which these are known,
//! and those of other languages.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::form::Form;
use domain::guide::Guide;
use domain::language::Language;
use domain::leaflet::{Chapter, Leaflet};
use domain::open_days::OpenDays;

use super::closed::{self, Closed};
use super::library::files;
use super::{Banks, Library, Mistake, Mistakes, Postal, Synonyms, Translation, holidays, load_chapter, load_guide};

/// What helps people find their procedures (手続案内).
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The guides, in the order to list them.
    pub guides: Vec<Arc<Guide>>,
    /// Every procedure of the city, chapter by chapter.
    pub chapters: Vec<Arc<Chapter>>,
    /// The forms that are not to be had here.
    pub closed: Vec<Closed>,
    /// Other words for what procedures are called.
    pub synonyms: Synonyms,
    /// The postal codes, by which an address need not be typed whole.
    pub postal: Postal,
    /// The banks, by which an account need not be spelt out.
    pub banks: Banks,
    /// Everything in each other language.
    pub translations: Vec<Translation>,
    /// What is wrong with the files that are left out.
    pub mistakes: Vec<Mistake>,
}

impl Catalogue {
    /// Reads what comes with the program from the folder `public`, and the city's own from its folder; a city's guide or chapter takes the
    /// place of the built-in one of the same name, its words are added. A file with a mistake is left out, the others are taken, and where
    /// they name a form that is refused they send people to the counter.
    ///
    /// # Errors
    /// If a folder cannot be read.
    pub fn load(public: &Path, city_folder: &Path, forms: &Library) -> Result<Catalogue, Mistakes> {
        let closed = closed::of(forms);
        let mut catalogue = Catalogue { closed, ..Catalogue::default() };
        for place in [public, city_folder] {
            let words = place.join("words").join("search.toml");
            if words.is_file() {
                catalogue.understood(Synonyms::load(&words)).into_iter().for_each(|synonyms| catalogue.synonyms.add(synonyms));
            }
        }
        catalogue.postal = Postal::load(public, city_folder, &mut catalogue.mistakes);
        catalogue.banks = catalogue.understood(Banks::load(public, city_folder)).unwrap_or_default();
        catalogue.understood(holidays::load(public));
        for language in Language::OTHERS {
            let translation = Translation::load(public, city_folder, language, &mut catalogue.mistakes);
            catalogue.translations.push(translation);
        }
        let named = forms.named();
        let lost_guides = catalogue.read_guides(both(public, city_folder, "guides")?, &named, forms.open_days());
        catalogue.read_chapters(both(public, city_folder, "procedures")?, city_folder, &named, &lost_guides);
        Ok(catalogue)
    }

    /// What was understood; otherwise the mistakes are noted.
    fn understood<T>(&mut self, read: Result<T, Mistakes>) -> Option<T> {
        read.map_err(|found| self.mistakes.extend(found.0)).ok()
    }

    /// Takes the guides; says the ids of those that are left out.
    fn read_guides(&mut self, files: Vec<PathBuf>, named: &[Arc<Form>], open_days: &OpenDays) -> Vec<String> {
        let mut lost = Vec::new();
        for file in files {
            match self.understood(load_guide(&file, named)) {
                Some(mut guide) => {
                    if guide.minds_open_days() {
                        guide.open_days = open_days.clone();
                    }
                    self.guides.push(Arc::new(closed::without_forms(guide, &self.closed)));
                }
                None => lost.push(stem(&file)),
            }
        }
        self.guides.sort_by_key(|guide| guide.order);
        lost
    }

    /// Takes the chapters. What they say of a guide or chapter that is left out is left out too.
    fn read_chapters(&mut self, files: Vec<PathBuf>, city_folder: &Path, named: &[Arc<Form>], lost_guides: &[String]) {
        let (mut filed, mut lost) = (Vec::new(), Vec::new());
        for file in files {
            match self.understood(load_chapter(&file, named)) {
                Some(chapter) => filed.push((file, closed::of_chapter(chapter, &self.closed))),
                None => lost.push(stem(&file)),
            }
        }
        // What comes with the program was there before what the city adds.
        filed.sort_by_key(|(file, _)| file.starts_with(city_folder));
        for (_, chapter) in &mut filed {
            chapter.guide = chapter.guide.take().filter(|guide| !lost_guides.contains(guide));
            chapter.leaflets.iter_mut().for_each(|leaflet| leaflet.also.retain(|also| !lost.contains(also)));
        }
        let told: Vec<Vec<Mistake>> = (0..filed.len()).map(|nth| objections(nth, &filed, &self.guides)).collect();
        for ((_, chapter), told) in filed.into_iter().zip(told) {
            if told.is_empty() {
                self.chapters.push(Arc::new(chapter));
            }
            self.mistakes.extend(told);
        }
        self.chapters.sort_by_key(|chapter| chapter.order);
    }

    /// The forms that come back once their files are mended.
    pub fn mended(&self) -> impl Iterator<Item = &Closed> {
        self.closed.iter().filter(|closed| closed.comes_back)
    }

    /// The leaflet of an id, and the chapter that it belongs to.
    pub fn leaflet(&self, id: &str) -> Option<(&Chapter, &Leaflet)> {
        self.chapters.iter().find_map(|chapter| Some((&**chapter, chapter.leaflets.iter().find(|leaflet| leaflet.id == id)?)))
    }
}

/// The id that a file's name says.
fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The files of a folder of both places, in the order of their names; the city's take the place of the others.
fn both(public: &Path, city_folder: &Path, folder: &str) -> Result<Vec<PathBuf>, Mistakes> {
    let mut all: BTreeMap<OsString, PathBuf> = BTreeMap::new();
    for folder in [public.join(folder), city_folder.join(folder)] {
        if folder.is_dir() {
            all.extend(files(&folder)?);
        }
    }
    Ok(all.into_values().collect())
}

/// What speaks against a chapter beside the others.
fn objections(nth: usize, all: &[(PathBuf, Chapter)], guides: &[Arc<Guide>]) -> Vec<Mistake> {
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
    reasons.into_iter().map(|reason| Mistake { file: file.clone(), line: Some(1), reason }).collect()
}
