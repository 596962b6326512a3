//! The six check digits of a plain code.

use super::header::{Header, Heading};
use crate::form::{Answer, Answers};

/// What stands between the parts of one answer; no text of an answer may hold it.
const BETWEEN: &str = "\u{1F}";

/// The check digits: CRC-32 of the canonical answers, modulo a million.
///
/// They are computed from what was read, not from the digits it was read from, so that a table or a form that differs
/// shows as well.
pub(super) fn check_digits<'a>(header: &Header, leaves: impl IntoIterator<Item = (&'a Heading, &'a Answers)>) -> u32 {
    crc32(canonical(header, leaves).as_bytes()) % 1_000_000
}

/// The canonical answers of a slip.
pub(super) fn canonical<'a>(header: &Header, leaves: impl IntoIterator<Item = (&'a Heading, &'a Answers)>) -> String {
    let mut canonical: String = header.numbers().map(|number| format!("{number} ")).concat();
    for (heading, answers) in leaves {
        canonical += &heading.numbers().map(|number| number.to_string()).join(" ");
        canonical += "\n";
        write(answers, "", &mut canonical);
    }
    canonical
}

/// The canonical answers: UTF-8 lines, each ended by a line feed. The first has the numbers of the header and of the first form's
/// heading in their order, joined by blanks; then come its answers by question id, `place` and id before `=`, the parts of the
/// answer after it. Each further form begins with a line of its heading's numbers.
fn write(answers: &Answers, place: &str, canonical: &mut String) {
    for (id, answer) in &answers.0 {
        let parts = match answer {
            Answer::Person(p) => {
                let rare_glyph = if p.rare_glyph { [BETWEEN, "rare-glyph"].concat() } else { String::new() };
                [&p.family, &p.given, &p.family_kana, &p.given_kana].map(String::as_str).join(BETWEEN) + &rare_glyph
            }
            Answer::Address(a) => [&a.postcode, &a.city, &a.town, &a.block, &a.building].map(String::as_str).join(BETWEEN),
            Answer::Account(a) => [&a.bank, &a.branch, a.account_type.id(), &a.number, &a.holder].join(BETWEEN),
            Answer::Phone(text) | Answer::Choice(text) | Answer::Mail(text) | Answer::Digits(text) | Answer::Text(text) => text.clone(),
            Answer::PartialDate(date) => date.to_string(),
            Answer::Date(date) => date.to_string(),
            Answer::Several(ids) => ids.join(BETWEEN),
            Answer::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Answer::Count(number) | Answer::Amount(number) => number.to_string(),
            // It follows from the others, and is not in the code.
            Answer::Total(_) => continue,
            Answer::Group(each) => {
                for (nth, answers) in (1..).zip(each) {
                    write(answers, &format!("{place}{id}.{nth}."), canonical);
                }
                each.len().to_string()
            }
        };
        *canonical += &format!("{place}{id}={parts}\n");
    }
}

/// CRC-32 as in IEEE 802.3: reflected, polynomial 0xEDB88320.
pub(in crate::slip) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = !0u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_is_the_well_known_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }
}
