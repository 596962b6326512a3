//! What came from a scanner, key by key.

/// A key that was struck (打鍵).
#[derive(Clone, Debug, PartialEq)]
pub struct Keystroke {
    /// Its place on the keyboard, such as `Digit4`.
    pub place: String,
    /// What the layout made of it: a character, or the name of a key, or `Process` while an input method is on.
    pub written: String,
    /// Whether Ctrl, Alt or the like was held.
    pub control: bool,
    /// When, in milliseconds.
    pub at: f64,
}

/// Everything that came at one reading (読取1回分).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// The keys, without those that are only held.
    pub keys: Vec<Keystroke>,
    /// What appeared in the field.
    pub text: String,
}

impl Heard {
    /// Whether nothing came.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.text.is_empty()
    }

    /// The pauses between the keys, in milliseconds, the shortest first.
    pub fn gaps(&self) -> Vec<f64> {
        let mut gaps: Vec<f64> = self.keys.windows(2).map(|pair| pair[1].at - pair[0].at).collect();
        gaps.sort_by(f64::total_cmp);
        gaps
    }
}

impl Keystroke {
    /// Whether it is one that scanners end with.
    pub fn ends(&self) -> bool {
        matches!(self.place.as_str(), "Enter" | "NumpadEnter" | "Tab") || self.control && matches!(self.place.as_str(), "KeyM" | "KeyJ")
    }

    /// Whether it writes something.
    pub fn writes(&self) -> bool {
        !self.control && (self.written.chars().count() == 1 || self.written == "Process" || self.digit().is_some())
    }

    /// The digit at its place.
    pub fn digit(&self) -> Option<char> {
        let rest = self.place.strip_prefix("Digit").or_else(|| self.place.strip_prefix("Numpad"))?;
        let digit = rest.chars().next().filter(char::is_ascii_digit)?;
        (rest.len() == 1 && !self.control).then_some(digit)
    }

    /// The letter at its place.
    pub fn letter(&self) -> Option<char> {
        self.place.strip_prefix("Key").and_then(|rest| rest.chars().next())
    }
}
