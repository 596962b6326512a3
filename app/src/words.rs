//! The words on the resident's screens, in one place. A form's own words are in its file.

/// Begin to fill in.
pub const BEGIN: &str = "はじめる";
/// To the next question.
pub const NEXT: &str = "次へ";
/// To the question before.
pub const BACK: &str = "戻る";
/// May be left blank.
pub const OPTIONAL: &str = "任意";
/// Yes.
pub const YES: &str = "はい";
/// No.
pub const NO: &str = "いいえ";

/// How long filling in takes.
pub fn minutes(minutes: u16) -> String {
    format!("約{minutes}分")
}
