//! Bytes on a wire become codes: a scanner on a serial line sends exactly what it has read, and mostly a line end.

use super::digits;

/// Nothing that is longer is a code.
const LONGEST: usize = 9_000;

/// What has come over a wire and is no whole code yet (受信中の文字).
#[derive(Debug, Default)]
pub struct Wire {
    text: String,
}

impl Wire {
    /// Takes bytes as they come, in pieces of any length; gives the codes that they end.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut codes = Vec::new();
        for byte in bytes {
            match byte {
                b'\r' | b'\n' | b'\t' | 0x03 => codes.extend(self.end()),
                // What is no ASCII is no code of ours; which letter it was is of no matter.
                _ => self.text.push(if byte.is_ascii() { char::from(*byte) } else { '?' }),
            }
            if self.text.len() > LONGEST {
                codes.extend(self.end());
            }
        }
        codes
    }

    /// Nothing more comes: what there is.
    pub fn end(&mut self) -> Option<String> {
        let code = digits(&std::mem::take(&mut self.text));
        (!code.is_empty()).then_some(code)
    }

    /// What has come so far.
    pub fn so_far(&self) -> String {
        digits(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_parted_by_their_ends_wherever_the_pieces_break() {
        let mut wire = Wire::default();
        assert_eq!(wire.take(b"\x02123"), Vec::<String>::new());
        assert_eq!(wire.so_far(), "123");
        assert_eq!(wire.take(b"456\r"), ["123456"]);
        assert_eq!(wire.take(b"\n789\r\n12\r\n3"), ["789", "12"]);
        assert_eq!(wire.end().as_deref(), Some("3"));
        assert_eq!(wire.end(), None);
    }

    #[test]
    fn noise_fills_no_memory() {
        let mut wire = Wire::default();
        let codes = wire.take(&[0xff; 30_000]);
        assert_eq!((codes.len(), codes[0].len()), (3, LONGEST + 1));
    }
}
