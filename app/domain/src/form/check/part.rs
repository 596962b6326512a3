//! The parts of a question with several controls, and the words for them.

use serde::{Deserialize, Serialize};

/// One control of a question that has several (記入欄の部分). Its name ends the control's name: `Q.family-kana`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 氏.
    Family,
    /// 名.
    Given,
    /// 氏のフリガナ.
    FamilyKana,
    /// 名のフリガナ.
    GivenKana,
    /// 郵便番号.
    Postcode,
    /// 都道府県・市区町村.
    City,
    /// 町名・大字・丁目.
    Town,
    /// 番地・号.
    Block,
    /// 建物名・部屋番号.
    Building,
    /// 年号.
    Era,
    /// 年.
    Year,
    /// 月.
    Month,
    /// 日.
    Day,
    /// 金融機関.
    Bank,
    /// 支店.
    Branch,
    /// 預金種目.
    AccountType,
    /// 口座番号.
    AccountNumber,
    /// 口座名義.
    Holder,
}

impl Part {
    /// The parts of a name, in the order of their controls.
    pub const PERSON: [Part; 4] = [Part::Family, Part::Given, Part::FamilyKana, Part::GivenKana];
    /// The parts of an address, in the order of their controls.
    pub const ADDRESS: [Part; 5] = [Part::Postcode, Part::City, Part::Town, Part::Block, Part::Building];
    /// The parts of a date, in the order of their controls.
    pub const DATE: [Part; 4] = [Part::Era, Part::Year, Part::Month, Part::Day];
    /// The parts of an account, in the order of their controls.
    pub const ACCOUNT: [Part; 5] = [Part::Bank, Part::Branch, Part::AccountType, Part::AccountNumber, Part::Holder];

    /// The end of its control's name, after the dot.
    pub fn id(self) -> &'static str {
        match self {
            Part::Family => "family",
            Part::Given => "given",
            Part::FamilyKana => "family-kana",
            Part::GivenKana => "given-kana",
            Part::Postcode => "postcode",
            Part::City => "city",
            Part::Town => "town",
            Part::Block => "block",
            Part::Building => "building",
            Part::Era => "era",
            Part::Year => "year",
            Part::Month => "month",
            Part::Day => "day",
            Part::Bank => "bank",
            Part::Branch => "branch",
            Part::AccountType => "account-type",
            Part::AccountNumber => "account-number",
            Part::Holder => "holder",
        }
    }

    /// What the control's name begins with, if it is this part of something: `new-address` of `new-address.town` for the 町名.
    pub fn path_in(self, control: &str) -> Option<&str> {
        control.strip_suffix(self.id())?.strip_suffix('.')
    }

    /// The label beside its control.
    pub fn label(self) -> &'static str {
        match self {
            Part::Family => "氏",
            Part::Given => "名",
            Part::FamilyKana => "氏のフリガナ",
            Part::GivenKana => "名のフリガナ",
            Part::Postcode => "郵便番号",
            Part::City => "都道府県・市区町村",
            Part::Town => "町名・大字・丁目",
            Part::Block => "番地・号",
            Part::Building => "建物名・部屋番号",
            Part::Era => "年号",
            Part::Year => "年",
            Part::Month => "月",
            Part::Day => "日",
            Part::Bank => "金融機関",
            Part::Branch => "支店",
            Part::AccountType => "預金種目",
            Part::AccountNumber => "口座番号",
            Part::Holder => "口座名義（カタカナ）",
        }
    }

    /// The most characters that may be written there.
    pub fn max(self) -> u16 {
        match self {
            Part::Family | Part::Given | Part::Bank | Part::Branch => 40,
            Part::Holder | Part::FamilyKana | Part::GivenKana | Part::City | Part::Town | Part::Block | Part::Building => 80,
            Part::Postcode | Part::Era | Part::Year | Part::Month | Part::Day | Part::AccountType | Part::AccountNumber => 20,
        }
    }
}
