//! HTTPS in the hall: phones and tablets reach the city hall over its network, and trust nobody else.

mod visitor;

use std::net::{IpAddr, UdpSocket};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use api::Issued;
use domain::city::CounterNumber;
use domain::queue::TicketNumber;
use rcgen::{CertificateParams, CertifiedKey, ExtendedKeyUsagePurpose, Issuer, KeyPair, SanType, generate_simple_self_signed};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use serde_json::{Value, json};

use crate::city_hall::{CityHall, STAFF, app_without_programs};
use crate::screen::waiting;
use crate::starting::sentence;
use crate::untold::not_told;
use visitor::{Protocol, Visitor, connect, trusted};

/// An address of this machine that is not 127.0.0.1: the one from which it would talk to another network. Nothing is sent.
fn address_in_the_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind(("0.0.0.0", 0)).expect("a socket");
    let towards = socket.connect(("198.51.100.1", 9)).and_then(|()| socket.local_addr());
    let address = towards.ok().map(|address| address.ip()).filter(|ip| !ip.is_loopback() && !ip.is_unspecified());
    if address.is_none() {
        not_told("this machine has no network, so nobody can come to it over one");
    }
    address
}

/// From joining to being called, everything by HTTPS over the network.
fn a_day_over(protocol: Protocol) {
    let Some(address) = address_in_the_network() else { return };
    let mut hall = CityHall::open_at(address, &["--tls", "auto"]);
    let mut staff = Visitor::at(&hall, protocol);
    let joining = json!({ "code": hall.first_code(), "name": STAFF.0, "passphrase": STAFF.1 });
    let (ours, plain) = (format!("https://{}", hall.address), format!("http://{}", hall.address));
    assert_eq!(staff.ask_from(&plain, "join", &joining).status, 403, "a page that came by plain HTTP is not ours");
    staff.ask_from(&ours, "join", &joining).ok();

    let page = staff.fetch("/counter").ok();
    assert!(page.header("strict-transport-security").starts_with("max-age="), "{:?}", page.headers);
    let slip = hall.sealed_sample("water-start");
    let opened: Value = staff.ask("open", &json!({ "slip": slip })).ok().json();
    assert_eq!(opened[0]["form"]["id"], "water-start");
    let receipt: Value = staff.ask("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() })).ok().json();
    let list: Value = staff.ask("submissions", &json!({})).ok().json();
    assert_eq!(list[0]["reference"], receipt[0]["reference"]);

    let mut screen = Visitor::at(&hall, protocol);
    let mut board = screen.watch();
    assert_eq!(waiting(&board.until(|_| true)), 0);
    let order = json!({ "office": "main", "queue": "certificates", "key": "00112233445566778899aabbccddeeff" });
    let issued: Issued = staff.ask("issue_ticket", &order).ok().json();
    board.until(|board| board.ahead_of(issued.ticket) == Some(0));
    let called: TicketNumber = staff.ask("call_next", &json!({ "office": "main", "counter": 1 })).ok().json();
    assert_eq!(called, issued.ticket);
    board.until(|board| board.at(CounterNumber(1)).is_some_and(|call| call.ticket == called));

    let began = Instant::now();
    assert!(hall.close(), "it closes in good order");
    assert!(began.elapsed() < Duration::from_secs(4), "an open stream held it up for {:?}", began.elapsed());
}

#[test]
fn a_day_in_the_hall_over_https_and_http1() {
    a_day_over(Protocol::Http1);
}

#[test]
fn a_day_in_the_hall_over_https_and_http2() {
    a_day_over(Protocol::Http2);
}

fn mode(file: &Path) -> u32 {
    std::fs::metadata(file).expect("it is there").permissions().mode() & 0o777
}

#[test]
fn the_authority_is_made_once_and_only_its_owner_may_use_it() {
    let mut hall = CityHall::open(&["--tls", "auto"]);
    let folder = hall.data().join("tls");
    let (private, public) = (folder.join("authority.pem"), folder.join("ca.crt"));
    assert_eq!((mode(&folder), mode(&private), mode(&public)), (0o700, 0o600, 0o644));
    let before = std::fs::read(&public).expect("a certificate");
    assert!(!String::from_utf8_lossy(&before).contains("PRIVATE KEY"));

    let mut tablet = Visitor::at(&hall, Protocol::Http2);
    let given = tablet.fetch("/ca.crt").ok();
    assert_eq!(given.header("content-type"), "application/x-x509-ca-cert");
    let page = tablet.fetch("/trust").ok();
    assert!(page.body.contains("href=\"/ca.crt\"") && page.body.contains("127.0.0.1"), "{}", page.body);
    assert!(!page.body.contains("{names}") && !page.body.contains("{style}"), "everything is filled in");
    let trust = format!("https://{}/trust", hall.address);
    let shown = fingerprint(&before);
    assert!(hall.printed.contains(&trust) && hall.printed.contains(&shown), "{}", hall.printed);
    assert!(hall.printed.contains('▀') && hall.printed.contains('█'), "a QR code for the tablet");

    assert!(hall.close());
    hall.start_again();
    assert_eq!(std::fs::read(&public).expect("a certificate"), before, "tablets need not learn anew");
    Visitor::at(&hall, Protocol::Http1).fetch("/health").ok();
}

/// The SHA-256 of a certificate as devices show it.
fn fingerprint(pem: &[u8]) -> String {
    let certificate = CertificateDer::from_pem_slice(pem).expect("PEM");
    let digest = <sha2::Sha256 as sha2::Digest>::digest(&certificate);
    digest.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
}

#[test]
fn whoever_does_not_trust_the_authority_gets_no_connection() {
    let (hall, other) = (CityHall::open(&["--tls", "auto"]), CityHall::open(&["--tls", "auto"]));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let warned = runtime.block_on(connect(hall.address, trusted(&other), Protocol::Http2)).expect_err("a warning");
    assert!(warned.to_string().contains("certificate"), "{warned}");
}

#[test]
fn with_a_stolen_authority_no_other_site_can_be_faked() {
    let hall = CityHall::open(&["--tls", "auto", "--tls-names", "127.0.0.1,madoguchi.city.example"]);
    let stolen = std::fs::read_to_string(hall.data().join("tls/authority.pem")).expect("ours to steal");
    let at = stolen.find("-----BEGIN PRIVATE KEY-----").expect("a key");
    let authority = Issuer::from_ca_cert_pem(&stolen[..at], KeyPair::from_pem(&stolen[at..]).expect("a key")).expect("an authority");
    let judge =
        WebPkiServerVerifier::builder_with_provider(trusted(&hall).into(), ring::default_provider().into()).build().expect("a judge");
    let accepted = |name: &str| {
        let key = KeyPair::generate().expect("a key");
        let mut faked = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        faked.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let faked = faked.signed_by(&key, &authority).expect("signed");
        let name = ServerName::try_from(name).expect("a name");
        judge.verify_server_cert(faked.der(), &[], &name, &[], UnixTime::now())
    };
    for own in ["localhost", "127.0.0.1", "madoguchi.city.example"] {
        assert!(accepted(own).is_ok(), "{own}: {:?}", accepted(own));
    }
    for other in ["bank.example", "city.example", "127.0.0.2", "192.0.2.200", "2001:db8::1", "example.localhost.example"] {
        let refused = accepted(other).expect_err(other);
        assert!(format!("{refused:?}").contains("NameConstraint"), "{other}: {refused:?}");
    }
}

#[test]
fn a_name_that_came_later_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let quiet = CityHall::open_in(folder.path(), &["--tls", "auto"]).printed.clone();
    assert!(!quiet.contains("注意"), "{quiet}");
    // The address that is printed is the one that the operator named, so this story reads no address from it.
    let app = app_without_programs();
    let settings = server::config::Serve::parse_words([
        "--tls",
        "auto",
        "--tls-names",
        "madoguchi.city.example",
        "--data",
        &folder.path().display().to_string(),
        "--app",
        &app.path().display().to_string(),
    ]);
    let address = "127.0.0.1:8443".parse().expect("an address");
    let tls = server::tls::Tls::prepare(&settings.expect("good settings"), address, &server::Clock::of_the_machine()).expect("it starts");
    assert_eq!(tls.origin, "https://madoguchi.city.example:8443");
    let words = tls.words(false).expect("an own authority has words");
    assert!(words.contains("注意: madoguchi.city.example は"), "{words}");
}

