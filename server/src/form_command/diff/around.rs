//! What two files of a form differ in around the questions: the words, what is to be brought, what the counter does, what goes on to other
//! forms.

use domain::form::{AtCounter, Beginning, Charge, Evidence, Form};

/// Adds a line for each difference around the questions.
pub(super) fn differences(before: &Form, after: &Form, lines: &mut Vec<String>) {
    words(before, after, lines);
    evidence(&before.bring, &after.bring, lines);
    begins(&before.begins, &after.begins, lines);
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
        ("窓口で計算する手数料", charge(before), charge(after)),
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

/// What the counter works out.
fn charge(form: &Form) -> String {
    match &form.facts.charge {
        None => "計算せず、いただいた額を職員が入力します".into(),
        Some(Charge::Fixed(0)) => "無料".into(),
        Some(Charge::Fixed(yen)) => format!("いつも{yen}円"),
        Some(Charge::Total { total, copies: None }) => format!("「{total}」の合計"),
        Some(Charge::Total { total, copies: Some(copies) }) => format!("「{total}」の合計（通数は「{copies}」）"),
    }
}

/// What is said of something to bring that both files name.
fn evidence(before: &[Evidence], after: &[Evidence], lines: &mut Vec<String>) {
    for new in after {
        let Some(old) = before.iter().find(|old| old.text == new.text) else { continue };
        let name = format!("必要書類「{}」", new.text);
        match (&old.when, &new.when) {
            (old, new) if old == new => {}
            (None, _) => lines.push(format!("{name}：だれにでも要るものから、答えによって要るものに変わります")),
            (_, None) => lines.push(format!("{name}：答えによって要るものから、だれにでも要るものに変わります")),
            _ => lines.push(format!("{name}：どの答えのときに要るかが変わります")),
        }
        match (&old.form, &new.form) {
            (old, new) if old == new => {}
            (Some(old), None) => lines.push(format!("{name}：この画面から「{old}」を作りに進めなくなります")),
            (_, Some(new)) => lines.push(format!("{name}：この画面から「{new}」を作りに進めるようになります")),
            (None, None) => {}
        }
        if old.at_counter != new.at_counter {
            lines.push(format!("{name}：窓口では、{}から、{}に変わります", at_counter(old.at_counter), at_counter(new.at_counter)));
        }
    }
}

/// What staff do about something to bring, as an officer says it.
fn at_counter(at_counter: AtCounter) -> &'static str {
    match at_counter {
        AtCounter::Tick => "職員が印を付けるもの（なくても、理由を書けば進める）",
        AtCounter::Required => "ないと受理できないもの（required）",
        AtCounter::Identity => "本人確認の欄で確かめるもの（identity）",
        AtCounter::PhotoIdentity => "顔写真のある本人確認書類として確かめるもの（photo-identity）",
        AtCounter::Nothing => "確かめないもの（nothing）",
    }
}

/// What other forms begin with.
fn begins(before: &[Beginning], after: &[Beginning], lines: &mut Vec<String>) {
    for new in after {
        match before.iter().find(|old| old.form == new.form) {
            None => lines.push(format!("ここから「{}」を作ると、書いたことが初めから入るようになります", new.form)),
            Some(old) if old != new => lines.push(format!("ここから「{}」を作るときに、初めから入るものが変わります", new.form)),
            Some(_) => {}
        }
    }
    for old in before.iter().filter(|old| after.iter().all(|new| new.form != old.form)) {
        lines.push(format!("ここから「{}」を作っても、書いたことは入らなくなります。初めから書くことになります", old.form));
    }
}
