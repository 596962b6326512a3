//! What a drawn page carries with it, so that its program needs no second request before it is live.

mod asked;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::city::City;
use domain::find;
use domain::form::Form;
use domain::guide::Guide;
use domain::language::Language;
use domain::leaflet::{About, Chapter, Leaflet};
use domain::procedure::Place;
use serde::{Deserialize, Serialize};

use crate::hall::Screen;
use crate::route::Route;
use crate::words;

/// What a page (ページ) is drawn from. It travels inside the page as JSON, in parts: a program reads only those that it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The path it stands at, in Japanese.
    pub path: String,
    /// The language it is drawn for.
    pub language: Language,
    /// Whether somebody has checked all its words in that language.
    pub reviewed: bool,
    /// The words that only this page needs, by the Japanese; those of every page lie elsewhere.
    pub words: BTreeMap<String, String>,
    /// The city, with its public key.
    pub city: City,
    /// Every form, in a few words, on the page that lists them; those that prepare for a procedure on its leaflet.
    pub forms: Vec<Entry>,
    /// Everything that can be found there besides the forms.
    pub guides: Vec<GuideEntry>,
    /// The procedures that have a leaflet and no form, on the page that lists the forms.
    pub leaflets: Vec<LeafletEntry>,
    /// The catalogue of procedures, on its page; its one chapter on the page of a leaflet.
    pub chapters: Vec<Arc<Chapter>>,
    /// The form, on its own page.
    pub form: Option<Arc<Form>>,
    /// The guide, on its own page.
    pub guide: Option<Arc<Guide>>,
    /// The leaflet, on its own page.
    pub leaflet: Option<Leaflet>,
    /// The titles of the forms that are not to be had at present: all of them for the counter, the one that was asked for on its page.
    pub closed: Vec<String>,
    /// The address of the worker that reads pictures; only screens where codes are read are told.
    pub reader: String,
}

/// A form in a list (手続の一覧の行).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The form's id.
    pub id: String,
    /// Its official title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// How long filling it in takes, in minutes.
    pub minutes: u16,
    /// Whether it may be sent from home.
    pub online: bool,
    /// By what else it is found; that stands in the page, beside what the program reads.
    #[serde(skip)]
    pub also: Also,
}

/// By what else something in a list is found (ほかの言い方), each parted by [`find::BETWEEN`]. Drawn only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Also {
    /// What people call it.
    pub names: String,
    /// What it asks, and other words for what it says of itself.
    pub asked: String,
}

/// A guide in a list (案内の一覧の行), with what it leads to. Drawn only: no program reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideEntry {
    /// The guide's id.
    pub id: String,
    /// What happened.
    pub title: String,
    /// Whom it is for.
    pub summary: String,
    /// By what else it is found.
    pub also: Also,
    /// The procedures that it may lead to and that have no form of ours: those stand in the list of forms.
    pub procedures: Vec<ProcedureEntry>,
}

/// A procedure in a list (手続の一覧の行).
#[derive(Clone, Debug, PartialEq)]
pub struct ProcedureEntry {
    /// Its id within its guide.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// By what else it is found.
    pub also: Also,
}

/// A leaflet in a list (手続の案内の行). Drawn only, as guides are.
#[derive(Clone, Debug, PartialEq)]
pub struct LeafletEntry {
    /// The leaflet's id.
    pub id: String,
    /// What the procedure is called.
    pub name: String,
    /// What it is for.
    pub what: String,
    /// The chapter that it belongs to, by title.
    pub chapter: String,
    /// By what else it is found.
    pub also: Also,
}

/// The part with the page's path.
pub const PATH: &str = "page-path";
/// The part with the city.
pub const CITY: &str = "page-city";
/// Where the city's public key of now lies.
pub const CITY_KEY: &str = "/city-key.json";
/// Where the town table of the city lies.
pub const TOWNS: &str = "/postal/towns.txt";
/// The part with the list of forms.
pub const FORMS: &str = "page-forms";
/// The part with the form.
pub const FORM: &str = "page-form";
/// The part with the titles of the forms that are not to be had at present.
pub const CLOSED: &str = "page-closed";
/// The part with what people call the forms of the list, one by one: staff look for them by these words too.
pub const NAMES: &str = "page-names";
/// The part with the address of the worker that reads pictures.
pub const READER: &str = "page-reader";
/// The part with the guide.
pub const GUIDE: &str = "page-guide";
/// The part with the page's own words in another language.
pub const OWN_WORDS: &str = "page-words";
/// The link to the words of every page.
pub const WORDS: &str = "words";

/// The path of a form's file, which lies beside its page for those that need another form than their own.
pub fn form_file(form: &str) -> String {
    format!("{}.json", Route::Form(form.to_owned()).path())
}

/// The path of a blank form, to be printed and filled in by hand; it lies beside the form's page.
pub fn blank_path(form: &str) -> String {
    format!("{}/blank", Route::Form(form.to_owned()).path())
}

