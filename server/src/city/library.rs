//! All forms of a city, in every edition that may still come back.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::city::{City, Instead};
use domain::form::{Evidence, Form};
use domain::open_days::OpenDays;
use domain::slip::CodeFault;

use super::{Mistake, Mistakes, RefusedForm, begins, load_form};

/// The city's forms (様式集). Of each there is one current edition, and the older ones whose slips may still be opened.
#[derive(Clone, Debug)]
pub struct Library {
    current: Vec<Arc<Form>>,
    older: Vec<Arc<Form>>,
    /// What is left out, because of its file.
    refused: Vec<RefusedForm>,
    /// What the city does not want on screens.
    unwanted: Vec<RefusedForm>,
    /// Where each edition is written.
    files: BTreeMap<(String, u8), PathBuf>,
    open_days: OpenDays,
}

/// A form and the file it came from.
struct Filed {
    file: PathBuf,
    form: Form,
    /// Whether the file's name says that it is an older edition.
    older: bool,
    /// Whether it lies in the city's folder.
    own: bool,
}

impl Library {
    /// Reads the forms that come with the program from `built_in`, and the city's own from `forms` in its folder; a
    /// city's file takes the place of the built-in one of the same name. `today` is the date in Japan.
    ///
    /// A file with a mistake, be it in itself, beside the others, or against the queues of the city's offices, is left out
    /// ([`Library::refused`]); the others are taken.
    ///
    /// # Errors
    /// If a folder cannot be read.
    pub fn load(built_in: &Path, city_folder: &Path, city: &City, today: NaiveDate) -> Result<Library, Mistakes> {
        let mut files = files(built_in)?;
        let own = city_folder.join("forms");
        if own.is_dir() {
            files.extend(self::files(&own)?);
        }
        refuse_unknown(city.without_forms.keys(), &files, city_folder)?;
        let known: Vec<OsString> = files.keys().cloned().collect();
        let (mut filed, mut refused, mut unwanted) = (Vec::new(), Vec::new(), Vec::new());
        for (name, file) in files {
            let left_out = RefusedForm::of_file(&file);
            if let Some(instead) = city.without_forms.get(&left_out.id) {
                unwanted.push(left_out.for_want_of(instead.clone()));
                continue;
            }
            let (older, own) = (name.to_string_lossy().contains('@'), file.starts_with(&own));
            match load_form(&file, today, &city.open_days) {
                Ok(form) => filed.push(Filed { file, form, older, own }),
                Err(found) => refused.push(left_out.because(found.0)),
            }
        }
        let told: Vec<Vec<Mistake>> = filed.iter().map(|one| objections(one, &filed, &refused, &known, city)).collect();
        let (right, wrong): (Vec<_>, Vec<_>) = filed.into_iter().zip(told).partition(|(_, told)| told.is_empty());
        refused.extend(wrong.into_iter().map(|(one, told)| RefusedForm::of_form(&one.form, one.older, false, told)));
        let mut filed: Vec<Filed> = right.into_iter().map(|(one, _)| one).collect();
        lead_to_forms(&mut filed, city);
        let files = filed.iter().map(|one| ((one.form.id.clone(), one.form.edition), one.file.clone())).collect();
        let (older, mut current): (Vec<Filed>, Vec<Filed>) = filed.into_iter().partition(|one| one.older);
        current.sort_by_key(|one| one.form.number);
        let shelve = |filed: Vec<Filed>| filed.into_iter().map(|one| Arc::new(one.form)).collect();
        let open_days = city.open_days.clone();
        Ok(Library { current: shelve(current), older: shelve(older), refused, unwanted, files, open_days })
    }

    /// What is left out, because of its file.
    pub fn refused(&self) -> &[RefusedForm] {
        &self.refused
    }

    /// When the city hall is open.
    pub fn open_days(&self) -> &OpenDays {
        &self.open_days
    }

