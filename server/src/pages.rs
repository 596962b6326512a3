//! Every public page, drawn once after the start with the app's own components, and kept in memory.
//!
//! The pages are the same for everybody: what a person typed lives on their phone, what changes (the lobby) comes
//! live. So drawing happens before the first request, and a page is a lookup.

mod blanks;
mod contents;
pub(crate) mod shell;
mod spoken;
pub(crate) mod today;

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::path::Path;
use std::sync::{Arc, Once, OnceLock};

use app::hall::Screen;
use app::page::{self, Page};
use app::resident::Resident;
use app::route::Route;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use domain::city::City;
use domain::form::Form;
use domain::language::Language;
use domain::leaflet::{About, Leaflet};
use domain::looks::Colours;
use domain::slip::DatedKey;
use leptos::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::assets::{Assets, NoApp, Program};
use crate::city::{Catalogue, Translation, Words};
use crate::manifest;
use crate::packed::{Keep, Packed};
use crate::precache;
use shell::Shell;

const HTML: &str = "text/html; charset=utf-8";
/// Where the service worker lies: at the root, or it could not keep the pages.
const WORKER: &str = "/sw.js";

/// The pages of a city. They are drawn beside the serving: whatever is no page is answered at once after a restart.
pub struct Pages {
    city: City,
    forms: Vec<Arc<Form>>,
    catalogue: Catalogue,
    assets: Assets,
    resident: Program,
    hall: Program,
    /// Every page by its address, drawn when somebody asks for it or when there is time.
    sheets: BTreeMap<String, OnceLock<Sheet>>,
    not_found: OnceLock<Sheet>,
    worker: OnceLock<Sheet>,
    worker_text: String,
    /// The addresses of what hardly anybody here asks for, the postal codes of other prefectures and the branches of far banks: no phone
    /// keeps it, nothing compresses it.
    elsewhere: BTreeSet<String>,
}

/// One page with its policy.
struct Sheet {
    body: Packed,
    policy: HeaderValue,
}

/// What is needed to draw a page, whatever it shows.
struct Easel<'a> {
    city: &'a City,
    forms: &'a [Arc<Form>],
    catalogue: &'a Catalogue,
    assets: &'a Assets,
    resident: &'a Program,
    hall: &'a Program,
}

impl Pages {
    /// What the pages of a city are drawn from, with the app in this folder.
    ///
    /// # Errors
    /// If the app was not built or cannot be read; says what to do.
    pub fn new(city: &City, forms: &[Arc<Form>], mut catalogue: Catalogue, app: &Path) -> Result<Pages, NoApp> {
        static EXECUTOR: Once = Once::new();
        EXECUTOR.call_once(|| {
            // An executor that is there already, in a test, does as well.
            let _ = any_spawner::Executor::init_tokio();
        });
        let mut assets = Assets::read(app)?;
        assets.add(manifest::PATH, manifest::manifest(city));
        if let (Some(address), Some(file)) = (city.looks.logo_address(), &city.looks.logo) {
            assets.add_file(&address, file)?;
        }
        let mut elsewhere = BTreeSet::new();
        let (postal, banks) = (mem::take(&mut catalogue.postal), mem::take(&mut catalogue.banks));
        if let Some(towns) = city.towns.first() {
            assets.add(page::TOWNS, Packed::new(towns.text().to_owned(), "text/plain; charset=utf-8", Keep::Ask));
        }
        if let Some(key) = &city.key {
            let key = DatedKey { key: key.clone(), until: city.key_until };
            // Asked for past the end of the key that a page carries, so no phone keeps it with the pages.
            assets.add(page::CITY_KEY, Packed::new(json(&key), "application/json", Keep::Ask));
            elsewhere.insert(page::CITY_KEY.to_owned());
        }
        for (path, text, is_kept) in postal.files(city).chain(banks.files()) {
            assets.add(&path, Packed::new(text, "text/plain; charset=utf-8", Keep::Ask));
            if !is_kept {
                elsewhere.insert(path);
            }
        }
        for translation in &catalogue.translations {
            assets.add(
                &words_path(translation),
                Packed::new(json(&translation.screens.texts), "application/json; charset=utf-8", Keep::Forever),
            );
        }
        for form in forms {
            let form = contents::for_phones(form);
            let file = serde_json::to_string(&form).expect("a form is plain words and numbers");
            assets.add(&page::form_file(&form.id), Packed::new(file, "application/json", Keep::Ask));
        }
        let (resident, hall) = (assets.program("resident", app)?, assets.program("hall", app)?);
        let path = app.join("public").join(&WORKER[1..]);
        let worker_text = std::fs::read_to_string(&path).map_err(|why| NoApp::Unreadable { path, why })?;
        let easel = Easel { city, forms, catalogue: &catalogue, assets: &assets, resident: &resident, hall: &hall };
        let sheets = easel.addresses().into_iter().map(|path| (path, OnceLock::new())).collect();
        let (city, forms) = (city.clone(), forms.to_vec());
        let (not_found, worker) = (OnceLock::new(), OnceLock::new());
        Ok(Pages { city, forms, catalogue, assets, resident, hall, sheets, not_found, worker, worker_text, elsewhere })
    }

