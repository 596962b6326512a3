//! A browser without a screen: sends requests byte for byte as a story wants them, and keeps cookies.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Nothing that a story asks for takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Somebody at a browser, with the cookies it was given.
#[derive(Clone)]
pub struct Browser {
    at: SocketAddr,
    cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// The body as it came, for what is no text.
    pub bytes: Vec<u8>,
}

impl Browser {
    /// A browser that knows nothing yet.
    pub fn at(at: SocketAddr) -> Browser {
        Browser { at, cookies: BTreeMap::new(), headers: Vec::new() }
    }

    /// The same browser, sending this header with everything.
    pub fn with(&self, name: &str, value: &str) -> Browser {
        let mut other = self.clone();
        other.headers.push((name.into(), value.into()));
        other
    }

    /// Asks a server function, as our own pages do.
    pub fn ask(&mut self, function: &str, arguments: &Value) -> Answer {
        self.send("POST", &format!("/api/{function}"), &[("content-type", "application/json")], arguments.to_string().as_bytes())
            .expect("an answer")
    }

    /// Asks a server function and reads what it gives.
    pub fn get<T: DeserializeOwned>(&mut self, function: &str, arguments: &Value) -> T {
        self.ask(function, arguments).ok().json()
    }

    /// Sends a slip from home.
    pub fn submit(&mut self, slip: &str, key: &str) -> io::Result<Answer> {
        let body = json!({ "slip": slip, "key": key }).to_string();
        self.send("POST", "/api/submit", &[("content-type", "application/json")], body.as_bytes())
    }

    /// Fetches a page or file.
    pub fn fetch(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], b"").expect("an answer")
    }

    /// Sends a request over a connection of its own and reads the answer to its end.
    pub fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> io::Result<Answer> {
        let answer = read(self.begin(method, path, headers, body)?, method != "HEAD")?;
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                if cookie.contains("Max-Age=0") {
                    self.cookies.remove(name);
                } else {
                    self.cookies.insert(name.into(), value.into());
                }
            }
        }
        Ok(answer)
    }

    /// Sends a request and goes away before the answer comes; the server may or may not have stored what was in it.
    pub fn send_and_leave(&self, path: &str, body: &[u8]) -> io::Result<()> {
        self.begin("POST", path, &[("content-type", "application/json")], body).map(drop)
    }

    fn begin(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> io::Result<TcpStream> {
        let mut connection = TcpStream::connect_timeout(&self.at, PATIENCE)?;
        connection.set_read_timeout(Some(PATIENCE))?;
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.at);
        let own = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in own.chain(headers.iter().copied()) {
            head += &format!("{name}: {value}\r\n");
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            head += &format!("cookie: {}\r\n", cookies.join("; "));
        }
        if method != "GET" || !body.is_empty() {
            head += &format!("content-length: {}\r\n", body.len());
        }
        connection.write_all(&[head.as_bytes(), b"\r\n", body].concat())?;
        Ok(connection)
    }
}

impl Answer {
    /// The value of a header; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// Itself, if all went well.
    pub fn ok(self) -> Answer {
        assert_eq!(self.status, 200, "{}", self.body);
        self
    }

    /// The body, read.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|why| panic!("{why}: {}", self.body))
    }

    /// Which refusal it carries; its sentence must stand beside it, in Japanese.
    pub fn refused(&self) -> String {
        let body: Value = self.json();
        let sentence = body["sentence"].as_str().unwrap_or_default();
        assert!(sentence.contains('。'), "a refusal says in a sentence what is wrong: {}", self.body);
        assert_eq!(self.header("content-type"), "application/json");
        body["refused"].as_str().expect("a tag").to_owned()
    }
}

fn read(connection: TcpStream, has_body: bool) -> io::Result<Answer> {
    let mut connection = BufReader::new(connection);
    let mut line = String::new();
    connection.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| io::Error::other(format!("no answer: {line:?}")))?;
    let mut headers = Vec::new();
    loop {
        line.clear();
        connection.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, length)| length.parse().ok());
    let mut body = Vec::new();
    match length {
        _ if !has_body => {}
        Some(length) => {
            body.resize(length, 0);
            connection.read_exact(&mut body)?;
        }
        None => drop(connection.read_to_end(&mut body)?),
    }
    Ok(Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned(), bytes: body })
}