    /// What the city does not want on screens.
    pub(super) fn unwanted(&self) -> &[RefusedForm] {
        &self.unwanted
    }

    /// Everything that is wrong with the files that are left out.
    pub fn mistakes(&self) -> impl Iterator<Item = &Mistake> {
        self.refused.iter().flat_map(|refused| &refused.mistakes)
    }

    /// The ids and titles by which guides and chapters may name forms: those of the current editions, and of what is left out.
    pub fn named(&self) -> Vec<Arc<Form>> {
        let left_out = self.refused.iter().chain(&self.unwanted).filter(|form| !form.older).map(RefusedForm::stand_in);
        self.current.iter().cloned().chain(left_out).collect()
    }

    /// Leaves a form out that is right in itself, but asks something else than it did when it was used.
    pub(super) fn refuse_changed(&mut self, changed: &Form, mistake: Mistake) {
        let older = self.older.iter().any(|form| **form == *changed);
        self.current.retain(|form| **form != *changed);
        self.older.retain(|form| **form != *changed);
        self.refused.push(RefusedForm::of_form(changed, older, true, vec![mistake]));
    }

    /// Why a code is not read, when it is of a form whose file is refused; otherwise the fault as it is.
    pub fn explain(&self, fault: CodeFault) -> CodeFault {
        let (number, edition) = match fault {
            CodeFault::UnknownForm { number } => (number, None),
            CodeFault::UnknownVersion { number, edition } => (number, Some(edition)),
            other => return other,
        };
        match self.refused.iter().find(|refused| refused.is(number, edition)) {
            Some(refused) => CodeFault::RefusedForm { title: refused.name().to_owned(), changed: refused.changed },
            None => fault,
        }
    }

    /// The current editions, by number.
    pub fn current(&self) -> &[Arc<Form>] {
        &self.current
    }

    /// The current edition of a form.
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.current.iter().find(|form| form.id == id)
    }

    /// A form in a certain edition, current or older.
    pub fn edition(&self, id: &str, edition: u8) -> Option<&Arc<Form>> {
        self.every().find(|form| form.id == id && form.edition == edition)
    }

    /// The form of a number in a certain edition, current or older: what a code's header names.
    pub fn numbered(&self, number: u8, edition: u8) -> Option<&Arc<Form>> {
        self.every().find(|form| form.number == number && form.edition == edition)
    }

    /// Whether any form has this number, be it left out or not.
    pub fn has_number(&self, number: u8) -> bool {
        self.every().any(|form| form.number == number) || self.refused.iter().any(|refused| refused.has_number(number))
    }

    /// The file of a form, and the line in it that says which edition it is.
    pub(super) fn place_of_edition(&self, form: &Form) -> (PathBuf, Option<usize>) {
        let file = self.files.get(&(form.id.clone(), form.edition)).cloned().unwrap_or_default();
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let line = text.lines().position(|line| line.trim_start().starts_with("edition"));
        (file, line.map(|line| line + 1))
    }

    /// Every form in every edition.
    pub fn every(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.current.iter().chain(&self.older)
    }
}

/// Where a form says with which other form something to bring is made: only to a form that is to be had. In the place of one that the city
/// has a sheet of its own for, its words stand.
fn lead_to_forms(filed: &mut [Filed], city: &City) {
    let offered: Vec<String> = filed.iter().filter(|one| !one.older).map(|one| one.form.id.clone()).collect();
    for form in filed.iter_mut().map(|one| &mut one.form) {
        let things = std::mem::take(&mut form.bring).into_iter().flat_map(|mut thing| {
            let led_to = thing.form.take();
            let own = match led_to.as_ref().and_then(|form| city.without_forms.get(form)) {
                Some(Instead::OwnSheet(words)) => Some(Evidence { text: words.clone(), when: thing.when.clone(), form: None }),
                _ => None,
            };
            thing.form = led_to.filter(|form| offered.contains(form));
            [Some(thing), own]
        });
        form.bring = things.flatten().collect();
    }
}

