//! Who asks: the address behind the connection and behind the proxies that are believed.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;

use crate::config::{Serve, canonical};

/// The other end of a connection (接続の相手); the accept loop puts it into each request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its address.
    pub address: SocketAddr,
    /// Whether the connection is TLS.
    pub secure: bool,
}

/// Who asks (利用者の接続元), as far as the connection tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The address that counts for limits.
    pub address: IpAddr,
    /// Whether the caller's browser reached us, or our proxy, by HTTPS.
    pub secure: bool,
}

impl Caller {
    /// Reads who asks. Only a proxy that the settings name is believed; of several addresses in `X-Forwarded-For` the
    /// last one that is no proxy of ours counts, since everything before it may be the caller's own invention.
    pub fn of(peer: Peer, headers: &HeaderMap, settings: &Serve) -> Caller {
        if !settings.believes(peer.address.ip()) {
            return Caller { address: canonical(peer.address.ip()), secure: peer.secure };
        }
        let forwarded = headers.get_all("x-forwarded-for").into_iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
        let mut address = peer.address.ip();
        for hop in hops.into_iter().rev() {
            match hop.parse::<IpAddr>() {
                Ok(hop) => address = hop,
                Err(_) => break,
            }
            if !settings.believes(address) {
                break;
            }
        }
        let by_https = headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
        Caller { address: canonical(address), secure: peer.secure || by_https }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(peer: &str, forwarded: &str) -> String {
        let settings = Serve::parse_words(["--behind-proxy", "10.0.0.0/8"]).expect("good settings");
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().expect("a header"));
        let peer = Peer { address: SocketAddr::new(peer.parse().expect("an address"), 1), secure: false };
        Caller::of(peer, &headers, &settings).address.to_string()
    }

    #[test]
    fn a_proxy_is_believed_and_a_stranger_is_not() {
        assert_eq!(caller("10.0.0.1", "203.0.113.9"), "203.0.113.9");
        assert_eq!(caller("198.51.100.1", "203.0.113.9"), "198.51.100.1");
    }

    #[test]
    fn an_invented_address_before_the_true_one_does_not_count() {
        assert_eq!(caller("10.0.0.1", "127.0.0.1, 203.0.113.9, 10.0.0.2"), "203.0.113.9");
        assert_eq!(caller("10.0.0.1", "nonsense, 203.0.113.9"), "203.0.113.9");
        assert_eq!(caller("10.0.0.1", "nonsense"), "10.0.0.1");
        assert_eq!(caller("10.0.0.1", ""), "10.0.0.1");
    }
}
