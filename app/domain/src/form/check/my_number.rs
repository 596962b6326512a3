//! My Numbers (個人番号) are refused wherever free text is written: nobody here may hold them.

use crate::kana;

/// Whether a text holds twelve digits that could be a My Number: alone, or in groups with a blank or hyphen between.
pub(crate) fn is_in(text: &str) -> bool {
    let groups = groups(text);
    let joined_from = |first: usize| {
        let mut digits = Vec::new();
        for group in &groups[first..] {
            digits.extend(&group.digits);
            if digits.len() >= 12 || !group.goes_on {
                break;
            }
        }
        digits
    };
    (0..groups.len()).map(joined_from).any(|digits| is_valid(&digits))
}

/// Digits without a gap, and whether only a blank or hyphen stands between them and the next.
struct Run {
    digits: Vec<u8>,
    goes_on: bool,
}

fn groups(text: &str) -> Vec<Run> {
    let mut groups: Vec<Run> = Vec::new();
    let mut gap = usize::MAX;
    for c in text.chars().map(kana::half_width) {
        match c.to_digit(10) {
            Some(digit) => {
                match groups.last_mut() {
                    Some(run) if gap == 0 => run.digits.push(digit as u8),
                    last => {
                        if let Some(run) = last {
                            run.goes_on = gap == 1;
                        }
                        groups.push(Run { digits: vec![digit as u8], goes_on: false });
                    }
                }
                gap = 0;
            }
            None if kana::is_hyphen(c) || c == ' ' || c == '　' => gap = gap.saturating_add(1),
            None => gap = usize::MAX,
        }
    }
    groups
}

/// The check digit (検査用数字) as 平成26年総務省令第85号 article 5 computes it.
fn is_valid(digits: &[u8]) -> bool {
    let Some((check, body)) = digits.split_last().filter(|_| digits.len() == 12) else { return false };
    let sum: u32 = body.iter().rev().zip([2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6]).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let expected = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    u32::from(*check) == expected
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made up for this test, with a right check digit: the weighted sum is 212, and 11 − 212 mod 11 is 8.
    const NUMBER: &str = "123456789018";

    #[test]
    fn a_my_number_is_found_however_it_is_written() {
        for text in [NUMBER, "番号は1234-5678-9018です", "１２３４　５６７８　９０１８", "丁目12 1234 5678 9018"] {
            assert!(is_in(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in ["123456789012", "1234567890180", "090-1234-5678", "1234 と 5678 と 9018", "12345678901", "平成30年12月"] {
            assert!(!is_in(text), "{text}");
        }
    }
}
