//! A total in a form's file: which answers are added up, and what each of them is worth.

use std::collections::BTreeMap;

use domain::form::{Choice, Kind, Question, Term};

use super::question::{self, Seen};
use super::section::{Placed, Section};

/// Reads what belongs to a total. It stands after everything that it adds up.
pub(super) fn read(section: &Section, before: &[Seen]) -> Option<Kind> {
    let (unit, max) = (section.text("unit"), section.number_or("max", 1..=u32::MAX, u32::MAX));
    let sections = section.sections("sum");
    if sections.is_empty() {
        section.object("sum", "「sum」に、足し合わせるものを並べてください。{ of = [\"copies\"], each = 300 } のように書きます。");
    }
    let sum: Vec<Option<Term>> = sections.iter().map(|term| self::term(term, before)).collect();
    Some(Kind::Total { sum: sum.into_iter().collect::<Option<_>>()?, unit: unit?, max: max? })
}

fn term(section: &Section, before: &[Seen]) -> Option<Term> {
    let of = section.texts("of");
    let each = section.number_or("each", 1..=u32::MAX, 1);
    let priced = section.section("worth");
    section.finish();
    if of.is_empty() {
        section.object("of", "「of」に、数を答える質問のidを並べてください。二つ以上並べると、掛け合わせます。");
    }
    let group = |id: &str| id.split_once('.').map(|(group, _)| group.to_owned());
    if let Some((_, place)) = of.iter().find(|(id, _)| group(id) != group(&of[0].0)) {
        section.object_at(place.clone(), "「of」に並べる質問は、どれも同じgroupの中か、どれもgroupの外にしてください。");
    }
    let named: Vec<Option<&Question>> = of.iter().map(|placed| find(section, placed, before)).collect();
    let options: Vec<&Choice> = named.iter().flatten().flat_map(|question| options(question)).collect();
    let worth = match (&priced, options.is_empty()) {
        (Some(priced), _) => worth(priced, &options),
        (None, true) => Some(BTreeMap::new()),
        (None, false) => {
            section.object("of", "選択肢を足し合わせるときは、それぞれの数を「worth = { 選択肢のid = 200 }」のように書いてください。");
            None
        }
    };
    Some(Term { of: of.iter().map(|(id, _)| id.clone()).collect(), each: each?, worth: worth? })
}

/// The question that is named, if it has a number to add up.
fn find<'s>(section: &Section, (id, place): &Placed, before: &'s [Seen]) -> Option<&'s Question> {
    let found = question::find(before, id);
    let reason = match found.map(|question| &question.kind) {
        None => format!("「{id}」という質問は、この質問より前にありません。groupの中の質問は「items.number」のように書きます。"),
        Some(Kind::Count { .. } | Kind::Amount { .. } | Kind::YesNo | Kind::Choice { .. } | Kind::Several { .. } | Kind::Total { .. }) => {
            return found;
        }
        Some(_) => format!("「{id}」の答えは数ではないので、足し合わせられません。count、amount、choice などの質問にしてください。"),
    };
    section.object_at(place.clone(), reason);
    None
}

fn options(question: &Question) -> &[Choice] {
    match &question.kind {
        Kind::Choice { options } | Kind::Several { options } => options,
        _ => &[],
    }
}

/// What each option is worth; every one of them has its number.
fn worth(section: &Section, options: &[&Choice]) -> Option<BTreeMap<String, u32>> {
    let mut worth = BTreeMap::new();
    for (key, value) in section.table() {
        let id = key.get_ref().to_string();
        if options.iter().all(|option| option.id != id) {
            let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            section.object_at(key.span(), format!("「{id}」という選択肢はありません。{} のそれぞれに数を書いてください。", ids.join("、")));
            continue;
        }
        let number = value.get_ref().as_integer().and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
        match number {
            Some(number) => worth.extend([(id, number)]),
            None => section.object_at(value.span(), format!("「{id}」には、0以上の整数を書いてください。")),
        }
    }
    let missing: Vec<&str> = options.iter().map(|option| option.id.as_str()).filter(|id| !worth.contains_key(*id)).collect();
    if !missing.is_empty() {
        section.object("worth", format!("「worth」に {} の数がありません。数えないものには0と書いてください。", missing.join("、")));
    }
    missing.is_empty().then_some(worth)
}
