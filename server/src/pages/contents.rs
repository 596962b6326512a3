//! What each page is drawn from.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::hall::Screen;
use app::page::{Entry, GuideEntry, LeafletEntry, Page};
use app::route::Route;
use domain::form::{Entries, Form, Kind, Question};
use domain::language::Language;
use domain::leaflet::About;
use domain::profile::Profile;

use super::Easel;

/// What a page says of its path where no program is to look for anything in it.
const NO_PROGRAM: &str = "/not-found";

/// A form without its example, for which a phone has no use.
pub(super) fn for_phones(form: &Form) -> Form {
    Form { sample: Entries::default(), ..form.clone() }
}

impl Easel<'_> {
    /// What the page at a path holds; nothing but the city, if there is no such page.
    pub(super) fn page(&self, path: &str) -> Page {
        let page = Page {
            path: path.to_owned(),
            language: Language::Japanese,
            reviewed: true,
            words: BTreeMap::new(),
            city: self.city.clone(),
            forms: Vec::new(),
            guides: Vec::new(),
            leaflets: Vec::new(),
            chapters: Vec::new(),
            form: None,
            guide: None,
            leaflet: None,
            closed: Vec::new(),
            reader: self.reader.glue.clone(),
        };
        match Route::parse(path) {
            Some(Route::Choose) => {
                let words = |text: &str| self.catalogue.synonyms.of(text);
                let guides: Vec<GuideEntry> = self.catalogue.guides.iter().map(|guide| GuideEntry::of(guide, words)).collect();
                let leaflets = self.leaflets(words);
                let guides = guides.into_iter().map(|guide| without_leaflets(guide, &leaflets)).collect();
                Page { forms: self.entries(), guides, leaflets, ..page }
            }
            Some(Route::Form(id)) => match self.forms.iter().find(|form| form.id == id) {
                Some(form) => Page { form: Some(Arc::new(for_phones(form))), ..page },
                None => {
                    let closed = self.catalogue.mended().filter(|closed| closed.id == id);
                    Page { path: NO_PROGRAM.into(), closed: closed.map(|closed| closed.name.clone()).collect(), ..page }
                }
            },
            Some(Route::Profile) => Page { form: Some(Arc::new(Profile::form())), ..page },
            Some(Route::Guide(id)) => Page { guide: self.catalogue.guides.iter().find(|guide| guide.id == id).cloned(), ..page },
            Some(Route::Procedures) => Page { chapters: self.catalogue.chapters.clone(), ..page },
            Some(Route::Procedure(id)) => self.leaflet(&id, page),
            None if matches!(Screen::parse(path), Some(Screen::Kiosk(_))) => Page { forms: self.entries(), ..page },
            None if Screen::parse(path) == Some(Screen::Counter) => {
                let closed = self.catalogue.mended().map(|closed| closed.name.clone()).collect();
                Page { closed, forms: self.entries(), ..page }
            }
            _ => page,
        }
    }

    /// The line of every form.
    fn entries(&self) -> Vec<Entry> {
        self.forms.iter().map(|form| self.entry(form)).collect()
    }

    /// The line of a form, found by how its name is read too.
    fn entry(&self, form: &Form) -> Entry {
        let mut entry = Entry::of(form, |text| self.catalogue.synonyms.of(text));
        let leaflets = self.catalogue.chapters.iter().flat_map(|chapter| &chapter.leaflets);
        for leaflet in leaflets.filter(|leaflet| matches!(&leaflet.about, About::Form(id) if *id == form.id)) {
            entry.also.call(&[&leaflet.kana, &leaflet.name]);
        }
        entry
    }

    /// The lines of the procedures that have no form of ours.
    fn leaflets(&self, words: impl Fn(&str) -> String + Copy) -> Vec<LeafletEntry> {
        let of = |chapter| move |leaflet| LeafletEntry::of(chapter, leaflet, words);
        self.catalogue.chapters.iter().flat_map(|chapter| chapter.leaflets.iter().filter_map(of(&**chapter))).collect()
    }

    /// The page of a leaflet that tells something; where a form tells it, there is none.
    fn leaflet(&self, id: &str, page: Page) -> Page {
        let Some((chapter, leaflet)) = self.catalogue.leaflet(id) else { return page };
        let About::Told(told) = &leaflet.about else { return page };
        let prepared = self.forms.iter().filter(|form| told.prepare.contains(&form.id));
        Page {
            forms: prepared.map(|form| self.entry(form)).collect(),
            chapters: self.catalogue.chapters.iter().filter(|other| other.id == chapter.id).cloned().collect(),
            leaflet: Some(leaflet.clone()),
            ..page
        }
    }
}

/// What has a leaflet of the same name is not listed twice.
fn without_leaflets(guide: GuideEntry, leaflets: &[LeafletEntry]) -> GuideEntry {
    let procedures = guide.procedures.into_iter().filter(|procedure| leaflets.iter().all(|leaflet| leaflet.name != procedure.name));
    GuideEntry { procedures: procedures.collect(), ..guide }
}

/// What a form is called, and what it calls its questions and what is asked in them: the words for what is wrong with it are made of these.
pub(super) fn names(form: &Form) -> Vec<&String> {
    let mut names = vec![&form.title];
    form.questions.iter().for_each(|question| of_question(question, &mut names));
    names
}

fn of_question<'f>(question: &'f Question, names: &mut Vec<&'f String>) {
    names.push(&question.label);
    match &question.kind {
        Kind::Count { unit: name, .. } | Kind::Total { unit: name, .. } | Kind::Digits { of: name, .. } => names.push(name),
        Kind::Group { noun, questions, .. } => {
            names.push(noun);
            questions.iter().for_each(|question| of_question(question, names));
        }
        _ => {}
    }
}
