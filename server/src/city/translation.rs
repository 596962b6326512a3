//! What is read in another language: the words of the screens, and those of each form, guide and chapter.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::language::Language;
use domain::words::Dictionary;

use super::Mistake;
use super::library::files;
use super::words_file::{Words, load_words};

/// Everything in one language (翻訳).
#[derive(Clone, Debug, Default)]
pub struct Translation {
    /// Which.
    pub language: Language,
    /// What stands on the screens, whatever they show.
    pub screens: Words,
    /// What each form says, by its id.
    pub forms: BTreeMap<String, Words>,
    /// What each guide says, by its id.
    pub guides: BTreeMap<String, Words>,
    /// What each chapter of the catalogue says, by its id.
    pub procedures: BTreeMap<String, Words>,
}

impl Translation {
    /// Reads the words of a language from the folder `public` and from the city's. A city's file of a form, guide or chapter takes the place of
    /// the built-in one of the same name; its words for the screens, and for a form of which the city changes something, are added. A file with a mistake is left out: what it says is read in
    /// Japanese.
    pub fn load(public: &Path, city_folder: &Path, language: Language, mistakes: &mut Vec<Mistake>) -> Translation {
        let mut reading = Reading { language, mistakes };
        let mut translation = Translation { language, screens: Words { reviewed: true, ..Words::default() }, ..Translation::default() };
        for place in [public, city_folder] {
            let folder = place.join("words").join(language.id());
            let screens = folder.join("screens.toml");
            if let Some(words) = screens.is_file().then(|| reading.words(&screens)).flatten() {
                translation.screens.reviewed &= words.reviewed;
                translation.screens.texts.extend(words.texts);
            }
            for (id, words) in reading.folder(&folder.join("forms")) {
                // A city that changes a sentence of a form says only this one anew.
                let is_change = place == city_folder && city_folder.join("changes").join(format!("{id}.toml")).is_file();
                match translation.forms.get_mut(&id).filter(|_| is_change) {
                    Some(there) => there.add(words),
                    None => drop(translation.forms.insert(id, words)),
                }
            }
            translation.guides.extend(reading.folder(&folder.join("guides")));
            translation.procedures.extend(reading.folder(&folder.join("procedures")));
        }
        translation
    }

    /// The words of the screens, and then these; where the Japanese is the same, the later ones hold.
    pub fn dictionary<'w>(&'w self, more: impl IntoIterator<Item = &'w Words>) -> Dictionary {
        let mut dictionary = Dictionary::new(self.language, self.screens.texts.clone());
        more.into_iter().for_each(|words| dictionary.add(words.texts.clone()));
        dictionary
    }

    /// The words of every form, guide and chapter.
    pub fn all(&self) -> impl Iterator<Item = &Words> {
        self.forms.values().chain(self.guides.values()).chain(self.procedures.values())
    }
}

/// Files of words being read.
struct Reading<'m> {
    language: Language,
    mistakes: &'m mut Vec<Mistake>,
}

impl Reading<'_> {
    fn words(&mut self, file: &Path) -> Option<Words> {
        load_words(file, self.language).map_err(|found| self.mistakes.extend(found.0)).ok()
    }

    /// The files of a folder, by the stems of their names; none, if there is no such folder.
    fn folder(&mut self, folder: &Path) -> BTreeMap<String, Words> {
        if !folder.is_dir() {
            return BTreeMap::new();
        }
        let files: Vec<PathBuf> = match files(folder) {
            Ok(files) => files.into_values().collect(),
            Err(found) => {
                self.mistakes.extend(found.0);
                return BTreeMap::new();
            }
        };
        let stem = |file: &Path| file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        files.iter().filter_map(|file| Some((stem(file), self.words(file)?))).collect()
    }
}
