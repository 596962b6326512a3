//! The city's forms as they lie beside their pages: for whoever needs another form than the one of the page.

use domain::form::Form;

use super::{json, library};
use crate::page;

/// The form of this id; `None` if the city has no such form any more, or it is not to be had without a network.
pub async fn form(id: &str) -> Option<Form> {
    json::read(&library::text(&page::form_file(id)).await.ok()??)
}
