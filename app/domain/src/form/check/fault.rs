//! Everything that can be wrong with an answer, each with its own sentence.

use serde::{Deserialize, Serialize};

use super::Part;
use crate::form::rule::NO_LIMIT;
use crate::form::show::grouped;
use crate::open_days::Closure;

/// What is wrong (不備の種類) with an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum Fault {
    /// A required answer is blank.
    Blank,
    /// Nothing is chosen.
    NotChosen,
    /// The date lacks these parts.
    DateIncomplete {
        /// Year, month or day.
        missing: Vec<Part>,
    },
    /// Nobody could read this as a date.
    NotADate,
    /// The month has fewer days.
    NoSuchDay {
        /// The date as it was meant.
        written: String,
        /// The last day of that month.
        last: u32,
    },
    /// That day lies in another era.
    OtherEra {
        /// The date as it was meant.
        written: String,
        /// The same day with its own era.
        instead: String,
    },
    /// After today, where only days that have come are meant.
    InFuture,
    /// Before today, where only days to come are meant.
    InPast,
    /// Fewer business days ahead than the city hall needs.
    TooSoon {
        /// How many it needs.
        days: u8,
        /// The first day for which it has them, in words.
        first: String,
    },
    /// A day on which the city hall is closed, where it must be open.
    Closed {
        /// Why it is closed.
        why: Closure,
        /// The next day on which it is open, in words.
        next: String,
    },
    /// A year of the western calendar with one or two digits.
    NoEra {
        /// The year as it was read.
        year: i32,
    },
    /// Before 1868-01-25, the first day that a code can carry.
    TooEarly,
    /// After 2199-12-31.
    TooLate,
    /// Not kana.
    NotKana {
        /// The first character that is none.
        found: char,
    },
    /// Not a telephone number.
    NotAPhone,
    /// A telephone number with too many or too few digits.
    PhoneDigits {
        /// How many digits a number that begins so has.
        wanted: u8,
        /// How many were typed.
        found: u8,
    },
    /// Not a postcode of seven digits.
    NotAPostcode,
    /// Not a mail address.
    NotAMail,
    /// Not a whole number.
    NotANumber,
    /// A number outside its range.
    OutOfRange {
        /// The least allowed.
        min: u32,
        /// The most allowed.
        max: u32,
        /// What is counted.
        unit: String,
    },
    /// Something other than digits.
    NotDigits {
        /// The first character that is none.
        found: char,
    },
    /// Too many or too few digits.
    DigitCount {
        /// Which numbering.
        of: String,
        /// How many digits it has.
        wanted: u8,
        /// How many were typed.
        found: u16,
    },
    /// Too many characters.
    TooLong {
        /// The most allowed.
        max: u16,
        /// How many were typed.
        found: u32,
    },
    /// A line break where there is one line only.
    LineBreak,
    /// A control character.
    Control {
        /// Its code point.
        code: u32,
    },
    /// A sign that turns the direction of text around: what is printed would not be what was checked.
    Direction {
        /// Its code point.
        code: u32,
    },
    /// A character that cannot be seen.
    Invisible {
        /// Its code point.
        code: u32,
    },
    /// A character that only the sender's machine knows (外字).
    PrivateUse {
        /// Its code point.
        code: u32,
    },
    /// Twelve digits that look like a My Number.
    MyNumber,
    /// An option that the question does not have.
    UnknownOption {
        /// What was sent.
        found: String,
    },
    /// More people or things than a group can hold; too few are blank answers.
    TooMany {
        /// The most.
        max: u8,
        /// What they are counted in: 人 or つ.
        unit: String,
    },
    /// The answers come to more than the form allows.
    TotalTooLarge {
        /// The most allowed.
        max: u32,
        /// What they come to.
        found: u32,
        /// What is counted.
        unit: String,
    },
    /// A date before another that comes first.
    BeforeOther {
        /// The label of the other.
        other: String,
    },
    /// A date too soon after another.
    TooNear {
        /// The label of the other.
        other: String,
        /// How many days there must be between them at the least.
        days: u16,
    },
    /// A date too long after another.
    TooFar {
        /// The label of the other.
        other: String,
        /// How many days there may be between them at the most.
        days: u16,
    },
    /// What the city wants under a condition is not so.
    Needed {
        /// What is wrong and how to mend it, in the city's own words.
        text: String,
    },
    /// The same answer as another that must differ.
    SameAsOther {
        /// The label of the other.
        other: String,
    },
    /// Whoever was born then is too young or too old.
    WrongAge {
        /// The least age.
        min: u8,
        /// The greatest; [`NO_LIMIT`] if there is none.
        max: u8,
        /// The age that follows.
        age: i32,
    },
    /// A control that the form does not have.
    UnknownControl,
}

