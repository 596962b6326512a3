//! `form diff`: what changes for people when one file of a form takes the place of another.

mod around;

use domain::form::{Form, Kind, Question};

/// What two files of a form differ in, and whether the later may take the earlier's place.
pub(super) struct Difference {
    /// One line for each change; empty if there is none.
    pub lines: Vec<String>,
    /// Why the second may not take the place of the first as it is.
    pub objection: Option<String>,
}

/// Compares an earlier and a later file.
pub(super) fn between(before: &Form, after: &Form) -> Difference {
    let mut lines = Vec::new();
    around::differences(before, after, &mut lines);
    let of_words = lines.len();
    questions(&before.questions, &after.questions, "", &mut lines);
    if before.rules != after.rules {
        lines.push("質問の間の決まりが変わります".into());
    }
    let asks_the_same = lines.len() == of_words;
    let objection = if before.id != after.id {
        Some(format!("「{}」と「{}」は別の様式です。", before.id, after.id))
    } else if before.number != after.number {
        Some(format!("様式の番号が{}から{}に変わっています。番号は変えないでください。", before.number, after.number))
    } else if !asks_the_same && after.edition <= before.edition {
        Some(format!(
            "質問が変わったので、新しい版にしてください（「edition = {}」）。前のファイルは「{}@{}.toml」として残してください。",
            before.edition + 1,
            before.id,
            before.edition
        ))
    } else {
        None
    };
    Difference { lines, objection }
}

/// The questions, in the order of the later file; `place` names the group they are in.
fn questions(before: &[Question], after: &[Question], place: &str, lines: &mut Vec<String>) {
    for question in after {
        match before.iter().find(|old| old.id == question.id) {
            None => lines.push(format!("{place}「{}」を新しく聞きます（{}）", question.label, question.id)),
            Some(old) => changes(old, question, place, lines),
        }
    }
    for old in before.iter().filter(|old| after.iter().all(|question| question.id != old.id)) {
        lines.push(format!("{place}「{}」を聞かなくなります（{}）。記入途中の人の答えは引き継がれません", old.label, old.id));
    }
    let order = |all: &[Question], other: &[Question]| -> Vec<String> {
        all.iter().filter(|q| other.iter().any(|o| o.id == q.id)).map(|q| q.id.clone()).collect()
    };
    if order(before, after) != order(after, before) {
        lines.push(format!("{place}質問の順番が変わります"));
    }
}

fn changes(old: &Question, new: &Question, place: &str, lines: &mut Vec<String>) {
    let name = format!("{place}「{}」（{}）", new.label, new.id);
    if old.label != new.label {
        lines.push(format!("{name}：言葉が変わります（前は「{}」）", old.label));
    }
    if old.slot() != new.slot() {
        lines.push(format!("{name}：帳票の欄の名前が「{}」から「{}」に変わります", old.slot(), new.slot()));
    }
    if old.help != new.help {
        lines.push(format!("{name}：説明が変わります"));
    }
    if old.optional != new.optional {
        lines.push(format!("{name}：{}", if new.optional { "書かなくてもよくなります" } else { "必ず書くことになります" }));
    }
    if old.when != new.when {
        lines.push(format!("{name}：聞く条件が変わります"));
    }
    match (&old.kind, &new.kind) {
        (
            Kind::Group { questions: before, min: old_min, max: old_max, noun: old_noun },
            Kind::Group { questions: after, min, max, noun },
        ) => {
            if old_noun != noun {
                lines.push(format!("{name}：「{old_noun}」を「{noun}」と呼ぶことになります"));
            }
            if (old_min, old_max) != (min, max) {
                lines.push(format!("{name}：書ける数が{old_min}〜{old_max}から{min}〜{max}に変わります"));
            }
            questions(before, after, &format!("「{}」の中の", new.label), lines);
        }
        (Kind::Total { .. }, Kind::Total { .. }) if old.kind != new.kind => lines.push(format!("{name}：計算のしかたが変わります")),
        (before, after) if before != after => lines.push(format!("{name}：答え方が変わります。記入途中の人は、書き直すことがあります")),
        _ => {}
    }
}
