//! The parts of an answer that a paper may have a box of its own for: 氏名 and フリガナ, 年 and 月.

use chrono::{Datelike, NaiveDate};

use crate::era::Era;
use crate::form::show::grouped;
use crate::form::{AccountType, Answer, Kind, Part};

/// The parts that an answer to such a question has; none where it has only a whole.
pub fn parts(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Person => &["name", "kana", "family", "given", "family-kana", "given-kana"],
        Kind::Address => &["postcode", "place", "city", "town", "block", "building"],
        Kind::Date(_) => &["era", "year", "month", "day", "western-year"],
        Kind::Account => &["bank", "branch", "account-type", "account-number", "holder"],
        Kind::Count { .. } | Kind::Amount { .. } | Kind::Total { .. } => &["number"],
        _ => &[],
    }
}

/// The ids that may be ticked in a question, or in a part of it.
pub(super) fn options(kind: &Kind, part: &str) -> Vec<String> {
    match (kind, part) {
        (Kind::Choice { options } | Kind::Several { options }, "") => options.iter().map(|option| option.id.clone()).collect(),
        (Kind::YesNo, "") => vec!["yes".into(), "no".into()],
        (Kind::Date(_), "era") => Era::ALL.map(|era| era.id().to_owned()).to_vec(),
        (Kind::Account, "account-type") => AccountType::ALL.map(|one| one.id().to_owned()).to_vec(),
        _ => Vec::new(),
    }
}

/// Whether this option was chosen.
pub(super) fn has_chosen(answer: &Answer, part: &str, is: &str) -> bool {
    match (answer, part) {
        (Answer::Choice(id), "") => id == is,
        (Answer::Several(ids), "") => ids.iter().any(|id| id == is),
        (Answer::YesNo(yes), "") => is == if *yes { "yes" } else { "no" },
        (Answer::Date(date), "era") => Era::of(*date).is_some_and(|(era, _)| era.id() == is),
        (Answer::Account(account), "account-type") => account.account_type.id() == is,
        _ => false,
    }
}

/// The text of a part; `None` if the answer has no such part.
pub(super) fn text(answer: &Answer, part: &str) -> Option<String> {
    let is = |one: Part| part == one.id();
    Some(match answer {
        Answer::Person(person) => match part {
            "name" => person.name(),
            "kana" => person.kana(),
            _ if is(Part::Family) => person.family.clone(),
            _ if is(Part::Given) => person.given.clone(),
            _ if is(Part::FamilyKana) => person.family_kana.clone(),
            _ if is(Part::GivenKana) => person.given_kana.clone(),
            _ => return None,
        },
        Answer::Address(address) => match part {
            "place" => {
                let place = format!("{}{}{}", address.city, address.town, address.block);
                if address.building.is_empty() { place } else { format!("{place}　{}", address.building) }
            }
            _ if is(Part::Postcode) => match address.postcode.split_at_checked(3) {
                Some((area, local)) => format!("{area}-{local}"),
                None => address.postcode.clone(),
            },
            _ if is(Part::City) => address.city.clone(),
            _ if is(Part::Town) => address.town.clone(),
            _ if is(Part::Block) => address.block.clone(),
            _ if is(Part::Building) => address.building.clone(),
            _ => return None,
        },
        Answer::Account(account) => match part {
            _ if is(Part::Bank) => account.bank.clone(),
            _ if is(Part::Branch) => account.branch.clone(),
            _ if is(Part::AccountType) => account.account_type.label().to_owned(),
            _ if is(Part::AccountNumber) => account.number.clone(),
            _ if is(Part::Holder) => account.holder.clone(),
            _ => return None,
        },
        Answer::Date(date) => of_date(*date, part)?,
        Answer::Count(number) if part == "number" => number.to_string(),
        Answer::Amount(number) | Answer::Total(number) if part == "number" => grouped(*number),
        _ => return None,
    })
}

/// A date before the first era has its western year alone.
fn of_date(date: NaiveDate, part: &str) -> Option<String> {
    let of_era = Era::of(date);
    Some(match part {
        "era" => of_era.map_or("西暦", |(era, _)| era.name()).to_owned(),
        "year" => match of_era {
            Some((_, 1)) => "元".to_owned(),
            Some((_, year)) => year.to_string(),
            None => date.year().to_string(),
        },
        "month" => date.month().to_string(),
        "day" => date.day().to_string(),
        "western-year" => date.year().to_string(),
        _ => return None,
    })
}
