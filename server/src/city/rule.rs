//! The rules between answers in a form's file.

use domain::form::{Kind, Rule};

use super::question::{Seen, find};
use super::section::Section;

/// Reads every `[[rule]]`, which stand after the questions that they name.
pub(super) fn read_all(top: &Section, questions: &[Seen]) -> Option<Vec<Rule>> {
    top.sections("rule").iter().map(|section| read(section, questions)).collect::<Vec<_>>().into_iter().collect()
}

fn read(section: &Section, questions: &[Seen]) -> Option<Rule> {
    let kind = section.text("kind");
    let rule = match kind.as_deref() {
        Some("order") => pair(section, questions, ["first", "then"], is_date).map(|[first, then]| Rule::Order { first, then }),
        Some("differ") => pair(section, questions, ["one", "other"], |_| true).map(|[one, other]| Rule::Differ { one, other }),
        Some("age") => {
            let of = named(section, questions, "of", is_date);
            let (min, max) = (section.number_or("min", 0..=150, 0), section.number_or("max", 0..=150, 150));
            of.zip(min).zip(max).map(|((of, min), max)| Rule::Age { of, min, max })
        }
        Some(other) => {
            section.object("kind", format!("「{other}」という決まりはありません。order、differ、age のどれかを書いてください。"));
            return None;
        }
        None => None,
    };
    section.finish();
    rule
}

/// Two questions that stand in the same group, or one or both outside of groups, and are answered alike.
fn pair(section: &Section, questions: &[Seen], keys: [&'static str; 2], fits: fn(&Kind) -> bool) -> Option<[String; 2]> {
    let [one, other] = keys.map(|key| named(section, questions, key, fits));
    let (one, other) = (one?, other?);
    let groups = [&one, &other].map(|id| id.split_once('.').map(|(group, _)| group));
    if let [Some(a), Some(b)] = groups
        && a != b
    {
        section.object(keys[1], format!("「{one}」と「{other}」は別のgroupにあるので、比べられません。"));
    }
    let kind = |id: &str| find(questions, id).map(|question| std::mem::discriminant(&question.kind));
    // Dates are compared whether they are whole or known in part; where any kind fits, only like with like.
    if fits(&Kind::YesNo) && kind(&one) != kind(&other) {
        section.object(keys[1], format!("「{one}」と「{other}」は答え方が違うので、比べられません。"));
    }
    Some([one, other])
}

/// The id under a key, of a question that there is and whose kind fits.
fn named(section: &Section, questions: &[Seen], key: &'static str, fits: fn(&Kind) -> bool) -> Option<String> {
    let id = section.text(key)?;
    match find(questions, &id) {
        None if is_unread(questions, &id) => {}
        None => section.object(key, format!("「{id}」という質問はありません。groupの中の質問は「members.born」のように書きます。")),
        Some(question) if !fits(&question.kind) => {
            section.object(key, format!("「{id}」は日付を聞く質問（date か partial-date）ではありません。"));
        }
        Some(_) => {}
    }
    Some(id)
}

/// Whether a question is there but could not be understood; its own mistake is told already.
fn is_unread(questions: &[Seen], id: &str) -> bool {
    let top = id.split_once('.').map_or(id, |(group, _)| group);
    questions.iter().any(|seen| seen.id == top && seen.question.is_none())
}

fn is_date(kind: &Kind) -> bool {
    matches!(kind, Kind::Date(_) | Kind::PartialDate(_))
}
