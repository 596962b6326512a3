//! What a key means to a reader, by its place on the keyboard.

use web_sys::KeyboardEvent;

use super::burst::Stroke;

/// Keys that write nothing and do nothing alone.
const HELD: [&str; 12] = [
    "Shift",
    "Control",
    "Alt",
    "AltGraph",
    "Meta",
    "CapsLock",
    "NumLock",
    "ScrollLock",
    "Convert",
    "NonConvert",
    "KanaMode",
    "HiraganaKatakana",
];

/// What a key means; nothing for a press of which the browser does not say what was pressed.
pub fn stroke(event: &KeyboardEvent) -> Option<Stroke> {
    let (key, code) = (event.key(), event.code());
    if HELD.contains(&key.as_str()) {
        return Some(Stroke::Held);
    }
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        // A scanner that sends control characters as they are typed writes its line end as Ctrl+M or Ctrl+J.
        let ends = event.ctrl_key() && matches!(code.as_str(), "KeyM" | "KeyJ");
        return Some(if ends { Stroke::ControlEnd } else { Stroke::Control });
    }
    if let Some(digit) = digit(&code) {
        return Some(Stroke::Digit(digit));
    }
    match code.as_str() {
        "Enter" | "NumpadEnter" | "Tab" => Some(Stroke::End),
        "" if key == "Unidentified" || key.is_empty() => None,
        _ if key.chars().count() == 1 || key == "Process" => Some(Stroke::Other),
        _ => Some(Stroke::Control),
    }
}

/// The digit of a key, of the upper row or of the number pad.
pub fn digit(code: &str) -> Option<char> {
    let rest = code.strip_prefix("Digit").or_else(|| code.strip_prefix("Numpad"))?;
    let mut rest = rest.chars();
    rest.next().filter(char::is_ascii_digit).filter(|_| rest.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::digit;

    #[test]
    fn a_digit_is_a_place_on_the_keyboard() {
        assert_eq!(digit("Digit7"), Some('7'));
        assert_eq!(digit("Numpad0"), Some('0'));
        for other in ["NumpadEnter", "NumpadAdd", "KeyA", "Digit", "F1", ""] {
            assert_eq!(digit(other), None, "{other}");
        }
    }
}
