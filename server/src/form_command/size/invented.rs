//! Invented people and things, no two of them alike: a code says nearly for nothing what it has said before.

use chrono::{Days, Months, NaiveDate};
use domain::form::{DateRule, Form, Kind, Part, Question, Rule};

/// Names that nobody of the examples bears, with their kana.
const FAMILIES: [(&str, &str); 11] = [
    ("長谷川", "ハセガワ"),
    ("五十嵐", "イガラシ"),
    ("渡邉", "ワタナベ"),
    ("勅使河原", "テシガワラ"),
    ("小笠原", "オガサワラ"),
    ("齋藤", "サイトウ"),
    ("久保田", "クボタ"),
    ("宇都宮", "ウツノミヤ"),
    ("早乙女", "サオトメ"),
    ("比嘉", "ヒガ"),
    ("御手洗", "ミタライ"),
];
const GIVEN: [(&str, &str); 13] = [
    ("慎太郎", "シンタロウ"),
    ("美咲", "ミサキ"),
    ("龍之介", "リュウノスケ"),
    ("日向子", "ヒナコ"),
    ("健一郎", "ケンイチロウ"),
    ("千鶴子", "チヅコ"),
    ("翔", "ショウ"),
    ("紗也加", "サヤカ"),
    ("宗一", "ソウイチ"),
    ("恵美", "エミ"),
    ("光輝", "コウキ"),
    ("奈津実", "ナツミ"),
    ("誠", "マコト"),
];
/// Places, none of which there is.
const CITIES: [&str; 5] =
    ["もみじ県もみじ川市", "つばき県岬ヶ丘市", "けやき県大里郡けやき町", "すみれ県すみれ台市青葉区", "かえで県北かえで市"];
const TOWNS: [&str; 7] = ["緑が丘五丁目", "大字上沼田", "本町三丁目", "字南ノ割", "港北二丁目", "栄通", "若葉台東一丁目"];
const BUILDINGS: [&str; 5] = ["コーポ若葉203号室", "けやきハイツ1012", "グランドメゾン緑が丘B棟508", "第三白鳥荘2号", "佐藤様方"];
/// What a text is cut from.
const WORDS: &str = "朝の市場で買った林檎と新しい自転車の鍵は北側の窓口に届いている雨の日には傘立ての横で待ち夕方五時に橋を渡って帰る";

/// So many days ago something happened that other things come after.
const LONG_AGO: u64 = 20_000;

/// So many days lie between the dates of two people of a group: they stay of about the same age.
const APART: u64 = 17;

/// What an invented answer depends on (書くところ).
pub(super) struct Place<'a> {
    /// The question as rules name it: `born`, or `members.born`.
    pub name: &'a str,
    /// Which item of a group it is for, from 0; 0 outside of groups.
    pub item: u8,
    /// Which of all invented people and things it is.
    pub nth: usize,
    /// The text that the example has there.
    pub text: &'a str,
    /// The day that the example has there.
    pub day: Option<NaiveDate>,
    /// How old whoever was born on the date must be.
    pub age: Option<u32>,
}

/// Something invented for a question: the ends of its controls' names, each with a text; nothing where there is something to choose.
pub(super) fn answer(form: &Form, question: &Question, place: &Place, today: NaiveDate) -> Vec<(String, String)> {
    let nth = place.nth;
    let one = |text: String| vec![(String::new(), text)];
    let parts = |parts: &[Part], texts: &[&str]| -> Vec<(String, String)> {
        parts.iter().zip(texts).map(|(part, text)| (format!(".{}", part.id()), (*text).to_owned())).collect()
    };
    let ((family, family_kana), (given, given_kana)) = (FAMILIES[nth % FAMILIES.len()], GIVEN[nth % GIVEN.len()]);
    match &question.kind {
        Kind::Person => parts(&Part::PERSON, &[family, given, family_kana, given_kana]),
        Kind::Address => {
            let block = format!("{}番{}号", nth * 7 % 97 + 1, nth * 13 % 61 + 1);
            let (city, town, building) = (CITIES[nth % CITIES.len()], TOWNS[nth % TOWNS.len()], BUILDINGS[nth % BUILDINGS.len()]);
            parts(&Part::ADDRESS, &[&digits(nth, 7), city, town, &block, building])
        }
        Kind::Account => {
            let (bank, holder) = (format!("{family}信用金庫"), format!("{family_kana}　{given_kana}"));
            parts(&Part::ACCOUNT, &[&bank, "本店営業部", "savings", &digits(nth, 7), &holder])
        }
        Kind::Phone => one(format!("0{}0{}", 7 + nth % 3, digits(nth, 8))),
        Kind::Mail => one(format!("{}.{}@example.jp", latin(nth, 5), latin(nth + 3, 7))),
        Kind::Digits { length, .. } => one(digits(nth, usize::from(*length))),
        Kind::Text { max, .. } => one(text(nth, place.text.chars().count().max(10).min(usize::from(*max)))),
        Kind::Date(rule) | Kind::PartialDate(rule) => one(day(form, place, *rule, today).to_string()),
        Kind::Count { min, max, .. } | Kind::Amount { min, max } => one((*min).max(1).min(*max).to_string()),
        Kind::Choice { .. } | Kind::Several { .. } | Kind::YesNo | Kind::Total { .. } | Kind::Group { .. } => Vec::new(),
    }
}

/// A day that breaks no rule of the form: about that of the example, and long ago for what something else comes after.
fn day(form: &Form, place: &Place, rule: DateRule, today: NaiveDate) -> NaiveDate {
    let apart = Days::new(u64::from(place.item) * APART);
    let comes_first = || form.rules.iter().any(|rule| matches!(rule, Rule::Order { first, .. } if first == place.name));
    if let Some(age) = place.age {
        return today - Months::new(12 * age) - apart;
    }
    match (rule, place.day) {
        (DateRule::Past | DateRule::Any, Some(day)) => day - apart,
        (DateRule::Past | DateRule::Any, None) if comes_first() => today - Days::new(LONG_AGO) - apart,
        (DateRule::Past | DateRule::Any, None) => today - apart,
        (DateRule::Future, day) => day.unwrap_or(today + Days::new(7)) + apart,
        (DateRule::Ahead { .. }, Some(day)) => day,
        (DateRule::Ahead { .. }, None) => {
            let soon = today + Days::new(28);
            form.open_days.next_open(soon).unwrap_or(soon)
        }
    }
}

/// So many digits without a pattern.
fn digits(nth: usize, length: usize) -> String {
    let digit = |place: usize| char::from(b'0' + ((nth * 31 + place * 17 + nth * place * 7 + place * place * 3) % 10) as u8);
    (0..length).map(digit).collect()
}

/// So many letters.
fn latin(nth: usize, length: usize) -> String {
    (0..length).map(|place| char::from(b'a' + ((nth * 11 + place * 7 + place * place) % 26) as u8)).collect()
}

/// So many characters of a sentence, begun at another place for each.
fn text(nth: usize, length: usize) -> String {
    WORDS.chars().cycle().skip(nth * 11 % WORDS.chars().count()).take(length).collect()
}
