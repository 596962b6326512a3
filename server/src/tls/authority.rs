//! An authority of our own (認証局), for a hall where no bought certificate is: made once, kept in the data folder.
//!
//! Whoever trusts it trusts it for the names and addresses that this machine had when it was made, and for nothing else:
//! the constraint stands in its certificate and browsers keep to it. So a stolen key opens no other site.

use std::fs;
use std::path::{Path, PathBuf};

use domain::moment::Moment;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, NameConstraints, SanType,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::{Names, given, provider};
use crate::{Trouble, durable};

/// The folder in the data folder.
const FOLDER: &str = "tls";
/// The certificate and the private key, in one file so that neither is ever there without the other.
const PRIVATE: &str = "authority.pem";
/// The certificate alone, for devices to trust.
const PUBLIC: &str = "ca.crt";

const DAY: i64 = 24 * 60 * 60;
/// How long an authority is good for: as long as the devices of a counter live.
const AUTHORITY_DAYS: i64 = 3650;
/// How long a leaf is good for; Apple's devices take at most 825 days.
pub const LEAF_DAYS: i64 = 90;
/// The clocks of tablets may be slow by this much.
const SLOW_CLOCKS: i64 = DAY;

/// The authority, as far as it is needed for signing and for showing it.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its certificate.
    pub certificate: CertificateDer<'static>,
    /// What it may sign for.
    pub names: Names,
    /// Where the certificate can be taken from, on this machine.
    pub file: PathBuf,
}

impl Authority {
    /// The authority in this data folder, made for these names if there is none.
    ///
    /// # Errors
    /// If it cannot be read or made, is damaged or too old, or if others than its owner may read its key.
    pub fn of(data: &Path, names: &Names, now: Moment) -> Result<Authority, Trouble> {
        let (private, public) = (data.join(FOLDER).join(PRIVATE), data.join(FOLDER).join(PUBLIC));
        if !private.exists() {
            let pem = make(names, now).map_err(|why| Trouble::new(format!("認証局を作れません（{why}）。")))?;
            durable::write(&private, pem.as_bytes(), 0o600).map_err(|why| Trouble::folder(&data.join(FOLDER), &why))?;
        }
        durable::only_its_owner_reads(&private)?;
        let pem = fs::read_to_string(&private).map_err(|why| Trouble::file(&private, why))?;
        let (authority, until) = read(&pem, &public)
            .ok_or_else(|| Trouble::new(format!("認証局のファイル {} が壊れています。控えから戻してください。", private.display())))?;
        if until.0 - now.0 < LEAF_DAYS * DAY {
            return Err(Trouble::new(format!(
                "認証局 {} の期限（{}）が近づいたか、切れています。ファイルをよそに移して起動し直すと、新しい認証局ができます。端末にはもう一度信頼させてください。",
                private.display(),
                until.words()
            )));
        }
        let shown = certificate_alone(&pem);
        if fs::read_to_string(&public).ok().as_deref() != Some(shown) {
            durable::write(&public, shown.as_bytes(), 0o644).map_err(|why| Trouble::folder(&data.join(FOLDER), &why))?;
        }
        Ok(authority)
    }

    /// Signs a fresh leaf, with a fresh key that is never written down, for all it may sign for.
    ///
    /// # Errors
    /// If there are no random numbers to be had.
    pub fn sign_leaf(&self, now: Moment) -> Result<CertifiedKey, rcgen::Error> {
        let key = KeyPair::generate()?;
        let mut leaf = CertificateParams::new(Vec::new())?;
        for host in &self.names.hosts {
            leaf.subject_alt_names.push(SanType::DnsName(host.as_str().try_into()?));
        }
        leaf.subject_alt_names.extend(self.names.addresses.iter().copied().map(SanType::IpAddress));
        leaf.distinguished_name = common_name("Madoguchi");
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        leaf.use_authority_key_identifier_extension = true;
        (leaf.not_before, leaf.not_after) = period(now, LEAF_DAYS);
        let signed = leaf.signed_by(&key, &self.issuer)?;
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let chain = vec![signed.der().clone(), self.certificate.clone()];
        CertifiedKey::from_der(chain, private, &provider()).map_err(|_| rcgen::Error::RemoteKeyError)
    }

    /// The SHA-256 of its certificate in pairs of hex digits, as devices show it: who compares them knows whom they trust.
    pub fn fingerprint(&self) -> String {
        let pairs: Vec<String> = Sha256::digest(&self.certificate).iter().map(|byte| format!("{byte:02X}")).collect();
        pairs.join(":")
    }
}

/// A new authority as PEM: the certificate, then the key.
fn make(names: &Names, now: Moment) -> Result<String, rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name = common_name(&format!("Madoguchi {}", names.best().unwrap_or_default()));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let hosts = names.hosts.iter().cloned().map(GeneralSubtree::DnsName);
    let addresses = names.addresses.iter().map(|address| {
        let all_bits = if address.is_ipv4() { 32 } else { 128 };
        GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*address, all_bits))
    });
    params.name_constraints = Some(NameConstraints { permitted_subtrees: hosts.chain(addresses).collect(), excluded_subtrees: Vec::new() });
    (params.not_before, params.not_after) = period(now, AUTHORITY_DAYS);
    Ok(params.self_signed(&key)?.pem() + &key.serialize_pem())
}

/// Reads what [`make`] wrote; nothing if it is not whole.
fn read(pem: &str, file: &Path) -> Option<(Authority, Moment)> {
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).ok()?;
    let key = KeyPair::from_pem(&pem[certificate_alone(pem).len()..]).ok()?;
    let (names, until) = {
        let (_, parsed) = X509Certificate::from_der(&certificate).ok()?;
        if parsed.public_key().subject_public_key.data.as_ref() != key.public_key_raw() {
            return None;
        }
        let constraints = parsed.name_constraints().ok()??;
        (permitted(constraints.value.permitted_subtrees.as_ref()?), Moment(parsed.validity().not_after.timestamp()))
    };
    let issuer = Issuer::from_ca_cert_der(&certificate, key).ok()?;
    Some((Authority { issuer, certificate, names, file: file.to_owned() }, until))
}

fn permitted(subtrees: &[x509_parser::extensions::GeneralSubtree<'_>]) -> Names {
    let mut names = Names::default();
    for subtree in subtrees {
        match subtree.base {
            GeneralName::DNSName(host) => drop(names.hosts.insert(host.to_owned())),
            GeneralName::IPAddress(bytes) => names.addresses.extend(given::address(bytes)),
            _ => {}
        }
    }
    names
}

/// The certificate's part of the file.
fn certificate_alone(pem: &str) -> &str {
    &pem[..pem.find("-----BEGIN PRIVATE KEY-----").unwrap_or(pem.len())]
}

fn common_name(name: &str) -> DistinguishedName {
    let mut whole = DistinguishedName::new();
    whole.push(DnType::CommonName, name);
    whole
}

/// From a little before now, for so many days.
fn period(now: Moment, days: i64) -> (OffsetDateTime, OffsetDateTime) {
    let at = |seconds| OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    (at(now.0 - SLOW_CLOCKS), at(now.0 + days * DAY))
}
