//! The blank forms, for those who write by hand: a page beside that of each form, the same in every language, for what is printed is
//! the official Japanese.

use app::page::blank_path;
use domain::form::Form;

use super::shell::hash;
use super::{HTML, Sheet};
use crate::form_command::{BlankPage, blank_page};
use crate::packed::{Keep, Packed};
use axum::http::HeaderValue;

/// The form whose blank one lies at this path.
pub(super) fn of<'f>(forms: &'f [std::sync::Arc<Form>], path: &str) -> Option<&'f Form> {
    forms.iter().find(|form| blank_path(&form.id) == path).map(|form| &**form)
}

/// The page of a blank form, with a policy that allows its own style and script and nothing else.
pub(super) fn sheet(form: &Form, city: &str) -> Sheet {
    let BlankPage { html, style, script } = blank_page(form, city);
    let policy = format!(
        "default-src 'none'; style-src {style}; script-src {script}; img-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'",
        style = hash(&style),
        script = hash(script)
    );
    let policy = HeaderValue::try_from(policy).expect("a policy is visible ASCII");
    Sheet { body: Packed::new(html, HTML, Keep::Ask), policy }
}
