//! What a profile asks, as a form.

use chrono::NaiveDate;

use super::{MOST_PEOPLE, PEOPLE, Profile};
use crate::form::{Choice, DateRule, Entries, Facts, Form, Kind, Question, Signature, Source, SourceKind, When};
use crate::open_days::OpenDays;

/// Where a person of the household is the one that their 続柄 is counted from.
pub(super) const HEAD: &str = "head";
/// Where the household lived before.
pub const FORMER_ADDRESS: &str = "former-address";
/// The 続柄 that has its own words.
pub(super) const OTHER: &str = "other";

/// The 続柄 that may be chosen, with their words.
const RELATIONSHIPS: [(&str, &str); 7] =
    [(HEAD, "世帯主"), ("wife", "妻"), ("husband", "夫"), ("child", "子"), ("father", "父"), ("mother", "母"), (OTHER, "その他")];

impl Profile {
    /// The questions of a profile as a form: it is drawn and judged like any other, and handed in nowhere.
    pub fn form() -> Form {
        Form {
            id: "profile".into(),
            number: 0,
            edition: 1,
            title: "プロフィール".into(),
            summary: "家族のことを一度書いておくと、どの申請書にも使えます。".into(),
            channels: vec![],
            not_online: None,
            fee: None,
            deadline: None,
            bring: vec![],
            signature: Signature::Typed,
            facts: Facts::default(),
            minutes: 5,
            valid_days: 0,
            queue: None,
            source: Source { kind: SourceKind::Facts, text: "各申請書に共通する項目".into(), confirmed: true },
            questions: questions(),
            rules: vec![],
            begins: Vec::new(),
            begins_today: Vec::new(),
            sample: Entries::default(),
            open_days: OpenDays::default(),
        }
    }

    /// Whether everything written in it is right, by the check that judges every form.
    pub fn is_right(&self, today: NaiveDate) -> bool {
        Profile::form().check(&self.0, today).is_ok()
    }
}

fn questions() -> Vec<Question> {
    let people = Kind::Group { noun: "家族の人".into(), min: 0, max: MOST_PEOPLE, questions: of_a_person() };
    vec![
        ask(PEOPLE, "家族の人", people),
        ask("address", "住所", Kind::Address),
        helped(
            FORMER_ADDRESS,
            "前の住所",
            "引っ越す前に住んでいた住所です。引っ越しの届や、1月1日の住所を聞く書類に入れられます。",
            Kind::Address,
        ),
        ask("phone", "昼間に連絡できる電話番号", Kind::Phone),
        ask("mail", "メールアドレス", Kind::Mail),
        helped(
            "domicile",
            "本籍",
            "日本国籍の人がいるときに書きます。戸籍にあるとおりに、都道府県から地番（番地）まで書きます。住所とは番号が違うことがあります。",
            Kind::Text { max: 80, lines: false },
        ),
        helped("domicile-head", "本籍の筆頭者の氏名", "戸籍のいちばん初めにのっている人です。", Kind::Text { max: 40, lines: false }),
        ask("account", "振込先の口座", Kind::Account),
    ]
}

fn of_a_person() -> Vec<Question> {
    let options = |all: &[(&str, &str)]| Kind::Choice { options: all.iter().copied().map(option).collect() };
    vec![
        ask("name", "氏名", Kind::Person),
        ask("born", "生年月日", Kind::Date(DateRule::Past)),
        ask("sex", "性別", options(&[("male", "男"), ("female", "女")])),
        ask("relationship", "世帯主から見た続柄", options(&RELATIONSHIPS)),
        Question {
            when: Some(When::is("relationship", &[OTHER])),
            ..helped(
                "relationship-other",
                "世帯主から見た続柄（その他のとき）",
                "「子の子」「姉」のように書きます。",
                Kind::Text { max: 20, lines: false },
            )
        },
    ]
}

fn option((id, label): (&str, &str)) -> Choice {
    Choice { id: id.into(), label: label.into(), help: None }
}

/// Nothing in a profile must be answered.
fn ask(id: &str, label: &str, kind: Kind) -> Question {
    Question { id: id.into(), label: label.into(), slot_label: None, help: None, optional: true, when: None, kind }
}

fn helped(id: &str, label: &str, help: &str, kind: Kind) -> Question {
    Question { help: Some(help.into()), ..ask(id, label, kind) }
}
