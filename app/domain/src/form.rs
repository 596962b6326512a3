//! A form: what one procedure asks. Written by hand in `public/forms`, parsed by the server, sent to phones as JSON.

pub mod answer;
#[cfg(test)]
pub(crate) mod arbitrary;
mod beginning;
pub mod check;
mod columns;
pub mod condition;
pub mod control;
pub mod facts;
pub mod journey;
mod place;
pub mod rule;
pub mod sheet;
pub mod show;
mod texts;
pub mod total;
mod written;

use serde::{Deserialize, Serialize};

pub use answer::{Answer, Answers, Entries};
pub use beginning::Beginning;
pub use check::{Fault, Part, Problem, ordinal};
pub use condition::When;
pub use facts::{AtCounter, Charge, Deadline, Evidence, Facts, Signature, TimeLimit};
pub use rule::Rule;
pub use total::Term;

use crate::open_days::{self, OpenDays};

/// A form (様式) in one edition. It is never changed once used: a change is a new edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The stem of its file name, such as `residence-certificate`.
    pub id: String,
    /// Its number in the header of a code; no two forms of a city share one.
    pub number: u8,
    /// Its edition (版): 1 to 63.
    pub edition: u8,
    /// The official title, such as `住民票の写し等交付請求書`.
    pub title: String,
    /// What it is for, in a sentence a child understands.
    pub summary: String,
    /// How it may be handed in. The code at the counter is always possible.
    pub channels: Vec<Channel>,
    /// Why it cannot be sent online and what to do instead; present exactly when `online` is not among the channels.
    pub not_online: Option<String>,
    /// The fee (手数料) in words.
    pub fee: Option<String>,
    /// By when it must be handed in.
    pub deadline: Option<Deadline>,
    /// What to bring (必要書類).
    pub bring: Vec<Evidence>,
    /// Who signs it, and how.
    pub signature: Signature,
    /// What else is told before one begins. Only the server draws it: it does not travel with the form.
    #[serde(skip)]
    pub facts: Facts,
    /// How long filling it in takes, in minutes.
    pub minutes: u16,
    /// How many days after it was made a code of this form is accepted.
    pub valid_days: u16,
    /// The queue at the office where it is handed in, by id.
    pub queue: Option<String>,
    /// Where the questions come from.
    pub source: Source,
    /// The questions, in the order they are asked.
    pub questions: Vec<Question>,
    /// What must hold between answers.
    pub rules: Vec<Rule>,
    /// What other forms begin with that are made from this one.
    pub begins: Vec<Beginning>,
    /// The dates that are today's until somebody changes them (初期値), by the ids of their questions, outside of groups.
    pub begins_today: Vec<String>,
    /// A fully filled example: the story suite fills, seals, opens and prints it.
    pub sample: Entries,
    /// When the city hall is open, where anything here depends on it; the file does not say it, the city does.
    #[serde(default, deserialize_with = "open_days::if_known", skip_serializing_if = "OpenDays::is_unknown")]
    pub open_days: OpenDays,
}

/// A way (提出方法) to hand in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// As a code shown at the counter (QRコード).
    Qr,
    /// Sent from home (オンライン申請).
    Online,
}

/// Where a form's questions come from (出典), said honestly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What kind of source.
    pub kind: SourceKind,
    /// The source in words.
    pub text: String,
    /// Whether the city has confirmed the form; if not, its page says 「様式は市で確認中」.
    pub confirmed: bool,
}

/// How firmly a source (出典) stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Facts gathered from public pages.
    Facts,
    /// A law names the question.
    Law,
    /// The usual layout, assumed.
    LayoutAssumed,
}

/// A question (記入項目).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Lower-case words joined by `-`, one of a kind within the form (within its group for a question of a group).
    pub id: String,
    /// The question as it stands on the screen.
    pub label: String,
    /// The label in the slot of the printed sheet, where the screen's is too long.
    pub slot_label: Option<String>,
    /// What people ask about it, answered.
    pub help: Option<String>,
    /// Whether it may be left blank.
    pub optional: bool,
    /// When it is asked; always, if absent.
    pub when: Option<When>,
    /// What may be answered.
    pub kind: Kind,
}