impl Fault {
    /// The whole sentence, in Japanese, about `subject`, such as 「氏名」の氏: what is wrong and how to mend it.
    pub fn sentence(&self, subject: &str) -> String {
        match self {
            Fault::Blank => format!("{subject}を入力してください。"),
            Fault::NotChosen => format!("{subject}を選んでください。"),
            Fault::DateIncomplete { missing } => {
                let missing: Vec<_> = missing.iter().map(|part| part.label()).collect();
                format!("{subject}の{}を入力してください。", missing.join("と"))
            }
            Fault::NotADate => format!("{subject}を日付として読み取れません。年、月、日を数字で入力してください。"),
            Fault::NoSuchDay { written, last } => {
                format!("{subject}の「{written}」という日はありません。この月は{last}日までです。日付を確かめてください。")
            }
            Fault::OtherEra { written, instead } => {
                format!("{subject}の「{written}」という日はありません。「{instead}」ではありませんか。年号と年を確かめてください。")
            }
            Fault::InFuture => format!("{subject}が、今日より後の日付になっています。今日までの日付を入力してください。"),
            Fault::InPast => format!("{subject}が、今日より前の日付になっています。今日か、今日より後の日付を入力してください。"),
            Fault::TooSoon { days, first } => format!(
                "{subject}に間に合いません。市役所が開いている日で数えて、{days}日前までに届け出てください。\
                 今日届け出るときは、{first}か、それより後の日付を入力してください。"
            ),
            Fault::Closed { why, next } => {
                let why = why.label();
                format!(
                    "{subject}は、市役所がお休みの日です（{why}）。市役所が開いている日を入力してください。次に開いている日は、{next}です。"
                )
            }
            Fault::NoEra { year } => {
                format!("{subject}が、西暦{year}年になっています。和暦のときは年号を選び、西暦のときは年を4桁で入力してください。")
            }
            Fault::TooEarly => format!("{subject}は、1868年（明治元年）1月25日か、それより後の日付を入力してください。"),
            Fault::TooLate => format!("{subject}は、2199年12月31日までの日付を入力してください。"),
            Fault::NotKana { found } => {
                format!("{subject}に、カタカナではない文字「{found}」があります。カタカナで入力してください。")
            }
            Fault::NotAPhone => format!("{subject}は、0から始まる10桁か11桁の数字で入力してください。"),
            Fault::PhoneDigits { wanted, found } => {
                format!("{subject}は{found}桁になっています。この番号は{wanted}桁です。番号を確かめてください。")
            }
            Fault::NotAPostcode => format!("{subject}は、7桁の数字で入力してください。"),
            Fault::NotAMail => format!("{subject}は、「name@example.jp」のように、半角の英数字と@で入力してください。"),
            Fault::NotANumber => format!("{subject}は、数字だけで入力してください。"),
            Fault::OutOfRange { min, max, unit } => {
                format!("{subject}は、{}{unit}から{}{unit}までで入力してください。", grouped(*min), grouped(*max))
            }
            Fault::NotDigits { found } => {
                format!("{subject}に、数字ではない文字「{found}」があります。数字だけで入力してください。")
            }
            Fault::DigitCount { of, wanted, found } => {
                format!("{subject}は{found}桁になっています。{of}は{wanted}桁です。番号を確かめてください。")
            }
            Fault::TooLong { max, found } => {
                format!("{subject}は{found}文字あります。{max}文字までに短くしてください。")
            }
            Fault::LineBreak => format!("{subject}は1行で入力してください。途中の改行を消してください。"),
            Fault::Control { code } => remove(subject, &control_name(*code)),
            Fault::Direction { code } => remove(subject, &format!("文字の並ぶ向きを変える記号（U+{code:04X}）")),
            Fault::Invisible { code } => remove(subject, &format!("目に見えない文字（U+{code:04X}）")),
            Fault::PrivateUse { code } => format!(
                "{subject}に、お使いの端末にしかない文字（外字、U+{code:04X}）があります。\
                 ほかの字かカタカナで入力して、正しい字は窓口でお知らせください。"
            ),
            Fault::MyNumber => format!(
                "{subject}に、マイナンバー（個人番号）と思われる12桁の番号があります。この申請書ではマイナンバーをお預かりしません。\
                 番号を消してください。マイナンバーではないときは「これはマイナンバーではありません」を選んでください。"
            ),
            Fault::UnknownOption { .. } => format!("{subject}は、表示されている中から選び直してください。"),
            Fault::TooMany { max, unit } => format!("{subject}は、{max}{unit}まで入力できます。多い分を消してください。"),
            Fault::TotalTooLarge { max, found, unit } => {
                format!("{subject}が{}{unit}になっています。{}{unit}までになるように減らしてください。", grouped(*found), grouped(*max))
            }
            Fault::BeforeOther { other } => {
                format!("{subject}が、「{other}」より前の日付になっています。どちらの日付も確かめてください。")
            }
            Fault::TooNear { other, days } => {
                format!("{subject}は、「{other}」の{days}日後か、それより後にしてください。どちらの日付も確かめてください。")
            }
            Fault::TooFar { other, days } => {
                format!("{subject}は、「{other}」の{days}日後までにしてください。どちらの日付も確かめてください。")
            }
            Fault::Needed { text } => text.clone(),
            Fault::SameAsOther { other } => format!("{subject}が、「{other}」と同じになっています。どちらも確かめてください。"),
            Fault::WrongAge { min, max: NO_LIMIT, age } => {
                format!("{subject}から計算すると{age}歳です。この書類は{min}歳以上の人のものです。日付を確かめてください。")
            }
            Fault::WrongAge { min: 0, max, age } => {
                format!("{subject}から計算すると{age}歳です。この書類は{max}歳以下の人のものです。日付を確かめてください。")
            }
            Fault::WrongAge { min, max, age } => {
                format!("{subject}から計算すると{age}歳です。この書類は{min}歳から{max}歳までの人のものです。日付を確かめてください。")
            }
            Fault::UnknownControl => {
                format!("この様式にない項目{subject}があります。新しい様式に変わった可能性があります。画面を読み込み直してください。")
            }
        }
    }
}

/// An unseen character cannot be found by its writer, so the whole is to be typed again.
fn remove(subject: &str, what: &str) -> String {
    format!("{subject}に、使えない文字があります。{what}です。いったん全部消して、キーボードで入力し直してください。")
}

fn control_name(code: u32) -> String {
    match code {
        0x09 => "タブ".into(),
        0x0A | 0x0D => "改行".into(),
        _ => format!("制御文字（U+{code:04X}）"),
    }
}
