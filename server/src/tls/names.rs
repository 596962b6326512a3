//! Under which names and addresses a machine is reached.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use rustls::pki_types::ServerName;

/// Names and addresses (名前とアドレス), as they stand in a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Host names in lower case.
    pub hosts: BTreeSet<String>,
    /// IP addresses.
    pub addresses: BTreeSet<IpAddr>,
    /// The one of them that is told to people; the others do as well.
    told: Option<String>,
}

impl Names {
    /// Those of this machine, for a server that listens at `listen`, and further ones that the operator knows: a name in the
    /// city's own DNS, for example. What is told to people is the first of those, else the address in the local network.
    pub fn of_the_machine(listen: IpAddr, further: &[String]) -> Names {
        let mut names: Names = further.iter().map(String::as_str).collect();
        names.told = further.first().cloned();
        names.hosts.insert("localhost".into());
        names.addresses.extend([IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)]);
        if listen.is_loopback() {
            names.addresses.insert(listen);
            names.told.get_or_insert_with(|| listen.to_string());
            return names;
        }
        let host = rustix::system::uname().nodename().to_string_lossy().to_ascii_lowercase();
        if let Ok(host) = host_name(&host) {
            // Phones and tablets find `.local` by asking around (mDNS), where the network lets them.
            names.hosts.extend([format!("{host}.local"), host].into_iter().filter(|host| !host.ends_with(".local.local")));
        }
        if listen.is_unspecified() {
            names.addresses.extend(own_addresses());
            if let Some(address) = towards_others().or_else(|| names.addresses.iter().find(|one| !one.is_loopback()).copied()) {
                names.told.get_or_insert_with(|| address.to_string());
            }
        } else {
            names.addresses.insert(listen);
            names.told.get_or_insert_with(|| listen.to_string());
        }
        names
    }

    /// The one that is told to people.
    pub fn best(&self) -> Option<String> {
        let host = || self.hosts.iter().find(|host| !host.starts_with('*')).cloned();
        self.told.clone().or_else(host).or_else(|| Some(self.addresses.first()?.to_string()))
    }

    /// Those that `others` does not have.
    pub fn without(&self, others: &Names) -> Names {
        let hosts = self.hosts.difference(&others.hosts).cloned().collect();
        Names { hosts, addresses: self.addresses.difference(&others.addresses).copied().collect(), told: None }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.hosts.is_empty() && self.addresses.is_empty()
    }
}

/// Names and addresses, told apart.
impl<'a> FromIterator<&'a str> for Names {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Names {
        let mut names = Names::default();
        for text in texts {
            match text.parse() {
                Ok(address) => drop(names.addresses.insert(address)),
                Err(_) => drop(names.hosts.insert(text.to_ascii_lowercase())),
            }
        }
        names
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = self.hosts.iter().cloned().chain(self.addresses.iter().map(IpAddr::to_string)).collect();
        f.write_str(&all.join("、"))
    }
}

/// A host name or an address as it may stand in a certificate, in lower case.
///
/// # Errors
/// A sentence for the command line.
pub fn host_name(text: &str) -> Result<String, String> {
    match ServerName::try_from(text) {
        Ok(_) => Ok(text.to_ascii_lowercase()),
        Err(_) => Err("a host name such as madoguchi.city.example or an IP address is wanted, without https:// and port".into()),
    }
}

/// The addresses by which others reach this machine. Link-local ones are of no use in a browser.
fn own_addresses() -> Vec<IpAddr> {
    let cards = if_addrs::get_if_addrs().inspect_err(|why| tracing::warn!(%why, "the machine's addresses could not be found out"));
    let reachable = |address: &IpAddr| match address {
        IpAddr::V4(four) => !four.is_link_local(),
        IpAddr::V6(six) => !six.is_unicast_link_local(),
    };
    cards.unwrap_or_default().into_iter().map(|card| card.ip()).filter(|address| !address.is_loopback() && reachable(address)).collect()
}

/// The address from which this machine would talk to another network. Nothing is sent: a datagram socket only chooses its way.
fn towards_others() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address that is kept for documentation.
    socket.connect(SocketAddr::from(([198, 51, 100, 1], 9))).ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(|address| !address.is_loopback() && !address.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operators_own_name_is_told_first() {
        let listen = "192.0.2.7".parse().unwrap();
        let names = Names::of_the_machine(listen, &["madoguchi.city.example".into()]);
        assert_eq!(names.best().as_deref(), Some("madoguchi.city.example"));
        assert!(names.addresses.contains(&listen) && names.hosts.contains("localhost"));
        assert_eq!(Names::of_the_machine(listen, &[]).best().as_deref(), Some("192.0.2.7"));
    }

    #[test]
    fn a_server_on_this_machine_only_tells_no_other_name() {
        let names = Names::of_the_machine(IpAddr::V4(Ipv4Addr::LOCALHOST), &[]);
        assert_eq!(names.to_string(), "localhost、127.0.0.1、::1");
        assert_eq!(names.best().as_deref(), Some("127.0.0.1"));
    }

    #[test]
    fn a_server_on_every_card_has_the_addresses_of_all_of_them() {
        let names = Names::of_the_machine(IpAddr::V4(Ipv4Addr::UNSPECIFIED), &[]);
        assert!(own_addresses().iter().all(|address| names.addresses.contains(address)));
        assert!(names.best().is_none_or(|told| !told.starts_with("127.") && told != "0.0.0.0"));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        assert_eq!(host_name("Madoguchi.City.Example").as_deref(), Ok("madoguchi.city.example"));
        assert!(host_name("2001:db8::7").is_ok());
        for wrong in ["https://city.example", "city.example:443", "", "窓口", "a b"] {
            assert!(host_name(wrong).is_err(), "{wrong}");
        }
    }
}