/// The kind of a question (項目の種類). Each names the controls it has; `Q` is the question's id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A person's name with kana: controls `Q.family`, `Q.given`, `Q.family-kana`, `Q.given-kana`.
    ///
    /// 名 may be blank only if `Q.single-name` is `yes`: some people have one name only. `Q.rare-glyph` is `yes` if a character cannot be
    /// typed as it is registered.
    Person,
    /// An address: `Q.postcode`, `Q.city` (prefecture and municipality), `Q.town`, `Q.block`, `Q.building`.
    ///
    /// `Q.building` may be blank, and so may `Q.town`: some addresses go from the municipality straight to the 番地.
    Address,
    /// A Japanese telephone number of 10 or 11 digits: `Q`.
    Phone,
    /// A whole date: `Q` as `2026-11-22`, or `Q.era`, `Q.year`, `Q.month`, `Q.day` as they were typed.
    ///
    /// `Q.era` is the id of a [`crate::era::Reckoning`], or blank for a western year. What is typed in parts goes before `Q`.
    Date(DateRule),
    /// A date of which the day, or the month and the day, may be unknown: the controls of a date.
    ///
    /// `Q` is `1980`, `1980-03` or whole. What is not known is left blank.
    PartialDate(DateRule),
    /// A mail address (メールアドレス): `Q`.
    Mail,
    /// An account at a bank (振込先の口座): `Q.bank`, `Q.branch`, `Q.account-type`, `Q.account-number`, `Q.holder`.
    ///
    /// Bank and branch are a name or a code of four and three digits; the type is the id of an [`AccountType`].
    Account,
    /// One of several: `Q`, its value the option's id.
    Choice {
        /// What may be chosen.
        options: Vec<Choice>,
    },
    /// Any of several: `Q.OPTION` is `yes` for each that was ticked.
    Several {
        /// What may be ticked.
        options: Vec<Choice>,
    },
    /// Yes or no: `Q` is `yes` or `no`.
    YesNo,
    /// A whole number: `Q`.
    Count {
        /// The least allowed.
        min: u32,
        /// The most allowed.
        max: u32,
        /// What is counted, such as `通`.
        unit: String,
    },
    /// An amount of yen (金額): `Q`.
    Amount {
        /// The least allowed.
        min: u32,
        /// The most allowed.
        max: u32,
    },
    /// A number that follows from other answers (合計): never asked, in no control and in no code.
    Total {
        /// What is added up.
        sum: Vec<Term>,
        /// What is counted, such as `円`.
        unit: String,
        /// The most that may come out.
        max: u32,
    },
    /// Digits of a fixed length that are not a My Number: `Q`.
    Digits {
        /// How many digits: 1 to 30.
        length: u8,
        /// Which numbering it is, such as `お客様番号`.
        of: String,
    },
    /// Free text: `Q`.
    ///
    /// Here as in names and addresses, `Q.not-my-number` is `yes` if twelve digits that look like a My Number are none.
    Text {
        /// The most characters.
        max: u16,
        /// Whether it may have several lines.
        lines: bool,
    },
    /// The same questions for each of several people or things: `Q.1.…`, `Q.2.…`.
    Group {
        /// What one of them is called, such as `異動する人`.
        noun: String,
        /// The least number of them.
        min: u8,
        /// The most.
        max: u8,
        /// What is asked of each. A group holds no group.
        questions: Vec<Question>,
    },
}

/// What a date (日付) must satisfy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateRule {
    /// Any date from 1868-01-25 on.
    Any,
    /// Today or earlier, such as a date of birth.
    Past,
    /// Today or later, such as a first day of use.
    Future,
    /// A day to come on which something happens at the city hall (市役所の都合がある日).
    Ahead {
        /// How many business days (営業日) before it the form must be handed in at the latest.
        business_days: u8,
        /// Whether the city hall must be open on that day.
        open: bool,
    },
}

/// The type of an account (預金種目).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountType {
    /// 普通.
    Ordinary,
    /// 当座.
    Current,
    /// 貯蓄.
    Savings,
}

impl AccountType {
    /// All of them, the most usual first. A code names them by their place: this order never changes.
    pub const ALL: [AccountType; 3] = [AccountType::Ordinary, AccountType::Current, AccountType::Savings];

    /// The value of its option in a control.
    pub fn id(self) -> &'static str {
        match self {
            AccountType::Ordinary => "ordinary",
            AccountType::Current => "current",
            AccountType::Savings => "savings",
        }
    }

    /// What stands beside the button and on the sheet.
    pub fn label(self) -> &'static str {
        match self {
            AccountType::Ordinary => "普通",
            AccountType::Current => "当座",
            AccountType::Savings => "貯蓄",
        }
    }
}

/// An option (選択肢) of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Lower-case words joined by `-`.
    pub id: String,
    /// What stands beside the button and on the sheet.
    pub label: String,
    /// What it means, for those who do not know the word.
    pub help: Option<String>,
}

impl Form {
    /// The question of this id, outside of groups.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|q| q.id == id)
    }

    /// Whether anything of it depends on when the city hall is open: a deadline that is a date, or a day that must be far enough ahead.
    pub fn minds_open_days(&self) -> bool {
        fn is_minded(question: &Question) -> bool {
            match &question.kind {
                Kind::Date(DateRule::Ahead { .. }) => true,
                Kind::Group { questions, .. } => questions.iter().any(is_minded),
                _ => false,
            }
        }
        self.deadline.as_ref().is_some_and(|deadline| deadline.limit.is_some()) || self.questions.iter().any(is_minded)
    }

    /// Whether it may be sent from home.
    pub fn goes_online(&self) -> bool {
        self.channels.contains(&Channel::Online)
    }
}
