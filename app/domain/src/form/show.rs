//! How an answer is shown: on the sheet and in exports, and a little richer on screens.

use super::answer::{Account, Address, Person};
use super::{Answer, Choice, Kind, Question};
use crate::era;

impl Answer {
    /// The answer as it stands on the printed sheet. It never loses a character of what was written.
    pub fn show(&self, question: &Question) -> String {
        match self {
            Answer::Person(person) => person.show(),
            Answer::Address(address) => address.show(),
            Answer::Phone(digits) => phone(digits),
            Answer::Date(date) => era::show(*date),
            Answer::PartialDate(date) => date.show(),
            Answer::Account(account) => account.show(),
            Answer::Choice(id) => label(question, id),
            Answer::Several(ids) => ids.iter().map(|id| label(question, id)).collect::<Vec<_>>().join("、"),
            Answer::YesNo(yes) => if *yes { "はい" } else { "いいえ" }.into(),
            Answer::Count(number) => format!("{number}{}", unit(question)),
            Answer::Amount(number) => format!("{}円", grouped(*number)),
            Answer::Total(number) => format!("{}{}", grouped(*number), unit(question)),
            Answer::Mail(text) | Answer::Digits(text) | Answer::Text(text) => text.clone(),
            Answer::Group(items) => match &question.kind {
                Kind::Group { noun, .. } => format!("{}{}", items.len(), counter(noun)),
                _ => items.len().to_string(),
            },
        }
    }

    /// The answer as a screen shows it: a date by both calendars, all else as on the sheet.
    pub fn show_on_screen(&self, question: &Question) -> String {
        match self {
            Answer::Date(date) => format!("{}（{}）", era::show(*date), era::show_western(*date)),
            Answer::PartialDate(date) => format!("{}（{}）", date.show(), date.show_western()),
            _ => self.show(question),
        }
    }
}

impl Person {
    /// 氏 and 名 with a full-width blank between, and the kana in brackets; then whether a character is to be put right.
    pub fn show(&self) -> String {
        let mark = if self.rare_glyph { "※字形を窓口で確認" } else { "" };
        format!("{}（{}）{mark}", self.name(), self.kana())
    }

    /// 氏 and 名 with a full-width blank between.
    pub fn name(&self) -> String {
        join(&self.family, &self.given)
    }

    /// The kana of 氏 and 名 with a full-width blank between.
    pub fn kana(&self) -> String {
        join(&self.family_kana, &self.given_kana)
    }
}

impl Address {
    /// `〒123-4567 さくら県さくら野市桜町一丁目2番3号　メゾン桜101`.
    pub fn show(&self) -> String {
        let (area, local) = self.postcode.split_at_checked(3).unwrap_or((&self.postcode, ""));
        join(&format!("〒{area}-{local} {}{}{}", self.city, self.town, self.block), &self.building)
    }
}

impl Account {
    /// `さくら銀行　本店　普通　0012345　名義　サクラ　ハナコ`; a code is called one.
    pub fn show(&self) -> String {
        let is_code = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let bank = if is_code(&self.bank) { format!("金融機関コード{}", self.bank) } else { self.bank.clone() };
        let branch = if is_code(&self.branch) { format!("店番{}", self.branch) } else { self.branch.clone() };
        format!("{bank}　{branch}　{}　{}　名義　{}", self.account_type.label(), self.number, self.holder)
    }
}

/// A number with a comma before every three digits from its end: `1,234,567`.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A telephone number in its groups where they are certain: mobile, internet and free numbers, and the area codes
/// that share their first digits with no longer one. Elsewhere it stays in one piece rather than be cut wrongly.
pub fn phone(digits: &str) -> String {
    let begins = |starts: &[&str]| starts.iter().any(|start| digits.starts_with(start));
    let (first, second) = match digits.len() {
        11 if begins(&["0800"]) => (4, 3),
        11 if begins(&["020", "050", "060", "070", "080", "090"]) => (3, 4),
        10 if begins(&["0120", "0570"]) => (4, 3),
        10 if begins(&["03", "06"]) => (2, 4),
        10 if begins(&["011", "044", "045", "052", "075", "078"]) => (3, 3),
        _ => return digits.to_owned(),
    };
    format!("{}-{}-{}", &digits[..first], &digits[first..first + second], &digits[first + second..])
}

/// How a noun ends that is one for people: 異動する人, 対象者, 子ども, 家族, 世帯主.
const PEOPLE: [&str; 14] = ["人", "ひと", "者", "方", "員", "子", "児", "子ども", "こども", "子供", "家族", "親族", "主", "親"];

