//! The browser's own ciphers (WebCrypto): AES-GCM with 256 bits, and keys made of passphrases by PBKDF2.

//!
//! Called by their names: typed bindings to all of them would lie in the glue that every page waits for.

use js_sys::{Array, Function, JSON, JsString, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Bytes of the random beginning of everything sealed: the length that AES-GCM is made for.
const IV: usize = 12;
const AES: &str = r#"{"name":"AES-GCM","length":256}"#;
const PBKDF2: &str = r#"{"name":"PBKDF2","hash":"SHA-256"}"#;
/// What a key may be used for.
const USES: &str = r#"["encrypt","decrypt"]"#;

/// A key that can be used but not read, by nobody (鍵).
#[derive(Clone)]
pub struct Key(pub JsValue);

/// A new key. `None` where the browser has no ciphers.
pub async fn new_key() -> Option<Key> {
    call("generateKey", [given(AES)?, JsValue::FALSE, given(USES)?]).await.map(Key)
}

/// The key that a passphrase and a salt make, in so many rounds of HMAC-SHA-256.
///
/// The passphrase is brought to one form first: another keyboard may compose the same characters differently, or write them wider.
pub async fn key_of(passphrase: &str, salt: &[u8], rounds: u32) -> Option<Key> {
    let passphrase = String::from(JsString::from(passphrase).normalize("NFKC"));
    let raw = Uint8Array::from(passphrase.as_bytes()).into();
    let material = call("importKey", ["raw".into(), raw, given(PBKDF2)?, JsValue::FALSE, given(r#"["deriveKey"]"#)?]).await?;
    let how = with(given(PBKDF2)?, "salt", Uint8Array::from(salt).into())?;
    let how = with(how, "iterations", rounds.into())?;
    call("deriveKey", [how, material, given(AES)?, JsValue::FALSE, given(USES)?]).await.map(Key)
}

/// Seals bytes for one purpose, with a beginning of its own each time.
pub async fn seal(key: &Key, purpose: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
    let mut sealed = random::<IV>().to_vec();
    let text = call("encrypt", [how(&sealed, purpose)?, key.0.clone(), Uint8Array::from(plain).into()]).await?;
    sealed.extend(Uint8Array::new(&text).to_vec());
    Some(sealed)
}

/// Opens what was sealed; `None` if it was sealed with another key or for another purpose, or is not as it was.
pub async fn open(key: &Key, purpose: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (iv, text) = sealed.split_at_checked(IV)?;
    let plain = call("decrypt", [how(iv, purpose)?, key.0.clone(), Uint8Array::from(text).into()]).await?;
    Some(Uint8Array::new(&plain).to_vec())
}

/// Bytes that nobody can foresee.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every browser that runs Wasm has randomness");
    bytes
}

/// Bytes as hex digits.
pub fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hex digits as bytes; `None` for anything else.
pub fn bytes(digits: &str) -> Option<Vec<u8>> {
    let is_hex = digits.len().is_multiple_of(2) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| digits.as_bytes().chunks(2).filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect())
}

fn how(iv: &[u8], purpose: &[u8]) -> Option<JsValue> {
    let how = with(given(AES)?, "iv", Uint8Array::from(iv).into())?;
    with(how, "additionalData", Uint8Array::from(purpose).into())
}

/// Plain words for the browser.
fn given(json: &str) -> Option<JsValue> {
    JSON::parse(json).ok()
}

/// The same with one thing more.
fn with(object: JsValue, name: &str, value: JsValue) -> Option<JsValue> {
    Reflect::set(&object, &name.into(), &value).ok().map(|_| object)
}

/// Calls one of the ciphers and waits for it; `None` where there are none, as on a page without HTTPS, or where it fails.
async fn call(name: &str, arguments: impl IntoIterator<Item = JsValue>) -> Option<JsValue> {
    let crypto = Reflect::get(&window(), &"crypto".into()).ok()?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).ok()?;
    let cipher: Function = Reflect::get(&subtle, &name.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = cipher.apply(&subtle, &arguments.into_iter().collect::<Array>()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
