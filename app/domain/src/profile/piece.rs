//! The pieces of a profile, and which questions of a form each of them answers.

use chrono::NaiveDate;

use super::questions::{FORMER_ADDRESS, HEAD, OTHER};
use super::{PEOPLE, Profile, says_something};
use crate::form::control::belongs_to;
use crate::form::journey::Step;
use crate::form::{Choice, DateRule, Entries, Form, Kind, Question};

/// What the ids of questions begin with that ask how something was before.
const BEFORE: [&str; 4] = ["previous-", "old-", "former-", "january-"];

/// Whether a question asks how something was before.
pub(super) fn asks_before(id: &str) -> bool {
    BEFORE.iter().any(|start| id.starts_with(start))
}

/// A piece (プロフィールの一項目) of a profile: what answers one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A person's name with its kana.
    Name,
    /// Their date of birth.
    Born,
    /// Their sex, where a form asks for it.
    Sex,
    /// What they are to the head of the household (続柄).
    Relationship,
    /// The household's address.
    Address,
    /// The address where it lived before.
    FormerAddress,
    /// Its telephone number.
    Phone,
    /// Its mail address.
    Mail,
    /// Its account at a bank.
    Account,
    /// The 本籍.
    Domicile,
    /// The 筆頭者 of the 本籍.
    DomicileHead,
    /// The name of the household's head, as a text.
    HeadName,
}

impl Piece {
    /// The piece that answers a question; `tail` is its id without that of the person whom it is about: `born` of `applicant-born`.
    ///
    /// The kind decides where it leaves no doubt; otherwise the tail must say it too.
    pub(super) fn of(question: &Question, tail: &str) -> Option<Piece> {
        match (&question.kind, tail) {
            (Kind::Person, _) => Some(Piece::Name),
            (Kind::Address, tail) if asks_before(tail) => Some(Piece::FormerAddress),
            (Kind::Address, _) => Some(Piece::Address),
            (Kind::Phone, _) => Some(Piece::Phone),
            (Kind::Mail, _) => Some(Piece::Mail),
            (Kind::Account, _) => Some(Piece::Account),
            (Kind::Date(DateRule::Past | DateRule::Any), "born" | "birthday") => Some(Piece::Born),
            (Kind::Choice { .. }, "sex") => Some(Piece::Sex),
            (Kind::Choice { .. }, "relationship") => Some(Piece::Relationship),
            (Kind::Text { .. }, "domicile") => Some(Piece::Domicile),
            (Kind::Text { .. }, "domicile-head") => Some(Piece::DomicileHead),
            (Kind::Text { .. }, _) if tail == "head" || tail.ends_with("-head") => Some(Piece::HeadName),
            _ => None,
        }
    }

    /// The pieces that may answer a question that this piece answers, the likeliest first: on 1 January a household may have lived where
    /// it lives now, and whoever moves now lives there still.
    pub(super) fn likely(self) -> impl Iterator<Item = Piece> {
        let too = (self == Piece::FormerAddress).then_some(Piece::Address);
        std::iter::once(self).chain(too)
    }

    /// Whether each person of the household has their own.
    pub fn is_personal(self) -> bool {
        matches!(self, Piece::Name | Piece::Born | Piece::Sex | Piece::Relationship)
    }

    /// The id of the question of the profile that it answers.
    fn id(self) -> &'static str {
        match self {
            Piece::Name => "name",
            Piece::Born => "born",
            Piece::Sex => "sex",
            Piece::Relationship => "relationship",
            Piece::Address => "address",
            Piece::FormerAddress => FORMER_ADDRESS,
            Piece::Phone => "phone",
            Piece::Mail => "mail",
            Piece::Account => "account",
            Piece::Domicile => "domicile",
            Piece::DomicileHead => "domicile-head",
            Piece::HeadName => HEAD,
        }
    }

    /// Where a profile holds it.
    pub(super) fn step(self, person: u8) -> (Step, String) {
        match self.is_personal() {
            true => (Step { question: PEOPLE.into(), item: Some(person) }, format!("{PEOPLE}.{person}.{}", self.id())),
            false => (Step { question: self.id().into(), item: None }, self.id().into()),
        }
    }

    /// The question of the profile.
    fn question(self, form: &Form) -> Option<&Question> {
        if !self.is_personal() {
            return form.question(self.id());
        }
        match &form.question(PEOPLE)?.kind {
            Kind::Group { questions, .. } => questions.iter().find(|question| question.id == self.id()),
            _ => None,
        }
    }
}

/// A profile that is read with its form, on a day.
#[derive(Clone, Copy)]
pub(super) struct Reading<'p> {
    pub profile: &'p Profile,
    pub form: &'p Form,
    pub today: NaiveDate,
}

impl Reading<'_> {
    /// What the profile would write at `path` for a question; nothing, where it does not know, or what it knows is not right there.
    ///
    /// A 続柄 in its own words takes a second control, that of the question beside it.
    pub(super) fn entries(self, piece: Piece, person: u8, question: &Question, path: &str) -> Option<Entries> {
        match (piece, &question.kind) {
            (Piece::HeadName, _) => Some(Entries::from_iter([(path.to_owned(), self.head_name()?)])),
            (Piece::Sex | Piece::Relationship, Kind::Choice { options }) => self.chosen(piece, person, options, path),
            _ => {
                let (step, from) = piece.step(person);
                let answer = self.form.answer(&step, piece.question(self.form)?, &self.profile.0, self.today)?;
                says_something(&answer).then(|| moved(&self.profile.0, &from, path))
            }
        }
    }

    /// What these people are called.
    pub(super) fn names(self, people: &[u8]) -> Vec<String> {
        people.iter().map(|person| self.profile.name(*person)).collect()
    }

    /// Every person's number.
    pub(super) fn people(self) -> Vec<u8> {
        self.profile.people(self.form)
    }

    /// The name of the head of the household, if one is written.
    fn head_name(self) -> Option<String> {
        let is_head = |person: &u8| self.profile.0.get(&format!("{PEOPLE}.{person}.relationship")) == HEAD;
        let head = self.people().into_iter().find(is_head)?;
        self.entries(Piece::Name, head, Piece::Name.question(self.form)?, "name").map(|_| self.profile.name(head))
    }

    /// The option of the form's that says the same as the one chosen in the profile.
    fn chosen(self, piece: Piece, person: u8, options: &[Choice], path: &str) -> Option<Entries> {
        let (_, from) = piece.step(person);
        let chosen = self.profile.0.get(&from);
        let (words_from, words_to) = (format!("{from}-{OTHER}"), format!("{path}-{OTHER}"));
        let Kind::Choice { options: own } = &piece.question(self.form)?.kind else { return None };
        let label = own.iter().find(|option| option.id == chosen)?.label.as_str();
        let words = if chosen == OTHER { self.profile.0.get(&words_from) } else { label };
        if let Some(option) = options.iter().find(|option| option.label == words) {
            return Some(Entries::from_iter([(path.to_owned(), option.id.clone())]));
        }
        let other = options.iter().find(|option| option.id == OTHER).filter(|_| !words.is_empty())?;
        let mut entries = moved(&self.profile.0, &words_from, &words_to);
        entries.set(path, &other.id);
        entries.set(words_to, words);
        Some(entries)
    }
}

/// What is written below one path, as it stands below another.
pub(super) fn moved(entries: &Entries, from: &str, to: &str) -> Entries {
    let below = entries.0.iter().filter(|(control, _)| belongs_to(control, from));
    below.map(|(control, text)| (format!("{to}{}", &control[from.len()..]), text.clone())).collect()
}
