//! Answers back as entries: the one canonical way of writing what was understood.

use super::answer::{Account, Address, Person};
use super::check::my_number;
use super::control::{NOT_MY_NUMBER, RARE_GLYPH, SINGLE_NAME};
use super::{Answer, Answers, Entries, Part};

impl Answers {
    /// The entries that [`super::Form::check`] understands as these answers: its inverse.
    ///
    /// Dates are written whole, as `2026-11-22`; a group's items are counted from 1 without a gap.
    pub fn entries(&self) -> Entries {
        let mut entries = Entries::default();
        self.write("", &mut entries);
        entries
    }

    fn write(&self, place: &str, entries: &mut Entries) {
        for (id, answer) in &self.0 {
            answer.write(&format!("{place}{id}"), entries);
        }
    }
}

impl Answer {
    fn write(&self, path: &str, entries: &mut Entries) {
        match self {
            Answer::Person(person) => person.write(path, entries),
            Answer::Address(address) => address.write(path, entries),
            Answer::Account(account) => account.write(path, entries),
            Answer::Date(date) => entries.set(path, date.to_string()),
            Answer::PartialDate(date) => entries.set(path, date.to_string()),
            Answer::Phone(text) | Answer::Choice(text) | Answer::Digits(text) => entries.set(path, text),
            Answer::Several(ids) => ids.iter().for_each(|id| entries.set(format!("{path}.{id}"), "yes")),
            Answer::YesNo(yes) => entries.set(path, if *yes { "yes" } else { "no" }),
            Answer::Count(number) | Answer::Amount(number) => entries.set(path, number.to_string()),
            // It follows from the others.
            Answer::Total(_) => {}
            Answer::Mail(text) | Answer::Text(text) => {
                entries.set(path, text);
                vouch([text], path, entries);
            }
            Answer::Group(items) => items.iter().zip(1..).for_each(|(item, nth)| item.write(&format!("{path}.{nth}."), entries)),
        }
    }
}

impl Person {
    fn write(&self, path: &str, entries: &mut Entries) {
        let texts = [&self.family, &self.given, &self.family_kana, &self.given_kana];
        write_parts(&Part::PERSON, texts, path, entries);
        if self.given.is_empty() {
            entries.set(format!("{path}.{SINGLE_NAME}"), "yes");
        }
        if self.rare_glyph {
            entries.set(format!("{path}.{RARE_GLYPH}"), "yes");
        }
    }
}

impl Address {
    fn write(&self, path: &str, entries: &mut Entries) {
        let texts = [&self.postcode, &self.city, &self.town, &self.block, &self.building];
        write_parts(&Part::ADDRESS, texts, path, entries);
    }
}

impl Account {
    fn write(&self, path: &str, entries: &mut Entries) {
        let account_type = self.account_type.id().to_owned();
        let texts = [&self.bank, &self.branch, &account_type, &self.number, &self.holder];
        write_parts(&Part::ACCOUNT, texts, path, entries);
    }
}

fn write_parts<const N: usize>(parts: &[Part; N], texts: [&String; N], path: &str, entries: &mut Entries) {
    for (part, text) in parts.iter().zip(texts) {
        entries.set(format!("{path}.{}", part.id()), text);
    }
    vouch(texts, path, entries);
}

/// Answers exist only if the check let them pass, so whoever wrote twelve such digits has said that they are no My Number.
fn vouch<const N: usize>(texts: [&String; N], path: &str, entries: &mut Entries) {
    if texts.into_iter().any(|text| my_number::is_in(text)) {
        entries.set(format!("{path}.{NOT_MY_NUMBER}"), "yes");
    }
}
