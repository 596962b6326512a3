//! The city's keys, and what they do: HPKE (RFC 9180), base mode, X25519, HKDF-SHA256, ChaCha20-Poly1305.

use std::convert::Infallible;

use chrono::NaiveDate;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal_with_rng};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::hex;

/// The first byte of a seal: another way of sealing would have another.
const VERSION: u8 = 1;
/// The bytes that a seal adds: the version, the encapsulated key and the tag.
pub(super) const ADDED: usize = 1 + 32 + 16;

type Kex = X25519HkdfSha256;

/// The city's public key (市の公開鍵), to which slips are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityKey {
    /// Six decimal digits that tell keys apart: the first four bytes of the key's SHA-256 as a number, modulo a million.
    pub id: String,
    /// The X25519 public key, 32 bytes as lower-case hex.
    pub public: String,
}

/// The city's public key with its end (期限のある公開鍵), as the city says it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedKey {
    /// The key.
    pub key: CityKey,
    /// The last day on which phones seal to it without asking whether there is another; none if it has no end.
    pub until: Option<NaiveDate>,
}

/// Whether a key that ends on this day is over today, by a clock that may be a day wrong.
pub fn is_over(until: Option<NaiveDate>, today: NaiveDate) -> bool {
    until.and_then(|until| until.succ_opt()).is_some_and(|last| today > last)
}

impl CityKey {
    /// The key of these 32 bytes.
    pub fn new(public: &[u8; 32]) -> CityKey {
        let digest = Sha256::digest(public);
        let number = digest.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte));
        CityKey { id: format!("{:06}", number % 1_000_000), public: hex::write(public) }
    }

    /// Whether it is 32 bytes of hex and its id is the one that follows from them.
    pub fn is_whole(&self) -> bool {
        let public = hex::read(&self.public).and_then(|public| <[u8; 32]>::try_from(public).ok());
        public.is_some_and(|public| CityKey::new(&public) == *self)
    }

    /// Seals bytes to it, for one use (`info`) and together with what goes beside them in the open (`aad`):
    /// `01 ‖ enc[32] ‖ ct ‖ tag[16]`. Nothing if the key is none.
    pub(super) fn seal_bytes(&self, info: &[u8], aad: &[u8], plain: &[u8], fresh: [u8; 32]) -> Option<Vec<u8>> {
        let public = hex::read(&self.public).filter(|_| self.is_whole())?;
        let public = Deserializable::from_bytes(&public).ok()?;
        let rng = &mut Fresh { seed: fresh, count: 0 };
        let sealed = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kex>(&OpModeS::Base, &public, info, plain, aad, rng);
        let (encapsulated, sealed) = sealed.ok()?;
        Some([&[VERSION], encapsulated.to_bytes().as_slice(), &sealed].concat())
    }
}

/// A private key (市の秘密鍵): with it the city hall opens what was sealed to its [`CityKey`].
pub struct PrivateKey {
    key: <Kex as Kem>::PrivateKey,
    id: String,
}

impl PrivateKey {
    /// A new key out of 32 unpredictable bytes (RFC 9180, DeriveKeyPair).
    pub fn derive(fresh: &[u8; 32]) -> PrivateKey {
        PrivateKey::of(Kex::derive_keypair(fresh).0)
    }

    /// Reads a key that was kept as 64 lower-case hex digits; `None` if it is anything else.
    pub fn from_hex(text: &str) -> Option<PrivateKey> {
        Some(PrivateKey::of(Deserializable::from_bytes(&hex::read(text)?).ok()?))
    }

    /// The key to be kept: 64 lower-case hex digits. Whoever has them can open every slip sealed to the city.
    pub fn to_hex(&self) -> String {
        hex::write(&self.key.to_bytes())
    }

    /// The public key that belongs to it.
    pub fn public(&self) -> CityKey {
        CityKey::new(&Kex::sk_to_pk(&self.key).to_bytes().into())
    }

    fn of(key: <Kex as Kem>::PrivateKey) -> PrivateKey {
        let id = CityKey::new(&Kex::sk_to_pk(&key).to_bytes().into()).id;
        PrivateKey { key, id }
    }
}

/// The city's private keys (市の秘密鍵), old ones included: what was sealed before a change of key is opened too.
#[derive(Default)]
pub struct KeyRing(Vec<PrivateKey>);

impl KeyRing {
    /// Whether it has the key of this id.
    pub fn knows(&self, id: &str) -> bool {
        self.0.iter().any(|key| key.id == id)
    }

    /// Opens what [`CityKey::seal_bytes`] sealed to the key of this id; nothing if a bit of it is wrong.
    pub(super) fn open_bytes(&self, id: &str, info: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (encapsulated, sealed) = sealed.strip_prefix(&[VERSION])?.split_at_checked(32)?;
        let encapsulated = Deserializable::from_bytes(encapsulated).ok()?;
        let open = |key: &PrivateKey| {
            single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kex>(&OpModeR::Base, &key.key, &encapsulated, info, sealed, aad).ok()
        };
        // Ids are short, so two keys of a ring may share one; the seal tells which is meant.
        self.0.iter().filter(|key| key.id == id).find_map(open)
    }
}

impl FromIterator<PrivateKey> for KeyRing {
    fn from_iter<I: IntoIterator<Item = PrivateKey>>(keys: I) -> KeyRing {
        KeyRing(keys.into_iter().collect())
    }
}

/// The randomness that was handed in: SHA-256 of it and of a running count, as often as it is asked for.
struct Fresh {
    seed: [u8; 32],
    count: u8,
}

impl TryRng for Fresh {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Infallible> {
        for part in to.chunks_mut(32) {
            let block = Sha256::new().chain_update(self.seed).chain_update([self.count]).finalize();
            part.copy_from_slice(&block[..part.len()]);
            self.count += 1;
        }
        Ok(())
    }
}

// Unpredictable as long as the seed is; sealing draws 32 bytes, far from where the count would end.
impl TryCryptoRng for Fresh {}