/// A certificate for 127.0.0.1 and its key, written into a folder.
fn bought(folder: &Path, name: &str) -> (String, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
    let (chain, key) = (folder.join(format!("{name}.crt")), folder.join(format!("{name}.key")));
    std::fs::write(&chain, cert.pem()).expect("written");
    std::fs::write(&key, signing_key.serialize_pem()).expect("written");
    (chain.display().to_string(), key.display().to_string())
}

#[test]
fn a_certificate_that_the_city_has_is_used_and_needs_no_explaining() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let (chain, key) = bought(folder.path(), "city");
    let hall = CityHall::open(&["--tls-cert", &chain, "--tls-key", &key]);
    assert!(hall.printed.contains("https://127.0.0.1:") && !hall.printed.contains("信頼"), "{}", hall.printed);
    std::fs::create_dir(hall.data().join("tls")).expect("no authority was made");
    std::fs::copy(&chain, hall.data().join("tls/ca.crt")).expect("this story's visitors look there");
    let mut visitor = Visitor::at(&hall, Protocol::Http2);
    visitor.fetch("/health").ok();
    assert_eq!(visitor.fetch("/ca.crt").status, 404);
}

#[test]
fn a_certificate_or_key_that_cannot_be_used_is_named() {
    let (app, folder) = (app_without_programs(), tempfile::tempdir().expect("a folder for a while"));
    let (chain, key) = bought(folder.path(), "city");
    let (_, other) = bought(folder.path(), "other");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    };
    let missing = folder.path().join("nowhere.pem").display().to_string();
    let locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let ended = {
        let key = KeyPair::generate().expect("a key");
        let mut old = CertificateParams::new(Vec::new()).expect("no names yet");
        old.subject_alt_names.push(SanType::IpAddress([127, 0, 0, 1].into()));
        (old.not_before, old.not_after) = (rcgen::date_time_ymd(2020, 1, 1), rcgen::date_time_ymd(2021, 1, 1));
        let old = old.self_signed(&key).expect("signed");
        (file("old.crt", &old.pem()), file("old.key", &key.serialize_pem()))
    };
    for (chain, key, named, remedy) in [
        (&missing, &key, "nowhere.pem", "--tls-cert"),
        (&chain, &missing, "nowhere.pem", "--tls-key"),
        (&key, &key, "city.key", "BEGIN CERTIFICATE"),
        (&chain, &chain, "city.crt", "BEGIN PRIVATE KEY"),
        (&chain, &other, "other.key", "組になっていません"),
        (&file("broken.crt", broken), &key, "broken.crt", "壊れて"),
        (&chain, &file("locked.key", locked), "locked.key", "パスフレーズ"),
        (&file("binary.crt", "\u{0}\u{1}"), &key, "binary.crt", "BEGIN CERTIFICATE"),
        (&ended.0, &ended.1, "old.crt", "2021年1月1日"),
    ] {
        let data = folder.path().join("data").display().to_string();
        let said = sentence(app.path(), &["--listen", "127.0.0.1:0", "--data", &data, "--tls-cert", chain, "--tls-key", key]);
        assert!(said.contains(named) && said.contains(remedy), "{named}, {remedy}: {said}");
        assert!(!Path::new(&data).exists(), "nothing was begun");
    }
}

