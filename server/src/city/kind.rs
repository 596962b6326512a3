//! The kind of a question in a form's file, with the keys that only this kind has.

use domain::form::{Choice, DateRule, Kind};

use super::question::{self, Seen};
use super::section::Section;
use super::total;

/// Reads `kind` and what belongs to it. `outside` and `before` are what a group's questions may name.
pub(super) fn read(section: &Section, outside: &[Seen], before: &[Seen]) -> Option<Kind> {
    let name = section.text("kind")?;
    match name.as_str() {
        "person" => Some(Kind::Person),
        "address" => Some(Kind::Address),
        "phone" => Some(Kind::Phone),
        "yes-no" => Some(Kind::YesNo),
        "mail" => Some(Kind::Mail),
        "account" => Some(Kind::Account),
        "date" => ahead(section, date_rule(section)?).map(Kind::Date),
        "partial-date" => date_rule(section).map(Kind::PartialDate),
        "amount" => {
            let (min, max) = (section.number_or("min", 0..=u32::MAX, 0)?, section.number("max", 1..=u32::MAX)?);
            in_order(section, min, max).then_some(Kind::Amount { min, max })
        }
        "total" => total::read(section, before),
        "choice" => Some(Kind::Choice { options: options(section)? }),
        "several" => Some(Kind::Several { options: options(section)? }),
        "count" => count(section),
        "digits" => {
            let (length, of) = (section.number("length", 1..=30), section.text("of"));
            Some(Kind::Digits { length: length?, of: of? })
        }
        "text" => {
            let (max, lines) = (section.number("max", 1..=1000), section.flag("lines"));
            Some(Kind::Text { max: max?, lines })
        }
        "group" => group(section, outside, before),
        _ => {
            let kinds = "person、address、phone、mail、account、date、partial-date、choice、several、yes-no、count、amount、total、digits、text、group";
            section.object("kind", format!("「{name}」という種類の質問はありません。{kinds} のどれかを書いてください。"));
            None
        }
    }
}

fn date_rule(section: &Section) -> Option<DateRule> {
    match section.text_if("rule").as_deref() {
        None if section.has("rule") => None,
        None | Some("any") => Some(DateRule::Any),
        Some("past") => Some(DateRule::Past),
        Some("future") => Some(DateRule::Future),
        Some(rule) => {
            section.object("rule", format!("「{rule}」という決まりはありません。any、past、future のどれかを書いてください。"));
            None
        }
    }
}

/// The rule of a whole date, with what it asks of the city hall: that it has its business days until then, or is open on that day.
fn ahead(section: &Section, rule: DateRule) -> Option<DateRule> {
    let asks = section.has("business_days") || section.has("open");
    let (business_days, open) = (section.number_or("business_days", 0..=60, 0), section.flag("open"));
    if asks && rule != DateRule::Future {
        let key = if section.has("business_days") { "business_days" } else { "open" };
        section.object(key, format!("「{key}」は、これから来る日に書けます。「rule = \"future\"」も書いてください。"));
        return None;
    }
    match (business_days?, open) {
        (0, false) => Some(rule),
        (business_days, open) => Some(DateRule::Ahead { business_days, open }),
    }
}

fn count(section: &Section) -> Option<Kind> {
    let (min, max, unit) = (section.number("min", 0..=9999), section.number("max", 1..=9999), section.text("unit"));
    let (min, max) = (min?, max?);
    in_order(section, min, max).then_some(Kind::Count { min, max, unit: unit? })
}

fn group(section: &Section, outside: &[Seen], before: &[Seen]) -> Option<Kind> {
    let (noun, min, max) = (section.text("noun"), section.number("min", 0..=20), section.number("max", 1..=20));
    let sections = section.sections("question");
    let misplaced = |question: &Section| match question.text_if("kind").as_deref() {
        Some("group") => Some("groupの中にgroupは置けません。外に出して、別のgroupにしてください。"),
        Some("total") => Some("groupの中にtotalは置けません。groupの後に置いて、「of」に「items.number」のように書いてください。"),
        _ => None,
    };
    let (nested, sections): (Vec<_>, Vec<_>) = sections.into_iter().partition(|question| misplaced(question).is_some());
    for question in &nested {
        question.object("kind", misplaced(question).unwrap_or_default());
    }
    let reachable: Vec<Seen> = outside.iter().chain(before).cloned().collect();
    let questions = question::read_all(&sections, &reachable);
    for (section, _) in sections.iter().zip(&questions).filter(|(_, seen)| seen.begins_today) {
        section.object("default", "groupの中の日付には「default」を書けません。消してください。");
    }
    if questions.is_empty() && nested.is_empty() {
        section.object("question", "groupの中に質問がありません。[[question.question]] を一つ以上書いてください。");
    }
    let questions = questions.into_iter().map(|seen| seen.question).collect::<Option<Vec<_>>>()?;
    let (min, max) = (min?, max?);
    in_order(section, min, max).then_some(Kind::Group { noun: noun?, min, max, questions })
}

fn in_order<T: PartialOrd + std::fmt::Display>(section: &Section, min: T, max: T) -> bool {
    if min > max {
        section.object("max", format!("「max」（{max}）が「min」（{min}）より小さくなっています。逆ではありませんか。"));
    }
    min <= max
}

/// The options of a question that is answered by choosing.
pub(super) fn options(section: &Section) -> Option<Vec<Choice>> {
    let mut options: Vec<Choice> = Vec::new();
    let sections = section.sections("options");
    if sections.is_empty() {
        section.object("options", "「options」に選択肢を並べてください。{ id = \"…\", label = \"…\" } と書きます。");
    }
    let mut whole = !sections.is_empty();
    for option in &sections {
        let id = option.text("id").filter(|id| question::accepts_id(option, id));
        let (label, help) = (option.text("label"), option.text_if("help"));
        option.finish();
        match (id, label) {
            (Some(id), _) if options.iter().any(|other| other.id == id) => {
                option.object("id", format!("「{id}」という選択肢がもうあります。別のidを付けてください。"));
            }
            (Some(id), Some(label)) => options.push(Choice { id, label, help }),
            _ => whole = false,
        }
    }
    whole.then_some(options)
}
