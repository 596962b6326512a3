//! One-time codes that can be read aloud and typed on any keyboard.

use domain::moment::Moment;

/// How many digits a code (招待コード) has: 16, which is 53 bits. Digits are told apart over the telephone, and are typed alike with every
/// input method.
pub const DIGITS: usize = 16;
/// How many digits are said in one breath.
const GROUP: usize = 4;
/// How long a code holds.
const VALID: i64 = 24 * 60 * 60;

/// Until when a code made at `now` holds.
pub fn valid_until(now: Moment) -> Moment {
    Moment(now.0 + VALID)
}

/// The code as it is shown: `1234-5678-9012-3456`.
pub fn grouped(digits: &str) -> String {
    let groups: Vec<&str> = (0..digits.len()).step_by(GROUP).map(|at| &digits[at..(at + GROUP).min(digits.len())]).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_in_groups_and_holds_a_day() {
        assert_eq!(grouped("1234567890123456"), "1234-5678-9012-3456");
        assert_eq!(valid_until(Moment(1_000)), Moment(87_400));
    }
}
