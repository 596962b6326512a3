//! What was written: raw, control by control ([`Entries`]), and understood, question by question ([`Answers`]).

use std::collections::BTreeMap;
use std::ops::Bound;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::AccountType;
use crate::era::PartialDate;

/// What was written (記入内容), as typed: the names of the controls and their texts.
///
/// A draft keeps exactly this, right or wrong; the page's controls carry the same names. Names are dotted:
/// `applicant.family`, `members.2.born.year`. A blank control is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Entries(pub BTreeMap<String, String>);

/// All answers of a form (記入内容), understood; made by [`super::check`] or by opening a slip.
///
/// Holds an answer for every question that applies and was not left blank, by question id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub BTreeMap<String, Answer>);

/// An answer (記入内容) to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A name with its kana.
    Person(Person),
    /// An address.
    Address(Address),
    /// A telephone number: its 10 or 11 digits.
    Phone(String),
    /// A date.
    Date(NaiveDate),
    /// A date of which something may be unknown.
    PartialDate(PartialDate),
    /// A mail address.
    Mail(String),
    /// An account.
    Account(Account),
    /// The id of the option chosen.
    Choice(String),
    /// The ids of the options ticked, in the order of the form.
    Several(Vec<String>),
    /// Yes or no.
    YesNo(bool),
    /// How many.
    Count(u32),
    /// How many yen.
    Amount(u32),
    /// What the other answers come to.
    Total(u32),
    /// Digits.
    Digits(String),
    /// Text, byte for byte as typed.
    Text(String),
    /// The answers for each person or thing of a group.
    Group(Vec<Answers>),
}

/// A person's name (氏名) with its kana, byte for byte as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// 氏.
    pub family: String,
    /// 名.
    pub given: String,
    /// 氏の振り仮名, in full-width katakana.
    pub family_kana: String,
    /// 名の振り仮名, in full-width katakana.
    pub given_kana: String,
    /// 正しい字形が出ない: a character of the name could not be typed as it is registered, and is put right by hand.
    pub rare_glyph: bool,
}

/// An address (住所).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// 郵便番号: seven digits.
    pub postcode: String,
    /// 都道府県 and 市区町村.
    pub city: String,
    /// 町名・大字・丁目.
    pub town: String,
    /// 番地, or 番 and 号.
    pub block: String,
    /// 方書: building and room; may be empty.
    pub building: String,
}

/// An account (口座) at a bank, as money is sent to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// 金融機関: its name as typed, or its code of four digits.
    pub bank: String,
    /// 支店: its name as typed, or its code of three digits.
    pub branch: String,
    /// 預金種目.
    pub account_type: AccountType,
    /// 口座番号: seven digits.
    pub number: String,
    /// 口座名義: full-width katakana, Latin capitals and digits.
    pub holder: String,
}

impl Answers {
    /// Everyone who is named in them, those of groups too.
    pub(crate) fn people(&self) -> Vec<&Person> {
        self.0.values().flat_map(Answer::people).collect()
    }
}

impl Answer {
    /// Everyone who is named in it.
    pub(crate) fn people(&self) -> Vec<&Person> {
        match self {
            Answer::Person(person) => vec![person],
            Answer::Group(items) => items.iter().flat_map(Answers::people).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it is the person's own words or digits, and not one of the form's.
    pub fn is_typed(&self) -> bool {
        matches!(
            self,
            Answer::Person(_)
                | Answer::Address(_)
                | Answer::Phone(_)
                | Answer::Mail(_)
                | Answer::Account(_)
                | Answer::Digits(_)
                | Answer::Text(_)
        )
    }
}

impl Entries {
    /// The text of a control, without surrounding blanks; empty if absent.
    pub fn get(&self, control: &str) -> &str {
        self.0.get(control).map_or("", |text| text.trim())
    }

    /// Writes a control; blank text removes it.
    pub fn set(&mut self, control: impl Into<String>, text: impl Into<String>) {
        let (control, text) = (control.into(), text.into());
        if text.is_empty() {
            self.0.remove(&control);
        } else {
            self.0.insert(control, text);
        }
    }

    /// The names of the controls that are not blank.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(control, _)| control.as_str())
    }

    /// The names of the controls that begin with `prefix` and are not blank.
    pub(crate) fn written_below(&self, prefix: &str) -> impl Iterator<Item = &str> {
        let below =
            self.0.range::<str, _>((Bound::Included(prefix), Bound::Unbounded)).take_while(move |(control, _)| control.starts_with(prefix));
        below.filter(|(_, text)| !text.trim().is_empty()).map(|(control, _)| control.as_str())
    }
}

impl FromIterator<(String, String)> for Entries {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(controls: I) -> Self {
        let mut entries = Entries::default();
        for (control, text) in controls {
            entries.set(control, text);
        }
        entries
    }
}
