//! What a drawn page carries with it, so that the Wasm needs no second request before it is live.

use std::sync::Arc;

use domain::city::City;
use domain::form::Form;
use serde::{Deserialize, Serialize};

use crate::hall::Screen;

/// What a page (ページ) of the resident's app is drawn from; it travels inside the page as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The path it stands at.
    pub path: String,
    /// The city, with its public key.
    pub city: City,
    /// Every form, in a few words; on the pages that list them.
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

impl Page {
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
