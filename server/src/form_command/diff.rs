//! `form diff`: what changes for people when one file of a form takes the place of another.

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
    words(before, after, &mut lines);
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

/// The words around the questions.
fn words(before: &Form, after: &Form, lines: &mut Vec<String>) {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "（なし）".into());
    let pairs = [
        ("版", before.edition.to_string(), after.edition.to_string()),
        ("名前", before.title.clone(), after.title.clone()),
        ("説明", before.summary.clone(), after.summary.clone()),
        ("申請できる人", or_none(&before.facts.who), or_none(&after.facts.who)),
        ("手数料", or_none(&before.fee), or_none(&after.fee)),
        ("期限", deadline(before), deadline(after)),
        ("必要書類", bring(before), bring(after)),
        ("オンラインで送れない理由", or_none(&before.not_online), or_none(&after.not_online)),
        ("書く時間", format!("{}分", before.minutes), format!("{}分", after.minutes)),
        ("窓口でかかる時間", counter_minutes(before), counter_minutes(after)),
        ("使い始める日", effective(before), effective(after)),
        ("今日の日付から始まる質問", before.begins_today.join("、"), after.begins_today.join("、")),
        ("コードの有効日数", before.valid_days.to_string(), after.valid_days.to_string()),
        ("並ぶところ", or_none(&before.queue), or_none(&after.queue)),
        ("出典", before.source.text.clone(), after.source.text.clone()),
    ];
    for (name, from, to) in pairs.into_iter().filter(|(_, from, to)| from != to) {
        lines.push(format!("{name}：{from} → {to}"));
    }
    if before.signature != after.signature {
        lines.push("署名のしかたが変わります".into());
    }
    if (&before.facts.ways, &before.facts.identity_papers) != (&after.facts.ways, &after.facts.identity_papers) {
        lines.push("提出のしかたか、本人確認書類の案内が変わります".into());
    }
    if before.source.confirmed != after.source.confirmed {
        lines.push(
            if after.source.confirmed {
                "市が確認した様式になりました"
            } else {
                "市が確認していない様式になりました"
            }
            .into(),
        );
    }
}

fn counter_minutes(form: &Form) -> String {
    form.facts.counter_minutes.map_or("（なし）".into(), |minutes| format!("{minutes}分"))
}

fn effective(form: &Form) -> String {
    form.facts.effective.map_or("（なし）".into(), |day| day.to_string())
}

fn deadline(form: &Form) -> String {
    form.deadline.as_ref().map_or("（なし）".into(), |deadline| match &deadline.limit {
        None => deadline.text.clone(),
        Some(limit) => format!("{}（{}から{}日）", deadline.text, limit.after, limit.days),
    })
}

fn bring(form: &Form) -> String {
    let texts: Vec<&str> = form.bring.iter().map(|evidence| evidence.text.as_str()).collect();
    texts.join("／")
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
        (Kind::Group { questions: before, min: old_min, max: old_max, .. }, Kind::Group { questions: after, min, max, .. }) => {
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
