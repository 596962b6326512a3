//! The words about the kana of a name.

use domain::kana::Doubt;

/// It is right as it stands.
pub const RIGHT: &str = "このままで正しい";

/// A letter looks as if it had been written in the other size.
pub fn other_size(doubt: &Doubt) -> String {
    let Doubt { letter, instead } = doubt;
    match doubt.is_small() {
        true => format!("小さい「{letter}」ではありませんか：{instead}"),
        false => format!("大きい「{letter}」ではありませんか：{instead}"),
    }
}

/// Writes it so.
pub fn take(instead: &str) -> String {
    format!("「{instead}」にする")
}
