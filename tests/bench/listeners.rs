//! Many listeners of an event stream in one thread, which notes when each of them hears a new board.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::event::{Timespec, epoll};
use rustix::process::{Resource, getrlimit, setrlimit};

/// How long everybody may take to hear something.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everybody who listens.
pub struct Listeners {
    poll: OwnedFd,
    all: Vec<Listener>,
    /// How many events, boards and beats, were heard so far by all together.
    pub heard: u64,
}

struct Listener {
    stream: TcpStream,
    /// What was read of an event that is not complete yet.
    begun: Vec<u8>,
    /// The newest board heard.
    revision: u64,
}

impl Listeners {
    /// Connects so many listeners and waits until each has heard its first board.
    pub fn connect(address: SocketAddr, path: &str, how_many: usize) -> Result<Listeners> {
        let poll = epoll::create(epoll::CreateFlags::CLOEXEC)?;
        let mut all = Vec::with_capacity(how_many);
        for place in 0..how_many {
            let mut stream = TcpStream::connect(address).context("connecting a listener")?;
            ask(&mut stream, address, path)?;
            stream.set_nonblocking(true)?;
            epoll::add(&poll, &stream, epoll::EventData::new_u64(place as u64), epoll::EventFlags::IN)?;
            all.push(Listener { stream, begun: Vec::new(), revision: 0 });
        }
        let mut listeners = Listeners { poll, all, heard: 0 };
        listeners.until_all_heard(1, Instant::now())?;
        Ok(listeners)
    }

    /// The newest board that everybody has heard.
    pub fn revision(&self) -> u64 {
        self.all.iter().map(|listener| listener.revision).min().unwrap_or(0)
    }

    /// Listens until everybody has heard a board of this revision or a newer one; says how long after `since` each did.
    pub fn until_all_heard(&mut self, revision: u64, since: Instant) -> Result<Vec<Duration>> {
        let mut waits = Vec::with_capacity(self.all.len());
        let mut missing = self.all.iter().filter(|listener| listener.revision < revision).count();
        let mut ready = Vec::with_capacity(256);
        while missing > 0 {
            if since.elapsed() > PATIENCE {
                bail!("{missing} of {} listeners heard nothing of board {revision}", self.all.len());
            }
            ready.clear();
            let second = Timespec { tv_sec: 1, tv_nsec: 0 };
            epoll::wait(&self.poll, rustix::buffer::spare_capacity(&mut ready), Some(&second))?;
            for event in &ready {
                let listener = &mut self.all[event.data.u64() as usize];
                let before = listener.revision;
                self.heard += listener.read()?;
                if before < revision && listener.revision >= revision {
                    waits.push(since.elapsed());
                    missing -= 1;
                }
            }
        }
        Ok(waits)
    }
}

/// The board that a stream begins with, as JSON.
pub fn first_board(address: SocketAddr, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    ask(&mut stream, address, path)?;
    let mut begun = Vec::new();
    loop {
        let mut some = [0; 16 * 1024];
        let length = stream.read(&mut some)?;
        begun.extend_from_slice(&some[..length]);
        let text = String::from_utf8_lossy(&begun);
        if let Some((board, _)) = text.split_once("data: {").and_then(|(_, board)| board.split_once("\n\n")) {
            return Ok(format!("{{{board}"));
        }
        if length == 0 {
            bail!("the stream ended before its first board: {text}");
        }
    }
}

/// Lets this process hold so many connections.
pub fn allow(connections: usize) -> Result<()> {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.current.max(Some(connections as u64));
    Ok(setrlimit(Resource::Nofile, limit)?)
}

fn ask(stream: &mut TcpStream, address: SocketAddr, path: &str) -> Result<()> {
    Ok(write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\n\r\n")?)
}

impl Listener {
    /// Reads what there is; says how many events ended in it.
    fn read(&mut self) -> Result<u64> {
        let mut events = 0;
        let mut some = [0; 16 * 1024];
        loop {
            match self.stream.read(&mut some) {
                Ok(0) => bail!("a stream ended while it was listened to"),
                Ok(length) => self.begun.extend_from_slice(&some[..length]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(events),
                Err(error) => return Err(error).context("a listener was cut off"),
            }
            while let Some(end) = position(&self.begun, b"\n\n") {
                events += 1;
                if let Some(id) = position(&self.begun[..end], b"id: ").map(|at| &self.begun[at + 4..end]) {
                    let digits = id.iter().take_while(|byte| byte.is_ascii_digit());
                    self.revision = digits.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
                }
                self.begun.drain(..end + 2);
            }
        }
    }
}

fn position(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}
