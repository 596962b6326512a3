//! Which characters may be written, and how they are counted. Nothing here changes a character.

use super::Fault;

/// How many characters a person sees: a variation selector or combining mark belongs to the character before it.
pub fn length(text: &str) -> u32 {
    let seen = text.chars().filter(|c| !joins(*c)).count();
    u32::try_from(seen).unwrap_or(u32::MAX)
}

/// Variation selectors (異体字セレクタ) and combining marks, kana's voicing marks among them.
fn joins(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{3099}' | '\u{309A}' | '\u{300}'..='\u{36F}')
}

/// What speaks against a text: a character that may not be written, or too many of them.
pub fn objection(text: &str, max: u16, lines: bool) -> Option<Fault> {
    if let Some(fault) = text.chars().find_map(|c| forbidden(c, lines)) {
        return Some(fault);
    }
    let found = length(text);
    (found > u32::from(max)).then_some(Fault::TooLong { max, found })
}

fn forbidden(c: char, lines: bool) -> Option<Fault> {
    let code = u32::from(c);
    match c {
        '\n' if lines => None,
        '\n' | '\r' => Some(Fault::LineBreak),
        c if c.is_control() => Some(Fault::Control { code }),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => Some(Fault::Direction { code }),
        '\u{200B}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => Some(Fault::Invisible { code }),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Some(Fault::PrivateUse { code }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_of_a_kanji_is_one_character() {
        assert_eq!(length("葛\u{E0100}西"), 2);
        assert_eq!(length("𠮷﨑"), 2);
        assert_eq!(length("か\u{3099}"), 1);
        assert_eq!(objection("葛\u{E0100}西", 2, false), None);
        assert_eq!(objection("葛\u{E0100}西市", 2, false), Some(Fault::TooLong { max: 2, found: 3 }));
    }

    #[test]
    fn rare_kanji_and_foreign_letters_are_welcome() {
        for name in ["髙﨑", "𠮷野", "神", "Nguyễn", "Ñandú", "O’Brien", "김"] {
            assert_eq!(objection(name, 40, false), None, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_seen_or_printed_is_named() {
        assert_eq!(objection("a\u{7}", 9, false), Some(Fault::Control { code: 7 }));
        assert_eq!(objection("a\u{202E}b", 9, false), Some(Fault::Direction { code: 0x202E }));
        assert_eq!(objection("a\u{2069}b", 9, false), Some(Fault::Direction { code: 0x2069 }));
        assert_eq!(objection("a\u{200B}b", 9, false), Some(Fault::Invisible { code: 0x200B }));
        assert_eq!(objection("\u{E000}", 9, false), Some(Fault::PrivateUse { code: 0xE000 }));
        assert_eq!(objection("a\nb", 9, false), Some(Fault::LineBreak));
        assert_eq!(objection("a\nb", 9, true), None);
    }
}
