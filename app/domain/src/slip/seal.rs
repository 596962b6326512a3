//! Sealing a slip to the city hall: HPKE (RFC 9180), base mode, X25519, HKDF-SHA256, ChaCha20-Poly1305.
//!
//! ```text
//! code = "2" keyid6 S
//! S    = decimal of the number whose bytes, the greatest first, are  01 ‖ enc[32] ‖ ct ‖ tag[16]
//!        ct = seal(bytes of the coder's number) to the key, with info "mado-qr/1" and aad "2" keyid6
//! ```

use std::convert::Infallible;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal_with_rng};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::code::{self, CodeFault, Here, Number};
use super::{Slip, hex};
use crate::form::Form;
use crate::moment::Moment;

/// What the seal is for; another use of the same key has another.
const INFO: &[u8] = b"mado-qr/1";
/// The first byte of a seal: the second version of it would be 02.
const VERSION: u8 = 1;
/// The bytes around the sealed ones: the version, the encapsulated key and the tag.
const AROUND: usize = 1 + 32 + 16;
/// The least bytes a header can have.
const LEAST_SEALED: usize = 7;

pub(super) type Kex = X25519HkdfSha256;

/// The city's public key (市の公開鍵), to which slips are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityKey {
    /// Six decimal digits that tell keys apart: the first four bytes of the key's SHA-256 as a number, modulo a million.
    pub id: String,
    /// The X25519 public key, 32 bytes as lower-case hex.
    pub public: String,
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
        hex::read(&self.public).is_some_and(|public| CityKey::new(&public) == *self)
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
        hex::write(&self.key.to_bytes().into())
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
        self.of_id(id).next().is_some()
    }

    /// The keys of this id: ids are short, so two keys of a ring may share one.
    pub(super) fn of_id(&self, id: &str) -> impl Iterator<Item = &<Kex as Kem>::PrivateKey> {
        self.0.iter().filter(move |key| key.id == id).map(|key| &key.key)
    }
}

impl FromIterator<PrivateKey> for KeyRing {
    fn from_iter<I: IntoIterator<Item = PrivateKey>>(keys: I) -> KeyRing {
        KeyRing(keys.into_iter().collect())
    }
}

/// A sealed slip (封をした申請書): the digits that travel, wait in the outbox and are stored.
///
/// A city without a key gets plain ones, which anybody can read; they travel and are opened the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedSlip(String);

impl SealedSlip {
    /// Takes digits as they were read or sent; whitespace around them is dropped.
    ///
    /// # Errors
    /// What the outside tells: not digits, no such kind, cut short. What is inside is not looked at.
    pub fn parse(digits: &str) -> Result<SealedSlip, CodeFault> {
        let digits = digits.trim_ascii();
        if digits.len() > code::MOST_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CodeFault::NotOurs);
        }
        match digits.as_bytes().first() {
            Some(b'1') => code::plain_envelope(digits)?,
            Some(b'2') => sealed_bytes(digits).map(drop)?,
            Some(b'3') => return Err(CodeFault::UnknownFormat),
            _ => return Err(CodeFault::NotOurs),
        }
        Ok(SealedSlip(digits.to_owned()))
    }

    /// The digits, as they stand in the QR code.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The id of the key it is sealed to; `None` if it is plain.
    pub fn key_id(&self) -> Option<&str> {
        self.0.starts_with('2').then(|| &self.0[1..7])
    }

    /// SHA-256 of the digits in lower-case hex: the same slip sent again has the same.
    pub fn digest(&self) -> String {
        hex::write(&Sha256::digest(&self.0).into())
    }

    /// Opens it and has its form check the answers again: beside [`crate::draft::Draft::finish`] the only way to a [`Slip`].
    ///
    /// `shelf` are all forms and editions that this hall has, `city_number` is its own number, `now` is for the expiry.
    ///
    /// # Errors
    /// Whatever keeps it from being read here; the answers' problems too.
    pub fn open<'f>(
        &self,
        keys: &KeyRing,
        shelf: impl IntoIterator<Item = &'f Form>,
        city_number: u16,
        now: Moment,
    ) -> Result<Slip, CodeFault> {
        let here = Here { city_number, now };
        let Some(id) = self.key_id() else { return code::read_plain(&self.0, shelf, here) };
        let bytes = sealed_bytes(&self.0)?;
        let (encapsulated, sealed) = bytes[1..].split_at(32);
        let encapsulated = Deserializable::from_bytes(encapsulated).map_err(|_| CodeFault::CheckFailed)?;
        let mut fault = CodeFault::WrongKey;
        // Where two keys share an id, the seal tells which is meant.
        for key in keys.of_id(id) {
            let aad = &self.0.as_bytes()[..7];
            match single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kex>(&OpModeR::Base, key, &encapsulated, INFO, sealed, aad) {
                Ok(number) => return code::read_sealed(Number::from_bytes(&number), shelf, here),
                Err(_) => fault = CodeFault::CheckFailed,
            }
        }
        Err(fault)
    }
}

/// The bytes of a sealed code: `01 ‖ enc ‖ ct ‖ tag`, not too few of them.
fn sealed_bytes(digits: &str) -> Result<Vec<u8>, CodeFault> {
    let bytes = Number::from_decimal(digits.as_bytes().get(7..).unwrap_or_default()).to_bytes();
    match bytes.first() {
        // A number that lost digits at its end starts with another byte.
        _ if bytes.len() < AROUND + LEAST_SEALED => Err(CodeFault::Truncated),
        Some(&VERSION) => Ok(bytes),
        _ => Err(CodeFault::Truncated),
    }
}

impl Slip {
    /// Seals it to the city: only the holder of the private key can open what comes out.
    ///
    /// `form` is the one it answers. `fresh` are 32 unpredictable bytes that are used for nothing else: the same bytes
    /// again would make the same seal again.
    ///
    /// # Errors
    /// [`CodeFault::WrongKey`] if the key is no key, [`CodeFault::FormDiffers`] if the form is another one,
    /// [`CodeFault::TooLong`] if more is written than a code can hold, [`CodeFault::WrongClock`] for a date before 2024.
    pub fn seal(&self, form: &Form, city_number: u16, key: &CityKey, fresh: [u8; 32]) -> Result<SealedSlip, CodeFault> {
        let plain = code::number(self, form, city_number)?.to_bytes();
        let public = hex::read(&key.public).filter(|_| key.is_whole()).ok_or(CodeFault::WrongKey)?;
        let public = Deserializable::from_bytes(&public).map_err(|_| CodeFault::WrongKey)?;
        let outside = format!("2{}", key.id);
        let sealed = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kex>(
            &OpModeS::Base,
            &public,
            INFO,
            &plain,
            outside.as_bytes(),
            &mut Fresh::new(fresh),
        );
        let (encapsulated, sealed) = sealed.map_err(|_| CodeFault::WrongKey)?;
        let bytes = [&[VERSION], encapsulated.to_bytes().as_slice(), &sealed].concat();
        let digits = outside + &Number::from_bytes(&bytes).to_decimal();
        if digits.len() > code::MOST_DIGITS { Err(CodeFault::TooLong) } else { Ok(SealedSlip(digits)) }
    }
}

/// The randomness that was handed in: SHA-256 of it and of a running count, as often as it is asked for.
pub(super) struct Fresh {
    seed: [u8; 32],
    count: u8,
}

impl Fresh {
    pub(super) fn new(seed: [u8; 32]) -> Fresh {
        Fresh { seed, count: 0 }
    }
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
