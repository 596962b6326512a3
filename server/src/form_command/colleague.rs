//! What a careful colleague would say about a form that is right: nothing that keeps it from being used, all that would annoy somebody.

use domain::form::sheet::{Heading, Role, Slot};
use domain::form::{Answers, Form, Kind, Question, Rule, SourceKind, When};
use domain::moment::Moment;

use crate::city::reach::{can_hold, is_always_asked};

/// The smallest type on a sheet that is still read without effort, in points.
const READABLE: f32 = 7.0;

/// As many pages of a sheet as one takes to the counter without a clip.
const PAGES: usize = 2;

/// The remarks on a form whose example is understood as these answers.
pub(super) fn remarks(form: &Form, sample: &Answers, now: Moment) -> Vec<String> {
    let mut remarks = Vec::new();
    missing_words(form, &mut remarks);
    questions(form, None, &form.questions, &mut remarks);
    never_needed(form, &mut remarks);
    let missed = unvisited(form, now);
    if !missed.is_empty() {
        let (n, missed) = (missed.len(), missed.join("、"));
        remarks.push(format!("記入例で聞かれない質問が{n}個あります（{missed}）。なるべく多くの質問を通る記入例にしてください。"));
    }
    small_type(form, sample, now, &mut remarks);
    if form.source.kind == SourceKind::LayoutAssumed {
        remarks.push("質問の出典が一般的な様式（layout-assumed）だけです。市の様式と照らし合わせてください。".into());
    }
    remarks
}

/// What people ask before they begin.
fn missing_words(form: &Form, remarks: &mut Vec<String>) {
    let missing = [
        (form.facts.who.is_none(), "申請できる人（who）が書かれていません。だれが申請できるかを、1文か2文で書いてください。"),
        (form.fee.is_none(), "手数料（fee）が書かれていません。かからないなら「無料」と書いてください。"),
        (form.deadline.is_none(), "期限（deadline）が書かれていません。ないなら「期限はありません」と書いてください。"),
        (form.bring.is_empty(), "必要書類（bring）が書かれていません。要らないなら「持ち物はありません」と書いてください。"),
        (form.queue.is_none(), "並ぶところ（queue）が書かれていません。"),
    ];
    remarks.extend(missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, words)| words.to_owned()));
}

/// Questions that look alike, that offer no choice, or whose condition says nothing.
fn questions(form: &Form, group: Option<&Question>, questions: &[Question], remarks: &mut Vec<String>) {
    for (nth, question) in questions.iter().enumerate() {
        let (id, label) = (&question.id, &question.label);
        if questions[..nth].iter().any(|other| other.label == *label) {
            remarks.push(format!("「{label}」という質問が二つあります。どちらのことか分かる言葉にしてください（{id}）。"));
        }
        if let Kind::Choice { options } = &question.kind
            && options.len() == 1
        {
            remarks.push(format!("「{label}」の選択肢が一つしかありません（{id}）。"));
        }
        if let Kind::Choice { options } | Kind::Several { options } = &question.kind {
            let twin = options.iter().enumerate().find(|(nth, option)| options[..*nth].iter().any(|other| other.label == option.label));
            if let Some((_, twin)) = twin {
                remarks.push(format!("「{label}」に「{}」という選択肢が二つあります（{id}）。", twin.label));
            }
        }
        if is_always_asked(form, group, question) {
            remarks.push(format!("「{label}」の条件は、どれを選んでも成り立ちます（{id}）。「when」を消すか、答えを減らしてください。"));
        }
        if let Kind::Group { questions: inner, .. } = &question.kind {
            self::questions(form, Some(question), inner, remarks);
        }
    }
}

/// What nobody ever has to bring, and rules that never count.
fn never_needed(form: &Form, remarks: &mut Vec<String>) {
    let never = |when: &When| !can_hold(form, when);
    for thing in form.bring.iter().filter(|thing| thing.when.as_ref().is_some_and(never)) {
        remarks.push(format!("「bring」の「{}」は、どのように答えても要りません。「when」を直してください。", thing.text));
    }
    for rule in &form.rules {
        if let Rule::Needs { when, at, text, .. } = rule
            && !at.contains('.')
            && never(when)
        {
            remarks.push(format!("「rule」の「{text}」は、どのように答えても出ません。「when」を直してください。"));
        }
    }
}

/// The labels of the questions that the example passes by, those of groups with the group's label before them.
fn unvisited(form: &Form, now: Moment) -> Vec<String> {
    let journey = form.journey(&form.sample, now.date());
    let seen = |question: &Question, inner: Option<&Question>| {
        journey.iter().filter(|step| step.question == question.id).any(|step| match inner {
            None => true,
            Some(inner) => form.asked_on(step, &form.sample, now.date()).iter().any(|asked| asked.id == inner.id),
        })
    };
    let mut missed = Vec::new();
    for question in form.questions.iter().filter(|question| question.kind.is_asked()) {
        match &question.kind {
            _ if !seen(question, None) => missed.push(question.label.clone()),
            Kind::Group { questions, .. } => {
                let inner = questions.iter().filter(|inner| !seen(question, Some(inner)));
                missed.extend(inner.map(|inner| format!("{}：{}", question.label, inner.label)));
            }
            _ => {}
        }
    }
    missed
}

/// Names of slots, and answers of the example, that the sheet must set very small; and a sheet of many pages.
fn small_type(form: &Form, sample: &Answers, now: Moment, remarks: &mut Vec<String>) {
    let heading =
        Heading { addressee: "市長".into(), created: now, reference: None, office: domain::form::sheet::OfficeMarks::default() };
    let pages = form.sheet(sample, &heading).pages;
    if pages.len() > PAGES {
        remarks.push(format!("記入例の帳票が{}枚になります。質問を減らすか、長い文の「max」を小さくしてください。", pages.len()));
    }
    let mut told: Vec<String> = Vec::new();
    for slot in pages.into_iter().flatten().filter(|slot| slot.size < READABLE) {
        if told.contains(&slot.text) {
            continue;
        }
        let Slot { text, label, size, .. } = &slot;
        match slot.role {
            Role::Label => remarks.push(format!(
                "帳票の欄の名前「{text}」は、{size}ポイントの小さい字になります。「slot_label」に短い名前を書いてください。"
            )),
            Role::Answer => remarks.push(format!(
                "記入例の「{label}」は、帳票では{size}ポイントの小さい字になります。書ける文字数（max）か、並べる欄を減らしてください。"
            )),
            _ => continue,
        }
        told.push(slot.text);
    }
}