/// What is counted in: 人 for people, つ for all else, judged by how the noun ends.
pub fn counter(noun: &str) -> &'static str {
    if PEOPLE.iter().any(|end| noun.ends_with(end)) { "人" } else { "つ" }
}

fn join(first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { format!("{first}　{second}") }
}

/// What stands beside an option; its id, should the question not have it.
fn label(question: &Question, id: &str) -> String {
    let options: &[Choice] = match &question.kind {
        Kind::Choice { options } | Kind::Several { options } => options,
        _ => &[],
    };
    options.iter().find(|option| option.id == id).map_or(id, |option| &option.label).to_owned()
}

fn unit(question: &Question) -> &str {
    match &question.kind {
        Kind::Count { unit, .. } | Kind::Total { unit, .. } => unit,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::DateRule;
    use chrono::NaiveDate;

    fn question(kind: Kind) -> Question {
        Question { id: "q".into(), label: "質問".into(), slot_label: None, help: None, optional: false, when: None, kind }
    }

    #[test]
    fn a_telephone_number_is_grouped_only_where_its_groups_are_certain() {
        let shown = |digits: &str, expected: &str| assert_eq!(phone(digits), expected);
        shown("0312345678", "03-1234-5678");
        shown("09012345678", "090-1234-5678");
        shown("0120123456", "0120-123-456");
        shown("08001234567", "0800-123-4567");
        shown("0451234567", "045-123-4567");
        shown("0267123456", "0267123456");
        shown("0980123456", "0980123456");
    }

    #[test]
    fn a_date_is_japanese_on_paper_and_both_on_screens() {
        let (date, question) = (Answer::Date(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()), question(Kind::Date(DateRule::Any)));
        assert_eq!(date.show(&question), "令和8年11月22日");
        assert_eq!(date.show_on_screen(&question), "令和8年11月22日（2026年11月22日）");
    }

    #[test]
    fn a_name_and_an_address_are_shown_as_on_a_letter() {
        let person = Person {
            family: "佐倉".into(),
            given: "花子".into(),
            family_kana: "サクラ".into(),
            given_kana: "ハナコ".into(),
            rare_glyph: false,
        };
        assert_eq!(person.show(), "佐倉　花子（サクラ　ハナコ）");
        assert_eq!(Person { rare_glyph: true, ..person }.show(), "佐倉　花子（サクラ　ハナコ）※字形を窓口で確認");
        let single = Person { family: "Sukarno".into(), family_kana: "スカルノ".into(), ..Person::default() };
        assert_eq!(single.show(), "Sukarno（スカルノ）");
        let address = Address {
            postcode: "1234567".into(),
            city: "さくら県さくら野市".into(),
            town: "桜町一丁目".into(),
            block: "2番3号".into(),
            building: "メゾン桜101".into(),
        };
        assert_eq!(address.show(), "〒123-4567 さくら県さくら野市桜町一丁目2番3号　メゾン桜101");
    }

    #[test]
    fn people_are_counted_as_people_and_things_as_things() {
        for people in
            ["異動する人", "対象者", "世帯員", "子ども", "こども", "子供", "児", "家族", "同居の親族", "世帯主", "相続人", "保護者の方"]
        {
            assert_eq!(counter(people), "人", "{people}");
        }
        for thing in ["品目", "証明書", "委任事項", "犬", "車両", "口座", "家", "もの"] {
            assert_eq!(counter(thing), "つ", "{thing}");
        }
    }

    #[test]
    fn what_was_chosen_and_counted_is_shown_in_words() {
        let options = ["household", "domicile"].map(|id| Choice { id: id.into(), label: format!("{id}の記載"), help: None });
        let several = question(Kind::Several { options: options.to_vec() });
        let ticked = Answer::Several(vec!["household".into(), "domicile".into()]);
        assert_eq!(ticked.show(&several), "householdの記載、domicileの記載");
        assert_eq!(Answer::Count(2).show(&question(Kind::Count { min: 1, max: 9, unit: "通".into() })), "2通");
        let people = Kind::Group { noun: "異動する人".into(), min: 1, max: 8, questions: vec![] };
        assert_eq!(Answer::Group(vec![Default::default(); 4]).show(&question(people)), "4人");
        assert_eq!(Answer::Amount(1_234_567).show(&question(Kind::Amount { min: 0, max: u32::MAX })), "1,234,567円");
        assert_eq!(Answer::Total(900).show(&question(Kind::Total { sum: vec![], unit: "円".into(), max: 9000 })), "900円");
        assert_eq!(Answer::YesNo(false).show(&question(Kind::YesNo)), "いいえ");
    }
}