    /// Draws every page that nobody has asked for yet, and the service worker that keeps them; takes up to some seconds.
    pub fn draw(&self) {
        for path in self.addresses() {
            self.sheet(path);
        }
    }

    /// The address of everything that is drawn, the service worker last: it names all others.
    fn addresses(&self) -> impl Iterator<Item = &str> {
        self.sheets.keys().map(String::as_str).chain([WORKER])
    }

    /// Where the sheet of an address lies, once it is drawn; the page that says there is none lies under the empty address.
    fn place(&self, path: &str) -> (&str, &OnceLock<Sheet>) {
        match self.sheets.get_key_value(path) {
            Some((path, sheet)) => (path, sheet),
            None if path == WORKER => (WORKER, &self.worker),
            None => ("", &self.not_found),
        }
    }

    /// The sheet of an address, drawn if it was not yet.
    fn sheet(&self, path: &str) -> &Sheet {
        let (path, place) = self.place(path);
        place.get_or_init(|| {
            let Pages { city, forms, catalogue, assets, resident, hall, .. } = self;
            let easel = Easel { city, forms, catalogue, assets, resident, hall };
            match path {
                "" => easel.resident_page("/not-found", None),
                WORKER => self.draw_worker(),
                path => easel.page_at(path),
            }
        })
    }

    /// The service worker, which keeps the resident's pages and program and the public files; the hall's screens need the network anyway.
    fn draw_worker(&self) -> Sheet {
        let drawn: Vec<(&str, &Packed)> = self.sheets.keys().map(|path| (path.as_str(), &self.sheet(path).body)).collect();
        let of = |language: Language| {
            let of_it =
                move |path: &str| matches!(Language::of_address(path), (of, path) if of == language && Route::parse(path).is_some());
            drawn.iter().copied().filter(move |(path, _)| of_it(path))
        };
        let is_kept = |path: &str| path != WORKER && !path.starts_with("/assets/hall-") && !self.elsewhere.contains(path);
        let files = self.assets.iter().filter(|(path, _)| is_kept(path));
        let others = Language::OTHERS.map(|language| (language.id(), of(language).collect()));
        let policy = HeaderValue::from_static(precache::POLICY);
        let blanks = drawn.iter().copied().filter(|(path, _)| blanks::of(&self.forms, path).is_some());
        let kept = of(Language::Japanese).chain(blanks).chain(files);
        Sheet { body: precache::service_worker(&self.worker_text, kept, &others), policy }
    }

    /// Compresses every page and file that is not compressed yet; takes some seconds, so it runs beside the serving.
    pub fn compress(&self) {
        self.addresses().for_each(|path| self.sheet(path).body.compress());
        self.assets.iter().filter(|(path, _)| !self.elsewhere.contains(*path)).for_each(|(_, file)| file.compress());
    }

    /// The files of the app.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Answers with the page or file at this path; with the page that says there is none. Who asks for a page before it is drawn waits for
    /// that one, and keeps nobody else waiting.
    pub async fn answer(self: &Arc<Self>, path: &str, asked: &HeaderMap) -> Response {
        if path != WORKER
            && let Some(file) = self.assets.get(path)
        {
            return file.answer(asked);
        }
        // `/outbox/` means `/outbox`.
        let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
        let (path, place) = self.place(path);
        if place.get().is_none() {
            let (pages, path) = (Arc::clone(self), path.to_owned());
            // It fails only if drawing does, and then the next line does too.
            let _ = tokio::task::spawn_blocking(move || {
                pages.sheet(&path);
            })
            .await;
        }
        if path.is_empty() {
            let mut answer = self.sheet(path).answer(&HeaderMap::new());
            *answer.status_mut() = StatusCode::NOT_FOUND;
            return answer;
        }
        self.sheet(path).answer(asked)
    }
}