impl Page {
    /// Its parts as JSON, by the ids under which they lie in the page.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        fn json(part: &impl Serialize) -> String {
            serde_json::to_string(part).expect("a page is plain words and numbers")
        }
        let mut parts = vec![(PATH, json(&self.path)), (CITY, json(&self.city))];
        if let Some(form) = &self.form {
            parts.push((FORM, json(form)));
        }
        if let Some(guide) = &self.guide {
            parts.push((GUIDE, json(guide)));
        }
        if self.language != Language::Japanese {
            parts.push((OWN_WORDS, json(&self.words)));
        }
        if Screen::parse(&self.path) == Some(Screen::Counter) {
            parts.push((CLOSED, json(&self.closed)));
            parts.push((NAMES, json(&self.forms.iter().map(|entry| &entry.also.names).collect::<Vec<_>>())));
        }
        if Screen::parse(&self.path).is_some_and(|screen| screen.reads()) {
            parts.push((READER, json(&self.reader)));
        }
        let is_filled_in_at = matches!(Screen::parse(&self.path), Some(Screen::Kiosk(_) | Screen::Counter));
        if is_filled_in_at || Route::parse(&self.path) == Some(Route::Choose) {
            parts.push((FORMS, json(&self.forms)));
        }
        parts
    }

    /// The title in the browser's tab.
    pub fn title(&self) -> String {
        if let Some(screen) = Screen::parse(&self.path) {
            return format!("{} | {}", screen.title(), self.city.name);
        }
        let subject = self.form.as_ref().map(|form| form.title.clone());
        let subject = subject.or_else(|| self.guide.as_ref().map(|guide| words::of_event(&guide.title)));
        let subject = subject.or_else(|| self.leaflet.as_ref().map(|leaflet| leaflet.name.clone()));
        let subject = subject.or_else(|| self.closed.first().cloned());
        let of_its_own = || match Route::parse(&self.path) {
            Some(Route::Procedures) => Some(words::PROCEDURES.to_owned()),
            Some(Route::Bundle) => Some(words::bundle::TITLE.to_owned()),
            _ => None,
        };
        match subject.or_else(of_its_own) {
            Some(subject) => format!("{subject} | {} 窓口", self.city.name),
            None => format!("{} 窓口", self.city.name),
        }
    }
}

impl Also {
    /// Other words, in their order, for what is called so and says this of itself; `words` gives those of a text.
    fn of(title: &str, summary: &str, words: impl Fn(&str) -> String) -> Also {
        let (names, told) = (words(title), words(summary));
        let more = told.split(find::BETWEEN).filter(|word| names.split(find::BETWEEN).all(|name| name != *word));
        Also { asked: joined(more), names }
    }

    /// More names, before those that it has.
    pub fn call(&mut self, names: &[&str]) {
        self.names = joined(names.iter().copied().chain([self.names.as_str()]));
    }
}

/// Words in a row.
fn joined<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(&find::BETWEEN.to_string())
}

impl Entry {
    /// The line of the list for this form; `words` gives other words for a text.
    pub fn of(form: &Form, words: impl Fn(&str) -> String) -> Entry {
        let also = Also::of(&form.title, &form.summary, words);
        let asked = joined(asked::by(form).into_iter().chain([also.asked.as_str()]));
        Entry {
            also: Also { asked, ..also },
            id: form.id.clone(),
            title: form.title.clone(),
            summary: form.summary.clone(),
            minutes: form.minutes,
            online: form.goes_online(),
        }
    }
}

impl GuideEntry {
    /// The lines of the list for this guide; `words` gives other words for a text.
    pub fn of(guide: &Guide, words: impl Fn(&str) -> String) -> GuideEntry {
        let without_form = guide.procedures.iter().filter(|procedure| !matches!(procedure.place, Place::Form { .. }));
        let procedures = without_form.map(|procedure| ProcedureEntry {
            id: procedure.id.clone(),
            name: procedure.name.clone(),
            summary: procedure.summary.clone(),
            also: Also::of(&procedure.name, &procedure.summary, &words),
        });
        GuideEntry {
            id: guide.id.clone(),
            title: guide.title.clone(),
            summary: guide.summary.clone(),
            also: Also::of(&guide.title, &guide.summary, &words),
            procedures: procedures.collect(),
        }
    }
}

impl LeafletEntry {
    /// The line of the list for a leaflet; none if a form says what there is to know. `words` gives other words for a text.
    pub fn of(chapter: &Chapter, leaflet: &Leaflet, words: impl Fn(&str) -> String) -> Option<LeafletEntry> {
        let About::Told(told) = &leaflet.about else { return None };
        let mut also = Also::of(&leaflet.name, &told.what, words);
        also.call(&[&leaflet.kana]);
        Some(LeafletEntry {
            id: leaflet.id.clone(),
            name: leaflet.name.clone(),
            what: told.what.clone(),
            chapter: chapter.title.clone(),
            also,
        })
    }
}
