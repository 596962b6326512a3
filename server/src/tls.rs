//! HTTPS: where the certificate comes from, and under which address the city hall is reached with it.
//!
//! The provider of the cryptography is handed over explicitly everywhere, so nothing depends on a global one.

mod authority;
mod given;
mod leaf;
mod names;
mod trust;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::crypto::ring::{self, Ticketer};
use rustls::server::ResolvesServerCert;

use crate::config::{Serve, Transport};
use crate::{Clock, Trouble};
use authority::Authority;
use leaf::Renewing;
pub use names::{Names, host_name};
use trust::Trust;

/// How the doors are reached (接続の守り): the address that people type, and the certificate behind it.
pub struct Tls {
    /// Scheme, host and port, as they stand in the address line of a browser.
    pub origin: String,
    /// What the connections are secured with; nothing over plain HTTP.
    pub config: Option<Arc<ServerConfig>>,
    trust: Option<Trust>,
}

impl Tls {
    /// Gets the certificate that the settings name, for a server that listens at `address`.
    ///
    /// # Errors
    /// If a certificate or key cannot be read, made or used: what is wrong, and how to mend it.
    pub fn prepare(settings: &Serve, address: SocketAddr, clock: &Clock) -> Result<Tls, Trouble> {
        match settings.transport()? {
            Transport::Plain => Ok(Tls { origin: origin("http", &address.ip().to_string(), address.port()), config: None, trust: None }),
            Transport::Certificate { chain, key } => {
                let certificate = given::read(&chain, &key, clock.now())?;
                let host = certificate.names.best().unwrap_or_else(|| address.ip().to_string());
                let config = Some(secured(Arc::new(rustls::sign::SingleCertAndKey::from(certificate.key)))?);
                Ok(Tls { origin: origin("https", &host, address.port()), config, trust: None })
            }
            Transport::OwnAuthority => {
                let names = Names::of_the_machine(address.ip(), &settings.tls_names);
                let authority = Authority::of(&settings.folders.data, &names, clock.now())?;
                let host = names.best().unwrap_or_else(|| address.ip().to_string());
                let origin = origin("https", &host, address.port());
                let trust = Some(Trust::new(&authority, &names, &origin));
                let config = Some(secured(Arc::new(Renewing::new(authority, clock.clone())?))?);
                Ok(Tls { origin, config, trust })
            }
        }
    }

    /// The page that explains how a device learns to trust the own authority, and the certificate itself; nothing where
    /// browsers know the authority, or none is needed.
    pub fn routes(&self) -> Router {
        self.trust.as_ref().map(Trust::routes).unwrap_or_default()
    }

    /// What the operator is to know about it at start; `coloured` on a terminal.
    pub fn words(&self, coloured: bool) -> Option<String> {
        self.trust.as_ref().map(|trust| trust.words(coloured))
    }
}

/// Who does the arithmetic.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// TLS 1.2 and 1.3, HTTP/2 before HTTP/1.1, nobody needs a certificate of their own.
fn secured(certificates: Arc<dyn ResolvesServerCert>) -> Result<Arc<ServerConfig>, Trouble> {
    let impossible = |why| Trouble::new(format!("HTTPSの準備ができません（{why}）。"));
    let builder = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions().map_err(impossible)?;
    let mut config = builder.with_no_client_auth().with_cert_resolver(certificates);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    // Whoever comes back resumes without our remembering them.
    config.ticketer = Ticketer::new().map_err(impossible)?;
    Ok(Arc::new(config))
}

fn origin(scheme: &str, host: &str, port: u16) -> String {
    let host = if host.parse::<IpAddr>().is_ok_and(|address| address.is_ipv6()) { format!("[{host}]") } else { host.to_owned() };
    let usual = (scheme == "https" && port == 443) || (scheme == "http" && port == 80);
    if usual { format!("{scheme}://{host}") } else { format!("{scheme}://{host}:{port}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_as_browsers_write_it() {
        assert_eq!(origin("https", "192.0.2.7", 8443), "https://192.0.2.7:8443");
        assert_eq!(origin("https", "2001:db8::7", 443), "https://[2001:db8::7]");
        assert_eq!(origin("http", "127.0.0.1", 8080), "http://127.0.0.1:8080");
        assert_eq!(origin("https", "madoguchi.city.example", 443), "https://madoguchi.city.example");
    }
}