#[test]
fn a_damaged_authority_is_named_and_never_replaced() {
    let (app, folder) = (app_without_programs(), tempfile::tempdir().expect("a folder for a while"));
    drop(CityHall::open_in(folder.path(), &["--tls", "auto"]));
    let file = folder.path().join("tls/authority.pem");
    let whole = std::fs::read_to_string(&file).expect("an authority");
    let listen = ["--listen", "127.0.0.1:0", "--tls", "auto", "--data", &folder.path().display().to_string()];
    for damaged in ["", &whole[..whole.len() / 3], &whole[..whole.len() - 100], &whole.replace("CERTIFICATE", "certificate")] {
        std::fs::write(&file, damaged).expect("ours to harm");
        let said = sentence(app.path(), &listen);
        assert!(said.contains("authority.pem") && said.contains("控え"), "{said}");
        assert_eq!(std::fs::read_to_string(&file).expect("still there"), damaged);
    }
    std::fs::write(&file, &whole).expect("mended");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).expect("ours");
    let said = sentence(app.path(), &listen);
    assert!(said.contains("chmod 600"), "{said}");
}

#[test]
fn whoever_types_the_address_without_https_is_shown_the_way() {
    let hall = CityHall::open(&["--tls", "auto"]);
    let shown = hall.browser().fetch("/wait/main?lang=ja");
    assert_eq!((shown.status, shown.header("location")), (307, format!("https://{}/wait/main?lang=ja", hall.address).as_str()));
    assert_eq!(shown.header("cache-control"), "no-store");
}
