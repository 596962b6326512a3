//! A file that only says what is different from a form of the library: `changes/ID.toml` in a city's folder.
//!
//! Questions and options are found by their ids, tables are changed key by key, everything else is replaced. What the file names and the
//! library's form does not have is a mistake.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::file::File;
use super::section::is_near;

/// A value as it stands in a file.
type Value<'t> = Spanned<DeValue<'t>>;

/// The lists whose tables are found by their ids, and what such a table is called.
const BY_ID: [(&str, &str); 2] = [("question", "質問"), ("options", "選択肢")];

/// What is a whole: half of a condition means nothing.
const WHOLES: [&str; 4] = ["when", "not", "sum", "worth"];

/// A table as if the text before it were so much longer.
pub(super) fn moved<'t>(table: &DeTable<'t>, by: usize) -> DeTable<'t> {
    let mut all = DeTable::new();
    for (key, value) in table {
        all.insert(Spanned::new(place(key.span(), by), key.get_ref().clone()), moved_value(value, by));
    }
    all
}

fn moved_value<'t>(value: &Value<'t>, by: usize) -> Value<'t> {
    let moved = match value.get_ref() {
        DeValue::Table(table) => DeValue::Table(moved(table, by)),
        DeValue::Array(list) => DeValue::Array(list.iter().map(|one| moved_value(one, by)).collect()),
        other => other.clone(),
    };
    Spanned::new(place(value.span(), by), moved)
}

fn place(place: Range<usize>, by: usize) -> Range<usize> {
    place.start + by..place.end + by
}

/// A form's table with what a change says.
pub(super) fn apply<'t>(file: &File, mut of: DeTable<'t>, mut change: DeTable<'t>) -> DeTable<'t> {
    for key in ["number", "id"] {
        if let Some(value) = change.remove(key) {
            let reason = format!("「{key}」は、変えられません。ライブラリーの様式のままです。この行を消してください。");
            file.object(Some(value.span()), reason);
        }
    }
    if let (Some(before), Some(now)) = (number(&of, "edition"), number(&change, "edition"))
        && now < before
    {
        let place = change.get("edition").map(Spanned::span);
        let reason = format!("ライブラリーの様式は第{before}版です。「edition」は、それより後の番号にしてください。");
        file.object(place, reason);
    }
    if let Some(without) = change.remove("without") {
        leave_out(file, &mut of, &without);
    }
    merge(file, &mut of, change);
    of
}

fn number(table: &DeTable, key: &str) -> Option<i64> {
    let number = table.get(key)?.get_ref().as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn merge<'t>(file: &File, of: &mut DeTable<'t>, change: DeTable<'t>) {
    for (key, value) in change {
        let name = key.get_ref().to_string();
        let place = value.span();
        let by_id = BY_ID.iter().find(|(list, _)| *list == name);
        match (of.get_mut(name.as_str()).map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(of)), DeValue::Table(change)) if !WHOLES.contains(&name.as_str()) => merge(file, of, change),
            (Some(DeValue::Array(of)), DeValue::Array(changes)) if by_id.is_some() => {
                let noun = by_id.map_or("", |(_, noun)| noun);
                changes.into_iter().for_each(|change| merge_by_id(file, of, change, noun));
            }
            (None, DeValue::Array(_)) if by_id.is_some() => {
                file.object(Some(place), format!("ライブラリーの様式では、ここに「{name}」はありません。この項目を消してください。"));
            }
            (_, value) => {
                // The key's place is that of the change: whatever is wrong with it is told there.
                of.remove(name.as_str());
                of.insert(key, Spanned::new(place, value));
            }
        }
    }
}

/// Changes the question or option of the same id.
fn merge_by_id<'t>(file: &File, all: &mut DeArray<'t>, change: Value<'t>, noun: &str) {
    let place = change.span();
    let DeValue::Table(mut change) = change.into_inner() else {
        return file.object(Some(place), format!("変える{noun}を、{{ id = \"…\", label = \"…\" }} のような節で書いてください。"));
    };
    let Some(id) = change.remove("id") else {
        return file.object(Some(place), format!("どの{noun}を変えるのか分かりません。「id」を書いてください。"));
    };
    let wanted = id.get_ref().as_str().unwrap_or_default().to_owned();
    let known: Vec<String> = all.iter().filter_map(id_of).map(str::to_owned).collect();
    let Some(DeValue::Table(of)) = all.iter_mut().find(|one| id_of(one) == Some(wanted.as_str())).map(Spanned::get_mut) else {
        let hint = match known.iter().find(|known| is_near(known, &wanted)) {
            Some(near) => format!("「{near}」の書き間違いではありませんか。"),
            None => format!("あるのは {} です。{noun}を足すときは、様式をforms/に写して書き換えてください。", known.join("、")),
        };
        return file.object(Some(id.span()), format!("「{wanted}」という{noun}は、ライブラリーの様式にありません。{hint}"));
    };
    let kinds = [&*of, &change].map(|table| table.get("kind").and_then(|kind| kind.get_ref().as_str()).map(str::to_owned));
    if let [Some(before), Some(now)] = &kinds
        && before != now
    {
        let place = change.remove("kind").map(|kind| kind.span());
        let reason =
            format!("「{wanted}」の種類は {before} です。種類は変えられません。変えるときは、様式をforms/に写して書き換えてください。");
        file.object(place, reason);
    }
    merge(file, of, change);
}

fn id_of<'v>(value: &'v Value) -> Option<&'v str> {
    value.get_ref().as_table()?.get("id")?.get_ref().as_str()
}

/// Leaves out the keys and questions that a list names: `not_online`, `payment.help`, `payment`.
fn leave_out(file: &File, of: &mut DeTable, without: &Value) {
    let names = without.get_ref().as_array().map(|list| list.iter().map(|one| (one.get_ref().as_str(), one.span())).collect::<Vec<_>>());
    for (name, place) in names.unwrap_or_else(|| vec![(None, without.span())]) {
        let reason = match name {
            None => "「without」には、なくすものを [\"not_online\", \"payment.help\"] のように並べてください。".to_owned(),
            Some(name) if removed(of, name) => continue,
            Some(name) => {
                format!("「{name}」は、ライブラリーの様式にありません。項目の名前か、「質問のid」「質問のid.項目」を書いてください。")
            }
        };
        file.object(Some(place), reason);
    }
}

/// Removes a key, a question, or a key of a question; whether it was there.
fn removed(of: &mut DeTable, name: &str) -> bool {
    let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let Some(DeValue::Array(questions)) = of.get_mut("question").map(Spanned::get_mut) else {
        return rest.is_none() && of.remove(first).is_some();
    };
    let Some(nth) = questions.iter().position(|question| id_of(question) == Some(first)) else {
        return rest.is_none() && of.remove(first).is_some();
    };
    let question = questions.get_mut(nth).map(Spanned::get_mut);
    match (rest, question) {
        (Some(rest), Some(DeValue::Table(question))) => removed(question, rest),
        (None, _) => {
            let left = questions.iter().enumerate().filter(|(at, _)| *at != nth).map(|(_, question)| question.clone()).collect();
            *questions = left;
            // Nobody fills in what is not asked.
            if let Some(DeValue::Table(sample)) = of.get_mut("sample").map(Spanned::get_mut) {
                sample.remove(first);
            }
            true
        }
        _ => false,
    }
}
