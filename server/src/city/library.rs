//! All forms of a city, in every edition that may still come back, and in those that are to come.

mod beside;
mod editions;
mod shelves;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::city::{City, Instead};
use domain::form::Form;
use domain::open_days::OpenDays;
use domain::slip::CodeFault;

use super::{Mistake, Mistakes, RefusedForm, load_changed_form, load_form};
pub(crate) use editions::gaps;
use shelves::Shelves;

/// The city's forms (様式集). Of each there is one edition that counts today, and the others: older ones whose slips may still be opened, and
/// those that are to come.
#[derive(Clone, Debug)]
pub struct Library {
    /// Every edition that is right, as its file says it.
    filed: Vec<Filed>,
    /// The same on the shelves of today.
    shelves: Shelves,
    today: NaiveDate,
    /// What is left out, because of its file.
    refused: Vec<RefusedForm>,
    /// What the city does not want on screens.
    unwanted: Vec<RefusedForm>,
    without: BTreeMap<String, Instead>,
    open_days: OpenDays,
    /// What the city changes, as the library has it.
    changed: Vec<Form>,
}

/// A form and the file it came from.
#[derive(Clone, Debug)]
struct Filed {
    file: PathBuf,
    form: Form,
    /// Whether the file's name says which edition it is: not the one that is issued now, unless it says from when.
    named: bool,
    /// Whether it lies in the city's folder.
    own: bool,
}

/// A form's file to be read.
struct Source {
    /// The file itself.
    file: PathBuf,
    /// The form of the library that it changes.
    changes: Option<PathBuf>,
}

impl Library {
    /// Reads the forms that come with the program from `built_in`, and the city's own from its folder: a file in `forms` takes the place of
    /// the built-in one of the same name, a file in `changes` says what is different in it. `today` is the date in Japan.
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
        beside::refuse_unknown(city.without_forms.keys(), &files, city_folder)?;
        let known: Vec<OsString> = files.keys().cloned().collect();
        let (mut filed, mut refused, mut unwanted, mut changed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (sources, lost) = sources(files, city_folder)?;
        for mistake in lost {
            refused.push(RefusedForm::of_nothing(&mistake.file).because(vec![mistake]));
        }
        for (name, Source { file, changes }) in sources {
            let left_out = match &changes {
                None => RefusedForm::of_file(&file),
                Some(of) => RefusedForm::of_change(of, &file),
            };
            if let Some(instead) = city.without_forms.get(&left_out.id) {
                unwanted.push(left_out.for_want_of(instead.clone()));
                continue;
            }
            let (named, own) = (name.to_string_lossy().contains('@'), file.starts_with(city_folder));
            let read = match &changes {
                None => load_form(&file, today, &city.open_days),
                Some(of) => load_changed_form(of, &file, today, &city.open_days),
            };
            match read {
                Ok(form) => filed.push(Filed { file, form, named, own }),
                Err(found) => refused.push(left_out.because(found.0)),
            }
            // What the library asks otherwise was perhaps used before the city changed it.
            if let Some(Ok(form)) = changes.as_ref().map(|of| load_form(of, today, &city.open_days)) {
                changed.push(form.clone());
                filed.push(Filed { file: changes.unwrap_or_default(), form, named: true, own: false });
            }
        }
        editions::keep_one_of_each(&mut filed);
        let told: Vec<Vec<Mistake>> = filed.iter().map(|one| beside::objections(one, &filed, &refused, &known, city, today)).collect();
        let (right, wrong): (Vec<_>, Vec<_>) = filed.into_iter().zip(told).partition(|(_, told)| told.is_empty());
        refused.extend(wrong.into_iter().map(|(one, told)| RefusedForm::of_form(&one.form, one.named, false, told)));
        let filed = right.into_iter().map(|(one, _)| one).collect();
        let (without, open_days) = (city.without_forms.clone(), city.open_days.clone());
        Ok(Library { filed, shelves: Shelves::default(), today, refused, unwanted, without, open_days, changed }.on(today))
    }

    /// The same library on another day, when other editions may count.
    pub fn on(self, today: NaiveDate) -> Library {
        let shelves = Shelves::of(&self.filed, &self.refused, &self.without, today);
        Library { shelves, today, ..self }
    }

    /// The next day on which another edition of some form counts.
    pub fn next_change(&self) -> Option<NaiveDate> {
        self.filed.iter().filter_map(|one| one.form.facts.effective).filter(|day| *day > self.today).min()
    }

    /// What is left out, because of its file.
    pub fn refused(&self) -> &[RefusedForm] {
        &self.refused
    }

    /// When the city hall is open.
    pub fn open_days(&self) -> &OpenDays {
        &self.open_days
    }

    /// The forms that people know of and cannot have today: left out, not wanted here, or of which no edition counts yet.
    pub(super) fn not_to_be_had(&self) -> impl Iterator<Item = &RefusedForm> {
        let all: Vec<&RefusedForm> = self.refused.iter().chain(&self.unwanted).chain(&self.shelves.not_yet).collect();
        let is_first = |nth: usize| all[..nth].iter().all(|before| before.id != all[nth].id);
        let missing = |form: &RefusedForm| self.form(&form.id).is_none() && (!form.older || self.shelves.is_known(&form.id));
        let firsts: Vec<&RefusedForm> = (0..all.len()).filter(|nth| missing(all[*nth]) && is_first(*nth)).map(|nth| all[nth]).collect();
        firsts.into_iter()
    }

