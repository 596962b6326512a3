//! What a scanner does wrong, found out from what came.

use super::alignment::{Alignment, align};
use super::codes::{ALL, TestCode};
use super::heard::Heard;
use crate::device::reader::digits;

/// Slower than this, in milliseconds, a scanner cannot be told from a person.
const SLOW: f64 = 50.0;

/// So many digits in a row tell a test code from any other.
const PIECE: usize = 6;

/// Something that a scanner does otherwise than it should (気づいた点).
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// It was no test code, or nothing of it is left; this is how it began.
    Unknown(String),
    /// Something comes before the code.
    Prefix(String),
    /// Something comes after the code.
    Suffix(String),
    /// So many characters are missing.
    Dropped(usize),
    /// So many characters came twice or besides.
    Extra(usize),
    /// So many characters are others.
    Wrong(usize),
    /// So many milliseconds lie between two keys.
    Slow(u32),
    /// So many keys came that write nothing.
    Control(usize),
    /// Digits have become kana or kanji.
    Converted(String),
    /// Nothing tells the end.
    Unended,
    /// An input method was on.
    InputMethod,
    /// Digits came full-width.
    FullWidth,
    /// Text came without keys.
    NoKeys,
    /// The number pad is not switched to digits.
    NumLockOff,
    /// Signs have become others: the layouts differ.
    Layout,
    /// Capitals have become small letters, or the other way round.
    Case,
}

/// What came of a reading (テストの結果).
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// Which code it was.
    pub code: Option<TestCode>,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
}

impl Diagnosis {
    /// Whether the scanner can be used as it is.
    pub fn is_usable(&self) -> bool {
        self.code.is_some() && !self.findings.iter().any(Finding::is_harmful)
    }
}

impl Finding {
    /// Whether codes of forms are not read because of it.
    pub fn is_harmful(&self) -> bool {
        use Finding::{Control, Converted, Dropped, Extra, Prefix, Slow, Suffix, Unknown, Wrong};
        matches!(self, Unknown(_) | Prefix(_) | Suffix(_) | Dropped(_) | Extra(_) | Wrong(_) | Slow(_) | Control(_) | Converted(_))
    }
}

/// Finds out what a scanner does wrong.
pub fn diagnose(heard: &Heard) -> Diagnosis {
    let typed: Vec<_> = heard.keys.iter().filter(|key| !key.ends()).collect();
    let by_keys = typed.iter().any(|key| key.digit().is_some());
    // What the keys say by their places; else what has appeared.
    let came: String =
        if by_keys { typed.iter().filter(|key| key.writes()).map(|key| key.digit().unwrap_or('?')).collect() } else { digits(&heard.text) };
    let Some(code) = recognised(heard, &came) else {
        let shown: String = if heard.text.is_empty() { came } else { heard.text.trim().into() };
        let converted = shown.chars().any(is_converted);
        let shown: String = shown.chars().take(30).collect();
        let finding = if converted { Finding::Converted(shown) } else { Finding::Unknown(shown) };
        return Diagnosis { code: None, findings: vec![finding] };
    };
    let mut findings = if code.is_letters() { letters(heard) } else { numbers(&came, &code) };
    let controls = typed.iter().filter(|key| !key.writes()).count();
    let gaps = heard.gaps();
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let may_be = |is: bool, finding: Finding| is.then_some(finding);
    findings.extend(
        [
            may_be(controls > 0, Finding::Control(controls)),
            may_be(middle > SLOW, Finding::Slow(middle.round() as u32)),
            may_be(!heard.keys.last().is_some_and(|key| key.ends()) && !heard.text.ends_with('\n'), Finding::Unended),
            may_be(heard.keys.iter().any(|key| key.written == "Process"), Finding::InputMethod),
            may_be(heard.text.chars().any(|c| ('０'..='９').contains(&c)), Finding::FullWidth),
            may_be(heard.keys.is_empty(), Finding::NoKeys),
            may_be(typed.iter().any(|key| key.digit().is_some() && is_named(&key.written)), Finding::NumLockOff),
        ]
        .into_iter()
        .flatten(),
    );
    findings.sort_by_key(|finding| !finding.is_harmful());
    Diagnosis { code: Some(code), findings }
}

/// Which test code it was: the one of which most pieces are found in what came.
fn recognised(heard: &Heard, came: &str) -> Option<TestCode> {
    let letters: String = heard.keys.iter().filter_map(super::heard::Keystroke::letter).collect();
    if letters.contains("MADOGUCHI") || heard.text.to_lowercase().contains("madoguchi") {
        return ALL.into_iter().find(TestCode::is_letters);
    }
    let pieces = |code: &TestCode| {
        let text = code.text();
        (0..text.len() / PIECE).filter(|piece| came.contains(&text[piece * PIECE..(piece + 1) * PIECE])).count()
    };
    let likeliest = ALL.into_iter().filter(|code| !code.is_letters()).max_by_key(pieces)?;
    (pieces(&likeliest) > 1).then_some(likeliest)
}

/// What is wrong with a code of digits.
fn numbers(came: &str, code: &TestCode) -> Vec<Finding> {
    let Alignment { prefix, suffix, dropped, extra, wrong } = align(came, &code.text());
    let may_be = |is: bool, finding: Finding| is.then_some(finding);
    [
        may_be(!prefix.is_empty(), Finding::Prefix(prefix)),
        may_be(!suffix.is_empty(), Finding::Suffix(suffix)),
        may_be(dropped > 0, Finding::Dropped(dropped)),
        may_be(extra > 0, Finding::Extra(extra)),
        may_be(wrong > 0, Finding::Wrong(wrong)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What becomes of letters and signs. It does a code of digits no harm, whatever it is.
fn letters(heard: &Heard) -> Vec<Finding> {
    let written: String = if heard.text.is_empty() {
        heard.keys.iter().filter(|key| key.writes() && key.written.chars().count() == 1).map(|key| key.written.as_str()).collect()
    } else {
        heard.text.trim().to_owned()
    };
    let wanted = ALL.into_iter().find(TestCode::is_letters).map(|code| code.text()).unwrap_or_default();
    let of_letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>();
    let of_signs = |text: &str| text.chars().filter(|c| !c.is_ascii_alphanumeric()).collect::<String>();
    let mut findings = Vec::new();
    if written.chars().any(is_converted) {
        findings.push(Finding::InputMethod);
    } else {
        if of_letters(&written) != of_letters(&wanted) {
            findings.push(Finding::Case);
        }
        if of_signs(&written) != of_signs(&wanted) {
            findings.push(Finding::Layout);
        }
    }
    findings
}

/// Whether it is something that an input method makes: kana or kanji.
fn is_converted(c: char) -> bool {
    ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether it is the name of a key and no character.
fn is_named(written: &str) -> bool {
    written.chars().count() > 1 && written != "Process"
}

#[cfg(test)]
mod tests;
