//! What stands in the slots of a blank form, for those who fill it in by hand: boxes to tick, and room between the units.

use crate::form::show::grouped;
use crate::form::{AccountType, Choice, Kind, Question};

/// The marks for a pen. A question that is only asked at times says so.
pub(super) fn marks(question: &Question) -> String {
    let marks = match &question.kind {
        Kind::Person => "（フリガナ　　　　　　　　　　　　　）".into(),
        Kind::Address => "〒　　　－　　　　".into(),
        Kind::Phone => "（　　　　）　　　－".into(),
        Kind::Mail => "　　　　　　　　　＠".into(),
        Kind::Account => {
            let types = boxes(AccountType::ALL.map(AccountType::label).into_iter());
            format!("金融機関　　　　　　　支店　　　　　　{types}　番号　　　　　　　名義（カナ）")
        }
        Kind::Date(_) | Kind::PartialDate(_) => "　　　　年　　月　　日".into(),
        Kind::Choice { options } | Kind::Several { options } => boxes(options.iter().map(|Choice { label, .. }| label.as_str())),
        Kind::YesNo => boxes(["はい", "いいえ"].into_iter()),
        Kind::Count { unit, .. } => format!("　　　{unit}"),
        Kind::Amount { .. } => "　　　　　　円".into(),
        Kind::Total { unit, max: u32::MAX, .. } => format!("　　　　　{unit}"),
        Kind::Total { unit, max, .. } => format!("　　　　　{unit}（{}{unit}まで）", grouped(*max)),
        Kind::Digits { length, .. } => "□".repeat(usize::from(*length)),
        Kind::Text { .. } | Kind::Group { .. } => String::new(),
    };
    if question.optional || question.when.is_some() {
        format!("{marks}　（当てはまるときだけ）").trim().to_owned()
    } else {
        marks
    }
}

fn boxes<'l>(labels: impl Iterator<Item = &'l str>) -> String {
    labels.map(|label| format!("□{label}")).collect::<Vec<_>>().join("　")
}
