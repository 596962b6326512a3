//! Many listeners of an event stream, and when each of them hears a new board.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout_at;

/// How long everybody may take to hear something.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everybody who listens; they go when this value does.
pub struct Listeners {
    /// What each hears: the revision of a board, and when.
    boards: mpsc::UnboundedReceiver<(u64, Instant)>,
    events: Arc<AtomicU64>,
    everybody: JoinSet<Result<()>>,
    /// The newest board that everybody has heard.
    pub revision: u64,
}

impl Listeners {
    /// Connects so many listeners and waits until each has heard its first board.
    pub async fn connect(address: SocketAddr, path: &str, how_many: usize) -> Result<Listeners> {
        let (tell, boards) = mpsc::unbounded_channel();
        let mut listeners = Listeners { boards, events: Arc::default(), everybody: JoinSet::new(), revision: 0 };
        for _ in 0..how_many {
            let stream = ask(address, path).await?;
            listeners.everybody.spawn(listen(stream, tell.clone(), Arc::clone(&listeners.events)));
        }
        listeners.until_all_heard(1, Instant::now()).await?;
        Ok(listeners)
    }

    /// How many events, boards and beats, were heard so far by all together.
    pub fn events(&self) -> u64 {
        self.events.load(Ordering::Relaxed)
    }

    /// Listens until everybody has heard a board of this revision; says how long after `since` each did. Nobody may be sent two
    /// boards meanwhile.
    pub async fn until_all_heard(&mut self, revision: u64, since: Instant) -> Result<Vec<Duration>> {
        let mut waits = Vec::with_capacity(self.everybody.len());
        while waits.len() < self.everybody.len() {
            let heard = timeout_at((since + PATIENCE).into(), self.boards.recv()).await;
            let missing = || format!("board {revision}: {} of {} listeners heard it", waits.len(), self.everybody.len());
            let (heard, at) = heard.ok().flatten().with_context(missing)?;
            if heard >= revision {
                self.revision = heard;
                waits.push(at - since);
            }
        }
        Ok(waits)
    }
}

async fn listen(mut stream: TcpStream, tell: mpsc::UnboundedSender<(u64, Instant)>, events: Arc<AtomicU64>) -> Result<()> {
    let mut begun = Vec::with_capacity(4 * 1024);
    while stream.read_buf(&mut begun).await? > 0 {
        let at = Instant::now();
        while let Some(end) = position(&begun, b"\n\n") {
            events.fetch_add(1, Ordering::Relaxed);
            if let Some(id) = position(&begun[..end], b"id: ") {
                let digits = begun[id + 4..end].iter().take_while(|byte| byte.is_ascii_digit());
                let revision = digits.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
                // When nobody counts any more there is nobody to tell.
                let _ = tell.send((revision, at));
            }
            begun.drain(..end + 2);
        }
    }
    bail!("a stream ended while it was listened to")
}

/// The board that a stream begins with, as JSON.
pub async fn first_board(address: SocketAddr, path: &str) -> Result<String> {
    let mut stream = ask(address, path).await?;
    let mut begun = Vec::new();
    while stream.read_buf(&mut begun).await? > 0 {
        let text = String::from_utf8_lossy(&begun);
        if let Some((board, _)) = text.split_once("data: {").and_then(|(_, board)| board.split_once("\n\n")) {
            return Ok(format!("{{{board}"));
        }
    }
    bail!("the stream ended before its first board: {}", String::from_utf8_lossy(&begun))
}

async fn ask(address: SocketAddr, path: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await.context("connecting a listener")?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    Ok(stream)
}

fn position(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}
