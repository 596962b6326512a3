//! A condition in a form's file: one answer, or several joined by `all`, `any` and `not`.

use std::ops::Range;

use domain::form::condition::{Bounds, Like, Test};
use domain::form::{DateRule, Kind, Question, When};

use super::question::Seen;
use super::section::{Placed, Section};

/// Reads a condition on questions before: of `before` or `outside`, or of one of their groups.
pub(super) fn read(section: &Section, outside: &[Seen], before: &[Seen]) -> Option<When> {
    let kinds = ["question", "all", "any", "not"].into_iter().filter(|key| section.has(key)).collect::<Vec<_>>();
    let each = |key| {
        let sections = section.sections(key);
        if sections.is_empty() && section.texts(key).is_empty() {
            section.object(key, format!("「{key}」に、{{ question = \"…\", is = [\"…\"] }} のような条件を一つ以上並べてください。"));
        }
        let read: Vec<_> = sections.iter().map(|section| read(section, outside, before)).collect();
        read.into_iter().collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
    };
    let when = match kinds.as_slice() {
        [] | ["question"] => test(section, outside, before).map(When::Answer),
        ["all"] => each("all").map(When::All),
        ["any"] => each("any").map(When::Any),
        [_] => section.section("not").and_then(|section| read(&section, outside, before)).map(|when| When::Not(Box::new(when))),
        [_, second, ..] => {
            let reason = "question、all、any、notは、一つの条件に一つだけ書けます。組み合わせるときは、allかanyの中に並べてください。";
            section.object(second, reason);
            return None;
        }
    };
    section.finish();
    when
}

fn test(section: &Section, outside: &[Seen], before: &[Seen]) -> Option<Test> {
    let question = section.text("question");
    let wanted = Wanted::read(section);
    let question = question?;
    let like = match named(section, &question, outside, before) {
        Named::Nothing => return None,
        // Its own mistake is told already.
        Named::Unread => None,
        Named::Found(other) => wanted.like(section, &question, &other),
    };
    Some(Test { question, like: like? })
}

/// What a condition names.
enum Named {
    /// Nothing that stands before it; that is noted.
    Nothing,
    /// A question that was not understood.
    Unread,
    /// A question.
    Found(Box<Question>),
}

fn named(section: &Section, id: &str, outside: &[Seen], before: &[Seen]) -> Named {
    let Some((group, inner)) = id.split_once('.') else {
        return match before.iter().chain(outside).find(|seen| seen.id == id) {
            Some(Seen { question: Some(other), .. }) => Named::Found(Box::new(other.clone())),
            Some(_) => Named::Unread,
            None => {
                let reason = format!("「{id}」という質問は、この質問より前にありません。idを確かめるか、順番を入れ替えてください。");
                section.object("question", reason);
                Named::Nothing
            }
        };
    };
    // Of a group outside: any of its items may meet it.
    match before.iter().find(|seen| seen.id == group).map(|seen| seen.question.as_ref().map(|question| &question.kind)) {
        Some(Some(Kind::Group { questions, .. })) => match questions.iter().find(|question| question.id == inner) {
            Some(question) => Named::Found(Box::new(question.clone())),
            None => {
                section.object("question", format!("「{group}」の中に「{inner}」という質問はありません。"));
                Named::Nothing
            }
        },
        Some(None) => Named::Unread,
        _ => {
            let reason = format!("「{group}」というgroupは、この質問より前にありません。条件にできるのは、groupの外の質問からだけです。");
            section.object("question", reason);
            Named::Nothing
        }
    }
}

/// What is written of the answer that is wanted.
struct Wanted {
    is: Option<Vec<Placed>>,
    contains: Option<Vec<Placed>>,
    number: Option<Bounds>,
    age: Option<Bounds>,
}

/// How each kind of question is looked at, in the order of [`Wanted`].
const KEYS: [&str; 4] = ["is", "contains", "at_least", "age_at_least"];

impl Wanted {
    fn read(section: &Section) -> Wanted {
        let texts = |key| section.has(key).then(|| section.texts(key));
        Wanted {
            is: texts("is"),
            contains: texts("contains"),
            number: bounds(section, "at_least", "at_most", u32::MAX),
            age: bounds(section, "age_at_least", "age_at_most", 150),
        }
    }

