//! One kept-alive connection that posts JSON, as a console does.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// A connection to a server, and the cookie it gave.
pub struct Door {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
    cookie: String,
}

impl Door {
    /// Connects.
    pub fn open(address: SocketAddr) -> Result<Door> {
        let stream = TcpStream::connect(address).with_context(|| format!("connecting to {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        Ok(Door { stream: BufReader::new(stream), address, cookie: String::new() })
    }

    /// Posts and waits for the answer's body.
    pub fn ask(&mut self, path: &str, body: &str) -> Result<String> {
        self.send(path, body)?;
        self.answer().with_context(|| format!("asking {path}"))
    }

    /// Posts without waiting.
    pub fn send(&mut self, path: &str, body: &str) -> Result<()> {
        let (address, cookie, length) = (self.address, &self.cookie, body.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nAccept: application/json\r\n\
             Cookie: {cookie}\r\nContent-Length: {length}\r\n\r\n"
        );
        Ok(self.stream.get_mut().write_all([head.as_bytes(), body.as_bytes()].concat().as_slice())?)
    }

    /// Waits for the answer to what was posted.
    pub fn answer(&mut self) -> Result<String> {
        let status = self.line()?;
        let mut length = 0;
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().context("a length")?,
                "set-cookie" => self.cookie = value.split(';').next().unwrap_or_default().to_owned(),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        let body = String::from_utf8(body)?;
        if status.split(' ').nth(1).is_none_or(|code| !code.starts_with('2')) {
            bail!("{status}: {body}");
        }
        Ok(body)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}
