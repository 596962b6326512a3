//! A form whose file is refused: what can still be told of it, so that people are led past it politely.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::city::Instead;
use domain::form::{Channel, Entries, Facts, Form, Signature, Source, SourceKind};
use domain::open_days::OpenDays;
use toml::de::{DeTable, DeValue};

use super::Mistake;

/// A form (使えない様式) that is neither offered nor read: because of its file, or because the city does not want it.
#[derive(Clone, Debug)]
pub struct RefusedForm {
    /// Its id, from the name of the file.
    pub id: String,
    /// Its official title, as far as the file can be read.
    pub title: Option<String>,
    /// What it is for, as far as the file can be read.
    summary: Option<String>,
    /// Its number in the header of a code, as far as the file can be read.
    number: Option<u8>,
    /// Its edition, as far as the file can be read.
    edition: Option<u8>,
    /// Whether the file's name says that it is an older edition, which is not offered anyway.
    pub older: bool,
    /// Whether it is right in itself, but was used and asks something else now.
    pub changed: bool,
    /// What the city has people use in its place.
    pub instead: Option<Instead>,
    /// From which day on it would count, as far as the file can be read.
    pub(super) effective: Option<NaiveDate>,
    /// What is wrong with it.
    pub mistakes: Vec<Mistake>,
}

impl RefusedForm {
    /// What can be told of a file, even if it cannot be understood: its table holds much that is right.
    pub(super) fn of_file(file: &Path) -> RefusedForm {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let (root, _) = DeTable::parse_recoverable(&text);
        let value = |key: &str| root.get_ref().get(key).map(|value| value.get_ref());
        let words = |key: &str| value(key).and_then(DeValue::as_str).map(str::to_owned).filter(|words| !words.trim().is_empty());
        let number = |key: &str| value(key).and_then(DeValue::as_integer).and_then(|n| u8::from_str_radix(n.as_str(), n.radix()).ok());
        let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (id, older) = match stem.split_once('@') {
            Some((id, _)) => (id.to_owned(), true),
            None => (stem, false),
        };
        let (title, summary) = (words("title"), words("summary"));
        RefusedForm {
            id,
            title,
            summary,
            number: number("number"),
            edition: number("edition"),
            older,
            changed: false,
            instead: None,
            effective: words("effective").and_then(|day| day.parse().ok()),
            mistakes: Vec::new(),
        }
    }

    /// What can be told of a file that changes another.
    pub(super) fn of_change(of: &Path, file: &Path) -> RefusedForm {
        let (of, own) = (RefusedForm::of_file(of), RefusedForm::of_file(file));
        RefusedForm {
            title: own.title.clone().or(of.title),
            summary: own.summary.clone().or(of.summary),
            number: of.number,
            edition: own.edition.or(of.edition),
            effective: own.effective.or(of.effective),
            ..own
        }
    }

    /// A file that stands for no form at all.
    pub(super) fn of_nothing(file: &Path) -> RefusedForm {
        RefusedForm { older: true, ..RefusedForm::of_file(file) }
    }

    /// The same with what is wrong with it.
    pub(super) fn because(self, mistakes: Vec<Mistake>) -> RefusedForm {
        RefusedForm { mistakes, ..self }
    }

    /// The same, left out because the city has something else.
    pub(super) fn for_want_of(self, instead: Instead) -> RefusedForm {
        RefusedForm { instead: Some(instead), ..self }
    }

    /// A form that is right in itself and yet cannot be used here.
    pub(super) fn of_form(form: &Form, older: bool, changed: bool, mistakes: Vec<Mistake>) -> RefusedForm {
        RefusedForm {
            id: form.id.clone(),
            title: Some(form.title.clone()),
            summary: Some(form.summary.clone()),
            number: Some(form.number),
            edition: Some(form.edition),
            older,
            changed,
            instead: None,
            effective: form.facts.effective,
            mistakes,
        }
    }

    /// What it is called; its id, if the file says no title.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }

    /// Whether this may be the form of such a number and edition. Of all that could not be read nothing is known.
    pub(super) fn is(&self, number: u8, edition: Option<u8>) -> bool {
        self.number == Some(number) && edition.zip(self.edition).is_none_or(|(one, other)| one == other)
    }

    /// Its edition, as far as the file can be read.
    pub(super) fn edition(&self) -> Option<u8> {
        self.edition
    }

    /// Whether it has this number.
    pub(super) fn has_number(&self, number: u8) -> bool {
        self.number == Some(number)
    }

    /// A form without questions that stands in for it where guides and chapters name it; nameless, if the file says no title.
    pub(super) fn stand_in(&self) -> Arc<Form> {
        Arc::new(Form {
            id: self.id.clone(),
            number: self.number.unwrap_or_default(),
            edition: self.edition.unwrap_or_default(),
            title: self.title.clone().unwrap_or_default(),
            summary: self.summary.clone().unwrap_or_default(),
            channels: vec![Channel::Qr],
            not_online: None,
            fee: None,
            deadline: None,
            bring: Vec::new(),
            signature: Signature::default(),
            facts: Facts::default(),
            minutes: 0,
            valid_days: 0,
            queue: None,
            source: Source { kind: SourceKind::LayoutAssumed, text: String::new(), confirmed: false },
            questions: Vec::new(),
            begins: Vec::new(),
            begins_today: Vec::new(),
            rules: Vec::new(),
            sample: Entries::default(),
            open_days: OpenDays::default(),
        })
    }
}
