//! A chapter's file: `public/procedures/ID.toml`.

use std::path::Path;
use std::sync::Arc;

use domain::form::Form;
use domain::leaflet::{About, Chapter, Leaflet, Told};

use super::file::File;
use super::section::Section;
use super::{Mistakes, form_file, question};

/// Reads a chapter's file. A leaflet may name only `forms` that the city has.
///
/// # Errors
/// Every mistake of the file at once.
pub fn load_chapter(path: &Path, forms: &[Arc<Form>]) -> Result<Chapter, Mistakes> {
    File::read(path)?.understand(|file, top| {
        let id = file.id("分野", "care");
        // Each part is read before any is missed, so that all mistakes are named in one go.
        let order = top.number("order", 1..=u8::MAX);
        let (title, summary, guide) = (top.text("title"), top.text("summary"), top.text_if("guide"));
        let source = form_file::source(top);
        let sections = top.sections("procedure");
        if sections.is_empty() {
            top.object("procedure", "[[procedure]] がありません。一つ以上書いてください。");
        }
        let leaflets: Vec<Option<Leaflet>> = sections.iter().map(|section| leaflet(section, forms)).collect();
        Some(Chapter {
            id: id?,
            order: order?,
            title: title?,
            summary: summary?,
            guide,
            leaflets: leaflets.into_iter().collect::<Option<_>>()?,
            source: source?,
        })
    })
}

fn leaflet(section: &Section, forms: &[Arc<Form>]) -> Option<Leaflet> {
    let id = section.text("id").filter(|id| question::accepts_id(section, id));
    let kana = section.text("kana").filter(|kana| accepts_kana(section, kana));
    let also = section.texts("also").into_iter().map(|(chapter, _)| chapter).collect();
    let form = section.text_if("form").map(|form| known_form(section, "form", &form, forms));
    // What a form says of itself need not be said again.
    let (name, about) = match form {
        Some(form) => {
            let name = if section.has("name") { section.text("name") } else { form.map(|form| form.title.clone()) };
            (name, form.map(|form| About::Form(form.id.clone())))
        }
        None => (section.text("name"), told(section, forms).map(|told| About::Told(Box::new(told)))),
    };
    section.finish();
    Some(Leaflet { id: id?, name: name?, kana: kana?, also, about: about? })
}

fn told(section: &Section, forms: &[Arc<Form>]) -> Option<Told> {
    let (what, place) = (section.text("what"), section.text("place"));
    let link = section.text_if("link");
    if link.as_ref().is_some_and(|link| !link.starts_with("https://")) {
        section.object("link", "「link」には、https:// で始まるアドレスを書いてください。");
    }
    let told = Told {
        what: what.clone().unwrap_or_default(),
        place: place.clone().unwrap_or_default(),
        who: section.text_if("who"),
        bring: section.texts("bring").into_iter().map(|(text, _)| text).collect(),
        how: section.text_if("how"),
        fee: section.text_if("fee"),
        deadline: section.text_if("deadline"),
        note: section.text_if("note"),
        link,
        prepare: prepare(section, forms)?,
    };
    (what.is_some() && place.is_some()).then_some(told)
}

/// The forms that can be filled in beforehand.
fn prepare(section: &Section, forms: &[Arc<Form>]) -> Option<Vec<String>> {
    let named = section.texts("prepare");
    let known: Vec<Option<&Arc<Form>>> = named.iter().map(|(form, _)| known_form(section, "prepare", form, forms)).collect();
    known.into_iter().map(|form| form.map(|form| form.id.clone())).collect()
}

fn known_form<'f>(section: &Section, key: &str, id: &str, forms: &'f [Arc<Form>]) -> Option<&'f Arc<Form>> {
    let form = forms.iter().find(|form| form.id == id);
    if form.is_none() {
        let ids: Vec<&str> = forms.iter().map(|form| form.id.as_str()).collect();
        section.object(key, format!("「{id}」という様式はありません。{} のどれかを書いてください。", ids.join("、")));
    }
    form
}

/// Whether a reading can stand in the list by sound; notes it if not.
fn accepts_kana(section: &Section, kana: &str) -> bool {
    let is_reading =
        kana.starts_with(|c| ('ぁ'..='ん').contains(&c)) && kana.chars().all(|c| ('ぁ'..='ん').contains(&c) || "ー　".contains(c));
    if !is_reading {
        section.object("kana", "「kana」には、名前の読みをひらがなで書いてください（「じゅうみんひょう」のように）。");
    }
    is_reading
}
