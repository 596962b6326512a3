//! Notes of the hall's own, sealed to the city's key like slips: what staff correct lies on the disk as unreadable as what
//! residents sent.
//!
//! ```text
//! note = keyid6 "." hex(enc[32] ‖ ct ‖ tag[16])
//!        ct = seal(text) to the key, with info "mado-note/1" and aad keyid6 "." belongs_to
//! ```

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::{Deserializable, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal_with_rng};

use super::hex;
use super::seal::{CityKey, Fresh, Kex, KeyRing};

/// What the seal is for: a note cannot be taken for a slip, nor a slip for a note.
const INFO: &[u8] = b"mado-note/1";

impl CityKey {
    /// Seals a note (補正の控え) that belongs to one thing, such as a submission by its reference number; it opens nowhere else.
    ///
    /// `fresh` are 32 unpredictable bytes that are used for nothing else. `None` if the key is no key.
    pub fn seal_note(&self, text: &str, belongs_to: &str, fresh: [u8; 32]) -> Option<String> {
        let public = hex::read(&self.public).filter(|_| self.is_whole())?;
        let public = Deserializable::from_bytes(&public).ok()?;
        let (encapsulated, sealed) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kex>(
            &OpModeS::Base,
            &public,
            INFO,
            text.as_bytes(),
            about(&self.id, belongs_to).as_bytes(),
            &mut Fresh::new(fresh),
        )
        .ok()?;
        let bytes = encapsulated.to_bytes().into_iter().chain(sealed);
        Some(format!("{}.{}", self.id, bytes.map(|byte| format!("{byte:02x}")).collect::<String>()))
    }
}

impl KeyRing {
    /// Opens a note that belongs to this; `None` if it was changed, belongs to something else or its key is not here.
    pub fn open_note(&self, note: &str, belongs_to: &str) -> Option<String> {
        let (id, bytes) = note.split_once('.')?;
        let bytes = bytes_of(bytes)?;
        let (encapsulated, sealed) = bytes.split_at_checked(32)?;
        let encapsulated = Deserializable::from_bytes(encapsulated).ok()?;
        let aad = about(id, belongs_to);
        let open = |key| {
            let opened =
                single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kex>(&OpModeR::Base, key, &encapsulated, INFO, sealed, aad.as_bytes());
            String::from_utf8(opened.ok()?).ok()
        };
        self.of_id(id).find_map(open)
    }
}

fn about(id: &str, belongs_to: &str) -> String {
    format!("{id}.{belongs_to}")
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok();
    rest.is_empty().then(|| pairs.iter().map(byte).collect())?
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
