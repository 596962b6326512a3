//! A certificate that the city has: read, and found to be in order.

use std::fs;
use std::io;
use std::net::IpAddr;
use std::path::Path;

use domain::moment::Moment;
use rustls::pki_types::pem::{Error as PemError, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys};
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::{Names, provider};
use crate::Trouble;

/// A certificate with its key (サーバー証明書).
pub struct Given {
    /// The chain and the key.
    pub key: CertifiedKey,
    /// What it stands for.
    pub names: Names,
}

/// Reads a chain and its key, both PEM.
///
/// # Errors
/// One sentence that names the file and what to do.
pub fn read(chain: &Path, key: &Path, now: Moment) -> Result<Given, Trouble> {
    let certificates = certificates(chain)?;
    let private = private_key(key)?;
    let (chain_name, key_name) = (chain.display(), key.display());
    let key = CertifiedKey::from_der(certificates, private, &provider()).map_err(|why| match why {
        Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => Trouble::new(format!(
            "証明書 {chain_name} と秘密鍵 {key_name} は組になっていません。同じときに作られた組を指定してください（証明書のファイルでは、サーバーの証明書を先頭に置きます）。"
        )),
        Error::InvalidCertificate(_) => damaged(chain),
        why => Trouble::new(format!("秘密鍵 {key_name} を使えません（{why}）。RSA・ECDSA・Ed25519の鍵を指定してください。")),
    })?;
    let (_, certificate) = X509Certificate::from_der(&key.cert[0]).map_err(|_| damaged(chain))?;
    let until = certificate.validity().not_after.timestamp();
    if until < now.0 {
        return Err(Trouble::new(format!(
            "証明書 {chain_name} の期限は{}に切れています。新しい証明書を指定してください。",
            Moment(until).words()
        )));
    }
    Ok(Given { names: names(&certificate), key })
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, Trouble> {
    let pem = fs::read(file).map_err(|why| unreadable(file, "--tls-cert", &why))?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        Ok(_) => Err(Trouble::new(format!(
            "ファイル {} に証明書（BEGIN CERTIFICATE）がありません。PEM形式の証明書を --tls-cert で指定してください。",
            file.display()
        ))),
        Err(_) => Err(damaged(file)),
    }
}

fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>, Trouble> {
    let pem = fs::read(file).map_err(|why| unreadable(file, "--tls-key", &why))?;
    PrivateKeyDer::from_pem_slice(&pem).map_err(|why| match why {
        PemError::NoItemsFound if pem.windows(9).any(|part| part == b"ENCRYPTED") => Trouble::new(format!(
            "秘密鍵 {} にはパスフレーズが付いています。パスフレーズを外したもの（openssl pkey）を指定し、chmod 600 で守ってください。",
            file.display()
        )),
        PemError::NoItemsFound => Trouble::new(format!(
            "ファイル {} に秘密鍵（BEGIN PRIVATE KEY）がありません。PEM形式の秘密鍵を --tls-key で指定してください。",
            file.display()
        )),
        _ => damaged(file),
    })
}

fn unreadable(file: &Path, setting: &str, why: &io::Error) -> Trouble {
    Trouble::new(format!("ファイル {} を読めません（{why}）。{setting} を確かめてください。", file.display()))
}

fn damaged(file: &Path) -> Trouble {
    Trouble::new(format!("ファイル {} は壊れています。発行元からもう一度受け取ってください。", file.display()))
}

/// What a certificate stands for.
fn names(certificate: &X509Certificate<'_>) -> Names {
    let alternatives = certificate.subject_alternative_name().ok().flatten();
    let stated = alternatives.iter().flat_map(|names| &names.value.general_names);
    stated
        .filter_map(|name| match name {
            GeneralName::DNSName(host) => Some((*host).to_owned()),
            GeneralName::IPAddress(bytes) => Some(address(bytes)?.to_string()),
            _ => None,
        })
        .collect::<Vec<_>>()
        .iter()
        .map(String::as_str)
        .collect()
}

/// An address as it stands in a certificate; one with a mask, as in a constraint, without it.
pub(super) fn address(bytes: &[u8]) -> Option<IpAddr> {
    match bytes.len() {
        4 | 8 => Some(IpAddr::from(<[u8; 4]>::try_from(&bytes[..4]).ok()?)),
        16 | 32 => Some(IpAddr::from(<[u8; 16]>::try_from(&bytes[..16]).ok()?)),
        _ => None,
    }
}