/// # Errors
/// If the city leaves a form out that is not there.
fn refuse_unknown<'w>(
    without: impl Iterator<Item = &'w String>,
    files: &BTreeMap<OsString, PathBuf>,
    city_folder: &Path,
) -> Result<(), Mistakes> {
    let unknown = without.filter(|id| !files.contains_key(&OsString::from(format!("{id}.toml"))));
    let told = unknown.map(|id| Mistake {
        file: city_folder.join("city.toml"),
        line: Some(1),
        reason: format!(
            "使わない様式の「{id}」は、ライブラリーにありません。「without_forms」と「own_sheet」の綴りを確かめるか、消してください。"
        ),
    });
    let told: Vec<Mistake> = told.collect();
    if told.is_empty() { Ok(()) } else { Err(Mistakes(told)) }
}

/// The TOML files of a folder, by name.
pub(super) fn files(folder: &Path) -> Result<BTreeMap<OsString, PathBuf>, Mistakes> {
    let trouble = |why: std::io::Error| Mistake {
        file: folder.to_owned(),
        line: None,
        reason: format!("フォルダーを読めません（{why}）。場所を確かめてください。"),
    };
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(trouble)? {
        let path = entry.map_err(trouble)?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            files.extend(path.file_name().map(|name| (name.to_owned(), path.clone())));
        }
    }
    Ok(files)
}

/// What speaks against a form beside the others, in this city.
fn objections(one: &Filed, all: &[Filed], refused: &[RefusedForm], known: &[OsString], city: &City) -> Vec<Mistake> {
    let mut reasons = Vec::new();
    let form = &one.form;
    let others = || all.iter().filter(|other| !std::ptr::eq(*other, one));
    // What comes with the program was there before what the city adds.
    let is_before = |other: &Filed| one.own || !other.own;
    if let Some(other) = others().find(|other| other.form.number == form.number && other.form.id != form.id && is_before(other)) {
        reasons.push(format!("番号{}は「{}」が使っています。ほかの番号を付けてください。", form.number, other.form.id));
    }
    match others().find(|other| other.form.id == form.id && !other.older) {
        None if one.older && refused.iter().all(|other| other.older || other.id != form.id) => {
            reasons.push(format!("今の版のファイル「{}.toml」がありません。古い版だけを置くことはできません。", form.id))
        }
        Some(current) if one.older && (current.form.edition <= form.edition || current.form.number != form.number) => {
            reasons.push(format!(
                "今の版は番号{}の第{}版です。古い版は同じ番号で、それより前の版にしてください。",
                current.form.number, current.form.edition
            ));
        }
        _ => {}
    }
    if let Some(queue) = form.queue.as_ref().filter(|queue| city.offices.iter().all(|office| office.queue(queue).is_none())) {
        reasons.push(format!("待ち行列「{queue}」は、どの庁舎にもありません。「queue」か city.toml を直してください。"));
    }
    if !one.older {
        let current = |id: &str| all.iter().find(|other| !other.older && other.form.id == id).map(|other| &other.form);
        reasons.extend(begins::objections(form, current));
        let unknown = form.begins.iter().filter(|beginning| !known.contains(&OsString::from(format!("{}.toml", beginning.form))));
        reasons.extend(
            unknown
                .map(|beginning| format!("「begins」の「{}」という様式はありません。綴りを確かめるか、消してください。", beginning.form)),
        );
    }
    for led_to in form.bring.iter().filter_map(|thing| thing.form.as_ref()) {
        if !known.contains(&OsString::from(format!("{led_to}.toml"))) {
            reasons.push(format!("「bring」の「{led_to}」という様式はありません。「form」の綴りを確かめるか、消してください。"));
        }
    }
    reasons.into_iter().map(|reason| Mistake { file: one.file.clone(), line: Some(1), reason }).collect()
}
