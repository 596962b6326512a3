//! Notes of the hall's own, sealed to the city's key like slips: what staff correct lies on the disk as unreadable as what
//! residents sent.
//!
//! ```text
//! note = keyid6 "." hex(01 ‖ enc[32] ‖ ct ‖ tag[16])
//!        ct = HPKE seal of the text to the key, with info "mado-note/1" and aad keyid6 "." belongs_to
//! ```

use super::{CityKey, KeyRing, hex};

/// What the seal is for: a note cannot be taken for a slip, nor a slip for a note.
const INFO: &[u8] = b"mado-note/1";

impl CityKey {
    /// Seals a note (補正の控え) that belongs to one thing, such as a submission by its reference number; it opens nowhere else.
    ///
    /// `fresh` are 32 unpredictable bytes that are used for nothing else. `None` if the key is no key.
    pub fn seal_note(&self, text: &str, belongs_to: &str, fresh: [u8; 32]) -> Option<String> {
        let sealed = self.seal_bytes(INFO, about(&self.id, belongs_to).as_bytes(), text.as_bytes(), fresh)?;
        Some(format!("{}.{}", self.id, hex::write(&sealed)))
    }
}

impl KeyRing {
    /// Opens a note that belongs to this; `None` if it was changed, belongs to something else or its key is not here.
    pub fn open_note(&self, note: &str, belongs_to: &str) -> Option<String> {
        let (id, sealed) = note.split_once('.')?;
        let text = self.open_bytes(id, INFO, about(id, belongs_to).as_bytes(), &hex::read(sealed)?)?;
        String::from_utf8(text).ok()
    }
}

fn about(id: &str, belongs_to: &str) -> String {
    format!("{id}.{belongs_to}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slip::PrivateKey;

    fn ring(seed: u8) -> KeyRing {
        [PrivateKey::derive(&[seed; 32])].into_iter().collect()
    }

    fn note() -> String {
        PrivateKey::derive(&[1; 32]).public().seal_note("神 → 神", "26-000123-4", [7; 32]).expect("a whole key")
    }

    #[test]
    fn a_note_is_read_where_the_key_is() {
        assert_eq!(ring(1).open_note(&note(), "26-000123-4").as_deref(), Some("神 → 神"));
        assert_eq!(ring(2).open_note(&note(), "26-000123-4"), None);
    }

    #[test]
    fn a_note_cannot_be_hung_on_another_submission_nor_be_changed() {
        assert_eq!(ring(1).open_note(&note(), "26-000124-2"), None);
        for place in 0..note().len() {
            let mut harmed = note().into_bytes();
            harmed[place] = if harmed[place] == b'0' { b'1' } else { b'0' };
            let harmed = String::from_utf8(harmed).expect("still ASCII");
            assert_eq!(ring(1).open_note(&harmed, "26-000123-4"), None, "changed at {place}");
        }
        for harmed in ["", ".", "123456.", "123456.zz", "123456.あ", &note()[..40]] {
            assert_eq!(ring(1).open_note(harmed, "26-000123-4"), None);
        }
    }

    #[test]
    fn a_note_shows_nothing_of_its_text() {
        assert!(note().is_ascii());
        let other = PrivateKey::derive(&[1; 32]).public().seal_note("神 → 神", "26-000123-4", [8; 32]);
        assert_ne!(other, Some(note()), "the same text twice looks different");
    }
}
