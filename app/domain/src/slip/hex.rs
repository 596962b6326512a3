//! Keys and digests as text: 64 lower-case hex digits.

/// 32 bytes as text.
pub(super) fn write(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Text as 32 bytes; `None` unless it is 64 lower-case hex digits.
pub(super) fn read(text: &str) -> Option<[u8; 32]> {
    let text: &[u8; 64] = text.as_bytes().try_into().ok()?;
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; 32];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = digit(text[2 * place])? << 4 | digit(text[2 * place + 1])?;
    }
    Some(bytes)
}
