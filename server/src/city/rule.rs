//! The rules between answers in a form's file.

use domain::form::rule::NO_LIMIT;
use domain::form::{Kind, Rule};

use super::condition;
use super::question::{Seen, find};
use super::section::Section;

/// Reads every `[[rule]]`, which stand after the questions that they name.
pub(super) fn read_all(top: &Section, questions: &[Seen]) -> Option<Vec<Rule>> {
    top.sections("rule").iter().map(|section| read(section, questions)).collect::<Vec<_>>().into_iter().collect()
}

fn read(section: &Section, questions: &[Seen]) -> Option<Rule> {
    let kind = section.text("kind");
    let rule = match kind.as_deref() {
        Some("order") => order(section, questions),
        Some("differ") => pair(section, questions, ["one", "other"], |_| true).map(|[one, other]| Rule::Differ { one, other }),
        Some("age") => {
            let of = named(section, questions, "of", is_date);
            let (min, max) = (section.number_or("min", 0..=NO_LIMIT, 0), section.number_or("max", 0..=NO_LIMIT, NO_LIMIT));
            of.zip(min).zip(max).map(|((of, min), max)| Rule::Age { of, min, max })
        }
        Some("needs") => needs(section, questions),
        Some(other) => {
            section.object("kind", format!("「{other}」という決まりはありません。order、differ、age、needs のどれかを書いてください。"));
            return None;
        }
        None => None,
    };
    section.finish();
    rule
}

/// Two dates, and how far they may lie from each other.
fn order(section: &Section, questions: &[Seen]) -> Option<Rule> {
    let dates = pair(section, questions, ["first", "then"], is_date);
    let days = |key| if section.has(key) { section.number(key, 1..=u16::MAX) } else { None };
    let (at_least, at_most) = (days("at_least"), days("at_most"));
    if let (Some(least), Some(most)) = (at_least, at_most)
        && least > most
    {
        section
            .object("at_most", format!("「at_most」（{most}日）が「at_least」（{least}日）より小さくなっています。逆ではありませんか。"));
    }
    dates.map(|[first, then]| Rule::Order { first, then, at_least, at_most })
}

/// A condition under which another one must hold, told at a question in the city's own words.
fn needs(section: &Section, questions: &[Seen]) -> Option<Rule> {
    let at = section.text("at");
    let text = section.text("text");
    // What is told of a question in a group looks at each item as that group's questions do.
    let group = at.as_ref().and_then(|at| find(questions, at.split_once('.')?.0)).map(|group| &group.kind);
    let own: Vec<Seen> = match group {
        Some(Kind::Group { questions, .. }) => questions.iter().map(Seen::understood).collect(),
        _ => Vec::new(),
    };
    let condition = |key| {
        let read =
            |when: Section| if own.is_empty() { condition::read(&when, &[], questions) } else { condition::read(&when, questions, &own) };
        if !section.has(key) {
            section.object(key, format!("「{key}」がありません。{{ question = \"…\", is = [\"…\"] }} のような条件を書いてください。"));
        }
        section.section(key).and_then(read)
    };
    let (when, then) = (condition("when"), condition("then"));
    let at = at?;
    match find(questions, &at) {
        None if is_unread(questions, &at) => {}
        None => section.object("at", format!("「{at}」という質問はありません。間違いを直してもらう質問のidを書いてください。")),
        Some(question) if question.controls("").is_empty() => {
            section.object(
                "at",
                format!("「{at}」は直接書く質問ではありません。groupなら「members.born」のように、その中の質問を書いてください。"),
            );
        }
        Some(_) => {}
    }
    Some(Rule::Needs { when: when?, then: then?, at, text: text? })
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