impl Sheet {
    fn answer(&self, asked: &HeaderMap) -> Response {
        let mut answer = self.body.answer(asked);
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, self.policy.clone());
        answer
    }
}

impl Easel<'_> {
    /// Every page of the resident's app.
    fn routes(&self) -> Vec<Route> {
        let forms = self.forms.iter().map(|form| &form.id).chain(self.catalogue.mended().map(|closed| &closed.id));
        let forms = forms.map(|form| Route::Form(form.clone()));
        let guides = self.catalogue.guides.iter().map(|guide| Route::Guide(guide.id.clone()));
        let offices = self.city.offices.iter().map(|office| Route::Wait(office.id.clone()));
        let told = |leaflet: &&Leaflet| matches!(leaflet.about, About::Told(_));
        let leaflets = self.catalogue.chapters.iter().flat_map(|chapter| chapter.leaflets.iter().filter(told));
        let leaflets = leaflets.map(|leaflet| Route::Procedure(leaflet.id.clone()));
        let fixed = [Route::Choose, Route::Procedures, Route::Outbox, Route::Profile, Route::Bundle];
        fixed.into_iter().chain(forms).chain(guides).chain(leaflets).chain(offices).collect()
    }

    /// The address of every page, in every language, and of every blank form.
    fn addresses(&self) -> Vec<String> {
        let others = self.catalogue.translations.iter().map(|translation| translation.language);
        let languages: Vec<Language> = others.chain([Language::Japanese]).collect();
        let in_all = |route: Route| languages.iter().map(move |language| language.address(&route.path())).collect::<Vec<_>>();
        let blanks = self.forms.iter().map(|form| page::blank_path(&form.id));
        self.routes().into_iter().flat_map(in_all).chain(blanks).chain(self.hall_paths()).collect()
    }

    /// The page at one of these addresses.
    fn page_at(&self, path: &str) -> Sheet {
        if let Some(form) = blanks::of(self.forms, path) {
            return blanks::sheet(form, &self.city.name);
        }
        let (language, own) = Language::of_address(path);
        let translation = self.catalogue.translations.iter().find(|translation| translation.language == language);
        if Route::parse(own).is_some() { self.resident_page(own, translation) } else { self.hall_page(path) }
    }

    /// Every screen of the hall.
    fn hall_paths(&self) -> Vec<String> {
        let offices = self.city.offices.iter().flat_map(|o| [Screen::Kiosk(o.id.clone()), Screen::Display(o.id.clone())]);
        std::iter::once(Screen::Counter).chain(offices).map(|screen| screen.path()).collect()
    }

    /// A page of the resident's app; in Japanese, if not in this language.
    fn resident_page(&self, path: &str, translation: Option<&Translation>) -> Sheet {
        let page = Arc::new(match translation {
            Some(translation) => self.page_in(path, translation),
            None => self.page(path),
        });
        let conditions = page.form.as_deref().map(app::resident::conditions).unwrap_or_default();
        // Only the pages where procedures are looked for and bound together carry the style of that.
        let finding = match Route::parse(path) {
            Some(Route::Choose | Route::Guide(_) | Route::Procedures | Route::Procedure(_) | Route::Bundle) => self.assets.find_style(),
            _ => "",
        };
        let looks = self.looks();
        let styles = [self.assets.style(), finding, &conditions, &looks];
        let drawn = draw(page.clone());
        let Some(translation) = translation else { return self.sheet(&page, self.resident, &styles, &page.title(), &clean(&drawn)) };
        let dictionary = translation.dictionary(self.own_words(path, translation));
        let title = spoken::speak_plain(&page.title(), &dictionary);
        self.sheet(&page, self.resident, &styles, &title, &clean(&spoken::speak(&drawn, &dictionary)))
    }

    /// The hall's screens are built by their program: until then the shell says that it is loading.
    fn hall_page(&self, path: &str) -> Sheet {
        let page = self.page(path);
        self.sheet(&page, self.hall, &[self.assets.hall_style(), &self.looks()], &page.title(), app::hall::LOADING)
    }

    /// The style of the city's own colours; nothing, if it has none.
    fn looks(&self) -> String {
        self.city.looks.colours.map(Colours::style).unwrap_or_default()
    }

    /// The same page with what it says in this language.
    fn page_in(&self, path: &str, translation: &Translation) -> Page {
        let page = self.page(path);
        let own = self.own_words(path, translation);
        let reviewed = own.iter().all(|words| words.reviewed) && translation.screens.reviewed;
        let title = |title: &String, words: Option<&Words>| Some((title.clone(), words?.texts.get(title)?.clone()));
        let mut words: BTreeMap<String, String> = match Route::parse(path) {
            // A form names the guides that have led to it.
            Some(Route::Form(_)) => {
                self.catalogue.guides.iter().filter_map(|guide| title(&guide.title, translation.guides.get(&guide.id))).collect()
            }
            Some(Route::Guide(_) | Route::Procedures | Route::Procedure(_)) => BTreeMap::new(),
            // Where forms are bound together it is said what each of them still lacks.
            Some(Route::Bundle) => {
                let mut words = BTreeMap::new();
                for form in self.forms {
                    let own = translation.forms.get(&form.id);
                    words.extend(contents::names(form).into_iter().filter_map(|name| title(name, own)));
                }
                words
            }
            // Elsewhere the program names forms and says nothing else of them.
            _ => self.forms.iter().filter_map(|form| title(&form.title, translation.forms.get(&form.id))).collect(),
        };
        if let Some(Route::Form(_) | Route::Guide(_)) = Route::parse(path) {
            words.extend(own.into_iter().flat_map(|words| words.texts.clone()));
        }
        Page { language: translation.language, reviewed, words, ..page }
    }

    /// The words that a page needs beside those of the screens; where the Japanese is the same, the later ones hold.
    fn own_words<'t>(&self, path: &str, translation: &'t Translation) -> Vec<&'t Words> {
        match Route::parse(path) {
            Some(Route::Form(id)) => translation.forms.get(&id).into_iter().collect(),
            Some(Route::Guide(id)) => translation.guides.get(&id).into_iter().collect(),
            Some(Route::Choose | Route::Procedures) => translation.all().collect(),
            Some(Route::Procedure(id)) => {
                let Some((chapter, Leaflet { about: About::Told(told), .. })) = self.catalogue.leaflet(&id) else { return Vec::new() };
                let prepared = told.prepare.iter().filter_map(|form| translation.forms.get(form));
                prepared.chain(translation.procedures.get(&chapter.id)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn sheet(&self, page: &Page, program: &Program, styles: &[&str], title: &str, drawn: &str) -> Sheet {
        let words = self.catalogue.translations.iter().find(|translation| translation.language == page.language).map(words_path);
        let (language, words) = (page.language, words.as_deref());
        let colour = &manifest::colour(self.city);
        let prints = matches!(Screen::parse(&page.path), Some(Screen::Counter | Screen::Kiosk(_)));
        let composed = shell::compose(&Shell { language, words, title, colour, program, styles, prints, drawn, carried: &page.parts() });
        let policy = HeaderValue::try_from(composed.policy).expect("a policy is visible ASCII");
        Sheet { body: Packed::new(composed.html, HTML, Keep::Ask), policy }
    }
}

/// Where the words of the screens lie; the name changes with them.
fn words_path(translation: &Translation) -> String {
    let digest = Sha256::digest(json(&translation.screens.texts));
    let digest: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("/assets/words-{}-{digest}.json", translation.language.id())
}

fn json(words: &impl Serialize) -> String {
    serde_json::to_string(words).expect("words are text")
}

/// Draws a page of the resident's app as HTML.
fn draw(page: Arc<Page>) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view! { <Resident page=page/> }.into_view().to_html());
    owner.cleanup();
    html
}

/// Leptos marks the places of texts for a program that would take them over; ours does not, and a phone need not read them.
fn clean(html: &str) -> String {
    html.replace("<!>", "")
}

#[cfg(test)]
mod tests;
