//! Files that a person keeps or brings.

use js_sys::{Function, Promise, Reflect, encode_uri_component};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlAnchorElement, HtmlInputElement};

/// Puts a text among the person's downloads, under this name.
pub fn save(text: &str, name: &str) {
    let url = format!("data:application/json,{}", encode_uri_component(text));
    // A browser that downloads nothing says so itself.
    let _ = download(&url, name);
}

/// Puts a table among the person's downloads; spreadsheets know by its mark that it is UTF-8.
pub fn save_csv(table: &str, name: &str) {
    let url = format!("data:text/csv;charset=utf-8,%EF%BB%BF{}", encode_uri_component(table));
    // A browser that downloads nothing says so itself.
    let _ = download(&url, name);
}

/// The text of the file that was chosen in a field. `None` if none was; an empty text if it is larger than `most` bytes or no text.
pub async fn chosen(field: HtmlInputElement, most: u32) -> Option<String> {
    let of = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let file = of(&of(&field, "files")?, "0").filter(JsValue::is_object)?;
    if of(&file, "size")?.as_f64()? > f64::from(most) {
        return Some(String::new());
    }
    let read: Function = of(&file, "text")?.dyn_into().ok()?;
    let reading: Promise = read.call0(&file).ok()?.dyn_into().ok()?;
    let text = JsFuture::from(reading).await.ok().and_then(|text| text.as_string());
    Some(text.unwrap_or_default())
}

/// Puts what an address holds among the person's downloads.
pub(super) fn download(url: &str, name: &str) -> Option<()> {
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(url);
    link.set_download(name);
    link.click();
    Some(())
}
