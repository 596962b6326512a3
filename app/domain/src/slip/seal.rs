//! Sealing a slip to the city hall: HPKE (RFC 9180), base mode, X25519, HKDF-SHA256, ChaCha20-Poly1305.

use serde::{Deserialize, Serialize};

/// The city's public key (市の公開鍵), to which slips are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityKey {
    /// Six decimal digits that tell keys apart.
    pub id: String,
    /// The X25519 public key, 32 bytes as lower-case hex.
    pub public: String,
}

/// The city's private keys (市の秘密鍵), old ones included.
pub struct KeyRing;

/// A sealed slip (封をした申請書): the digits that travel, wait in the outbox and are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedSlip(String);
