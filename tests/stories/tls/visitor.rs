//! A browser that speaks HTTPS and trusts nobody but the city hall's own authority.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use domain::queue::Board;
use http::{Method, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::browser::Answer;
use crate::city_hall::CityHall;

/// Nothing that a story asks for takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// How the visitor talks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Protocol {
    Http1,
    Http2,
}

enum Line {
    One(http1::SendRequest<Full<Bytes>>),
    Two(http2::SendRequest<Full<Bytes>>),
}

/// Somebody with one connection to the city hall, and another once that is closed.
pub struct Visitor {
    runtime: Runtime,
    line: Line,
    address: SocketAddr,
    roots: RootCertStore,
    protocol: Protocol,
    cookies: BTreeMap<String, String>,
}

/// An answer that goes on and on.
pub struct Stream<'a> {
    visitor: &'a Visitor,
    body: Incoming,
    heard: Vec<u8>,
}

/// The certificate of the city hall's authority, and nobody else's.
pub fn trusted(hall: &CityHall) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    let authority = CertificateDer::from_pem_file(hall.data().join("tls/ca.crt")).expect("it lies among the data");
    roots.add(authority).expect("it is an authority");
    roots
}

/// Connects, trusting these; fails as a browser would warn.
pub async fn connect(address: SocketAddr, roots: RootCertStore, protocol: Protocol) -> std::io::Result<TlsStream<TcpStream>> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().expect("the provider has them");
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = match protocol {
        Protocol::Http1 => vec![b"http/1.1".to_vec()],
        Protocol::Http2 => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
    };
    let connection = TcpStream::connect(address).await?;
    TlsConnector::from(Arc::new(config)).connect(ServerName::from(address.ip()), connection).await
}

/// A connection over which requests can be sent.
async fn dial(address: SocketAddr, roots: RootCertStore, protocol: Protocol) -> Line {
    let connection = connect(address, roots, protocol).await.expect("it is trusted");
    let by_http2 = connection.get_ref().1.alpn_protocol() == Some(b"h2");
    assert_eq!(by_http2, protocol == Protocol::Http2, "both sides agree on the protocol");
    let io = TokioIo::new(connection);
    if by_http2 {
        let (line, talking) = http2::handshake(TokioExecutor::new(), io).await.expect("HTTP/2");
        tokio::spawn(talking);
        Line::Two(line)
    } else {
        let (line, talking) = http1::handshake(io).await.expect("HTTP/1.1");
        tokio::spawn(talking);
        Line::One(line)
    }
}

impl Visitor {
    /// One who has just come.
    pub fn at(hall: &CityHall, protocol: Protocol) -> Visitor {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let (address, roots) = (hall.address, trusted(hall));
        let line = runtime.block_on(dial(address, roots.clone(), protocol));
        Visitor { runtime, line, address, roots, protocol, cookies: BTreeMap::new() }
    }

    /// Asks a server function as a page of this origin does.
    pub fn ask_from(&mut self, origin: &str, function: &str, arguments: &Value) -> Answer {
        let path = format!("/api/{function}");
        let request = self.request(Method::POST, &path).header("content-type", "application/json").header("origin", origin);
        let request = request.body(Full::from(arguments.to_string())).expect("a request");
        self.answer(request)
    }

    /// Asks a server function as our own pages do.
    pub fn ask(&mut self, function: &str, arguments: &Value) -> Answer {
        self.ask_from(&format!("https://{}", self.address), function, arguments)
    }

    /// Fetches a page or file.
    pub fn fetch(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).body(Full::default()).expect("a request");
        self.answer(request)
    }

    /// Follows the live board of the office `main`.
    pub fn watch(&mut self) -> Stream<'_> {
        let request = self.request(Method::GET, "/api/watch?office=main").body(Full::default()).expect("a request");
        let answer = self.send(request);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Stream { body: answer.into_body(), heard: Vec::new(), visitor: self }
    }

    fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let uri = match self.line {
            Line::One(_) => path.to_owned(),
            Line::Two(_) => format!("https://{}{path}", self.address),
        };
        let mut request = Request::builder().method(method).uri(uri);
        if let Line::One(_) = self.line {
            request = request.header("host", self.address.to_string());
        }
        if cookies.is_empty() { request } else { request.header("cookie", cookies.join("; ")) }
    }

    fn send(&mut self, request: Request<Full<Bytes>>) -> Response<Incoming> {
        let Visitor { runtime, line, address, roots, protocol, .. } = self;
        let sent = async {
            let open = match line {
                Line::One(line) => line.ready().await,
                Line::Two(line) => line.ready().await,
            };
            // As a browser does: the server may close a connection when it has refused what came over it.
            if open.is_err() {
                *line = dial(*address, roots.clone(), *protocol).await;
            }
            match line {
                Line::One(line) => line.send_request(request).await,
                Line::Two(line) => line.send_request(request).await,
            }
        };
        runtime.block_on(async { timeout(PATIENCE, sent).await.expect("in time").expect("an answer") })
    }

    fn answer(&mut self, request: Request<Full<Bytes>>) -> Answer {
        let (head, body) = self.send(request).into_parts();
        let body = self.runtime.block_on(async { timeout(PATIENCE, body.collect()).await.expect("in time").expect("a body") });
        let text = |value: &http::HeaderValue| value.to_str().expect("visible ASCII").to_owned();
        for cookie in head.headers.get_all("set-cookie").iter().map(text) {
            assert!(cookie.contains("; Secure") && cookie.starts_with("__Host-"), "{cookie}");
            let (name, value) = cookie.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let headers = head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
        let body = String::from_utf8_lossy(&body.to_bytes()).into_owned();
        Answer { status: head.status.as_u16(), headers, bytes: body.clone().into_bytes(), body }
    }
}

impl Stream<'_> {
    /// The next board that shows this.
    pub fn until(&mut self, shows: impl Fn(&Board) -> bool) -> Board {
        loop {
            let block = self.next_block();
            let board = block.lines().find_map(|line| line.strip_prefix("data: {").map(|rest| format!("{{{rest}")));
            if let Some(board) = board.map(|board| serde_json::from_str(&board).expect("a board"))
                && shows(&board)
            {
                return board;
            }
        }
    }

    fn next_block(&mut self) -> String {
        loop {
            if let Some(end) = self.heard.windows(2).position(|pair| pair == b"\n\n") {
                let block: Vec<u8> = self.heard.drain(..end + 2).collect();
                return String::from_utf8(block).expect("UTF-8");
            }
            let frame = async { timeout(PATIENCE, self.body.frame()).await.expect("in time") };
            let frame = self.visitor.runtime.block_on(frame).expect("the stream goes on").expect("a frame");
            self.heard.extend_from_slice(&frame.into_data().unwrap_or_default());
        }
    }
}