    /// What the answer to this question must be like; `None`, and noted, if it can never be so.
    fn like(self, section: &Section, id: &str, other: &Question) -> Option<Like> {
        let (key, way) = match &other.kind {
            Kind::Choice { .. } | Kind::YesNo => (0, "選ぶ質問なので、is = [\"…\"]"),
            Kind::Several { .. } => (1, "いくつでも選ぶ質問なので、contains = [\"…\"]"),
            Kind::Count { .. } | Kind::Amount { .. } => (2, "数を答える質問なので、at_least（以上）かat_most（以下）"),
            Kind::Group { .. } => (2, "何人分も聞くgroupなので、at_least（以上）かat_most（以下）"),
            Kind::Date(DateRule::Any | DateRule::Past) | Kind::PartialDate(DateRule::Any | DateRule::Past) => {
                (3, "日付なので、age_at_least（歳以上）かage_at_most（歳以下）")
            }
            Kind::Date(_) | Kind::PartialDate(_) => {
                section.object("question", format!("「{id}」はこれから来る日なので、条件にできません。"));
                return None;
            }
            _ => {
                let kinds = "choice、several、yes-no、count、amount、date、groupのどれでもない";
                section.object("question", format!("「{id}」は{kinds}ので、条件にできません。"));
                return None;
            }
        };
        let written = [self.is.is_some(), self.contains.is_some(), self.number.is_some(), self.age.is_some()];
        if let Some(nth) = (0..4).find(|nth| written[*nth] != (*nth == key)) {
            // What is there and should not be, or else what should and is not.
            let key = KEYS[nth];
            let at = if section.has(key) { key.to_owned() } else { key.replace("least", "most") };
            let at = if section.has(&at) { at } else { "question".to_owned() };
            section.object(&at, format!("「{id}」は{way} で書いてください。"));
            return None;
        }
        match (self.is.or(self.contains), self.number.map(Like::Number).or(self.age.map(Like::Age))) {
            (Some(ids), _) => options(section, other, ids),
            (_, like) => like.filter(|like| is_possible(section, other, like)),
        }
    }
}

fn bounds(section: &Section, least_key: &'static str, most_key: &'static str, limit: u32) -> Option<Bounds> {
    if !section.has(least_key) && !section.has(most_key) {
        return None;
    }
    let least = section.number_or(least_key, 0..=limit, 0);
    // Without a limit of its own there is none.
    let most = section.number_or(most_key, 0..=limit, u32::MAX);
    let (least, most) = (least.unwrap_or_default(), most.unwrap_or(u32::MAX));
    if least > most {
        section
            .object(most_key, format!("「{most_key}」（{most}）が「{least_key}」（{least}）より小さくなっています。逆ではありませんか。"));
    }
    Some(Bounds { least, most })
}

/// A condition may name only answers that its question can have.
fn options(section: &Section, other: &Question, ids: Vec<(String, Range<usize>)>) -> Option<Like> {
    let possible: Vec<&str> = match &other.kind {
        Kind::Choice { options } | Kind::Several { options } => options.iter().map(|option| option.id.as_str()).collect(),
        _ => vec!["yes", "no"],
    };
    if ids.is_empty() {
        let key = if section.has("is") { "is" } else { "contains" };
        section.object(key, format!("「{key}」に、この質問をするときの答えを一つ以上並べてください。"));
    }
    for (id, place) in ids.iter().filter(|(id, _)| !possible.contains(&id.as_str())) {
        let reason = format!("「{}」に「{id}」という答えはありません。{} のどれかを書いてください。", other.id, possible.join("、"));
        section.object_at(place.clone(), reason);
    }
    Some(Like::Chosen(ids.into_iter().map(|(id, _)| id).collect()))
}

/// A condition may name only numbers that its question can have.
fn is_possible(section: &Section, other: &Question, like: &Like) -> bool {
    let (Like::Number(bounds), Some((min, max))) = (like, range(&other.kind)) else { return true };
    let is_possible = bounds.least <= max && min <= bounds.most;
    if !is_possible {
        section.object("question", format!("「{}」の答えは{min}から{max}までなので、この条件は成り立ちません。", other.id));
    }
    is_possible
}

/// The least and the most that a question counts.
pub(super) fn range(kind: &Kind) -> Option<(u32, u32)> {
    match kind {
        Kind::Count { min, max, .. } | Kind::Amount { min, max } => Some((*min, *max)),
        Kind::Group { min, max, .. } => Some((u32::from(*min), u32::from(*max))),
        _ => None,
    }
}
