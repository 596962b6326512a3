//! Unpredictable bytes.

/// 32 bytes that nobody can foresee, for one seal.
pub fn fresh() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("every browser that runs Wasm has randomness");
    bytes
}
