//! What a drawn page carries with it, so that its program needs no second request before it is live.

use std::sync::Arc;

use domain::city::City;
use domain::form::Form;
use serde::{Deserialize, Serialize};

use crate::hall::Screen;
use crate::route::Route;

/// What a page (ページ) is drawn from. It travels inside the page as JSON, in parts: a program reads only those that it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The path it stands at.
    pub path: String,
    /// The city, with its public key.
    pub city: City,
    /// Every form, in a few words; on the page that lists them.
    pub forms: Vec<Entry>,
    /// The form, on its own page.
    pub form: Option<Arc<Form>>,
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
}

/// The part with the page's path.
pub const PATH: &str = "page-path";
/// The part with the city.
pub const CITY: &str = "page-city";
/// The part with the list of forms.
pub const FORMS: &str = "page-forms";
/// The part with the form.
pub const FORM: &str = "page-form";

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
        if Route::parse(&self.path) == Some(Route::Choose) {
            parts.push((FORMS, json(&self.forms)));
        }
        parts
    }

    /// The title in the browser's tab.
    pub fn title(&self) -> String {
        match (Screen::parse(&self.path), &self.form) {
            (Some(screen), _) => format!("{} | {}", screen.title(), self.city.name),
            (None, Some(form)) => format!("{} | {} 窓口", form.title, self.city.name),
            (None, None) => format!("{} 窓口", self.city.name),
        }
    }
}

impl Entry {
    /// The line of the list for this form.
    pub fn of(form: &Form) -> Entry {
        Entry {
            id: form.id.clone(),
            title: form.title.clone(),
            summary: form.summary.clone(),
            minutes: form.minutes,
            online: form.goes_online(),
        }
    }
}
