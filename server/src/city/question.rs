//! A question in a form's file, and what it says about the questions before it.

use domain::form::check::length;
use domain::form::{DateRule, Kind, Question};

use super::section::Section;
use super::{condition, kind};

/// The most characters of a label on the screen: three lines on a narrow phone.
const LABEL: u32 = 60;

/// The most characters of a label on the sheet: two lines in the column of labels.
const SLOT_LABEL: u32 = 20;

/// A question (既出の質問) that was come across, even if it could not be understood: later conditions may name it.
#[derive(Clone)]
pub(super) struct Seen {
    pub(super) id: String,
    /// The question, if it was understood.
    pub(super) question: Option<Question>,
    /// Whether it is a date that is today's until somebody changes it.
    pub(super) begins_today: bool,
}

impl Seen {
    /// A question of a group that was understood as a whole.
    pub(super) fn understood(question: &Question) -> Seen {
        Seen { id: question.id.clone(), question: Some(question.clone()), begins_today: false }
    }
}

/// The question of an id such as `copies`, or `items.number` for one inside a group; `None` if there is none or it was not understood.
pub(super) fn find<'s>(seen: &'s [Seen], id: &str) -> Option<&'s Question> {
    let top = |id: &str| seen.iter().filter_map(|seen| seen.question.as_ref()).find(|question| question.id == id);
    let Some((group, inner)) = id.split_once('.') else { return top(id) };
    match &top(group)?.kind {
        Kind::Group { questions, .. } => questions.iter().find(|question| question.id == inner),
        _ => None,
    }
}

/// Reads questions in their order. `outside` are those before the group whose questions these are.
pub(super) fn read_all(sections: &[Section], outside: &[Seen]) -> Vec<Seen> {
    let mut all: Vec<Seen> = Vec::new();
    for section in sections {
        let id = section.text("id").filter(|id| accepts_id(section, id));
        if let Some(twice) = id.as_ref().filter(|id| all.iter().any(|seen| seen.id == **id)) {
            section.object("id", format!("「{twice}」という質問がもうあります。別のidを付けてください。"));
        }
        let begins_today = section.has("default");
        let question = read(section, id.as_deref(), outside, &all);
        all.push(Seen { id: id.unwrap_or_default(), question, begins_today });
    }
    all
}

fn read(section: &Section, id: Option<&str>, outside: &[Seen], before: &[Seen]) -> Option<Question> {
    let label = section.text("label");
    let slot_label = section.text_if("slot_label");
    judge_labels(section, label.as_deref(), slot_label.as_deref());
    let help = section.text_if("help");
    let when = section.section("when").map(|when| condition::read(&when, outside, before));
    let kind = kind::read(section, outside, before);
    // The items of a group say by themselves whether there are any.
    let optional = !matches!(kind, Some(Kind::Group { .. })) && section.flag("optional");
    judge_default(section, kind.as_ref());
    section.finish();
    if let (Some(kind), Some(label)) = (&kind, &label) {
        judge_secrets(section, kind, [Some(label), slot_label.as_ref()]);
    }
    let when = match when {
        Some(when) => Some(when?),
        None => None,
    };
    Some(Question { id: id?.to_owned(), label: label?, slot_label, help, optional, when, kind: kind? })
}

/// A date may begin as today's, where today would do.
fn judge_default(section: &Section, kind: Option<&Kind>) {
    let Some(default) = section.text_if("default") else { return };
    let reason = match kind {
        _ if default != "today" => {
            format!(
                "「{default}」という初めの答えは書けません。書けるのは \"today\"（今日の日付）だけです。プロフィールにあるものは、書かなくても入れられます。"
            )
        }
        Some(Kind::Date(DateRule::Ahead { .. })) => {
            "「business_days」や「open」のある日付は、今日では間に合わないことがあります。「default」を消してください。".into()
        }
        Some(Kind::Date(_)) | None => return,
        Some(_) => "「default = \"today\"」は、日付を聞く質問（date）だけに書けます。".into(),
    };
    section.object("default", reason);
}

fn judge_labels(section: &Section, label: Option<&str>, slot_label: Option<&str>) {
    let Some(label) = label else { return };
    if length(label) > LABEL {
        let reason = format!("質問が長すぎます（{}文字）。{LABEL}文字までにして、詳しい説明は「help」に書いてください。", length(label));
        section.object("label", reason);
    }
    match slot_label {
        Some(slot) if length(slot) > SLOT_LABEL => {
            section
                .object("slot_label", format!("帳票の欄の名前が長すぎます（{}文字）。{SLOT_LABEL}文字までにしてください。", length(slot)));
        }
        None if length(label) > SLOT_LABEL => {
            section.object("label", format!("{SLOT_LABEL}文字を超える質問には、帳票の欄に書く短い名前を「slot_label」に書いてください。"));
        }
        _ => {}
    }
}

/// Numbers that nobody may type here, and why.
const SECRETS: [(&str, &str); 4] = [
    ("個人番号", "法律で扱いが限られている"),
    ("マイナンバー", "法律で扱いが限られている"),
    ("住民票コード", "コードに入れて持ち運ばせない"),
    ("暗証番号", "窓口で本人だけが入力する"),
];

fn judge_secrets(section: &Section, kind: &Kind, labels: [Option<&String>; 2]) {
    let of = match kind {
        Kind::Digits { of, .. } => Some(of),
        Kind::Text { .. } | Kind::Count { .. } => None,
        _ => return,
    };
    let asked = labels.into_iter().chain([of]).flatten();
    let named = asked.flat_map(|text| SECRETS.iter().find(|(secret, _)| text.contains(secret))).next();
    if let Some((secret, why)) = named {
        let reason = format!("{secret}を書かせる質問は置けません（{why}番号です）。この質問を消して、窓口で確かめてください。");
        section.object("label", reason);
    }
}

/// Whether an id can be part of a control's name; notes it if not.
pub(super) fn accepts_id(section: &Section, id: &str) -> bool {
    if !is_id(id) {
        section.object("id", format!("「{id}」はidにできません。「first-day」のように、英小文字の単語を「-」でつないでください。"));
    }
    is_id(id)
}

/// Lower-case words and numbers joined by `-`, beginning with a letter, at most 40 characters.
pub(crate) fn is_id(id: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= 40 && id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('-').all(word)
}