    /// The forms of which the city changes something, as the library has them.
    pub fn changed(&self) -> &[Form] {
        &self.changed
    }

    /// Whether an edition is written, or changed, in the city's folder.
    pub fn is_own(&self, form: &Form) -> bool {
        self.filed.iter().any(|one| one.own && one.form.id == form.id && one.form.edition == form.edition)
    }

    /// Everything that is wrong with the files that are left out.
    pub fn mistakes(&self) -> impl Iterator<Item = &Mistake> {
        self.refused.iter().flat_map(|refused| &refused.mistakes)
    }

    /// The ids and titles by which guides and chapters may name forms: those of the current editions, and of what is left out.
    pub fn named(&self) -> Vec<Arc<Form>> {
        self.shelves.current.iter().cloned().chain(self.not_to_be_had().map(RefusedForm::stand_in)).collect()
    }

    /// Leaves a form out that is right in itself, but asks something else than it did when it was used.
    pub(super) fn refuse_changed(&mut self, changed: &Form, mistake: Mistake) {
        let is_this = |one: &Filed| one.form.id == changed.id && one.form.edition == changed.edition;
        let named = self.filed.iter().any(|one| is_this(one) && one.named);
        self.filed.retain(|one| !is_this(one));
        self.refused.push(RefusedForm::of_form(changed, named, true, vec![mistake]));
        self.shelves = Shelves::of(&self.filed, &self.refused, &self.without, self.today);
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

    /// The editions that count today, by number.
    pub fn current(&self) -> &[Arc<Form>] {
        &self.shelves.current
    }

    /// The editions that are to come.
    pub fn coming(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.shelves.others.iter().filter(|form| form.facts.effective.is_some_and(|day| day > self.today))
    }

    /// The current edition of a form.
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.shelves.current.iter().find(|form| form.id == id)
    }

    /// A form in a certain edition, whenever that counts.
    pub fn edition(&self, id: &str, edition: u8) -> Option<&Arc<Form>> {
        self.every().find(|form| form.id == id && form.edition == edition)
    }

    /// The form of a number in a certain edition, whenever that counts: what a code's header names.
    pub fn numbered(&self, number: u8, edition: u8) -> Option<&Arc<Form>> {
        self.every().find(|form| form.number == number && form.edition == edition)
    }

    /// Whether any form has this number, be it left out or not.
    pub fn has_number(&self, number: u8) -> bool {
        self.every().any(|form| form.number == number) || self.refused.iter().any(|refused| refused.has_number(number))
    }

    /// The file of a form, and the line in it that says which edition it is.
    pub(super) fn place_of_edition(&self, form: &Form) -> (PathBuf, Option<usize>) {
        let filed = self.filed.iter().find(|one| one.form.id == form.id && one.form.edition == form.edition);
        let file = filed.map(|one| one.file.clone()).unwrap_or_default();
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let line = text.lines().position(|line| line.trim_start().starts_with("edition"));
        (file, Some(line.map_or(1, |line| line + 1)))
    }

    /// Every form in every edition.
    pub fn every(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.shelves.current.iter().chain(&self.shelves.others)
    }
}

/// Every file to be read, by its name, and what is wrong with those that change nothing that there is.
fn sources(files: BTreeMap<OsString, PathBuf>, city_folder: &Path) -> Result<(BTreeMap<OsString, Source>, Vec<Mistake>), Mistakes> {
    let folder = city_folder.join("changes");
    let changes = if folder.is_dir() { self::files(&folder)? } else { BTreeMap::new() };
    let mut lost = Vec::new();
    let mut sources: BTreeMap<OsString, Source> = BTreeMap::new();
    for (name, file) in changes {
        match changed_by(&name, &files, city_folder) {
            Ok(of) => drop(sources.insert(name, Source { file, changes: Some(of) })),
            Err(reason) => lost.push(Mistake { file, line: Some(1), reason }),
        }
    }
    for (name, file) in files {
        sources.entry(name).or_insert(Source { file, changes: None });
    }
    Ok((sources, lost))
}

/// The library's file that a change of this name is about: the edition of the same name, or else the one that is issued now.
///
/// # Errors
/// Why there is none.
fn changed_by(name: &OsStr, files: &BTreeMap<OsString, PathBuf>, city_folder: &Path) -> Result<PathBuf, String> {
    let stem = name.to_string_lossy().trim_end_matches(".toml").to_owned();
    let id = stem.split('@').next().unwrap_or_default().to_owned();
    let of = files.get(name).or_else(|| files.get(&OsString::from(format!("{id}.toml"))));
    match of {
        None => Err(format!(
            "「{id}」という様式は、ライブラリーにありません。ファイルの名前を、変える様式のidにしてください。市だけの様式は、forms/に置きます。"
        )),
        Some(of) if of.starts_with(city_folder) => {
            Err(format!("「{id}」は、市のforms/にあります。市の様式は、そのファイルを直接書き換えて、このファイルを消してください。"))
        }
        Some(of) => Ok(of.clone()),
    }
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
